/** Screens for bid rigging (Imhof 2017): marks of bids that were agreed on. They ask for a second look and prove nothing. */

import { deviation, kurtosis, mean, skewness } from './moments.ts';

/** Null where there are too few bids for the figure. */
export interface BidScreens {
  /** Coefficient of variation: low where cover bids are huddled above the winner's. */
  readonly variation: number | null;
  /** (second − lowest) / deviation of the losing bids: high where the losers keep clear of the winner. */
  readonly relativeDistance: number | null;
  readonly skewness: number | null;
  readonly kurtosis: number | null;
  /** (second − lowest) / lowest. */
  readonly gap: number | null;
  /** (highest − lowest) / lowest. */
  readonly spread: number | null;
}

/** Of the amounts bid on one project, in any order, all above 0. */
export function bidScreens(amounts: readonly number[]): BidScreens {
  const sorted = amounts.toSorted((a, b) => a - b);
  const [lowest, second] = sorted;
  const highest = sorted.at(-1);
  const spread = deviation(sorted);
  const centre = mean(sorted);
  const losing = deviation(sorted.slice(1));
  const pair = lowest === undefined || second === undefined ? null : second - lowest;
  const over = (part: number | null | undefined, whole: number | null | undefined): number | null =>
    typeof part !== 'number' || typeof whole !== 'number' || whole === 0 ? null : part / whole;
  return {
    variation: over(spread, centre),
    relativeDistance: over(pair, losing),
    skewness: skewness(sorted),
    kurtosis: kurtosis(sorted),
    gap: over(pair, lowest),
    spread: pair === null || highest === undefined || lowest === undefined ? null : over(highest - lowest, lowest),
  };
}

/**
 * Whether two bidders take turns: of the projects on which both bid and one of them won, the share of neighbours in time at
 * which the winner changed. One half is what independent winners of equal strength give; 1 is perfect rotation. Null
 * below two such projects. `winners`: 0 or 1, in order of time.
 */
export function rotation(winners: readonly (0 | 1)[]): number | null {
  if (winners.length < 2) return null;
  return winners.slice(1).filter((winner, at) => winner !== winners[at]).length / (winners.length - 1);
}
