/** Disputes: a frozen milestone waits for an answer, then for the arbiter; silence always ends it. */

import { Bug, known } from '../kernel/assert.ts';
import type { DisputeId } from '../kernel/id.ts';
import type { EventOf, Placed } from './event.ts';
import { milestoneOf } from './milestone.ts';
import type { Dispute, MarketState } from './state.ts';

export function disputeOf(state: MarketState, id: DisputeId): Dispute {
  return known(state.disputes.get(id), `dispute ${id}`);
}

function openDispute(state: MarketState, event: EventOf<'DisputeOpened'>): void {
  const milestone = milestoneOf(state, event.milestoneId);
  state.next.dispute = event.disputeId + 1;
  state.disputes.set(event.disputeId, {
    disputeId: event.disputeId,
    milestoneId: event.milestoneId,
    projectId: event.projectId,
    openerId: event.openerId,
    openerOfferCents: event.offerCents,
    openedAs: milestone.status === 'requested_release' ? 'requested_release' : 'pending',
    status: 'open',
    answerOfferCents: null,
    dueAt: event.answerBy,
  });
  milestone.status = 'disputed';
}

export function evolveDispute(state: MarketState, { event }: Placed): void {
  switch (event.type) {
    case 'DisputeOpened':
      openDispute(state, event);
      return;
    case 'DisputeAnswered': {
      const dispute = disputeOf(state, event.disputeId);
      dispute.status = 'answered';
      dispute.answerOfferCents = event.offerCents;
      dispute.dueAt = event.resolveBy;
      return;
    }
    case 'DisputeCancelled': {
      const dispute = disputeOf(state, event.disputeId);
      const milestone = milestoneOf(state, event.milestoneId);
      dispute.status = 'closed';
      milestone.status = dispute.openedAs;
      milestone.dueAt = event.releaseAt ?? event.expiresAt;
      return;
    }
    case 'DisputeResolved':
      disputeOf(state, event.disputeId).status = 'closed';
      return;
    default:
      throw new Bug(`dispute: ${event.type}`);
  }
}
