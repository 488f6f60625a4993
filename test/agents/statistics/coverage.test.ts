/** Intervals hold the truth as often as they say, on data drawn from a known one. */

import { expect, test } from 'vitest';
import { bootstrap } from '../../../agents/tournament/statistics/bootstrap.ts';
import { bradleyTerry } from '../../../agents/tournament/statistics/bradley-terry.ts';
import { type Clustered, clusteredMean } from '../../../agents/tournament/statistics/clustered.ts';
import { humanRatio } from '../../../agents/tournament/statistics/human-ratio.ts';
import type { Interval } from '../../../agents/tournament/statistics/interval.ts';
import { mean } from '../../../agents/tournament/statistics/moments.ts';
import { clusteredPermutation, pairedPermutation } from '../../../agents/tournament/statistics/paired.ts';
import { wilsonInterval } from '../../../agents/tournament/statistics/wilson.ts';
import { type Chance, chance } from '../../../server/kernel/prng.ts';

const TRIALS = Number(process.env.ARENA_COVERAGE_TRIALS ?? 80);

/** Nominal 95 %: two points to either side, and what so many trials leave to chance. */
function expectHeld(share: number, trials: number): void {
  const room = 0.02 + 3 * Math.sqrt((0.95 * 0.05) / trials);
  expect(share).toBeGreaterThan(0.95 - room);
  expect(share).toBeLessThan(0.95 + room);
}

function coverage(trials: number, truth: number, interval: (draws: Chance, trial: number) => Interval | null): number {
  let held = 0;
  for (let trial = 0; trial < trials; trial += 1) {
    const found = interval(chance('coverage', trial), trial);
    if (found !== null && found.low <= truth && truth <= found.high) held += 1;
  }
  return held / trials;
}

/** 40 families of 5 projects; a family's luck moves all of its projects. Mean of the values: one half. */
function families(draws: Chance): Clustered[] {
  return Array.from({ length: 40 }, (_, family) => {
    const luck = 0.2 * draws.normal();
    return Array.from({ length: 5 }, () => ({
      value: draws.unit() < 0.5 + luck ? 1 : 0,
      cluster: String(family),
    }));
  }).flat();
}

test('Wilson holds a share as often as it says where projects are independent, and too seldom where they are not', () => {
  const independent = coverage(2_000, 0.7, (draws) => {
    const passed = Array.from({ length: 80 }, () => draws.unit() < 0.7).filter(Boolean).length;
    return wilsonInterval(passed, 80);
  });
  expectHeld(independent, 2_000);
  const clustered = coverage(1_000, 0.5, (draws) => {
    const works = families(draws);
    return wilsonInterval(works.filter(({ value }) => value === 1).length, works.length);
  });
  expect(clustered).toBeLessThan(0.93);
});

test('the clustered interval holds it as often as it says', () => {
  expectHeld(
    coverage(1_000, 0.5, (draws) => clusteredMean(families(draws))),
    1_000,
  );
});

test('the bootstrap over families holds a mean as often as it says', () => {
  const held = coverage(TRIALS, 0.5, (draws, trial) =>
    bootstrap(
      families(draws),
      ({ cluster }) => cluster,
      (sample) => mean(sample.map(({ value }) => value)),
      { seed: String(trial), resamples: 300 },
    ),
  );
  expectHeld(held, TRIALS);
});

test('the interval of the human ratio holds it about as often as it says, with prices that have a heavy tail', () => {
  // Both pass by themselves, at 0.6 and 0.8, whatever the price: the ratio of expected earnings is 0.75.
  const held = coverage(TRIALS, 0.75, (draws, trial) => {
    const matched = Array.from({ length: 120 }, (_, project) => {
      const price = 250 * Math.exp(0.64 * draws.normal());
      const name = String(project);
      return {
        project: name,
        family: name,
        agent: draws.unit() < 0.6 ? price : 0,
        human: draws.unit() < 0.8 ? price : 0,
      };
    });
    return humanRatio(matched, String(trial), 300);
  });
  expectHeld(held, TRIALS);
});

test('intervals of strengths hold them as often as they say', () => {
  const truth = [0, 0.5, 1, -0.5];
  const held = coverage(500, 1, (draws) => {
    const wins = truth.map(() => truth.map(() => 0));
    for (let one = 0; one < 4; one += 1) {
      for (let other = 0; other < one; other += 1) {
        const p = 1 / (1 + Math.exp((truth[other] ?? 0) - (truth[one] ?? 0)));
        for (let game = 0; game < 40; game += 1) {
          const [winner, loser] = draws.unit() < p ? [one, other] : [other, one];
          const row = wins[winner] ?? [];
          row[loser] = (row[loser] ?? 0) + 1;
        }
      }
    }
    const { strengths, errors } = bradleyTerry(wins);
    const half = 1.959964 * (errors[2] ?? 0);
    return { low: (strengths[2] ?? 0) - half, high: (strengths[2] ?? 0) + half };
  });
  expectHeld(held, 500);
});

test('where there is no effect the permutation test rejects as often as its level says', () => {
  let rejected = 0;
  const trials = 400;
  for (let trial = 0; trial < trials; trial += 1) {
    const draws = chance('no effect', trial);
    // Heavy tails, where a t test would not be at its level.
    const differences = Array.from({ length: 30 }, () => Math.exp(draws.normal()) * (draws.unit() < 0.5 ? 1 : -1));
    if (pairedPermutation(differences, { seed: String(trial), draws: 399 }).p <= 0.05) rejected += 1;
  }
  expect(rejected / trials).toBeGreaterThan(0.025);
  expect(rejected / trials).toBeLessThan(0.08);
});

test('where families hang together, flipping whole families keeps to the level and flipping projects does not', () => {
  const trials = 150;
  let plain = 0;
  let whole = 0;
  for (let trial = 0; trial < trials; trial += 1) {
    const draws = chance('families without effect', trial);
    const differences = Array.from({ length: 9 }, (_, family) => {
      const luck = draws.normal();
      return Array.from({ length: 6 }, () => ({ value: luck + draws.normal(), cluster: String(family) }));
    }).flat();
    const options = { seed: String(trial), draws: 99 };
    if (clusteredPermutation(differences, options).p <= 0.05) whole += 1;
    const values = differences.map(({ value }) => value);
    if (pairedPermutation(values, options).p <= 0.05) plain += 1;
  }
  expect(whole / trials).toBeLessThan(0.1);
  expect(plain / trials).toBeGreaterThan(0.15);
});
