/** Who wrote which content: the first to name it, because a copy gives no right over the original. */

import type { ContentHash, ParticipantId } from '../kernel/id.ts';
import type { EventOf, EventType, MarketEvent } from './event.ts';
import type { MarketState } from './state.ts';

/** Null: nobody but the owner may erase it. */
type Written = readonly [by: ParticipantId | null, hashes: readonly (ContentHash | null)[]];
const NOTHING: Written = [null, []];
const nothing = (): Written => NOTHING;

/** The contents that each type of event names for the first time, and whose they are by it; the type makes it complete. */
const WRITTEN: { readonly [T in EventType]: (event: EventOf<T>) => Written } = {
  MarketOpened: nothing,
  MarketClosed: nothing,
  ParticipantRegistered: ({ participantId, profileHash }) => [participantId, [profileHash]],
  ParticipantWithdrawn: nothing,
  SkillsChanged: nothing,
  FundsDeposited: nothing,
  FundsWithdrawn: nothing,
  CostBooked: nothing,
  ContentErased: nothing,
  ProjectPosted: ({ posting }) => [null, [posting.contentHash, posting.acceptanceHash]],
  ProjectPublished: ({ posting }) => [null, [posting.contentHash, posting.acceptanceHash]],
  ProjectCancelled: nothing,
  ProjectExpired: nothing,
  ProjectCompleted: nothing,
  BiddingExtended: nothing,
  BiddingClosed: nothing,
  BidsRevealed: nothing,
  ProjectCleared: nothing,
  BidPlaced: ({ bidderId, proposalHash }) => [bidderId, [proposalHash]],
  BidAmended: ({ bidderId, proposalHash }) => [bidderId, [proposalHash]],
  BidRetracted: nothing,
  CreditsReturned: nothing,
  BidAwarded: nothing,
  AwardAccepted: nothing,
  AwardDeclined: nothing,
  AwardRevoked: nothing,
  AwardLapsed: nothing,
  AwardEnded: nothing,
  DeliverySubmitted: ({ freelancerId, filesHash }) => [freelancerId, [filesHash]],
  DeliveryTaken: nothing,
  VerdictRecorded: ({ evidenceHash }) => [null, [evidenceHash]],
  DeliveryVoided: nothing,
  RevisionRequested: ({ commentHash }) => [null, [commentHash]],
  MilestoneCreated: ({ descriptionHash }) => [null, [descriptionHash]],
  PrizeAssigned: nothing,
  ReleaseRequested: nothing,
  MilestoneReleased: nothing,
  MilestoneRefunded: nothing,
  MilestoneRequested: ({ descriptionHash }) => [null, [descriptionHash]],
  MilestoneRequestEnded: nothing,
  DisputeOpened: ({ reasonHash }) => [null, [reasonHash]],
  DisputeAnswered: ({ reasonHash }) => [null, [reasonHash]],
  DisputeCancelled: nothing,
  DisputeResolved: nothing,
  ReviewPosted: ({ fromId, commentHash }) => [fromId, [commentHash]],
  ReviewsRevealed: nothing,
  MessagePosted: ({ fromId, contentHash, attachmentHashes = [] }) => [fromId, [contentHash, ...attachmentHashes]],
};

/** Remembers the writers of an event's contents. A posting belongs to the market, whoever had its text before. */
export function enterContents({ writers }: MarketState, event: MarketEvent): void {
  // The table's key is the event's own type, which TypeScript cannot follow through an index.
  const [by, hashes] = (WRITTEN[event.type] as (event: MarketEvent) => Written)(event);
  const ofMarket = event.type === 'ProjectPosted' || event.type === 'ProjectPublished';
  for (const hash of hashes) if (hash !== null && (ofMarket || !writers.has(hash))) writers.set(hash, by);
}

/** The texts and files that the market knows as this participant's own: profile, proposals, deliveries, words. */
export function* writtenBy({ writers }: MarketState, id: ParticipantId): Generator<ContentHash> {
  for (const [hash, by] of writers) if (by === id) yield hash;
}
