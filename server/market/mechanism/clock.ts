/** Descending clock: the price falls from the reserve, leaving is final, and the last to stay wins at that price. */

import { assert } from '../../kernel/assert.ts';
import { type Cents, cents, ZERO } from '../../kernel/money.ts';
import type { Auction, Offer, Outcome } from './mechanism.ts';
import { awarded } from './outcome.ts';
import { isSome, lowestHash, type Some } from './tie-break.ts';

/** Price at `tick`, counted from 0 at the reserve; the clock never shows less than nothing. */
function priceAt(auction: Auction, stepCents: Cents, tick: number): Cents {
  const priceCents = auction.reserveCents - tick * stepCents;
  return priceCents > 0 ? cents(priceCents) : ZERO;
}

/** Last tick whose price is at least `amountCents`. Whoever asks for nothing stays until the clock shows nothing. */
function lastActiveTick(auction: Auction, stepCents: Cents, amountCents: Cents): number {
  if (amountCents === 0) return Math.ceil(auction.reserveCents / stepCents);
  return Math.floor((auction.reserveCents - amountCents) / stepCents);
}

/**
 * `offers` are the eligible ones, each a standing instruction to stay while the price is at least the amount.
 * The clock stops at the first tick with at most one bidder left: the tick after the second-lowest amount's last,
 * found by division because a clock may have 10^12 ticks. Nobody left there: the tie hash decides among those who
 * left together, paid the price they last accepted.
 */
export function clock(stepCents: Cents, auction: Auction, offers: Some<Offer>): Outcome {
  assert(stepCents > 0, `clock step not positive: ${stepCents}`);
  if (offers.length === 1) {
    return awarded(offers[0], auction.reserveCents, [stopStep(0, auction.reserveCents, 1)]);
  }
  const lastTicks = offers.map((offer) => lastActiveTick(auction, stepCents, offer.amountCents));
  const secondLast = secondLargest(lastTicks);
  const stayed = offers.filter((_, index) => (lastTicks[index] ?? 0) > secondLast);
  const stopCents = priceAt(auction, stepCents, secondLast + 1);
  if (isSome(stayed)) {
    return awarded(stayed[0], stopCents, [stopStep(secondLast + 1, stopCents, 1)]);
  }
  const together = offers.filter((_, index) => lastTicks[index] === secondLast);
  assert(isSome(together), 'somebody must have stayed longest');
  const lastCents = priceAt(auction, stepCents, secondLast);
  return awarded(lowestHash(auction, 'tie', together), lastCents, [
    stopStep(secondLast, lastCents, together.length),
    stopStep(secondLast + 1, stopCents, 0),
  ]);
}

function stopStep(tick: number, priceCents: Cents, activeCount: number) {
  return { step: 'tick', tick, priceCents, activeCount };
}

/** Second-largest of at least two numbers, counting equal ones separately. */
function secondLargest(numbers: readonly number[]): number {
  let largest = Number.NEGATIVE_INFINITY;
  let second = Number.NEGATIVE_INFINITY;
  for (const number of numbers) {
    if (number > largest) {
      second = largest;
      largest = number;
    } else if (number > second) {
      second = number;
    }
  }
  return second;
}
