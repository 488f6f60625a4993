/** English: what happened, one sentence for each kind of event. */

import type { EventOf, EventType } from '../../../server/protocol/arena/wire.ts';
import { count } from '../format.ts';

/** What a sentence is made with: names of people and projects, and money as it is written. */
export interface SentenceParts {
  readonly who: (participantId: number | null | undefined) => string;
  readonly project: (projectId: number | null | undefined) => string;
  readonly money: (cents: number | undefined) => string;
  readonly time: (at: number | undefined) => string;
}

type Sentence<T extends EventType> = (
  event: { readonly type: T } & Partial<EventOf<T>>,
  parts: SentenceParts,
) => string;

const cases = ({ casesPassed, caseCount }: { casesPassed?: number; caseCount?: number }): string =>
  casesPassed === undefined || caseCount === undefined ? '' : `, ${count(casesPassed)} of ${count(caseCount)} cases`;
const bids = (n = 0, which = ''): string => `${count(n)} ${which}${n === 1 ? 'bid' : 'bids'}`;

const OUTCOMES = { completed: 'as completed', incomplete: 'as incomplete', unscored: 'without a score' } as const;
const VERDICTS = { passed: 'passed', failed: 'failed', revision_requested: 'needs a revision' } as const;
const REASONS: Readonly<Record<string, string>> = {
  awarded: 'a winner was found',
  no_eligible_bid: 'no bid could win',
  below_minimum_score: 'no bid reached the minimum score',
  no_entry_passed: 'no entry passed',
  awaits_employer: 'the employer chooses',
  nobody_available: 'nobody was available',
};

