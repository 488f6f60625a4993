/** Rules F of the market's SPEC.md: fees, by their vectors and by properties. */

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bidId, type MilestoneId } from '../../server/kernel/id.ts';
import { type Cents, cents, sum } from '../../server/kernel/money.ts';
import { employerFee, freelancerFee, withheldFee } from '../../server/market/fee.ts';
import { type FeePolicy, FREELANCER_COM_FEES, NO_FEES } from '../../server/market/policy.ts';
import { by, posting, type TestMarket } from '../helpers/given.ts';
import {
  ANN,
  bid,
  CONTEST,
  close,
  deliver,
  EMPLOYER,
  inEscrow,
  judge,
  MILESTONES,
  milestone,
  platform,
  post,
  release,
  runClock,
  running,
  scene,
  WEALTH,
  wallet,
} from '../helpers/scene.ts';

/** gross, freelancer's fee, employer's fee, both debited, net, platform: rates 10 % and 3 %, minimums $5 and $3. */
const VECTORS = [
  [30_000, 3_000, 900, 30_900, 27_000, 3_900],
  [4_000, 500, 300, 4_300, 3_500, 800],
  [12_350, 1_235, 370, 12_720, 11_115, 1_605],
  [123_455, 12_346, 3_704, 127_159, 111_109, 16_050],
  [33_333, 3_333, 1_000, 34_333, 30_000, 4_333],
  // The minimum would be 500: capped at the gross, so the net is nothing rather than a debt.
  [25, 25, 300, 325, 0, 325],
] as const;

const feePolicy: fc.Arbitrary<FeePolicy> = fc.record({
  freelancerBps: fc.integer({ min: 0, max: 10_000 }),
  freelancerMinCents: fc.integer({ min: 0, max: 2_000 }).map(cents),
  employerBps: fc.integer({ min: 0, max: 10_000 }),
  employerMinCents: fc.integer({ min: 0, max: 2_000 }).map(cents),
  refundEmployerFee: fc.boolean(),
});

test.each(VECTORS)('[F1] of %i cents the freelancer pays %i', (gross, fee) => {
  expect(freelancerFee(FREELANCER_COM_FEES, cents(gross))).toBe(fee);
});

test('[F1] the fee never exceeds the gross', () => {
  fc.assert(
    fc.property(feePolicy, fc.integer({ min: 0, max: 1e12 }), (fees, gross) => {
      const fee = freelancerFee(fees, cents(gross));
      expect(fee).toBeGreaterThanOrEqual(0);
      expect(fee).toBeLessThanOrEqual(gross);
    }),
  );
});

test('[F2] any split of a release costs the same, and no part costs more than itself', () => {
  const parts = fc.array(fc.oneof(fc.integer({ min: 1, max: 30 }), fc.integer({ min: 1, max: 100_000 })), {
    minLength: 1,
  });
  fc.assert(
    fc.property(feePolicy, parts, (fees, amounts) => {
      let released = cents(0);
      let withheld = 0;
      for (const amount of amounts) {
        const fee = withheldFee(fees, released, cents(amount));
        expect(fee >= 0 && fee <= amount).toBe(true);
        withheld += fee;
        released = cents(released + amount);
      }
      expect(withheld).toBe(freelancerFee(fees, released));
    }),
  );
});

test('[F2] nothing is withheld before something is released', () => {
  const market = running({ ...MILESTONES, fees: FREELANCER_COM_FEES });
  const whole = milestone(market, 4_000);
  expect(wallet(market, ANN)).toBe(0);
  release(market, whole, 400);
  expect(wallet(market, ANN)).toBe(0);
  release(market, whole, 3_600);
  expect(wallet(market, ANN)).toBe(3_500);
});

test.each(VECTORS)(
  '[F3] of a price of %i cents, the fees being %i and %i, the employer pays the latter',
  (gross, _fee, fee) => {
    expect(employerFee(FREELANCER_COM_FEES, cents(gross))).toBe(fee);
    expect(employerFee(FREELANCER_COM_FEES, cents(0))).toBe(0);
  },
);

function paidFor(price: number, fees: FeePolicy, scoreBps: number): TestMarket {
  const market = scene({ fees, payRule: { kind: 'proportional' } });
  market.done(by(EMPLOYER), posting(1_000_000));
  bid(market, ANN, price);
  close(market);
  market.done(by(ANN), { type: 'AcceptAward', bidId: bidId(1) });
  judge(market, deliver(market), scoreBps);
  runClock(market);
  return market;
}

