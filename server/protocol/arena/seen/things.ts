/** What a viewer knows of each thing in a market, folded from the events it may see. Null: not for this viewer, or not yet. */

import type { Millis } from '../../../kernel/clock.ts';
import type {
  BidId,
  ContentHash,
  DeliveryId,
  DisputeId,
  MessageId,
  MilestoneId,
  MilestoneRequestId,
  ParticipantId,
  ProjectId,
  ReviewId,
} from '../../../kernel/id.ts';
import type { AwardOutcome, ParticipantKind, Policy, Posting, Role } from '../wire.ts';

/** A document named by an event: with the viewer's cursor of that event it can be fetched. */
export interface SeenDocument {
  readonly hash: ContentHash;
  readonly cursor: number;
}

export interface SeenParticipant {
  readonly participantId: ParticipantId;
  readonly roles: readonly Role[];
  skills: readonly string[];
  /** Null behind a pseudonym. */
  readonly participantKind: ParticipantKind | null;
  readonly profile: SeenDocument | null;
  readonly registeredAt: Millis;
  withdrawn: boolean;
}

export type SeenBidStatus =
  | 'placed'
  | 'retracted'
  | 'awarded'
  | 'accepted'
  | 'declined'
  | 'revoked'
  | 'lapsed'
  | 'lost';

export interface SeenBid {
  readonly bidId: BidId;
  readonly projectId: ProjectId;
  readonly employerId: ParticipantId;
  readonly bidderId: ParticipantId;
  readonly placedAt: Millis;
  /** Only its bidder and the owner know it. */
  readonly confidenceBps: number | null;
  amountCents: number;
  days: number;
  qualityBps: number;
  proposal: SeenDocument | null;
  changedAt: Millis;
  status: SeenBidStatus;
  awardedAt: Millis | null;
  acceptedAt: Millis | null;
}

export interface SeenAward {
  readonly bidId: BidId;
  readonly freelancerId: ParticipantId;
  /** Null where the price is told to the parties only. */
  readonly priceCents: number | null;
  readonly awardedAt: Millis;
  readonly acceptBy: Millis | null;
  status: 'pending' | 'in_progress' | 'ended';
  acceptedAt: Millis | null;
  deliverBy: Millis | null;
  endedAt: Millis | null;
  outcome: AwardOutcome | null;
  /** Until when the parties may review each other. */
  reviewBy: Millis | null;
}

export type SeenProjectStatus =
  | 'draft'
  | 'open'
  | 'bidding_closed'
  | 'awarded'
  | 'in_progress'
  | 'completed'
  | 'expired'
  | 'cancelled';

export interface SeenProject {
  readonly projectId: ProjectId;
  readonly employerId: ParticipantId;
  readonly posting: Posting;
  readonly document: SeenDocument;
  readonly postedAt: Millis;
  changedAt: Millis;
  status: SeenProjectStatus;
  closesAt: Millis;
  expiresAt: Millis;
  /** Bids that this viewer may see, in order of placing. */
  readonly bidIds: BidId[];
  /** All bids, as the market told when bidding closed; null before. */
  bidCount: number | null;
  /** Where a desk no longer keeps every bid of a project that is over: how many that count it left out. */
  readonly bidsLeftOut?: number;
  award: SeenAward | null;
  readonly milestoneIds: MilestoneId[];
  readonly deliveryIds: DeliveryId[];
  readonly reviewIds: ReviewId[];
  readonly messageIds: MessageId[];
}

export type SeenMilestoneStatus = 'pending' | 'requested_release' | 'cleared' | 'canceled' | 'disputed';

export interface SeenMilestone {
  readonly milestoneId: MilestoneId;
  readonly projectId: ProjectId;
  readonly employerId: ParticipantId;
  readonly amountCents: number;
  readonly description: SeenDocument | null;
  readonly createdAt: Millis;
  bidId: BidId | null;
  freelancerId: ParticipantId | null;
  heldCents: number;
  releasedCents: number;
  changedAt: Millis;
  status: SeenMilestoneStatus;
  disputeId: DisputeId | null;
}

export interface SeenMilestoneRequest {
  readonly requestId: MilestoneRequestId;
  readonly projectId: ProjectId;
  readonly employerId: ParticipantId;
  readonly bidId: BidId;
  readonly freelancerId: ParticipantId;
  readonly amountCents: number;
  readonly description: SeenDocument | null;
  readonly requestedAt: Millis;
  changedAt: Millis;
  status: 'pending' | 'created' | 'rejected' | 'withdrawn';
}

