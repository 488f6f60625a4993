/** Scores are exact arithmetic over weights, and fuel limits follow the reference. */

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type CaseResult, combine } from '../../server/reviewer/combine.ts';
import { EXCERPT_MAX, excerptOf } from '../../server/reviewer/excerpt.ts';
import { fuelLimit } from '../../server/reviewer/fuel.ts';
import { DEFAULT_LIMITS } from '../../server/reviewer/sandbox.ts';

function result(weight: number, passed: boolean, fuel = 0, memoryBytes = 0): CaseResult {
  const outcome = passed ? 'passed' : 'wrong_answer';
  return { name: 'case', visible: false, weight, outcome, unrepeatable: null, fuel, memoryBytes, details: null };
}

test('the score is the share of weight passed, rounded down to whole basis points', () => {
  expect(combine('x', [result(1, true), result(2, false)])).toMatchObject({
    scoreBps: 3_333,
    casesPassed: 1,
    caseCount: 2,
    weightPassed: 1,
    weightTotal: 3,
    passed: false,
  });
  expect(combine('x', [result(2, true), result(1, false)]).scoreBps).toBe(6_666);
  expect(combine('x', [result(3, true)]).scoreBps).toBe(10_000);
});

test('10,000 if and only if all passed, 0 only if nothing above a basis point did', () => {
  const results = fc.array(fc.tuple(fc.integer({ min: 1, max: 1_000 }), fc.boolean()), {
    minLength: 1,
    maxLength: 100,
  });
  fc.assert(
    fc.property(results, (given) => {
      const finding = combine(
        'x',
        given.map(([weight, passed]) => result(weight, passed)),
      );
      const all = given.every(([, passed]) => passed);
      expect(finding.passed).toBe(all);
      expect(finding.scoreBps === 10_000).toBe(all);
      const exact = (BigInt(finding.weightPassed) * 10_000n) / BigInt(finding.weightTotal);
      expect(BigInt(finding.scoreBps)).toBe(exact);
    }),
  );
});

test('one light failure among very heavy cases still is not 10,000', () => {
  const heavy = Array.from({ length: 99 }, () => result(1_000, true));
  expect(combine('x', [...heavy, result(1, false)]).scoreBps).toBe(9_999);
});

test('fuel adds up, memory is the largest, order of cases changes neither figure', () => {
  const cases = [result(1, true, 5, 70), result(2, false, 7, 30), result(4, true, 0, 0)];
  const figures = { fuel: 12, memoryBytes: 70, scoreBps: 7_142 };
  expect(combine('x', cases)).toMatchObject(figures);
  expect(combine('x', cases.toReversed())).toMatchObject(figures);
});

test('a review of no cases is a bug, not a pass', () => {
  expect(() => combine('x', [])).toThrow('at least one case');
});

test('the fuel limit is twenty times the reference between its floor and the default', () => {
  expect(fuelLimit(0)).toBe(80_000_000);
  expect(fuelLimit(4_000_000)).toBe(80_000_000);
  expect(fuelLimit(4_000_001)).toBe(80_000_020);
  expect(fuelLimit(50_000_000)).toBe(DEFAULT_LIMITS.fuel);
});

test('excerpts say how long the whole was and never cut a character in half', () => {
  expect(excerptOf('abc')).toEqual({ text: 'abc', characters: 3 });
  const text = `${'a'.repeat(EXCERPT_MAX - 1)}😀😀`;
  expect(excerptOf(text)).toEqual({ text: 'a'.repeat(EXCERPT_MAX - 1), characters: EXCERPT_MAX + 3 });
});
