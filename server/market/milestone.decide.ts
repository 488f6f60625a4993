/** Milestones' commands under settlement `employer`: create, request release, release, cancel, and what silence brings. */

import { known } from '../kernel/assert.ts';
import { DAY_MS } from '../kernel/clock.ts';
import { milestoneId } from '../kernel/id.ts';
import { add, CENTS_MAX, type Cents } from '../kernel/money.ts';
import { accept, type Result } from '../kernel/result.ts';
import { walletOf } from './account.ts';
import type { CommandBody, CommandOf, CommandType } from './command.ts';
import {
  actsFor,
  type Decision,
  dueForClock,
  findBid,
  findMilestone,
  isStranger,
  type MilestoneOfProject,
  within,
} from './decision.ts';
import type { MarketEvent } from './event.ts';
import { overageFee } from './fee.ts';
import { milestoneOf } from './milestone.ts';
import { type Refusal, refusal } from './refusal.ts';
import { afterMilestones, refundMilestone, releaseMilestone } from './settlement.ts';
import { type Award, type Bid, balanceOf, type MarketState, type Milestone, type Project } from './state.ts';

/** When an untouched milestone goes back: some time after the work was due, so that silence never keeps money. */
export function staleAt(state: MarketState, award: Award, bid: Bid, now: number): number {
  const { deliveryGraceMs, staleMilestoneMs } = state.policy.deadlines;
  const workDue = award.status === 'pending' ? award.acceptBy + bid.days * DAY_MS + deliveryGraceMs : award.deliverBy;
  return Math.max(now, workDue) + staleMilestoneMs;
}

/** What the award's milestones have committed so far, amounts and fees: held or paid, refunds not counted. */
function committedTo(state: MarketState, project: Project, award: Award) {
  const committed = { count: 0, amountCents: award.releasedCents, feeCents: award.milestoneFeesCents };
  for (const id of project.milestoneIds) {
    const { bidId, heldCents, feeHeldCents } = milestoneOf(state, id);
    if (bidId !== award.bidId) continue;
    committed.count += 1;
    committed.amountCents = add(committed.amountCents, heldCents);
    committed.feeCents = add(committed.feeCents, feeHeldCents);
  }
  return committed;
}

export function decideCreateMilestone(
  state: MarketState,
  command: CommandOf<'CreateMilestone'>,
  now: number,
): Decision {
  if (state.policy.settlement !== 'employer') return refusal('settlement_differs', 'the award is funded as a whole');
  const found = findBid(state, command.bidId);
  if (!found.ok) return found;
  const { project } = found.value;
  if (!actsFor(command, project.employerId)) return refusal('unknown_bid', `bid ${command.bidId}`);
  return createMilestone(state, project, command, now);
}

/** A milestone of the award of `bidId`, out of the employer's wallet. */
export function createMilestone(
  state: MarketState,
  project: Project,
  { bidId, amountCents, descriptionHash }: Omit<CommandBody<'CreateMilestone'>, 'type'>,
  now: number,
): Decision {
  const { award, projectId, employerId } = project;
  if (award === null || award.bidId !== bidId || award.status === 'ended') return refusal('no_award');
  const bid = known(state.bids.get(bidId), 'bid of the award');
  const { limits, fees } = state.policy;
  if (!within(amountCents, 1, limits.amountCents)) return refusal('amount_out_of_range', 'amountCents: 1 cent or more');
  const committed = committedTo(state, project, award);
  if (committed.count >= limits.milestonesPerAward) {
    return refusal('limit_reached', `milestones: ${limits.milestonesPerAward}`);
  }
  const total = add(committed.amountCents, amountCents);
  if (total > CENTS_MAX) return refusal('amount_out_of_range', `all milestones together: at most ${CENTS_MAX}`);
  const feeHeldCents = overageFee(fees, award.priceCents, total, committed.feeCents);
  if (balanceOf(state, walletOf(employerId)) < amountCents + feeHeldCents) return refusal('insufficient_funds');
  return accept([
    {
      type: 'MilestoneCreated',
      projectId,
      employerId,
      milestoneId: milestoneId(state.next.milestone),
      bidId,
      freelancerId: award.freelancerId,
      amountCents,
      feeHeldCents,
      descriptionHash,
      expiresAt: staleAt(state, award, bid, now),
    },
  ]);
}

interface LiveMilestone extends MilestoneOfProject {
  readonly award: Award;
}

type MilestoneCommand = Extract<
  CommandType,
  'RequestRelease' | 'ReleaseMilestone' | 'CancelMilestone' | 'LapseMilestone' | 'OpenDispute'
>;

