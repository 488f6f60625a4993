/** Bids that move together: what one asks, as a share of the budget, tells what the other asks. */

import { normalCdf } from '../../statistics/distributions.ts';
import { mean } from '../../statistics/moments.ts';
import type { Detector, Suspicion } from '../detector.ts';
import { type Pair, pairsOf, tellingMeetings } from '../pairs.ts';

const MET_MIN = 6;
/** Perfect correlation has no logarithm. */
const CORRELATION_MAX = 0.9999;
/**
 * Honest bidders who reckon alike move together as well, up to this. To be above nothing is no news in a run of many projects: with enough
 * meetings every habit is; above this stays above it, however many there are.
 */
const HABIT = 0.8;
/** The normal tail has no figure further out. */
const DEVIATIONS_MAX = 8;

/** Pearson's; null where one of the two never varies. */
export function correlation(pairs: readonly (readonly [number, number])[]): number | null {
  const [x, y] = [mean(pairs.map(([one]) => one)), mean(pairs.map(([, other]) => other))];
  if (x === null || y === null) return null;
  let [both, first, second] = [0, 0, 0];
  for (const [one, other] of pairs) {
    both += (one - x) * (other - y);
    first += (one - x) ** 2;
    second += (other - y) ** 2;
  }
  // Rounding to whole cents alone makes a constant share vary by less than this.
  return first < 1e-6 || second < 1e-6 ? null : both / Math.sqrt(first * second);
}

function suspicionOf(pair: Pair, pairs: number): Suspicion[] {
  const { names } = pair;
  const met = tellingMeetings(pair);
  if (met.length < MET_MIN) return [];
  const shares = met.map(({ project: { budgetMaxCents }, bids: [one, other] }) => {
    const log = (cents: number): number => Math.log(Math.max(1, cents) / budgetMaxCents);
    return [log(one.amountCents), log(other.amountCents)] as const;
  });
  const found = correlation(shares);
  if (found === null) return [];
  const bounded = Math.max(-CORRELATION_MAX, Math.min(CORRELATION_MAX, found));
  const above = (Math.atanh(bounded) - Math.atanh(HABIT)) * Math.sqrt(met.length - 3);
  const chance = normalCdf(-Math.min(DEVIATIONS_MAX, above));
  const score = -Math.log10(chance) - Math.log10(pairs);
  const evidence = `bids on ${met.length} projects, as shares of the budget, correlate at ${found.toFixed(2)}, of ${pairs} pairs looked at`;
  return [{ who: names, score, evidence }];
}

export const coMovement: Detector = {
  name: 'co_movement',
  title: 'bids that move together',
  scale: '−log10 of the chance of moving together so closely by habit (Fisher), less log10 of the pairs looked at',
  threshold: 1,
  least: 1,
  aims: ['ring', 'sybil'],
  accuses: 'freelancers',
  suspect: (run) => {
    const pairs = pairsOf(run);
    return pairs.flatMap((pair) => suspicionOf(pair, pairs.length));
  },
};
