/** Projects' commands: posting, publishing, cancelling, closing the bidding, expiring. */

import { canonicalJson } from '../kernel/hash.ts';
import { milestoneId, type ParticipantId, type ProjectId, projectId } from '../kernel/id.ts';
import { accept } from '../kernel/result.ts';
import { walletOf } from './account.ts';
import { closeBidding, creditsBack, expireProject } from './clearing.ts';
import type { CommandOf } from './command.ts';
import { actingAs, actsFor, type Decision, dueForClock, findProject, isOwner, within } from './decision.ts';
import type { EventOf, MarketEvent, Posting } from './event.ts';
import { employerFee } from './fee.ts';
import type { Mechanism } from './mechanism/mechanism.ts';
import { liveMilestones } from './milestone.ts';
import { type Refusal, refusal } from './refusal.ts';
import { refundMilestone } from './settlement.ts';
import { balanceOf, type MarketState, type Project } from './state.ts';

type Refused = { readonly ok: false; readonly error: Refusal } | null;

function offered(state: MarketState, mechanism: Mechanism): boolean {
  const wanted = canonicalJson(mechanism);
  const { mechanism: standard, otherMechanisms } = state.policy;
  return [standard, ...otherMechanisms].some((other) => canonicalJson(other) === wanted);
}

function postingRefusal(state: MarketState, command: CommandOf<'PostProject'>): Refused {
  const { limits } = state.policy;
  const { budgetMinCents, budgetMaxCents, postedPriceCents, skills, caseCount } = command;
  if (!within(budgetMaxCents, 1, limits.amountCents)) {
    return refusal('amount_out_of_range', `budgetMaxCents: 1 to ${limits.amountCents}`);
  }
  if (!within(budgetMinCents, 0, budgetMaxCents))
    return refusal('amount_out_of_range', 'budgetMinCents: 0 to the maximum');
  if (postedPriceCents !== null && !within(postedPriceCents, 1, budgetMaxCents)) {
    return refusal('amount_out_of_range', 'postedPriceCents: 1 to the budget maximum');
  }
  if (skills.length > limits.skillsPerProject)
    return refusal('limit_reached', `skills: at most ${limits.skillsPerProject}`);
  if (!within(caseCount, 1, 1_000_000)) return refusal('malformed', 'caseCount: at least 1');
  if (command.biddingMs !== null && !within(command.biddingMs, 1, state.policy.deadlines.expiryMs)) {
    return refusal('malformed', 'biddingMs: 1 to the market’s expiry');
  }
  return null;
}

function mechanismRefusal(state: MarketState, mechanism: Mechanism, assigneeId: ParticipantId | null): Refused {
  if (!offered(state, mechanism)) return refusal('mechanism_not_offered', mechanism.kind);
  const named = mechanism.kind === 'direct' && mechanism.assignment === 'named';
  const assignee = named && assigneeId !== null ? state.participants.get(assigneeId) : undefined;
  if (named && (assignee === undefined || assignee.withdrawn || !assignee.roles.has('freelancer'))) {
    return refusal('unknown_participant', 'assigneeId: the freelancer whom the project is for');
  }
  return null;
}

export function decidePostProject(state: MarketState, command: CommandOf<'PostProject'>, now: number): Decision {
  const employer = actingAs(state, command, 'employer');
  if (!employer.ok) return employer;
  const { limits, deadlines } = state.policy;
  if (state.openProjectCount >= limits.openProjects)
    return refusal('limit_reached', `open projects: ${limits.openProjects}`);
  const mechanism = command.mechanism ?? state.policy.mechanism;
  const refused = postingRefusal(state, command) ?? mechanismRefusal(state, mechanism, command.assigneeId);
  if (refused !== null) return refused;
  const { contentHash, acceptanceHash, caseCount, skills, budgetMinCents, budgetMaxCents, assigneeId } = command;
  const postedPriceCents = command.postedPriceCents ?? budgetMaxCents;
  const posting: Posting = {
    contentHash,
    acceptanceHash,
    caseCount,
    skills,
    budgetMinCents,
    budgetMaxCents,
    postedPriceCents,
    mechanism,
    assigneeId,
  };
  const biddingMs = command.biddingMs ?? deadlines.biddingMs;
  const posted: EventOf<'ProjectPosted'> = {
    type: 'ProjectPosted',
    projectId: projectId(state.next.project),
    employerId: employer.value.participantId,
    posting,
    draft: command.draft,
    biddingMs,
    closesAt: now + biddingMs,
    expiresAt: now + Math.max(deadlines.expiryMs, biddingMs),
  };
  if (command.draft) return accept([posted]);
  return withPrize(state, posted.projectId, posted.employerId, posting, posted);
}

