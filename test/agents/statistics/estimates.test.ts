import fc from 'fast-check';
import { expect, test } from 'vitest';
import { clopperPearsonInterval } from '../../../agents/tournament/statistics/clopper-pearson.ts';
import {
  type Clustered,
  clusteredError,
  clusteredMean,
  designEffect,
  effectiveSize,
  naiveError,
  twoWayError,
} from '../../../agents/tournament/statistics/clustered.ts';
import {
  betaQuantile,
  normalCdf,
  normalQuantile,
  tCdf,
  tQuantile,
} from '../../../agents/tournament/statistics/distributions.ts';
import {
  earningsRatio,
  humanRatio,
  logRatio,
  type Matched,
  shareAsGood,
} from '../../../agents/tournament/statistics/human-ratio.ts';
import { kurtosis, mean, quantile, skewness, variance } from '../../../agents/tournament/statistics/moments.ts';
import { passAtK, passEveryK, plugInPassAtK } from '../../../agents/tournament/statistics/pass-at-k.ts';
import {
  costPerSolvedDollar,
  profit,
  returnOnCost,
  solvedValue,
} from '../../../agents/tournament/statistics/returns.ts';
import { visibleGap } from '../../../agents/tournament/statistics/visible-gap.ts';
import { wilsonInterval } from '../../../agents/tournament/statistics/wilson.ts';

test("the library's quantiles are R's", () => {
  expect(normalQuantile(0.975)).toBeCloseTo(1.959963984540054, 12);
  expect(normalCdf(1.96)).toBeCloseTo(0.9750021048517795, 12);
  expect(tQuantile(0.975, 9)).toBeCloseTo(2.2621571627982, 8);
  expect(tQuantile(0.975, 3)).toBeCloseTo(3.18244630528, 8);
  expect(2 * tCdf(-1.96396, 9)).toBeCloseTo(0.08113, 5);
  expect(betaQuantile(0.025, 5, 6)).toBeCloseTo(0.18708602844739, 8);
});

test('the Clopper–Pearson interval agrees with the reference values, and covers what Wilson covers', () => {
  const table: readonly (readonly [number, number, number, number])[] = [
    [0, 10, 0, 0.3085],
    [10, 10, 0.6915, 1],
    [5, 10, 0.18709, 0.81291],
  ];
  for (const [passed, decided, low, high] of table) {
    expect(clopperPearsonInterval(passed, decided)?.low).toBeCloseTo(low, 5);
    expect(clopperPearsonInterval(passed, decided)?.high).toBeCloseTo(high, 5);
  }
  expect(clopperPearsonInterval(0, 0)).toBeNull();
  // Where none of 299 went wrong, fewer than one in a hundred do, at 95 % to one side.
  expect(clopperPearsonInterval(0, 299, 0.9)?.high).toBeCloseTo(1 - 0.05 ** (1 / 299), 8);
  expect(clopperPearsonInterval(0, 299, 0.9)?.high).toBeLessThan(0.01);
});

/** 110 | 111 | 000 | 101: four clusters of three. */
const FOUR: readonly Clustered[] = ['110', '111', '000', '101'].flatMap((digits, at) =>
  [...digits].map((digit) => ({ value: Number(digit), cluster: `family ${at}` })),
);

test('clustered errors of a mean agree with the reference values', () => {
  const values = FOUR.map(({ value }) => value);
  expect(mean(values)).toBeCloseTo(0.58333, 5);
  expect(naiveError(values)).toBeCloseTo(0.14865, 5);
  expect((naiveError(values) ?? 0) * Math.sqrt(11 / 12)).toBeCloseTo(0.14232, 5);
  expect(clusteredError(FOUR, false)).toBeCloseTo(0.18162, 5);
  expect(clusteredError(FOUR)).toBeCloseTo(0.20972, 5);
  const rows = FOUR.map(({ value, cluster }, at) => ({ value, row: cluster, column: String(at % 3) }));
  expect(twoWayError(rows)).toBeCloseTo(0.13176, 5);
  // Its three parts: by project, by participant, by both at once.
  const variance = (clusterOf: (one: (typeof rows)[number]) => string): number =>
    (clusteredError(
      rows.map((one) => ({ value: one.value, cluster: clusterOf(one) })),
      false,
    ) ?? 0) ** 2;
  expect(variance(({ row }) => row)).toBeCloseTo(0.032986, 6);
  expect(variance(({ column }) => column)).toBeCloseTo(0.00463, 6);
  expect(variance(({ row, column }) => `${row} ${column}`)).toBeCloseTo(0.020255, 6);
});

test('the interval of a clustered mean is that of t with one degree less than there are clusters', () => {
  const found = clusteredMean(FOUR);
  expect(found?.high).toBeCloseTo(0.58333 + 3.182446 * 0.20972, 4);
  expect(clusteredMean(FOUR.slice(0, 3))).toBeNull();
});

test('where every observation is its own cluster, the clustered error is the naive one', () => {
  fc.assert(
    fc.property(
      fc.array(fc.double({ min: -100, max: 100, noNaN: true }), { minLength: 2, maxLength: 30 }),
      (values) => {
        const alone = values.map((value, at) => ({ value, cluster: String(at) }));
        expect(clusteredError(alone)).toBeCloseTo(naiveError(values) ?? Number.NaN, 8);
      },
    ),
  );
});

test('design effects agree with the reference values', () => {
  expect(designEffect(50, 0.04)).toBeCloseTo(2.96, 12);
  expect(Math.round(effectiveSize(10_000, 50, 0.04))).toBe(3_378);
});

