/** Ties, lone bidders, reserves and failures to award, rule by rule. */

import { expect, test } from 'vitest';
import { cents } from '../../../server/kernel/money.ts';
import { clear } from '../../../server/market/mechanism/clear.ts';
import type { Mechanism } from '../../../server/market/mechanism/mechanism.ts';
import { qualityValue } from '../../../server/market/mechanism/scoring.ts';
import * as profile from './profiles.ts';
import { auction, clockRev, dutchRev, englishRev, lowest, offer, result } from './profiles.ts';

const reserve = 1_000;
const figures = auction({ reserve, posted: 600 });

test('[M2] equal amounts: the lowest tie hash wins, and every tied bidder wins under some seed', () => {
  const tied = [offer(1, 500, 5_000), offer(2, 500, 5_000), offer(3, 500, 5_000), offer(4, 700, 5_000)];
  for (const rule of profile.priceBased(cents(10))) {
    const seen = new Set<number>();
    for (let round = 0; round < 40; round += 1) {
      const seed = `tie-${round}`;
      const outcome = result(clear(rule, { ...figures, seed }, tied));
      expect(outcome?.bidder).toBe(lowest({ ...figures, seed }, 'tie', [1, 2, 3]));
      expect(outcome?.price).toBe(500);
      seen.add(outcome?.bidder ?? 0);
    }
    expect(seen.size).toBe(3);
  }
});

test('[M12] first price: a lone bidder is paid his own amount, the reserve itself is eligible', () => {
  expect(result(clear(profile.fpSealed, figures, [offer(1, 1_000), offer(2, 1_001)]))).toEqual({
    bidder: 1,
    price: 1_000,
  });
});

test('[M14] Vickrey: tied lowest amounts are paid that amount', () => {
  expect(result(clear(profile.vickrey, figures, [offer(1, 400), offer(2, 400), offer(3, 900)]))?.price).toBe(400);
});

test('[M19] open outcry: a lone bidder is paid his standing bid, and the trace lists all standing bids, lowest first', () => {
  expect(result(clear(englishRev(10), figures, [offer(1, 640)]))).toEqual({ bidder: 1, price: 640 });
  const { trace } = clear(englishRev(10), figures, [offer(1, 650), offer(2, 640)]);
  expect(trace.slice(1, 3)).toEqual([
    { step: 'standing', bidId: 102, bidderId: 2, amountCents: 640 },
    { step: 'standing', bidId: 101, bidderId: 1, amountCents: 650 },
  ]);
});

test('[M22] clock: all who remain leave at the same tick and the hash chooses, paid the tick before', () => {
  const together = [offer(1, 441), offer(2, 449), offer(3, 700)];
  expect(result(clear(clockRev(10), figures, together))).toEqual({
    bidder: lowest(figures, 'tie', [1, 2]),
    price: 450,
  });
  const atStart = [offer(1, 995), offer(2, 1_000)];
  expect(result(clear(clockRev(10), figures, atStart))).toEqual({
    bidder: lowest(figures, 'tie', [1, 2]),
    price: 1_000,
  });
});

test('[M21] clock: an amount on a tick stays for that tick', () => {
  expect(result(clear(clockRev(10), figures, [offer(1, 440), offer(2, 450)]))).toEqual({ bidder: 1, price: 440 });
  expect(result(clear(clockRev(10), figures, [offer(1, 441), offer(2, 450)]))?.price).toBe(450);
});

test('[M23] clock: a lone bidder is paid the reserve at once', () => {
  expect(result(clear(clockRev(10), figures, [offer(1, 3), offer(2, 1_001)]))).toEqual({ bidder: 1, price: 1_000 });
});

test('[M24] clock: several who ask for nothing leave together at nothing, also when the step does not divide', () => {
  const zeros = [offer(1, 0), offer(2, 0), offer(3, 5)];
  for (const step of [10, 300, 7, 5_000]) {
    expect(result(clear(clockRev(step), figures, zeros))).toEqual({ bidder: lowest(figures, 'tie', [1, 2]), price: 0 });
  }
  expect(result(clear(clockRev(300), figures, [offer(1, 0), offer(2, 50)]))).toEqual({ bidder: 1, price: 0 });
});

