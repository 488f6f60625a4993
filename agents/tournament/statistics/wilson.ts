/** Wilson's interval for a share of successes: right at the edges, where the normal one leaves [0, 1]. */

import { assert } from '../../../server/kernel/assert.ts';
import type { Interval } from './interval.ts';

/** Two-sided 95 %. */
const Z_95 = 1.959964;

/**
 * The 95 % score interval of `passed` out of `decided`, both whole numbers; null when nothing is decided. It takes the
 * decided as independent: with few task families it is too narrow.
 */
export function wilsonInterval(passed: number, decided: number): Interval | null {
  assert(passed >= 0 && passed <= decided, `${passed} of ${decided} passed`);
  if (decided === 0) return null;
  const share = passed / decided;
  const square = Z_95 * Z_95;
  const widened = 1 + square / decided;
  const centre = (share + square / (2 * decided)) / widened;
  const half = (Z_95 / widened) * Math.sqrt((share * (1 - share)) / decided + square / (4 * decided * decided));
  // At the edges the bound is the edge itself; rounding must not move it.
  return { low: passed === 0 ? 0 : centre - half, high: passed === decided ? 1 : centre + half };
}