test.each(VECTORS)('[F7] a whole award of %i cents: fees %i and %i, debited %i, net %i, platform %i', (...vector) => {
  const [gross, , , debited, net, taken] = vector;
  for (const refundEmployerFee of [false, true]) {
    const market = paidFor(gross, { ...FREELANCER_COM_FEES, refundEmployerFee }, 10_000);
    expect([wallet(market, EMPLOYER), wallet(market, ANN)]).toEqual([WEALTH - debited, net]);
    expect([platform(market), inEscrow(market)]).toEqual([taken, 0]);
  }
});

test('[F4] the employer’s fee stays with the platform, or only the fee on what is paid', () => {
  const kept = paidFor(40_000, FREELANCER_COM_FEES, 0);
  expect([WEALTH - wallet(kept, EMPLOYER), platform(kept)]).toEqual([1_200, 1_200]);
  const refunding = { ...FREELANCER_COM_FEES, refundEmployerFee: true };
  const nothing = paidFor(40_000, refunding, 0);
  expect([WEALTH - wallet(nothing, EMPLOYER), platform(nothing)]).toEqual([0, 0]);
  // A quarter: 10,000 cents paid, a freelancer's fee of 1,000 and an employer's fee of 300.
  const quarter = paidFor(40_000, refunding, 2_500);
  expect([WEALTH - wallet(quarter, EMPLOYER), wallet(quarter, ANN), platform(quarter)]).toEqual([10_300, 9_000, 1_300]);
  // A hundredth: 400 cents paid, and the employer's minimum of 300.
  const hundredth = paidFor(40_000, refunding, 100);
  expect([WEALTH - wallet(hundredth, EMPLOYER), wallet(hundredth, ANN), platform(hundredth)]).toEqual([700, 0, 700]);
});

const RATE: FeePolicy = { ...NO_FEES, employerBps: 300 };

test('[F5] milestones above the price hold the rate on the excess', () => {
  const market = running({ ...MILESTONES, fees: RATE });
  expect(platform(market)).toBe(1_200);
  milestone(market, 30_000);
  expect(inEscrow(market)).toBe(30_000);
  const over = milestone(market, 20_000);
  expect(inEscrow(market)).toBe(50_300);
  release(market, over, 10_000);
  expect(platform(market)).toBe(1_350);
  market.done(by(ANN), { type: 'CancelMilestone', milestoneId: over });
  expect([platform(market), inEscrow(market)]).toEqual([1_350, 30_000]);
  expect(wallet(market, EMPLOYER)).toBe(WEALTH - 30_000 - 10_000 - 1_350);
});

test('[F6] the excess costs the same however it is split', () => {
  const amounts = fc.array(fc.integer({ min: 1, max: 30_000 }), { minLength: 1, maxLength: 10 });
  fc.assert(
    fc.property(amounts, fc.integer({ min: 0, max: 10_000 }), (parts, employerBps) => {
      const fees = { ...NO_FEES, employerBps };
      const split = running({ ...MILESTONES, fees });
      for (const part of parts) milestone(split, part);
      const whole = running({ ...MILESTONES, fees });
      milestone(whole, sum(parts as Cents[]));
      expect(inEscrow(split)).toBe(inEscrow(whole));
    }),
    { numRuns: 50 },
  );
});

test('[F6] what was paid or is held of it is not charged again after a refund', () => {
  const market = running({ ...MILESTONES, fees: RATE });
  const refunded = milestone(market, 40_000);
  const over = milestone(market, 10_000);
  market.done(by(ANN), { type: 'CancelMilestone', milestoneId: refunded });
  milestone(market, 40_000);
  expect(inEscrow(market)).toBe(50_300);
  release(market, over, 10_000);
  market.done(by(ANN), { type: 'CancelMilestone', milestoneId: 3 as MilestoneId });
  milestone(market, 40_000);
  expect([inEscrow(market), platform(market)]).toEqual([40_000, 1_500]);
});

test('[F8] a prize bears both fees', () => {
  const market = scene({ mechanism: CONTEST, fees: FREELANCER_COM_FEES });
  post(market, { postedPriceCents: cents(40_000) });
  bid(market, ANN, 1_000);
  judge(market, deliver(market), 10_000);
  close(market);
  expect([wallet(market, ANN), platform(market), inEscrow(market)]).toEqual([36_000, 5_200, 0]);
  expect(wallet(market, EMPLOYER)).toBe(WEALTH - 41_200);
});
