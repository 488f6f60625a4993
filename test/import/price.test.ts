/** Assigned prices: the named rules, their quantiles, and that they depend on seed and task alone. */

import { describe, expect, test } from 'vitest';
import { assignPrice, difficultyOf, PRICE_RULES } from '../../server/admission/import/price.ts';

const COUNT = 20_000;

function drawn(rule: (typeof PRICE_RULES)[number], difficulty: 'easy' | 'medium' | 'hard' = 'easy'): readonly number[] {
  return Array.from({ length: COUNT }, (_, n) => assignPrice(rule, 'seed', 'set', `${n}`, difficulty).cents / 100).sort(
    (a, b) => a - b,
  );
}

const quantile = (sorted: readonly number[], share: number): number => sorted[Math.floor(share * COUNT)] ?? 0;

describe('noever-2025', () => {
  const prices = drawn('noever-2025');

  // The log-normal of median 250 and mean 306; 4 standard errors of 20,000 draws.
  test.each([
    [0.05, 87.9, 3],
    [0.25, 162.8, 3.5],
    [0.5, 250, 6],
    [0.75, 383.9, 10],
    [0.95, 711.4, 28],
  ])('quantile %d', (share, wanted, tolerance) => {
    expect(Math.abs(quantile(prices, share) - wanted)).toBeLessThan(tolerance);
  });

  test('mean', () => {
    const mean = prices.reduce((sum, price) => sum + price, 0) / COUNT;
    expect(Math.abs(mean - 306)).toBeLessThan(7);
  });
});

test.each([
  ['easy', 10, 30],
  ['medium', 30, 250],
  ['hard', 250, 750],
] as const)('difficulty-band: %s is drawn between %d and %d dollars, ends included', (difficulty, least, most) => {
  const prices = drawn('difficulty-band', difficulty);
  expect(prices[0]).toBe(least);
  expect(prices.at(-1)).toBe(most);
  expect(Math.abs(quantile(prices, 0.5) - (least + most) / 2)).toBeLessThan((most - least) * 0.03);
});

test.each(PRICE_RULES)(
  '%s: whole dollars inside the budget, the same for the same task, another for another',
  (rule) => {
    const price = (seed: string, set: string, id: string): number => assignPrice(rule, seed, set, id, 'medium').cents;
    for (let n = 0; n < 500; n += 1) {
      const { cents, budgetMinCents, budgetMaxCents } = assignPrice(rule, 'seed', 'set', `${n}`, 'medium');
      expect(cents % 100).toBe(0);
      expect(cents).toBeGreaterThanOrEqual(budgetMinCents);
      expect(cents).toBeLessThanOrEqual(budgetMaxCents);
      expect(price('seed', 'set', `${n}`)).toBe(cents);
    }
    const others = [price('other', 'set', '1'), price('seed', 'other', '1'), price('seed', 'set', '2')];
    expect(others).not.toEqual(Array(3).fill(price('seed', 'set', '1')));
  },
);

test('without a word of its set, the length of a solution says how hard a task is', () => {
  const program = (lines: number): string => `${'# not counted\n\n'.repeat(100)}${'x = 1\n'.repeat(lines)}`;
  expect([25, 26, 60, 61].map((lines) => difficultyOf(program(lines)))).toEqual(['easy', 'medium', 'medium', 'hard']);
});
