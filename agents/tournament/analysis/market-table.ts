/** What a market did as a whole: how much work found somebody, how fast, and how unevenly it was spread. */

import { HOUR_MS } from '../../../server/kernel/clock.ts';
import { effectiveNumber, gini, herfindahl } from '../statistics/concentration.ts';
import { mean, quantile, sum } from '../statistics/moments.ts';
import { wilsonInterval } from '../statistics/wilson.ts';
import { type Subject, worksOf } from './subject.ts';
import { type Cell, type Table, tableOf } from './table.ts';

export const MARKET = {
  market: ['Market', 'text'],
  projects: ['Projects', 'count'],
  bidsPerProject: ['Bids a project', 'number'],
  unfilled: ['Unfilled', 'share'],
  hoursToAward: ['Hours to award', 'hours'],
  slowest: ['… nine in ten', 'hours'],
  herfindahl: ['HHI', 'number'],
  effectiveNumber: ['As many equals', 'number'],
  gini: ['Gini', 'number'],
  giniCorrected: ['… corrected', 'number'],
} as const;

function concentration(subject: Subject, market: string) {
  const earned = subject.participants.map(({ name }) =>
    sum(worksOf(subject, name).flatMap((work) => (work.market === market ? work.grossCents : []))),
  );
  return {
    herfindahl: herfindahl(earned),
    effectiveNumber: effectiveNumber(earned),
    gini: gini(earned),
    giniCorrected: gini(earned, true),
  };
}

/** Null in solo, where a market has one freelancer. */
export function marketTable(subject: Subject): Table | null {
  if (subject.protocol === 'solo') return null;
  const markets = Map.groupBy(subject.observed.project, ({ market }) => market);
  const rows = [...markets].map(([market, all]) => {
    const over = all.filter(({ status, acceptedAt }) => status !== 'open' || acceptedAt !== null);
    const empty = over.filter(({ acceptedAt }) => acceptedAt === null).length;
    const bounds = wilsonInterval(empty, over.length);
    const unfilled: Cell = bounds === null ? null : { value: empty / over.length, ...bounds };
    const waits = all.flatMap(({ postedAt, awardedAt }) =>
      awardedAt === null ? [] : (awardedAt - postedAt) / HOUR_MS,
    );
    return {
      market,
      projects: all.length,
      bidsPerProject: mean(all.map(({ bidCount }) => bidCount)),
      unfilled,
      hoursToAward: quantile(waits, 0.5),
      slowest: quantile(waits, 0.9),
      ...concentration(subject, market),
    };
  });
  const notes = [
    'Unfilled: projects that are over or at work, without an accepted award; Wilson 95 %. Hours of market time from posting to first award: median, and what nine in ten stayed below.',
    'HHI and Gini of gross earnings over all freelancers, those who earned nothing included. One market is one observation.',
  ];
  return tableOf({ name: 'market', title: 'The market', notes }, MARKET, rows);
}
