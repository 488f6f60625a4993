import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { CostModel } from '../../agents/private-cost.ts';
import { breakEven, netOf } from '../../agents/scripted/break-even.ts';
import {
  planBid,
  type StrategyChoice,
  type StrategyName,
  strategies,
  strategySchema,
} from '../../agents/scripted/registry.ts';
import type { BidPlan } from '../../agents/scripted/strategy.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../server/kernel/clock.ts';
import { cents } from '../../server/kernel/money.ts';
import { mayEnter } from '../../server/market/mechanism/entry-rule.ts';
import { FREELANCER_COM_FEES } from '../../server/market/policy.ts';
import { type Viewer, view } from '../../server/market/view.ts';
import type { Mechanism, Policy } from '../../server/protocol/arena/wire.ts';
import {
  bidPlaced,
  ME,
  observed,
  opened,
  type PostedProject,
  posted,
  projectIn,
  RIVAL,
  STORY_POLICY,
} from './story.ts';

interface Situation extends PostedProject {
  readonly cost?: number;
  readonly costModel?: CostModel;
  readonly competitors?: number | null;
  readonly rival?: number;
  readonly own?: number;
  readonly seed?: string;
  readonly name?: string;
  readonly workMs?: number;
  readonly policy?: Partial<Policy>;
}

function choice(name: StrategyName, params: object = {}): StrategyChoice {
  return strategySchema.parse({ name, params });
}

function plan(strategy: StrategyChoice, situation: Situation = {}): BidPlan | null {
  const { cost = 2_000, costModel = { kind: 'uniform', fromShare: 0, toShare: 1 }, workMs = HOUR_MS } = situation;
  const { own, rival, competitors = 5, seed = 's', name = 'me' } = situation;
  const bids = [
    ...(own === undefined ? [] : [bidPlaced(1, ME, own, 1)]),
    ...(rival === undefined ? [] : [bidPlaced(1, RIVAL, rival, 2)]),
  ];
  const observation = observed(ME, [opened(situation.policy), posted(situation), ...bids]);
  const project = projectIn(observation);
  const skills = ['Python'];
  return planBid(strategy, {
    observation,
    project,
    costCents: cost,
    costModel,
    workMs,
    skills,
    name,
    seed,
    competitors,
  });
}

const amount = (strategy: StrategyChoice, situation: Situation = {}) => plan(strategy, situation)?.amountCents ?? null;

const POSTED_PRICE: readonly Mechanism[] = [
  { kind: 'posted', draw: 'uniform' },
  { kind: 'direct', assignment: 'rotation' },
  { kind: 'lottery', pays: 'posted' },
];
const AMOUNT_SETS_NO_PRICE: readonly Mechanism[] = [
  { kind: 'vickrey' },
  { kind: 'clock_rev', stepCents: cents(10) },
  { kind: 'scoring_second', valueCents: null },
];
const MECHANISMS: readonly Mechanism[] = [
  ...POSTED_PRICE,
  ...AMOUNT_SETS_NO_PRICE,
  { kind: 'fp_sealed' },
  { kind: 'english_rev', stepCents: cents(50), softCloseMs: MINUTE_MS },
  { kind: 'dutch_rev', stepCents: cents(10) },
  { kind: 'scoring_first', valueCents: null, minScoreCents: null },
  { kind: 'buyer_determined' },
  { kind: 'lottery', pays: 'own' },
  { kind: 'contest', entrantsMax: 9, entriesMax: 1, thresholdBps: 10_000, guaranteed: false },
];
const NAMES = Object.keys(strategies) as StrategyName[];

test('truthful bids its cost, and nothing on what cannot cover it', () => {
  expect(amount(choice('truthful'))).toBe(2_000);
  expect(amount(choice('truthful'), { cost: 10_000 })).toBe(10_000);
  expect(plan(choice('truthful'), { cost: 10_001 })).toBeNull();
});

test('truthful accepts a posted price exactly when it covers the cost', () => {
  for (const mechanism of POSTED_PRICE) {
    expect(amount(choice('truthful'), { mechanism, price: 2_000 })).toBe(2_000);
    expect(plan(choice('truthful'), { mechanism, price: 1_999 })).toBeNull();
  }
});

