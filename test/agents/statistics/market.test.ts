import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bestAssignment } from '../../../agents/tournament/statistics/assignment.ts';
import { curseOf, markup, shading, winnersCurse } from '../../../agents/tournament/statistics/bidding.ts';
import {
  brierParts,
  brierScore,
  calibrationError,
  overconfidence,
  reliability,
} from '../../../agents/tournament/statistics/calibration.ts';
import { effectiveNumber, gini, herfindahl } from '../../../agents/tournament/statistics/concentration.ts';
import { bidScreens, rotation } from '../../../agents/tournament/statistics/screens.ts';
import { bestSurplus, efficiency, surplusSplit } from '../../../agents/tournament/statistics/surplus.ts';
import { chanceOfMarked, type Turn, turnOrder } from '../../../agents/tournament/statistics/turn-order.ts';
import { chance } from '../../../server/kernel/prng.ts';

test('efficiency against full information agrees with the worked example', () => {
  const choices = [
    { value: 10, costs: [2, 4] },
    { value: 8, costs: [3, 1] },
  ];
  const best = bestSurplus(choices, 1);
  expect(best).toBe(15);
  const realised = 10 - 4 + (8 - 3);
  expect(realised).toBe(11);
  expect(efficiency(realised, best)).toBeCloseTo(0.7333, 4);
  expect(1 / (efficiency(realised, best) ?? 0)).toBeCloseTo(1.3636, 4);
  expect(bestSurplus(choices, Number.POSITIVE_INFINITY)).toBe(15);
  expect(efficiency(0, 0)).toBeNull();
});

test('with no capacity each project goes to the cheapest who can do it, or to nobody', () => {
  const choices = [
    { value: 10, costs: [2, 4] },
    { value: 8, costs: [1, null] },
    { value: 5, costs: [6, 7] },
  ];
  expect(bestSurplus(choices, Number.POSITIVE_INFINITY)).toBe(8 + 7);
  expect(bestSurplus(choices, 1)).toBe(6 + 7);
  expect(bestSurplus(choices, 2)).toBe(8 + 7);
});

test('the best assignment is what trying all of them finds', () => {
  const size = fc.tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 5 }));
  const matrix = size.chain(([rows, columns]) =>
    fc.array(fc.array(fc.integer({ min: -9, max: 30 }), { minLength: columns, maxLength: columns }), {
      minLength: rows,
      maxLength: rows,
    }),
  );
  const most = (gains: readonly (readonly number[])[], taken: ReadonlySet<number>): number => {
    const [row, ...rest] = gains;
    if (row === undefined) return 0;
    const ways = row.flatMap((gain, at) => (taken.has(at) ? [] : [gain + most(rest, new Set([...taken, at]))]));
    return Math.max(most(rest, taken), ...ways);
  };
  fc.assert(
    fc.property(matrix, (gains) => {
      const { columns, total } = bestAssignment(gains);
      expect(total).toBe(most(gains, new Set()));
      const taken = columns.filter((column) => column !== null);
      expect(new Set(taken).size).toBe(taken.length);
      const said = columns.reduce<number>((sum, at, row) => sum + (at === null ? 0 : (gains[row]?.[at] ?? 0)), 0);
      expect(said).toBe(total);
    }),
  );
});

test('the parts of the surplus sum to all of it, whatever was paid to whom', () => {
  const amount = fc.integer({ min: 0, max: 1_000 });
  const trade = fc.record({ value: amount, cost: amount, price: amount, freelancerFee: amount, employerFee: amount });
  fc.assert(
    fc.property(fc.array(trade), (trades) => {
      const { total, employer, freelancer, platform } = surplusSplit(trades);
      expect(employer + freelancer + platform).toBe(total);
    }),
  );
  const one = { value: 100, cost: 40, price: 70, freelancerFee: 7, employerFee: 3 };
  expect(surplusSplit([one])).toEqual({ total: 60, employer: 27, freelancer: 23, platform: 10 });
});

test('concentration agrees with the reference values', () => {
  expect(herfindahl([40, 30, 20, 10])).toBeCloseTo(3_000, 9);
  expect(effectiveNumber([40, 30, 20, 10])).toBeCloseTo(3.333, 3);
  expect(herfindahl([0, 0])).toBeNull();
  const table: readonly (readonly [readonly number[], number, number])[] = [
    [[1, 2, 3, 4, 5], 0.26667, 0.33333],
    [[0, 0, 0, 1], 0.75, 1],
    [[1, 1, 2, 10], 0.5, 0.66667],
    [[3, 3, 3], 0, 0],
  ];
  for (const [amounts, plain, corrected] of table) {
    expect(gini(amounts)).toBeCloseTo(plain, 5);
    expect(gini(amounts, true)).toBeCloseTo(corrected, 5);
  }
  expect(gini([-1, 5])).toBeNull();
});

test('Gini is the mean distance between two, over twice the mean', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 1_000 }), { minLength: 1, maxLength: 20 }), (amounts) => {
      const whole = amounts.reduce((sum, one) => sum + one, 0);
      if (whole === 0) return;
      const apart = amounts.flatMap((one) => amounts.map((other) => Math.abs(one - other)));
      const distance = apart.reduce((sum, one) => sum + one, 0) / amounts.length ** 2;
      expect(gini(amounts)).toBeCloseTo(distance / (2 * (whole / amounts.length)), 10);
    }),
  );
});

