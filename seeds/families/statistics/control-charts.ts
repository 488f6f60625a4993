/** Task family: control charts (single values, means, shares, counts; three rules for signals; three baselines). */

import { type Chance, chance } from '../../../server/kernel/prng.ts';
import type { Json } from '../../../server/protocol/arena/acceptance.ts';
import type { ProjectPackage } from '../../../server/protocol/arena/project-package.ts';
import { functionProject, PYTHON } from '../family.ts';
import { type StudyFamily, settingsOf, studyProject } from '../study-family.ts';
import { inTurn } from '../study-parts.ts';
import { CHART_DIALS, type ChartNames, type ChartSettings, posting } from './control-charts.posting.ts';
import { byDistances, byPositions, wrong } from './control-charts.programs.ts';

const FAMILY = { name: 'control-charts', category: 'statistics' } as const;

const PLANTS = [
  ['a dairy', 'control_chart'],
  ['a maker of screws', 'check_process'],
  ['a printing house', 'chart'],
  ['a bottling plant', 'watch'],
] as const;

type Entry = number | readonly number[];

interface Chart {
  readonly centre: number;
  /** Sigma of an entry. */
  readonly sigma: (entry: Entry) => number;
}

const numbersOf = (entry: Entry): readonly number[] => (typeof entry === 'number' ? [entry] : entry);
const total = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);

function pointOf(chart: ChartSettings['chart'], entry: Entry): number {
  const [first = 0, second = 1] = numbersOf(entry);
  return chart === 'shares' ? first / second : total(numbersOf(entry)) / numbersOf(entry).length;
}

function chartOf(chart: ChartSettings['chart'], baseline: readonly Entry[]): Chart {
  const points = baseline.map((entry) => pointOf(chart, entry));
  const centre = total(points) / points.length;
  if (chart === 'counts') return { centre, sigma: () => Math.sqrt(centre) };
  if (chart === 'shares') {
    const [bad, checked] = [0, 1].map((side) => total(baseline.map((entry) => numbersOf(entry)[side] ?? 0)));
    const share = (bad ?? 0) / (checked ?? 1);
    return { centre: share, sigma: (entry) => Math.sqrt((share * (1 - share)) / (numbersOf(entry)[1] ?? 1)) };
  }
  if (chart === 'single values') {
    const moves = points.slice(1).map((point, at) => Math.abs(point - (points[at] ?? 0)));
    const sigma = moves.length === 0 ? 0 : total(moves) / moves.length / 1.128;
    return { centre, sigma: () => sigma };
  }
  const size = numbersOf(baseline[0] ?? []).length;
  const ranges = baseline.map((entry) => Math.max(...numbersOf(entry)) - Math.min(...numbersOf(entry)));
  const factor = [1.128, 1.693, 2.059, 2.326][size - 2] ?? 1;
  const sigma = total(ranges) / ranges.length / (factor * Math.sqrt(size));
  return { centre, sigma: () => sigma };
}

/** Reports each position by looking at it and those before it. */
function report(
  { chart, rule, baseline }: ChartSettings,
  { run }: ChartNames,
  data: readonly Entry[],
  start: number,
): Json {
  if (data.length === 0)
    return { centre: null, ...(chart === 'shares' ? { sigmas: [] } : { sigma: null }), signals: [] };
  let lines = chartOf(chart, baseline === 'first' ? data.slice(0, start) : data);
  if (baseline === 'cleaned') {
    const kept = data.filter((entry) => Math.abs(pointOf(chart, entry) - lines.centre) <= 3 * lines.sigma(entry));
    lines = chartOf(chart, kept.length > 0 ? kept : data);
  }
  const { centre, sigma } = lines;
  const beyond = (at: number, times: number, side: number): boolean => {
    const entry = data[at];
    return entry !== undefined && side * (pointOf(chart, entry) - centre) > times * sigma(entry);
  };
  const reports = (at: number, side: number): boolean => {
    if (rule === 'limits') return beyond(at, 3, side);
    if (rule === 'zone') return at >= 2 && [at - 2, at - 1, at].filter((near) => beyond(near, 2, side)).length >= 2;
    return (
      !beyond(at - 1, 0, side) &&
      Array.from({ length: run }, (_, step) => at + step).every((near) => beyond(near, 0, side))
    );
  };
  const signals = data.flatMap((_, at) => [
    ...(reports(at, 1) ? [[at, 'high']] : []),
    ...(reports(at, -1) ? [[at, 'low']] : []),
  ]);
  return { centre, ...(chart === 'shares' ? { sigmas: data.map(sigma) } : { sigma: sigma(0) }), signals };
}

