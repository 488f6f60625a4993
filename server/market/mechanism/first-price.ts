/** First-price sealed: the lowest amount wins and is paid. */

import type { Auction, Offer, Outcome } from './mechanism.ts';
import { awarded } from './outcome.ts';
import { chooseLeast, type Some } from './tie-break.ts';

/** `offers` are the eligible ones. */
export function firstPrice(auction: Auction, offers: Some<Offer>): Outcome {
  const { winner, tiedCount } = chooseLeast(auction, offers, (offer) => offer.amountCents);
  return awarded(winner, winner.amountCents, [{ step: 'lowest', amountCents: winner.amountCents, tiedCount }]);
}
