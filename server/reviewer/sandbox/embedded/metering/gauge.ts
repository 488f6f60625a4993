/**
 * The one global that the injected code and the host count in. Its upper bits are the ticks of fuel that are left, its lower
 * ones the depth of the calls in use: one number, so that entering a function changes and tests both at once.
 */

/** The mutable i64 global of a metered instance, or an equal thing for an engine that is not there yet. */
export interface Gauge {
  value: bigint;
}

export const GAUGE_EXPORT = 'arena_gauge';

const DEPTH_BITS = 20n;
/** One tick of fuel, as it stands in the gauge. */
export const TICK = 1n << DEPTH_BITS;
/** Set as soon as the calls are deeper than allowed. */
export const TOO_DEEP = TICK >> 1n;
/** Set as soon as more fuel is used than there was. */
export const OUT_OF_FUEL = -(1n << 63n);

/** A unit of depth stands for so many bytes of the stack of the process. */
export const DEPTH_UNIT_BYTES = 256;
/** Stack that calls may ask for together, as counted: 128 MiB. What they take is far less, see docs/decisions/fuel.md. */
export const DEPTH_MAX_BYTES = Number(TOO_DEEP) * DEPTH_UNIT_BYTES;

/** Stack that a thread needs that runs engines: half as much again, so that the count ends a recursion before the stack does. */
export const STACK_MB = (DEPTH_MAX_BYTES / 2 ** 20) * 1.5;

/** The largest budget: some hours of work. */
export const FUEL_MAX = 2 ** 42;

/** A full gauge for an engine that boots: our own code only, so its work is not of interest. */
export const FULL_GAUGE = BigInt(FUEL_MAX) * TICK;

export function fill(gauge: Gauge, fuel: number): void {
  gauge.value = BigInt(fuel) * TICK;
}

export function spend(gauge: Gauge, ticks: number): void {
  gauge.value -= BigInt(ticks) * TICK;
}

/** Ticks left; below 0 when more were used than there were. */
export function fuelLeft(gauge: Gauge): number {
  return Number(gauge.value >> DEPTH_BITS);
}

export function isTooDeep(gauge: Gauge): boolean {
  return (gauge.value & TOO_DEEP) !== 0n;
}
