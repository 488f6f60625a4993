/** The closed forms against published and independently computed numbers. */

import { expect, test } from 'vitest';
import * as oracle from './oracles.ts';
import { near } from './sample.ts';

test('[M60] uniform equilibrium bids', () => {
  near(oracle.uniformBid(0.2, 5), 0.36, 9);
  near(oracle.uniformBid(0.8, 5), 0.84, 9);
  near(oracle.uniformBid(0.2, 2), 0.6, 9);
  near(oracle.uniformBid(0.5, 10), 0.55, 9);
  near(oracle.uniformBid(100, 4, 250), 137.5, 9);
});

test('[M60] bids with a reserve, risk aversion and a fee', () => {
  near(oracle.reserveBid(0.2, 3, 0.5), 0.401563, 6);
  near(oracle.reserveBid(0.5, 3, 0.5), 0.5, 9);
  near(oracle.riskAverseBid(0, 5, 0.5), 0.1111, 4);
  near(oracle.riskAverseBid(0, 5, 1), 0.2, 9);
  near(oracle.riskAverseBid(0, 3, 0.5), 0.2, 9);
  near(oracle.feeBid(0.2, 4, 0.1, 1), 0.44439, 6);
  near(oracle.feeBid(0.5, 4, 0.1, 1), 0.694222, 6);
});

test('[M60] log-normal bids by quadrature', () => {
  // First the published figures, whose sigma is known to four digits only, hence to one cent; then a midpoint rule of
  // 200,000 pieces over another error function.
  const table = [
    [3, [220.23, 346.73, 593.44], [220.23115, 346.72471, 593.43457]],
    [5, [167.3, 298.67, 550.38], [167.30148, 298.67158, 550.37783]],
    [10, [134.28, 271.8, 522.32], [134.28322, 271.79602, 522.31606]],
  ] as const;
  for (const [bidders, published, computed] of table) {
    [100, 250, 500].forEach((cost, index) => {
      const bid = oracle.logNormalBid(cost, bidders);
      expect(Math.abs(bid - (published[index] ?? 0))).toBeLessThan(0.01);
      near(bid, computed[index] ?? 0, 5);
    });
  }
});

test('[M60] the special forms agree with the general quadrature', () => {
  near(
    oracle.generalBid(0.2, 3, 0.5, (x) => x),
    oracle.reserveBid(0.2, 3, 0.5),
    9,
  );
  near(
    oracle.generalBid(0.3, 6, 1, (x) => x),
    oracle.uniformBid(0.3, 6),
    9,
  );
  near(oracle.feeBid(0.2, 4, 0, 0.7), oracle.reserveBid(0.2, 4, 0.7), 9);
});

test('[M56] expected payments', () => {
  const table: Record<number, number> = { 2: 0.6667, 3: 0.5, 5: 0.3333, 10: 0.1818 };
  for (const [bidders, payment] of Object.entries(table)) near(oracle.expectedPayment(Number(bidders)), payment, 4);
  near(oracle.expectedPayment(4, 50, 250), 130, 9);
});

test('[M57] payment variances', () => {
  const table: Record<number, readonly [number, number]> = {
    2: [0.013889, 0.055556],
    3: [0.016667, 0.05],
    5: [0.012698, 0.031746],
    10: [0.005579, 0.012397],
  };
  for (const [bidders, [first, second]] of Object.entries(table)) {
    near(oracle.firstPriceVariance(Number(bidders)), first, 6);
    near(oracle.secondPriceVariance(Number(bidders)), second, 6);
  }
});

test('[M58] lowest costs and ex-ante profits', () => {
  const table: Record<number, number> = { 2: 0.3333, 3: 0.25, 5: 0.1667, 10: 0.0909 };
  for (const [bidders, cost] of Object.entries(table)) near(oracle.expectedLowestCost(Number(bidders)), cost, 4);
  near(oracle.expectedProfit(5), (oracle.expectedPayment(5) - oracle.expectedLowestCost(5)) / 5, 12);
});

