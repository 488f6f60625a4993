/** Awards' commands: awarding by hand, accepting, declining, revoking, and what time does to them. */

import { DAY_MS } from '../kernel/clock.ts';
import { milestoneId } from '../kernel/id.ts';
import { type Cents, ZERO } from '../kernel/money.ts';
import { accept, type Result } from '../kernel/result.ts';
import { walletOf } from './account.ts';
import { awardEvent, dropAward, endBidding, priceSealed } from './clearing.ts';
import type { CommandOf, CommandType } from './command.ts';
import { actsFor, type Decision, dueForClock, findBid, findProject, isStranger } from './decision.ts';
import type { MarketEvent } from './event.ts';
import { employerFee } from './fee.ts';
import { liveMilestones } from './milestone.ts';
import { type Refusal, refusal } from './refusal.ts';
import { endAward, settleByVerdict } from './settlement.ts';
import { type Award, type Bid, balanceOf, type MarketState, type Project } from './state.ts';

interface PendingAward {
  readonly bid: Bid;
  readonly project: Project;
  readonly award: Award;
}

function pendingAward(
  state: MarketState,
  command: CommandOf<Extract<CommandType, 'AcceptAward' | 'DeclineAward' | 'RevokeAward' | 'LapseAward'>>,
): Result<PendingAward, Refusal> {
  const found = findBid(state, command.bidId);
  if (!found.ok) return found;
  const { bid, project } = found.value;
  const { award } = project;
  if (award !== null && award.bidId === bid.bidId && award.status === 'pending') return accept({ bid, project, award });
  // A sealed bid that was never awarded must not be found by guessing numbers.
  const stranger = isStranger(command, bid.bidderId, project.employerId);
  return stranger ? refusal('unknown_bid', `bid ${command.bidId}`) : refusal('award_not_pending');
}

export function decideAwardBid(state: MarketState, command: CommandOf<'AwardBid'>, now: number): Decision {
  const found = findBid(state, command.bidId);
  if (!found.ok) return found;
  const { bid, project } = found.value;
  if (!actsFor(command, project.employerId)) return refusal('unknown_bid', `bid ${command.bidId}`);
  if (project.posting.mechanism.kind !== 'buyer_determined') {
    return refusal('mechanism_awards', project.posting.mechanism.kind);
  }
  if (project.status !== 'open' && project.status !== 'bidding_closed') {
    return refusal('project_not_open', `the project is ${project.status}`);
  }
  if (now >= project.expiresAt) return refusal('project_not_open', 'the project has expired');
  if (bid.status !== 'placed') return refusal('bid_not_open', `the bid is ${bid.status}`);
  const winner = { bidId: bid.bidId, bidderId: bid.bidderId, priceCents: bid.amountCents };
  const awarded = awardEvent(state, project, winner, now);
  return accept(project.status === 'open' ? [...endBidding(state, project), awarded] : [awarded]);
}

/** The freelancer's yes binds both: the employer's fee is charged and, where the verdict settles, the price is funded. */
export function decideAcceptAward(state: MarketState, command: CommandOf<'AcceptAward'>, now: number): Decision {
  const pending = pendingAward(state, command);
  if (!pending.ok) return pending;
  const { bid, project, award } = pending.value;
  if (!actsFor(command, award.freelancerId)) return refusal('not_allowed', 'not your award');
  if (now >= award.acceptBy) return refusal('not_due', 'the time to accept has passed');
  const { fees, settlement, deadlines } = state.policy;
  const fee = employerFee(fees, award.priceCents);
  const due = (settlement === 'verdict' ? award.priceCents + fee : fee) as Cents;
  if (balanceOf(state, walletOf(project.employerId)) < due)
    return refusal('insufficient_funds', 'the employer’s wallet');
  const held = settlement === 'verdict' && fees.refundEmployerFee;
  const { projectId, employerId } = project;
  const { bidId, freelancerId, priceCents } = award;
  const deliverBy = now + bid.days * DAY_MS + deadlines.deliveryGraceMs;
  const accepted: MarketEvent = {
    type: 'AwardAccepted',
    projectId,
    employerId,
    bidId,
    freelancerId,
    priceCents,
    sealed: priceSealed(state),
    employerFeeCents: held ? ZERO : fee,
    deliverBy,
    endsAt: settlement === 'verdict' ? deliverBy : deliverBy + deadlines.staleMilestoneMs,
  };
  if (settlement === 'employer') return accept([accepted]);
  const funded: MarketEvent = {
    type: 'MilestoneCreated',
    projectId,
    employerId,
    bidId,
    freelancerId,
    milestoneId: milestoneId(state.next.milestone),
    amountCents: priceCents,
    feeHeldCents: held ? fee : ZERO,
    descriptionHash: null,
    expiresAt: null,
  };
  return accept([accepted, funded]);
}

