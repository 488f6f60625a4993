/** Who may see what: one function, applied to every event on its way out. Deny by default. */

import type { ParticipantId } from '../kernel/id.ts';
import type { Role } from './command.ts';
import type { EventOf, EventType, MarketEvent } from './event.ts';
import type { Policy } from './policy.ts';

/** Who looks on. A watcher has no part in the market; the owner sees everything. */
export type Viewer =
  | { readonly kind: 'owner' }
  | { readonly kind: 'watcher' }
  | { readonly kind: 'participant'; readonly participantId: ParticipantId; readonly roles: readonly Role[] };

export const WATCHER: Viewer = { kind: 'watcher' };
export const OWNER_VIEW: Viewer = { kind: 'owner' };

/** An event as a viewer sees it: the same type, with what is not theirs to know taken out. */
export type SeenEvent = { [T in MarketEvent['type']]: { readonly type: T } & Partial<EventOf<T>> }[MarketEvent['type']];

function is(viewer: Viewer, ...ids: readonly (ParticipantId | null)[]): boolean {
  return viewer.kind === 'participant' && ids.includes(viewer.participantId);
}

function reviews(viewer: Viewer): boolean {
  return viewer.kind === 'participant' && viewer.roles.includes('reviewer');
}

function without<E extends SeenEvent>(event: E, ...keys: readonly string[]): SeenEvent {
  return Object.fromEntries(Object.entries(event).filter(([key]) => !keys.includes(key))) as SeenEvent;
}

/** A bid: everything to its bidder; what was stated in confidence to nobody else; sealed ones to the employer only. */
function viewBid(event: EventOf<'BidPlaced' | 'BidAmended' | 'BidRetracted'>, viewer: Viewer): SeenEvent | null {
  if (is(viewer, event.bidderId)) return event;
  if (event.sealed && !is(viewer, event.employerId)) return null;
  return without(event, 'confidenceBps');
}

function viewPrice(event: EventOf<'BidAwarded' | 'AwardAccepted'>, viewer: Viewer): SeenEvent {
  if (is(viewer, event.employerId)) return event;
  if (is(viewer, event.freelancerId)) return without(event, 'employerFeeCents');
  // The dates of an accepted award would tell the sealed bid's days.
  const hidden = event.sealed ? ['employerFeeCents', 'priceCents', 'deliverBy', 'endsAt'] : ['employerFeeCents'];
  return without(event, ...hidden);
}

function viewDelivery(
  event: EventOf<'DeliverySubmitted' | 'DeliveryTaken' | 'VerdictRecorded' | 'DeliveryVoided' | 'RevisionRequested'>,
  viewer: Viewer,
  policy: Policy,
): SeenEvent | null {
  // A running contest keeps each entrant's work and score between that entrant, the reviewer and the owner.
  const insider = is(viewer, event.freelancerId) || (is(viewer, event.employerId) && !event.entry);
  if (reviews(viewer)) return event;
  // Fuel and memory stay inside: a hostile delivery could spend either in proportion to what it read in a hidden case.
  if (insider) return without(event, 'reviewerId', 'fuel', 'memoryBytes');
  if (event.entry && (event.type === 'VerdictRecorded' || event.type === 'RevisionRequested')) return null;
  // That somebody has entered tells who bids.
  if (event.entry && policy.visibility === 'sealed' && !is(viewer, event.employerId)) return null;
  return without(
    event,
    'reviewerId',
    'filesHash',
    'bytes',
    'evidenceHash',
    'fuel',
    'memoryBytes',
    'shareBps',
    'commentHash',
  );
}

function viewParticipant(event: EventOf<'ParticipantRegistered'>, viewer: Viewer, policy: Policy): SeenEvent {
  if (is(viewer, event.participantId) || policy.identities === 'shown') return event;
  return without(event, 'participantKind', 'profileHash');
}

function viewMilestone(
  event: EventOf<'MilestoneCreated' | 'PrizeAssigned' | 'ReleaseRequested' | 'MilestoneReleased' | 'MilestoneRefunded'>,
  viewer: Viewer,
): SeenEvent | null {
  if (is(viewer, event.employerId)) return without(event, 'freelancerFeeCents');
  return is(viewer, event.freelancerId) ? without(event, 'employerFeeCents', 'feeHeldCents', 'feeReturnedCents') : null;
}

