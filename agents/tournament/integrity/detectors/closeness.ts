/** Bids that lie close together again and again, as a cover bid lies above the one that is to win: the variance screen, pair by pair. */

import { quantile } from '../../statistics/moments.ts';
import { bidScreens } from '../../statistics/screens.ts';
import type { Detector, Suspicion } from '../detector.ts';
import { type Pair, pairsOf, tellingMeetings } from '../pairs.ts';

const MET_MIN = 5;
/** Equal bids have no logarithm. */
const VARIATION_MIN = 1e-4;

function suspicionOf(pair: Pair): Suspicion[] {
  const { names } = pair;
  const met = tellingMeetings(pair);
  const all = met.flatMap(({ bids }) => bidScreens(bids.map(({ amountCents }) => amountCents)).variation ?? []);
  const middle = all.length < MET_MIN ? null : quantile(all, 0.5);
  if (middle === null) return [];
  const score = -Math.log10(Math.max(VARIATION_MIN, middle));
  const evidence = `on ${all.length} projects the median coefficient of variation of their two bids is ${middle.toFixed(3)}`;
  return [{ who: names, score, evidence }];
}

export const closeness: Detector = {
  name: 'closeness',
  title: 'bids that stay close together',
  scale: '−log10 of the median coefficient of variation of the two bids',
  threshold: 1.4,
  least: 0.5,
  aims: ['ring', 'sybil'],
  accuses: 'freelancers',
  suspect: (run) => pairsOf(run).flatMap(suspicionOf),
};
