/** Everything that anybody may ask of a market. Imperative; each is decided by the file of its noun. */

import type {
  BidId,
  CommandId,
  ContentHash,
  DeliveryId,
  DisputeId,
  MarketId,
  MilestoneId,
  MilestoneRequestId,
  ParticipantId,
  ProjectId,
} from '../kernel/id.ts';
import type { Cents } from '../kernel/money.ts';
import type { Mechanism } from './mechanism/mechanism.ts';
import type { Policy } from './policy.ts';

export type Role = 'employer' | 'freelancer' | 'reviewer';

/** What kind of thing acts for a participant. */
export type ParticipantKind = 'human' | 'scripted' | 'simulated' | 'model' | 'external';

/** Who asks. The owner is the researcher who opened the market; the clock asks on behalf of deadlines. */
export type Actor =
  | { readonly kind: 'owner' }
  | { readonly kind: 'clock' }
  | { readonly kind: 'participant'; readonly participantId: ParticipantId };

export const OWNER: Actor = { kind: 'owner' };
export const CLOCK: Actor = { kind: 'clock' };

export type CostKind = 'model' | 'sandbox' | 'time';

interface CommandBodies {
  // market
  OpenMarket: { policy: Policy; seed: string };
  CloseMarket: Record<never, never>;
  // participants
  RegisterParticipant: {
    roles: readonly Role[];
    participantKind: ParticipantKind;
    skills: readonly string[];
    /** Name and description, in the content store. */
    profileHash: ContentHash;
  };
  WithdrawParticipant: { participantId: ParticipantId };
  /** All the skills that the participant has from now on. */
  ChangeSkills: { participantId: ParticipantId; skills: readonly string[] };
  Deposit: { participantId: ParticipantId; amountCents: Cents };
  WithdrawFunds: { participantId: ParticipantId; amountCents: Cents };
  BookCost: { participantId: ParticipantId; amountCents: Cents; costKind: CostKind; projectId: ProjectId | null };
  EraseContent: { contentHash: ContentHash };
  // projects
  PostProject: {
    contentHash: ContentHash;
    /** Fingerprint of the answer key: names it without telling it. */
    acceptanceHash: ContentHash;
    caseCount: number;
    skills: readonly string[];
    budgetMinCents: Cents;
    budgetMaxCents: Cents;
    /** What the award pays where the price is posted, and a contest's prize; null: the budget's maximum. */
    postedPriceCents: Cents | null;
    mechanism: Mechanism | null;
    /** `direct` with assignment `named`. */
    assigneeId: ParticipantId | null;
    biddingMs: number | null;
    draft: boolean;
  };
  PublishProject: { projectId: ProjectId };
  CancelProject: { projectId: ProjectId };
  CloseBidding: { projectId: ProjectId };
  ExpireProject: { projectId: ProjectId };
  // bids
  PlaceBid: {
    projectId: ProjectId;
    amountCents: Cents;
    days: number;
    qualityBps: number;
    proposalHash: ContentHash | null;
    /** Stated chance of passing, in basis points, for calibration; null: not stated. */
    confidenceBps: number | null;
  };
  AmendBid: { bidId: BidId; amountCents: Cents; days: number; qualityBps: number; proposalHash: ContentHash | null };
  RetractBid: { bidId: BidId };
  // awards
  AwardBid: { bidId: BidId };
  AcceptAward: { bidId: BidId };
  DeclineAward: { bidId: BidId };
  RevokeAward: { bidId: BidId };
  LapseAward: { bidId: BidId };
  /**
   * Settlement `employer`: the employer ends a project whose milestones are all paid or refunded. Settlement `verdict`:
   * the freelancer gives up further deliveries and takes what the best verdict so far earns.
   */
  EndAward: { projectId: ProjectId; outcome: 'completed' | 'incomplete' };
  LapseDelivery: { projectId: ProjectId };
  // deliveries
  SubmitDelivery: { projectId: ProjectId; filesHash: ContentHash; bytes: number };
  /** A reviewer takes the delivery up. */
  TakeDelivery: { deliveryId: DeliveryId };
  RecordVerdict: {
    deliveryId: DeliveryId;
    scoreBps: number;
    casesPassed: number;
    caseCount: number;
    evidenceHash: ContentHash;
    fuel: number;
    memoryBytes: number;
  };
  /** No verdict came in time: our fault, nobody's failure. */
  VoidDelivery: { deliveryId: DeliveryId };
  RequestRevision: { deliveryId: DeliveryId; commentHash: ContentHash | null };
  // milestones (settlement `employer`)
  CreateMilestone: { bidId: BidId; amountCents: Cents; descriptionHash: ContentHash | null };
  RequestRelease: { milestoneId: MilestoneId };
  ReleaseMilestone: { milestoneId: MilestoneId; amountCents: Cents };
  CancelMilestone: { milestoneId: MilestoneId };
  /** What silence brings: a requested release is released, an untouched milestone is refunded. */
  LapseMilestone: { milestoneId: MilestoneId };
  /** A bidder asks for a milestone, before the award or after it; the employer accepts by creating it. */
  RequestMilestone: { bidId: BidId; amountCents: Cents; descriptionHash: ContentHash | null };
  AcceptMilestoneRequest: { requestId: MilestoneRequestId };
  RejectMilestoneRequest: { requestId: MilestoneRequestId };
  WithdrawMilestoneRequest: { requestId: MilestoneRequestId };
  // disputes
  OpenDispute: { milestoneId: MilestoneId; offerCents: Cents; reasonHash: ContentHash | null };
  AnswerDispute: { disputeId: DisputeId; offerCents: Cents; reasonHash: ContentHash | null };
  CancelDispute: { disputeId: DisputeId };
  ResolveDispute: { disputeId: DisputeId; freelancerCents: Cents };
  LapseDispute: { disputeId: DisputeId };
  // words between parties
  PostReview: { projectId: ProjectId; toId: ParticipantId; rating: number; commentHash: ContentHash | null };
  RevealReviews: { projectId: ProjectId };
  PostMessage: {
    projectId: ProjectId;
    toId: ParticipantId | null;
    contentHash: ContentHash;
    /** Files sent along, each a content of its own. */
    attachmentHashes?: readonly ContentHash[] | undefined;
  };
}

export type CommandType = keyof CommandBodies;
export type CommandBody<T extends CommandType> = Readonly<CommandBodies[T]>;

export interface CommandHead {
  readonly commandId: CommandId;
  readonly marketId: MarketId;
  readonly actor: Actor;
}

/** The command of one type; of several types, their union. */
export type CommandOf<T extends CommandType> = T extends CommandType
  ? CommandHead & { readonly type: T } & CommandBody<T>
  : never;
export type Command = CommandOf<CommandType>;

/** A command before anybody has put a name to it: what somebody may ask for. */
export type CommandRequest = { [T in CommandType]: { readonly type: T } & CommandBody<T> }[CommandType];
