/** Draws a market's policy from a seed: every mechanism, settlement, fee, limit and window, with times short enough to pass. */

import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from '../../server/kernel/clock.ts';
import { type Cents, cents } from '../../server/kernel/money.ts';
import { type Chance, chance } from '../../server/kernel/prng.ts';
import type { Mechanism, MechanismKind } from '../../server/market/mechanism/mechanism.ts';
import {
  DEFAULT_LIMITS,
  DEFAULT_POLICY,
  type DeadlinePolicy,
  type FeePolicy,
  FREELANCER_COM_FEES,
  type LimitPolicy,
  NO_FEES,
  type PayRule,
  type Policy,
} from '../../server/market/policy.ts';

const MECHANISMS: { readonly [K in MechanismKind]: (draw: Chance) => Mechanism } = {
  fp_sealed: () => ({ kind: 'fp_sealed' }),
  vickrey: () => ({ kind: 'vickrey' }),
  english_rev: (draw) => ({
    kind: 'english_rev',
    stepCents: stepOf(draw),
    softCloseMs: draw.pick([0, MINUTE_MS, HOUR_MS, DAY_MS]),
  }),
  clock_rev: (draw) => ({ kind: 'clock_rev', stepCents: stepOf(draw) }),
  dutch_rev: (draw) => ({ kind: 'dutch_rev', stepCents: stepOf(draw) }),
  scoring_first: (draw) => ({
    kind: 'scoring_first',
    valueCents: draw.pick([null, cents(50_000)]),
    minScoreCents: draw.pick([null, cents(0), cents(10_000)]),
  }),
  scoring_second: (draw) => ({ kind: 'scoring_second', valueCents: draw.pick([null, cents(50_000)]) }),
  buyer_determined: () => ({ kind: 'buyer_determined' }),
  posted: (draw) => ({ kind: 'posted', draw: draw.pick(['uniform', 'first_come']) }),
  direct: (draw) => ({ kind: 'direct', assignment: draw.pick(['named', 'rotation']) }),
  lottery: (draw) => ({ kind: 'lottery', pays: draw.pick(['posted', 'own']) }),
  contest: (draw) => ({
    kind: 'contest',
    entrantsMax: draw.pick([2, 100]),
    entriesMax: draw.pick([1, 3]),
    thresholdBps: draw.pick([0, 5_000, 10_000]),
    guaranteed: draw.below(2) === 0,
  }),
};

function stepOf(draw: Chance): Cents {
  return cents(draw.pick([1, 7, 500, 5_000]));
}

function drawMechanism(draw: Chance): Mechanism {
  return MECHANISMS[draw.pick(Object.keys(MECHANISMS) as MechanismKind[])](draw);
}

function drawFees(draw: Chance, settlement: Policy['settlement']): FeePolicy {
  const custom: FeePolicy = {
    freelancerBps: draw.pick([0, 1, 333, 1_000, 10_000]),
    freelancerMinCents: cents(draw.pick([0, 1, 500])),
    employerBps: draw.pick([0, 1, 333, 2_500, 10_000]),
    employerMinCents: cents(draw.pick([0, 1, 300])),
    refundEmployerFee: false,
  };
  const fees = draw.pick([NO_FEES, FREELANCER_COM_FEES, custom, custom]);
  return { ...fees, refundEmployerFee: settlement === 'verdict' && draw.below(2) === 0 };
}

function drawPayRule(draw: Chance): PayRule {
  return draw.pick<PayRule>([
    { kind: 'all_or_nothing' },
    { kind: 'proportional' },
    { kind: 'threshold', thresholdBps: draw.pick([1, 6_000, 10_000]) },
  ]);
}

function drawDeadlines(draw: Chance): DeadlinePolicy {
  const span = (): number =>
    draw.pick([20 * MINUTE_MS, 2 * HOUR_MS, 2 * HOUR_MS, 12 * HOUR_MS, DAY_MS, 3 * DAY_MS, draw.below(500) + 1]);
  const biddingMs = span();
  return {
    biddingMs,
    expiryMs: biddingMs + span(),
    acceptanceMs: span(),
    deliveryGraceMs: span(),
    verdictMs: span(),
    autoReleaseMs: span(),
    staleMilestoneMs: span(),
    disputeFreelancerMs: span(),
    disputeEmployerMs: span(),
    arbitrationMs: span(),
    reviewMs: span(),
  };
}

function drawLimits(draw: Chance): LimitPolicy {
  // Mostly wide, so that a market lives; now and then tight, so that every limit is reached somewhere.
  const tight = (wide: number, narrow: number): number => (draw.below(5) === 0 ? narrow : wide);
  return {
    participants: tight(DEFAULT_LIMITS.participants, 7),
    openProjects: tight(DEFAULT_LIMITS.openProjects, 3),
    bidsPerProject: tight(DEFAULT_LIMITS.bidsPerProject, 2),
    milestonesPerAward: tight(DEFAULT_LIMITS.milestonesPerAward, 2),
    deliveriesPerAward: draw.pick([1, 2, 3]),
    messagesPerProject: tight(DEFAULT_LIMITS.messagesPerProject, 3),
    skillsPerProject: tight(DEFAULT_LIMITS.skillsPerProject, 1),
    skillsPerParticipant: tight(DEFAULT_LIMITS.skillsPerParticipant, 2),
    amountCents: cents(tight(DEFAULT_LIMITS.amountCents, 20_000)),
    deliveryDays: tight(DEFAULT_LIMITS.deliveryDays, 3),
    deliveryBytes: DEFAULT_LIMITS.deliveryBytes,
    rememberedCommands: tight(DEFAULT_LIMITS.rememberedCommands, 10 + draw.below(20)),
  };
}

/** The policy of the market that `seed` names. */
export function randomPolicy(seed: string): Policy {
  const draw = chance(seed, 'policy');
  const mechanism = drawMechanism(draw);
  const otherMechanisms = Array.from({ length: draw.below(5) }, () => drawMechanism(draw));
  const outcry = [mechanism, ...otherMechanisms].some(({ kind }) => kind === 'english_rev');
  const settlement = draw.pick(['verdict', 'employer'] as const);
  const credits = {
    initial: draw.below(6),
    cap: draw.below(8),
    refillMs: draw.pick([SECOND_MS, HOUR_MS, DAY_MS]),
    returnUnawarded: draw.below(2) === 0,
  };
  return {
    ...DEFAULT_POLICY,
    mechanism,
    otherMechanisms,
    visibility: outcry ? 'open' : draw.pick(['open', 'sealed', 'sealed']),
    revealAtClose: draw.below(2) === 0,
    settlement,
    payRule: drawPayRule(draw),
    fees: drawFees(draw, settlement),
    credits: draw.below(3) === 0 ? credits : null,
    identities: draw.pick(['shown', 'pseudonyms']),
    questions: draw.pick(['none', 'employer_first', 'anyone']),
    skillMatch: draw.below(4) === 0,
    deadlines: drawDeadlines(draw),
    limits: drawLimits(draw),
    speed: { batchMs: draw.below(3) === 0 ? draw.pick([SECOND_MS, MINUTE_MS, 45 * MINUTE_MS]) : 0 },
  };
}
