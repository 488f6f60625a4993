/** The worked profile: every rule on the same four bids, one of them above the reserve. */

import { expect, test } from 'vitest';
import { cents } from '../../../server/kernel/money.ts';
import { chance } from '../../../server/kernel/prng.ts';
import { clear } from '../../../server/market/mechanism/clear.ts';
import type { Mechanism } from '../../../server/market/mechanism/mechanism.ts';
import { scoreOf } from '../../../server/market/mechanism/scoring.ts';
import { openOutcry } from './open-outcry.ts';
import * as profile from './profiles.ts';
import { auction, clockRev, dutchRev, englishRev, offer, result } from './profiles.ts';

const a = offer(1, 30_000, 6_000);
const b = offer(2, 24_000, 3_000);
const c = offer(3, 42_000, 9_000);
const d = offer(4, 80_000, 9_900);
const all = [a, b, c, d];
const figures = auction({ reserve: 75_000, posted: 40_000 });
const value = cents(100_000);
const first: Mechanism = { kind: 'scoring_first', valueCents: value, minScoreCents: null };
const second: Mechanism = { kind: 'scoring_second', valueCents: value };

test('[M12] first price: B is paid his 240.00', () => {
  expect(result(clear(profile.fpSealed, figures, all))).toEqual({ bidder: 2, price: 24_000 });
});

test('[M14] Vickrey: B is paid the second-lowest 300.00', () => {
  expect(result(clear(profile.vickrey, figures, all))).toEqual({ bidder: 2, price: 30_000 });
});

test('[M15] Vickrey: B alone is paid the reserve', () => {
  expect(result(clear(profile.vickrey, figures, [b]))).toEqual({ bidder: 2, price: 75_000 });
  expect(result(clear(profile.vickrey, figures, [b, d]))).toEqual({ bidder: 2, price: 75_000 });
});

test('[M19] open outcry: B is paid 290.00 or 300.00, whichever the order of bids left standing', () => {
  const prices = new Set<number>();
  for (let round = 0; round < 50; round += 1) {
    const standing = openOutcry(figures, cents(1_000), [a, b, c], chance('outcry', round));
    const outcome = result(clear(englishRev(1_000), figures, standing));
    expect(outcome?.bidder).toBe(2);
    prices.add(outcome?.price ?? 0);
  }
  expect([...prices].sort()).toEqual([29_000, 30_000]);
});

test('[M21] descending clock: B is alone at 290.00', () => {
  expect(result(clear(clockRev(1_000), figures, all))).toEqual({ bidder: 2, price: 29_000 });
});

test('[M29] ascending clock: B accepts at 240.00', () => {
  expect(result(clear(dutchRev(1_000), figures, all))).toEqual({ bidder: 2, price: 24_000 });
});

test('[M33] scores are A 300, B 60, C 480', () => {
  expect([a, b, c].map((one) => scoreOf(value, figures, one))).toEqual([30_000, 6_000, 48_000]);
});

test('[M34] first score: C is paid his 420.00', () => {
  expect(result(clear(first, figures, all))).toEqual({ bidder: 3, price: 42_000 });
});

test('[M36] second score: C is paid 420 + 480 − 300 = 600.00, and the reserve when only B competes', () => {
  expect(result(clear(second, figures, all))).toEqual({ bidder: 3, price: 60_000 });
  expect(result(clear(second, figures, [b, c]))).toEqual({ bidder: 3, price: 75_000 });
});

test('[M37] second score: C alone is paid the reserve', () => {
  expect(result(clear(second, figures, [c]))).toEqual({ bidder: 3, price: 75_000 });
});

/** Winners of `mechanism` over 600 seeds, as id → count. */
function winners(mechanism: Mechanism, price: (bidder: number) => number): Record<number, number> {
  const counts: Record<number, number> = {};
  for (let seed = 0; seed < 600; seed += 1) {
    const outcome = result(clear(mechanism, { ...figures, seed: `seed-${seed}` }, all));
    expect(outcome).toEqual({ bidder: outcome?.bidder, price: price(outcome?.bidder ?? 0) });
    const bidder = outcome?.bidder ?? 0;
    counts[bidder] = (counts[bidder] ?? 0) + 1;
  }
  return counts;
}

test('[M42] posted 400.00: A or B, about half each, is paid 400.00', () => {
  const counts = winners(profile.postedUniform, () => 40_000);
  expect(Object.keys(counts)).toEqual(['1', '2']);
  expect(Math.abs((counts[1] ?? 0) - 300)).toBeLessThan(4 * Math.sqrt(150));
});

test('[M49] lottery: A, B or C, about a third each', () => {
  const counts = winners({ kind: 'lottery', pays: 'posted' }, () => 40_000);
  expect(Object.keys(counts)).toEqual(['1', '2', '3']);
  for (const count of Object.values(counts)) expect(Math.abs(count - 200)).toBeLessThan(4 * Math.sqrt(600 * (2 / 9)));
});

test('[M50] a lottery that pays the own amount pays each winner his own', () => {
  const own: Record<number, number> = { 1: 30_000, 2: 24_000, 3: 42_000 };
  winners({ kind: 'lottery', pays: 'own' }, (bidder) => own[bidder] ?? 0);
});

test('[M1] only D, above the reserve: no award under any rule', () => {
  const rules: Mechanism[] = [
    ...profile.priceBased(cents(1_000)),
    { kind: 'buyer_determined' },
    profile.postedUniform,
    { kind: 'posted', draw: 'first_come' },
    { kind: 'lottery', pays: 'own' },
  ];
  for (const rule of rules) {
    expect(clear(rule, figures, [d])).toMatchObject({ winner: null, reason: 'no_eligible_bid' });
    expect(clear(rule, figures, [])).toMatchObject({ winner: null, reason: 'no_eligible_bid' });
  }
  for (const assignment of ['named', 'rotation'] as const) {
    const named = { ...figures, assigneeId: d.bidderId };
    expect(clear({ kind: 'direct', assignment }, named, [d])).toMatchObject({
      winner: null,
      reason: 'nobody_available',
    });
  }
});
