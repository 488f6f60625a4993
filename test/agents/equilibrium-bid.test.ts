import { expect, test } from 'vitest';
import type { CostModel } from '../../agents/private-cost.ts';
import { equilibriumBid, normalTail } from '../../agents/scripted/equilibrium-bid.ts';
import { feeBid, logNormalBid, reserveBid } from '../market/mechanism/oracles.ts';

const unit: CostModel = { kind: 'uniform', fromShare: 0, toShare: 1 };

function bid(cost: number, bidders: number, { reserve = 1, feeRate = 0, costModel = unit, budgetMax = 1 } = {}) {
  return equilibriumBid({ costModel, bidders, budgetMax, reserve, feeRate }, cost);
}

test('uniform costs are shaded to the textbook amounts', () => {
  const table: readonly (readonly [number, number, number])[] = [
    [0.2, 5, 0.36],
    [0.8, 5, 0.84],
    [0.2, 2, 0.6],
    [0.5, 10, 0.55],
  ];
  for (const [cost, bidders, amount] of table) expect(bid(cost, bidders)).toBeCloseTo(amount, 12);
});

test('uniform costs on [50, 250] among four: 100 asks for 137.50', () => {
  const costModel: CostModel = { kind: 'uniform', fromShare: 0.2, toShare: 1 };
  expect(bid(100, 4, { costModel, budgetMax: 250, reserve: 250 })).toBeCloseTo(137.5, 10);
});

test('a reserve below the highest cost lowers what is asked', () => {
  expect(bid(0.2, 3, { reserve: 0.5 })).toBeCloseTo(0.401563, 6);
  expect(bid(0.5, 3, { reserve: 0.5 })).toBe(0.5);
  for (const cost of [0.05, 0.3, 0.59]) {
    expect(bid(cost, 5, { reserve: 0.6 })).toBeCloseTo(reserveBid(cost, 5, 0.6), 12);
  }
});

test('a reserve above the highest cost changes nothing, for nobody could cost more', () => {
  expect(bid(0.5, 4, { reserve: 3 })).toBeCloseTo(bid(0.5, 4), 12);
});

test('a rate fee is passed on and shaded like a cost', () => {
  expect(bid(0.2, 4, { feeRate: 0.1 })).toBeCloseTo(0.44439, 6);
  expect(bid(0.5, 4, { feeRate: 0.1 })).toBeCloseTo(0.694222, 6);
  for (const cost of [0.1, 0.6]) expect(bid(cost, 3, { feeRate: 0.2 })).toBeCloseTo(feeBid(cost, 3, 0.2, 1), 12);
});

test('log-normal costs follow the numeric integral', () => {
  const costModel: CostModel = { kind: 'log_normal', medianShare: 250 / 750, sigma: 0.6358 };
  const setting = { costModel, budgetMax: 750, reserve: 750 };
  const table: readonly (readonly [number, readonly [number, number, number]])[] = [
    [3, [220.23, 346.73, 593.44]],
    [5, [167.3, 298.67, 550.38]],
    [10, [134.28, 271.8, 522.32]],
  ];
  for (const [bidders, amounts] of table) {
    for (const [index, cost] of [100, 250, 500].entries()) {
      // The reference rounds from a sigma with one more digit: half a cent apart.
      expect(Math.abs(bid(cost, bidders, setting) - (amounts[index] ?? Number.NaN))).toBeLessThan(0.01);
      expect(bid(cost, bidders, setting)).toBeCloseTo(logNormalBid(cost, bidders), 3);
    }
  }
});

test('somebody alone asks for the reserve, whatever the cost model', () => {
  expect(bid(0.2, 1, { reserve: 0.7 })).toBeCloseTo(0.7, 12);
  expect(bid(0.2, 1, { reserve: 3 })).toBeCloseTo(3, 12);
  const costModel: CostModel = { kind: 'log_normal', medianShare: 0.3, sigma: 0.5 };
  expect(bid(0.2, 1, { costModel, reserve: 0.7 })).toBeCloseTo(0.7, 12);
});

test('a cost at or above the reserve is asked as it is', () => {
  expect(bid(0.9, 4, { reserve: 0.8 })).toBe(0.9);
  expect(bid(1, 4)).toBe(1);
});

test('costs far out in the tail among very many still give a number between cost and reserve', () => {
  const costModel: CostModel = { kind: 'log_normal', medianShare: 0.01, sigma: 0.1 };
  const amount = bid(0.9, 1_000, { costModel });
  expect(amount).toBeGreaterThanOrEqual(0.9);
  expect(amount).toBeLessThanOrEqual(1);
});

test('the normal tail keeps its relative precision', () => {
  expect(normalTail(0)).toBeCloseTo(0.5, 6);
  expect(normalTail(1.959964)).toBeCloseTo(0.025, 7);
  expect(normalTail(-1.959964)).toBeCloseTo(0.975, 7);
  expect(normalTail(6) / 9.865876e-10).toBeCloseTo(1, 5);
});
