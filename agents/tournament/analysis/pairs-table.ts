/** Every two freelancers on the projects that both did: who passed more, who earned more, and what chance could make of it. */

import type { WorkRow } from '../observations/row-schema.ts';
import { clusteredMean } from '../statistics/clustered.ts';
import { mcNemarExact } from '../statistics/mcnemar.ts';
import { mean } from '../statistics/moments.ts';
import { benjaminiHochberg, holm } from '../statistics/multiple.ts';
import { clusteredPermutation } from '../statistics/paired.ts';
import { COMPARED_MAX, clusterOf, decided, SEED, type Subject, unitOf, worksOf } from './subject.ts';
import { type Cell, cellOf, differenceCellOf, type Table, tableOf } from './table.ts';

const COLUMNS = {
  first: ['First', 'text'],
  second: ['Second', 'text'],
  projects: ['Projects', 'count'],
  onlyFirst: ['Only first', 'count'],
  onlySecond: ['Only second', 'count'],
  difference: ['Passed, difference', 'share'],
  p: ['McNemar p', 'p'],
  pHolm: ['Holm', 'p'],
  earned: ['Earned a project, difference', 'cents'],
  pEarned: ['Permutation p', 'p'],
  pEarnedBh: ['BH', 'p'],
} as const;

interface Both {
  readonly first: WorkRow;
  readonly second: WorkRow;
}

function differences(both: readonly Both[], value: (work: WorkRow) => number, cell = cellOf): Cell {
  const observed = both.map(({ first, second }) => ({
    value: value(first) - value(second),
    cluster: clusterOf(first),
  }));
  return cell(clusteredMean(observed)) ?? mean(observed.map((one) => one.value));
}

const passed = ({ result }: WorkRow): number => (result === 'passed' ? 1 : 0);
const earned = ({ grossCents }: WorkRow): number => grossCents;

function rowOf(first: string, second: string, both: readonly Both[]) {
  const only = (one: keyof Both, other: keyof Both): number =>
    both.filter((pair) => passed(pair[one]) > passed(pair[other])).length;
  const onlyFirst = only('first', 'second');
  const onlySecond = only('second', 'first');
  const money = both.map((pair) => ({
    value: earned(pair.first) - earned(pair.second),
    cluster: clusterOf(pair.first),
  }));
  return {
    ...{ first, second, onlyFirst, onlySecond },
    projects: both.length,
    difference: differences(both, passed, differenceCellOf),
    p: mcNemarExact(onlyFirst, onlySecond),
    earned: differences(both, earned),
    pEarned: clusteredPermutation(money, { seed: `${SEED}/${first}/${second}` }).p,
  };
}

/**
 * Null in an auction: there nobody does what another did, and sets of projects that differ are not compared. Null above
 * `COMPARED_MAX` freelancers too.
 */
export function pairsTable(subject: Subject): Table | null {
  if (subject.protocol === 'auction' || subject.participants.length > COMPARED_MAX) return null;
  const works = new Map(
    subject.participants.map(({ name }) => [
      name,
      new Map(decided(worksOf(subject, name)).map((work) => [unitOf(work), work])),
    ]),
  );
  const names = [...works.keys()];
  const rows = names.flatMap((first, at) =>
    names.slice(at + 1).map((second) => {
      const both = [...(works.get(first) ?? [])].flatMap(([unit, work]): Both[] => {
        const other = works.get(second)?.get(unit);
        return other === undefined ? [] : [{ first: work, second: other }];
      });
      return rowOf(first, second, both);
    }),
  );
  if (rows.length === 0) return null;
  const pHolm = holm(rows.map(({ p }) => p));
  const pEarnedBh = benjaminiHochberg(rows.map(({ pEarned }) => pEarned));
  const full = rows.map((row, at) => ({ ...row, pHolm: pHolm[at] ?? null, pEarnedBh: pEarnedBh[at] ?? null }));
  const notes = [
    'Only projects that both did and that were decided for both; differences with a t interval over task families.',
    'McNemar exact, Holm over all pairs: it takes projects as independent, which the interval beside does not.',
    'Earnings: permutation of whole families’ signs, Benjamini–Hochberg over all pairs. Fewer than six families cannot come below 0.05.',
  ];
  return tableOf({ name: 'pairs', title: 'Two by two', notes }, COLUMNS, full);
}
