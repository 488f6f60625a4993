/** Screens for bid rigging: how the bids of projects lie to each other, and whether two bidders take turns. */

import type { BidRow } from '../observations/row-schema.ts';
import { quantile } from '../statistics/moments.ts';
import { type BidScreens, bidScreens, rotation } from '../statistics/screens.ts';
import { COMPARED_MAX, type Subject } from './subject.ts';
import { type Cell, type Table, tableOf } from './table.ts';

const BIDS = {
  screen: ['Screen', 'text'],
  projects: ['Projects', 'count'],
  tenth: ['One in ten below', 'number'],
  median: ['Median', 'number'],
  ninetieth: ['One in ten above', 'number'],
} as const;

const TURNS = {
  first: ['First', 'text'],
  second: ['Second', 'text'],
  met: ['Both bid', 'count'],
  firstWon: ['First won', 'count'],
  secondWon: ['Second won', 'count'],
  turns: ['Turns', 'share'],
  byChance: ['By chance', 'share'],
} as const;

const NAMES: Readonly<Record<keyof BidScreens, string>> = {
  variation: 'Coefficient of variation (low: huddled)',
  relativeDistance: 'Relative distance (high: losers keep clear)',
  skewness: 'Skewness',
  kurtosis: 'Kurtosis',
  gap: 'Second less lowest, over lowest',
  spread: 'Highest less lowest, over lowest',
};

/** Bids of each project, in the order of the projects. */
function byProject({ observed }: Subject): BidRow[][] {
  const bids = observed.bid.filter(({ status }) => status !== 'retracted');
  return [...Map.groupBy(bids, ({ market, project }) => `${market}/${project}`).values()];
}

/** Null where no project had two bids. */
export function screensTable(subject: Subject): Table | null {
  const all = byProject(subject)
    .filter((bids) => bids.length >= 2)
    .map((bids) => bidScreens(bids.map(({ amountCents }) => amountCents)));
  if (subject.protocol === 'solo' || all.length === 0) return null;
  const rows = (Object.keys(NAMES) as (keyof BidScreens)[]).map((screen) => {
    const values = all.flatMap((one) => one[screen] ?? []);
    const at = (p: number): Cell => quantile(values, p);
    return { screen: NAMES[screen], projects: values.length, tenth: at(0.1), median: at(0.5), ninetieth: at(0.9) };
  });
  const notes = ['Over projects with enough bids, last amounts. Marks that ask for a second look: they prove nothing.'];
  return tableOf({ name: 'screens', title: 'Screens for bid rigging', notes }, BIDS, rows);
}

/** Null where no two bidders shared the wins of projects that both bid on, and above `COMPARED_MAX` freelancers. */
export function turnsTable(subject: Subject): Table | null {
  if (subject.protocol === 'solo' || subject.participants.length > COMPARED_MAX) return null;
  const projects = byProject(subject);
  const names = subject.participants.map(({ name }) => name);
  const rows = names.flatMap((first, at) =>
    names.slice(at + 1).flatMap((second) => {
      const met = projects.filter((bids) =>
        [first, second].every((name) => bids.some((bid) => bid.freelancer === name)),
      );
      const winners = met.flatMap((bids): (0 | 1)[] => {
        const winner = bids.find(({ status }) => status === 'accepted')?.freelancer;
        if (winner === first) return [0];
        return winner === second ? [1] : [];
      });
      const turns = rotation(winners);
      const secondWon = winners.filter((winner) => winner === 1).length;
      const firstWon = winners.length - secondWon;
      if (turns === null || firstWon === 0 || secondWon === 0) return [];
      // Of all orders of these wins: two neighbours differ with this chance.
      const byChance = (2 * firstWon * secondWon) / (winners.length * (winners.length - 1));
      return [{ first, second, met: met.length, firstWon, secondWon, turns, byChance }];
    }),
  );
  if (rows.length === 0) return null;
  const notes = [
    'Of the projects on which both bid and one of them won: how often the winner changed from one to the next, and how often it would in a random order of the same wins. 100 % is perfect rotation.',
  ];
  return tableOf({ name: 'turns', title: 'Turns', notes }, TURNS, rows);
}
