import fc from 'fast-check';
import { expect, test } from 'vitest';
import { naiveError } from '../../../agents/tournament/statistics/clustered.ts';
import { normalQuantile } from '../../../agents/tournament/statistics/distributions.ts';
import { mcNemarChiSquare, mcNemarExact } from '../../../agents/tournament/statistics/mcnemar.ts';
import {
  benjaminiHochberg,
  benjaminiYekutieli,
  bonferroni,
  hochberg,
  holm,
} from '../../../agents/tournament/statistics/multiple.ts';
import {
  clusteredPermutation,
  pairedDifference,
  pairedPermutation,
} from '../../../agents/tournament/statistics/paired.ts';
import {
  detectableEffect,
  pairedSize,
  tTestPower,
  tTestSize,
  twoSharesSize,
} from '../../../agents/tournament/statistics/power.ts';

test("McNemar's test agrees with the reference values", () => {
  const table: readonly (readonly [number, number, number, number, number])[] = [
    [10, 25, 0.016674, 6.42857, 5.6],
    [5, 15, 0.041389, 5, 4.05],
    [1, 8, 0.039063, 5.44444, 4],
    [3, 0, 0.25, 3, 1.33333],
  ];
  for (const [one, other, p, square, corrected] of table) {
    expect(mcNemarExact(one, other)).toBeCloseTo(p, 5);
    expect(mcNemarExact(other, one)).toBe(mcNemarExact(one, other));
    expect(mcNemarChiSquare(one, other)).toBeCloseTo(square, 5);
    expect(mcNemarChiSquare(one, other, true)).toBeCloseTo(corrected, 5);
  }
  expect(mcNemarExact(0, 0)).toBe(1);
  expect(mcNemarExact(7, 7)).toBe(1);
  expect(mcNemarChiSquare(0, 0)).toBeNull();
  expect(mcNemarExact(400, 600)).toBeGreaterThan(1e-10);
});

const A = [1, 1, 1, 0, 1, 0, 1, 1, 0, 1];
const B = [1, 0, 1, 0, 0, 0, 1, 0, 0, 1];
const DIFFERENCES = A.map((value, at) => value - (B[at] ?? 0));

test('the paired difference agrees with the reference values', () => {
  const found = pairedDifference(DIFFERENCES);
  expect(found?.value).toBeCloseTo(0.3, 12);
  expect(found?.error).toBeCloseTo(0.152753, 6);
  expect(found?.t).toBeCloseTo(1.96396, 5);
  expect(found?.p).toBeCloseTo(0.08113, 5);
  expect(pairedDifference([2, 2, 2])).toBeNull();
  // Not paired the error is half as large again: the variance falls to 47 % by pairing.
  const apart = Math.hypot(naiveError(A) ?? 0, naiveError(B) ?? 0);
  expect(apart).toBeCloseTo(0.223607, 6);
  expect(((found?.error ?? 0) / apart) ** 2).toBeCloseTo(0.47, 2);
});

test('of 0 and 1 the exact permutation test is the exact test of McNemar', () => {
  fc.assert(
    fc.property(fc.nat(8), fc.nat(8), fc.nat(5), (one, other, same) => {
      const signs = [...Array(one).fill(1), ...Array(other).fill(-1), ...Array(same).fill(0)];
      const { p, exact } = pairedPermutation(signs, { seed: 's' });
      expect(exact).toBe(true);
      expect(p).toBeCloseTo(mcNemarExact(one, other), 10);
    }),
    { numRuns: 40 },
  );
});

test('above sixteen differences the permutation test draws: near the exact test, never 0, the same for the same seed', () => {
  const signs = [...Array(25).fill(1), ...Array(10).fill(-1)];
  const found = pairedPermutation(signs, { seed: 's' });
  expect(found.exact).toBe(false);
  expect(found.p).toBeGreaterThan(0.011);
  expect(found.p).toBeLessThan(0.023);
  expect(pairedPermutation(signs, { seed: 's' })).toEqual(found);
  expect(pairedPermutation(Array(40).fill(5), { seed: 's', draws: 199 }).p).toBe(1 / 200);
});

test('a permutation of families is one of their sums, and of projects alone the plain one', () => {
  const cluster = (at: number): string => String(Math.floor(at / 5));
  const families = DIFFERENCES.map((value, at) => ({ value, cluster: cluster(at) }));
  expect(clusteredPermutation(families, { seed: 's' })).toEqual(pairedPermutation([1, 2], { seed: 's' }));
  const alone = DIFFERENCES.map((value, at) => ({ value, cluster: String(at) }));
  expect(clusteredPermutation(alone, { seed: 's' })).toEqual(pairedPermutation(DIFFERENCES, { seed: 's' }));
});

