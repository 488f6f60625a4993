/** The exact binomial interval: never covers less than it says, and is wider than Wilson's for it (Clopper & Pearson 1934). */

import { assert } from '../../../server/kernel/assert.ts';
import { betaQuantile } from './distributions.ts';
import type { Interval } from './interval.ts';

/** Of `passed` out of `decided`, both whole numbers; null when nothing is decided. */
export function clopperPearsonInterval(passed: number, decided: number, confidence = 0.95): Interval | null {
  assert(passed >= 0 && passed <= decided, `${passed} of ${decided} passed`);
  if (decided === 0) return null;
  const tail = (1 - confidence) / 2;
  return {
    low: passed === 0 ? 0 : betaQuantile(tail, passed, decided - passed + 1),
    high: passed === decided ? 1 : betaQuantile(1 - tail, passed + 1, decided - passed),
  };
}
