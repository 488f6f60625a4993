/** Money as whole cents. No fraction of a cent ever exists; every rounding is half to even and has one place: here. */

import { assert } from './assert.ts';

declare const centsBrand: unique symbol;

/** A whole number of cents of the market's one currency; may be negative in differences. */
export type Cents = number & { readonly [centsBrand]: true };

/** The largest amount any command may name: ten thousand million dollars. */
export const CENTS_MAX = 1e12;

/** Basis points in one: shares and rates are whole ten-thousandths. */
export const BPS_ONE = 10_000;

export function isCents(value: unknown): value is Cents {
  return Number.isSafeInteger(value);
}

/** Brands a whole number as cents; a fraction or an unsafe number is a bug. */
export function cents(value: number): Cents {
  assert(Number.isSafeInteger(value), `not whole cents: ${value}`);
  return (value === 0 ? 0 : value) as Cents;
}

export const ZERO = cents(0);

export function add(a: Cents, b: Cents): Cents {
  return cents(a + b);
}

export function subtract(a: Cents, b: Cents): Cents {
  return cents(a - b);
}

export function sum(amounts: Iterable<Cents>): Cents {
  let total = 0;
  for (const amount of amounts) total += amount;
  return cents(total);
}

export function smallest(a: Cents, b: Cents): Cents {
  return a < b ? a : b;
}

export function largest(a: Cents, b: Cents): Cents {
  return a > b ? a : b;
}

/** `numerator / denominator` for whole, non-negative numbers, rounded half to even. */
export function divideHalfEven(numerator: number, denominator: number): number {
  assert(Number.isSafeInteger(numerator) && numerator >= 0, `numerator out of range: ${numerator}`);
  assert(Number.isSafeInteger(denominator) && denominator > 0, `denominator out of range: ${denominator}`);
  const rest = numerator % denominator;
  const floor = (numerator - rest) / denominator;
  const twice = rest * 2;
  if (twice < denominator) return floor;
  if (twice > denominator) return floor + 1;
  return floor % 2 === 0 ? floor : floor + 1;
}

/** `amount × part / whole`, rounded half to even, exact at any size. All three are whole and non-negative; `whole` > 0. */
export function proportionOf(amount: Cents, part: number, whole: number): Cents {
  assert(amount >= 0 && amount <= CENTS_MAX, `amount out of range: ${amount}`);
  const product = amount * part;
  if (Number.isSafeInteger(product)) return cents(divideHalfEven(product, whole));
  const exact = BigInt(amount) * BigInt(part);
  const divisor = BigInt(whole);
  const floor = exact / divisor;
  const twice = (exact % divisor) * 2n;
  const up = twice > divisor || (twice === divisor && floor % 2n === 1n);
  return cents(Number(up ? floor + 1n : floor));
}

/** `amount × bps / 10,000`, rounded half to even. */
export function shareOf(amount: Cents, bps: number): Cents {
  return proportionOf(amount, bps, BPS_ONE);
}

/** Writes cents for people: `formatCents(cents(123456), 'USD')` is `$1,234.56`. */
export function formatCents(amount: Cents, currency: string): string {
  return new Intl.NumberFormat('en-US', { style: 'currency', currency }).format(amount / 100);
}
