/** McNemar's test of two freelancers on the same projects: only those count that one of them passed and the other did not. */

import { assert } from '../../../server/kernel/assert.ts';

/** Logarithm of C(n, k), by sums of logarithms: exact to rounding at any size that a run has. */
function logChoose(n: number, k: number): number {
  let total = 0;
  for (let i = 1; i <= k; i += 1) total += Math.log(n - k + i) - Math.log(i);
  return total;
}

/** Exact two-sided p of `onlyFirst` against `onlySecond`, by the binomial with one half; 1 where none differs. */
export function mcNemarExact(onlyFirst: number, onlySecond: number): number {
  assert(onlyFirst >= 0 && onlySecond >= 0, `${onlyFirst} and ${onlySecond} differing pairs`);
  const n = onlyFirst + onlySecond;
  const least = Math.min(onlyFirst, onlySecond);
  let tail = 0;
  for (let k = 0; k <= least; k += 1) tail += Math.exp(logChoose(n, k) - n * Math.LN2);
  return Math.min(1, 2 * tail);
}

/** The statistic of the large-sample test, one degree of freedom; null where none differs. */
export function mcNemarChiSquare(onlyFirst: number, onlySecond: number, continuity = false): number | null {
  const n = onlyFirst + onlySecond;
  if (n === 0) return null;
  const gap = Math.max(0, Math.abs(onlyFirst - onlySecond) - (continuity ? 1 : 0));
  return gap ** 2 / n;
}
