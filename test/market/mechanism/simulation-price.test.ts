/** The price rules, simulated with equilibrium bidders, against the closed forms. */

import { expect, test } from 'vitest';
import { known } from '../../../server/kernel/assert.ts';
import { type Chance, chance } from '../../../server/kernel/prng.ts';
import { clear } from '../../../server/market/mechanism/clear.ts';
import type { Auction, Mechanism } from '../../../server/market/mechanism/mechanism.ts';
import * as oracle from './oracles.ts';
import { auction, clockRev, dutchRev, fpSealed, offer, postedUniform, vickrey } from './profiles.ts';
import { expectMean, expectNear, expectShare, sample } from './sample.ts';

/** Cents in one unit of cost: fine enough that rounding to cents stays below every tolerance. */
const ONE = 10_000_000;
const rounds = 30_000;
const whole = auction({ reserve: ONE });

const uniformCosts = (draw: Chance, bidders: number): number[] => Array.from({ length: bidders }, () => draw.unit());

/** Clears bids of bidders 0, 1, …; a bid of null stays away. Price and the winner's index, or null. */
function play(mechanism: Mechanism, figures: Auction, bids: readonly (number | null)[]) {
  const offers = bids.flatMap((bid, index) => (bid === null ? [] : [offer(index, Math.round(bid * ONE))]));
  const { winner } = clear(mechanism, figures, offers);
  return winner === null ? null : { price: winner.priceCents / ONE, bidder: Number(winner.bidderId) };
}

for (const bidders of [2, 3, 5, 10]) {
  test(`[M56] ${bidders} bidders: first price, Vickrey and both clocks cost the same and match theory`, () => {
    const draw = chance('revenue', bidders);
    const samples = { first: sample(), second: sample(), clock: sample(), dutch: sample() };
    const differences = { second: sample(), clock: sample(), dutch: sample() };
    for (let round = 0; round < rounds; round += 1) {
      const costs = uniformCosts(draw, bidders);
      const bids = costs.map((cost) => oracle.uniformBid(cost, bidders));
      const first = known(play(fpSealed, whole, bids), 'award').price;
      const second = known(play(vickrey, whole, costs), 'award').price;
      const clock = known(play(clockRev(1), whole, costs), 'award').price;
      const dutch = known(play(dutchRev(1), whole, bids), 'award').price;
      samples.first.add(first);
      samples.second.add(second);
      samples.clock.add(clock);
      samples.dutch.add(dutch);
      differences.second.add(first - second);
      differences.clock.add(first - clock);
      differences.dutch.add(first - dutch);
    }
    for (const payments of Object.values(samples)) expectMean(payments, oracle.expectedPayment(bidders));
    for (const gap of Object.values(differences)) expectMean(gap, 0);
  });

  test(`[M57] ${bidders} bidders: payments vary as theory says, less in first price`, () => {
    const draw = chance('variance', bidders);
    const first = sample();
    const second = sample();
    for (let round = 0; round < rounds; round += 1) {
      const costs = uniformCosts(draw, bidders);
      const bids = costs.map((cost) => oracle.uniformBid(cost, bidders));
      first.add(known(play(fpSealed, whole, bids), 'award').price);
      second.add(known(play(vickrey, whole, costs), 'award').price);
    }
    expectNear(first.variance(), oracle.firstPriceVariance(bidders), first.varianceError());
    expectNear(second.variance(), oracle.secondPriceVariance(bidders), second.varianceError());
    expect(first.variance()).toBeLessThan(second.variance());
  });

  test(`[M58] ${bidders} bidders: the cheapest wins and expected profit is as theory says`, () => {
    const draw = chance('efficiency', bidders);
    const winnersCost = sample();
    const profit = sample();
    for (let round = 0; round < rounds; round += 1) {
      const costs = uniformCosts(draw, bidders);
      const outcome = known(play(vickrey, whole, costs), 'award');
      const cost = known(costs[outcome.bidder], 'cost');
      winnersCost.add(cost);
      profit.add(outcome.bidder === 0 ? outcome.price - cost : 0);
    }
    expectMean(winnersCost, oracle.expectedLowestCost(bidders));
    expectMean(profit, oracle.expectedProfit(bidders));
  });
}

