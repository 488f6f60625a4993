/** How freelancers bid: how often, how much above what the work costs them, how sure, and what winning brought. */

import { breakEven, netOf } from '../../scripted/break-even.ts';
import type { BidRow, WorkRow } from '../observations/row-schema.ts';
import { curseOf, markup, type PricedBid, shading, type Won } from '../statistics/bidding.ts';
import { brierScore, calibrationError, type Forecast, overconfidence } from '../statistics/calibration.ts';
import { clusteredMean } from '../statistics/clustered.ts';
import { mean } from '../statistics/moments.ts';
import { bidsOf, clusterOf, decided, offeredTo, type Subject, worksOf } from './subject.ts';
import { type Cell, cellOf, differenceCellOf, ratioCellOf, shareCellOf, type Table, tableOf } from './table.ts';

export const BIDS = {
  freelancer: ['Freelancer', 'text'],
  offered: ['Offered', 'count'],
  bids: ['Bids', 'count'],
  bidRate: ['Bid rate', 'share'],
  won: ['Won', 'count'],
  winRate: ['Win rate', 'share'],
  ofBudget: ['Of budget', 'share'],
  markup: ['Over cost', 'share'],
  shading: ['Shading', 'share'],
  origin: ['Origin', 'text'],
} as const;

export const FORECASTS = {
  freelancer: ['Freelancer', 'text'],
  judged: ['Judged', 'count'],
  stated: ['Stated', 'share'],
  passed: ['Passed', 'share'],
  tooSure: ['Too sure by', 'share'],
  brier: ['Brier', 'number'],
  calibrationError: ['Calibration error', 'share'],
  shortfall: ['Expected − got', 'cents'],
  profit: ['Got − cost', 'cents'],
  lossShare: ['Losses', 'share'],
  origin: ['Origin', 'text'],
} as const;

/** The mean with its interval over families; the bare mean where there are too few; null where there is nothing. */
function averaged<T extends Pick<BidRow, 'family' | 'slug' | 'project'>>(
  rows: readonly T[],
  value: (row: T) => number | null,
  cell: typeof cellOf = cellOf,
): Cell {
  const observed = rows.flatMap((row) => {
    const one = value(row);
    return one === null ? [] : { value: one, cluster: clusterOf(row) };
  });
  const bare = mean(observed.map((one) => one.value));
  return cell(clusteredMean(observed)) ?? cell(bare === null ? null : { value: bare, low: bare, high: bare });
}

const logOf = (ratioLessOne: number | null): number | null => (ratioLessOne === null ? null : Math.log1p(ratioLessOne));

const ratio = (part: number, whole: number): number | null => (whole === 0 ? null : part / whole);

function reserves({ observed }: Subject): Map<string, number> {
  return new Map(
    observed.project.map(({ market, project, budgetMaxCents }) => [`${market}/${project}`, budgetMaxCents]),
  );
}

function pricedBid({ policy }: Subject, reserve: number | undefined, bid: BidRow): PricedBid | null {
  if (bid.costCents === null || reserve === undefined) return null;
  const least = breakEven(policy.fees, bid.costCents);
  return Number.isFinite(least) ? { amount: bid.firstCents, breakEven: least, reserve } : null;
}

export function biddingTable(subject: Subject): Table {
  const reserveOf = reserves(subject);
  const rows = subject.participants.map(({ name, origin }) => {
    const bids = bidsOf(subject, name);
    const offered = offeredTo(subject, name).length;
    const won = bids.filter(({ status }) => status === 'accepted').length;
    const reserve = ({ market, project }: BidRow): number | undefined => reserveOf.get(`${market}/${project}`);
    const onPriced =
      (value: (bid: PricedBid) => number | null) =>
      (bid: BidRow): number | null => {
        const priced = pricedBid(subject, reserve(bid), bid);
        return priced === null ? null : value(priced);
      };
    return {
      freelancer: name,
      ...{ offered, won },
      bids: bids.length,
      bidRate: ratio(bids.length, offered),
      winRate: ratio(won, bids.length),
      ofBudget: averaged(bids, (bid) => ratio(bid.firstCents, reserve(bid) ?? 0), shareCellOf),
      markup: averaged(
        bids,
        onPriced((bid) => logOf(markup(bid))),
        ratioCellOf,
      ),
      shading: averaged(bids, onPriced(shading)),
      origin,
    };
  });
  const notes = [
    'Of the first amount of every bid that was not retracted; t intervals over task families.',
    'Over cost: amount over break-even (cost of the work and the fee on it), less one; averaged as ratios are, by their logarithms, so that one cheap project does not make the figure. Shading: what was asked beyond break-even, of what could have been. Both only where the cost is known, which it is of simulated freelancers.',
  ];
  return tableOf({ name: 'bidding', title: 'Bidding', notes }, BIDS, rows);
}

function forecastsOf(works: readonly WorkRow[]): (Forecast & WorkRow)[] {
  return works.flatMap((work) =>
    work.confidenceBps === null
      ? []
      : { ...work, stated: work.confidenceBps / 10_000, passed: work.result === 'passed' },
  );
}

function wonOf({ policy }: Subject, work: WorkRow): Won | null {
  if (work.confidenceBps === null || !work.won) return null;
  return {
    stated: work.confidenceBps / 10_000,
    price: netOf(policy.fees, work.priceCents),
    cost: work.costCents ?? 0,
    received: work.grossCents - work.feeCents,
  };
}

/** Null where nobody stated a confidence. */
export function forecastTable(subject: Subject): Table | null {
  const rows = subject.participants.flatMap(({ name, origin }) => {
    const judged = forecastsOf(decided(worksOf(subject, name)));
    if (judged.length === 0) return [];
    const onWon = (value: (won: Won) => number) => (work: WorkRow) => {
      const won = wonOf(subject, work);
      return won === null ? null : value(won);
    };
    const known = judged.filter(({ costCents }) => costCents !== null);
    return [
      {
        freelancer: name,
        judged: judged.length,
        stated: mean(judged.map(({ stated }) => stated)),
        passed: mean(judged.map(({ passed }) => (passed ? 1 : 0))),
        tooSure:
          averaged(judged, ({ stated, passed }) => stated - (passed ? 1 : 0), differenceCellOf) ??
          overconfidence(judged),
        brier: brierScore(judged),
        calibrationError: calibrationError(judged),
        shortfall: averaged(judged, onWon(curseOf)),
        profit: averaged(
          known,
          onWon(({ received, cost }) => received - cost),
        ),
        lossShare: averaged(
          known,
          onWon(({ received, cost }) => (received < cost ? 1 : 0)),
          shareCellOf,
        ),
        origin,
      },
    ];
  });
  if (rows.length === 0) return null;
  const notes = [
    'Only work that was decided: whether a bid that was lost would have passed, nobody knows.',
    'Brier: mean squared distance of stated chance and outcome, 0.25 for always saying one half. Calibration error: over ten bins.',
    'Winner’s curse: expected (stated chance × price after fee) less got, for each award; above 0 the winners were too hopeful. Got − cost and losses count the private cost of the work, where it is known.',
  ];
  return tableOf({ name: 'forecasts', title: 'What bidders said of themselves', notes }, FORECASTS, rows);
}
