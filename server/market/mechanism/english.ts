/** Open outcry: the lowest bid standing at the close wins and is paid. `entry-rule.ts` keeps the steps between bids. */

import type { Auction, Offer, Outcome } from './mechanism.ts';
import { awarded } from './outcome.ts';
import { chooseLeast, type Some } from './tie-break.ts';

/**
 * `offers` holds every bidder's current bid that is eligible. The entry rule keeps them apart by a step; should two be
 * equal all the same, the tie hash decides.
 */
export function english(auction: Auction, offers: Some<Offer>): Outcome {
  const { winner } = chooseLeast(auction, offers, (offer) => offer.amountCents);
  const standing = offers
    .toSorted((a, b) => a.amountCents - b.amountCents || a.bidderId - b.bidderId)
    .map(({ bidId, bidderId, amountCents }) => ({ step: 'standing', bidId, bidderId, amountCents }));
  return awarded(winner, winner.amountCents, standing);
}
