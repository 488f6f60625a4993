/** Contests and scoring auctions, simulated with equilibrium players, against the closed forms. */

import { expect, test } from 'vitest';
import { known } from '../../../server/kernel/assert.ts';
import { cents } from '../../../server/kernel/money.ts';
import { chance } from '../../../server/kernel/prng.ts';
import { clear, clearContest } from '../../../server/market/mechanism/clear.ts';
import type { ContestRule } from '../../../server/market/mechanism/contest.ts';
import type { Mechanism } from '../../../server/market/mechanism/mechanism.ts';
import { qualityValue } from '../../../server/market/mechanism/scoring.ts';
import * as oracle from './oracles.ts';
import { auction, entry, offer } from './profiles.ts';
import { expectMean, sample } from './sample.ts';

const rounds = 20_000;
/** Efforts become scores of 10,000 steps: no rounding exceeds half a step. */
const SCORE_SLACK = 0.5e-4;
const contest: ContestRule = { kind: 'contest', entrantsMax: 10, entriesMax: 1, thresholdBps: 0, guaranteed: false };
const prize = auction({ reserve: 1_000 });

/** Total effort of all, and the effort of whom the contest pays. */
function simulate(entrants: number, label: string, effortOf: (unit: number) => number) {
  const draw = chance(label, entrants);
  const total = sample();
  const best = sample();
  for (let round = 0; round < rounds; round += 1) {
    const efforts = Array.from({ length: entrants }, () => effortOf(draw.unit()));
    const entries = efforts.map((effort, index) => entry(index, Math.round(effort * 10_000)));
    const winner = known(clearContest(contest, prize, entries).winner, 'winner');
    total.add(efforts.reduce((sum, effort) => sum + effort, 0));
    best.add(known(efforts[winner.bidderId], 'effort'));
  }
  return { total, best };
}

for (const entrants of [2, 3, 5, 10]) {
  test(`[M64] all-pay among ${entrants} with private values: total and best effort`, () => {
    const { total, best } = simulate(entrants, 'all-pay', (value) => oracle.allPayEffort(value, entrants));
    expectMean(total, oracle.allPayTotal(entrants));
    expectMean(best, oracle.allPayBest(entrants), SCORE_SLACK);
  });
}

for (const entrants of [2, 3, 5]) {
  test(`[M64] all-pay among ${entrants} who know the prize: effort takes all of it`, () => {
    const { total, best } = simulate(entrants, 'known prize', (unit) => unit ** (entrants - 1));
    expectMean(total, 1);
    expectMean(best, oracle.knownPrizeBest(entrants), SCORE_SLACK);
  });
}

/** Cents in one unit of worth; full quality is worth 4 units, the reserve is above every equilibrium price. */
const UNIT = 1_000_000;
const value = cents(4 * UNIT);
const market = auction({ reserve: 4 * UNIT });
const first: Mechanism = { kind: 'scoring_first', valueCents: value, minScoreCents: null };
const second: Mechanism = { kind: 'scoring_second', valueCents: value };

for (const bidders of [2, 4, 5]) {
  test(`[M66] scoring among ${bidders}: score and price under both rules`, () => {
    const draw = chance('scoring', bidders);
    const figures = { firstScore: sample(), secondScore: sample(), firstPrice: sample(), secondPrice: sample() };
    for (let round = 0; round < rounds; round += 1) {
      const types = Array.from({ length: bidders }, () => 1 + draw.unit());
      const bps = types.map((type) => Math.round((2 * type * 10_000) / 4));
      // The rule's worth is linear in quality: a promise of 2√q out of 4 stands for quality q, and the amount is set
      // from the rounded worth so that the score is exact to a cent.
      const promise = (index: number, score: number) => {
        const qualityBps = known(bps[index], 'quality');
        return offer(index, qualityValue(value, market, qualityBps) - Math.round(score * UNIT), qualityBps);
      };
      const equilibrium = types.map((type, index) => promise(index, oracle.scoringBid(type, bidders).score));
      const honest = types.map((type, index) => promise(index, type));
      const one = known(clear(first, market, equilibrium).winner, 'winner');
      const two = known(clear(second, market, honest).winner, 'winner');
      expect(one.bidderId).toBe(two.bidderId);
      const worth = qualityValue(value, market, known(bps[one.bidderId], 'quality'));
      figures.firstScore.add((worth - one.priceCents) / UNIT);
      figures.secondScore.add((worth - two.priceCents) / UNIT);
      figures.firstPrice.add(one.priceCents / UNIT);
      figures.secondPrice.add(two.priceCents / UNIT);
    }
    expectMean(figures.firstScore, oracle.expectedScore(bidders));
    expectMean(figures.secondScore, oracle.expectedScore(bidders));
    expectMean(figures.firstPrice, 2, 1e-4);
    expectMean(figures.secondPrice, 2, 1e-4);
  });
}