test('a fee is part of what must be covered, the minimum fee too', () => {
  const policy = { fees: FREELANCER_COM_FEES };
  expect(amount(choice('truthful'), { policy, cost: 9_000 })).toBe(10_000);
  expect(amount(choice('truthful'), { policy, cost: 2_000 })).toBe(2_500);
  expect(plan(choice('truthful'), { policy, cost: 9_001 })).toBeNull();
});

test('break-even is the smallest amount whose net covers the cost', () => {
  const fees = fc.record({
    freelancerBps: fc.integer({ min: 0, max: 9_900 }),
    freelancerMinCents: fc.integer({ min: 0, max: 5_000 }).map(cents),
  });
  fc.assert(
    fc.property(fees, fc.integer({ min: 1, max: 1e8 }), (fee, cost) => {
      const gross = breakEven(fee, cost);
      expect(netOf(fee, gross)).toBeGreaterThanOrEqual(cost);
      expect(netOf(fee, gross - 1)).toBeLessThan(cost);
    }),
  );
  expect(breakEven({ freelancerBps: 10_000, freelancerMinCents: cents(0) }, 1)).toBe(Number.POSITIVE_INFINITY);
});

test('shading asks for the first-price equilibrium in whole cents', () => {
  expect(amount(choice('shading'), { cost: 2_000, competitors: 5 })).toBe(3_600);
  expect(amount(choice('shading'), { cost: 5_000, competitors: 10 })).toBe(5_500);
  expect(amount(choice('shading', { assumedBidders: 2 }), { cost: 2_000, competitors: null })).toBe(6_000);
  const policy = { fees: { ...FREELANCER_COM_FEES, freelancerMinCents: cents(0) } };
  expect(amount(choice('shading'), { cost: 2_000, competitors: 4, policy })).toBe(4_444);
});

test('shading bids its cost where its amount does not set its price, and the most where chance alone decides', () => {
  for (const mechanism of [...AMOUNT_SETS_NO_PRICE, ...POSTED_PRICE]) {
    expect(amount(choice('shading'), { mechanism })).toBe(2_000);
  }
  expect(amount(choice('shading'), { mechanism: { kind: 'lottery', pays: 'own' } })).toBe(10_000);
});

test('undercutting opens near the budget and then goes a step below the best rival', () => {
  expect(amount(choice('undercutting'))).toBe(9_500);
  expect(amount(choice('undercutting'), { rival: 6_000 })).toBe(5_900);
  expect(amount(choice('undercutting', { stepBps: 0 }), { rival: 6_000 })).toBe(5_999);
  expect(amount(choice('undercutting'), { own: 9_500, rival: 6_000 })).toBe(5_900);
});

test('undercutting keeps a bid that leads and never goes below its cost', () => {
  expect(amount(choice('undercutting'), { own: 5_900, rival: 6_000 })).toBe(5_900);
  expect(amount(choice('undercutting'), { own: 5_900 })).toBe(5_900);
  expect(amount(choice('undercutting'), { rival: 2_100 })).toBe(2_000);
  expect(plan(choice('undercutting'), { rival: 2_099 })).toBeNull();
});

test('undercutting takes at least the step of an open outcry', () => {
  const mechanism: Mechanism = { kind: 'english_rev', stepCents: cents(500), softCloseMs: 0 };
  expect(amount(choice('undercutting'), { mechanism, rival: 6_000 })).toBe(5_500);
});

test('sniping waits until shortly before the close, also before a close that was moved', () => {
  const strategy = choice('sniping', { beforeCloseMs: 5_000 });
  expect(plan(strategy, { rival: 6_000 })).toMatchObject({ amountCents: 5_900, at: HOUR_MS - 5_000 });
  expect(plan(strategy, { closesAt: 2 * HOUR_MS })?.at).toBe(2 * HOUR_MS - 5_000);
  expect(plan(strategy, { closesAt: 3_000 })?.at).toBe(0);
});

test('random covers everything between cost and budget evenly, by seed, name and project', () => {
  const draws = Array.from({ length: 2_000 }, (_, seed) => amount(choice('random'), { seed: `${seed}` }) ?? 0);
  expect(Math.min(...draws)).toBeGreaterThanOrEqual(2_000);
  expect(Math.min(...draws)).toBeLessThan(2_050);
  expect(Math.max(...draws)).toBeLessThanOrEqual(10_000);
  expect(Math.max(...draws)).toBeGreaterThan(9_950);
  expect(draws.reduce((sum, draw) => sum + draw, 0) / draws.length).toBeGreaterThan(5_800);
  expect(draws.reduce((sum, draw) => sum + draw, 0) / draws.length).toBeLessThan(6_200);
  expect(amount(choice('random'), { name: 'a' })).not.toBe(amount(choice('random'), { name: 'b' }));
  expect(amount(choice('random'), { key: 1 })).not.toBe(amount(choice('random'), { key: 2 }));
});

