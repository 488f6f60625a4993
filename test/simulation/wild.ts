/** Random commands of every type without regard to what is legal: wrong ids, wrong states, amounts out of any bound. */

import { DAY_MS } from '../../server/kernel/clock.ts';
import {
  bidId,
  contentHash,
  deliveryId,
  disputeId,
  milestoneId,
  milestoneRequestId,
  type ParticipantId,
  participantId,
  projectId,
} from '../../server/kernel/id.ts';
import type { Cents } from '../../server/kernel/money.ts';
import type { Chance } from '../../server/kernel/prng.ts';
import type { CommandBody, CommandRequest, CommandType, Role } from '../../server/market/command.ts';
import { COMMAND_TYPES } from '../../server/market/decide.ts';
import type { Mechanism } from '../../server/market/mechanism/mechanism.ts';
import type { MarketState } from '../../server/market/state.ts';

export const SKILLS = ['python', 'javascript', 'sql', 'statistics'] as const;
const HASHES = ['1', '2', '3', '4'].map((digit) => contentHash(digit.repeat(64)));
const ROLES: readonly (readonly Role[])[] = [
  ['employer'],
  ['freelancer'],
  ['reviewer'],
  ['employer', 'freelancer'],
  ['employer', 'freelancer', 'reviewer'],
];

/** What a random command is drawn from. */
export interface Wild {
  readonly draw: Chance;
  readonly state: MarketState;
}

/** An existing number most of the time, the next free one or nonsense otherwise; the younger the likelier. */
function some(draw: Chance, next: number): number {
  if (draw.below(20) === 0) return draw.pick([0, -1, 0.5, next, next + 7]);
  const back = draw.below(3) === 0 ? draw.below(Math.max(1, next - 1)) : draw.below(Math.min(6, Math.max(1, next - 1)));
  return Math.max(1, next - 1 - back);
}

export function someParticipant({ draw, state }: Wild): ParticipantId {
  return participantId(some(draw, state.next.participant));
}

/** Mostly an amount that might pass, now and then one that must not. */
function amount(draw: Chance): Cents {
  if (draw.below(4) === 0) return draw.pick([0, -1, 0.5, 1, 1e12, 1e12 + 1, 1e15, -1e15, 2 ** 53]) as Cents;
  return (draw.below(draw.pick([10, 1_000, 100_000])) + 1) as Cents;
}

function count(draw: Chance, usual: number): number {
  return draw.below(8) === 0 ? draw.pick([-1, 0, 0.5, 1e6 + 1, 1e16]) : draw.below(usual) + 1;
}

function bps(draw: Chance): number {
  return draw.below(8) === 0
    ? draw.pick([-1, 10_001, 0.5])
    : draw.pick([0, 1, 5_000, 9_999, 10_000, draw.below(10_001)]);
}

export const someHash = (draw: Chance) => draw.pick(HASHES);
const someHashes = (draw: Chance) => Array.from({ length: draw.below(13) }, () => someHash(draw));
const hashOrNone = (draw: Chance) => (draw.below(2) === 0 ? null : someHash(draw));
export const someSkills = (draw: Chance, most: number) => draw.shuffle([...SKILLS]).slice(0, draw.below(most + 1));
export const someRoles = (draw: Chance) => draw.pick(ROLES);

const bid = ({ draw, state }: Wild) => ({ bidId: bidId(some(draw, state.next.bid)) });
const project = ({ draw, state }: Wild) => ({ projectId: projectId(some(draw, state.next.project)) });
const delivery = ({ draw, state }: Wild) => ({ deliveryId: deliveryId(some(draw, state.next.delivery)) });
const milestone = ({ draw, state }: Wild) => ({ milestoneId: milestoneId(some(draw, state.next.milestone)) });
const milestoneRequest = ({ draw, state }: Wild) => ({
  requestId: milestoneRequestId(some(draw, state.next.milestoneRequest)),
});
const dispute = ({ draw, state }: Wild) => ({ disputeId: disputeId(some(draw, state.next.dispute)) });
const terms = ({ draw }: Wild) => ({
  amountCents: amount(draw),
  days: count(draw, 4),
  qualityBps: bps(draw),
  proposalHash: hashOrNone(draw),
});

/** A policy as it is, or with one field that contradicts the rest. */
function policy({ draw, state }: Wild) {
  const good = state.policy;
  return draw.pick([
    good,
    { ...good, currency: 'dollars' },
    { ...good, fees: { ...good.fees, freelancerBps: 10_001 } },
    { ...good, deadlines: { ...good.deadlines, biddingMs: 0 } },
    { ...good, limits: { ...good.limits, openProjects: -1 } },
    { ...good, mechanism: { kind: 'clock_rev', stepCents: 0 as Cents } as const },
  ]);
}

/** The mechanisms of the market's policy. */
export function offered({ policy: { mechanism, otherMechanisms } }: MarketState): readonly Mechanism[] {
  return [mechanism, ...otherMechanisms];
}

function posting(wild: Wild): CommandBody<'PostProject'> {
  const { draw, state } = wild;
  return {
    contentHash: someHash(draw),
    acceptanceHash: someHash(draw),
    caseCount: count(draw, 5),
    skills: draw.below(8) === 0 ? [...SKILLS, 'cobol', 'forth'] : someSkills(draw, 4),
    budgetMinCents: draw.below(4) === 0 ? amount(draw) : (0 as Cents),
    budgetMaxCents: amount(draw),
    postedPriceCents: draw.below(2) === 0 ? null : amount(draw),
    mechanism: draw.pick([null, null, ...offered(state), { kind: 'clock_rev', stepCents: 3 as Cents }]),
    assigneeId: draw.pick([null, someParticipant(wild)]),
    biddingMs: draw.pick([null, null, 1, 1_000, DAY_MS, 0, -5, 1e13]),
    draft: draw.below(5) === 0,
  };
}

