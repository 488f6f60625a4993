/** Task family: bootstrap with a given generator (four statistics, three results, three ways to draw). */

import { chance } from '../../../server/kernel/prng.ts';
import type { Json } from '../../../server/protocol/arena/acceptance.ts';
import type { ProjectPackage } from '../../../server/protocol/arena/project-package.ts';
import { functionProject, PYTHON } from '../family.ts';
import { type StudyFamily, settingsOf, studyProject } from '../study-family.ts';
import { inTurn } from '../study-parts.ts';
import {
  BOOTSTRAP_DIALS,
  type BootstrapNames,
  type BootstrapSettings,
  posting,
} from './bootstrap-intervals.posting.ts';
import { inLoops, withGenerator, wrong } from './bootstrap-intervals.programs.ts';

const FAMILY = { name: 'bootstrap-intervals', category: 'statistics' } as const;

const TOPICS = [
  ['waiting times at a clinic', 'bootstrap'],
  ['catches of a fishing co-operative', 'interval'],
  ['reaction times', 'resampled'],
  ['yields of two varieties of wheat', 'bootstrap_summary'],
] as const;

const GENERATORS = [
  [1_664_525, 1_013_904_223],
  [22_695_477, 1],
  [134_775_813, 1],
  [1_103_515_245, 12_345],
] as const;

function statisticOf(statistic: BootstrapSettings['statistic'], values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const cut = statistic === 'trimmed' ? Math.floor(values.length / 5) : 0;
  const kept =
    statistic === 'median'
      ? sorted.slice(Math.ceil(sorted.length / 2) - 1, Math.floor(sorted.length / 2) + 1)
      : sorted.slice(cut, sorted.length - cut);
  return kept.reduce((sum, value) => sum + value, 0) / kept.length;
}

/** All states first as exact integers, then rounds cut out of them. */
function bootstrap(
  settings: BootstrapSettings,
  names: BootstrapNames,
  lists: readonly number[][],
  rounds: number,
  seed: number,
): Json {
  const { statistic, interval, draw } = settings;
  let state = BigInt(seed);
  const next = (): bigint => {
    state = BigInt.asUintN(32, BigInt(names.multiplier) * state + BigInt(names.increment));
    return state;
  };
  const sample = (list: readonly number[]): number[] => {
    const size = BigInt(list.length);
    const at = (place: bigint): number => list[Number(place % size)] ?? 0;
    if (draw === 'remainder') return list.map(() => at(next() >> 16n));
    if (draw === 'product') return list.map(() => at((next() * size) >> 32n));
    const starts = Array.from({ length: Math.ceil(list.length / names.block) }, () => next() >> 16n);
    return starts
      .flatMap((start) => Array.from({ length: names.block }, (_, step) => at((start % size) + BigInt(step))))
      .slice(0, list.length);
  };
  const figure = (of: (list: number[]) => number[]): number =>
    lists.map((list) => statisticOf(statistic, of(list))).reduce((first, second) => first - second);
  const estimate = figure((list) => list);
  const figures = Array.from({ length: rounds }, () => figure(sample));
  if (interval === 'error') {
    const mean = figures.reduce((sum, value) => sum + value, 0) / rounds;
    const squares = figures.reduce((sum, value) => sum + (value - mean) ** 2, 0);
    return { estimate, bias: mean - estimate, error: Math.sqrt(squares / (rounds - 1)) };
  }
  figures.sort((a, b) => a - b);
  const k = Math.floor(rounds / 20);
  const [low = 0, high = 0] = [figures[k], figures[rounds - 1 - k]];
  return interval === 'percentile'
    ? { estimate, low, high }
    : { estimate, low: 2 * estimate - high, high: 2 * estimate - low };
}

function variant(seed: string, index: number): ProjectPackage {
  const settings = settingsOf(BOOTSTRAP_DIALS, index);
  const random = chance(seed, FAMILY.name, index);
  const [topic, entry] = random.pick(TOPICS);
  const [multiplier, increment] = random.pick(GENERATORS);
  const names: BootstrapNames = { topic, entry, multiplier, increment, block: 2 + random.below(3) };
  const two = settings.statistic === 'difference';
  type Arguments = (Json[] | number)[];
  const args = (
    values: number[],
    rounds: number,
    start: number,
    second = values.slice(1).map((value) => value / 2 + 1),
  ): Arguments => [values, ...(two ? [second.length > 0 ? second : [3]] : []), rounds, start];
  const drawn = (count: number): number[] =>
    Array.from({ length: count }, () => Math.round(400 * (8 + 2 * random.normal())) / 100);
  const { first, second } = inTurn('aaabbbabbabb', index, [
    {
      how: 'Has a generator of states, a function for the sample and the statistics module.',
      program: withGenerator(settings, names),
    },
    {
      how: 'Steps the state in plain loops and sums without the statistics module.',
      program: inLoops(settings, names),
    },
  ]);
  return studyProject(
    {
      family: FAMILY,
      index,
      seed,
      title:
        [`Bootstrap for ${topic}`, 'Resampling with a given random generator', 'Reproducible bootstrap in Python'][
          index % 3
        ] ?? '',
      text: posting(settings, names, index),
      skills: ['Python', 'Statistics', 'Data Science'],
      estimatedMinutes:
        35 + (two ? 15 : 0) + (settings.draw === 'blocks' ? 20 : 0) + (settings.interval === 'basic' ? 5 : 0),
    },
    (offer) =>
      functionProject<Arguments>(PYTHON, offer, {
        entry,
        answer: (...input) =>
          bootstrap(
            settings,
            names,
            input.slice(0, two ? 2 : 1) as number[][],
            Number(input.at(-2)),
            Number(input.at(-1)),
          ),
        comparator: { kind: 'float', absolute: 1e-9, relative: 1e-9 },
        visible: {
          'a small sample': args([4, 8, 15, 16, 23, 42], 20, 1),
          'three values': args([1, 2.5, 7], 5, 99),
        },
        hidden: {
          'two rounds': args([5, 1.25, 9, 2], 2, 7),
          'one value': args([6.5], 4, 3),
          'other seed': args([4, 8, 15, 16, 23, 42], 20, 2),
          'largest seed': args([10, 20, 25, 35, 70, 80, 95], 41, 4_294_967_295),
          'equal values': args([3, 3, 3, 3, 3], 10, 0),
          'negative values': args([-4, 0, 2.5, -11, 3, -4, 6, 8, -1, 0.5], 39, 12_345),
          'drawn sample': args(drawn(25), 60, random.below(2 ** 31)),
          'many rounds': args(drawn(12), 400, random.below(2 ** 31)),
          'large sample': args(drawn(150), 60, random.below(2 ** 31)),
        },
        reference: first.program,
        wrong: wrong(settings, names),
      }),
    second,
  );
}

/** Bootstrap intervals: 36 combinations of statistic, interval and way to draw. */
export const bootstrapIntervals: StudyFamily = { ...FAMILY, variants: 12, build: variant };