export const sentences: { readonly [T in EventType]: Sentence<T> } = {
  MarketOpened: () => 'The market opened',
  MarketClosed: () => 'The market closed',
  ParticipantRegistered: (e, { who }) => `${who(e.participantId)} joined as ${(e.roles ?? []).join(' and ')}`,
  ParticipantWithdrawn: (e, { who }) => `${who(e.participantId)} left`,
  SkillsChanged: (e, { who }) => `${who(e.participantId)} changed skills to ${(e.skills ?? []).join(', ')}`,
  FundsDeposited: (e, { who, money }) => `${who(e.participantId)} paid in ${money(e.amountCents)}`,
  FundsWithdrawn: (e, { who, money }) => `${who(e.participantId)} paid out ${money(e.amountCents)}`,
  CostBooked: (e, { who, money }) => `${who(e.participantId)} spent ${money(e.amountCents)} on ${e.costKind ?? 'work'}`,
  ContentErased: () => 'A text was erased',
  ProjectPosted: (e, { who, project }) =>
    e.draft === true
      ? `${who(e.employerId)} drafted ${project(e.projectId)}`
      : `${who(e.employerId)} posted ${project(e.projectId)}`,
  ProjectPublished: (e, { who, project }) => `${who(e.employerId)} published ${project(e.projectId)}`,
  ProjectCancelled: (e, { project }) => `${project(e.projectId)} was cancelled`,
  ProjectExpired: (e, { project }) => `${project(e.projectId)} expired`,
  ProjectCompleted: (e, { project }) =>
    `${project(e.projectId)} ended${e.outcome === undefined ? '' : ` ${OUTCOMES[e.outcome]}`}`,
  BiddingExtended: (e, { project, time }) => `Bidding on ${project(e.projectId)} goes on until ${time(e.closesAt)}`,
  BiddingClosed: (e, { project }) => `Bidding on ${project(e.projectId)} closed with ${bids(e.bidCount)}`,
  BidsRevealed: (e, { project }) =>
    `${bids(e.bids?.length, 'sealed ')} on ${project(e.projectId)}${e.bids?.length === 1 ? ' was' : ' were'} opened`,
  ProjectCleared: (e, { project }) =>
    `${project(e.projectId)} was cleared: ${REASONS[e.reason ?? ''] ?? e.reason ?? ''}`,
  BidPlaced: (e, { who, project, money }) =>
    `${who(e.bidderId)} bid ${money(e.amountCents)} on ${project(e.projectId)}`,
  BidAmended: (e, { who, project, money }) =>
    `${who(e.bidderId)} changed the bid on ${project(e.projectId)} to ${money(e.amountCents)}`,
  BidRetracted: (e, { who, project }) => `${who(e.bidderId)} took back the bid on ${project(e.projectId)}`,
  CreditsReturned: (e, { project }) => `Bid credits for ${project(e.projectId)} were given back`,
  BidAwarded: (e, { who, project, money }) =>
    `${project(e.projectId)} was awarded to ${who(e.freelancerId)}${e.priceCents === undefined ? '' : ` for ${money(e.priceCents)}`}`,
  AwardAccepted: (e, { who, project }) => `${who(e.freelancerId)} accepted ${project(e.projectId)}`,
  AwardDeclined: (e, { who, project }) => `${who(e.freelancerId)} declined ${project(e.projectId)}`,
  AwardRevoked: (e, { who, project }) => `The award of ${project(e.projectId)} to ${who(e.freelancerId)} was revoked`,
  AwardLapsed: (e, { who, project }) =>
    `${who(e.freelancerId)} did not answer the award of ${project(e.projectId)} in time`,
  AwardEnded: (e, { who, project }) =>
    `The work of ${who(e.freelancerId)} on ${project(e.projectId)} ended${e.outcome === undefined ? '' : ` ${OUTCOMES[e.outcome]}`}`,
  DeliverySubmitted: (e, { who, project }) =>
    `${who(e.freelancerId)} delivered ${project(e.projectId)}${(e.attempt ?? 1) > 1 ? `, attempt ${e.attempt}` : ''}`,
  DeliveryTaken: (e, { project }) => `A delivery of ${project(e.projectId)} is under review`,
  VerdictRecorded: (e, { who, project }) =>
    `The delivery of ${who(e.freelancerId)} for ${project(e.projectId)} ${e.status === undefined ? 'was judged' : VERDICTS[e.status]}${cases(e)}`,
  DeliveryVoided: (e, { project }) => `A delivery of ${project(e.projectId)} was voided`,
  RevisionRequested: (e, { who, project }) => `${who(e.employerId)} asked for a revision of ${project(e.projectId)}`,
  MilestoneCreated: (e, { project, money }) => `${money(e.amountCents)} for ${project(e.projectId)} went into escrow`,
  PrizeAssigned: (e, { who, project }) => `The prize of ${project(e.projectId)} went to ${who(e.freelancerId)}`,
  ReleaseRequested: (e, { who, project }) =>
    `${who(e.freelancerId)} asked for the release of a milestone of ${project(e.projectId)}`,
  MilestoneReleased: (e, { who, project, money }) =>
    `${money(e.amountCents)} for ${project(e.projectId)} was released to ${who(e.freelancerId)}`,
  MilestoneRefunded: (e, { project, money }) =>
    `${money(e.amountCents)} for ${project(e.projectId)} went back to the employer`,
  MilestoneRequested: (e, { who, project, money }) =>
    `${who(e.freelancerId)} asked for a milestone of ${money(e.amountCents)} on ${project(e.projectId)}`,
  MilestoneRequestEnded: (e, { project }) =>
    `A milestone request on ${project(e.projectId)} was ${e.outcome ?? 'ended'}`,
  DisputeOpened: (e, { who, project, money }) =>
    `${who(e.openerId)} opened a dispute about ${project(e.projectId)}, offering ${money(e.offerCents)}`,
  DisputeAnswered: (e, { project, money }) =>
    `The dispute about ${project(e.projectId)} was answered with ${money(e.offerCents)}`,
  DisputeCancelled: (e, { project }) => `The dispute about ${project(e.projectId)} was called off`,
  DisputeResolved: (e, { who, project, money }) =>
    `The dispute about ${project(e.projectId)} was resolved: ${money(e.freelancerCents)} to ${who(e.freelancerId)}`,
  ReviewPosted: (e, { who, project }) => `${who(e.fromId)} reviewed ${who(e.toId)} for ${project(e.projectId)}`,
  ReviewsRevealed: (e, { project }) => `The reviews of ${project(e.projectId)} were opened`,
  MessagePosted: (e, { who, project }) => `${who(e.fromId)} wrote about ${project(e.projectId)}`,
};
