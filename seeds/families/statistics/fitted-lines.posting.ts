/** What the employers of the family `fitted-lines` ask for. */

import type { Piece } from '../study-family.ts';
import { type SettingsOf, tellerOf } from '../study-parts.ts';

export const LINE_DIALS = {
  model: ['straight', 'origin', 'weighted', 'exponential'],
  output: ['quality', 'error', 'predict'],
  series: ['one', 'named', 'sliding'],
  gaps: ['none', 'dropped'],
} as const;
export type LineSettings = SettingsOf<typeof LINE_DIALS>;

export interface LineNames {
  readonly topic: string;
  readonly entry: string;
  readonly x: string;
  readonly y: string;
}

export const callOf = ({ output, series }: LineSettings, { entry }: LineNames): string =>
  `${entry}(points${series === 'sliding' ? ', size' : ''}${output === 'predict' ? ', wanted' : ''})`;

function modelPiece({ model }: LineSettings, { x, y }: LineNames, index: number): Piece {
  const tell = tellerOf(index);
  return {
    straight: tell.need(
      [
        `Model: ${y} = intercept + slope * ${x}, by ordinary least squares. A fit needs two different values of ${x}.`,
        `Fit the usual straight line ${y} = intercept + slope * ${x} with least squares, which only works if there are two different values of ${x}.`,
        `Ordinary least squares, ${y} = intercept + slope * ${x}; possible with two or more different ${x}.`,
      ],
      'on a line',
      'drawn points',
    ),
    origin: tell.need(
      [
        `Model: a line through the origin, ${y} = slope * ${x}, by least squares (slope = sum of ${x}${y} / sum of ${x}²); the intercept is 0. A fit needs one ${x} that is not 0.`,
        `The line has to go through zero, ${y} = slope * ${x}, fitted by least squares, that is the sum of ${x} times ${y} divided by the sum of ${x} squared; report 0 as its intercept. It only works if some ${x} is not 0.`,
        `Regression through the origin: slope = Σ${x}${y} / Σ${x}², intercept 0; possible if not all ${x} are 0.`,
      ],
      'on a line',
      'drawn points',
    ),
    weighted: tell.need(
      [
        `Model: ${y} = intercept + slope * ${x} by weighted least squares: it minimises the sum of w * (${y} - intercept - slope * ${x})². w is the weight of the point, positive. A fit needs two different values of ${x}.`,
        `Not all points are equally good, each has a weight w above zero, so please fit ${y} = intercept + slope * ${x} such that the sum of w times the squared deviation becomes smallest. There must be two different values of ${x}.`,
        `Weighted least squares, ${y} = intercept + slope * ${x}, minimise Σ w (${y} - intercept - slope * ${x})², w > 0; possible with two or more different ${x}.`,
      ],
      'on a line',
      'drawn points',
    ),
    exponential: tell.need(
      [
        `Model: ${y} = intercept * exp(slope * ${x}), fitted as a straight line of ln ${y} over ${x} by ordinary least squares. Points with ${y} of 0 or below are ignored. A fit needs two different values of ${x} among the rest.`,
        `It grows exponentially, so fit ${y} = intercept * exp(slope * ${x}): take the natural logarithm of ${y} and put an ordinary least squares line through it. Points where ${y} is zero or negative cannot be used, leave them out; two different values of ${x} must remain.`,
        `Log-linear fit: ln ${y} = ln(intercept) + slope * ${x} by ordinary least squares; drop points with ${y} <= 0; possible with two or more different ${x} left.`,
      ],
      'on a line',
      'drawn points',
    ),
  }[model];
}

function outputPiece({ output, model, series }: LineSettings, { x, y }: LineNames, index: number): Piece {
  const tell = tellerOf(index);
  const scale = model === 'exponential' ? `ln ${y}` : y;
  const weight = model === 'weighted' ? 'w * ' : '';
  const free = model === 'origin' ? 'n - 1' : 'n - 2';
  const mean = model === 'weighted' ? `the weighted mean of ${scale}` : `the mean of ${scale}`;
  const of = series === 'one' ? '' : ' each';
  return {
    quality: tell.need(
      [
        `Result${of}: { "intercept", "slope", "r2" } with r2 = 1 - sum of ${weight}(${scale} - fitted)² / sum of ${weight}(${scale} - mean)², where mean is ${mean} and fitted the fitted ${scale}; r2 is null if all ${scale} used are equal.`,
        `What I want back${of ? ' each time' : ''} is { "intercept", "slope", "r2" }. The last is one minus the sum of ${weight}(${scale} - fitted)² divided by the sum of ${weight}(${scale} - mean)², with ${mean} and the fitted ${scale}, and null when all the ${scale} used are the same.`,
        `Return${of}: {"intercept", "slope", "r2"}; r2 = 1 - Σ ${weight}(${scale} - fitted ${scale})² / Σ ${weight}(${scale} - ${mean})², null for constant ${scale}.`,
      ],
      'a few points',
      'always the same',
      'large series',
    ),
    error: tell.need(
      [
        `Result${of}: { "intercept", "slope", "error" } with error = square root of (sum of ${weight}(${scale} - fitted)² / (${free})) over the n points used, fitted being the fitted ${scale}; error is null if ${free} is 0.`,
        `What I want back${of ? ' each time' : ''} is { "intercept", "slope", "error" }. The error is the root of the sum of ${weight}(${scale} - fitted)² divided by ${free}, n being the number of points that were used and fitted the fitted ${scale}; null when ${free} is 0.`,
        `Return${of}: {"intercept", "slope", "error"}; error = sqrt(Σ ${weight}(${scale} - fitted ${scale})² / (${free})), n = points used; null if ${free} = 0.`,
      ],
      'a few points',
      'just enough',
      'large series',
    ),
    predict: tell.need(
      [
        `Result${of}: list of the fitted ${y} for every ${x} in wanted, in this order (wanted may be empty).`,
        `What I want back${of ? ' each time' : ''} is a list with the ${y} that the fit gives for each ${x} in the list wanted, in the same order; wanted can be empty.`,
        `Return${of}: [fitted ${y} for each ${x} of wanted], same order, wanted possibly empty.`,
      ],
      'a few points',
      'nothing wanted',
      'large series',
    ),
  }[output];
}

