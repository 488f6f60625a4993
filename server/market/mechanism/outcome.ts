/** Builds outcomes in one shape for every rule. */

import { assert } from '../../kernel/assert.ts';
import type { BidId, ParticipantId } from '../../kernel/id.ts';
import type { Cents } from '../../kernel/money.ts';
import type { Auction, Outcome, TraceStep } from './mechanism.ts';

interface Winner {
  readonly bidId: BidId;
  readonly bidderId: ParticipantId;
}

/** An award at `priceCents`; the trace ends with the step that says so. */
export function awarded(winner: Winner, priceCents: Cents, trace: readonly TraceStep[]): Outcome {
  const { bidId, bidderId } = winner;
  return {
    winner: { bidId, bidderId, priceCents },
    reason: 'awarded',
    trace: [...trace, { step: 'award', bidId, bidderId, priceCents }],
  };
}

/** No award, and why. */
export function notAwarded(reason: Exclude<Outcome['reason'], 'awarded'>, trace: readonly TraceStep[] = []): Outcome {
  return { winner: null, reason, trace: [...trace, { step: 'no_award', reason }] };
}

/** The price the employer fixed in advance: a bug when it is above the reserve, which the posting rules refuse. */
export function fixedPrice(auction: Auction): Cents {
  assert(auction.postedPriceCents <= auction.reserveCents, 'posted price above the reserve');
  return auction.postedPriceCents;
}
