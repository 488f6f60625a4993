/** The ranges of prices by which a standing can be taken apart, as Freelancer.com's smallest brackets part them. */

import { shortMoney } from '../../text/format.ts';
import { resultWords } from '../../text/result-words.ts';

export type PriceRange = 'all' | 'small' | 'middle' | 'large';

const [SMALL_CENTS, MIDDLE_CENTS] = [5_000, 25_000] as const;
const ENDLESS = Number.POSITIVE_INFINITY;

/** Above the first, up to the second. */
export const PRICE_RANGES: Readonly<Record<PriceRange, readonly [minCents: number, maxCents: number]>> = {
  all: [0, ENDLESS],
  small: [0, SMALL_CENTS],
  middle: [SMALL_CENTS, MIDDLE_CENTS],
  large: [MIDDLE_CENTS, ENDLESS],
};

/** To choose from. */
export function priceOptions(currency: string): readonly (readonly [PriceRange, string])[] {
  const { prices } = resultWords.standing;
  const [small, middle] = [shortMoney(SMALL_CENTS, currency), shortMoney(MIDDLE_CENTS, currency)];
  return [
    ['all', prices.all],
    ['small', prices.upTo(small)],
    ['middle', prices.between(small, middle)],
    ['large', prices.above(middle)],
  ];
}
