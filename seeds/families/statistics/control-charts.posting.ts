/** What the employers of the family `control-charts` ask for. */

import type { Piece } from '../study-family.ts';
import { type SettingsOf, tellerOf } from '../study-parts.ts';

export const CHART_DIALS = {
  chart: ['single values', 'shares', 'counts', 'means'],
  rule: ['limits', 'run', 'zone'],
  baseline: ['all', 'first', 'cleaned'],
} as const;
export type ChartSettings = SettingsOf<typeof CHART_DIALS>;

export interface ChartNames {
  readonly plant: string;
  readonly entry: string;
  readonly run: number;
}

function chartPiece({ chart }: ChartSettings, index: number): Piece {
  const tell = tellerOf(index);
  return {
    'single values': tell.need(
      [
        'data: list of measured numbers. Chart of single values: centre = mean of the baseline points; sigma = mean of the absolute differences between neighbouring baseline points / 1.128 (0 with only one of them).',
        'data is a list of measured numbers. The centre line is the mean of the baseline points, and sigma comes from the moving range: average the absolute differences between one baseline point and the next, and divide by 1.128 (with only one baseline point it is 0).',
        'Individuals chart. data = numbers. centre = mean(baseline), sigma = mean moving range of the baseline / 1.128 (one point: 0).',
      ],
      'calm process',
      'drawn data',
    ),
    means: tell.need(
      [
        'data: list of subgroups, each a list of the same number m of measured numbers (2 to 5). A point is the mean of a subgroup: centre = mean of the baseline points; sigma = mean range (largest - smallest) of the baseline subgroups / (d * root of m), with d = 1.128, 1.693, 2.059, 2.326 for m = 2, 3, 4, 5.',
        'data is a list of samples, all with the same number m of measurements, 2 to 5. Each point is the mean of its sample, the centre line is the mean of the baseline points, and for sigma average the ranges (largest minus smallest) of the baseline samples and divide by d times the root of m, where d is 1.128, 1.693, 2.059 or 2.326 for m = 2, 3, 4 or 5.',
        'Xbar chart. data = subgroups of equal size m in 2..5, point = subgroup mean, centre = mean of baseline points, sigma = mean baseline range / (d2 * sqrt(m)), d2 = {2: 1.128, 3: 1.693, 4: 2.059, 5: 2.326}.',
      ],
      'calm process',
      'drawn data',
    ),
    shares: tell.need(
      [
        'data: list of [bad, checked] (checked at least 1). A point is bad / checked; centre = sum of bad / sum of checked over the baseline; every point has its own sigma = root of (centre * (1 - centre) / checked).',
        'data is a list of [bad, checked], how many pieces of a lot were bad and how many were checked (at least one). Each point is the share bad / checked; the centre line is all bad pieces of the baseline over all checked ones, and every point has a sigma of its own, the root of centre * (1 - centre) / checked.',
        'p chart. data = [bad, checked] pairs, checked >= 1, point = bad / checked, centre = Σ bad / Σ checked (baseline), sigma of a point = sqrt(centre * (1 - centre) / checked of this point).',
      ],
      'calm process',
      'drawn data',
    ),
    counts: tell.need(
      [
        'data: list of numbers of faults (whole numbers from 0). Chart of counts: centre = mean of the baseline points; sigma = root of the centre.',
        'data is a list of fault counts, whole numbers from zero up. The centre line is the mean of the baseline points and sigma is simply the square root of the centre.',
        'c chart. data = fault counts >= 0; centre = mean(baseline), sigma = sqrt(centre).',
      ],
      'calm process',
      'drawn data',
    ),
  }[chart];
}

function rulePiece({ rule, chart }: ChartSettings, { run }: ChartNames, index: number): Piece {
  const tell = tellerOf(index);
  const its = chart === 'shares' ? 'its sigma' : 'sigma';
  return {
    limits: tell.need(
      [
        `Signal: a point more than 3 * ${its} above the centre is reported as [position, "high"], more than 3 * ${its} below as [position, "low"]; positions from 0.`,
        `A point is a signal when it lies more than three times ${its} away from the centre line; report [position, "high"] or [position, "low"], positions counted from zero.`,
        `Signals: point > centre + 3 * ${its}: [position, "high"]; point < centre - 3 * ${its}: [position, "low"]; 0-based.`,
      ],
      'a jump',
      'far below',
      'large data',
    ),
    run: tell.need(
      [
        `Signal: ${run} or more consecutive points strictly on one side of the centre. Each such run, as long as it goes, is reported once as [position of its first point, "high" or "low"], positions from 0; a point on the centre ends a run.`,
        `I look for runs: when ${run} or more points in a row are strictly above the centre line, or strictly below, that is one signal, [position of its first point, "high"] or "low", only one for the whole run however long it is. A point right on the centre line ends a run. Positions are counted from zero.`,
        `Signals: maximal runs of at least ${run} consecutive points strictly above ("high") or strictly below ("low") the centre; [0-based position of the first point, side], one entry a run; equality with the centre breaks it.`,
      ],
      'a jump',
      'far below',
      'large data',
    ),
    zone: tell.need(
      [
        `Signal: of three consecutive points (i - 2, i - 1, i) two or more lie more than 2 * ${its} from the centre on the same side; reported for every such i as [i, "high" or "low"], positions from 0.`,
        `I use the warning zone: whenever at least two of three points in a row are more than two times ${its} away from the centre line on the same side, report [position, "high"] or [position, "low"] with the position of the last of the three, counted from zero. Do so for every three points that fulfil it.`,
        `Signals: for each i >= 2, if >= 2 of points i - 2 .. i exceed centre + 2 * ${its}: [i, "high"]; if >= 2 are under centre - 2 * ${its}: [i, "low"].`,
      ],
      'a jump',
      'far below',
      'large data',
    ),
  }[rule];
}

