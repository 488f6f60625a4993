/** What falls due when: the clock's own commands, read off the events that set them and off the state at a restart. */

import type { CommandBody, CommandType } from './command.ts';
import type { EventOf, MarketEvent } from './event.ts';
import type { MarketState, Milestone, Project } from './state.ts';

type ClockType =
  | 'CloseBidding'
  | 'ExpireProject'
  | 'LapseAward'
  | 'LapseDelivery'
  | 'VoidDelivery'
  | 'LapseMilestone'
  | 'LapseDispute'
  | 'RevealReviews';

type ClockCommand = { [T in ClockType]: { readonly type: T } & CommandBody<T> }[ClockType & CommandType];

/** A command that the clock asks for at `at`. If the market has moved on by then it is refused, and nothing happens. */
export interface Deadline {
  readonly at: number;
  readonly command: ClockCommand;
}

/** Of things due at the same moment, the order in which they happen. */
const RANK: readonly ClockType[] = [
  'CloseBidding',
  'VoidDelivery',
  'LapseDelivery',
  'LapseMilestone',
  'LapseDispute',
  'LapseAward',
  'ExpireProject',
  'RevealReviews',
];

function subject(command: ClockCommand): number {
  if ('projectId' in command) return command.projectId;
  if ('bidId' in command) return command.bidId;
  if ('deliveryId' in command) return command.deliveryId;
  return 'milestoneId' in command ? command.milestoneId : command.disputeId;
}

/** Orders deadlines by time, then kind, then number: the same on every machine and after every restart. */
export function compareDeadlines(a: Deadline, b: Deadline): number {
  if (a.at !== b.at) return a.at - b.at;
  const ranks = RANK.indexOf(a.command.type) - RANK.indexOf(b.command.type);
  return ranks !== 0 ? ranks : subject(a.command) - subject(b.command);
}

/** The deadlines that one event sets. */
export function deadlinesAfter(event: MarketEvent): readonly Deadline[] {
  switch (event.type) {
    case 'ProjectPosted':
      return event.draft ? [] : ofProject(event);
    case 'ProjectPublished':
      return ofProject(event);
    case 'BiddingExtended':
      return [{ at: event.closesAt, command: { type: 'CloseBidding', projectId: event.projectId } }];
    case 'BidAwarded':
      return [{ at: event.acceptBy, command: { type: 'LapseAward', bidId: event.bidId } }];
    case 'AwardAccepted':
      return [{ at: event.endsAt, command: { type: 'LapseDelivery', projectId: event.projectId } }];
    case 'AwardEnded':
      return [{ at: event.reviewBy, command: { type: 'RevealReviews', projectId: event.projectId } }];
    case 'DeliverySubmitted':
      return [{ at: event.verdictBy, command: { type: 'VoidDelivery', deliveryId: event.deliveryId } }];
    case 'MilestoneCreated':
      return event.expiresAt === null ? [] : [ofMilestone(event, event.expiresAt)];
    case 'ReleaseRequested':
      return [ofMilestone(event, event.releaseAt)];
    case 'DisputeOpened':
      return [{ at: event.answerBy, command: { type: 'LapseDispute', disputeId: event.disputeId } }];
    case 'DisputeAnswered':
      return [{ at: event.resolveBy, command: { type: 'LapseDispute', disputeId: event.disputeId } }];
    case 'DisputeCancelled':
      return [ofMilestone(event, event.releaseAt ?? event.expiresAt)];
    default:
      return [];
  }
}

function ofProject({
  projectId,
  closesAt,
  expiresAt,
}: EventOf<'ProjectPosted' | 'ProjectPublished'>): readonly Deadline[] {
  return [
    { at: closesAt, command: { type: 'CloseBidding', projectId } },
    { at: expiresAt, command: { type: 'ExpireProject', projectId } },
  ];
}

function ofMilestone({ milestoneId }: Pick<Milestone, 'milestoneId'>, at: number): Deadline {
  return { at, command: { type: 'LapseMilestone', milestoneId } };
}

/** Every deadline that can still happen, in order: what a restarted market must wait for. */
export function deadlinesOf(state: MarketState): Deadline[] {
  const deadlines: Deadline[] = [];
  for (const project of state.projects.values()) deadlines.push(...ofLiveProject(project));
  for (const { status, deliveryId, verdictBy } of state.deliveries.values()) {
    if (status === 'submitted' || status === 'under_review') {
      deadlines.push({ at: verdictBy, command: { type: 'VoidDelivery', deliveryId } });
    }
  }
  for (const milestone of state.milestones.values()) {
    const { status, dueAt } = milestone;
    if (dueAt !== null && (status === 'pending' || status === 'requested_release')) {
      deadlines.push(ofMilestone(milestone, dueAt));
    }
  }
  for (const { status, disputeId, dueAt } of state.disputes.values()) {
    if (status !== 'closed') deadlines.push({ at: dueAt, command: { type: 'LapseDispute', disputeId } });
  }
  return deadlines.sort(compareDeadlines);
}

function ofLiveProject(project: Project): Deadline[] {
  const { projectId, status, closesAt, expiresAt, award, reviewsRevealed } = project;
  const deadlines: Deadline[] = [];
  if (status === 'open') deadlines.push({ at: closesAt, command: { type: 'CloseBidding', projectId } });
  if (status === 'open' || status === 'bidding_closed' || status === 'awarded') {
    deadlines.push({ at: expiresAt, command: { type: 'ExpireProject', projectId } });
  }
  if (award?.status === 'pending')
    deadlines.push({ at: award.acceptBy, command: { type: 'LapseAward', bidId: award.bidId } });
  if (award?.status === 'in_progress') {
    deadlines.push({ at: award.endsAt, command: { type: 'LapseDelivery', projectId } });
  }
  if (award?.status === 'ended' && !reviewsRevealed) {
    deadlines.push({ at: award.reviewBy, command: { type: 'RevealReviews', projectId } });
  }
  return deadlines;
}
