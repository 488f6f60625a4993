/** Deliveries and their verdicts: submitted, under_review, then passed, failed, revision_requested or voided. */

import { Bug, known } from '../kernel/assert.ts';
import type { DeliveryId } from '../kernel/id.ts';
import type { EventOf, Placed } from './event.ts';
import { projectOf } from './project.ts';
import type { Delivery, DeliveryStatus, MarketState } from './state.ts';

export function deliveryOf(state: MarketState, id: DeliveryId): Delivery {
  return known(state.deliveries.get(id), `delivery ${id}`);
}

/** Whether a verdict is still to come. */
export function awaitsVerdict(status: DeliveryStatus): boolean {
  return status === 'submitted' || status === 'under_review';
}

function submitDelivery(state: MarketState, { event, at }: Placed<EventOf<'DeliverySubmitted'>>): void {
  const project = projectOf(state, event.projectId);
  state.next.delivery = event.deliveryId + 1;
  state.deliveries.set(event.deliveryId, {
    deliveryId: event.deliveryId,
    projectId: event.projectId,
    bidId: event.bidId,
    freelancerId: event.freelancerId,
    filesHash: event.filesHash,
    attempt: event.attempt,
    submittedAt: at,
    verdictBy: event.verdictBy,
    status: 'submitted',
    scoreBps: null,
  });
  project.deliveryIds.push(event.deliveryId);
  project.awaitingVerdict += 1;
}

function recordVerdict(state: MarketState, event: EventOf<'VerdictRecorded'>): void {
  const project = projectOf(state, event.projectId);
  const delivery = deliveryOf(state, event.deliveryId);
  delivery.status = event.status;
  delivery.scoreBps = event.scoreBps;
  project.awaitingVerdict -= 1;
  const award = project.award;
  if (award !== null && award.bidId === event.bidId) award.bestShareBps = Math.max(award.bestShareBps, event.shareBps);
}

export function evolveDelivery(state: MarketState, { event, seq, at }: Placed): void {
  switch (event.type) {
    case 'DeliverySubmitted':
      submitDelivery(state, { event, seq, at });
      return;
    case 'DeliveryTaken':
      deliveryOf(state, event.deliveryId).status = 'under_review';
      return;
    case 'VerdictRecorded':
      recordVerdict(state, event);
      return;
    case 'DeliveryVoided':
      deliveryOf(state, event.deliveryId).status = 'voided';
      projectOf(state, event.projectId).awaitingVerdict -= 1;
      return;
    case 'RevisionRequested':
      deliveryOf(state, event.deliveryId).status = 'revision_requested';
      return;
    default:
      throw new Bug(`delivery: ${event.type}`);
  }
}
