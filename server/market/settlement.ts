/** How escrow ends: releases with their fees, refunds, and the end of an award. Every path leaves nothing behind. */

import type { BidId, ParticipantId } from '../kernel/id.ts';
import { type Cents, largest, shareOf, smallest, subtract, sum, ZERO } from '../kernel/money.ts';
import type { AwardOutcome, EventOf, MarketEvent, RefundReason, ReleaseReason } from './event.ts';
import { employerFee, heldFeeFor, withheldFee } from './fee.ts';
import { liveMilestones } from './milestone.ts';
import type { Award, MarketState, Milestone, Project } from './state.ts';

export interface ReleaseTarget {
  readonly project: Project;
  readonly milestone: Milestone;
  readonly bidId: BidId;
  readonly freelancerId: ParticipantId;
}

/** A release of `amount` out of a milestone; the freelancer's fee is withheld from it. */
export function releaseMilestone(
  state: MarketState,
  { project, milestone, bidId, freelancerId }: ReleaseTarget,
  amount: Cents,
  reason: ReleaseReason,
): EventOf<'MilestoneReleased'> {
  const released = project.award?.bidId === bidId ? project.award.releasedCents : ZERO;
  return {
    type: 'MilestoneReleased',
    projectId: project.projectId,
    employerId: project.employerId,
    milestoneId: milestone.milestoneId,
    bidId,
    freelancerId,
    amountCents: amount,
    freelancerFeeCents: withheldFee(state.policy.fees, released, amount),
    employerFeeCents: heldFeeFor(milestone.feeHeldCents, amount, milestone.heldCents),
    reason,
    ends: amount === milestone.heldCents,
  };
}

/** A refund of `amount`, all that is left of the milestone, with whatever fee is still held. */
export function refundMilestone(
  project: Project,
  milestone: Milestone,
  amount: Cents,
  reason: RefundReason,
  feeReturned: Cents = milestone.feeHeldCents,
): EventOf<'MilestoneRefunded'> {
  return {
    type: 'MilestoneRefunded',
    projectId: project.projectId,
    employerId: project.employerId,
    milestoneId: milestone.milestoneId,
    bidId: milestone.bidId,
    freelancerId: milestone.freelancerId,
    amountCents: amount,
    feeReturnedCents: feeReturned,
    reason,
    ends: true,
  };
}

export function endAward(
  state: MarketState,
  project: Project,
  award: Award,
  outcome: AwardOutcome,
  now: number,
): MarketEvent[] {
  const { projectId, employerId } = project;
  const { bidId, freelancerId } = award;
  const reviewBy = now + state.policy.deadlines.reviewMs;
  return [
    { type: 'AwardEnded', projectId, employerId, bidId, freelancerId, outcome, reviewBy },
    { type: 'ProjectCompleted', projectId, employerId, outcome },
  ];
}

/** Settlement `verdict`: releases the earned share of the price, refunds the rest, ends the award. */
export function settleByVerdict(
  state: MarketState,
  project: Project,
  award: Award,
  shareBps: number,
  now: number,
  voided = false,
): MarketEvent[] {
  const events: MarketEvent[] = [];
  for (const milestone of liveMilestones(state, project)) {
    events.push(...splitByShare(state, project, award, milestone, shareBps, voided ? 'voided' : 'verdict'));
  }
  const unpaid: AwardOutcome = voided ? 'unscored' : 'incomplete';
  return [...events, ...endAward(state, project, award, shareBps > 0 ? 'completed' : unpaid, now)];
}

function splitByShare(
  state: MarketState,
  project: Project,
  award: Award,
  milestone: Milestone,
  shareBps: number,
  refund: RefundReason,
): MarketEvent[] {
  const events: MarketEvent[] = [];
  const earned = shareOf(milestone.heldCents, shareBps);
  // A held fee stays with the platform only on what is paid, the minimum included.
  const kept = smallest(milestone.feeHeldCents, employerFee(state.policy.fees, earned));
  if (earned > ZERO) {
    const target = { project, milestone, bidId: award.bidId, freelancerId: award.freelancerId };
    events.push({ ...releaseMilestone(state, target, earned, 'verdict'), employerFeeCents: kept });
  }
  const rest = subtract(milestone.heldCents, earned);
  const feeBack = subtract(milestone.feeHeldCents, earned > ZERO ? kept : ZERO);
  if (rest > ZERO || feeBack > ZERO) events.push(refundMilestone(project, milestone, rest, refund, feeBack));
  return events;
}

/**
 * Settlement `employer`: whether the award ends with what this decision does to its milestones. It completes when the
 * price is paid, and is incomplete when nothing is left in escrow after its time.
 */
export function afterMilestones(
  state: MarketState,
  project: Project,
  award: Award,
  events: readonly MarketEvent[],
  now: number,
): MarketEvent[] {
  const ended = new Set<number>();
  const releases: Cents[] = [award.releasedCents];
  for (const event of events) {
    if (event.type === 'MilestoneReleased') releases.push(event.amountCents);
    if ((event.type === 'MilestoneReleased' || event.type === 'MilestoneRefunded') && event.ends) {
      ended.add(event.milestoneId);
    }
  }
  if (liveMilestones(state, project).some(({ milestoneId }) => !ended.has(milestoneId))) return [];
  if (sum(releases) >= largest(award.priceCents, 1 as Cents)) return endAward(state, project, award, 'completed', now);
  return now >= award.endsAt ? endAward(state, project, award, 'incomplete', now) : [];
}
