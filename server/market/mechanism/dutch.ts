/** Ascending clock: the price rises from nothing, and the first to accept wins at that price. */

import { assert } from '../../kernel/assert.ts';
import { type Cents, cents, smallest } from '../../kernel/money.ts';
import type { Auction, Offer, Outcome } from './mechanism.ts';
import { awarded } from './outcome.ts';
import { chooseLeast, type Some } from './tie-break.ts';

/**
 * `offers` are the eligible ones, each a standing instruction to accept at the first tick at or above the amount.
 * Ticks are 0, step, 2 × step, … and at last the reserve itself, so that every eligible amount has a tick.
 */
export function dutch(stepCents: Cents, auction: Auction, offers: Some<Offer>): Outcome {
  assert(stepCents > 0, `clock step not positive: ${stepCents}`);
  const acceptTick = (offer: Offer): Cents =>
    smallest(cents(Math.ceil(offer.amountCents / stepCents) * stepCents), auction.reserveCents);
  const { winner, tiedCount } = chooseLeast(auction, offers, acceptTick);
  const priceCents = acceptTick(winner);
  return awarded(winner, priceCents, [{ step: 'accept', priceCents, tiedCount }]);
}
