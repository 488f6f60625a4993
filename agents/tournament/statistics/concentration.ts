/** How unevenly work or money is spread over freelancers. */

import { sum } from './moments.ts';

/** Herfindahl–Hirschman index of amounts, shares in percent: 10,000 for one who has all. Null where there is nothing. */
export function herfindahl(amounts: readonly number[]): number | null {
  const whole = sum(amounts);
  return whole <= 0 ? null : sum(amounts.map((amount) => ((100 * amount) / whole) ** 2));
}

/** As many equals would be as concentrated. */
export function effectiveNumber(amounts: readonly number[]): number | null {
  const index = herfindahl(amounts);
  return index === null ? null : 10_000 / index;
}

/**
 * Gini coefficient of amounts that are not negative: 0 where all have the same. `corrected`: times n / (n − 1), so that
 * one who has all is 1. Null where there is nothing, or a negative amount, for which it has no meaning.
 */
export function gini(amounts: readonly number[], corrected = false): number | null {
  const n = amounts.length;
  const whole = sum(amounts);
  if (whole <= 0 || amounts.some((amount) => amount < 0) || (corrected && n < 2)) return null;
  const sorted = amounts.toSorted((a, b) => a - b);
  const weighted = sum(sorted.map((amount, at) => (2 * (at + 1) - n - 1) * amount));
  return (weighted / (n * whole)) * (corrected ? n / (n - 1) : 1);
}