test('moments agree with R, and a constant sample has no shape', () => {
  expect(variance([1, 2, 3, 4])).toBeCloseTo(5 / 3, 12);
  expect(skewness([100, 104, 110, 118, 125])).toBeCloseTo(0.35989, 5);
  expect(kurtosis([100, 104, 110, 118, 125])).toBeCloseTo(-1.50317, 5);
  expect(skewness([3, 3, 3])).toBeNull();
  expect(kurtosis([1, 2, 3])).toBeNull();
  expect(quantile([1, 2, 3, 4], 0.25)).toBe(1.75);
  expect(quantile([], 0.5)).toBeNull();
});

test('pass@k, its biased form and pass^k agree with the reference values', () => {
  const table: readonly (readonly [number, number, number, number])[] = [
    [10, 3, 1, 0.3],
    [10, 3, 5, 0.9166667],
    [10, 3, 8, 1],
    [5, 0, 3, 0],
    [5, 5, 5, 1],
    [5, 1, 2, 0.4],
    [200, 1, 100, 0.5],
    [200, 20, 10, 0.6602256],
    [20, 4, 10, 0.9566563],
  ];
  for (const [tries, passed, k, chance] of table) expect(passAtK(tries, passed, k)).toBeCloseTo(chance, 7);
  expect(plugInPassAtK(10, 3, 5)).toBeCloseTo(0.83193, 5);
  expect(plugInPassAtK(5, 1, 2)).toBeCloseTo(0.36, 12);
  expect(plugInPassAtK(200, 20, 10)).toBeCloseTo(0.65132, 5);
  const every: readonly (readonly [number, number, number, number])[] = [
    [10, 3, 1, 0.3],
    [10, 3, 2, 0.066667],
    [10, 3, 5, 0],
    [20, 16, 4, 0.375645],
    [5, 5, 5, 1],
  ];
  for (const [tries, passed, k, chance] of every) expect(passEveryK(tries, passed, k)).toBeCloseTo(chance, 6);
});

test('pass@k is what drawing k of the tries without putting them back gives', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 8 }), fc.nat(8), fc.integer({ min: 1, max: 8 }), (tries, some, k) => {
      const passed = Math.min(some, tries);
      const drawn = Math.min(k, tries);
      let sets = 0;
      let once = 0;
      let always = 0;
      for (let set = 0; set < 2 ** tries; set += 1) {
        const bits = [...Array(tries).keys()].filter((at) => (set >> at) & 1);
        if (bits.length !== drawn) continue;
        sets += 1;
        if (bits.some((at) => at < passed)) once += 1;
        if (bits.every((at) => at < passed)) always += 1;
      }
      expect(passAtK(tries, passed, drawn)).toBeCloseTo(once / sets, 10);
      expect(passEveryK(tries, passed, drawn)).toBeCloseTo(always / sets, 10);
    }),
  );
});

/** The worked example W1, in dollars. */
const W1 = [
  { passed: true, price: 50, cost: 0.4 },
  { passed: true, price: 250, cost: 1.1 },
  { passed: false, price: 250, cost: 2.3 },
  { passed: false, price: 1_000, cost: 6.2 },
];

test('what work brought in and cost agrees with the worked example', () => {
  expect(solvedValue(W1)).toBe(300);
  expect(profit(W1)).toBeCloseTo(290, 10);
  expect(costPerSolvedDollar(W1)).toBeCloseTo(0.03333, 5);
  expect(returnOnCost(W1)).toBeCloseTo(29, 10);
  expect(costPerSolvedDollar(W1.slice(2))).toBeNull();
  expect(returnOnCost([{ passed: true, price: 5, cost: 0 }])).toBeNull();
});

const matched = (agent: readonly number[], human: readonly number[]): Matched[] =>
  agent.map((one, at) => ({ project: `p${at}`, family: `f${at}`, agent: one, human: human[at] ?? 0 }));

test('earnings beside a person agree with the worked example', () => {
  const pairs = matched([50, 250, 0, 0], [50, 250, 250, 0]);
  expect(earningsRatio(pairs)).toBeCloseTo(0.54545, 5);
  expect(logRatio(pairs)).toBeCloseTo(-0.60614, 5);
  expect(shareAsGood(pairs)).toBe(0.75);
});

test('a ratio has no interval where one side earned nothing, or where there is one family only', () => {
  expect(humanRatio(matched([0, 0], [1, 1]), 'seed', 100)).toBeNull();
  expect(humanRatio(matched([1], [1]), 'seed', 100)).toBeNull();
  const even = humanRatio(matched([3, 5, 7], [3, 5, 7]), 'seed', 100);
  expect(even).toMatchObject({ value: 1, low: 1, high: 1 });
});

test('the visible–hidden gap agrees with the reference value', () => {
  const counts = { visiblePassed: 19, visibleCount: 20, hiddenPassed: 13, hiddenCount: 20 };
  expect(visibleGap([counts])).toBeCloseTo(0.3, 12);
  expect(visibleGap([{ ...counts, hiddenPassed: 0, hiddenCount: 0 }])).toBeNull();
});

test('Wilson lies inside Clopper–Pearson but where few were decided, and both hold the share', () => {
  fc.assert(
    fc.property(fc.integer({ min: 5, max: 400 }), fc.double({ min: 0, max: 1, noNaN: true }), (decided, at) => {
      const passed = Math.round(at * decided);
      for (const interval of [wilsonInterval(passed, decided), clopperPearsonInterval(passed, decided)]) {
        expect(interval?.low).toBeLessThanOrEqual(passed / decided + 1e-9);
        expect(interval?.high).toBeGreaterThanOrEqual(passed / decided - 1e-9);
      }
    }),
  );
});