function seriesPiece({ series, model }: LineSettings, { x, y }: LineNames, index: number): Piece {
  const tell = tellerOf(index);
  const fields = `${x}, ${y}${model === 'weighted' ? ', w' : ''}`;
  return {
    one: tell.need(
      [
        `points: list of [${fields}]. Where no fit is possible (no points, for instance) the result is null.`,
        `The points come as lists [${fields}]. If a fit is impossible, say with no points at all, return null.`,
        `points = list of [${fields}]; null if not possible.`,
      ],
      'nothing to fit',
      'not enough',
      'just enough',
      'always the same',
      'nothing wanted',
    ),
    named: tell.need(
      [
        `points: list of [series, ${fields}], series is a text, its points are anywhere in the list. Every series is fitted alone; the result is a dictionary from series to its result, null where no fit is possible. No points: {}.`,
        `There are several series mixed in one list, [series, ${fields}] with a text as series. Fit each on its own and give me a dictionary with the series as key, and null as the value where a fit is impossible. An empty list gives an empty dictionary.`,
        `points = list of [series, ${fields}] (series: string, order irrelevant); return {series: result or null if not possible}; empty input {}.`,
      ],
      'nothing to fit',
      'not enough',
      'just enough',
      'always the same',
      'nothing wanted',
      'two series',
    ),
    sliding: tell.need(
      [
        `points: list of [${fields}]. A window of \`size\` consecutive points moves along the list one point at a time; the result is the list of the results of all full windows, null where no fit is possible. Fewer points than size: empty list.`,
        `The points come as lists [${fields}], and I want the fit for a window that moves along them: the first size points, then from the second point on and so forth, as long as the window is full. Give me the list of these results, with null wherever a fit is impossible; if there are fewer points than size the list is empty.`,
        `points = list of [${fields}]; results for all len(points) - size + 1 windows of size consecutive points, in order, null if not possible; [] if there are too few.`,
      ],
      'nothing to fit',
      'not enough',
      'just enough',
      'always the same',
      'nothing wanted',
      'several windows',
    ),
  }[series];
}

export function posting(settings: LineSettings, names: LineNames, index: number): Piece[] {
  const tell = tellerOf(index);
  const { topic, x, y } = names;
  const where = settings.series === 'sliding' ? ' It still takes its place in the window.' : '';
  return [
    tell.say(
      `Regression without numpy (${topic})\n\nsolution.py, Python 3 standard library. Function ${callOf(settings, names)}.`,
      `Hello, for ${topic} I need a small function in plain Python 3, no numpy there: ${callOf(settings, names)} in the file solution.py.`,
      `Work order: ${topic}\nLanguage: Python 3, standard library\nFile and function: solution.py, ${callOf(settings, names)}`,
    ),
    seriesPiece(settings, names, index),
    settings.gaps === 'dropped'
      ? tell.need(
          [
            `${x} or ${y} may be null; such a point is not used.${where}`,
            `Sometimes ${x} or ${y} is missing (null), then do not use that point.${where}`,
            `null in ${x} or ${y}: point not used.${where}`,
          ],
          'missing values',
        )
      : tell.say('\n- All numbers are there, nothing is null.', 'No value is ever missing.', '\nNo missing values.'),
    modelPiece(settings, names, index),
    outputPiece(settings, names, index),
    tell.need(
      [
        'Do not round. Numbers are compared within 1e-6 (or a millionth of the value). Values stay below 10000, far from zero at times: mind cancellation.',
        'Please do not round, I compare with a tolerance of 1e-6, absolute or relative. The numbers are below 10000, and sometimes all of them are far away from zero and close together, which must work, too.',
        'No rounding; tolerance 1e-6 absolute or relative. |values| < 10000; series far from zero with small differences must be right.',
      ],
      'far from zero',
      'large series',
    ),
  ];
}
