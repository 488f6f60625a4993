/** Direct assignment at a fixed price: the control condition in which bidding skill counts for nothing. */

import type { Auction, Offer, Outcome } from './mechanism.ts';
import { awarded, fixedPrice, notAwarded } from './outcome.ts';

/** `offers` are the eligible ones, possibly none: a bid of any eligible amount means "available". */
export function direct(assignment: 'named' | 'rotation', auction: Auction, offers: readonly Offer[]): Outcome {
  const winner = assignment === 'named' ? named(auction, offers) : inTurn(auction, offers);
  return winner === undefined ? notAwarded('nobody_available') : awarded(winner, fixedPrice(auction), []);
}

function named(auction: Auction, offers: readonly Offer[]): Offer | undefined {
  return offers.find((offer) => offer.bidderId === auction.assigneeId);
}

/** Projects count from 1, so the first one goes to the lowest bidder id. */
function inTurn(auction: Auction, offers: readonly Offer[]): Offer | undefined {
  const byBidder = offers.toSorted((a, b) => a.bidderId - b.bidderId);
  return byBidder[(auction.projectId - 1) % byBidder.length];
}
