/** Every fact that a market's log can hold. Past tense; texts only by hash; parties named, so that `view` needs no state. */

import type {
  BidId,
  CommandId,
  ContentHash,
  DeliveryId,
  DisputeId,
  MessageId,
  MilestoneId,
  MilestoneRequestId,
  ParticipantId,
  ProjectId,
  ReviewId,
} from '../kernel/id.ts';
import type { Cents } from '../kernel/money.ts';
import type { Actor, CostKind, ParticipantKind, Role } from './command.ts';
import type { Mechanism, Outcome } from './mechanism/mechanism.ts';
import type { Policy } from './policy.ts';

/** What a posting says to everybody. */
export interface Posting {
  readonly contentHash: ContentHash;
  readonly acceptanceHash: ContentHash;
  readonly caseCount: number;
  readonly skills: readonly string[];
  readonly budgetMinCents: Cents;
  readonly budgetMaxCents: Cents;
  readonly postedPriceCents: Cents;
  readonly mechanism: Mechanism;
  readonly assigneeId: ParticipantId | null;
}

interface OfProject {
  projectId: ProjectId;
  employerId: ParticipantId;
}
interface OfBid extends OfProject {
  bidId: BidId;
  bidderId: ParticipantId;
  /** Whether only the employer and the bidder may see it. */
  sealed: boolean;
}
interface OfAward extends OfProject {
  bidId: BidId;
  freelancerId: ParticipantId;
}
interface OfPrice extends OfAward {
  priceCents: Cents;
  /** Whether the price is told to the parties only. */
  sealed: boolean;
}
interface OfDelivery extends OfProject {
  deliveryId: DeliveryId;
  bidId: BidId;
  freelancerId: ParticipantId;
  /** An entry of a contest that is still running: its score is nobody else's business. */
  entry: boolean;
}
interface OfMilestone extends OfProject {
  milestoneId: MilestoneId;
  /** Null while a contest's prize has no winner. */
  bidId: BidId | null;
  freelancerId: ParticipantId | null;
}
interface OfMilestoneRequest extends OfAward {
  requestId: MilestoneRequestId;
}
interface OfDispute extends OfProject {
  disputeId: DisputeId;
  milestoneId: MilestoneId;
  freelancerId: ParticipantId;
}
interface BidTerms {
  amountCents: Cents;
  days: number;
  qualityBps: number;
  proposalHash: ContentHash | null;
}

export type RefundReason = 'verdict' | 'cancelled' | 'expired' | 'dispute' | 'award_ended' | 'voided' | 'unawarded';
export type ReleaseReason = 'verdict' | 'employer' | 'automatic' | 'dispute' | 'prize';
export type AwardOutcome = 'completed' | 'incomplete' | 'unscored';

export interface RevealedReview {
  readonly reviewId: ReviewId;
  readonly fromId: ParticipantId;
  readonly toId: ParticipantId;
  readonly rating: number;
  readonly commentHash: ContentHash | null;
}

interface EventBodies {
  MarketOpened: { policy: Policy; seed: string };
  MarketClosed: Record<never, never>;
  ParticipantRegistered: {
    participantId: ParticipantId;
    roles: readonly Role[];
    participantKind: ParticipantKind;
    skills: readonly string[];
    profileHash: ContentHash;
  };
  ParticipantWithdrawn: { participantId: ParticipantId };
  SkillsChanged: { participantId: ParticipantId; skills: readonly string[] };
  FundsDeposited: { participantId: ParticipantId; amountCents: Cents };
  FundsWithdrawn: { participantId: ParticipantId; amountCents: Cents };
  CostBooked: { participantId: ParticipantId; amountCents: Cents; costKind: CostKind; projectId: ProjectId | null };
  ContentErased: { contentHash: ContentHash; participantId: ParticipantId | null };

  ProjectPosted: OfProject & {
    posting: Posting;
    draft: boolean;
    closesAt: number;
    expiresAt: number;
    biddingMs: number;
  };
  ProjectPublished: OfProject & { posting: Posting; closesAt: number; expiresAt: number };
  /** `draft`: it was never published, so only its employer has known of it. */
  ProjectCancelled: OfProject & { draft?: true };
  ProjectExpired: OfProject;
  ProjectCompleted: OfProject & { outcome: AwardOutcome };
  BiddingExtended: OfProject & { closesAt: number };
  BiddingClosed: OfProject & { bidCount: number };
  BidsRevealed: OfProject & { bids: readonly (BidTerms & { bidId: BidId; bidderId: ParticipantId })[] };
  ProjectCleared: OfProject & { reason: Outcome['reason']; bidCount: number };

