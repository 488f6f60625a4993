/** Task family: least squares (straight, through the origin, weighted, exponential; quality, error or predictions; series and windows). */

import { type Chance, chance } from '../../../server/kernel/prng.ts';
import type { Json } from '../../../server/protocol/arena/acceptance.ts';
import type { ProjectPackage } from '../../../server/protocol/arena/project-package.ts';
import { functionProject, PYTHON } from '../family.ts';
import { type StudyFamily, settingsOf, studyProject } from '../study-family.ts';
import { inTurn } from '../study-parts.ts';
import { LINE_DIALS, type LineNames, type LineSettings, posting } from './fitted-lines.posting.ts';
import { aroundMeans, exactly, wrong } from './fitted-lines.programs.ts';

const FAMILY = { name: 'fitted-lines', category: 'statistics' } as const;

const TOPICS = [
  ['the calibration of scales', 'calibrate', 'load', 'reading'],
  ['growth of seedlings', 'growth_fit', 'day', 'height'],
  ['the decay of a signal', 'signal_fit', 'time', 'level'],
  ['prices of used cars', 'price_line', 'age', 'price'],
] as const;

type Point = readonly [x: number | null, y: number | null, weight: number];

/** The fit of one series from differences to its first point. */
function fitted({ model, output }: LineSettings, points: readonly Point[], wanted: readonly number[]): Json {
  const used = points.flatMap(([x, y, w]) => {
    if (x === null || y === null || (model === 'exponential' && y <= 0)) return [];
    return [{ x, y: model === 'exponential' ? Math.log(y) : y, w: model === 'weighted' ? w : 1 }];
  });
  const sum = (of: (point: { x: number; y: number; w: number }) => number): number =>
    used.reduce((total, point) => total + of(point), 0);
  const [base = { x: 0, y: 0 }] = used;
  const x0 = model === 'origin' ? 0 : base.x;
  const y0 = model === 'origin' ? 0 : base.y;
  const total = sum(({ w }) => w);
  const mx = model === 'origin' ? 0 : sum(({ x, w }) => w * (x - x0)) / total;
  const my = model === 'origin' ? 0 : sum(({ y, w }) => w * (y - y0)) / total;
  const distinct = new Set(used.map(({ x }) => x)).size;
  if (model === 'origin' ? used.every(({ x }) => x === 0) : distinct < 2) return null;
  const slope =
    sum(({ x, y, w }) => w * (x - x0 - mx) * (y - y0 - my)) / sum(({ x, w }) => w * (x - x0 - mx) * (x - x0 - mx));
  const height = (x: number): number => y0 + my + slope * (x - x0 - mx);
  if (output === 'predict') return wanted.map((x) => (model === 'exponential' ? Math.exp(height(x)) : height(x)));
  const intercept = model === 'origin' ? 0 : model === 'exponential' ? Math.exp(height(0)) : height(0);
  const missed = sum(({ x, y, w }) => w * (y - height(x)) ** 2);
  const free = used.length - (model === 'origin' ? 1 : 2);
  if (output === 'error') return { intercept, slope, error: free === 0 ? null : Math.sqrt(missed / free) };
  const middle = sum(({ y, w }) => w * (y - base.y)) / total;
  const spread = sum(({ y, w }) => w * (y - base.y - middle) ** 2);
  const constant = new Set(used.map(({ y }) => y)).size === 1;
  return { intercept, slope, r2: constant ? null : 1 - missed / spread };
}

type Named = readonly [series: string, ...Point];

function answerOf(settings: LineSettings, points: readonly Named[], size: number, wanted: readonly number[]): Json {
  const plain = points.map(([, x, y, w]): Point => [x, y, w]);
  if (settings.series === 'one') return fitted(settings, plain, wanted);
  if (settings.series === 'sliding') {
    return plain.flatMap((_, start) => {
      const window = plain.slice(start, start + size);
      return window.length === size ? [fitted(settings, window, wanted)] : [];
    });
  }
  const series = [...new Set(points.map(([name]) => name))];
  return Object.fromEntries(
    series.map((name) => [
      name,
      fitted(
        settings,
        plain.filter((_, at) => points[at]?.[0] === name),
        wanted,
      ),
    ]),
  );
}

function drawnPoints(
  random: Chance,
  settings: LineSettings,
  count: number,
  from: number,
  series: readonly string[],
): Named[] {
  return Array.from({ length: count }, (_, at): Named => {
    const x = from + (settings.series === 'sliding' ? at : random.below(count)) / 4;
    const curve = settings.model === 'exponential' ? 3 * Math.exp((x - from) / 20) : 40 + 1.75 * (x - from);
    const y = Math.round(4 * (curve + 3 * random.normal())) / 4;
    const lost = settings.gaps === 'dropped' ? random.below(12) : 9;
    return [random.pick(series), lost === 0 ? null : x, lost === 1 ? null : y, 1 + random.below(5)];
  });
}

