/** What one participant knows: the fold of the events it may see. Everything an agent decides, it decides from this. */

import type { Millis } from '../server/kernel/clock.ts';
import type { BidId, ContentHash, ParticipantId, ProjectId } from '../server/kernel/id.ts';
import type { Seen } from '../server/protocol/arena/client.ts';
import type { AwardOutcome, EventOf, EventType, Policy, Posting } from '../server/protocol/arena/wire.ts';
import { foldDelivery, type ObservedDelivery } from './observed-delivery.ts';
import { foldMessage, type ObservedMessage } from './observed-message.ts';
import { foldMilestone, type ObservedMilestone } from './observed-milestone.ts';
import { foldReviews, type ObservedRating } from './observed-rating.ts';

export interface ObservedBid {
  readonly bidId: BidId;
  readonly bidderId: ParticipantId;
  readonly placedAt: Millis;
  amountCents: number;
  days: number;
  qualityBps: number;
  status: 'placed' | 'retracted' | 'awarded' | 'accepted' | 'declined' | 'revoked' | 'lapsed' | 'lost';
}

export interface ObservedAward {
  readonly bidId: BidId;
  readonly freelancerId: ParticipantId;
  /** Null where the price is told to the parties only. */
  readonly priceCents: number | null;
  readonly awardedAt: Millis;
  readonly acceptBy: Millis;
  status: 'pending' | 'in_progress' | 'ended';
  acceptedAt: Millis | null;
  deliverBy: Millis | null;
  /** Once ended: how, and until when the parties may review each other. */
  outcome: AwardOutcome | null;
  reviewBy: Millis | null;
}

export interface ObservedProject {
  readonly projectId: ProjectId;
  readonly employerId: ParticipantId;
  readonly posting: Posting;
  /** Own cursor of the event that showed the posting: with it the description can be fetched. */
  readonly cursor: number;
  readonly postedAt: Millis;
  /** Names the work in every draw of chance. */
  readonly drawKey: string;
  /** Which posting of the same work this is in this market, from 1: the round, where a corpus is posted repeatedly. */
  readonly occurrence: number;
  status: 'draft' | 'open' | 'bidding_closed' | 'awarded' | 'in_progress' | 'completed' | 'expired' | 'cancelled';
  closesAt: Millis;
  /** Every bid that this participant may see, own ones included. */
  readonly bids: Map<BidId, ObservedBid>;
  award: ObservedAward | null;
  /** Own deliveries, or where the project is one's own those of its freelancers; in order. */
  readonly deliveries: ObservedDelivery[];
  /** Own milestones, as employer or freelancer, in order. */
  readonly milestones: ObservedMilestone[];
  /** Those that this participant may read, own ones included, in order. */
  readonly messages: ObservedMessage[];
}

export interface Observation {
  readonly self: ParticipantId;
  now: Millis;
  policy: Policy | null;
  readonly projects: Map<ProjectId, ObservedProject>;
  /** Projects that are not over, in order of posting: what most decisions look at. */
  readonly live: Map<ProjectId, ObservedProject>;
  /** Projects by the work they ask for, in order of posting. */
  readonly postings: Map<ContentHash, ProjectId[]>;
  /** Projects with an ended award that oneself was party to and has not reviewed. */
  readonly unreviewed: Map<ProjectId, ObservedProject>;
  /** Ratings out of five that everybody may see, by who was rated. */
  readonly ratings: Map<ParticipantId, ObservedRating>;
  /** What names a work in draws, where its answer key's name does not. */
  readonly drawKeys: ReadonlyMap<ContentHash, string>;
  /** Cursor of the last event folded in. */
  cursor: number;
}

const NO_KEYS: Observation['drawKeys'] = new Map();

export function emptyObservation(self: ParticipantId, drawKeys = NO_KEYS): Observation {
  return {
    self,
    now: 0,
    policy: null,
    projects: new Map(),
    live: new Map(),
    postings: new Map(),
    unreviewed: new Map(),
    ratings: new Map(),
    drawKeys,
    cursor: 0,
  };
}

/** The own bid that is still in play on a project, or null. */
export function ownBid(observation: Observation, project: ObservedProject): ObservedBid | null {
  for (const bid of project.bids.values()) {
    if (bid.bidderId === observation.self && bid.status !== 'retracted') return bid;
  }
  return null;
}

/** The lowest visible open bid, or null. */
export function lowestBid(project: ObservedProject): ObservedBid | null {
  let lowest: ObservedBid | null = null;
  for (const bid of project.bids.values()) {
    if (bid.status === 'placed' && (lowest === null || bid.amountCents < lowest.amountCents)) lowest = bid;
  }
  return lowest;
}

type Seeing<T extends EventType> = { readonly type: T } & Partial<EventOf<T>>;

function post(observation: Observation, event: Seeing<'ProjectPosted' | 'ProjectPublished'>, seen: Seen): void {
  const { projectId, employerId, posting, closesAt } = event;
  if (projectId === undefined || employerId === undefined || posting === undefined) return;
  const same = observation.postings.get(posting.acceptanceHash) ?? [];
  if (!same.includes(projectId)) same.push(projectId);
  observation.postings.set(posting.acceptanceHash, same);
  const project: ObservedProject = {
    projectId,
    employerId,
    posting,
    cursor: seen.cursor,
    postedAt: seen.at,
    drawKey: observation.drawKeys.get(posting.acceptanceHash) ?? posting.acceptanceHash,
    occurrence: same.indexOf(projectId) + 1,
    status: event.type === 'ProjectPosted' && event.draft === true ? 'draft' : 'open',
    closesAt: closesAt ?? seen.at,
    bids: new Map(),
    award: null,
    deliveries: [],
    milestones: [],
    messages: [],
  };
  observation.projects.set(projectId, project);
  observation.live.set(projectId, project);
}

