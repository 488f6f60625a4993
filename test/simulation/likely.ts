/** Commands that the market would take: an entry of the legal list with its amounts, days and scores drawn within bounds. */

import type { Cents } from '../../server/kernel/money.ts';
import type { Chance } from '../../server/kernel/prng.ts';
import { walletOf } from '../../server/market/account.ts';
import type { CommandRequest, CommandType } from '../../server/market/command.ts';
import { balanceOf, type MarketState } from '../../server/market/state.ts';
import { offered, someHash, someParticipant, someRoles, someSkills, type Wild } from './wild.ts';

/** How often a type is chosen among the legal ones; 1 where nothing is said. What carries a project on comes first. */
const WEIGHTS: Partial<Record<CommandType, number>> = {
  CloseMarket: 0.002,
  WithdrawParticipant: 0.005,
  ChangeSkills: 0.05,
  RegisterParticipant: 0.15,
  Deposit: 0.3,
  WithdrawFunds: 0.1,
  BookCost: 0.05,
  EraseContent: 0.03,
  PostMessage: 0.2,
  PostProject: 0.7,
  CancelProject: 0.05,
  RetractBid: 0.2,
  AmendBid: 0.5,
  DeclineAward: 0.3,
  RevokeAward: 0.2,
  EndAward: 0.1,
  CloseBidding: 0.3,
  PlaceBid: 2,
  AcceptAward: 4,
  SubmitDelivery: 3,
  RecordVerdict: 3,
  CreateMilestone: 2,
  ReleaseMilestone: 2,
  RequestRevision: 3,
  AnswerDispute: 3,
  ResolveDispute: 3,
};

function chooseType(draw: Chance, types: readonly CommandType[]): CommandType {
  const weights = types.map((type) => WEIGHTS[type] ?? 1);
  let rest = draw.unit() * weights.reduce((sum, weight) => sum + weight, 0);
  for (const [index, type] of types.entries()) {
    rest -= weights[index] ?? 0;
    if (rest < 0) return type;
  }
  return types[0] as CommandType;
}

/** One of the legal commands, its kind weighted; null when there are none. */
export function chooseLegal(draw: Chance, legal: readonly CommandRequest[]): CommandRequest | null {
  if (legal.length === 0) return null;
  const type = chooseType(draw, [...new Set(legal.map((request) => request.type))]);
  return draw.pick(legal.filter((request) => request.type === type));
}

/** A whole number from 1 to `most`, the ends more often than the middle. */
function upTo(draw: Chance, most: number): Cents {
  const top = Math.max(1, Math.floor(most));
  if (draw.below(4) === 0) return top as Cents;
  return (draw.below(Math.min(top, 2 ** 32)) + 1) as Cents;
}

function heldBy(state: MarketState, id: number): number {
  for (const { milestoneId, heldCents } of state.milestones.values()) if (milestoneId === id) return heldCents;
  return 0;
}

type Of<T extends CommandType> = Extract<CommandRequest, { readonly type: T }>;

function post({ draw, state }: Wild, request: Of<'PostProject'>): CommandRequest {
  const { limits, deadlines } = state.policy;
  const budgetMaxCents = upTo(draw, Math.min(limits.amountCents, draw.pick([9, 2_000, 50_000])));
  return {
    ...request,
    caseCount: draw.below(4) + 1,
    skills: someSkills(draw, Math.min(4, limits.skillsPerProject)),
    budgetMinCents: draw.below(3) === 0 ? upTo(draw, budgetMaxCents) : request.budgetMinCents,
    budgetMaxCents,
    postedPriceCents: draw.below(2) === 0 ? null : upTo(draw, budgetMaxCents),
    mechanism: draw.pick([null, ...offered(state)]),
    assigneeId: someParticipant({ draw, state }),
    biddingMs: draw.below(3) > 0 ? null : upTo(draw, deadlines.expiryMs),
    draft: draw.below(8) === 0,
  };
}

function verdict({ draw }: Wild, request: Of<'RecordVerdict'>): CommandRequest {
  const { caseCount } = request;
  const casesPassed = draw.below(2) === 0 ? caseCount : draw.below(caseCount);
  const scoreBps = casesPassed === caseCount ? 10_000 : draw.pick([0, 1, 5_000, 9_999, draw.below(10_000)]);
  return { ...request, casesPassed, scoreBps, fuel: draw.below(1e6), memoryBytes: draw.below(1e9) };
}

function offeredIn({ draw, state }: Wild, request: Of<'AnswerDispute'>): CommandRequest {
  const dispute = state.disputes.get(request.disputeId);
  const offerCents = draw.below(3) === 0 ? dispute?.openerOfferCents : undefined;
  return { ...request, offerCents: offerCents ?? upTo(draw, heldBy(state, dispute?.milestoneId ?? 0)) };
}

/** The request with its free values drawn anew. Nearly always still legal; where not, that is a case too. */
export function varied(wild: Wild, request: CommandRequest): CommandRequest {
  const { draw, state } = wild;
  switch (request.type) {
    case 'PlaceBid':
    case 'AmendBid': {
      const days = upTo(draw, Math.min(3, state.policy.limits.deliveryDays));
      const qualityBps = draw.pick([10_000, draw.below(10_001)]);
      const terms = { amountCents: upTo(draw, request.amountCents), days, qualityBps };
      return { ...request, ...terms, proposalHash: draw.pick([null, someHash(draw)]) };
    }
    case 'PostProject':
      return post(wild, request);
    case 'RegisterParticipant':
      return { ...request, roles: someRoles(draw), skills: someSkills(draw, 2), profileHash: someHash(draw) };
    case 'ChangeSkills':
      return { ...request, skills: someSkills(draw, 3) };
    case 'Deposit':
      return { ...request, amountCents: upTo(draw, draw.pick([1_000, 200_000])) };
    case 'WithdrawFunds':
      return { ...request, amountCents: upTo(draw, balanceOf(state, walletOf(request.participantId))) };
    case 'RequestMilestone':
    case 'CreateMilestone': {
      const bid = state.bids.get(request.bidId);
      return { ...request, amountCents: upTo(draw, (bid?.amountCents ?? 1) * draw.pick([1, 1, 2])) };
    }
    case 'ReleaseMilestone':
      return { ...request, amountCents: upTo(draw, heldBy(state, request.milestoneId)) };
    case 'OpenDispute':
      return { ...request, offerCents: upTo(draw, heldBy(state, request.milestoneId)) };
    case 'AnswerDispute':
      return offeredIn(wild, request);
    case 'ResolveDispute': {
      const milestoneId = state.disputes.get(request.disputeId)?.milestoneId ?? 0;
      return { ...request, freelancerCents: upTo(draw, heldBy(state, milestoneId)) };
    }
    case 'RecordVerdict':
      return verdict(wild, request);
    case 'EndAward':
      return { ...request, outcome: draw.pick(['completed', 'incomplete']) };
    case 'PostReview':
      return { ...request, rating: draw.below(5) + 1 };
    default:
      return request;
  }
}

/** The request with one of its figures out of all bounds. */
export function spoiled(draw: Chance, request: CommandRequest): CommandRequest {
  const figures = Object.entries(request).filter(([key, value]) => typeof value === 'number' && !key.endsWith('Id'));
  if (figures.length === 0) return request;
  const [key, value] = draw.pick(figures);
  return { ...request, [key]: draw.pick([-1, 0, 0.5, Number(value) + 1, Number(value) + 1, 1e12, 1e16]) };
}