test('[M56] costs from 50 to 250, four bidders: 130 on average', () => {
  const draw = chance('fifty to two-fifty');
  const payments = sample();
  const figures = auction({ reserve: 250_000 });
  for (let round = 0; round < rounds; round += 1) {
    const bids = Array.from({ length: 4 }, () => oracle.uniformBid(50 + 200 * draw.unit(), 4, 250));
    const offers = bids.map((bid, index) => offer(index, Math.round(bid * 1_000)));
    payments.add(known(clear(fpSealed, figures, offers).winner, 'award').priceCents / 1_000);
  }
  expectMean(payments, 130, 1e-3);
});

for (const [bidders, reserve] of [
  [3, 0.5],
  [5, 0.6],
  [2, 0.5],
] as const) {
  test(`[M59] ${bidders} bidders, reserve ${reserve}: trade and payment, first price and Vickrey`, () => {
    const draw = chance('reserve', bidders);
    const figures = auction({ reserve: reserve * ONE });
    const first = sample();
    const second = sample();
    let trades = 0;
    for (let round = 0; round < rounds; round += 1) {
      const costs = uniformCosts(draw, bidders);
      const bids = costs.map((cost) => (cost <= reserve ? oracle.reserveBid(cost, bidders, reserve) : cost));
      const outcome = play(fpSealed, figures, bids);
      trades += outcome === null ? 0 : 1;
      first.add(outcome?.price ?? 0);
      second.add(play(vickrey, figures, costs)?.price ?? 0);
    }
    expectShare(trades, rounds, oracle.tradeChance(bidders, reserve));
    expectMean(first, oracle.reservePayment(bidders, reserve));
    expectMean(second, oracle.reservePayment(bidders, reserve));
  });
}

test('[M61] a bid fee of .01, five bidders: entrants and projects without a bid', () => {
  const draw = chance('credits');
  const cutoff = oracle.entryCutoff(5, 0.01);
  const entrants = sample();
  let empty = 0;
  const marginal = sample();
  for (let round = 0; round < rounds; round += 1) {
    const bids = uniformCosts(draw, 5).map((cost) => (cost <= cutoff ? cost : null));
    entrants.add(bids.filter((bid) => bid !== null).length);
    empty += play(vickrey, whole, bids) === null ? 1 : 0;
    const outcome = known(play(vickrey, whole, [cutoff, ...bids.slice(1)]), 'award');
    marginal.add(outcome.bidder === 0 ? outcome.price - cutoff : 0);
  }
  expectMean(entrants, 5 * cutoff);
  expectShare(empty, rounds, 0.01);
  expectMean(marginal, 0.01);
});

for (const [bidders, price] of [
  [3, 0.5],
  [5, 0.3],
] as const) {
  test(`[M62] ${bidders} bidders, posted price ${price}: trade and the winner's mean cost`, () => {
    const draw = chance('posted', bidders);
    const winnersCost = sample();
    for (let round = 0; round < rounds; round += 1) {
      const costs = uniformCosts(draw, bidders);
      const figures = auction({ reserve: ONE, posted: price * ONE, project: round + 1 });
      const outcome = play(postedUniform, figures, costs);
      if (outcome === null) continue;
      expect(outcome.price).toBe(price);
      winnersCost.add(known(costs[outcome.bidder], 'cost'));
    }
    expectShare(winnersCost.count(), rounds, oracle.tradeChance(bidders, price));
    expectMean(winnersCost, price / 2);
  });
}

for (const bidders of [3, 5]) {
  test(`[M63] lottery among ${bidders}: surplus over the best possible`, () => {
    const draw = chance('lottery', bidders);
    const winnersCost = sample();
    for (let round = 0; round < rounds; round += 1) {
      const costs = uniformCosts(draw, bidders);
      const figures = auction({ reserve: ONE, project: round + 1 });
      const outcome = known(play({ kind: 'lottery', pays: 'posted' }, figures, costs), 'award');
      winnersCost.add(known(costs[outcome.bidder], 'cost'));
    }
    const best = 1 - oracle.expectedLowestCost(bidders);
    const error = winnersCost.meanError() / best;
    expectNear((1 - winnersCost.mean()) / best, oracle.lotteryEfficiency(bidders), error);
  });
}
