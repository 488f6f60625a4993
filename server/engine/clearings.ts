/** The auctions of a log as they stood when they were cleared: what re-clearing and the report of latency start from. */

import { known } from '../kernel/assert.ts';
import type { BidId, ParticipantId, ProjectId } from '../kernel/id.ts';
import type { Cents } from '../kernel/money.ts';
import type { MarketEvent, Posting } from '../market/event.ts';
import type { Auction, Offer, Outcome } from '../market/mechanism/mechanism.ts';
import type { Policy } from '../market/policy.ts';

/** An event of the log as its owner reads it; its owner's cursor is its place in the log. */
export interface OwnerSeen {
  readonly cursor: number;
  readonly at: number;
  readonly event: MarketEvent;
}

/** One command of a bidder, as the log holds what came of it. */
export type Bidding =
  | { readonly kind: 'place' | 'amend'; readonly offer: Offer }
  | {
      readonly kind: 'retract';
      readonly bidId: BidId;
      readonly bidderId: ParticipantId;
      readonly at: number;
      readonly order: number;
    };

export interface RecordedAward {
  readonly bidId: BidId;
  readonly bidderId: ParticipantId;
  readonly priceCents: Cents;
}

export interface RecordedClearing {
  readonly projectId: ProjectId;
  readonly posting: Posting;
  readonly auction: Auction;
  /** Every change of a bid before the clearing, in order. */
  readonly history: readonly Bidding[];
  /** The bids that were open. */
  readonly offers: readonly Offer[];
  readonly clearedAt: number;
  /** What came of it: the award that followed at once, or by the employer's hand later; null where nobody won. */
  readonly award: RecordedAward | null;
  readonly reason: Outcome['reason'] | 'by_hand';
}

interface Open {
  readonly posting: Posting;
  readonly history: Bidding[];
  readonly offers: Map<BidId, Offer>;
}

export interface Clearings {
  readonly policy: Policy;
  readonly clearings: readonly RecordedClearing[];
}

interface Reading {
  policy: Policy | null;
  seed: string;
  readonly open: Map<ProjectId, Open>;
  readonly done: Map<ProjectId, RecordedClearing>;
}

type BidEvent = Extract<MarketEvent, { readonly type: 'BidPlaced' | 'BidAmended' | 'BidRetracted' }>;

function readBid(reading: Reading, event: BidEvent, at: number, order: number): void {
  const { projectId, bidId, bidderId } = event;
  const project = reading.done.has(projectId) ? undefined : reading.open.get(projectId);
  if (project === undefined) return;
  if (event.type === 'BidRetracted') {
    project.offers.delete(bidId);
    project.history.push({ kind: 'retract', bidId, bidderId, at, order });
    return;
  }
  const { amountCents, qualityBps } = event;
  const offer = { bidId, bidderId, amountCents, qualityBps, at, order };
  project.offers.set(bidId, offer);
  project.history.push({ kind: event.type === 'BidPlaced' ? 'place' : 'amend', offer });
}

function clearingOf(reading: Reading, projectId: ProjectId, clearedAt: number): RecordedClearing {
  const { posting, history, offers } = known(reading.open.get(projectId), `posting of project ${projectId}`);
  const { budgetMaxCents, postedPriceCents, assigneeId } = posting;
  return {
    projectId,
    posting,
    auction: { seed: reading.seed, projectId, reserveCents: budgetMaxCents, postedPriceCents, assigneeId },
    history: [...history],
    offers: [...offers.values()],
    clearedAt,
    award: null,
    reason: 'awaits_employer',
  };
}

function readAward(reading: Reading, event: Extract<MarketEvent, { readonly type: 'BidAwarded' }>, at: number): void {
  const { projectId, bidId, freelancerId: bidderId, priceCents } = event;
  const before = reading.done.get(projectId);
  // Only the first award: later ones followed from what somebody did with it, not from the bids.
  if (before !== undefined && before.award !== null) return;
  const clearing = before ?? clearingOf(reading, projectId, at);
  const reason = before?.reason === 'awarded' ? 'awarded' : 'by_hand';
  reading.done.set(projectId, { ...clearing, award: { bidId, bidderId, priceCents }, reason });
}

function readOne(reading: Reading, { event, at, cursor }: OwnerSeen): void {
  switch (event.type) {
    case 'MarketOpened':
      reading.policy = event.policy;
      reading.seed = event.seed;
      return;
    case 'ProjectPosted':
    case 'ProjectPublished':
      reading.open.set(event.projectId, { posting: event.posting, history: [], offers: new Map() });
      return;
    case 'BidPlaced':
    case 'BidAmended':
    case 'BidRetracted':
      readBid(reading, event, at, cursor);
      return;
    case 'ProjectCleared': {
      const { projectId, reason } = event;
      if (reading.done.has(projectId)) return;
      reading.done.set(projectId, { ...clearingOf(reading, projectId, at), reason });
      return;
    }
    case 'BidAwarded':
      readAward(reading, event, at);
      return;
    default:
  }
}

/** Reads a log as its owner sees it. Contests are among the clearings, with the bids of those who entered. */
export function clearingsOf(events: Iterable<OwnerSeen>): Clearings | null {
  const reading: Reading = { policy: null, seed: '', open: new Map(), done: new Map() };
  for (const seen of events) readOne(reading, seen);
  return reading.policy === null ? null : { policy: reading.policy, clearings: [...reading.done.values()] };
}
