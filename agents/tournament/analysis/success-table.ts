/** How often work passed, by task, by dollar and by case, with what is known about each share. */

import type { VerdictRow, WorkRow } from '../observations/row-schema.ts';
import { bootstrap } from '../statistics/bootstrap.ts';
import { clusteredMean } from '../statistics/clustered.ts';
import { mean, sum } from '../statistics/moments.ts';
import { type CaseCounts, visibleGap } from '../statistics/visible-gap.ts';
import { wilsonInterval } from '../statistics/wilson.ts';
import { clusterOf, decided, SEED, type Subject, worksOf } from './subject.ts';
import { type Cell, cellOf, shareCellOf, type Table, tableOf } from './table.ts';

export const SUCCESS = {
  freelancer: ['Freelancer', 'text'],
  decided: ['Decided', 'count'],
  passed: ['Passed', 'count'],
  unscored: ['Unscored', 'count'],
  taskShare: ['Task share', 'share'],
  overFamilies: ['… over families', 'share'],
  dollarShare: ['Dollar share', 'share'],
  macroCases: ['Cases by project', 'share'],
  microCases: ['All cases', 'share'],
  noCase: ['Not one case', 'count'],
  gap: ['Visible − hidden', 'share'],
  origin: ['Origin', 'text'],
} as const;

function dollarShare(works: readonly WorkRow[]): number | null {
  const whole = sum(works.map(({ priceCents }) => priceCents));
  if (whole === 0) return null;
  return sum(works.map(({ result, priceCents }) => (result === 'passed' ? priceCents : 0))) / whole;
}

function microCases(works: readonly WorkRow[]): number | null {
  const cases = sum(works.map(({ caseCount }) => caseCount));
  return cases === 0 ? null : sum(works.map(({ casesPassed }) => casesPassed)) / cases;
}

/** Last verdicts only: earlier ones are drafts of the same work. */
function lastCounts(verdicts: readonly VerdictRow[]): CaseCounts[] {
  const last = new Map(verdicts.map((verdict) => [`${verdict.market}/${verdict.project}`, verdict]));
  return [...last.values()].flatMap(({ visiblePassed, visibleCount, hiddenPassed, hiddenCount }) =>
    visiblePassed === null || visibleCount === null || hiddenPassed === null || hiddenCount === null
      ? []
      : { visiblePassed, visibleCount, hiddenPassed, hiddenCount },
  );
}

function clustered(works: readonly WorkRow[], value: (work: WorkRow) => number): Cell {
  const observed = works.map((work) => ({ value: value(work), cluster: clusterOf(work) }));
  return shareCellOf(clusteredMean(observed)) ?? mean(observed.map((one) => one.value));
}

function rowOf(subject: Subject, name: string): Omit<Record<keyof typeof SUCCESS, Cell>, 'origin'> {
  const works = worksOf(subject, name);
  const judged = decided(works);
  const passed = judged.filter(({ result }) => result === 'passed').length;
  const wilson = wilsonInterval(passed, judged.length);
  const verdicts = subject.observed.verdict.filter(({ freelancer }) => freelancer === name);
  return {
    freelancer: name,
    decided: judged.length,
    passed,
    unscored: works.length - judged.length,
    taskShare: wilson === null ? null : { value: passed / judged.length, ...wilson },
    overFamilies: clustered(judged, ({ result }) => (result === 'passed' ? 1 : 0)),
    dollarShare: cellOf(bootstrap(judged, clusterOf, dollarShare, { seed: SEED })) ?? dollarShare(judged),
    macroCases: clustered(judged, ({ casesPassed, caseCount }) => casesPassed / caseCount),
    microCases: microCases(judged),
    noCase: judged.filter(({ casesPassed }) => casesPassed === 0).length,
    gap: visibleGap(lastCounts(verdicts)),
  };
}

export function successTable(subject: Subject): Table {
  const notes = [
    'Of decided work: a lost bid is none, and what nobody could judge is counted apart. Never zero for either.',
    'Task share: Wilson 95 %, which takes projects as independent. Over families: the same share with a t interval over task families, which they are not independent within.',
    'Dollar share: prices of the passed over prices of the decided, BCa bootstrap over families. Report it beside the task share.',
  ];
  const rows = subject.participants.map(({ name, origin }) => ({ ...rowOf(subject, name), origin }));
  return tableOf({ name: 'success', title: 'Success', notes }, SUCCESS, rows);
}