/** Entries whose points lie near the given levels (in sigmas around a usual process). */
function entriesAt(chart: ChartSettings['chart'], levels: readonly number[], size: number): Entry[] {
  return levels.map((level, at) => {
    if (chart === 'counts') return Math.max(0, Math.round(16 + 4 * level));
    if (chart === 'single values') return 50 + 2 * level;
    if (chart === 'shares') {
      const checked = 200 + 25 * (at % 4);
      return [Math.max(0, Math.round(checked * 0.1 + Math.sqrt(checked * 0.09) * level)), checked];
    }
    return Array.from({ length: size }, (_, step) => 50 + 2 * level + (step === 0 ? -2 : step === 1 ? 2 : 0.5));
  });
}

function drawnEntries(random: Chance, chart: ChartSettings['chart'], count: number, size: number): Entry[] {
  let drift = 0;
  const levels = Array.from({ length: count }, () => {
    if (random.below(12) === 0) drift = random.pick([0, 0, 1, -1.2, 1.6]);
    return drift + random.normal() * (random.below(15) === 0 ? 4 : 0.9);
  });
  return entriesAt(
    chart,
    levels.map((level) => Math.round(level * 37) / 37),
    size,
  );
}

function variant(seed: string, index: number): ProjectPackage {
  const settings = settingsOf(CHART_DIALS, index);
  const random = chance(seed, FAMILY.name, index);
  const [plant, entry] = random.pick(PLANTS);
  const names: ChartNames = { plant, entry, run: 6 + random.below(3) };
  const { chart, rule, baseline } = settings;
  const size = 2 + random.below(4);
  type Arguments = [Json, ...number[]];
  const args = (data: readonly Entry[], start = 5): Arguments => [
    data as unknown as Json,
    ...(baseline === 'first' ? [start] : []),
  ];
  const at = (levels: readonly number[], start?: number): Arguments => args(entriesAt(chart, levels, size), start);
  const { first, second } = inTurn('a', index, [
    {
      how: 'Calculates distances from the centre and compares slices or groups of them.',
      program: byDistances(settings, names),
    },
    { how: 'Compares points with limits position by position.', program: byPositions(settings, names) },
  ]);
  const calm = [0.31, -0.72, 1.13, -0.44, 0.18, 0.93, -1.21, 0.52];
  const side = (sign: number, length: number): number[] =>
    Array.from({ length }, (_, step) => sign * (0.6 + 0.17 * (step % 4)));
  return studyProject(
    {
      family: FAMILY,
      index,
      seed,
      title:
        [
          `Control chart for ${plant}`,
          'Arithmetic of a control chart in Python',
          `Find signals in process data of ${plant}`,
        ][index % 3] ?? '',
      text: posting(settings, names, index),
      skills: ['Python', 'Statistics', 'Quality Assurance'],
      estimatedMinutes:
        45 +
        (chart === 'means' || chart === 'shares' ? 15 : 0) +
        (rule === 'limits' ? 0 : 15) +
        (baseline === 'cleaned' ? 15 : 0),
    },
    (offer) =>
      functionProject<Arguments>(PYTHON, offer, {
        entry,
        answer: (data, start = 0) => report(settings, names, data as unknown as Entry[], start),
        comparator: { kind: 'float', absolute: 1e-9, relative: 1e-9 },
        visible: {
          'calm process': at(calm),
          'one spike': at([...calm, 6.4, 0.2, -0.9, 0.4], 8),
        },
        hidden: {
          'no data': args([]),
          'one point': at([0.4], 3),
          'a jump': at([...calm, ...side(1, names.run + 1), -0.4, 5.2, 5.9, 0.3, ...side(-1, names.run)], 8),
          'far below': at([0.3, -0.9, 0.7, ...calm, -3.9, 0.1, -3.8, 0.9, 0.6, ...side(-1, names.run), 0.8], 9),
          'start differs': at([2.9, 2.2, 3.3, ...calm, -0.3, 0.6, ...side(-1, names.run - 1), 0.7], 3),
          'on the centre': at([...side(1, 3), ...side(-1, 3), ...side(1, names.run), ...side(-1, names.run)], 6),
          'other samples': args(entriesAt(chart, [...calm, 3.7, -4.1, 0.4, ...side(1, names.run + 2)], 5), 10),
          'drawn data': args(drawnEntries(random, chart, 40, size), 15),
          'large data': args(drawnEntries(random, chart, 400, size), 120),
        },
        reference: first.program,
        wrong: wrong(settings, names),
      }),
    second,
  );
}

/** Control charts: 36 combinations of chart, rule and baseline. */
export const controlCharts: StudyFamily = { ...FAMILY, variants: 12, build: variant };
