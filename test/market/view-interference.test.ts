/** Rule W4 of the market's SPEC.md: what a rival's sealed bid may not change. */

import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { BidId } from '../../server/kernel/id.ts';
import { cents } from '../../server/kernel/money.ts';
import type { Mechanism } from '../../server/market/mechanism/mechanism.ts';
import { by, type TestMarket } from '../helpers/given.ts';
import { ANN, BOB, bid, CAT, close, deliver, EMPLOYER, judge, post, scene } from '../helpers/scene.ts';
import { everybody, shown } from '../helpers/shown.ts';

/** Cat's bid loses at `amount`; everything else is the same. */
function losing(mechanism: Mechanism, amount: number, amended: number): TestMarket {
  const market = scene({ mechanism, credits: { initial: 5, cap: 5, refillMs: 1_000, returnUnawarded: true } });
  post(market);
  bid(market, ANN, 40_000);
  const catsBid = bid(market, CAT, amount, 1, { days: 1 + (amount % 7), qualityBps: amount % 10_000 });
  bid(market, BOB, 45_000);
  const terms = { days: 2, qualityBps: 5_000, proposalHash: null };
  market.done(by(CAT), { type: 'AmendBid', bidId: catsBid, amountCents: cents(amended), ...terms });
  market.wait(1_000);
  close(market);
  market.done(by(ANN), { type: 'AcceptAward', bidId: 1 as BidId });
  judge(market, deliver(market), 10_000);
  return market;
}

const losingAmount = fc.integer({ min: 45_001, max: 100_000 });
const BLIND: readonly Mechanism[] = [
  { kind: 'fp_sealed' },
  { kind: 'vickrey' },
  { kind: 'clock_rev', stepCents: cents(10) },
  { kind: 'dutch_rev', stepCents: cents(10) },
];

test.each(BLIND)(
  '[W4] %o: to all but bidder and employer a losing sealed bid is the same at any amount',
  (mechanism) => {
    fc.assert(
      fc.property(losingAmount, losingAmount, losingAmount, losingAmount, (one, other, then, thereafter) => {
        const a = losing(mechanism, one, then);
        const b = losing(mechanism, other, thereafter);
        for (const [name, viewer] of everybody(a)) {
          const same = shown(a, viewer) === shown(b, viewer);
          const party = name === String(CAT) || name === String(EMPLOYER);
          expect([name, same]).toEqual([name, !party || (one === other && then === thereafter)]);
        }
      }),
      { numRuns: 40 },
    );
  },
);

test('[W4] where the second-lowest bid sets the price, only the winner learns of it', () => {
  const a = losing({ kind: 'vickrey' }, 60_000, 41_000);
  const b = losing({ kind: 'vickrey' }, 60_000, 43_000);
  const told = everybody(a).filter(([, viewer]) => shown(a, viewer) !== shown(b, viewer));
  expect(told.map(([name]) => name)).toEqual([EMPLOYER, ANN, CAT].map(String));
});
