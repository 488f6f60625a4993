/** Equilibrium strategies of the closed forms: nobody gains by playing another while the rivals play them. */

import { expect, test } from 'vitest';
import * as oracle from './oracles.ts';
import { near } from './sample.ts';

/** Whether pretending another cost than one's own never pays when the rivals bid `bid`; costs uniform on [0, 1]. */
function expectBestResponse(
  bid: (cost: number) => number,
  bidders: number,
  highest: number,
  utility: (price: number, cost: number) => number,
): void {
  for (let cost = 0.02; cost < highest; cost += 0.07) {
    const payoff = (pretended: number): number => utility(bid(pretended), cost) * (1 - pretended) ** (bidders - 1);
    const honest = payoff(cost);
    for (let pretended = 0.001; pretended < highest; pretended += 0.001) {
      expect(payoff(pretended)).toBeLessThanOrEqual(honest + 1e-12);
    }
  }
}

test('[M60] no bidder gains by bidding as if his cost were another', () => {
  const profit = (price: number, cost: number): number => price - cost;
  expectBestResponse((cost) => oracle.uniformBid(cost, 5), 5, 1, profit);
  expectBestResponse((cost) => oracle.reserveBid(cost, 3, 0.5), 3, 0.5, profit);
  expectBestResponse(
    (cost) => oracle.riskAverseBid(cost, 5, 0.5),
    5,
    1,
    (price, cost) => Math.sqrt(Math.max(0, price - cost)),
  );
  expectBestResponse(
    (cost) => oracle.feeBid(cost, 4, 0.1, 1),
    4,
    0.9,
    (price, cost) => 0.9 * price - cost,
  );
});

test('[M65] Tullock efforts are best responses to themselves', () => {
  const table = [
    [2, 0.25, 0.5],
    [3, 0.2222, 0.6667],
    [5, 0.16, 0.8],
  ] as const;
  for (const [entrants, effort, total] of table) {
    near(oracle.tullockEffort(entrants, 1), effort, 4);
    near(entrants * oracle.tullockEffort(entrants, 1), total, 4);
  }
  for (const [entrants, exponent] of [
    [2, 1],
    [5, 1],
    [3, 1.5],
    [4, 0.5],
  ] as const) {
    const effort = oracle.tullockEffort(entrants, exponent);
    const payoff = (own: number): number =>
      own ** exponent / (own ** exponent + (entrants - 1) * effort ** exponent) - own;
    for (let own = 0.002; own < 1; own += 0.002) expect(payoff(own)).toBeLessThanOrEqual(payoff(effort) + 1e-12);
  }
});
