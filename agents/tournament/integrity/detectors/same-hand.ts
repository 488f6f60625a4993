/** Several accounts of one operator: the same amount within a hair, the same promise, at the same time, again and again. */

import { wilsonInterval } from '../../statistics/wilson.ts';
import type { Detector, Suspicion } from '../detector.ts';
import { type Meeting, type Pair, pairsOf, tellingMeetings } from '../pairs.ts';

/** Amounts that differ by less, as a logarithm, count as equal. */
const EQUAL_WITHIN = 0.0125;
const SAME_TIME_MS = 60_000;
const MET_MIN = 4;

function isAlike({ bids: [one, other] }: Meeting): boolean {
  const apart = Math.abs(Math.log(Math.max(1, one.firstCents) / Math.max(1, other.firstCents)));
  const apartInTime = Math.abs(one.placedAt - other.placedAt);
  return apart <= EQUAL_WITHIN && one.days === other.days && apartInTime <= SAME_TIME_MS;
}

function suspicionOf(pair: Pair): Suspicion[] {
  const { names } = pair;
  const met = tellingMeetings(pair);
  if (met.length < MET_MIN) return [];
  const alike = met.filter(isAlike).length;
  const low = wilsonInterval(alike, met.length)?.low ?? 0;
  const evidence = `${alike} of ${met.length} times the same amount within ${(EQUAL_WITHIN * 100).toFixed(1)} %, the same days, within a minute`;
  return [{ who: names, score: low, evidence }];
}

export const sameHand: Detector = {
  name: 'same_hand',
  title: 'one operator with several accounts',
  scale: 'lower bound (Wilson, 95 %) of the share of meetings with the same bid',
  threshold: 0.3,
  least: 0.3,
  aims: ['sybil'],
  accuses: 'freelancers',
  suspect: (run) => pairsOf(run).flatMap(suspicionOf),
};
