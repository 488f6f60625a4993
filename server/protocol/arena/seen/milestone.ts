/** Milestones and disputes, as their parties know them. */

import { documentOf, type SeenOf, type Step } from './step.ts';
import type { SeenMarket, SeenMilestone } from './things.ts';

type MilestoneEvent =
  | 'MilestoneCreated'
  | 'PrizeAssigned'
  | 'ReleaseRequested'
  | 'MilestoneReleased'
  | 'MilestoneRefunded';
type DisputeEvent = 'DisputeOpened' | 'DisputeAnswered' | 'DisputeCancelled' | 'DisputeResolved';

function create(market: SeenMarket, step: Step<SeenOf<'MilestoneCreated'>>): void {
  const { event, at } = step;
  const { milestoneId, amountCents = 0, bidId = null, freelancerId = null, descriptionHash } = event;
  const project = event.projectId === undefined ? undefined : market.projects.get(event.projectId);
  if (milestoneId === undefined || project === undefined) return;
  market.milestones.set(milestoneId, {
    milestoneId,
    projectId: project.projectId,
    employerId: project.employerId,
    amountCents,
    description: documentOf(step, descriptionHash),
    createdAt: at,
    bidId,
    freelancerId,
    heldCents: amountCents,
    releasedCents: 0,
    changedAt: at,
    status: 'pending',
    disputeId: null,
  });
  project.milestoneIds.push(milestoneId);
}

/** The prize was put into escrow before anybody had won it, so its winner first hears of it here. */
function createPrize(market: SeenMarket, { event, at, cursor }: Step<SeenOf<'PrizeAssigned'>>): void {
  const { projectId, milestoneId, bidId, freelancerId } = event;
  const project = projectId === undefined ? undefined : market.projects.get(projectId);
  if (project === undefined || milestoneId === undefined || market.milestones.has(milestoneId)) return;
  const amountCents = project.posting.postedPriceCents;
  const told = { projectId: project.projectId, milestoneId, amountCents, bidId: bidId ?? null };
  create(market, { event: { type: 'MilestoneCreated', ...told, freelancerId: freelancerId ?? null }, at, cursor });
}

/** Money leaves the milestone; where nothing is left it is cleared if any of it was released, else canceled. */
function takeOut(milestone: SeenMilestone, amountCents: number, released: boolean, ends: boolean): void {
  milestone.heldCents -= amountCents;
  if (released) milestone.releasedCents += amountCents;
  if (ends) milestone.status = milestone.releasedCents > 0 ? 'cleared' : 'canceled';
}

export function foldMilestone(market: SeenMarket, step: Step<SeenOf<MilestoneEvent>>): void {
  const { event, at } = step;
  if (event.type === 'MilestoneCreated') {
    create(market, { ...step, event });
    return;
  }
  if (event.type === 'PrizeAssigned') createPrize(market, { ...step, event });
  const milestone = event.milestoneId === undefined ? undefined : market.milestones.get(event.milestoneId);
  if (milestone === undefined) return;
  milestone.changedAt = at;
  switch (event.type) {
    case 'PrizeAssigned':
      milestone.bidId = event.bidId ?? null;
      milestone.freelancerId = event.freelancerId ?? null;
      return;
    case 'ReleaseRequested':
      milestone.status = 'requested_release';
      return;
    default:
      takeOut(milestone, event.amountCents ?? 0, event.type === 'MilestoneReleased', event.ends === true);
  }
}

function openDispute(market: SeenMarket, step: Step<SeenOf<'DisputeOpened'>>): void {
  const { event, at } = step;
  const { disputeId, milestoneId, projectId, openerId, offerCents = 0, answerBy = null } = event;
  if (disputeId === undefined || milestoneId === undefined || projectId === undefined || openerId === undefined) return;
  market.disputes.set(disputeId, {
    disputeId,
    milestoneId,
    projectId,
    openerId,
    openedAt: at,
    openerOfferCents: offerCents,
    openerReason: documentOf(step, event.reasonHash),
    answerOfferCents: null,
    answerReason: null,
    dueAt: answerBy,
    status: 'open',
    freelancerCents: null,
    resolvedBy: null,
  });
  const milestone = market.milestones.get(milestoneId);
  if (milestone !== undefined) Object.assign(milestone, { status: 'disputed', disputeId, changedAt: at });
}

export function foldDispute(market: SeenMarket, step: Step<SeenOf<DisputeEvent>>): void {
  const { event, at } = step;
  if (event.type === 'DisputeOpened') {
    openDispute(market, { ...step, event });
    return;
  }
  const dispute = event.disputeId === undefined ? undefined : market.disputes.get(event.disputeId);
  if (dispute === undefined) return;
  switch (event.type) {
    case 'DisputeAnswered':
      Object.assign(dispute, { status: 'answered', answerOfferCents: event.offerCents ?? null });
      dispute.answerReason = documentOf({ ...step, event }, event.reasonHash);
      dispute.dueAt = event.resolveBy ?? null;
      return;
    case 'DisputeResolved':
      Object.assign(dispute, { status: 'resolved', dueAt: null, freelancerCents: event.freelancerCents ?? null });
      dispute.resolvedBy = event.reason ?? null;
      return;
    default: {
      Object.assign(dispute, { status: 'cancelled', dueAt: null });
      const milestone = market.milestones.get(dispute.milestoneId);
      // The date says what it was before: one that waits for a requested release has a day on which silence releases it.
      const status = event.releaseAt === null || event.releaseAt === undefined ? 'pending' : 'requested_release';
      if (milestone !== undefined) Object.assign(milestone, { status, disputeId: null, changedAt: at });
    }
  }
}