export function decideDeclineAward(state: MarketState, command: CommandOf<'DeclineAward'>, now: number): Decision {
  const pending = pendingAward(state, command);
  if (!pending.ok) return pending;
  const { project, award } = pending.value;
  if (!actsFor(command, award.freelancerId)) return refusal('not_allowed', 'not your award');
  return accept(dropAward(state, project, award, 'AwardDeclined', now));
}

export function decideRevokeAward(state: MarketState, command: CommandOf<'RevokeAward'>, now: number): Decision {
  const pending = pendingAward(state, command);
  if (!pending.ok) return pending;
  const { project, award } = pending.value;
  if (!actsFor(command, project.employerId)) return refusal('not_allowed', 'not your project');
  if (project.posting.mechanism.kind !== 'buyer_determined') {
    return refusal('mechanism_awards', project.posting.mechanism.kind);
  }
  return accept(dropAward(state, project, award, 'AwardRevoked', now));
}

export function decideLapseAward(state: MarketState, command: CommandOf<'LapseAward'>, now: number): Decision {
  const pending = pendingAward(state, command);
  if (!pending.ok) return pending;
  const { project, award } = pending.value;
  const due = dueForClock(command, award.acceptBy, now);
  if (!due.ok) return due;
  return accept(dropAward(state, project, award, 'AwardLapsed', now));
}

/** Ends an award whose time is over. Where a verdict or a milestone is still out, that one ends it. */
export function decideLapseDelivery(state: MarketState, command: CommandOf<'LapseDelivery'>, now: number): Decision {
  const found = findProject(state, command, command.projectId);
  if (!found.ok) return found;
  const project = found.value;
  const { award } = project;
  if (award?.status !== 'in_progress') return refusal('no_award');
  const due = dueForClock(command, award.endsAt, now);
  if (!due.ok) return due;
  if (state.policy.settlement === 'verdict') {
    if (project.awaitingVerdict > 0) return refusal('not_due', 'a verdict is still to come');
    return accept(settleByVerdict(state, project, award, award.bestShareBps, now));
  }
  if (liveMilestones(state, project).length > 0) return refusal('not_due', 'milestones still hold money');
  return accept(endAward(state, project, award, 'incomplete', now));
}

export function decideEndAward(state: MarketState, command: CommandOf<'EndAward'>, now: number): Decision {
  const found = findProject(state, command, command.projectId);
  if (!found.ok) return found;
  const project = found.value;
  const { award } = project;
  if (award?.status !== 'in_progress') return refusal('no_award');
  if (state.policy.settlement === 'verdict') {
    if (!actsFor(command, award.freelancerId)) return refusal('not_allowed', 'only the freelancer gives up');
    if (project.awaitingVerdict > 0) return refusal('delivery_state', 'a verdict is still to come');
    return accept(settleByVerdict(state, project, award, award.bestShareBps, now));
  }
  if (!actsFor(command, project.employerId)) return refusal('not_allowed', 'only the employer ends the project');
  if (liveMilestones(state, project).length > 0) return refusal('milestone_state', 'milestones still hold money');
  return accept(endAward(state, project, award, command.outcome, now));
}
