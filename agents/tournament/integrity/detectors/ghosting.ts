/** Employers that take work and fall silent: passed deliveries for which they never released anything. */

import { wilsonInterval } from '../../statistics/wilson.ts';
import type { Detector, Suspicion } from '../detector.ts';
import { placeKey, type WatchedRun } from '../watched-run.ts';

const PASSED_MIN = 2;

/** Only where employers settle: under the other rule silence costs nobody anything. */
function suspect({ observed, settlement, employers, releasedByEmployer }: WatchedRun): Suspicion[] {
  if (settlement !== 'employer') return [];
  const passed = observed.work.filter(({ won, result, endedAt }) => won && result === 'passed' && endedAt !== null);
  const places = passed.map(({ market, project }) => placeKey(market, project ?? 0));
  return [...Map.groupBy(places, (place) => employers.get(place))].flatMap(([employer, own]) => {
    if (employer === undefined || own.length < PASSED_MIN) return [];
    const silent = own.filter((place) => !releasedByEmployer.has(place)).length;
    const low = wilsonInterval(silent, own.length)?.low ?? 0;
    const evidence = `released nothing for ${silent} of ${own.length} awards whose work had passed`;
    return [{ who: [employer], score: low, evidence }];
  });
}

export const ghosting: Detector = {
  name: 'ghosting',
  title: 'an employer that falls silent',
  scale: 'lower bound (Wilson, 95 %) of the share of passed work without a release',
  threshold: 0.2,
  least: 0.2,
  aims: ['ghost'],
  accuses: 'employers',
  suspect,
};
