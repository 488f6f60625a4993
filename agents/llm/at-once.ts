/** Several projects of one freelancer at the same moment: worked on at once, where no order could make a difference. */

import type { Limits } from './limits.ts';
import type { Purse } from './session.ts';
import type { Price } from './usage.ts';

/** A limit of tokens is looked at before each call: the call that meets it may use about as many again. */
const OVERSHOOT = 2;

/**
 * Whether so many projects cannot meet the cap in dollars, whatever each of them uses. Where they could, which of them
 * meets it would be a matter of whose answer comes first, and equal runs would differ.
 */
export function mayRunAtOnce({ dollars, tokens }: Limits, price: Price | null, purse: Purse, count: number): boolean {
  if (dollars === null || price === null) return true;
  const dearest = Math.max(price.input, price.output, price.cacheRead ?? 0, price.cacheWrite ?? 0);
  return purse.microUsd + count * OVERSHOOT * tokens * dearest < dollars * 1_000_000;
}

/**
 * Does all works at once or one after the other, and gives their results in the order of the works. One that fails ends
 * none that has begun; when all have ended, the first failure in that order is thrown.
 */
export async function doAll<T>(works: readonly (() => Promise<T>)[], atOnce: boolean): Promise<T[]> {
  if (!atOnce) {
    const results: T[] = [];
    for (const work of works) results.push(await work());
    return results;
  }
  const settled = await Promise.allSettled(works.map((work) => work()));
  return settled.map((one) => {
    if (one.status === 'rejected') throw one.reason;
    return one.value;
  });
}