test('budget fraction asks for its share of the budget, but never less than its cost', () => {
  expect(amount(choice('budget_fraction', { shareBps: 7_500 }))).toBe(7_500);
  expect(amount(choice('budget_fraction', { shareBps: 1_000 }))).toBe(2_000);
});

test('the specialist bids only on projects that need one of its skills, a little above cost', () => {
  expect(amount(choice('specialist'))).toBe(2_800);
  expect(plan(choice('specialist'), { skills: ['SQL'] })).toBeNull();
});

test('nobody bids on a project that is assigned to somebody else', () => {
  const mechanism: Mechanism = { kind: 'direct', assignment: 'named' };
  for (const name of NAMES) {
    expect(plan(choice(name), { mechanism, assigneeId: RIVAL })).toBeNull();
    expect(plan(choice(name), { mechanism, assigneeId: ME })).not.toBeNull();
  }
});

test('days cover the work and stay within what the market allows', () => {
  expect(plan(choice('truthful'), { workMs: 1 })?.days).toBe(1);
  expect(plan(choice('truthful'), { workMs: 2 * DAY_MS + 1 })?.days).toBe(3);
  expect(plan(choice('truthful'), { workMs: 1_000 * DAY_MS })?.days).toBe(365);
});

const situations = fc.record({
  mechanism: fc.constantFrom(...MECHANISMS),
  cost: fc.integer({ min: 1, max: 10_000 }),
  price: fc.integer({ min: 1, max: 10_000 }),
  rival: fc.option(fc.integer({ min: 1, max: 10_000 }), { nil: 0 }),
  competitors: fc.option(fc.integer({ min: 1, max: 50 })),
});

test('every plan covers the cost, may enter under the mechanism, and is the same when asked again', () => {
  fc.assert(
    fc.property(fc.constantFrom(...NAMES), situations, (name, { rival, ...drawn }) => {
      const situation = rival === 0 ? drawn : { ...drawn, rival };
      const planned = plan(choice(name), situation);
      expect(plan(choice(name), situation)).toEqual(planned);
      if (planned === null) return;
      expect(Number.isSafeInteger(planned.amountCents)).toBe(true);
      expect(planned.amountCents).toBeGreaterThanOrEqual(drawn.cost);
      expect(planned.at).toBeGreaterThanOrEqual(0);
      const { projectId, posting } = posted(situation);
      const auction = {
        seed: 'x',
        projectId,
        reserveCents: posting.budgetMaxCents,
        postedPriceCents: posting.postedPriceCents,
        assigneeId: null,
      };
      const standing = rival === 0 ? null : cents(rival ?? 0);
      expect(mayEnter(drawn.mechanism, auction, standing, cents(planned.amountCents))).toBe('ok');
    }),
    { numRuns: 500 },
  );
});

test('what a rival bids in a sealed market changes no plan, for it is not seen', () => {
  const viewer: Viewer = { kind: 'participant', participantId: ME, roles: ['freelancer'] };
  const rival = bidPlaced(1, RIVAL, 3_000, 2);
  expect(view({ ...rival, sealed: true }, viewer, STORY_POLICY)).toBeNull();
  expect(view(rival, viewer, STORY_POLICY)).not.toBeNull();
  for (const name of ['undercutting', 'sniping'] as const) {
    expect(plan(choice(name), { rival: 3_000 })).not.toEqual(plan(choice(name)));
  }
});

test('a roster names a strategy with parameters; unknown names and parameters are refused', () => {
  expect(strategySchema.parse({ name: 'sniping', params: { stepBps: 5 } })).toEqual({
    name: 'sniping',
    params: { openingBps: 9_500, stepBps: 5, beforeCloseMs: MINUTE_MS },
  });
  expect(strategySchema.parse({ name: 'truthful' })).toEqual({ name: 'truthful', params: {} });
  expect(strategySchema.safeParse({ name: 'clever' }).success).toBe(false);
  expect(strategySchema.safeParse({ name: 'truthful', params: { stepBps: 5 } }).success).toBe(false);
});
