/** Disputes' commands: open, answer, cancel, resolve, and what silence decides. */

import { type DisputeId, disputeId, type ParticipantId } from '../kernel/id.ts';
import { type Cents, cents, divideHalfEven, subtract, ZERO } from '../kernel/money.ts';
import { accept, type Result } from '../kernel/result.ts';
import type { Command, CommandOf } from './command.ts';
import { actsFor, type Decision, dueForClock, findMilestone, isOwner, isStranger, within } from './decision.ts';
import type { EventOf, MarketEvent } from './event.ts';
import { openMilestone } from './milestone.decide.ts';
import { type Refusal, refusal } from './refusal.ts';
import { afterMilestones, refundMilestone, releaseMilestone } from './settlement.ts';
import type { Award, Dispute, MarketState, Milestone, Project } from './state.ts';

interface OpenCase {
  readonly dispute: Dispute;
  readonly milestone: Milestone;
  readonly project: Project;
  readonly award: Award;
}

function findCase(state: MarketState, command: Command, id: DisputeId): Result<OpenCase, Refusal> {
  const dispute = state.disputes.get(id);
  if (dispute === undefined) return refusal('unknown_dispute', `dispute ${id}`);
  const found = findMilestone(state, dispute.milestoneId);
  if (!found.ok) return found;
  const { award, employerId } = found.value.project;
  if (isStranger(command, employerId, found.value.milestone.freelancerId)) {
    return refusal('unknown_dispute', `dispute ${id}`);
  }
  if (dispute.status === 'closed' || award === null) return refusal('dispute_state', 'the dispute is closed');
  return accept({ dispute, award, ...found.value });
}

function respondentOf({ dispute, project, award }: OpenCase): ParticipantId {
  return dispute.openerId === award.freelancerId ? project.employerId : award.freelancerId;
}

/** What every event about this dispute says. */
function about({ dispute, project, award }: OpenCase) {
  const { disputeId: id, milestoneId } = dispute;
  const { projectId, employerId } = project;
  return { projectId, employerId, disputeId: id, milestoneId, freelancerId: award.freelancerId };
}

export function decideOpenDispute(state: MarketState, command: CommandOf<'OpenDispute'>, now: number): Decision {
  const live = openMilestone(state, command, now);
  if (!live.ok) return live;
  const { milestone, project, award } = live.value;
  const byFreelancer = actsFor(command, award.freelancerId);
  if (!byFreelancer && !actsFor(command, project.employerId)) return refusal('not_allowed', 'not your milestone');
  if (award.status !== 'in_progress') return refusal('no_award', 'the award is not accepted yet');
  if (!within(command.offerCents, 0, milestone.heldCents)) {
    return refusal('amount_out_of_range', `offerCents: 0 to ${milestone.heldCents}`);
  }
  const { disputeEmployerMs, disputeFreelancerMs } = state.policy.deadlines;
  return accept([
    {
      type: 'DisputeOpened',
      projectId: project.projectId,
      employerId: project.employerId,
      freelancerId: award.freelancerId,
      disputeId: disputeId(state.next.dispute),
      milestoneId: milestone.milestoneId,
      openerId: byFreelancer ? award.freelancerId : project.employerId,
      offerCents: command.offerCents,
      reasonHash: command.reasonHash,
      answerBy: now + (byFreelancer ? disputeEmployerMs : disputeFreelancerMs),
    },
  ]);
}

/** The split that ends a dispute: so much to the freelancer, the rest to the employer. */
function resolve(
  state: MarketState,
  open: OpenCase,
  freelancerCents: Cents,
  reason: EventOf<'DisputeResolved'>['reason'],
  now: number,
): MarketEvent[] {
  const { milestone, project, award } = open;
  const events: MarketEvent[] = [{ type: 'DisputeResolved', ...about(open), freelancerCents, reason }];
  const rest = subtract(milestone.heldCents, freelancerCents);
  let feeLeft = milestone.feeHeldCents;
  if (freelancerCents > ZERO) {
    const target = { project, milestone, bidId: award.bidId, freelancerId: award.freelancerId };
    const released = releaseMilestone(state, target, freelancerCents, 'dispute');
    feeLeft = subtract(feeLeft, released.employerFeeCents);
    events.push(released);
  }
  if (rest > ZERO) events.push(refundMilestone(project, milestone, rest, 'dispute', feeLeft));
  return [...events, ...afterMilestones(state, project, award, events, now)];
}

export function decideAnswerDispute(state: MarketState, command: CommandOf<'AnswerDispute'>, now: number): Decision {
  const found = findCase(state, command, command.disputeId);
  if (!found.ok) return found;
  const { dispute, milestone } = found.value;
  if (!actsFor(command, respondentOf(found.value))) return refusal('not_allowed', 'the other party answers');
  if (dispute.status !== 'open') return refusal('dispute_state', `the dispute is ${dispute.status}`);
  if (now >= dispute.dueAt) return refusal('not_due', 'the time to answer has passed');
  const { offerCents, reasonHash } = command;
  if (!within(offerCents, 0, milestone.heldCents)) {
    return refusal('amount_out_of_range', `offerCents: 0 to ${milestone.heldCents}`);
  }
  if (offerCents === dispute.openerOfferCents) return accept(resolve(state, found.value, offerCents, 'agreed', now));
  const resolveBy = now + state.policy.deadlines.arbitrationMs;
  return accept([{ type: 'DisputeAnswered', ...about(found.value), offerCents, reasonHash, resolveBy }]);
}

/** The opener may let it rest; the milestone is then as it was. Its time has run on, or disputes could put it off for ever. */
export function decideCancelDispute(state: MarketState, command: CommandOf<'CancelDispute'>, now: number): Decision {
  const found = findCase(state, command, command.disputeId);
  if (!found.ok) return found;
  const { dispute, milestone } = found.value;
  if (!actsFor(command, dispute.openerId)) return refusal('not_allowed', 'only the opener cancels');
  const expiresAt = Math.max(now, milestone.dueAt ?? now);
  const releaseAt = dispute.openedAs === 'requested_release' ? expiresAt : null;
  return accept([{ type: 'DisputeCancelled', ...about(found.value), releaseAt, expiresAt }]);
}

/** The arbiter is the market's owner; the word is final. */
export function decideResolveDispute(state: MarketState, command: CommandOf<'ResolveDispute'>, now: number): Decision {
  if (!isOwner(command)) return refusal('not_allowed', 'only the owner arbitrates');
  const found = findCase(state, command, command.disputeId);
  if (!found.ok) return found;
  const { dispute, milestone } = found.value;
  if (dispute.status !== 'answered') return refusal('dispute_state', 'the other party has not answered yet');
  if (!within(command.freelancerCents, 0, milestone.heldCents)) {
    return refusal('amount_out_of_range', `freelancerCents: 0 to ${milestone.heldCents}`);
  }
  return accept(resolve(state, found.value, command.freelancerCents, 'arbiter', now));
}

/** Silence: an unanswered dispute goes as its opener offered, an unresolved one to the midpoint of both offers. */
export function decideLapseDispute(state: MarketState, command: CommandOf<'LapseDispute'>, now: number): Decision {
  const found = findCase(state, command, command.disputeId);
  if (!found.ok) return found;
  const { dispute } = found.value;
  const due = dueForClock(command, dispute.dueAt, now);
  if (!due.ok) return due;
  const { openerOfferCents: offer, answerOfferCents: answer } = dispute;
  if (answer === null) return accept(resolve(state, found.value, offer, 'silence', now));
  return accept(resolve(state, found.value, cents(divideHalfEven(offer + answer, 2)), 'midpoint', now));
}
