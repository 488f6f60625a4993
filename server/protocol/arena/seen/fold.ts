/** Folds seen events into a `SeenMarket`. It knows nothing but what `view` let through, so it cannot tell more. */

import type { Seen } from '../client.ts';
import type { EventType } from '../wire.ts';
import { foldBid } from './bid.ts';
import { foldDelivery } from './delivery.ts';
import { foldDispute, foldMilestone } from './milestone.ts';
import { foldMilestoneRequest } from './milestone-request.ts';
import { foldProject } from './project.ts';
import { documentOf, type SeenOf, type Step } from './step.ts';
import type { SeenMarket } from './things.ts';
import { foldWord } from './words.ts';

type Fold<T extends EventType> = (market: SeenMarket, step: Step<SeenOf<T>>) => void;

const nothing = (): void => {};

/** One entry for each type of event; the type makes it complete. */
const FOLDS: { readonly [T in EventType]: Fold<T> } = {
  MarketOpened: (market, { event }) => {
    market.policy = event.policy ?? null;
    market.status = 'open';
  },
  MarketClosed: (market) => {
    market.status = 'closed';
  },
  ParticipantRegistered: (market, step) => register(market, step),
  ParticipantWithdrawn: (market, { event }) => {
    const one = event.participantId === undefined ? undefined : market.participants.get(event.participantId);
    if (one !== undefined) one.withdrawn = true;
  },
  SkillsChanged: (market, { event }) => {
    const one = event.participantId === undefined ? undefined : market.participants.get(event.participantId);
    if (one !== undefined) one.skills = event.skills ?? [];
  },
  FundsDeposited: nothing,
  FundsWithdrawn: nothing,
  CostBooked: nothing,
  ContentErased: nothing,
  CreditsReturned: (market, { at }) => {
    market.creditsReturnedAt.push(at);
  },
  ProjectPosted: foldProject,
  ProjectPublished: foldProject,
  ProjectCancelled: foldProject,
  ProjectExpired: foldProject,
  ProjectCompleted: foldProject,
  BiddingExtended: foldProject,
  BiddingClosed: foldProject,
  ProjectCleared: foldProject,
  BidsRevealed: foldBid,
  BidPlaced: foldBid,
  BidAmended: foldBid,
  BidRetracted: foldBid,
  BidAwarded: foldBid,
  AwardAccepted: foldBid,
  AwardDeclined: foldBid,
  AwardRevoked: foldBid,
  AwardLapsed: foldBid,
  AwardEnded: foldBid,
  DeliverySubmitted: foldDelivery,
  DeliveryTaken: foldDelivery,
  VerdictRecorded: foldDelivery,
  DeliveryVoided: foldDelivery,
  RevisionRequested: foldDelivery,
  MilestoneCreated: foldMilestone,
  PrizeAssigned: foldMilestone,
  ReleaseRequested: foldMilestone,
  MilestoneReleased: foldMilestone,
  MilestoneRefunded: foldMilestone,
  MilestoneRequested: foldMilestoneRequest,
  MilestoneRequestEnded: foldMilestoneRequest,
  DisputeOpened: foldDispute,
  DisputeAnswered: foldDispute,
  DisputeCancelled: foldDispute,
  DisputeResolved: foldDispute,
  ReviewPosted: foldWord,
  ReviewsRevealed: foldWord,
  MessagePosted: foldWord,
};

function register(market: SeenMarket, step: Step<SeenOf<'ParticipantRegistered'>>): void {
  const { participantId, roles = [], skills = [], participantKind = null, profileHash } = step.event;
  if (participantId === undefined) return;
  const profile = documentOf(step, profileHash);
  const known = { participantId, roles, skills, participantKind, profile, registeredAt: step.at, withdrawn: false };
  market.participants.set(participantId, known);
}

/** Folds one seen event in. Events must come in the order of their cursors, each once. */
export function foldSeen(market: SeenMarket, { event, at, cursor }: Seen): void {
  market.at = Math.max(market.at, at);
  market.cursor = cursor;
  // The table's key is the event's own type, which TypeScript cannot follow through an index.
  const fold = FOLDS[event.type] as Fold<EventType>;
  fold(market, { event, at, cursor });
}
