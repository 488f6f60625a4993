/** Budget ranges for fixed prices: Freelancer.com's, and one at each end for prices that it has no range for. */

import { known } from '../../server/kernel/assert.ts';

export interface Bracket {
  readonly minCents: number;
  readonly maxCents: number;
}

/**
 * From its form for new projects, in US dollars. Above 10,000 the ranges are recalled, not read there, and the highest has
 * an end of ours, since every budget here has a maximum. Below 10 nothing can be posted there: the range is ours, so that
 * a price distribution keeps the part that lies below.
 */
const DOLLARS: readonly (readonly [number, number])[] = [
  [0, 10],
  [10, 30],
  [30, 250],
  [250, 750],
  [750, 1_500],
  [1_500, 3_000],
  [3_000, 5_000],
  [5_000, 10_000],
  [10_000, 20_000],
  [20_000, 50_000],
  [50_000, 5_000_000],
];

export const PRICE_BRACKETS: readonly Bracket[] = DOLLARS.map(([min, max]) => ({
  minCents: 100 * min,
  maxCents: 100 * max,
}));

/** The lowest bracket that contains the price: 250 dollars are the maximum of 30 to 250, not the minimum of 250 to 750. */
export function bracketOf(cents: number): Bracket {
  return known(
    PRICE_BRACKETS.find(({ maxCents }) => cents <= maxCents),
    `a bracket for ${cents} cents`,
  );
}
