/** Bootstrap intervals: whole clusters are drawn again, never bids, so that what hangs together stays together. */

import { assert } from '../../../server/kernel/assert.ts';
import { chance } from '../../../server/kernel/prng.ts';
import { normalCdf, normalQuantile } from './distributions.ts';
import type { Estimate } from './interval.ts';
import { mean, quantile } from './moments.ts';

/** Null: the resample has no such figure (a ratio over nothing). */
export type Statistic<T> = (sample: readonly T[]) => number | null;

export interface BootstrapOptions {
  /** The same seed draws the same resamples. */
  readonly seed: string;
  readonly resamples?: number;
  readonly confidence?: number;
}

export interface Bootstrapped extends Estimate {
  /** Resamples that had the figure, of those drawn. */
  readonly used: number;
  readonly drawn: number;
}

export const RESAMPLES = 2_000;
/** Of the resamples so many must have the figure, else its interval would be about another question. */
const LEAST_USED = 0.95;

function grouped<T>(items: readonly T[], clusterOf: (item: T) => string): T[][] {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const name = clusterOf(item);
    const group = groups.get(name);
    if (group === undefined) groups.set(name, [item]);
    else group.push(item);
  }
  return [...groups.values()];
}

/** How far a statistic bends (Efron 1987): from leaving out one cluster at a time. */
function acceleration<T>(groups: readonly (readonly T[])[], statistic: Statistic<T>): number {
  const left = groups.flatMap((_, out) => statistic(groups.filter((__, at) => at !== out).flat()) ?? []);
  const centre = mean(left) ?? 0;
  let cubes = 0;
  let squares = 0;
  for (const value of left) {
    cubes += (centre - value) ** 3;
    squares += (centre - value) ** 2;
  }
  return squares === 0 ? 0 : cubes / (6 * squares ** 1.5);
}

/** Where in the drawn distribution a bias-corrected bound lies. */
function corrected(tail: number, bias: number, bend: number): number {
  const z = bias + normalQuantile(tail);
  return normalCdf(bias + z / (1 - bend * z));
}

/**
 * `statistic` of `items` with its BCa interval (Efron 1987). Null where the sample has no such figure, fewer than two
 * clusters, or too many resamples without it.
 */
export function bootstrap<T>(
  items: readonly T[],
  clusterOf: (item: T) => string,
  statistic: Statistic<T>,
  { seed, resamples = RESAMPLES, confidence = 0.95 }: BootstrapOptions,
): Bootstrapped | null {
  assert(resamples >= 1 && confidence > 0 && confidence < 1, `${resamples} resamples at ${confidence}`);
  const value = statistic(items);
  const groups = grouped(items, clusterOf);
  if (value === null || groups.length < 2) return null;
  const draws = chance(seed, 'bootstrap');
  const found: number[] = [];
  for (let at = 0; at < resamples; at += 1) {
    const resampled = statistic(groups.flatMap(() => draws.pick(groups)));
    if (resampled !== null) found.push(resampled);
  }
  if (found.length < LEAST_USED * resamples) return null;
  const bounds = boundsOf(found, value, acceleration(groups, statistic), confidence);
  return { value, ...bounds, used: found.length, drawn: resamples };
}

function boundsOf(found: readonly number[], value: number, bend: number, confidence: number): Omit<Estimate, 'value'> {
  const below = found.filter((one) => one < value).length + found.filter((one) => one === value).length / 2;
  // Kept off 0 and 1, where the correction would be infinite.
  const share = Math.min(1 - 0.5 / found.length, Math.max(0.5 / found.length, below / found.length));
  const bias = normalQuantile(share);
  const tail = (1 - confidence) / 2;
  const at = (side: number): number => quantile(found, corrected(side, bias, bend)) ?? value;
  return { low: at(tail), high: at(1 - tail) };
}
