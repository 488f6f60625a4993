/** Milestones: money of an award held in escrow. pending, requested_release, disputed; ended as cleared or canceled. */

import { Bug, known } from '../kernel/assert.ts';
import type { MilestoneId } from '../kernel/id.ts';
import { type Cents, subtract } from '../kernel/money.ts';
import type { EventOf, Placed } from './event.ts';
import { projectOf } from './project.ts';
import type { MarketState, Milestone, MilestoneStatus, Project } from './state.ts';

export function milestoneOf(state: MarketState, id: MilestoneId): Milestone {
  return known(state.milestones.get(id), `milestone ${id}`);
}

export function isLive(status: MilestoneStatus): boolean {
  return status !== 'cleared' && status !== 'canceled';
}

/** The milestones of a project that still hold money. */
export function liveMilestones(state: MarketState, project: Project): Milestone[] {
  return project.milestoneIds.map((id) => milestoneOf(state, id)).filter(({ status }) => isLive(status));
}

function createMilestone(state: MarketState, event: EventOf<'MilestoneCreated'>): void {
  state.next.milestone = event.milestoneId + 1;
  state.milestones.set(event.milestoneId, {
    milestoneId: event.milestoneId,
    projectId: event.projectId,
    bidId: event.bidId,
    freelancerId: event.freelancerId,
    amountCents: event.amountCents,
    status: 'pending',
    heldCents: event.amountCents,
    feeHeldCents: event.feeHeldCents,
    dueAt: event.expiresAt,
  });
  projectOf(state, event.projectId).milestoneIds.push(event.milestoneId);
}

function takeOut(milestone: Milestone, amount: Cents, fee: Cents, ends: MilestoneStatus | null): void {
  milestone.heldCents = subtract(milestone.heldCents, amount);
  milestone.feeHeldCents = subtract(milestone.feeHeldCents, fee);
  if (ends !== null) milestone.status = ends;
}

function releaseMilestone(state: MarketState, event: EventOf<'MilestoneReleased'>): void {
  const milestone = milestoneOf(state, event.milestoneId);
  takeOut(milestone, event.amountCents, event.employerFeeCents, event.ends ? 'cleared' : null);
  const award = projectOf(state, event.projectId).award;
  if (award !== null && award.bidId === event.bidId) {
    award.releasedCents = (award.releasedCents + event.amountCents) as Cents;
    award.milestoneFeesCents = (award.milestoneFeesCents + event.employerFeeCents) as Cents;
  }
}

export function evolveMilestone(state: MarketState, { event }: Placed): void {
  switch (event.type) {
    case 'MilestoneCreated':
      createMilestone(state, event);
      return;
    case 'PrizeAssigned': {
      const milestone = milestoneOf(state, event.milestoneId);
      milestone.bidId = event.bidId;
      milestone.freelancerId = event.freelancerId;
      return;
    }
    case 'ReleaseRequested': {
      const milestone = milestoneOf(state, event.milestoneId);
      milestone.status = 'requested_release';
      milestone.dueAt = event.releaseAt;
      return;
    }
    case 'MilestoneReleased':
      releaseMilestone(state, event);
      return;
    case 'MilestoneRefunded': {
      // What was partly released before it was refunded is cleared, not canceled.
      const milestone = milestoneOf(state, event.milestoneId);
      const released = milestone.heldCents < milestone.amountCents;
      takeOut(
        milestone,
        event.amountCents,
        event.feeReturnedCents,
        event.ends ? (released ? 'cleared' : 'canceled') : null,
      );
      return;
    }
    default:
      throw new Bug(`milestone: ${event.type}`);
  }
}
