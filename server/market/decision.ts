/** What every `…decide.ts` shares: the shape of a decision and the checks of who is asking. */

import { known } from '../kernel/assert.ts';
import type { BidId, MilestoneId, ParticipantId, ProjectId } from '../kernel/id.ts';
import { accept, type Result } from '../kernel/result.ts';
import type { Command, CommandOf, CommandType, Role } from './command.ts';
import type { MarketEvent } from './event.ts';
import { type Refusal, refusal } from './refusal.ts';
import type { Bid, MarketState, Milestone, Participant, Project } from './state.ts';

/** The events of an accepted command, or the refusal. Pure: the state is only read. */
export type Decision = Result<readonly MarketEvent[], Refusal>;
type Found<T> = Result<T, Refusal>;

/** Decides commands of one type. `now` is market time in milliseconds. */
export type Decide<T extends CommandType> = (state: MarketState, command: CommandOf<T>, now: number) => Decision;

/** The participant who acts, if it has `role`. `decide` has seen to it that an acting participant is there and active. */
export function actingAs(state: MarketState, command: Command, role: Role): Found<Participant> {
  const { actor } = command;
  if (actor.kind !== 'participant') return refusal('not_allowed', `only a ${role} may do this`);
  const participant = known(state.participants.get(actor.participantId), 'acting participant');
  if (!participant.roles.has(role)) return refusal('not_allowed', `only a ${role} may do this`);
  return accept(participant);
}

/** Whether the acting participant is one of these. */
export function actsFor({ actor }: Command, ...ids: readonly (ParticipantId | null)[]): boolean {
  return actor.kind === 'participant' && ids.includes(actor.participantId);
}

/** Whether a participant asks who is none of these: to such a one the thing asked about is unknown. */
export function isStranger(command: Command, ...ids: readonly (ParticipantId | null)[]): boolean {
  return command.actor.kind === 'participant' && !actsFor(command, ...ids);
}

export function isOwner(command: Command): boolean {
  return command.actor.kind === 'owner';
}

/** Deadlines belong to the clock alone: nobody may bring one forward, and it never comes early. */
export function dueForClock(command: Command, dueAt: number | null, now: number): Found<null> {
  if (command.actor.kind !== 'clock') return refusal('not_allowed', 'only the market clock does this');
  return dueAt !== null && now >= dueAt ? accept(null) : refusal('not_due');
}

/** A draft is unknown to every participant but its employer. */
export function findProject(state: MarketState, command: Command, id: ProjectId): Found<Project> {
  const project = state.projects.get(id);
  if (project === undefined || (project.status === 'draft' && isStranger(command, project.employerId))) {
    return refusal('unknown_project', `project ${id}`);
  }
  return accept(project);
}

export interface BidOnProject {
  readonly bid: Bid;
  readonly project: Project;
}

export function findBid(state: MarketState, id: BidId): Found<BidOnProject> {
  const bid = state.bids.get(id);
  const project = bid === undefined ? undefined : state.projects.get(bid.projectId);
  if (bid === undefined || project === undefined) return refusal('unknown_bid', `bid ${id}`);
  return accept({ bid, project });
}

export interface MilestoneOfProject {
  readonly milestone: Milestone;
  readonly project: Project;
}

export function findMilestone(state: MarketState, id: MilestoneId): Found<MilestoneOfProject> {
  const milestone = state.milestones.get(id);
  const project = milestone === undefined ? undefined : state.projects.get(milestone.projectId);
  if (milestone === undefined || project === undefined) return refusal('unknown_milestone', `milestone ${id}`);
  return accept({ milestone, project });
}

/** A whole number in [from, to]. */
export function within(value: number, from: number, to: number): boolean {
  return Number.isSafeInteger(value) && value >= from && value <= to;
}