  BidPlaced: OfBid & BidTerms & { confidenceBps: number | null };
  BidAmended: OfBid & BidTerms;
  BidRetracted: OfBid;
  CreditsReturned: { projectId: ProjectId; participantIds: readonly ParticipantId[] };

  BidAwarded: OfPrice & { acceptBy: number };
  /** `endsAt`: when the award is ended for want of a passing delivery or of any further step. */
  AwardAccepted: OfPrice & { employerFeeCents: Cents; deliverBy: number; endsAt: number };
  AwardDeclined: OfAward;
  AwardRevoked: OfAward;
  AwardLapsed: OfAward;
  AwardEnded: OfAward & { outcome: AwardOutcome; reviewBy: number };

  DeliverySubmitted: OfDelivery & { filesHash: ContentHash; bytes: number; attempt: number; verdictBy: number };
  DeliveryTaken: OfDelivery & { reviewerId: ParticipantId };
  VerdictRecorded: OfDelivery & {
    reviewerId: ParticipantId;
    scoreBps: number;
    casesPassed: number;
    caseCount: number;
    /** Share of the price that this verdict earns under the pay rule. */
    shareBps: number;
    status: 'passed' | 'failed' | 'revision_requested';
    evidenceHash: ContentHash;
    fuel: number;
    memoryBytes: number;
  };
  DeliveryVoided: OfDelivery;
  RevisionRequested: OfDelivery & { commentHash: ContentHash | null };

  MilestoneCreated: OfMilestone & {
    amountCents: Cents;
    /** Employer's fee held with the milestone: paid on with what is released, given back with what is refunded. */
    feeHeldCents: Cents;
    descriptionHash: ContentHash | null;
    expiresAt: number | null;
  };
  /** `filesHash`: the winning entry, which the prize buys. */
  PrizeAssigned: OfMilestone & { filesHash?: ContentHash };
  ReleaseRequested: OfMilestone & { releaseAt: number };
  MilestoneReleased: OfMilestone & {
    amountCents: Cents;
    freelancerFeeCents: Cents;
    employerFeeCents: Cents;
    reason: ReleaseReason;
    /** Whether nothing is left in the milestone afterwards. */
    ends: boolean;
  };
  MilestoneRefunded: OfMilestone & { amountCents: Cents; feeReturnedCents: Cents; reason: RefundReason; ends: boolean };
  MilestoneRequested: OfMilestoneRequest & { amountCents: Cents; descriptionHash: ContentHash | null };
  MilestoneRequestEnded: OfMilestoneRequest & { outcome: 'created' | 'rejected' | 'withdrawn' };

  DisputeOpened: OfDispute & {
    openerId: ParticipantId;
    offerCents: Cents;
    reasonHash: ContentHash | null;
    answerBy: number;
  };
  DisputeAnswered: OfDispute & { offerCents: Cents; reasonHash: ContentHash | null; resolveBy: number };
  DisputeCancelled: OfDispute & { releaseAt: number | null; expiresAt: number };
  DisputeResolved: OfDispute & { freelancerCents: Cents; reason: 'agreed' | 'silence' | 'arbiter' | 'midpoint' };

  ReviewPosted: { projectId: ProjectId } & RevealedReview;
  ReviewsRevealed: { projectId: ProjectId; reviews: readonly RevealedReview[] };
  MessagePosted: OfProject & {
    messageId: MessageId;
    fromId: ParticipantId;
    /** Null: to everybody who can see the project. */
    toId: ParticipantId | null;
    contentHash: ContentHash;
    /** Left out where nothing was sent along. */
    attachmentHashes?: readonly ContentHash[];
  };
}

export type EventType = keyof EventBodies;
/** The event of one type; of several types, their union. */
export type EventOf<T extends EventType> = T extends EventType
  ? { readonly type: T } & Readonly<EventBodies[T]>
  : never;

/** A fact as `decide` states it. */
export type MarketEvent = EventOf<EventType>;

/** A fact with its place in the log: what a fold step needs of a logged event. */
export interface Placed<E extends MarketEvent = MarketEvent> {
  readonly seq: number;
  readonly at: number;
  readonly event: E;
}

/** A fact as the log holds it: numbered from 1 without gaps, stamped with market time, chained to the one before. */
export interface LoggedEvent {
  readonly seq: number;
  readonly at: number;
  readonly by: Actor;
  readonly commandId: CommandId;
  readonly event: MarketEvent;
  /** sha256 over the previous hash and this line without its hash. */
  readonly hash: string;
}