export interface SeenDispute {
  readonly disputeId: DisputeId;
  readonly milestoneId: MilestoneId;
  readonly projectId: ProjectId;
  readonly openerId: ParticipantId;
  readonly openedAt: Millis;
  openerOfferCents: number;
  /** What each side gave as its reason; null: nothing. */
  readonly openerReason: SeenDocument | null;
  answerOfferCents: number | null;
  answerReason: SeenDocument | null;
  /** Until when the other side, or then the arbiter, is waited for. */
  dueAt: Millis | null;
  status: 'open' | 'answered' | 'cancelled' | 'resolved';
  freelancerCents: number | null;
  /** What resolved it; null: nothing has. */
  resolvedBy: 'agreed' | 'silence' | 'arbiter' | 'midpoint' | null;
}

export type SeenDeliveryStatus = 'submitted' | 'under_review' | 'passed' | 'failed' | 'revision_requested' | 'voided';

export interface SeenVerdict {
  readonly scoreBps: number | null;
  readonly casesPassed: number | null;
  readonly caseCount: number | null;
  readonly shareBps: number | null;
  readonly evidence: SeenDocument | null;
  readonly at: Millis;
}

export interface SeenDelivery {
  readonly deliveryId: DeliveryId;
  readonly projectId: ProjectId;
  readonly bidId: BidId;
  readonly freelancerId: ParticipantId;
  readonly attempt: number;
  readonly submittedAt: Millis;
  readonly bytes: number | null;
  readonly files: SeenDocument | null;
  changedAt: Millis;
  status: SeenDeliveryStatus;
  verdict: SeenVerdict | null;
  /** What the employer wants changed. */
  comment: SeenDocument | null;
}

export interface SeenReview {
  readonly reviewId: ReviewId;
  readonly projectId: ProjectId;
  readonly fromId: ParticipantId;
  readonly toId: ParticipantId;
  readonly rating: number;
  readonly comment: SeenDocument | null;
  readonly postedAt: Millis;
  /** Whether everybody may see it now; until then only its author does. */
  revealed: boolean;
}

export interface SeenMessage {
  readonly messageId: MessageId;
  readonly projectId: ProjectId;
  readonly employerId: ParticipantId;
  readonly fromId: ParticipantId;
  /** Null: to everybody who can see the project. */
  readonly toId: ParticipantId | null;
  readonly document: SeenDocument;
  /** Files sent along. */
  readonly attachments: readonly SeenDocument[];
  readonly at: Millis;
}

/** A market as one viewer knows it. */
export interface SeenMarket {
  policy: Policy | null;
  status: 'unopened' | 'open' | 'closed';
  /** Market time of the last event that this viewer saw. */
  at: Millis;
  /** The viewer's cursor of the last event folded in. */
  cursor: number;
  readonly participants: Map<ParticipantId, SeenParticipant>;
  readonly projects: Map<ProjectId, SeenProject>;
  readonly bids: Map<BidId, SeenBid>;
  readonly milestones: Map<MilestoneId, SeenMilestone>;
  readonly milestoneRequests: Map<MilestoneRequestId, SeenMilestoneRequest>;
  readonly disputes: Map<DisputeId, SeenDispute>;
  readonly deliveries: Map<DeliveryId, SeenDelivery>;
  readonly reviews: Map<ReviewId, SeenReview>;
  readonly messages: Map<MessageId, SeenMessage>;
  /** When the viewer was given a bid credit back. */
  readonly creditsReturnedAt: Millis[];
}

type Read<Part> =
  Part extends Map<infer Id, infer Thing>
    ? ReadonlyMap<Id, Thing>
    : Part extends readonly (infer One)[]
      ? readonly One[]
      : Part;

/** The same for whoever only reads it. */
export type ReadMarket = { readonly [Part in keyof SeenMarket]: Read<SeenMarket[Part]> };

export function emptySeenMarket(): SeenMarket {
  return {
    policy: null,
    status: 'unopened',
    at: 0,
    cursor: 0,
    participants: new Map(),
    projects: new Map(),
    bids: new Map(),
    milestones: new Map(),
    milestoneRequests: new Map(),
    disputes: new Map(),
    deliveries: new Map(),
    reviews: new Map(),
    messages: new Map(),
    creditsReturnedAt: [],
  };
}