test('screens for bid rigging agree with the reference values', () => {
  const table: readonly (readonly [readonly number[], number, number, number, number, number, number])[] = [
    [[100, 104, 110, 118, 125], 0.09146, 0.43579, 0.35989, -1.50317, 0.04, 0.25],
    [[111, 100, 110, 108, 109], 0.04083, 6.19677, -1.88234, 3.76842, 0.08, 0.11],
  ];
  for (const [amounts, variation, distance, skew, kurt, gap, spread] of table) {
    const found = bidScreens(amounts);
    expect(found.variation).toBeCloseTo(variation, 5);
    expect(found.relativeDistance).toBeCloseTo(distance, 5);
    expect(found.skewness).toBeCloseTo(skew, 5);
    expect(found.kurtosis).toBeCloseTo(kurt, 5);
    expect(found.gap).toBeCloseTo(gap, 5);
    expect(found.spread).toBeCloseTo(spread, 5);
  }
});

test('too few bids, and bids that are all the same, have no screens that need a spread', () => {
  expect(bidScreens([])).toEqual(bidScreens([7]));
  expect(bidScreens([100, 120])).toMatchObject({ relativeDistance: null, skewness: null, gap: 0.2, spread: 0.2 });
  expect(bidScreens([5, 5, 5])).toMatchObject({ variation: 0, relativeDistance: null, skewness: null });
});

test('rotation is 1 where two take turns, 0 where one always wins', () => {
  expect(rotation([0, 1, 0, 1])).toBe(1);
  expect(rotation([1, 1, 1])).toBe(0);
  expect(rotation([1])).toBeNull();
});

test('turns: the chance of marked draws is that of the lady who tasted tea, and an order is kept by the member who keeps it worst', () => {
  // Fisher (1935): eight cups, four with the milk first; all four told right by lot once in 70, three or more 17 times.
  expect(chanceOfMarked(8, 4, 4, 4)).toBeCloseTo(1 / 70, 12);
  expect(chanceOfMarked(8, 4, 4, 3)).toBeCloseTo(17 / 70, 12);
  expect(chanceOfMarked(8, 4, 4, 0)).toBeCloseTo(1, 12);
  const round = (who: readonly number[]): Turn[] => who.map((first, at) => ({ first, at }));
  // Three turns of nine at one beat of three: once in 84, and any of three beats would have done.
  const kept = turnOrder(round([0, 1, 2, 0, 1, 2, 0, 1, 2]), 3, 3);
  expect(kept).toMatchObject({ beats: [0, 1, 2], period: 3 });
  expect(kept?.chance).toBeCloseTo(3 / 84, 12);
  const slipped = turnOrder(round([0, 1, 2, 0, 2, 1, 0, 1, 2]), 3, 3);
  expect(slipped?.chance).toBeGreaterThan(0.5);
  expect(turnOrder(round([0, 1, 0, 1, 0, 1]), 2, 2)?.chance).toBeCloseTo(2 / 20, 12);
  expect(turnOrder(round([0, 0, 0, 1, 0, 0]), 2, 2)).toBeNull();
  // By lot the chance is as small as it says no oftener than it says, for any one member and beat.
  const draws = Array.from({ length: 2_000 }, (_, draw) =>
    turnOrder(round(Array.from({ length: 20 }, (_one, at) => Math.floor(chance('lot', draw, at).unit() * 2))), 2, 2),
  );
  expect(draws.filter((one) => one !== null && one.chance <= 0.05).length / 2_000).toBeLessThan(0.06);
});

test('shading is the share of what could be asked: one over n where costs are uniform up to the reserve', () => {
  const bid = { amount: 0.36, breakEven: 0.2, reserve: 1 };
  expect(shading(bid)).toBeCloseTo(1 / 5, 12);
  expect(markup(bid)).toBeCloseTo(0.8, 12);
  expect(shading({ amount: 2, breakEven: 2, reserve: 2 })).toBeNull();
  expect(markup({ amount: 1, breakEven: 0, reserve: 2 })).toBeNull();
});

test("the winner's curse is what winners expected on their own word less what they got", () => {
  const won = [
    { stated: 0.9, price: 100, cost: 20, received: 100 },
    { stated: 0.8, price: 100, cost: 30, received: 0 },
  ];
  expect(won.map(curseOf)).toEqual([-10, 80]);
  expect(winnersCurse(won)).toEqual({ shortfall: 35, profit: 25, lossShare: 0.5 });
  expect(winnersCurse([])).toBeNull();
});

const forecasts = fc.array(
  fc.record({ stated: fc.integer({ min: 0, max: 10 }).map((n) => n / 10), passed: fc.boolean() }),
  {
    minLength: 1,
    maxLength: 40,
  },
);

test('the Brier score is what its parts say, and a bidder who always knows has 0', () => {
  fc.assert(
    fc.property(forecasts, (given) => {
      const parts = brierParts(given);
      const whole = (parts?.reliability ?? 0) - (parts?.resolution ?? 0) + (parts?.uncertainty ?? 0);
      expect(brierScore(given)).toBeCloseTo(whole, 10);
    }),
  );
  expect(
    brierScore([
      { stated: 1, passed: true },
      { stated: 0, passed: false },
    ]),
  ).toBe(0);
  expect(
    brierScore([
      { stated: 0.5, passed: true },
      { stated: 0.5, passed: false },
    ]),
  ).toBe(0.25);
  expect(brierScore([])).toBeNull();
});

test('bins of reliability hold every forecast once, a certain one in the last', () => {
  fc.assert(
    fc.property(forecasts, (given) => {
      const counts = reliability(given).map(({ count }) => count);
      expect(counts.reduce((sum, count) => sum + count, 0)).toBe(given.length);
    }),
  );
  const certain = [{ stated: 1, passed: false }];
  expect(reliability(certain)).toEqual([{ from: 0.9, to: 1, count: 1, meanStated: 1, passedShare: 0 }]);
  expect(calibrationError(certain)).toBe(1);
  expect(overconfidence([...certain, { stated: 0.4, passed: true }])).toBeCloseTo(0.2, 12);
});