function bid(project: ObservedProject, event: Seeing<'BidPlaced' | 'BidAmended' | 'BidRetracted'>, at: Millis): void {
  if (event.bidId === undefined || event.bidderId === undefined) return;
  const known = project.bids.get(event.bidId);
  if (event.type === 'BidRetracted') {
    if (known !== undefined) known.status = 'retracted';
    return;
  }
  const { bidId, bidderId, amountCents = 0, days = 0, qualityBps = 0 } = event;
  if (known !== undefined) Object.assign(known, { amountCents, days, qualityBps });
  else project.bids.set(bidId, { bidId, bidderId, placedAt: at, amountCents, days, qualityBps, status: 'placed' });
}

function award(project: ObservedProject, event: Seeing<'BidAwarded'>, at: Millis): void {
  const { bidId, freelancerId, priceCents = null, acceptBy = at } = event;
  if (bidId === undefined || freelancerId === undefined) return;
  project.status = 'awarded';
  project.award = {
    bidId,
    freelancerId,
    priceCents,
    awardedAt: at,
    acceptBy,
    status: 'pending',
    acceptedAt: null,
    deliverBy: null,
    outcome: null,
    reviewBy: null,
  };
  setBid(project, bidId, 'awarded');
}

function setBid(project: ObservedProject, bidId: BidId | undefined, status: ObservedBid['status']): void {
  const known = bidId === undefined ? undefined : project.bids.get(bidId);
  if (known !== undefined) known.status = status;
}

function accept(project: ObservedProject, event: Seeing<'AwardAccepted'>, at: Millis): void {
  project.status = 'in_progress';
  if (project.award !== null) {
    Object.assign(project.award, { status: 'in_progress', acceptedAt: at, deliverBy: event.deliverBy ?? null });
  }
  for (const other of project.bids.values()) if (other.status === 'placed') other.status = 'lost';
  setBid(project, event.bidId, 'accepted');
}

const DROPPED = { AwardDeclined: 'declined', AwardRevoked: 'revoked', AwardLapsed: 'lapsed' } as const;
function dropAward(project: ObservedProject, { bidId, type }: Seeing<keyof typeof DROPPED>): void {
  setBid(project, bidId, DROPPED[type]);
  project.award = null;
  project.status = 'bidding_closed';
}

const ENDED = { ProjectCompleted: 'completed', ProjectExpired: 'expired', ProjectCancelled: 'cancelled' } as const;
function endAward(observation: Observation, project: ObservedProject, event: Seeing<'AwardEnded'>): void {
  const { award } = project;
  if (award === null) return;
  Object.assign(award, { status: 'ended', outcome: event.outcome ?? null, reviewBy: event.reviewBy ?? null });
  if (award.freelancerId === observation.self || project.employerId === observation.self) {
    observation.unreviewed.set(project.projectId, project);
  }
}

function foldProjectEvent(observation: Observation, project: ObservedProject, seen: Seen): void {
  const { event, at } = seen;
  switch (event.type) {
    case 'BiddingExtended':
      project.closesAt = event.closesAt ?? project.closesAt;
      return;
    case 'BiddingClosed':
      project.status = 'bidding_closed';
      return;
    case 'BidPlaced':
    case 'BidAmended':
    case 'BidRetracted':
      bid(project, event, at);
      return;
    case 'BidAwarded':
      award(project, event, at);
      return;
    case 'AwardAccepted':
      accept(project, event, at);
      return;
    case 'AwardDeclined':
    case 'AwardRevoked':
    case 'AwardLapsed':
      dropAward(project, event);
      return;
    case 'AwardEnded':
      endAward(observation, project, event);
      return;
    case 'ProjectCompleted':
    case 'ProjectExpired':
    case 'ProjectCancelled':
      project.status = ENDED[event.type];
      observation.live.delete(project.projectId);
      return;
    case 'DeliverySubmitted':
    case 'DeliveryTaken':
    case 'DeliveryVoided':
    case 'RevisionRequested':
    case 'VerdictRecorded':
      foldDelivery(project.deliveries, event, seen, project.employerId === observation.self ? null : observation.self);
      return;
    case 'MilestoneCreated':
    case 'ReleaseRequested':
    case 'MilestoneReleased':
    case 'MilestoneRefunded':
      foldMilestone(project.milestones, event);
      return;
    case 'MessagePosted':
      foldMessage(project.messages, event, seen);
      return;
    case 'ReviewPosted':
      if (event.fromId === observation.self) observation.unreviewed.delete(project.projectId);
      return;
    case 'ReviewsRevealed':
      foldReviews(observation.ratings, event.reviews ?? []);
  }
}

/** Folds one seen event in. Events of kinds that no decision needs change nothing but the cursor. */
export function observe(observation: Observation, seen: Seen): void {
  const { event, at, cursor } = seen;
  observation.cursor = cursor;
  observation.now = Math.max(observation.now, at);
  if (event.type === 'MarketOpened') observation.policy = event.policy ?? null;
  if (event.type === 'ProjectPosted' || event.type === 'ProjectPublished') {
    post(observation, event, seen);
    return;
  }
  const id = 'projectId' in event ? event.projectId : undefined;
  const project = id === undefined || id === null ? undefined : observation.projects.get(id);
  if (project !== undefined) foldProjectEvent(observation, project, seen);
}
