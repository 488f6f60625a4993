/** What a market is at one moment: the fold of its log. Written only by `evolve`, read by everybody in the process. */

import type {
  BidId,
  ContentHash,
  DeliveryId,
  DisputeId,
  MarketId,
  MilestoneId,
  MilestoneRequestId,
  ParticipantId,
  ProjectId,
} from '../kernel/id.ts';
import { marketId } from '../kernel/id.ts';
import { type Cents, ZERO } from '../kernel/money.ts';
import type { Account } from './account.ts';
import type { ParticipantKind, Role } from './command.ts';
import type { AwardOutcome, Posting, RevealedReview } from './event.ts';
import { DEFAULT_POLICY, type Policy } from './policy.ts';

export interface Reputation {
  reviewCount: number;
  ratingSum: number;
  completedCount: number;
  incompleteCount: number;
}

/** Bid credits left at `creditsAt`; see `creditsNow`. */
export interface Credits {
  credits: number;
  creditsAt: number;
}

export interface Participant extends Credits {
  readonly participantId: ParticipantId;
  readonly roles: ReadonlySet<Role>;
  readonly participantKind: ParticipantKind;
  skills: ReadonlySet<string>;
  readonly profileHash: ContentHash;
  withdrawn: boolean;
  readonly reputation: Reputation;
}

export type ProjectStatus =
  | 'draft'
  | 'open'
  | 'bidding_closed'
  | 'awarded'
  | 'in_progress'
  | 'completed'
  | 'expired'
  | 'cancelled';

export interface Award {
  readonly bidId: BidId;
  readonly freelancerId: ParticipantId;
  readonly priceCents: Cents;
  readonly acceptBy: number;
  status: 'pending' | 'in_progress' | 'ended';
  deliverBy: number;
  endsAt: number;
  /** Sum of releases so far, before the freelancer's fee. */
  releasedCents: Cents;
  /** Sum of the employer's fees that went to the platform with those releases. */
  milestoneFeesCents: Cents;
  /** Best share of the price that a verdict earned so far, in basis points. */
  bestShareBps: number;
  outcome: AwardOutcome | null;
  reviewBy: number;
}

export interface Project {
  readonly projectId: ProjectId;
  readonly employerId: ParticipantId;
  readonly posting: Posting;
  readonly biddingMs: number;
  status: ProjectStatus;
  closesAt: number;
  expiresAt: number;
  /** Every bid ever placed, retracted ones included, in order. */
  readonly bidIds: BidId[];
  /** The open bid of each bidder. */
  readonly bidOf: Map<ParticipantId, BidId>;
  /** Lowest open bid, or null: what an open outcry must undercut. */
  standingCents: Cents | null;
  award: Award | null;
  readonly milestoneIds: MilestoneId[];
  readonly milestoneRequestIds: MilestoneRequestId[];
  readonly deliveryIds: DeliveryId[];
  /** Deliveries without a verdict. */
  awaitingVerdict: number;
  messageCount: number;
  /** Freelancers whom the employer has written to. */
  readonly addressed: Set<ParticipantId>;
  reviews: RevealedReview[];
  reviewsRevealed: boolean;
}

export type BidStatus = 'placed' | 'retracted' | 'awarded' | 'accepted' | 'declined' | 'revoked' | 'lapsed' | 'lost';

export interface Bid {
  readonly bidId: BidId;
  readonly projectId: ProjectId;
  readonly bidderId: ParticipantId;
  readonly confidenceBps: number | null;
  amountCents: Cents;
  days: number;
  qualityBps: number;
  proposalHash: ContentHash | null;
  status: BidStatus;
  /** Market time and log place of the last change. */
  changedAt: number;
  order: number;
}

export type MilestoneStatus = 'pending' | 'requested_release' | 'cleared' | 'canceled' | 'disputed';

export interface Milestone {
  readonly milestoneId: MilestoneId;
  readonly projectId: ProjectId;
  bidId: BidId | null;
  freelancerId: ParticipantId | null;
  readonly amountCents: Cents;
  status: MilestoneStatus;
  /** Still in escrow: of the price, and of the employer's fee. */
  heldCents: Cents;
  feeHeldCents: Cents;
  /** When silence releases (`requested_release`) or refunds (`pending`) it; null: with its award. */
  dueAt: number | null;
}

export interface MilestoneRequest {
  readonly requestId: MilestoneRequestId;
  readonly projectId: ProjectId;
  readonly bidId: BidId;
  readonly freelancerId: ParticipantId;
  readonly amountCents: Cents;
  readonly descriptionHash: ContentHash | null;
  status: 'pending' | 'created' | 'rejected' | 'withdrawn';
}

export type DeliveryStatus = 'submitted' | 'under_review' | 'passed' | 'failed' | 'revision_requested' | 'voided';

export interface Delivery {
  readonly deliveryId: DeliveryId;
  readonly projectId: ProjectId;
  readonly bidId: BidId;
  readonly freelancerId: ParticipantId;
  readonly filesHash: ContentHash;
  readonly attempt: number;
  readonly submittedAt: number;
  readonly verdictBy: number;
  status: DeliveryStatus;
  scoreBps: number | null;
}

export interface Dispute {
  readonly disputeId: DisputeId;
  readonly milestoneId: MilestoneId;
  readonly projectId: ProjectId;
  readonly openerId: ParticipantId;
  readonly openerOfferCents: Cents;
  /** What the milestone was before. */
  readonly openedAs: 'pending' | 'requested_release';
  status: 'open' | 'answered' | 'closed';
  answerOfferCents: Cents | null;
  dueAt: number;
}

/** The next number of each kind of thing. */
export interface NextIds {
  participant: number;
  project: number;
  bid: number;
  milestone: number;
  milestoneRequest: number;
  delivery: number;
  dispute: number;
  review: number;
  message: number;
}

export interface MarketState {
  readonly marketId: MarketId;
  status: 'unopened' | 'open' | 'closed';
  seed: string;
  policy: Policy;
  seq: number;
  /** Market time of the last event. */
  at: number;
  readonly next: NextIds;
  readonly participants: Map<ParticipantId, Participant>;
  readonly projects: Map<ProjectId, Project>;
  openProjectCount: number;
  readonly bids: Map<BidId, Bid>;
  readonly milestones: Map<MilestoneId, Milestone>;
  readonly milestoneRequests: Map<MilestoneRequestId, MilestoneRequest>;
  readonly deliveries: Map<DeliveryId, Delivery>;
  readonly disputes: Map<DisputeId, Dispute>;
  readonly balances: Map<Account, Cents>;
  /** Whose each content is; see `content.ts`. */
  readonly writers: Map<ContentHash, ParticipantId | null>;
}

export function emptyMarket(id: MarketId = marketId('unnamed')): MarketState {
  return {
    marketId: id,
    status: 'unopened',
    seed: '',
    policy: DEFAULT_POLICY,
    seq: 0,
    at: 0,
    next: {
      participant: 1,
      project: 1,
      bid: 1,
      milestone: 1,
      milestoneRequest: 1,
      delivery: 1,
      dispute: 1,
      review: 1,
      message: 1,
    },
    participants: new Map(),
    projects: new Map(),
    openProjectCount: 0,
    bids: new Map(),
    milestones: new Map(),
    milestoneRequests: new Map(),
    deliveries: new Map(),
    disputes: new Map(),
    balances: new Map(),
    writers: new Map(),
  };
}

export function balanceOf(state: MarketState, account: Account): Cents {
  return state.balances.get(account) ?? ZERO;
}