function verdict(wild: Wild): CommandBody<'RecordVerdict'> {
  const { draw } = wild;
  const caseCount = count(draw, 5);
  const casesPassed = draw.pick([0, caseCount, count(draw, 5)]);
  const scoreBps = casesPassed === caseCount && draw.below(4) > 0 ? 10_000 : bps(draw);
  const evidenceHash = someHash(draw);
  return { ...delivery(wild), scoreBps, casesPassed, caseCount, evidenceHash, fuel: count(draw, 9), memoryBytes: 0 };
}

const BODIES: { readonly [T in CommandType]: (wild: Wild) => CommandBody<T> } = {
  OpenMarket: (wild) => ({ policy: policy(wild), seed: wild.draw.pick(['', 'another']) }),
  CloseMarket: () => ({}),
  RegisterParticipant: ({ draw }) => ({
    roles: draw.below(8) === 0 ? [] : someRoles(draw),
    participantKind: draw.pick(['human', 'scripted', 'simulated', 'model', 'external']),
    skills: someSkills(draw, 4),
    profileHash: someHash(draw),
  }),
  WithdrawParticipant: (wild) => ({ participantId: someParticipant(wild) }),
  ChangeSkills: (wild) => ({ participantId: someParticipant(wild), skills: someSkills(wild.draw, 4) }),
  Deposit: (wild) => ({ participantId: someParticipant(wild), amountCents: amount(wild.draw) }),
  WithdrawFunds: (wild) => ({ participantId: someParticipant(wild), amountCents: amount(wild.draw) }),
  BookCost: (wild) => ({
    participantId: someParticipant(wild),
    amountCents: amount(wild.draw),
    costKind: wild.draw.pick(['model', 'sandbox', 'time']),
    projectId: wild.draw.below(2) === 0 ? null : project(wild).projectId,
  }),
  EraseContent: ({ draw }) => ({ contentHash: draw.pick([someHash(draw), contentHash('f'.repeat(64))]) }),
  PostProject: posting,
  PublishProject: project,
  CancelProject: project,
  CloseBidding: project,
  ExpireProject: project,
  PlaceBid: (wild) => ({
    ...project(wild),
    ...terms(wild),
    confidenceBps: wild.draw.below(2) === 0 ? null : bps(wild.draw),
  }),
  AmendBid: (wild) => ({ ...bid(wild), ...terms(wild) }),
  RetractBid: bid,
  AwardBid: bid,
  AcceptAward: bid,
  DeclineAward: bid,
  RevokeAward: bid,
  LapseAward: bid,
  EndAward: (wild) => ({ ...project(wild), outcome: wild.draw.pick(['completed', 'incomplete']) }),
  LapseDelivery: project,
  SubmitDelivery: (wild) => ({
    ...project(wild),
    filesHash: someHash(wild.draw),
    bytes: wild.draw.pick([0, 1_000, 1_048_576, 1_048_577, -1]),
  }),
  TakeDelivery: delivery,
  RecordVerdict: verdict,
  VoidDelivery: delivery,
  RequestRevision: (wild) => ({ ...delivery(wild), commentHash: hashOrNone(wild.draw) }),
  CreateMilestone: (wild) => ({ ...bid(wild), amountCents: amount(wild.draw), descriptionHash: hashOrNone(wild.draw) }),
  RequestRelease: milestone,
  ReleaseMilestone: (wild) => ({ ...milestone(wild), amountCents: amount(wild.draw) }),
  CancelMilestone: milestone,
  LapseMilestone: milestone,
  RequestMilestone: (wild) => ({
    ...bid(wild),
    amountCents: amount(wild.draw),
    descriptionHash: hashOrNone(wild.draw),
  }),
  AcceptMilestoneRequest: milestoneRequest,
  RejectMilestoneRequest: milestoneRequest,
  WithdrawMilestoneRequest: milestoneRequest,
  OpenDispute: (wild) => ({ ...milestone(wild), offerCents: amount(wild.draw), reasonHash: hashOrNone(wild.draw) }),
  AnswerDispute: (wild) => ({ ...dispute(wild), offerCents: amount(wild.draw), reasonHash: hashOrNone(wild.draw) }),
  CancelDispute: dispute,
  ResolveDispute: (wild) => ({ ...dispute(wild), freelancerCents: amount(wild.draw) }),
  LapseDispute: dispute,
  PostReview: (wild) => ({
    ...project(wild),
    toId: someParticipant(wild),
    rating: count(wild.draw, 6),
    commentHash: hashOrNone(wild.draw),
  }),
  RevealReviews: project,
  PostMessage: (wild) => ({
    ...project(wild),
    toId: wild.draw.pick([null, someParticipant(wild)]),
    contentHash: someHash(wild.draw),
    ...(wild.draw.below(3) > 0 ? {} : { attachmentHashes: someHashes(wild.draw) }),
  }),
};

/** Closing a market and leaving it are rare: afterwards little can go wrong any more. */
const RARE: ReadonlySet<CommandType> = new Set(['CloseMarket', 'WithdrawParticipant', 'RegisterParticipant']);

export function wildRequest(wild: Wild): CommandRequest {
  const { draw } = wild;
  let type = draw.pick(COMMAND_TYPES);
  while (RARE.has(type) && draw.below(20) > 0) type = draw.pick(COMMAND_TYPES);
  const body: CommandBody<CommandType> = BODIES[type](wild);
  return { type, ...body } as CommandRequest;
}
