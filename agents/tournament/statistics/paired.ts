/** Differences on the same projects: a t test, and a permutation test that assumes nothing about their shape. */

import { assert } from '../../../server/kernel/assert.ts';
import { chance } from '../../../server/kernel/prng.ts';
import { tQuantile, twoSidedT } from './distributions.ts';
import type { Estimate } from './interval.ts';
import { deviation, mean, sum } from './moments.ts';

export interface PairedDifference extends Estimate {
  readonly error: number;
  readonly t: number;
  /** Two-sided, n − 1 degrees of freedom. */
  readonly p: number;
}

/** Mean difference with its t interval; null with fewer than two pairs, or where all differences are the same. */
export function pairedDifference(differences: readonly number[], confidence = 0.95): PairedDifference | null {
  const value = mean(differences);
  const spread = deviation(differences);
  if (value === null || spread === null || spread === 0) return null;
  const error = spread / Math.sqrt(differences.length);
  const freedom = differences.length - 1;
  const half = tQuantile((1 + confidence) / 2, freedom) * error;
  const t = value / error;
  return { value, error, t, p: twoSidedT(t, freedom), low: value - half, high: value + half };
}

export interface Permuted {
  readonly p: number;
  /** Whether every assignment of signs was tried. */
  readonly exact: boolean;
}

/** With so many differences that are not zero every assignment of signs is tried. */
const EXACT_MAX = 16;
/** Sums that differ by rounding only are equal. */
const SLACK = 1e-9;

/**
 * Under no effect each difference could as well have the other sign. Two-sided p of the sum; above 16 differences from
 * `draws` random assignments, the observed one counted among them so that p is never 0.
 */
export function pairedPermutation(
  differences: readonly number[],
  { seed, draws = 9_999 }: { readonly seed: string; readonly draws?: number },
): Permuted {
  assert(draws >= 1, `${draws} draws`);
  const given = differences.filter((one) => one !== 0);
  const observed = Math.abs(sum(given));
  const least = observed - SLACK * (observed + 1);
  if (given.length <= EXACT_MAX) return { p: exactShare(given, least), exact: true };
  const signs = chance(seed, 'paired permutation');
  let extreme = 1;
  for (let draw = 0; draw < draws; draw += 1) {
    let total = 0;
    for (const one of given) total += signs.unit() < 0.5 ? one : -one;
    if (Math.abs(total) >= least) extreme += 1;
  }
  return { p: extreme / (draws + 1), exact: false };
}

/**
 * The same with whole clusters flipped: no effect means that a family could as well have favoured the other, with all of
 * its projects. Right where families hang together, and less powerful where they do not.
 */
export function clusteredPermutation(
  differences: readonly { readonly value: number; readonly cluster: string }[],
  options: Parameters<typeof pairedPermutation>[1],
): Permuted {
  const families = Map.groupBy(differences, ({ cluster }) => cluster);
  const sums = [...families.values()].map((group) => sum(group.map(({ value }) => value)));
  return pairedPermutation(sums, options);
}

function exactShare(given: readonly number[], least: number): number {
  const assignments = 2 ** given.length;
  let extreme = 0;
  for (let signs = 0; signs < assignments; signs += 1) {
    let total = 0;
    for (const [bit, one] of given.entries()) total += (signs >> bit) & 1 ? one : -one;
    if (Math.abs(total) >= least) extreme += 1;
  }
  return extreme / assignments;
}
