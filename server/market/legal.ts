/** What somebody may do now: the list that buttons, agents' tools and fuzzers share. Exact, because `decide` filters it. */

import { type BidId, commandId, contentHash, type ParticipantId } from '../kernel/id.ts';
import type { Cents } from '../kernel/money.ts';
import type { Actor, Command, CommandRequest } from './command.ts';
import { writtenBy } from './content.ts';
import { deadlinesOf } from './deadline.ts';
import { decide } from './decide.ts';
import { projectOf } from './project.ts';
import type { Delivery, MarketState, Project } from './state.ts';

/** Stands for any content the participant would write. */
const ANY_CONTENT = contentHash('0'.repeat(64));
/** Stands for the id that the participant's command would have. */
const ANY_ID = commandId('legal');

/** The highest amount that the mechanism lets in: the easiest bid to make. */
function highestBid({ posting, standingCents }: Project): Cents {
  const { mechanism, budgetMaxCents, postedPriceCents } = posting;
  if (mechanism.kind === 'posted') return postedPriceCents;
  if (mechanism.kind === 'english_rev' && standingCents !== null) {
    return Math.max(1, standingCents - mechanism.stepCents) as Cents;
  }
  return budgetMaxCents;
}

/** The easiest milestone to ask for. */
function* askFor(bidId: BidId | undefined): Generator<CommandRequest> {
  if (bidId !== undefined) yield { type: 'RequestMilestone', bidId, amountCents: 1 as Cents, descriptionHash: null };
}

function* onProject(project: Project, id: ParticipantId): Generator<CommandRequest> {
  const { projectId, employerId, award, status, bidOf: open } = project;
  const terms = { amountCents: highestBid(project), days: 1, qualityBps: 10_000, proposalHash: null };
  const own = open.get(id);
  yield* askFor(own);
  if (own === undefined) yield { type: 'PlaceBid', projectId, ...terms, confidenceBps: null };
  else yield* [{ type: 'AmendBid', bidId: own, ...terms } as const, { type: 'RetractBid', bidId: own } as const];
  yield { type: 'SubmitDelivery', projectId, filesHash: ANY_CONTENT, bytes: 0 };
  const readerId = award === null || award.freelancerId === id ? null : award.freelancerId;
  yield { type: 'PostMessage', projectId, toId: id === employerId ? readerId : employerId, contentHash: ANY_CONTENT };
  if (id === employerId) {
    yield { type: 'PublishProject', projectId };
    yield { type: 'CancelProject', projectId };
    yield { type: 'CloseBidding', projectId };
    if (status === 'open' || status === 'bidding_closed') {
      for (const bidId of open.values()) yield { type: 'AwardBid', bidId };
    }
  }
  if (award === null) return;
  const { bidId } = award;
  if (bidId !== own) yield* askFor(bidId);
  const toId = id === employerId ? award.freelancerId : employerId;
  yield { type: 'AcceptAward', bidId };
  yield { type: 'DeclineAward', bidId };
  yield { type: 'RevokeAward', bidId };
  yield { type: 'CreateMilestone', bidId, amountCents: 1 as Cents, descriptionHash: null };
  yield { type: 'EndAward', projectId, outcome: 'incomplete' };
  yield { type: 'PostReview', projectId, toId, rating: 5, commentHash: null };
}

/** Somebody for whom a project could be meant. */
function someFreelancer(state: MarketState): ParticipantId | null {
  for (const { participantId, roles, withdrawn } of state.participants.values()) {
    if (!withdrawn && roles.has('freelancer')) return participantId;
  }
  return null;
}