/** An undisputed milestone of an award that is alive, under settlement `employer`. Others' milestones are unknown. */
export function openMilestone(
  state: MarketState,
  command: CommandOf<MilestoneCommand>,
  now: number,
): Result<LiveMilestone, Refusal> {
  if (state.policy.settlement !== 'employer') return refusal('settlement_differs', 'the verdict settles');
  const found = findMilestone(state, command.milestoneId);
  if (!found.ok) return found;
  const { milestone, project } = found.value;
  if (isStranger(command, project.employerId, milestone.freelancerId)) {
    return refusal('unknown_milestone', `milestone ${command.milestoneId}`);
  }
  const { award } = project;
  if (award === null || award.bidId !== milestone.bidId) return refusal('milestone_state', 'no award of it is alive');
  if (milestone.status !== 'pending' && milestone.status !== 'requested_release') {
    return refusal('milestone_state', `the milestone is ${milestone.status}`);
  }
  if (command.actor.kind !== 'clock' && milestone.dueAt !== null && now >= milestone.dueAt) {
    return refusal('not_due', 'its time is over');
  }
  return accept({ milestone, project, award });
}

export function decideRequestRelease(state: MarketState, command: CommandOf<'RequestRelease'>, now: number): Decision {
  const live = openMilestone(state, command, now);
  if (!live.ok) return live;
  const { milestone, project, award } = live.value;
  if (!actsFor(command, award.freelancerId)) return refusal('not_allowed', 'not your milestone');
  if (award.status !== 'in_progress') return refusal('no_award', 'accept the award first');
  if (milestone.status !== 'pending') return refusal('milestone_state', `the milestone is ${milestone.status}`);
  return accept([
    {
      type: 'ReleaseRequested',
      projectId: project.projectId,
      employerId: project.employerId,
      milestoneId: milestone.milestoneId,
      bidId: award.bidId,
      freelancerId: award.freelancerId,
      releaseAt: now + state.policy.deadlines.autoReleaseMs,
    },
  ]);
}

/** A release of part or all of a milestone, and the award's end where that was the last of it. */
function releaseEvents(
  state: MarketState,
  { milestone, project, award }: LiveMilestone,
  amount: Cents,
  reason: 'employer' | 'automatic',
  now: number,
): MarketEvent[] {
  const target = { project, milestone, bidId: award.bidId, freelancerId: award.freelancerId };
  const events: MarketEvent[] = [releaseMilestone(state, target, amount, reason)];
  return [...events, ...afterMilestones(state, project, award, events, now)];
}

export function decideReleaseMilestone(
  state: MarketState,
  command: CommandOf<'ReleaseMilestone'>,
  now: number,
): Decision {
  const live = openMilestone(state, command, now);
  if (!live.ok) return live;
  const { milestone, project, award } = live.value;
  if (!actsFor(command, project.employerId)) return refusal('not_allowed', 'not your milestone');
  if (award.status !== 'in_progress') return refusal('no_award', 'the award is not accepted yet');
  if (!within(command.amountCents, 1, milestone.heldCents)) {
    return refusal('amount_out_of_range', `amountCents: 1 to ${milestone.heldCents}`);
  }
  return accept(releaseEvents(state, live.value, command.amountCents, 'employer', now));
}

/** Before acceptance the employer may take a milestone back, afterwards only the freelancer may give it back. */
export function decideCancelMilestone(
  state: MarketState,
  command: CommandOf<'CancelMilestone'>,
  now: number,
): Decision {
  const live = openMilestone(state, command, now);
  if (!live.ok) return live;
  const { milestone, project, award } = live.value;
  const byEmployer = actsFor(command, project.employerId);
  const byFreelancer = actsFor(command, award.freelancerId);
  if (!byEmployer && !byFreelancer) return refusal('not_allowed', 'not your milestone');
  if (byEmployer && award.status !== 'pending') return refusal('milestone_locked');
  if (byFreelancer && award.status === 'pending') return refusal('no_award', 'accept the award first');
  return accept(refundEvents(state, project, award, milestone, 'cancelled', now));
}

function refundEvents(
  state: MarketState,
  project: Project,
  award: Award,
  milestone: Milestone,
  reason: 'cancelled' | 'expired',
  now: number,
): MarketEvent[] {
  const events: MarketEvent[] = [refundMilestone(project, milestone, milestone.heldCents, reason)];
  if (award.status === 'pending') return events;
  return [...events, ...afterMilestones(state, project, award, events, now)];
}

export function decideLapseMilestone(state: MarketState, command: CommandOf<'LapseMilestone'>, now: number): Decision {
  const live = openMilestone(state, command, now);
  if (!live.ok) return live;
  const { milestone, project, award } = live.value;
  const due = dueForClock(command, milestone.dueAt, now);
  if (!due.ok) return due;
  if (milestone.status === 'requested_release') {
    return accept(releaseEvents(state, live.value, milestone.heldCents, 'automatic', now));
  }
  return accept(refundEvents(state, project, award, milestone, 'expired', now));
}