const P = [
  0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.324, 0.4262, 0.5719, 0.6528, 0.759, 1,
];

test('corrections for many tests agree with the reference values', () => {
  const rejected = (values: readonly number[]): number => values.filter((p) => p <= 0.05).length;
  expect(rejected(benjaminiHochberg(P))).toBe(4);
  for (const correct of [bonferroni, holm, hochberg, benjaminiYekutieli]) expect(rejected(correct(P))).toBe(3);
  const first = (values: readonly number[], expected: readonly number[]): void => {
    for (const [at, value] of expected.entries()) expect(values[at]).toBeCloseTo(value, 6);
  };
  first(benjaminiHochberg(P), [0.0015, 0.003, 0.0095, 0.035625, 0.0603, 0.063857]);
  first(holm(P), [0.0015, 0.0056, 0.0247, 0.114]);
  // The same by hand, down to where Hochberg's values are smaller than Holm's: 0.0298 times nine is less than 0.0278 times ten.
  first(holm(P), [0.0015, 0.0056, 0.0247, 0.114, 0.2211, 0.278, 0.278, 0.278, 0.3213, 1]);
  first(hochberg(P), [0.0015, 0.0056, 0.0247, 0.114, 0.2211, 0.2682, 0.2682, 0.2752, 0.3213, 1]);
  first(bonferroni(P), [0.0015, 0.006, 0.0285, 0.1425, 0.3015]);
  // Of any dependence: Benjamini and Hochberg's times 1 + 1/2 + … + 1/15, which is 1195757/360360.
  const harmonic = 1_195_757 / 360_360;
  first(
    benjaminiYekutieli(P),
    [0.0015, 0.003, 0.0095, 0.035625, 0.0603].map((value) => value * harmonic),
  );
});

test('corrected values keep the order given, are no smaller than they were, and Holm is between BH and Bonferroni', () => {
  const pValues = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 20 });
  fc.assert(
    fc.property(pValues, (values) => {
      const [bh, steps, most] = [benjaminiHochberg(values), holm(values), bonferroni(values)];
      for (const [at, p] of values.entries()) {
        expect(bh[at]).toBeGreaterThanOrEqual(p - 1e-12);
        expect(steps[at]).toBeGreaterThanOrEqual((bh[at] ?? 0) - 1e-12);
        expect(most[at]).toBeGreaterThanOrEqual((steps[at] ?? 0) - 1e-12);
      }
      expect(holm(values.toReversed())).toEqual(steps.toReversed());
    }),
  );
});

test('sizes for paired questions agree with the reference values', () => {
  const between = 1 / 9;
  expect((normalQuantile(0.975) + normalQuantile(0.8)) ** 2).toBeCloseTo(7.84888, 5);
  expect(pairedSize(0.03, { between, first: 0, second: 0 })).toBe(969);
  expect(pairedSize(0.03, { between, first: 1 / 6, second: 1 / 6 })).toBe(3_876);
  expect(pairedSize(0.03, { between, first: 1 / 6, second: 1 / 6, firstTries: 10, secondTries: 10 })).toBe(1_260);
  expect(detectableEffect(198, { between, first: 1 / 6, second: 1 / 6 })).toBeCloseTo(0.13273, 5);
  expect(detectableEffect(1_000, { between, first: 1 / 6, second: 1 / 6 })).toBeCloseTo(0.05906, 5);
});

test('sizes for two shares agree with the reference values', () => {
  expect(twoSharesSize(0.5, 0.6)).toBe(388);
  expect(twoSharesSize(0.2, 0.3)).toBe(294);
  expect(twoSharesSize(0.787, 0.95)).toBe(67);
});

test('sizes for t tests agree with the reference values, and are the smallest with that power', () => {
  const table: readonly (readonly [number, number, number])[] = [
    [0.2, 394, 199],
    [0.5, 64, 34],
    [0.8, 26, 15],
  ];
  for (const [d, independent, paired] of table) {
    expect(tTestSize(d, 'independent')).toBe(independent);
    expect(tTestSize(d, 'paired')).toBe(paired);
    expect(tTestPower(d, paired - 1, 'paired')).toBeLessThan(0.8);
  }
});
