/** Participants' commands: registering, money in and out, booked costs, erasing contents, withdrawing. */

import type { ContentHash, ParticipantId } from '../kernel/id.ts';
import { participantId } from '../kernel/id.ts';
import { accept } from '../kernel/result.ts';
import { walletOf } from './account.ts';
import { bidSealed, dropAward } from './clearing.ts';
import type { CommandOf } from './command.ts';
import { actsFor, type Decision, findProject, isOwner, within } from './decision.ts';
import { awaitsVerdict } from './delivery.ts';
import type { MarketEvent } from './event.ts';
import { cancelProject, mayCancel } from './project.decide.ts';
import { refusal } from './refusal.ts';
import { balanceOf, type MarketState } from './state.ts';

export function decideRegisterParticipant(state: MarketState, command: CommandOf<'RegisterParticipant'>): Decision {
  const { roles, participantKind, skills, profileHash } = command;
  if (!isOwner(command)) return refusal('not_allowed', 'only the owner registers participants');
  if (state.participants.size >= state.policy.limits.participants) return refusal('limit_reached', 'participants');
  if (roles.length === 0) return refusal('malformed', 'roles: at least one');
  // Reviewers read answer keys and everybody's deliveries.
  if (roles.includes('reviewer') && roles.some((role) => role !== 'reviewer')) {
    return refusal('malformed', 'roles: a reviewer takes no other part');
  }
  if (skills.length > state.policy.limits.skillsPerParticipant) return refusal('limit_reached', 'skills');
  const id = participantId(state.next.participant);
  return accept([{ type: 'ParticipantRegistered', participantId: id, roles, participantKind, skills, profileHash }]);
}

export function decideDeposit(state: MarketState, command: CommandOf<'Deposit'>): Decision {
  const { participantId: id, amountCents } = command;
  if (!isOwner(command)) return refusal('not_allowed', 'only the owner brings money in');
  if (!state.participants.has(id)) return refusal('unknown_participant', `participant ${id}`);
  if (!within(amountCents, 1, 1e12)) return refusal('amount_out_of_range', '1 to 10^12 cents');
  return accept([{ type: 'FundsDeposited', participantId: id, amountCents }]);
}

export function decideWithdrawFunds(state: MarketState, command: CommandOf<'WithdrawFunds'>): Decision {
  const { participantId: id, amountCents } = command;
  if (!isOwner(command) && !actsFor(command, id)) return refusal('not_allowed', 'not your wallet');
  if (!state.participants.has(id)) return refusal('unknown_participant', `participant ${id}`);
  if (!within(amountCents, 1, 1e12)) return refusal('amount_out_of_range', '1 cent or more');
  if (balanceOf(state, walletOf(id)) < amountCents) return refusal('insufficient_funds');
  return accept([{ type: 'FundsWithdrawn', participantId: id, amountCents }]);
}

export function decideBookCost(state: MarketState, command: CommandOf<'BookCost'>): Decision {
  const { participantId: id, amountCents, costKind, projectId } = command;
  if (!isOwner(command) && !actsFor(command, id)) return refusal('not_allowed', 'not your costs');
  if (!state.participants.has(id)) return refusal('unknown_participant', `participant ${id}`);
  const found = projectId === null ? null : findProject(state, command, projectId);
  if (found?.ok === false) return found;
  if (!within(amountCents, 1, state.policy.limits.amountCents)) return refusal('amount_out_of_range', '1 cent or more');
  return accept([{ type: 'CostBooked', participantId: id, amountCents, costKind, projectId }]);
}

export function decideChangeSkills(state: MarketState, command: CommandOf<'ChangeSkills'>): Decision {
  const { participantId: id, skills } = command;
  if (!isOwner(command) && !actsFor(command, id)) return refusal('not_allowed', 'not your skills');
  const participant = state.participants.get(id);
  if (participant === undefined) return refusal('unknown_participant', `participant ${id}`);
  if (participant.withdrawn) return refusal('participant_withdrawn');
  if (skills.length > state.policy.limits.skillsPerParticipant) return refusal('limit_reached', 'skills');
  return accept([{ type: 'SkillsChanged', participantId: id, skills }]);
}

/** What a verdict is being made about stays until it is made: else erasing would decide it. */
function isUnderReview(state: MarketState, hash: ContentHash): boolean {
  for (const { filesHash, status } of state.deliveries.values()) {
    if (filesHash === hash && awaitsVerdict(status)) return true;
  }
  return false;
}

/** The owner may erase anything; a participant, withdrawn or not, what the market knows as its own. */
export function decideEraseContent(state: MarketState, command: CommandOf<'EraseContent'>): Decision {
  const { actor, contentHash } = command;
  if (actor.kind === 'owner') return accept([{ type: 'ContentErased', contentHash, participantId: null }]);
  if (actor.kind === 'clock') return refusal('not_allowed');
  if (state.writers.get(contentHash) !== actor.participantId) return refusal('content_unknown');
  if (isUnderReview(state, contentHash)) return refusal('delivery_state', 'its verdict is still to come');
  return accept([{ type: 'ContentErased', contentHash, participantId: actor.participantId }]);
}

/** Everything that a withdrawing participant leaves open: bids retracted, awards declined, projects cancelled. */
function loosenTies(state: MarketState, id: ParticipantId, now: number): MarketEvent[] {
  const events: MarketEvent[] = [];
  for (const project of state.projects.values()) {
    const { projectId, employerId, award } = project;
    if (employerId === id && mayCancel(project)) events.push(...cancelProject(state, project));
    const bidId = project.bidOf.get(id);
    if (bidId !== undefined && project.posting.mechanism.kind !== 'english_rev') {
      const sealed = bidSealed(state, project);
      events.push({ type: 'BidRetracted', projectId, employerId, bidId, bidderId: id, sealed });
    }
    if (award?.status === 'pending' && award.freelancerId === id) {
      events.push(...dropAward(state, project, award, 'AwardDeclined', now));
    }
  }
  return events;
}

export function decideWithdrawParticipant(
  state: MarketState,
  command: CommandOf<'WithdrawParticipant'>,
  now: number,
): Decision {
  const { participantId: id } = command;
  if (!isOwner(command) && !actsFor(command, id)) return refusal('not_allowed', 'not your participation');
  const participant = state.participants.get(id);
  if (participant === undefined) return refusal('unknown_participant', `participant ${id}`);
  if (participant.withdrawn) return refusal('participant_withdrawn');
  return accept([...loosenTies(state, id, now), { type: 'ParticipantWithdrawn', participantId: id }]);
}