function baselinePiece({ baseline, chart }: ChartSettings, index: number): Piece {
  const tell = tellerOf(index);
  const its = chart === 'shares' ? 'its sigma' : 'sigma';
  const skip = chart === 'single values' ? ' (for the moving range, those that are left are neighbours)' : '';
  return {
    all: tell.need(
      ['Baseline: all points.', 'The baseline is simply all of the data.', 'Baseline = every point.'],
      'start differs',
      'a jump',
    ),
    first: tell.need(
      [
        'Baseline: the first `start` points (second argument, at least 1; all points if there are fewer). Signals are looked for in all points.',
        'The baseline is only the beginning, namely as many points as the second argument start says (at least 1, and all if there are not as many), but the signals are wanted for the whole data.',
        'Baseline = data[:start], start = argument 2 (>= 1, may exceed the length); evaluate all points.',
      ],
      'start differs',
      'a jump',
    ),
    cleaned: tell.need(
      [
        `Baseline: all points at first; then leave out, once, the points more than 3 * ${its} from the centre, and calculate centre and sigma anew from the rest${skip}. If none would be left, nothing is left out. Signals are looked for in all points.`,
        `The baseline is cleaned once: begin with all data, drop the points which are more than three times ${its} away from the centre line, and work out centre and sigma again from what remains${skip}; one pass only, and should nothing remain then drop nothing. The signals are wanted for all of the data, though.`,
        `Baseline in two passes: all points; remove |point - centre| > 3 * ${its}; recompute centre and sigma from the remaining ones${skip}. No third pass. If all would go, keep all. Evaluate all points.`,
      ],
      'start differs',
      'a jump',
    ),
  }[baseline];
}

export const callOf = ({ baseline }: ChartSettings, { entry }: ChartNames): string =>
  `${entry}(data${baseline === 'first' ? ', start' : ''})`;

export function posting(settings: ChartSettings, names: ChartNames, index: number): Piece[] {
  const tell = tellerOf(index);
  const { plant } = names;
  const sigma = settings.chart === 'shares' ? '"sigmas" (list, one for each point)' : '"sigma"';
  return [
    tell.say(
      `Control chart for ${plant}. File solution.py, function ${callOf(settings, names)}, Python 3 without packages.`,
      `Hi, at ${plant} we want to see when a process goes wrong. Please write ${callOf(settings, names)} in solution.py, plain Python 3, which does the arithmetic of a control chart; I draw it myself.`,
      `Internal request (${plant}, quality department), please give it to a freelancer:\nfunction ${callOf(settings, names)}, file solution.py, Python 3 standard library.`,
    ),
    chartPiece(settings, index),
    baselinePiece(settings, index),
    rulePiece(settings, names, index),
    tell.need(
      [
        `Result: { "centre", ${sigma}, "signals" (by position) }. No data: { "centre": null, ${settings.chart === 'shares' ? '"sigmas": []' : '"sigma": null'}, "signals": [] }.`,
        `I get a dictionary with "centre", ${sigma} and "signals" in order of position. If there is no data at all, then "centre" is null, ${settings.chart === 'shares' ? '"sigmas" an empty list' : '"sigma" is null'} and "signals" an empty list.`,
        `Return {"centre", ${sigma}, "signals" ascending by position}; for empty data centre null, ${settings.chart === 'shares' ? 'sigmas []' : 'sigma null'}, signals [].`,
      ],
      'no data',
      'one point',
    ),
    tell.need(
      [
        'Numbers are compared within 1e-9; do not round. No point of the tests lies so close to a limit or to the centre that the order of additions matters, except exactly on it where the arithmetic is exact.',
        'Please do not round anything, I compare within 1e-9. My test data keep away from the limits, so you need not worry about the last bit.',
        'Unrounded, tolerance 1e-9. Test data avoid points within rounding error of a limit.',
      ],
      'drawn data',
      'large data',
      'on the centre',
      'other samples',
    ),
    tell.say('', 'Looking forward to your offers, the foreman.', '\nNo graphics needed.'),
  ];
}
