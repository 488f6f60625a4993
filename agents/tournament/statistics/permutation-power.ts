/** Power of the paired permutation test with few pairs, by simulation: no formula knows how coarse its p-values are. */

import { assert } from '../../../server/kernel/assert.ts';
import { chance } from '../../../server/kernel/prng.ts';
import { tTestPower, tTestSize } from './power.ts';

/** Up to so many pairs the test itself is simulated; beyond, the t test's power is within a hundredth of it. */
export const SIMULATED_MAX = 12;
const DRAWS = 2_000;
const SEED = 'permutation power';
/** Sums that differ by rounding only are equal. */
const SLACK = 1e-9;

/** Share of all assignments of signs whose sum is as far from 0. One sign changes from each to the next (Gray code). */
function exactP(differences: readonly number[]): number {
  const signed = [...differences];
  let total = signed.reduce((sum, one) => sum + one, 0);
  const least = Math.abs(total) - SLACK * (Math.abs(total) + 1);
  const assignments = 2 ** signed.length;
  let extreme = 0;
  for (let at = 1; at <= assignments; at += 1) {
    if (Math.abs(total) >= least) extreme += 1;
    const bit = Math.min(signed.length - 1, 31 - Math.clz32(at & -at));
    const turned = -(signed[bit] ?? 0);
    signed[bit] = turned;
    total += 2 * turned;
  }
  return extreme / assignments;
}

/** The smallest p that so many pairs can give, two-sided. */
export function leastPermutationP(pairs: number): number {
  return Math.min(1, 2 / 2 ** pairs);
}

export interface SimulatedPower {
  readonly power: number;
  /** Not simulated: by the noncentral t distribution. */
  readonly simulated: boolean;
}

/** Differences are normal with a mean of `d` deviations. The same draws for every `d`, so that power grows with it. */
export function permutationPower(d: number, pairs: number, alpha = 0.05): SimulatedPower {
  assert(pairs >= 1, `${pairs} pairs`);
  if (leastPermutationP(pairs) > alpha) return { power: 0, simulated: false };
  if (pairs > SIMULATED_MAX) return { power: tTestPower(d, pairs, 'paired', alpha), simulated: false };
  const draws = chance(SEED, pairs);
  let found = 0;
  for (let draw = 0; draw < DRAWS; draw += 1) {
    const sample = Array.from({ length: pairs }, () => d + draws.normal());
    if (exactP(sample) <= alpha) found += 1;
  }
  return { power: found / DRAWS, simulated: true };
}

/** Pairs needed to find an effect of `d` deviations with that power. */
export function permutationSize(
  d: number,
  { alpha = 0.05, power = 0.8 }: { readonly alpha?: number; readonly power?: number } = {},
): number {
  let pairs = Math.max(2, Math.ceil(Math.log2(2 / alpha)));
  const byFormula = tTestSize(d, 'paired', { alpha, power });
  if (byFormula > SIMULATED_MAX) return byFormula;
  while (permutationPower(d, pairs, alpha).power < power) pairs += 1;
  return pairs;
}

const HALVINGS = 20;
/** In deviations: whatever needs more is seen without a test. */
const D_MAX = 50;

/** The smallest effect, in deviations, that so many pairs show with that power; null: none, their p cannot get so small. */
export function detectableD(
  pairs: number,
  { alpha = 0.05, power = 0.8 }: { readonly alpha?: number; readonly power?: number } = {},
): number | null {
  if (leastPermutationP(pairs) > alpha) return null;
  let low = 0;
  let high = D_MAX;
  for (let halving = 0; halving < HALVINGS; halving += 1) {
    const middle = (low + high) / 2;
    if (permutationPower(middle, pairs, alpha).power < power) low = middle;
    else high = middle;
  }
  return high;
}