function variant(seed: string, index: number): ProjectPackage {
  const settings = settingsOf(LINE_DIALS, index);
  const random = chance(seed, FAMILY.name, index);
  const [topic, entry, x, y] = random.pick(TOPICS);
  const names: LineNames = { topic, entry, x, y };
  const { series, output, model, gaps } = settings;
  type Arguments = [Json[], ...Json[]];
  const args = (points: readonly Named[], size = 3, wanted: number[] = [4, -1, 2.5]): Arguments => [
    points.map(
      ([name, ...point]): Json => [
        ...(series === 'named' ? [name] : []),
        ...point.slice(0, model === 'weighted' ? 3 : 2),
      ],
    ),
    ...(series === 'sliding' ? [size] : []),
    ...(output === 'predict' ? [wanted] : []),
  ];
  const list = (...values: (readonly [number | null, number | null, number?])[]): Named[] =>
    values.map(([a, b, w = 1]): Named => ['A', a, b, w]);
  const answer = (points: Json[], ...rest: Json[]): Json => {
    const full = (points as (string | number | null)[][]).map((point): Named => {
      const [name, a, b, w] = series === 'named' ? point : ['', ...point];
      return [String(name), a as number | null, b as number | null, Number(w ?? 1)];
    });
    return answerOf(
      settings,
      full,
      Number(series === 'sliding' ? rest[0] : 0),
      (output === 'predict' ? rest.at(-1) : []) as number[],
    );
  };
  const { first, second } = inTurn('abaaaaaabbbb', index, [
    { how: 'Fits around the means with careful sums.', program: aroundMeans(settings, names) },
    { how: 'Solves the normal equations in exact fractions.', program: exactly(settings, names) },
  ]);
  const two = list([1, 2, 1], [2, 3, 2], [3, 5, 1], [4, 4, 3], [5, 7, 1]).flatMap((point, at): Named[] => [
    point,
    [at % 2 ? 'b' : 'a', at, 9 - at, 2],
    ['solo', 2, 5, 1],
  ]);
  return studyProject(
    {
      family: FAMILY,
      index,
      seed,
      title:
        [`Least squares for ${topic}`, 'Regression in plain Python, no numpy', `Fit ${y} over ${x}`][index % 3] ?? '',
      text: posting(settings, names, index),
      skills: ['Python', 'Statistics', 'Mathematics'],
      estimatedMinutes:
        30 + (model === 'straight' ? 0 : 10) + (series === 'one' ? 0 : 10) + (output === 'predict' ? 0 : 10),
    },
    (offer) =>
      functionProject<Arguments>(PYTHON, offer, {
        entry,
        answer,
        comparator: { kind: 'float', absolute: 1e-6, relative: 1e-6 },
        visible: {
          'a few points': args(list([1, 3, 1], [2, 4.5, 2], [4, 8, 1], [5, 8.5, 4])),
          'three points': args(list([0, 1, 1], [1, 2, 1], [2, 5, 1]), 2),
        },
        hidden: {
          'nothing to fit': args([]),
          'not enough': args(model === 'origin' ? list([0, 4], [0, 5], [0, 5]) : list([3, 4], [3, 5], [3, 8]), 2),
          'just enough': args(model === 'origin' ? list([2, 5]) : list([2, 5], [4, 6]), model === 'origin' ? 1 : 2),
          'on a line': args(list([-2, 0.5, 1], [2, 3, 2], [6, 5.5, 3], [10, 8, 1], [3, 0.25, 2], [-4, 6, 5]), 4),
          'always the same': args(list([1, 2.5, 1], [2, 2.5, 3], [5, 2.5, 1], [6, 2.5, 2])),
          'nothing wanted': args(list([1, 3], [2, 7], [3, 4]), 3, []),
          ...(gaps === 'dropped' && {
            'missing values': args(list([1, 2], [null, 7], [2, 3.5], [3, null], [4, 4.5], [5, 8], [null, null]), 4),
          }),
          ...(series === 'named' && {
            'two series': args([...two, ['B', 1, 1, 1], ['A', 7, 7, 1], ['B', 2, 4, 1], ['b', 3, 3, 2]]),
          }),
          ...(series === 'sliding' && {
            'several windows': args(list([1, 1], [2, 4], [3, 2], [3, 6], [5, 5.5], [6, 9], [7, 1]), 3),
          }),
          'far from zero': args(drawnPoints(random, settings, 8, model === 'exponential' ? 60 : 9_000, ['A'])),
          'drawn points': args(drawnPoints(random, settings, 24, -2, ['A', 'a', 'C']), 5),
          'large series': args(drawnPoints(random, settings, 400, 1, ['A', 'B', 'b', 'D']), 100, [0, 50, 20.5]),
        },
        reference: first.program,
        wrong: wrong(settings, names),
      }),
    second,
  );
}

/** Fitted lines: 72 combinations of model, output, series and gaps. */
export const fittedLines: StudyFamily = { ...FAMILY, variants: 12, build: variant };
