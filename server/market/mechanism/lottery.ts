/** Lottery: every entrant has the same chance. */

import type { Auction, Offer, Outcome } from './mechanism.ts';
import { awarded, fixedPrice } from './outcome.ts';
import { lowestHash, type Some } from './tie-break.ts';

/** `offers` are the eligible ones; the winner is paid the posted price or his own amount. */
export function lottery(pays: 'posted' | 'own', auction: Auction, offers: Some<Offer>): Outcome {
  const winner = lowestHash(auction, 'draw', offers);
  const priceCents = pays === 'posted' ? fixedPrice(auction) : winner.amountCents;
  return awarded(winner, priceCents, [{ step: 'draw', entrantCount: offers.length }]);
}
