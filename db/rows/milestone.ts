/** Events of milestones and disputes as rows. */

import type { EventOf } from '../../server/market/event.ts';
import { insert, type RowChange, update } from './change.ts';

export function createdMilestone(event: EventOf<'MilestoneCreated'>, at: number): RowChange[] {
  return [
    insert('milestones', {
      milestone_id: event.milestoneId,
      project_id: event.projectId,
      employer_id: event.employerId,
      bid_id: event.bidId,
      freelancer_id: event.freelancerId,
      status: 'pending',
      status_at: at,
      amount_cents: event.amountCents,
      fee_held_cents: event.feeHeldCents,
      released_cents: 0,
      refunded_cents: 0,
      freelancer_fee_cents: 0,
      employer_fee_cents: 0,
      fee_returned_cents: 0,
      description_hash: event.descriptionHash,
      created_at: at,
      due_at: event.expiresAt,
    }),
  ];
}

export function assignedPrize(event: EventOf<'PrizeAssigned'>): RowChange[] {
  const { milestoneId, bidId, freelancerId } = event;
  return [update('milestones', { milestone_id: milestoneId }, { bid_id: bidId, freelancer_id: freelancerId })];
}

export function requestedRelease(event: EventOf<'ReleaseRequested'>, at: number): RowChange[] {
  const set = { status: 'requested_release', status_at: at, due_at: event.releaseAt };
  return [update('milestones', { milestone_id: event.milestoneId }, set)];
}

export function releasedMilestone(event: EventOf<'MilestoneReleased'>, at: number): RowChange[] {
  const { milestoneId, bidId, amountCents, freelancerFeeCents, employerFeeCents } = event;
  const add = { released_cents: amountCents, freelancer_fee_cents: freelancerFeeCents };
  const changes: RowChange[] = [
    update('milestones', { milestone_id: milestoneId }, event.ends ? { status: 'cleared', status_at: at } : {}, {
      ...add,
      employer_fee_cents: employerFeeCents,
      fee_held_cents: -employerFeeCents,
    }),
  ];
  if (bidId !== null) {
    changes.push(update('awards', { bid_id: bidId }, {}, { ...add, employer_fee_cents: employerFeeCents }));
  }
  return changes;
}

/** What was partly paid out before its rest came back is cleared; only what came back whole is canceled. */
export function refundedMilestone(event: EventOf<'MilestoneRefunded'>, at: number): RowChange[] {
  const { milestoneId, bidId, amountCents, feeReturnedCents } = event;
  const changes: RowChange[] = [];
  if (event.ends) {
    changes.push(
      update('milestones', { milestone_id: milestoneId }, { status: 'cleared', status_at: at }),
      update('milestones', { milestone_id: milestoneId, released_cents: 0, refunded_cents: 0 }, { status: 'canceled' }),
    );
  }
  const add = { refunded_cents: amountCents, fee_returned_cents: feeReturnedCents, fee_held_cents: -feeReturnedCents };
  changes.push(update('milestones', { milestone_id: milestoneId }, {}, add));
  if (bidId !== null) changes.push(update('awards', { bid_id: bidId }, {}, { refunded_cents: amountCents }));
  return changes;
}

export function openedDispute(event: EventOf<'DisputeOpened'>, at: number): RowChange[] {
  return [
    insert('disputes', {
      dispute_id: event.disputeId,
      milestone_id: event.milestoneId,
      project_id: event.projectId,
      employer_id: event.employerId,
      freelancer_id: event.freelancerId,
      opener_id: event.openerId,
      status: 'open',
      status_at: at,
      opener_offer_cents: event.offerCents,
      opener_reason_hash: event.reasonHash,
      answer_offer_cents: null,
      answer_reason_hash: null,
      resolution: null,
      freelancer_cents: null,
      opened_at: at,
      answered_at: null,
      due_at: event.answerBy,
    }),
    update('milestones', { milestone_id: event.milestoneId }, { status: 'disputed', status_at: at }),
  ];
}

export function answeredDispute(event: EventOf<'DisputeAnswered'>, at: number): RowChange[] {
  const answer = { answer_offer_cents: event.offerCents, answer_reason_hash: event.reasonHash, answered_at: at };
  const set = { status: 'answered', status_at: at, due_at: event.resolveBy, ...answer };
  return [update('disputes', { dispute_id: event.disputeId }, set)];
}

/** The milestone is again what it was before: a release time says that its release had been requested. */
export function cancelledDispute(event: EventOf<'DisputeCancelled'>, at: number): RowChange[] {
  const { releaseAt, expiresAt } = event;
  const status = releaseAt === null ? 'pending' : 'requested_release';
  const milestone = { status, status_at: at, due_at: releaseAt ?? expiresAt };
  return [
    update('disputes', { dispute_id: event.disputeId }, { ...CLOSED, status_at: at, resolution: 'cancelled' }),
    update('milestones', { milestone_id: event.milestoneId }, milestone),
  ];
}

const CLOSED = { status: 'closed', due_at: null } as const;

export function resolvedDispute(event: EventOf<'DisputeResolved'>, at: number): RowChange[] {
  const resolution = { resolution: event.reason, freelancer_cents: event.freelancerCents };
  return [update('disputes', { dispute_id: event.disputeId }, { ...CLOSED, status_at: at, ...resolution })];
}
