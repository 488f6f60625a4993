/** How adversaries bid, apart from any market: who is to win in a ring and what that costs, a low ball, a shill, an operator. */

import { expect, test } from 'vitest';
import { type CostModel, privateCost } from '../../agents/private-cost.ts';
import { lowBall } from '../../agents/scripted/adversaries/low-ball.ts';
import { ringBid, turnOf } from '../../agents/scripted/adversaries/ring.ts';
import { shillBid } from '../../agents/scripted/adversaries/shill.ts';
import { sybilBid } from '../../agents/scripted/adversaries/sybil.ts';
import { projectKey } from '../../agents/scripted/bid-range.ts';
import { planBid, strategySchema } from '../../agents/scripted/registry.ts';
import type { BidContext } from '../../agents/scripted/strategy.ts';
import { known } from '../../server/kernel/assert.ts';
import { HOUR_MS } from '../../server/kernel/clock.ts';
import { bidPlaced, EMPLOYER, ME, observed, opened, posted, RIVAL } from './story.ts';

const SHADING = strategySchema.parse({ name: 'shading' });
const COSTS: CostModel = { kind: 'uniform', fromShare: 0.2, toShare: 0.8 };
const RING = ['Ann', 'Bob', 'Cid'].map((name) => ({ name, strategy: SHADING, costModel: COSTS }));

type Situation = Omit<BidContext, 'params'>;

/** What `name` knows of the project with this number when it is posted. */
function situation(name: string, number: number, competitors: number, seed = 's', rival?: number): Situation {
  const postings = Array.from({ length: number }, (_, at) => posted({ number: at + 1, key: at + 1 }));
  const bids = rival === undefined ? [] : [bidPlaced(number, RIVAL, rival, 1)];
  const observation = observed(ME, [opened(), ...postings, ...bids]);
  const project = known([...observation.projects.values()].at(-1), 'project');
  const { budgetMaxCents } = project.posting;
  const costCents = privateCost(COSTS, seed, name, { key: projectKey(project), budgetMaxCents });
  return { observation, project, costCents, costModel: COSTS, workMs: HOUR_MS, skills: [], name, seed, competitors };
}

const amountOf = (plan: { readonly amountCents: number } | null): number =>
  plan?.amountCents ?? Number.POSITIVE_INFINITY;

test('in a ring everybody works out the same leader, and covers it from above', () => {
  for (const [number, leader] of [
    [1, 'Ann'],
    [2, 'Bob'],
    [3, 'Cid'],
    [4, 'Ann'],
  ] as const) {
    const bids = new Map(RING.map(({ name }) => [name, amountOf(ringBid(RING, situation(name, number, 5)))]));
    expect(turnOf(RING, situation('Ann', number, 5)).name).toBe(leader);
    const leading = known(bids.get(leader), 'bid');
    for (const [name, amount] of bids) if (name !== leader) expect(amount / leading).toBeGreaterThan(1.01);
    for (const amount of bids.values()) expect(amount / leading).toBeLessThan(1.09);
  }
});

/** Mean price over so many projects, as a share of what the same bidders pay each other honestly. */
function priceOfRing(outsiders: number): number {
  const others = Array.from({ length: outsiders }, (_, at) => `Other ${at}`);
  const n = RING.length + outsiders;
  let [honest, colluding] = [0, 0];
  for (let draw = 0; draw < 200; draw += 1) {
    const bid = (name: string) => amountOf(planBid(SHADING, situation(name, 1 + (draw % 3), n, `seed ${draw}`)));
    const outside = others.map(bid);
    honest += Math.min(...outside, ...RING.map(({ name }) => bid(name)));
    const ring = RING.map(({ name }) => amountOf(ringBid(RING, situation(name, 1 + (draw % 3), n, `seed ${draw}`))));
    colluding += Math.min(...outside, ...ring);
  }
  return colluding / honest;
}

test('a ring raises the price most where nobody else bids, and hardly where many do', () => {
  const [alone = 0, two = 0, eight = 0] = [0, 2, 8].map(priceOfRing);
  // As the page on what decided this says.
  expect(alone).toBeCloseTo(1.99, 2);
  expect(two).toBeCloseTo(1.15, 2);
  expect(eight).toBeCloseTo(1.03, 2);
});

test('a low ball lies at its share of what the strategy would bid, on about a quarter of the projects', () => {
  let taken = 0;
  for (let draw = 0; draw < 200; draw += 1) {
    const given = situation('Olga', 1, 5, `seed ${draw}`);
    const plan = lowBall(SHADING, 5_000, given);
    if (plan === null) continue;
    taken += 1;
    expect(plan.amountCents / amountOf(planBid(SHADING, given))).toBeCloseTo(0.5, 2);
  }
  expect(taken).toBeGreaterThan(30);
  expect(taken).toBeLessThan(75);
});

test('a shill goes below whoever leads at its own employer, not below what anybody would believe, and nowhere else', () => {
  const rival = (cents?: number) => situation('Ugo', 1, 5, 's', cents);
  const budget = rival().project.posting.budgetMaxCents;
  expect(shillBid(EMPLOYER, rival())?.amountCents).toBe(Math.round(budget * 0.6));
  expect(shillBid(EMPLOYER, rival(Math.round(budget * 0.5)))?.amountCents).toBe(
    Math.round(Math.round(budget * 0.5) * 0.93),
  );
  expect(shillBid(EMPLOYER, rival(Math.round(budget * 0.1)))?.amountCents).toBe(Math.round(budget * 0.3));
  expect(shillBid(RIVAL, rival())).toBeNull();
});

test("an operator's accounts bid one amount within a hundredth, and not the same cent", () => {
  const amounts = ['Lena', 'Milo', 'Nils'].map((name) =>
    amountOf(sybilBid(SHADING, 'operator', { ...situation('operator', 1, 5), name })),
  );
  expect(Math.max(...amounts) / Math.min(...amounts)).toBeLessThanOrEqual(1.0101);
  expect(new Set(amounts).size).toBe(3);
});
