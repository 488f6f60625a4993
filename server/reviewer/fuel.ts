/** Fuel limits: how much deterministic work a delivery may spend on one case. */

import { assert } from '../kernel/assert.ts';
import { DEFAULT_LIMITS } from './sandbox.ts';

/** A delivery may be this much slower than the reference: room for another algorithm, none for another order of growth. */
export const FUEL_HEADROOM = 20;

/** Below this a limit would punish style: a plain loop of Python reaches it after some 0.7 s. */
export const FUEL_FLOOR = 80_000_000;

/** Ticks for one case, from the most that the reference solution used on any case of the project. */
export function fuelLimit(referenceFuel: number): number {
  assert(Number.isSafeInteger(referenceFuel) && referenceFuel >= 0, `not a count of ticks: ${referenceFuel}`);
  return Math.min(DEFAULT_LIMITS.fuel, Math.max(FUEL_FLOOR, referenceFuel * FUEL_HEADROOM));
}
