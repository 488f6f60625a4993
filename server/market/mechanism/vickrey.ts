/** Second-price sealed: the lowest amount wins and is paid the second-lowest, so that bidding one's cost is best. */

import { cents } from '../../kernel/money.ts';
import type { Auction, Offer, Outcome } from './mechanism.ts';
import { awarded } from './outcome.ts';
import { chooseLeast, leastOfRivals, type Some } from './tie-break.ts';

/**
 * `offers` are the eligible ones. A lone bidder is paid the reserve: paying him his own amount would reward
 * overstating it. Equal lowest amounts pay that amount.
 */
export function vickrey(auction: Auction, offers: Some<Offer>): Outcome {
  const { winner, tiedCount } = chooseLeast(auction, offers, (offer) => offer.amountCents);
  const secondCents = leastOfRivals(offers, winner, (offer) => offer.amountCents);
  const priceCents = secondCents === null ? auction.reserveCents : cents(secondCents);
  return awarded(winner, priceCents, [
    { step: 'lowest', amountCents: winner.amountCents, tiedCount },
    { step: 'second_lowest', amountCents: secondCents },
  ]);
}
