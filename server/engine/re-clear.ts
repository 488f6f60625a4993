/** Recorded bids cleared again under another mechanism: a pure function, which writes nothing anywhere. */

import { clear } from '../market/mechanism/clear.ts';
import type { Mechanism, Outcome, TraceStep } from '../market/mechanism/mechanism.ts';
import type { RecordedAward, RecordedClearing } from './clearings.ts';

/** A rule that bids alone can be cleared by: a contest needs entries. */
export type BidMechanism = Exclude<Mechanism, { readonly kind: 'contest' }>;

export interface ReClearing {
  readonly projectId: RecordedClearing['projectId'];
  readonly bidCount: number;
  readonly recorded: {
    readonly mechanism: Mechanism['kind'];
    readonly reason: RecordedClearing['reason'];
    readonly award: RecordedAward | null;
  };
  readonly recleared: {
    readonly reason: Outcome['reason'];
    readonly award: RecordedAward | null;
    readonly trace: readonly TraceStep[];
  };
  readonly sameWinner: boolean;
  /** What the employer would have paid more; null where one of the two has no award. */
  readonly priceDifferenceCents: number | null;
}

/** The clearing's bids under `mechanism`, beside what was recorded. Bidders bid under the recorded rule: see docs/live.md. */
export function reClear(clearing: RecordedClearing, mechanism: BidMechanism): ReClearing {
  const { projectId, posting, auction, offers, award, reason } = clearing;
  const { winner, reason: newReason, trace } = clear(mechanism, auction, offers);
  return {
    projectId,
    bidCount: offers.length,
    recorded: { mechanism: posting.mechanism.kind, reason, award },
    recleared: { reason: newReason, award: winner, trace },
    sameWinner: winner?.bidderId === award?.bidderId,
    priceDifferenceCents: winner === null || award === null ? null : winner.priceCents - award.priceCents,
  };
}