test('[M59] reserves: trade, payment and the best one', () => {
  const table = [
    [3, 0.5, 0.875, 0.34375],
    [5, 0.6, 0.98976, 0.31968],
    [2, 0.5, 0.75, 0.33333],
  ] as const;
  for (const [bidders, reserve, trade, payment] of table) {
    near(oracle.tradeChance(bidders, reserve), trade, 5);
    near(oracle.reservePayment(bidders, reserve), payment, 5);
  }
  const gain = (reserve: number): number => oracle.tradeChance(3, reserve) - oracle.reservePayment(3, reserve);
  for (let reserve = 0.05; reserve < 1; reserve += 0.05) expect(gain(reserve)).toBeLessThanOrEqual(gain(0.5) + 1e-12);
});

test('[M61] the entry cut-off', () => {
  near(oracle.entryCutoff(5, 0.01), 0.601893, 6);
  near(5 * oracle.entryCutoff(5, 0.01), 3.00946, 5);
  near((1 - oracle.entryCutoff(5, 0.01)) ** 5, 0.01, 9);
});

test('[M62] posted prices: trade, the best price and what it earns', () => {
  near(oracle.tradeChance(3, 0.5), 0.875, 9);
  near((oracle.tradeChance(3, 0.5) * (1 - 0.5 / 2)) / (1 - oracle.expectedLowestCost(3)), 0.875, 9);
  near(oracle.tradeChance(5, 0.3), 0.83193, 5);
  const table = [
    [1, 0.5, 0.25],
    [3, 0.370039, 0.47247],
    [5, 0.301173, 0.582356],
    [10, 0.213207, 0.715267],
  ] as const;
  for (const [bidders, price, gain] of table) {
    const best = oracle.bestPostedPrice(bidders);
    near(best, price, 6);
    near(oracle.postedGain(bidders, best), gain, 6);
    expect(oracle.postedGain(bidders, best + 0.001)).toBeLessThan(oracle.postedGain(bidders, best));
    expect(oracle.postedGain(bidders, best - 0.001)).toBeLessThan(oracle.postedGain(bidders, best));
  }
});

test('[M63] lottery efficiency', () => {
  near(oracle.lotteryEfficiency(3), 0.6667, 4);
  near(oracle.lotteryEfficiency(5), 0.6, 9);
});

test('[M64] all-pay efforts; the best is at least half of the total', () => {
  const table = [
    [2, 0.3333, 0.25],
    [3, 0.5, 0.3333],
    [5, 0.6667, 0.4],
    [10, 0.8182, 0.45],
  ] as const;
  for (const [entrants, total, best] of table) {
    near(oracle.allPayTotal(entrants), total, 4);
    near(oracle.allPayBest(entrants), best, 4);
    expect(oracle.allPayBest(entrants)).toBeGreaterThanOrEqual(oracle.allPayTotal(entrants) / 2);
  }
  near(oracle.knownPrizeBest(2), 0.6667, 4);
  near(oracle.knownPrizeBest(3), 0.6, 9);
  near(oracle.knownPrizeBest(5), 0.5556, 4);
});

test('[M54] chances by number of entries', () => {
  expect(oracle.contestShares([1, 2, 5])).toEqual([0.125, 0.25, 0.625]);
});

test('[M66] expected scores and prices', () => {
  near(oracle.expectedScore(2), 1.3333, 4);
  near(oracle.expectedScore(4), 1.6, 9);
  near(oracle.expectedScore(5), 1.6667, 4);
  for (const bidders of [2, 4, 5]) {
    const density = (k: number): number => bidders * (k - 1) ** (bidders - 1);
    near(
      oracle.integrate((k) => oracle.scoringBid(k, bidders).price * density(k), 1, 2),
      2,
      9,
    );
  }
});
