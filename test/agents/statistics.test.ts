import { expect, test } from 'vitest';
import {
  type Decided,
  dollarShare,
  macroCaseRate,
  median,
  microCaseRate,
  taskShare,
} from '../../agents/tournament/statistics/rates.ts';
import { wilsonInterval } from '../../agents/tournament/statistics/wilson.ts';
import { Bug } from '../../server/kernel/assert.ts';

test('the Wilson interval agrees with the reference values', () => {
  const table: readonly (readonly [number, number, number, number])[] = [
    [0, 10, 0, 0.27753],
    [5, 10, 0.23659, 0.76341],
    [10, 10, 0.72247, 1],
    [41, 100, 0.31867, 0.50799],
    [877, 1115, 0.76153, 0.80959],
  ];
  for (const [passed, decided, low, high] of table) {
    const interval = wilsonInterval(passed, decided);
    expect(interval?.low).toBeCloseTo(low, 5);
    expect(interval?.high).toBeCloseTo(high, 5);
  }
});

test('the Wilson interval ends at 0 and 1 exactly, is null for nothing decided, and a bug for more passed than decided', () => {
  expect(wilsonInterval(0, 7)?.low).toBe(0);
  expect(wilsonInterval(7, 7)?.high).toBe(1);
  expect(wilsonInterval(0, 0)).toBeNull();
  expect(() => wilsonInterval(3, 2)).toThrow(Bug);
});

function decided(passed: boolean, dollars: number, casesPassed = 1, caseCount = 1): Decided {
  return { passed, priceCents: dollars * 100, casesPassed, caseCount };
}

test('success weighted by price differs from success by task', () => {
  const works = [decided(true, 50), decided(true, 250), decided(false, 250), decided(false, 1_000)];
  expect(taskShare(works)).toBe(0.5);
  expect(dollarShare(works)).toBeCloseTo(0.19355, 5);
});

test('case rates by project and by case differ where projects differ in size', () => {
  const sized = (second: number) => [
    decided(false, 1, 9, 10),
    decided(second === 2, 1, second, 2),
    decided(false, 1, 30, 40),
  ];
  expect(macroCaseRate(sized(1))).toBeCloseTo(0.71667, 5);
  expect(microCaseRate(sized(1))).toBeCloseTo(40 / 52, 12);
  expect(taskShare(sized(2))).toBeCloseTo(1 / 3, 12);
});

test('nothing decided has no rate', () => {
  for (const rate of [taskShare, dollarShare, macroCaseRate, microCaseRate]) expect(rate([])).toBeNull();
});

test('the median is the middle value or the mean of the two middle ones', () => {
  expect(median([])).toBeNull();
  expect(median([9, 1, 5])).toBe(5);
  expect(median([4, 1, 10, 2])).toBe(3);
});
