/** The numbers of the gate against published and worked values. */

import { expect, test } from 'vitest';
import { rankCorrelation, rateOf } from '../../server/admission/bank-table.ts';
import { estimateOf, tellsNobodyApart } from '../../server/admission/difficulty-gate.ts';
import { createBuckets, estimatedJaccard, signatureOf } from '../../server/admission/min-hash.ts';
import { MUTATION_SCORE_MIN, mutationScore } from '../../server/admission/mutation-gate.ts';
import { raschDifficulty, raschProbability } from '../../server/admission/rasch.ts';
import { flakeBound } from '../../server/admission/reference-gate.ts';
import { jaccard } from '../../server/admission/similarity.ts';
import { chance } from '../../server/kernel/prng.ts';

test('clean runs bound the rate of flaky ones', () => {
  expect(flakeBound(10)).toBeCloseTo(0.259, 3);
  expect(flakeBound(59)).toBeCloseTo(0.0495, 4);
  expect(flakeBound(299)).toBeCloseTo(0.00997, 5);
});

test('the mutation score leaves out equivalent mutants', () => {
  expect(mutationScore(30, 40, 4)).toBeCloseTo(0.8333, 4);
  expect(mutationScore(30, 40, 4)).toBeGreaterThanOrEqual(MUTATION_SCORE_MIN);
  expect(mutationScore(28, 40, 4)).toBeLessThan(MUTATION_SCORE_MIN);
  expect(mutationScore(0, 3, 3)).toBe(1);
});

test('true positives and true negatives are shares of what was tried', () => {
  expect(rateOf({ count: 18, of: 20 }).share).toBeCloseTo(0.9, 10);
  expect(rateOf({ count: 47, of: 50 }).share).toBeCloseTo(0.94, 10);
  expect(rateOf({ count: 0, of: 0 }).share).toBeNull();
});

test('Rasch: a solver of equal ability solves one in two', () => {
  expect(raschProbability(0, 0)).toBe(0.5);
  expect(raschProbability(1, 0)).toBeCloseTo(0.731059, 6);
  expect(raschProbability(0, 2)).toBeCloseTo(0.119203, 6);
  const solvers = [true, true, true, false].map((solved) => ({ ability: 0, solved }));
  expect(raschDifficulty(solvers)).toBeCloseTo(-Math.log(3), 6);
  const apart = [
    { ability: -1, solved: false },
    { ability: 1, solved: true },
  ];
  expect(raschDifficulty(apart)).toBeCloseTo(0, 6);
});

test('projects that nearly all or nearly none solve are dropped', () => {
  expect([0.019, 0.02, 0.5, 0.98, 0.981].map(tellsNobodyApart)).toEqual([true, false, false, false, true]);
});

test('the stated rule gives 0 to a project of middling size, and more to more work', () => {
  expect(estimateOf({ tokens: 200, requirements: 8, partialCredit: 0.5 })).toBeCloseTo(0, 10);
  expect(estimateOf({ tokens: 200 * Math.E, requirements: 8, partialCredit: 0.5 })).toBeCloseTo(1, 10);
});

test('the Jaccard index is what both have over what either has', () => {
  const items = (...numbers: number[]): Set<string> => new Set(numbers.map(String));
  expect(jaccard(items(3, 4, 5), items(1, 2, 3, 4, 5, 6))).toBe(0.5);
});

/** Two sets of 1,000 items with a Jaccard index of exactly .8: 800 in common of 1,000. */
function pair(seed: number): [Set<string>, Set<string>] {
  const common = Array.from({ length: 800 }, (_, index) => `common ${seed} ${index}`);
  const own = (side: string): string[] => Array.from({ length: 100 }, (_, index) => `${side} ${seed} ${index}`);
  return [new Set([...common, ...own('one')]), new Set([...common, ...own('other')])];
}

test('128 hashes estimate a Jaccard index of .8 with a standard error of .0354', () => {
  const estimates = Array.from({ length: 200 }, (_, seed) => {
    const [one, other] = pair(seed);
    expect(jaccard(one, other)).toBe(0.8);
    return estimatedJaccard(signatureOf(one), signatureOf(other));
  });
  const mean = estimates.reduce((sum, one) => sum + one, 0) / estimates.length;
  const deviation = Math.sqrt(estimates.reduce((sum, one) => sum + (one - mean) ** 2, 0) / (estimates.length - 1));
  expect(mean).toBeCloseTo(0.8, 1.9);
  // The standard error of a standard deviation over 200 draws is 5 %.
  expect(deviation).toBeGreaterThan(0.0354 * 0.8);
  expect(deviation).toBeLessThan(0.0354 * 1.2);
});

test('every pair from .8 on meets in a bucket, and most that have nothing in common do not', () => {
  const buckets = createBuckets();
  const pairs = Array.from({ length: 100 }, (_, seed) => pair(seed));
  pairs.forEach(([one], id) => {
    buckets.add(id, signatureOf(one));
  });
  const found = pairs.map(([, other]) => buckets.near(signatureOf(other)));
  expect(found.every((ids, id) => ids.includes(id))).toBe(true);
  expect(found.reduce((sum, ids) => sum + ids.length, 0)).toBeLessThan(110);
});

test('the rank correlation counts order only', () => {
  const random = chance('ranks', 'test');
  const values = Array.from({ length: 50 }, () => random.unit());
  expect(rankCorrelation(values.map((value) => [value, value ** 3]))).toBeCloseTo(1, 10);
  expect(rankCorrelation(values.map((value) => [value, -value]))).toBeCloseTo(-1, 10);
  // Spearman's own form, 1 − 6 Σd² / (n (n² − 1)), for ranks 1 2 3 4 5 against 2 1 4 3 5: Σd² = 4.
  const pairs: [number, number][] = [
    [1, 2],
    [2, 1],
    [3, 4],
    [4, 3],
    [5, 5],
  ];
  expect(rankCorrelation(pairs)).toBeCloseTo(0.8, 10);
  expect(
    rankCorrelation([
      [1, 1],
      [2, 1],
      [3, 1],
    ]),
  ).toBeNull();
});