function* ofParticipant(state: MarketState, id: ParticipantId): Generator<CommandRequest> {
  const { policy } = state;
  yield {
    type: 'PostProject',
    contentHash: ANY_CONTENT,
    acceptanceHash: ANY_CONTENT,
    caseCount: 1,
    skills: [],
    budgetMinCents: 0 as Cents,
    budgetMaxCents: policy.limits.amountCents,
    postedPriceCents: 1 as Cents,
    mechanism: null,
    assigneeId: someFreelancer(state),
    biddingMs: null,
    draft: true,
  };
  yield { type: 'WithdrawFunds', participantId: id, amountCents: 1 as Cents };
  yield { type: 'BookCost', participantId: id, amountCents: 1 as Cents, costKind: 'time', projectId: null };
  yield { type: 'WithdrawParticipant', participantId: id };
  yield { type: 'ChangeSkills', participantId: id, skills: [] };
  for (const contentHash of writtenBy(state, id)) yield { type: 'EraseContent', contentHash };
  for (const project of state.projects.values()) yield* onProject(project, id);
  for (const delivery of state.deliveries.values()) {
    const { deliveryId } = delivery;
    yield { type: 'TakeDelivery', deliveryId };
    yield { type: 'RequestRevision', deliveryId, commentHash: null };
    yield verdictOn(state, delivery);
  }
  for (const { milestoneId } of state.milestones.values()) {
    yield { type: 'RequestRelease', milestoneId };
    yield { type: 'ReleaseMilestone', milestoneId, amountCents: 1 as Cents };
    yield { type: 'CancelMilestone', milestoneId };
    yield { type: 'OpenDispute', milestoneId, offerCents: 0 as Cents, reasonHash: null };
  }
  for (const { requestId } of state.milestoneRequests.values()) {
    yield { type: 'AcceptMilestoneRequest', requestId };
    yield { type: 'RejectMilestoneRequest', requestId };
    yield { type: 'WithdrawMilestoneRequest', requestId };
  }
  for (const { disputeId } of state.disputes.values()) {
    yield { type: 'AnswerDispute', disputeId, offerCents: 0 as Cents, reasonHash: null };
    yield { type: 'CancelDispute', disputeId };
  }
}

function verdictOn(state: MarketState, { deliveryId, projectId }: Delivery): CommandRequest {
  return {
    type: 'RecordVerdict',
    deliveryId,
    scoreBps: 0,
    casesPassed: 0,
    caseCount: projectOf(state, projectId).posting.caseCount,
    evidenceHash: ANY_CONTENT,
    fuel: 0,
    memoryBytes: 0,
  };
}

function* ofOwner(state: MarketState): Generator<CommandRequest> {
  yield { type: 'OpenMarket', policy: state.policy, seed: 'any' };
  yield { type: 'CloseMarket' };
  yield {
    type: 'RegisterParticipant',
    roles: ['freelancer'],
    participantKind: 'external',
    skills: [],
    profileHash: ANY_CONTENT,
  };
  yield { type: 'EraseContent', contentHash: ANY_CONTENT };
  for (const { participantId } of state.participants.values()) {
    yield { type: 'Deposit', participantId, amountCents: 1 as Cents };
    yield { type: 'WithdrawFunds', participantId, amountCents: 1 as Cents };
    yield { type: 'BookCost', participantId, amountCents: 1 as Cents, costKind: 'time', projectId: null };
    yield { type: 'WithdrawParticipant', participantId };
    yield { type: 'ChangeSkills', participantId, skills: [] };
  }
  for (const { projectId } of state.projects.values()) yield { type: 'CloseBidding', projectId };
  for (const { disputeId } of state.disputes.values()) {
    yield { type: 'ResolveDispute', disputeId, freelancerCents: 0 as Cents };
  }
}

function candidates(state: MarketState, actor: Actor): Iterable<CommandRequest> {
  if (actor.kind === 'owner') return ofOwner(state);
  if (actor.kind === 'participant') return ofParticipant(state, actor.participantId);
  return deadlinesOf(state).map(({ command }) => command);
}

/**
 * What `actor` may do at `now`, one entry for each kind of command and thing it is about, filled in with values that
 * would be accepted (the highest amount, the least text). Looks at the whole market: for one actor at a time.
 * Entries that are not `wanted` are left out unlooked at.
 */
export function legalCommands(
  state: MarketState,
  actor: Actor,
  now: number,
  wanted: (request: CommandRequest) => boolean = () => true,
): CommandRequest[] {
  const legal: CommandRequest[] = [];
  for (const request of candidates(state, actor)) {
    if (!wanted(request)) continue;
    const command = { ...request, commandId: ANY_ID, marketId: state.marketId, actor } as Command;
    if (decide(state, command, now).ok) legal.push(request);
  }
  return legal;
}
