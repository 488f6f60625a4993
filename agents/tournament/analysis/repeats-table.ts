/** Several tries at the same project: the chance to pass at least once in k, and every time in k. */

import type { WorkRow } from '../observations/row-schema.ts';
import { clusteredMean } from '../statistics/clustered.ts';
import { mean } from '../statistics/moments.ts';
import { passAtK, passEveryK } from '../statistics/pass-at-k.ts';
import { clusterOf, decided, type Subject, worksOf } from './subject.ts';
import { type Cell, shareCellOf, type Table, tableOf } from './table.ts';

const COLUMNS = {
  freelancer: ['Freelancer', 'text'],
  k: ['k', 'count'],
  projects: ['Projects', 'count'],
  once: ['pass@k', 'share'],
  every: ['pass^k', 'share'],
  origin: ['Origin', 'text'],
} as const;

interface Tries {
  readonly tries: number;
  readonly passed: number;
  readonly cluster: string;
}

function triesOf(works: readonly WorkRow[]): Tries[] {
  const groups = Map.groupBy(works, ({ slug, project }) => slug ?? String(project));
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    const passed = group.filter(({ result }) => result === 'passed').length;
    return [{ tries: group.length, passed, cluster: clusterOf(first) }];
  });
}

function averaged(tries: readonly Tries[], value: (one: Tries) => number): Cell {
  const observed = tries.map((one) => ({ value: value(one), cluster: one.cluster }));
  return shareCellOf(clusteredMean(observed)) ?? mean(observed.map((one) => one.value));
}

/** Null where no project was done more than once. */
export function repeatsTable(subject: Subject): Table | null {
  const rows = subject.participants.flatMap(({ name, origin }) => {
    const tries = triesOf(decided(worksOf(subject, name)));
    const most = Math.max(0, ...tries.map((one) => one.tries));
    return Array.from({ length: most }, (_, at) => at + 1).map((k) => {
      const enough = tries.filter((one) => one.tries >= k);
      return {
        freelancer: name,
        k,
        projects: enough.length,
        once: averaged(enough, (one) => passAtK(one.tries, one.passed, k)),
        every: averaged(enough, (one) => passEveryK(one.tries, one.passed, k)),
        origin,
      };
    });
  });
  if (!rows.some(({ k }) => k > 1)) return null;
  const notes = ['Unbiased, over projects done at least k times; a t interval over task families.'];
  return tableOf({ name: 'repeats', title: 'Several tries', notes }, COLUMNS, rows);
}
