/** What work costs in ticks, for the injected code and for the host alike. Every figure here is part of the image hash. */

/** Memory that is copied or filled as one instruction: bytes for one tick, as a power of two. */
export const BULK_BYTES_SHIFT = 6;
/** New memory: ticks for one page, as a power of two; a page is 64 KiB that the system has to clear. */
export const GROWN_PAGE_SHIFT = 10;
/** One call out of the engine into the host. */
export const HOST_CALL_TICKS = 128;
/** Instructions without a branch that cost more than the pass of the loop around them, from so many on. */
export const LONG_RUN = 64;
export const RUN_INSTRUCTIONS_PER_TICK = 64;

/** Changes with every change of the rewriting that can change a count. */
export const METERING_VERSION = 1;

/** Ticks for bytes that the host moves. */
export function ticksForBytes(bytes: number): number {
  return Math.floor(bytes / 2 ** BULK_BYTES_SHIFT);
}

type HostCall = (...values: never[]) => unknown;

/** The same host functions, each call of which costs its ticks before it begins. */
export function charged<Calls extends Record<string, HostCall>>(calls: Calls, tick: (ticks: number) => void): Calls {
  const charge =
    (call: HostCall): HostCall =>
    (...values) => {
      tick(HOST_CALL_TICKS);
      return call(...values);
    };
  return Object.fromEntries(Object.entries(calls).map(([name, call]) => [name, charge(call)])) as Calls;
}