/** A contest's prize goes into escrow with its posting, so that entrants work for money that is there. */
function withPrize(
  state: MarketState,
  id: ProjectId,
  employerId: ParticipantId,
  posting: Posting,
  event: MarketEvent,
): Decision {
  if (posting.mechanism.kind !== 'contest') return accept([event]);
  const amountCents = posting.postedPriceCents;
  const feeHeldCents = employerFee(state.policy.fees, amountCents);
  if (balanceOf(state, walletOf(employerId)) < amountCents + feeHeldCents) {
    return refusal('insufficient_funds', 'the prize and its fee');
  }
  const prize: MarketEvent = {
    type: 'MilestoneCreated',
    projectId: id,
    employerId,
    milestoneId: milestoneId(state.next.milestone),
    bidId: null,
    freelancerId: null,
    amountCents,
    feeHeldCents,
    descriptionHash: null,
    expiresAt: null,
  };
  return accept([event, prize]);
}

export function decidePublishProject(state: MarketState, command: CommandOf<'PublishProject'>, now: number): Decision {
  const found = findProject(state, command, command.projectId);
  if (!found.ok) return found;
  const { projectId: id, employerId, posting, biddingMs, status } = found.value;
  if (!actsFor(command, employerId)) return refusal('not_allowed', 'not your project');
  if (status !== 'draft') return refusal('project_not_open', `the project is ${status}`);
  const { limits, deadlines } = state.policy;
  if (state.openProjectCount >= limits.openProjects)
    return refusal('limit_reached', `open projects: ${limits.openProjects}`);
  return withPrize(state, id, employerId, posting, {
    type: 'ProjectPublished',
    projectId: id,
    employerId,
    posting,
    closesAt: now + biddingMs,
    expiresAt: now + Math.max(deadlines.expiryMs, biddingMs),
  });
}

/** Until an award is accepted the employer may cancel; a guaranteed contest not once somebody has delivered. */
export function mayCancel({ status, posting, deliveryIds }: Project): boolean {
  const { mechanism } = posting;
  if (mechanism.kind === 'contest' && mechanism.guaranteed && deliveryIds.length > 0) return false;
  return status === 'draft' || status === 'open' || status === 'bidding_closed' || status === 'awarded';
}

/** A pending award is revoked, milestones are refunded, credits returned, and the project ends. */
export function cancelProject(state: MarketState, project: Project): MarketEvent[] {
  const { projectId: id, employerId, award, status } = project;
  const events: MarketEvent[] = [];
  if (award?.status === 'pending') {
    const { bidId, freelancerId } = award;
    events.push({ type: 'AwardRevoked', projectId: id, employerId, bidId, freelancerId });
  }
  for (const milestone of liveMilestones(state, project)) {
    events.push(refundMilestone(project, milestone, milestone.heldCents, 'cancelled'));
  }
  const cancelled: MarketEvent = { type: 'ProjectCancelled', projectId: id, employerId };
  const revokedId = award?.bidId ?? null;
  return [
    ...events,
    ...creditsBack(state, project, revokedId),
    status === 'draft' ? { ...cancelled, draft: true } : cancelled,
  ];
}

export function decideCancelProject(state: MarketState, command: CommandOf<'CancelProject'>): Decision {
  const found = findProject(state, command, command.projectId);
  if (!found.ok) return found;
  const project = found.value;
  if (!actsFor(command, project.employerId)) return refusal('not_allowed', 'not your project');
  if (!mayCancel(project)) return refusal('project_not_open', `the project is ${project.status}`);
  return accept(cancelProject(state, project));
}

/** The clock closes when the time is over. The employer may close early only where the employer also awards by hand. */
export function decideCloseBidding(state: MarketState, command: CommandOf<'CloseBidding'>, now: number): Decision {
  const found = findProject(state, command, command.projectId);
  if (!found.ok) return found;
  const project = found.value;
  if (command.actor.kind === 'clock') {
    if (project.status !== 'open' || now < project.closesAt) return refusal('not_due');
  } else {
    const byHand = project.posting.mechanism.kind === 'buyer_determined';
    const mayClose = isOwner(command) || actsFor(command, project.employerId);
    if (!mayClose) return refusal('not_allowed', 'not your project');
    if (project.status !== 'open') return refusal('project_not_open', `the project is ${project.status}`);
    if (!byHand) return refusal('mechanism_awards', 'closing early would let the employer pick the moment');
  }
  return accept(closeBidding(state, project, now));
}

export function decideExpireProject(state: MarketState, command: CommandOf<'ExpireProject'>, now: number): Decision {
  const found = findProject(state, command, command.projectId);
  if (!found.ok) return found;
  const project = found.value;
  const due = dueForClock(command, project.expiresAt, now);
  if (!due.ok) return due;
  // A contest whose last verdict is still out ends with that verdict; an award that waits ends by its own deadline.
  if (project.status !== 'bidding_closed' || project.awaitingVerdict > 0) return refusal('not_due');
  return accept(expireProject(state, project));
}
