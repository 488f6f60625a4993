/** Second identities of a bidder, false bids of an employer, and the bounds of the clock and of open outcry. */

import { expect, test } from 'vitest';
import { known } from '../../../server/kernel/assert.ts';
import { cents } from '../../../server/kernel/money.ts';
import { chance } from '../../../server/kernel/prng.ts';
import { clear, eligible } from '../../../server/market/mechanism/clear.ts';
import type { Mechanism } from '../../../server/market/mechanism/mechanism.ts';
import { openOutcry } from './open-outcry.ts';
import * as profile from './profiles.ts';
import { anyBidder, auction, clockRev, englishRev, offer, profitOf, randomProfile, result } from './profiles.ts';
import { expectShare } from './sample.ts';

const rounds = 20_000;
const FALSE_BIDDER = 99;

/** The owner's profit with and without a higher bid under a second identity, in a random profile. */
function secondIdentity(label: string, ruleOf: (step: number) => Mechanism) {
  const draw = chance('second identity', label);
  return Array.from({ length: rounds }, (_, round) => {
    const { auction: figures, offers, stepCents } = randomProfile(draw, round);
    const owner = anyBidder(draw, offers);
    const fake = offer(FALSE_BIDDER, owner.amountCents + 1 + draw.below(2 * stepCents), owner.qualityBps);
    const rule = ruleOf(stepCents);
    const alone = clear(rule, figures, offers);
    const both = clear(rule, figures, [...offers, fake]);
    const profit = (outcome: typeof both, bidder: number): number => profitOf(outcome, bidder, owner.amountCents);
    const lastTick = (amount: number): number => Math.floor((figures.reserveCents - amount) / stepCents);
    const gain =
      profit(both, Number(owner.bidderId)) + profit(both, FALSE_BIDDER) - profit(alone, Number(owner.bidderId));
    const sameTick = lastTick(owner.amountCents) === lastTick(fake.amountCents);
    return { gain, sameTick, stepCents };
  });
}

test('[M18] Vickrey: a higher bid under a second identity never pays', () => {
  expect(secondIdentity('Vickrey', () => profile.vickrey).filter(({ gain }) => gain > 0)).toEqual([]);
});

test('[M27] clock: a second identity pays only as a ticket in a joint exit, and less than a step', () => {
  const tried = secondIdentity('clock', clockRev);
  const paying = tried.filter(({ gain }) => gain > 0);
  expect(paying.length).toBeGreaterThan(0);
  for (const { sameTick, gain, stepCents } of paying) {
    expect(sameTick).toBe(true);
    expect(gain).toBeLessThan(stepCents);
  }
});

test('[M45] posted: k identities against three honest rivals win .25, .40 and .625 of the draws', () => {
  const seeds = 20_000;
  for (const [identities, share] of [
    [1, 0.25],
    [2, 0.4],
    [5, 0.625],
  ] as const) {
    const offers = Array.from({ length: identities + 3 }, (_, index) => offer(index + 1, 300));
    let wins = 0;
    for (let seed = 0; seed < seeds; seed += 1) {
      const winner = result(clear(profile.postedUniform, auction({ reserve: 500, seed: `sybil-${seed}` }), offers));
      if (known(winner, 'winner').bidder > 3) wins += 1;
    }
    expectShare(wins, seeds, share);
  }
});

test('[M17] Vickrey: a false bid between the two lowest lowers the price, one below both blocks the trade', () => {
  const figures = auction({ reserve: 75_000 });
  const honest = [offer(1, 30_000), offer(2, 24_000)];
  const withFalse = (amount: number) =>
    result(clear(profile.vickrey, figures, [...honest, offer(FALSE_BIDDER, amount)]));
  expect(withFalse(40_000)).toEqual({ bidder: 2, price: 30_000 });
  expect(withFalse(24_100)).toEqual({ bidder: 2, price: 24_100 });
  expect(withFalse(23_900)?.bidder).toBe(FALSE_BIDDER);
});

test('[M40] second score: a false score between the two best lowers the price, one above both blocks the trade', () => {
  const figures = auction({ reserve: 75_000 });
  const rule: Mechanism = { kind: 'scoring_second', valueCents: cents(100_000) };
  const honest = [offer(1, 30_000, 6_000), offer(3, 42_000, 9_000)];
  const withFalse = (amount: number) => result(clear(rule, figures, [...honest, offer(FALSE_BIDDER, amount, 10_000)]));
  expect(withFalse(74_000)).toEqual({ bidder: 3, price: 60_000 });
  expect(withFalse(53_000)).toEqual({ bidder: 3, price: 43_000 });
  expect(withFalse(51_000)?.bidder).toBe(FALSE_BIDDER);
});

test('[M25] clock: the price is the second-lowest amount to within a step, on the side that the exit decides', () => {
  const draw = chance('clock bounds');
  const seen = { alone: 0, together: 0 };
  for (let round = 0; round < rounds; round += 1) {
    const { auction: figures, offers, stepCents } = randomProfile(draw, round);
    const amounts = eligible(figures, offers)
      .map((one) => one.amountCents)
      .sort((a, b) => a - b);
    const second = amounts[1];
    if (second === undefined) continue;
    const { winner, trace } = clear(clockRev(stepCents), figures, offers);
    const price = known(winner, 'winner').priceCents;
    const together = trace.some((step) => step.step === 'tick' && step.activeCount === 0);
    seen[together ? 'together' : 'alone'] += 1;
    if (together) expect(price >= second && price < second + stepCents).toBe(true);
    else expect(price >= second - stepCents && price < second).toBe(true);
  }
  expect(Math.min(seen.alone, seen.together)).toBeGreaterThan(1_000);
});

test('[M21] clock: division finds the same award as letting the clock tick', () => {
  const draw = chance('ticking');
  for (let round = 0; round < rounds; round += 1) {
    const { auction: figures, offers, stepCents } = randomProfile(draw, round);
    const candidates = eligible(figures, offers);
    if (candidates.length < 2) continue;
    let price: number = figures.reserveCents;
    let active = candidates;
    let last = price;
    let before = active;
    while (active.length > 1 && price > 0) {
      last = price;
      before = active;
      price = Math.max(0, price - stepCents);
      active = active.filter((one) => one.amountCents <= price);
    }
    const expected = active.length === 0 ? { among: before, price: last } : { among: active, price };
    const winner = known(result(clear(clockRev(stepCents), figures, offers)), 'winner');
    expect(winner.price).toBe(expected.price);
    expect(expected.among.map((one) => Number(one.bidderId))).toContain(winner.bidder);
  }
});

test('[M20] open outcry with minimal steps ends within a step of the second-lowest cost', () => {
  const draw = chance('outcry bounds');
  for (let round = 0; round < 4_000; round += 1) {
    const reserve = 1_000 + draw.below(1_000);
    const figures = auction({ reserve });
    const step = cents(1 + draw.below(60));
    const costs = Array.from({ length: 2 + draw.below(5) }, (_, index) => offer(index, draw.below(reserve + 1)));
    const sorted = costs.map((one) => one.amountCents).sort((a, b) => a - b);
    const lowest = known(sorted[0], 'lowest');
    const second = known(sorted[1], 'second');
    const winner = known(clear(englishRev(step), figures, openOutcry(figures, step, costs, draw)).winner, 'winner');
    expect(winner.priceCents).toBeGreaterThanOrEqual(second - step);
    expect(winner.priceCents).toBeLessThan(second + step);
    expect(known(costs[winner.bidderId], 'cost').amountCents).toBeLessThan(lowest + step);
  }
});
