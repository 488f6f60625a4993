/** Random lives of a market: commands of every kind, mostly nonsense, decided by the real rules. */

import { DAY_MS, HOUR_MS } from '../../server/kernel/clock.ts';
import { sha256 } from '../../server/kernel/hash.ts';
import { commandId, contentHash, marketId, participantId } from '../../server/kernel/id.ts';
import { cents } from '../../server/kernel/money.ts';
import { type Chance, chance } from '../../server/kernel/prng.ts';
import { type Actor, CLOCK, type Command, type CommandType, OWNER, type Role } from '../../server/market/command.ts';
import { COMMAND_TYPES, decide } from '../../server/market/decide.ts';
import type { MarketEvent } from '../../server/market/event.ts';
import { evolve } from '../../server/market/evolve.ts';
import type { Mechanism } from '../../server/market/mechanism/mechanism.ts';
import { DEFAULT_POLICY, type Policy } from '../../server/market/policy.ts';
import { emptyMarket, type MarketState } from '../../server/market/state.ts';

const MARKET = marketId('random');
const HASH = contentHash(sha256('a text'));
const CREDITS = { initial: 20, cap: 40, refillMs: HOUR_MS, returnUnawarded: true };
const CONTEST: Mechanism = { kind: 'contest', entrantsMax: 5, entriesMax: 2, thresholdBps: 5_000, guaranteed: false };
const ROLES: readonly Role[] = ['employer', 'freelancer', 'freelancer', 'freelancer', 'reviewer'];

/** Policies under which every type of event can happen: both settlements, hand-made awards, automatic ones, contests. */
export const POLICIES: readonly Policy[] = [
  {
    ...DEFAULT_POLICY,
    credits: CREDITS,
    otherMechanisms: [CONTEST],
    revealAtClose: true,
    payRule: { kind: 'proportional' },
  },
  { ...DEFAULT_POLICY, mechanism: { kind: 'buyer_determined' }, settlement: 'employer', questions: 'anyone' },
  {
    ...DEFAULT_POLICY,
    mechanism: { kind: 'english_rev', stepCents: cents(100), softCloseMs: 6 * DAY_MS },
    visibility: 'open',
    fees: { ...DEFAULT_POLICY.fees, refundEmployerFee: true },
  },
];

/** One value for every field that any command has; each command takes those it knows. */
function anyFields(random: Chance, { next }: MarketState) {
  const recent = (following: number): number => Math.max(1, following - 1 - random.below(3));
  const amount = cents(1_000 * (1 + random.below(20)));
  return {
    participantId: 1 + random.below(5),
    roles: ['freelancer'],
    participantKind: 'scripted',
    skills: ['sql'],
    profileHash: HASH,
    contentHash: HASH,
    costKind: 'model',
    projectId: recent(next.project),
    acceptanceHash: HASH,
    caseCount: 4,
    casesPassed: random.below(5),
    scoreBps: random.below(3) * 5_000,
    evidenceHash: HASH,
    fuel: 10,
    memoryBytes: 10,
    budgetMinCents: cents(1_000),
    budgetMaxCents: cents(20_000),
    postedPriceCents: null,
    mechanism: null,
    assigneeId: null,
    biddingMs: null,
    draft: random.below(4) === 0,
    bidId: recent(next.bid),
    amountCents: amount,
    freelancerCents: amount,
    offerCents: amount,
    days: 1 + random.below(9),
    qualityBps: 5_000,
    proposalHash: null,
    confidenceBps: null,
    outcome: random.pick(['completed', 'incomplete']),
    deliveryId: recent(next.delivery),
    filesHash: HASH,
    bytes: 10,
    commentHash: null,
    milestoneId: recent(next.milestone),
    descriptionHash: null,
    requestId: recent(next.milestoneRequest),
    disputeId: recent(next.dispute),
    reasonHash: null,
    rating: 1 + random.below(5),
    toId: random.pick([1, 2, 3]),
  };
}

const ACTORS: readonly Actor[] = [
  OWNER,
  CLOCK,
  ...ROLES.map((_, position): Actor => ({ kind: 'participant', participantId: participantId(position + 1) })),
];

/** What would end everything too soon if it were as likely as the rest: one in so many is tried. */
const RARE: Partial<Record<CommandType, number>> = {
  OpenMarket: 100,
  CloseMarket: 1_000,
  RegisterParticipant: 100,
  WithdrawParticipant: 300,
  ChangeSkills: 20,
  CancelProject: 20,
  RetractBid: 10,
  DeclineAward: 10,
  RevokeAward: 10,
  PostProject: 10,
  EndAward: 10,
  RequestMilestone: 3,
  AcceptMilestoneRequest: 3,
  CancelMilestone: 5,
};

type Step = readonly MarketEvent[];

/** The events of each accepted command among `commandCount` random ones. Equal arguments give equal lives. */
export function* randomLife(policy: Policy, seed: string, commandCount: number): Generator<Step> {
  const random = chance(seed, 'random life');
  const state = emptyMarket(MARKET);
  let at = Date.UTC(2026, 0, 1);
  const attempt = (type: CommandType, actor: Actor, fields: object): Step | null => {
    const head = { type, actor, marketId: MARKET, commandId: commandId(`${state.seq}`) };
    const decision = decide(state, { ...head, ...fields } as Command, at);
    if (!decision.ok) return null;
    for (const event of decision.value) evolve(state, { seq: state.seq + 1, at, event });
    return decision.value;
  };
  const must = (step: Step | null): Step => {
    if (step === null) throw new Error('the opening of a random life was refused');
    return step;
  };
  yield must(attempt('OpenMarket', OWNER, { policy, seed }));
  for (const role of ROLES) {
    yield must(attempt('RegisterParticipant', OWNER, { ...anyFields(random, state), roles: [role] }));
  }
  yield must(attempt('Deposit', OWNER, { participantId: 1, amountCents: cents(1_000_000) }));
  for (let count = 0; count < commandCount; count += 1) {
    const type = random.pick(COMMAND_TYPES);
    if (random.below(RARE[type] ?? 1) > 0) continue;
    const mechanism = random.below(3) === 0 ? (policy.otherMechanisms[0] ?? null) : null;
    const fields = { ...anyFields(random, state), mechanism };
    const step = random
      .shuffle(ACTORS)
      .reduce<Step | null>((done, actor) => done ?? attempt(type, actor, fields), null);
    if (step !== null) yield step;
    at += random.below(300) === 0 ? 15 * DAY_MS : random.below(HOUR_MS / 4);
  }
}
