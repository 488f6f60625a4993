/** What each freelancer earned: gross, fees, own costs, net, and the share of what there was to earn. */

import { bootstrap } from '../statistics/bootstrap.ts';
import { sum } from '../statistics/moments.ts';
import { clusterOf, offeredTo, ownCosts, type Participant, SEED, type Subject, unitOf, worksOf } from './subject.ts';
import { type Cell, cellOf, type Table, tableOf } from './table.ts';

export const EARNINGS = {
  freelancer: ['Freelancer', 'text'],
  gross: ['Earned', 'cents'],
  fees: ['Fees', 'cents'],
  costs: ['Costs', 'cents'],
  net: ['Net', 'cents'],
  pot: ['Pot', 'cents'],
  shareOfPot: ['Of pot', 'share'],
  costPerSolvedDollar: ['Costs ÷ solved', 'number'],
  returnOnCost: ['Net ÷ costs', 'number'],
  origin: ['Origin', 'text'],
} as const;

function ratio(part: number, whole: number): number | null {
  return whole === 0 ? null : part / whole;
}

/** In solo the pot is everybody's own, so projects can be drawn again; in an auction one's gain is another's loss. */
function shareOfPot(subject: Subject, name: string): Cell {
  const works = worksOf(subject, name);
  if (subject.protocol === 'auction') {
    const pot = sum(subject.observed.work.filter(({ won }) => won).map(({ priceCents }) => priceCents));
    return ratio(sum(works.map(({ grossCents }) => grossCents)), pot);
  }
  const earned = new Map(works.map((work) => [unitOf(work), work.grossCents]));
  const pot = offeredTo(subject, name);
  const share = (sample: typeof pot): number | null =>
    ratio(sum(sample.map((one) => earned.get(unitOf(one)) ?? 0)), sum(sample.map((one) => one.postedPriceCents)));
  return cellOf(bootstrap(pot, clusterOf, share, { seed: SEED })) ?? share(pot);
}

function potOf(subject: Subject, name: string): number {
  if (subject.protocol === 'solo') return sum(offeredTo(subject, name).map(({ postedPriceCents }) => postedPriceCents));
  return sum(subject.observed.work.filter(({ won }) => won).map(({ priceCents }) => priceCents));
}

function rowOf(subject: Subject, { name, origin }: Participant): Record<keyof typeof EARNINGS, Cell> {
  const works = worksOf(subject, name);
  const gross = sum(works.map(({ grossCents }) => grossCents));
  const fees = sum(works.map(({ feeCents }) => feeCents));
  const costs = ownCosts(subject, name);
  const solved = sum(works.filter(({ result }) => result === 'passed').map(({ priceCents }) => priceCents));
  const net = gross - fees - costs;
  return {
    freelancer: name,
    ...{ gross, fees, costs, net },
    pot: potOf(subject, name),
    shareOfPot: shareOfPot(subject, name),
    costPerSolvedDollar: ratio(costs, solved),
    returnOnCost: ratio(net, costs),
    origin,
  };
}

export function earningsTable(subject: Subject): Table {
  const notes =
    subject.protocol === 'solo'
      ? ['Pot: posted prices of all projects. Its share has a BCa bootstrap interval over task families.']
      : ['Pot: prices of all accepted awards. One market is one observation: its shares have no interval.'];
  notes.push(
    'Costs: what left the own pocket for models and sandboxes, lost bids included; solved: prices of what passed.',
  );
  const rows = subject.participants.map((participant) => rowOf(subject, participant));
  return tableOf({ name: 'earnings', title: 'Earnings', notes }, EARNINGS, rows);
}
