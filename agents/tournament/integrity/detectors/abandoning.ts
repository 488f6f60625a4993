/** Low-ball and abandon: wins far below the others and then hands nothing in. */

import { mean, quantile } from '../../statistics/moments.ts';
import { wilsonInterval } from '../../statistics/wilson.ts';
import { type Detector, percent, type Suspicion } from '../detector.ts';
import { freelancersIn, type WatchedRun } from '../watched-run.ts';

const AWARDS_MIN = 2;

/** Own winning amounts over the median of the other bids on the same projects, as a mean; null without rivals. */
function priceBeside({ observed }: WatchedRun, name: string): number | null {
  const won = observed.bid.filter(({ freelancer, status }) => freelancer === name && status === 'accepted');
  return mean(
    won.flatMap(({ market, project, amountCents }) => {
      const others = observed.bid.filter(
        (bid) =>
          bid.market === market && bid.project === project && bid.freelancer !== name && bid.status !== 'retracted',
      );
      const middle = quantile(
        others.map((bid) => bid.amountCents),
        0.5,
      );
      return middle === null || middle === 0 ? [] : [amountCents / middle];
    }),
  );
}

function suspicionOf(run: WatchedRun, name: string): Suspicion[] {
  const awards = run.observed.work.filter(
    ({ freelancer, won, endedAt }) => freelancer === name && won && endedAt !== null,
  );
  const empty = awards.filter(({ deliveries }) => deliveries === 0).length;
  const beside = priceBeside(run, name);
  if (awards.length < AWARDS_MIN || beside === null) return [];
  const low = wilsonInterval(empty, awards.length)?.low ?? 0;
  const evidence = `handed nothing in for ${empty} of ${awards.length} awards, won at ${percent(beside)} of the median of the other bids`;
  return [{ who: [name], score: low * Math.max(0, 1 - beside), evidence }];
}

export const abandoning: Detector = {
  name: 'abandoning',
  title: 'winning low and handing nothing in',
  scale: 'lower bound of the share of awards without a delivery, times how far below the others it bid',
  threshold: 0.1,
  least: 0.1,
  aims: ['abandon'],
  accuses: 'freelancers',
  suspect: (run) => freelancersIn(run).flatMap((name) => suspicionOf(run, name)),
};