test('[M28] clock: ticks of one cent from 10^12 cents are cleared exactly and at once', () => {
  const huge = auction({ reserve: 1e12 });
  expect(result(clear(clockRev(1), huge, [offer(1, 3), offer(2, 123_456_789_012)]))).toEqual({
    bidder: 1,
    price: 123_456_789_011,
  });
});

test('[M30] ascending clock: accepts at the same tick are decided by the hash, paid the tick', () => {
  const same = [offer(1, 241), offer(2, 250), offer(3, 251)];
  expect(result(clear(dutchRev(10), figures, same))).toEqual({ bidder: lowest(figures, 'tie', [1, 2]), price: 250 });
});

test('[M29] ascending clock: who asks for nothing accepts at nothing', () => {
  expect(result(clear(dutchRev(10), figures, [offer(1, 0), offer(2, 1)]))).toEqual({ bidder: 1, price: 0 });
});

test('[M31] ascending clock: the last tick is the reserve', () => {
  expect(result(clear(dutchRev(300), figures, [offer(1, 950)]))).toEqual({ bidder: 1, price: 1_000 });
  expect(result(clear(dutchRev(5_000), figures, [offer(1, 1), offer(2, 1_001)]))?.price).toBe(1_000);
});

test('[M32] quality is worth its share of the value, half to even, and of the reserve by default', () => {
  expect([5_000, 15_000].map((bps) => qualityValue(cents(5), figures, bps))).toEqual([2, 8]);
  expect(qualityValue(cents(100_000), figures, 3_333)).toBe(33_330);
  expect(qualityValue(null, figures, 2_500)).toBe(250);
});

test('[M33] scoring: equal scores with different amounts are decided by the tie hash', () => {
  const tied = [offer(1, 500, 6_000), offer(2, 400, 5_000), offer(3, 450, 5_000)];
  const outcome = result(clear(profile.scoringFirst, figures, tied));
  expect(outcome?.bidder).toBe(lowest(figures, 'tie', [1, 2]));
});

test('[M36] second score: a tie pays the own amount', () => {
  const tied = [offer(1, 500, 6_000), offer(2, 400, 5_000)];
  const outcome = result(clear(profile.scoringSecond, figures, tied));
  expect(outcome).toEqual({ bidder: lowest(figures, 'tie', [1, 2]), price: outcome?.bidder === 1 ? 500 : 400 });
});

test('[M35] first score: nothing is awarded below the announced minimum, which itself suffices', () => {
  const rule = (minimum: number): Mechanism =>
    ({ ...profile.scoringFirst, minScoreCents: cents(minimum) }) as Mechanism;
  const offers = [offer(1, 500, 6_000), offer(2, 450, 5_000)];
  expect(clear(rule(101), figures, offers)).toMatchObject({ winner: null, reason: 'below_minimum_score' });
  expect(result(clear(rule(100), figures, offers))).toEqual({ bidder: 1, price: 500 });
  expect(result(clear(profile.scoringFirst, figures, [offer(1, 900, 0)]))).toEqual({ bidder: 1, price: 900 });
});

test('[M8] contradictions are bugs', () => {
  const offers = [offer(1, 1), offer(2, 2)];
  const dear = auction({ reserve, posted: 1_001 });
  const contest: Mechanism = { kind: 'contest', entrantsMax: 1, entriesMax: 1, thresholdBps: 0, guaranteed: false };
  expect(() => clear(profile.vickrey, figures, [offer(1, 1), offer(1, 2)])).toThrow('more than one offer');
  expect(() => clear(profile.postedUniform, dear, offers)).toThrow('posted price above the reserve');
  expect(() => clear(clockRev(0), figures, offers)).toThrow('step not positive');
  expect(() => clear(dutchRev(0), figures, offers)).toThrow('step not positive');
  expect(() => clear(contest, figures, offers)).toThrow('cleared from its entries');
});
