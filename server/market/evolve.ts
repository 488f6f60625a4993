/** The fold: one event into the market's state. Writes in place (measured in docs/decisions/state-in-place.md). */

import { assert } from '../kernel/assert.ts';
import { type Cents, cents } from '../kernel/money.ts';
import { type Account, mayBeNegative } from './account.ts';
import { evolveAward } from './award.ts';
import { evolveBid } from './bid.ts';
import { enterContents } from './content.ts';
import { evolveDelivery } from './delivery.ts';
import { evolveDispute } from './dispute.ts';
import type { EventType, Placed } from './event.ts';
import { evolveMilestone } from './milestone.ts';
import { evolveMilestoneRequest } from './milestone-request.ts';
import { evolveParticipant } from './participant.ts';
import { postings } from './postings.ts';
import { evolveProject } from './project.ts';
import { evolveReview } from './review.ts';
import { balanceOf, type MarketState } from './state.ts';
import type { Transfer } from './transfer.ts';

type Step = (state: MarketState, placed: Placed) => void;

/** Which noun folds which event; the type makes it complete. */
const STEPS: { readonly [T in EventType]: Step } = {
  MarketOpened: openMarket,
  MarketClosed: closeMarket,
  ParticipantRegistered: evolveParticipant,
  ParticipantWithdrawn: evolveParticipant,
  SkillsChanged: evolveParticipant,
  FundsDeposited: noChange,
  FundsWithdrawn: noChange,
  CostBooked: noChange,
  ContentErased: noChange,
  ProjectPosted: evolveProject,
  ProjectPublished: evolveProject,
  ProjectCancelled: evolveProject,
  ProjectExpired: evolveProject,
  ProjectCompleted: evolveProject,
  BiddingExtended: evolveProject,
  BiddingClosed: evolveProject,
  BidsRevealed: noChange,
  ProjectCleared: noChange,
  BidPlaced: evolveBid,
  BidAmended: evolveBid,
  BidRetracted: evolveBid,
  CreditsReturned: evolveParticipant,
  BidAwarded: evolveAward,
  AwardAccepted: evolveAward,
  AwardDeclined: evolveAward,
  AwardRevoked: evolveAward,
  AwardLapsed: evolveAward,
  AwardEnded: evolveAward,
  DeliverySubmitted: evolveDelivery,
  DeliveryTaken: evolveDelivery,
  VerdictRecorded: evolveDelivery,
  DeliveryVoided: evolveDelivery,
  RevisionRequested: evolveDelivery,
  MilestoneCreated: evolveMilestone,
  PrizeAssigned: evolveMilestone,
  ReleaseRequested: evolveMilestone,
  MilestoneReleased: evolveMilestone,
  MilestoneRefunded: evolveMilestone,
  MilestoneRequested: evolveMilestoneRequest,
  MilestoneRequestEnded: evolveMilestoneRequest,
  DisputeOpened: evolveDispute,
  DisputeAnswered: evolveDispute,
  DisputeCancelled: evolveDispute,
  DisputeResolved: evolveDispute,
  ReviewPosted: evolveReview,
  ReviewsRevealed: evolveReview,
  MessagePosted: evolveReview,
};

/** Every type of event, in the order in which a market's life brings them. */
export const EVENT_TYPES = Object.keys(STEPS) as readonly EventType[];

function noChange(): void {}

function openMarket(state: MarketState, { event }: Placed): void {
  assert(event.type === 'MarketOpened', 'wrong event');
  state.status = 'open';
  state.policy = event.policy;
  state.seed = event.seed;
}

function closeMarket(state: MarketState): void {
  state.status = 'closed';
}

/** Moves money; an account below zero that may not be is a bug. */
export function post(state: MarketState, transfers: readonly Transfer[]): void {
  for (const { from, to, amountCents } of transfers) {
    assert(amountCents > 0, 'a transfer moves nothing or backwards');
    setBalance(state, from, cents(balanceOf(state, from) - amountCents));
    setBalance(state, to, cents(balanceOf(state, to) + amountCents));
  }
}

function setBalance(state: MarketState, account: Account, balance: Cents): void {
  assert(balance >= 0 || mayBeNegative(account), `${account} would fall to ${balance}`);
  // An emptied account is dropped: a million finished escrows should cost nothing.
  if (balance === 0) state.balances.delete(account);
  else state.balances.set(account, balance);
}

/** Folds one event in, postings included. The log has no gaps: `seq` is always the next. */
export function evolve(state: MarketState, placed: Placed): void {
  assert(placed.seq === state.seq + 1, `event ${placed.seq} after ${state.seq}`);
  STEPS[placed.event.type](state, placed);
  enterContents(state, placed.event);
  post(state, postings(placed.event));
  state.seq = placed.seq;
  state.at = placed.at;
}
