import { expect, test } from 'vitest';
import { cents, divideHalfEven, formatCents, shareOf } from '../../server/kernel/money.ts';

test('division rounds half to even', () => {
  expect([5, 15, 25, 35].map((n) => divideHalfEven(n, 10))).toEqual([0, 2, 2, 4]);
  expect(divideHalfEven(26, 10)).toBe(3);
  expect(divideHalfEven(24, 10)).toBe(2);
});

test('a share is exact even where amount × basis points leaves the safe integers', () => {
  expect(shareOf(cents(12_350), 300)).toBe(370);
  expect(shareOf(cents(123_455), 1_000)).toBe(12_346);
  expect(shareOf(cents(1e12), 10_000)).toBe(1e12);
  expect(shareOf(cents(999_999_999_999), 9_999)).toBe(999_899_999_999);
});

test('fractions of a cent are a bug', () => {
  expect(() => cents(0.5)).toThrow('not whole cents');
});

test('cents are written with sign, grouping and two decimals', () => {
  expect(formatCents(cents(123_456), 'USD')).toBe('$1,234.56');
});
