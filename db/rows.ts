/** What each event does to the read tables. Pure, of the event and its time alone, and the same for every store. */

import type { EventOf, EventType, LoggedEvent } from '../server/market/event.ts';
import {
  acceptedAward,
  amendedBid,
  awardedBid,
  bidBecomes,
  droppedAward,
  endedAward,
  placedBid,
  revealedBids,
} from './rows/award.ts';
import { type RowChange, update } from './rows/change.ts';
import {
  deliveryBecomes,
  postedMessage,
  postedReview,
  recordedVerdict,
  requestedRevision,
  revealedReviews,
  submittedDelivery,
  takenDelivery,
} from './rows/delivery.ts';
import {
  answeredDispute,
  assignedPrize,
  cancelledDispute,
  createdMilestone,
  openedDispute,
  refundedMilestone,
  releasedMilestone,
  requestedRelease,
  resolvedDispute,
} from './rows/milestone.ts';
import {
  endedProject,
  openedMarket,
  postedProject,
  projectBecomes,
  publishedProject,
  registeredParticipant,
} from './rows/project.ts';

const NOTHING: readonly RowChange[] = [];
const nothing = (): readonly RowChange[] => NOTHING;

/** One entry per event type; the type makes it complete. Money alone changes no row: the transfers tell it. */
const ROWS: { readonly [T in EventType]: (event: EventOf<T>, at: number) => readonly RowChange[] } = {
  MarketOpened: openedMarket,
  MarketClosed: (_event, at) => [update('markets', {}, { status: 'closed', closed_at: at })],
  ParticipantRegistered: registeredParticipant,
  ParticipantWithdrawn: ({ participantId }, at) => [
    update('participants', { participant_id: participantId }, { withdrawn_at: at }),
  ],
  SkillsChanged: ({ participantId, skills }) => [
    update('participants', { participant_id: participantId }, { skills: JSON.stringify(skills) }),
  ],
  FundsDeposited: nothing,
  FundsWithdrawn: nothing,
  CostBooked: nothing,
  ContentErased: nothing,
  ProjectPosted: postedProject,
  ProjectPublished: publishedProject,
  ProjectCancelled: ({ projectId }, at) => endedProject(projectId, 'cancelled', at),
  ProjectExpired: ({ projectId }, at) => endedProject(projectId, 'expired', at),
  ProjectCompleted: ({ projectId, outcome }, at) => endedProject(projectId, 'completed', at, outcome),
  BiddingExtended: ({ projectId, closesAt }) => [
    update('projects', { project_id: projectId }, { closes_at: closesAt }),
  ],
  BiddingClosed: ({ projectId, bidCount }, at) => [
    projectBecomes(projectId, 'bidding_closed', at, { bidding_closed_at: at, bid_count: bidCount }),
  ],
  BidsRevealed: revealedBids,
  ProjectCleared: ({ projectId, reason, bidCount }, at) => [
    update('projects', { project_id: projectId }, { cleared_at: at, clearing_reason: reason, bid_count: bidCount }),
  ],
  BidPlaced: placedBid,
  BidAmended: amendedBid,
  BidRetracted: ({ bidId }, at) => [bidBecomes(bidId, 'retracted', at)],
  CreditsReturned: nothing,
  BidAwarded: awardedBid,
  AwardAccepted: acceptedAward,
  AwardDeclined: (event, at) => droppedAward(event, 'declined', at),
  AwardRevoked: (event, at) => droppedAward(event, 'revoked', at),
  AwardLapsed: (event, at) => droppedAward(event, 'lapsed', at),
  AwardEnded: endedAward,
  DeliverySubmitted: submittedDelivery,
  DeliveryTaken: takenDelivery,
  VerdictRecorded: recordedVerdict,
  DeliveryVoided: ({ deliveryId }, at) => [deliveryBecomes(deliveryId, 'voided', at)],
  RevisionRequested: requestedRevision,
  MilestoneCreated: createdMilestone,
  PrizeAssigned: assignedPrize,
  ReleaseRequested: requestedRelease,
  MilestoneReleased: releasedMilestone,
  MilestoneRefunded: refundedMilestone,
  // A request moves nothing: the milestone that it leads to has its own row.
  MilestoneRequested: nothing,
  MilestoneRequestEnded: nothing,
  DisputeOpened: openedDispute,
  DisputeAnswered: answeredDispute,
  DisputeCancelled: cancelledDispute,
  DisputeResolved: resolvedDispute,
  ReviewPosted: postedReview,
  ReviewsRevealed: ({ reviews }, at) => revealedReviews(reviews, at),
  MessagePosted: postedMessage,
};

function changesOf<T extends EventType>(type: T, event: EventOf<T>, at: number): readonly RowChange[] {
  return ROWS[type](event, at);
}

/** The changes that one logged event makes, in order; most make one. */
export function rowsOf({ event, at }: LoggedEvent): readonly RowChange[] {
  return changesOf(event.type, event as EventOf<typeof event.type>, at);
}
