/** Passing what cannot be passed honestly: whoever does knew the answers. */

import type { Detector, Suspicion } from '../detector.ts';
import { freelancersIn, placeKey, projectsByPlace, type WatchedRun } from '../watched-run.ts';

function suspect(run: WatchedRun): Suspicion[] {
  const projects = projectsByPlace(run);
  const tried = run.observed.verdict.filter(({ market, project }) =>
    run.honeypots.has(projects.get(placeKey(market, project ?? 0))?.acceptanceHash ?? ''),
  );
  return freelancersIn(run).flatMap((name) => {
    const own = tried.filter(({ freelancer }) => freelancer === name);
    if (own.length === 0) return [];
    const passed = own.filter(({ status }) => status === 'passed').length;
    return [{ who: [name], score: passed, evidence: `passed ${passed} of ${own.length} deliveries at honeypots` }];
  });
}

export const honeypot: Detector = {
  name: 'honeypot',
  title: 'passing what nobody can pass honestly',
  scale: 'deliveries at honeypots that passed',
  threshold: 1,
  least: 1,
  aims: ['leak'],
  accuses: 'freelancers',
  suspect,
};
