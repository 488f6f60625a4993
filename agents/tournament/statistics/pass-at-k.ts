/** Chances over several tries at the same project: to pass at least once (pass@k), to pass every time (pass^k). */

import { assert } from '../../../server/kernel/assert.ts';

function check(tries: number, passed: number, k: number): void {
  assert(Number.isInteger(k) && k >= 1 && k <= tries && passed >= 0 && passed <= tries, `${passed}/${tries} at ${k}`);
}

/**
 * Unbiased chance that one of `k` tries passes, seen `passed` of `tries`: 1 − C(n−c, k) / C(n, k), as a product, so that
 * large n do not overflow (Chen et al. 2021).
 */
export function passAtK(tries: number, passed: number, k: number): number {
  check(tries, passed, k);
  if (tries - passed < k) return 1;
  let none = 1;
  for (let i = tries - passed + 1; i <= tries; i += 1) none *= 1 - k / i;
  return 1 - none;
}

/** 1 − (1 − c/n)ᵏ: biased, kept to show by how much. Never reported. */
export function plugInPassAtK(tries: number, passed: number, k: number): number {
  check(tries, passed, k);
  return 1 - (1 - passed / tries) ** k;
}

/** Unbiased chance that `k` tries all pass: C(c, k) / C(n, k). */
export function passEveryK(tries: number, passed: number, k: number): number {
  check(tries, passed, k);
  let every = 1;
  for (let i = 0; i < k; i += 1) every *= Math.max(0, passed - i) / (tries - i);
  return every;
}
