/** Shill bids: an account that bids for one employer only, lowers the price there, and never takes an award. */

import { type Detector, percent, type Suspicion } from '../detector.ts';
import { freelancersIn, placeKey, type WatchedRun } from '../watched-run.ts';

const BIDS_MIN = 3;

function suspect(run: WatchedRun): Suspicion[] {
  const { observed, employers } = run;
  const posted = observed.project.map(({ market, project }) => employers.get(placeKey(market, project ?? 0)));
  return freelancersIn(run).flatMap((name) => {
    const bids = observed.bid.filter(({ freelancer }) => freelancer === name);
    const served = new Set(bids.map(({ market, project }) => employers.get(placeKey(market, project ?? 0))));
    const [employer] = served;
    if (bids.length < BIDS_MIN || served.size !== 1 || employer === undefined) return [];
    if (bids.some(({ status }) => status === 'accepted')) return [];
    // What the same number of bids would do by chance, each on any project.
    const share = posted.filter((one) => one === employer).length / posted.length;
    const leading = bids.filter(({ market, project, amountCents }) =>
      observed.bid.every((bid) => bid.market !== market || bid.project !== project || bid.amountCents >= amountCents),
    ).length;
    const evidence = `all ${bids.length} bids for ${employer}, who posted ${percent(share)} of the projects; no award taken, lowest ${leading} times`;
    return [{ who: [name], score: -bids.length * Math.log10(share), evidence }];
  });
}

export const shill: Detector = {
  name: 'shill',
  title: "an employer's second account",
  scale: '−log10 of the chance that all bids go to one employer, nothing won',
  threshold: 1,
  least: 1,
  aims: ['shill'],
  accuses: 'freelancers',
  suspect,
};
