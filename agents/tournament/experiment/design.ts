/** From factors and a design to treatments, and to the runs in which they are played. */

import { known } from '../../../server/kernel/assert.ts';
import { chance } from '../../../server/kernel/prng.ts';
import type { Design, Experiment } from './config.ts';

/** One level of every factor. */
export interface Treatment {
  readonly name: string;
  readonly levels: Readonly<Record<string, string>>;
}

/** One run: a treatment in a repetition. */
export interface PlannedRun {
  readonly treatment: string;
  /** From 1. */
  readonly repetition: number;
  /** Which run of its repetition it is, from 1: all treatments of one are played before the next begins. */
  readonly position: number;
}

type Factors = readonly (readonly [name: string, levels: readonly string[]])[];

export function factorsOf({ factors }: Pick<Experiment, 'factors'>): Factors {
  return Object.entries(factors).map(([name, { levels }]) => [name, Object.keys(levels)]);
}

function treatmentOf(factors: Factors, levels: Readonly<Record<string, string>>): Treatment {
  return { name: factors.map(([factor]) => known(levels[factor], factor)).join('.'), levels };
}

/** Every combination; the first factor changes slowest. */
export function combinations(factors: Factors): Treatment[] {
  let rows: Record<string, string>[] = [{}];
  for (const [factor, levels] of factors)
    rows = rows.flatMap((row) => levels.map((level) => ({ ...row, [factor]: level })));
  return rows.map((levels) => treatmentOf(factors, levels));
}

/** The first levels together, then every other level alone in place of the first of its factor. */
function oneAtATime(factors: Factors): Treatment[] {
  const first = Object.fromEntries(factors.map(([factor, levels]) => [factor, known(levels[0], factor)]));
  const others = factors.flatMap(([factor, levels]) =>
    levels.slice(1).map((level) => treatmentOf(factors, { ...first, [factor]: level })),
  );
  return [treatmentOf(factors, first), ...others];
}

/** All treatments that the design can assign. */
export function treatmentsOf({ factors, design }: Pick<Experiment, 'factors' | 'design'>): Treatment[] {
  const listed = factorsOf({ factors });
  return design.kind === 'paired' ? oneAtATime(listed) : combinations(listed);
}

/**
 * A Latin square of the numbers below `size`: each once in every row and every column. Rows, columns and symbols of the
 * cyclic square are put in an order drawn by lot.
 */
export function latinSquare(size: number, seed: string, ...labels: readonly (string | number)[]): number[][] {
  const draw = chance(seed, 'latin square', ...labels);
  const numbers = Array.from({ length: size }, (_, at) => at);
  const [rows, columns, symbols] = [draw.shuffle(numbers), draw.shuffle(numbers), draw.shuffle(numbers)];
  return rows.map((row) => columns.map((column) => known(symbols[(row + column) % size], 'symbol')));
}

/** In each repetition every treatment, in an order drawn by lot: whatever drifts while runs are played favours none. */
function complete(treatments: readonly Treatment[], repetitions: number, seed: string): string[][] {
  const names = treatments.map(({ name }) => name);
  return Array.from({ length: repetitions }, (_, at) => chance(seed, 'order', at + 1).shuffle(names));
}

/** The same with the orders of each group of repetitions in a square: each treatment stands as often in each place. */
function balancedOrder(treatments: readonly Treatment[], repetitions: number, seed: string): string[][] {
  const size = treatments.length;
  return Array.from({ length: repetitions }, (_, at) => {
    const square = latinSquare(size, seed, Math.floor(at / size));
    return known(square[at % size], 'row').map((number) => known(treatments[number], 'treatment').name);
  });
}

/** Of all combinations with the two blocking factors those that a square takes, drawn again for each repetition. */
function squares(
  { factors, seed }: Pick<Experiment, 'factors' | 'seed'>,
  blocks: readonly [string, string],
  repetitions: number,
): string[][] {
  const listed = factorsOf({ factors });
  const [rows, columns] = blocks.map(
    (name) =>
      known(
        listed.find(([factor]) => factor === name),
        name,
      )[1],
  );
  const inner = combinations(listed.filter(([factor]) => !blocks.includes(factor)));
  return Array.from({ length: repetitions }, (_, at) => {
    const square = latinSquare(inner.length, seed, at);
    const cells = square.flatMap((numbers, row) =>
      numbers.map((number, column) => {
        const block = { [blocks[0]]: known(rows?.[row], 'row'), [blocks[1]]: known(columns?.[column], 'column') };
        return treatmentOf(listed, { ...known(inner[number], 'treatment').levels, ...block }).name;
      }),
    );
    return chance(seed, 'order', at + 1).shuffle(cells);
  });
}

function orders(experiment: Experiment, repetitions: number): string[][] {
  const { design, seed } = experiment;
  if (design.kind !== 'latin_square') return complete(treatmentsOf(experiment), repetitions, seed);
  return design.blocks === undefined
    ? balancedOrder(treatmentsOf(experiment), repetitions, seed)
    : squares(experiment, design.blocks, repetitions);
}

/** Repetition by repetition, so that what was stopped on the way is balanced as far as it came. */
export function scheduleOf(experiment: Experiment, repetitions: number): PlannedRun[] {
  return orders(experiment, repetitions).flatMap((treatments, at) =>
    treatments.map((treatment, place) => ({ treatment, repetition: at + 1, position: place + 1 })),
  );
}

/** What keeps a design from being balanced, in words; null: nothing. */
export function designFault(
  design: Design,
  experiment: Pick<Experiment, 'factors'>,
  repetitions: number,
): string | null {
  if (design.kind !== 'latin_square') return null;
  const listed = factorsOf(experiment);
  if (design.blocks === undefined) {
    const size = combinations(listed).length;
    return repetitions % size === 0
      ? null
      : `a square over ${size} treatments needs a multiple of ${size} repetitions, and there are ${repetitions}`;
  }
  const { blocks } = design;
  const missing = blocks.find((name) => !listed.some(([factor]) => factor === name));
  if (missing !== undefined) return `there is no factor "${missing}"`;
  if (blocks[0] === blocks[1]) return 'two different factors';
  const inner = combinations(listed.filter(([factor]) => !blocks.includes(factor)));
  if (inner.length < 2) return 'a factor beside the two blocks is needed: it is what the square compares';
  const sizes = listed.filter(([factor]) => blocks.includes(factor)).map(([, levels]) => levels.length);
  return sizes.every((size) => size === inner.length)
    ? null
    : `both blocks need ${inner.length} levels, as many as there are treatments, and have ${sizes.join(' and ')}`;
}