type Look<T extends EventType> = (event: EventOf<T>, viewer: Viewer, policy: Policy) => SeenEvent | null;

const seenByAll = (event: SeenEvent): SeenEvent => event;
const ofPurse: Look<'FundsDeposited' | 'FundsWithdrawn' | 'CostBooked'> = (event, viewer) =>
  is(viewer, event.participantId) ? event : null;
const ofDraft: Look<'ProjectPosted' | 'ProjectCancelled'> = (event, viewer) =>
  event.draft && !is(viewer, event.employerId) ? null : event;
const ofParties: Look<
  | 'MilestoneRequested'
  | 'MilestoneRequestEnded'
  | 'DisputeOpened'
  | 'DisputeAnswered'
  | 'DisputeCancelled'
  | 'DisputeResolved'
> = (event, viewer) => (is(viewer, event.employerId, event.freelancerId) ? event : null);

/** One entry for each type of event; the type makes it complete. */
const LOOKS: { readonly [T in EventType]: Look<T> } = {
  MarketOpened: (event) => without(event, 'seed'),
  MarketClosed: seenByAll,
  ParticipantRegistered: viewParticipant,
  ParticipantWithdrawn: seenByAll,
  SkillsChanged: seenByAll,
  FundsDeposited: ofPurse,
  FundsWithdrawn: ofPurse,
  CostBooked: ofPurse,
  ContentErased: (event) => without(event, 'participantId'),
  ProjectPosted: ofDraft,
  ProjectPublished: seenByAll,
  ProjectCancelled: ofDraft,
  ProjectExpired: seenByAll,
  ProjectCompleted: seenByAll,
  BiddingExtended: seenByAll,
  BiddingClosed: seenByAll,
  BidsRevealed: seenByAll,
  ProjectCleared: seenByAll,
  BidPlaced: viewBid,
  BidAmended: viewBid,
  BidRetracted: viewBid,
  CreditsReturned: (event, viewer) => (is(viewer, ...event.participantIds) ? without(event, 'participantIds') : null),
  BidAwarded: viewPrice,
  AwardAccepted: viewPrice,
  AwardDeclined: seenByAll,
  AwardRevoked: seenByAll,
  AwardLapsed: seenByAll,
  AwardEnded: seenByAll,
  DeliverySubmitted: viewDelivery,
  DeliveryTaken: viewDelivery,
  VerdictRecorded: viewDelivery,
  DeliveryVoided: viewDelivery,
  RevisionRequested: viewDelivery,
  MilestoneCreated: viewMilestone,
  PrizeAssigned: viewMilestone,
  ReleaseRequested: viewMilestone,
  MilestoneReleased: viewMilestone,
  MilestoneRefunded: viewMilestone,
  MilestoneRequested: ofParties,
  MilestoneRequestEnded: ofParties,
  DisputeOpened: ofParties,
  DisputeAnswered: ofParties,
  DisputeCancelled: ofParties,
  DisputeResolved: ofParties,
  ReviewPosted: (event, viewer) => (is(viewer, event.fromId) ? event : null),
  ReviewsRevealed: seenByAll,
  MessagePosted: (event, viewer) => (event.toId === null || is(viewer, event.fromId, event.toId) ? event : null),
};

/** What `viewer` sees of `event` in a market of this policy; null: that it happened is none of their business. */
export function view(event: MarketEvent, viewer: Viewer, policy: Policy): SeenEvent | null {
  if (viewer.kind === 'owner') return event;
  // The table's key is the event's own type, which TypeScript cannot follow through an index.
  const look = LOOKS[event.type] as Look<EventType>;
  return look(event, viewer, policy);
}

/** A logged event as a viewer gets it: numbered by the viewer's own cursor, without who asked for it and by which command. */
export interface Seen {
  /** Counts what this viewer may see, from 1, without gaps. */
  readonly cursor: number;
  readonly at: number;
  readonly event: SeenEvent;
}
