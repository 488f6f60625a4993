/** The employer chooses any bid, or none: the rule only fixes which bids he may choose and in what order he sees them. */

import type { Auction, Offer, Outcome } from './mechanism.ts';
import { notAwarded } from './outcome.ts';
import { keyedShuffle, type Some } from './tie-break.ts';

/**
 * `offers` are the eligible ones. The trace keeps the choice set in the order shown, which an analysis of the
 * employer's choice needs; the key shuffles it, because people favour what they see first.
 */
export function buyerDetermined(auction: Auction, offers: Some<Offer>): Outcome {
  const shown = keyedShuffle(auction, 'display', offers);
  return notAwarded(
    'awaits_employer',
    shown.map(({ bidId, bidderId, amountCents }, position) => ({
      step: 'shown',
      position,
      bidId,
      bidderId,
      amountCents,
    })),
  );
}
