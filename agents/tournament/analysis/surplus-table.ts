/** What trade made better, who got it, and how much of what was possible came about. */

import type { ProjectRow } from '../observations/row-schema.ts';
import { bestSurplus, type Choice, efficiency, surplusSplit, type Trade } from '../statistics/surplus.ts';
import type { Subject } from './subject.ts';
import { type Table, tableOf } from './table.ts';

export const SURPLUS = {
  market: ['Market', 'text'],
  awards: ['Awards', 'count'],
  total: ['Surplus', 'cents'],
  employer: ['Employer', 'cents'],
  freelancer: ['Freelancers', 'cents'],
  platform: ['Platform', 'cents'],
  best: ['Possible', 'cents'],
  efficiency: ['Efficiency', 'share'],
  anarchy: ['Price of anarchy', 'number'],
} as const;

/** What a project would cost this freelancer, by name; null: nobody knows. */
export type CostOf = (freelancer: string, project: ProjectRow) => number | null;

function tradesOf({ observed }: Subject, market: string): (Trade | null)[] {
  const worth = new Map(observed.project.map((one) => [`${one.market}/${one.project}`, one.budgetMaxCents]));
  return observed.work
    .filter((work) => work.won && work.market === market)
    .map((work) => {
      const value = worth.get(`${work.market}/${work.project}`);
      if (value === undefined || work.costCents === null) return null;
      const { priceCents: price, costCents: cost, feeCents, employerFeeCents } = work;
      return { value, cost, price, freelancerFee: feeCents, employerFee: employerFeeCents };
    });
}

/** Null in solo, and where somebody's cost is not known: then nobody knows what was possible. */
export function surplusTable(subject: Subject, costOf: CostOf): Table | null {
  if (subject.protocol === 'solo') return null;
  const markets = Map.groupBy(subject.observed.project, ({ market }) => market);
  const rows = [...markets].flatMap(([market, projects]) => {
    const trades = tradesOf(subject, market).filter((trade) => trade !== null);
    const choices = projects.map(
      (project): Choice => ({
        value: project.budgetMaxCents,
        costs: subject.participants.map(({ name }) => costOf(name, project)),
      }),
    );
    const known = choices.every(({ costs }) => costs.every((cost) => cost !== null));
    if (!known || trades.length < tradesOf(subject, market).length) return [];
    const split = surplusSplit(trades);
    const best = bestSurplus(choices, Number.POSITIVE_INFINITY);
    const share = efficiency(split.total, best);
    const anarchy = share === null || share <= 0 ? null : 1 / share;
    return [{ market, awards: trades.length, ...split, best, efficiency: share, anarchy }];
  });
  if (rows.length === 0) return null;
  const notes = [
    'At the award: the budget’s maximum, which stands for what the work is worth, less the winner’s private cost; whether the work then passed is in the table of success. Fees as they were charged.',
    'Possible: every project to whoever can do it at the least cost, any number each, and none where that costs more than it is worth. Costs are those drawn for simulated freelancers.',
  ];
  return tableOf({ name: 'surplus', title: 'Surplus', notes }, SURPLUS, rows);
}
