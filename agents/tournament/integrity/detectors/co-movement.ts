/** Bids that move together: what one asks, as a share of the budget, tells what the other asks. */

import { mean } from '../../statistics/moments.ts';
import type { Detector, Suspicion } from '../detector.ts';
import { type Pair, pairsOf, tellingMeetings } from '../pairs.ts';

const MET_MIN = 6;
/** Perfect correlation has no logarithm. */
const CORRELATION_MAX = 0.9999;

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

function suspicionOf(pair: Pair): Suspicion[] {
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
  const score = Math.atanh(bounded) * Math.sqrt(met.length - 3);
  const evidence = `bids on ${met.length} projects, as shares of the budget, correlate at ${found.toFixed(2)}`;
  return [{ who: names, score, evidence }];
}

export const coMovement: Detector = {
  name: 'co_movement',
  title: 'bids that move together',
  scale: 'standard errors above no correlation (Fisher)',
  threshold: 5.4,
  least: 2,
  aims: ['ring', 'sybil'],
  accuses: 'freelancers',
  suspect: (run) => pairsOf(run).flatMap(suspicionOf),
};
