/** A run beside another, freelancer by freelancer, on the projects that both runs posted: differences, intervals, tests. */

import type { RunRecord } from '../analysis/run-record.ts';
import { clusterOf, decided, offeredTo, type Subject, worksOf } from '../analysis/subject.ts';
import { InputError } from '../input-error.ts';
import type { WorkRow } from '../observations/row-schema.ts';
import { clusteredMean } from '../statistics/clustered.ts';
import type { Estimate } from '../statistics/interval.ts';
import { mcNemarExact } from '../statistics/mcnemar.ts';
import { mean, sum } from '../statistics/moments.ts';
import { holm } from '../statistics/multiple.ts';
import { clusteredPermutation } from '../statistics/paired.ts';

export type ComparedRecord = Pick<RunRecord, 'config' | 'roster' | 'corpusHash'>;

export interface Side {
  readonly record: ComparedRecord;
  readonly subject: Subject;
}

/** This run less the other. Null bounds: too few families, or nothing varied. */
export interface Difference {
  readonly value: number;
  readonly low: number | null;
  readonly high: number | null;
}

export interface SuccessCompared {
  /** Projects that were decided in both runs. */
  readonly projects: number;
  readonly before: number;
  readonly after: number;
  readonly onlyBefore: number;
  readonly onlyAfter: number;
  readonly difference: Difference;
  readonly p: number;
  /** Over all tests of the comparison. */
  readonly pHolm: number;
}

export interface EarningsCompared {
  /** Projects that were offered in both runs; one that the freelancer did not get counts zero cents, which is what it earned. */
  readonly projects: number;
  readonly beforeCents: number;
  readonly afterCents: number;
  /** A project. */
  readonly difference: Difference;
  readonly p: number;
  readonly pHolm: number;
}

export interface FreelancerCompared {
  readonly freelancer: string;
  readonly success: SuccessCompared | null;
  readonly earnings: EarningsCompared | null;
}

export interface RunComparison {
  readonly run: string;
  readonly against: string;
  readonly protocol: 'solo' | 'auction';
  readonly currency: string;
  readonly families: number;
  readonly sharedProjects: number;
  readonly onlyInRun: number;
  readonly onlyInOther: number;
  /** Freelancers of one run that the other does not have. */
  readonly gone: readonly string[];
  readonly added: readonly string[];
  /** Where configuration or roster differ, as `field: before → after`. */
  readonly changes: readonly string[];
  readonly freelancers: readonly FreelancerCompared[];
}

/** One posting of one project, the same in every run that posted it: by its answer key. */
type Unit = string;

interface Place {
  readonly unit: Unit;
  readonly cluster: string;
}

function placesOf({ observed }: Subject): Map<string, Place> {
  return new Map(
    observed.project.map((row) => [
      `${row.market}/${row.project}`,
      { unit: `${row.acceptanceHash}/${row.round}`, cluster: clusterOf(row) },
    ]),
  );
}

interface Freelanced {
  readonly decided: ReadonlyMap<Unit, WorkRow>;
  readonly earned: ReadonlyMap<Unit, number>;
  /** Cluster by unit of everything offered. */
  readonly offered: ReadonlyMap<Unit, string>;
}

function freelancedBy(subject: Subject, places: ReadonlyMap<string, Place>, name: string): Freelanced {
  const unitOf = ({ market, project }: Pick<WorkRow, 'market' | 'project'>): Unit =>
    places.get(`${market}/${project}`)?.unit ?? `${market}/${project}`;
  const works = worksOf(subject, name);
  return {
    decided: new Map(decided(works).map((work) => [unitOf(work), work])),
    earned: new Map(works.map((work) => [unitOf(work), work.grossCents])),
    offered: new Map(offeredTo(subject, name).map((project) => [unitOf(project), clusterOf(project)])),
  };
}

type Paired = readonly { readonly value: number; readonly cluster: string }[];

function differenceOf(pairs: Paired): Difference {
  const estimate: Estimate | null = clusteredMean(pairs);
  const value = mean(pairs.map((one) => one.value)) ?? 0;
  return estimate === null || estimate.low === estimate.high ? { value, low: null, high: null } : estimate;
}

function comparedSuccess(before: Freelanced, after: Freelanced): Omit<SuccessCompared, 'pHolm'> | null {
  const shared = [...after.decided].flatMap(([unit, work]) => {
    const other = before.decided.get(unit);
    return other === undefined ? [] : [{ now: work.result === 'passed', was: other.result === 'passed', work }];
  });
  if (shared.length === 0) return null;
  const onlyBefore = shared.filter(({ now, was }) => was && !now).length;
  const onlyAfter = shared.filter(({ now, was }) => now && !was).length;
  return {
    projects: shared.length,
    before: shared.filter(({ was }) => was).length / shared.length,
    after: shared.filter(({ now }) => now).length / shared.length,
    ...{ onlyBefore, onlyAfter },
    difference: differenceOf(
      shared.map(({ now, was, work }) => ({ value: Number(now) - Number(was), cluster: clusterOf(work) })),
    ),
    p: mcNemarExact(onlyBefore, onlyAfter),
  };
}

function comparedEarnings(before: Freelanced, after: Freelanced, name: string): Omit<EarningsCompared, 'pHolm'> | null {
  const shared = [...after.offered].filter(([unit]) => before.offered.has(unit));
  if (shared.length === 0) return null;
  const cents = (side: Freelanced): number[] => shared.map(([unit]) => side.earned.get(unit) ?? 0);
  const [then, now] = [cents(before), cents(after)];
  const pairs = shared.map(([, cluster], at) => ({ value: (now[at] ?? 0) - (then[at] ?? 0), cluster }));
  return {
    projects: shared.length,
    beforeCents: sum(then),
    afterCents: sum(now),
    difference: differenceOf(pairs),
    p: clusteredPermutation(pairs, { seed: `comparison/${name}` }).p,
  };
}

/** Every leaf of a value under its path. */
function leavesOf(value: unknown, path = ''): Map<string, string> {
  if (value === null || typeof value !== 'object') return new Map([[path, JSON.stringify(value) ?? 'nothing']]);
  return new Map(
    Object.entries(value).flatMap(([key, inner]) => [...leavesOf(inner, path === '' ? key : `${path}.${key}`)]),
  );
}

/** Addresses and keys of models are nobody's business in a report. */
const PRIVATE = /(?:^|\.)(?:endpoint|keyVariable)$/;

function changesOf(before: ComparedRecord, after: ComparedRecord): string[] {
  const entriesOf = ({ roster }: ComparedRecord) =>
    Object.fromEntries(roster.entries.map((entry) => [entry.name, entry]));
  const told = (record: ComparedRecord) =>
    leavesOf({ ...record.config, corpusHash: record.corpusHash, freelancer: entriesOf(record) });
  const [then, now] = [told(before), told(after)];
  return [...new Set([...then.keys(), ...now.keys()])].flatMap((path) => {
    const [one, other] = [then.get(path) ?? 'nothing', now.get(path) ?? 'nothing'];
    if (one === other || path === 'name') return [];
    return [PRIVATE.test(path) ? `${path} differs` : `${path}: ${one} → ${other}`];
  });
}

function refuseUnlike(run: Subject, other: Subject): void {
  if (run.protocol !== other.protocol)
    throw new InputError(
      `${run.name} is ${run.protocol} and ${other.name} ${other.protocol}: their earnings are not alike`,
    );
  if (run.policy.currency !== other.policy.currency)
    throw new InputError(`${run.name} pays ${run.policy.currency} and ${other.name} ${other.policy.currency}`);
}

/** Throws an `InputError` where the runs have nothing that can be compared: sets of projects that differ are not. */
export function compareRuns(after: Side, before: Side): RunComparison {
  const [run, other] = [after.subject, before.subject];
  refuseUnlike(run, other);
  const [placesNow, placesThen] = [placesOf(run), placesOf(other)];
  const unitsIn = (places: ReadonlyMap<string, Place>): Map<Unit, string> =>
    new Map([...places.values()].map(({ unit, cluster }) => [unit, cluster]));
  const [now, then] = [unitsIn(placesNow), unitsIn(placesThen)];
  const shared = [...now].filter(([unit]) => then.has(unit));
  if (shared.length === 0)
    throw new InputError(`${run.name} and ${other.name} share no project: their difference would be that of the work`);
  const namesOf = ({ participants }: Subject): string[] => participants.map(({ name }) => name);
  const [names, others] = [namesOf(run), namesOf(other)];
  const raw = names
    .filter((name) => others.includes(name))
    .map((freelancer) => {
      const [was, is] = [freelancedBy(other, placesThen, freelancer), freelancedBy(run, placesNow, freelancer)];
      return { freelancer, success: comparedSuccess(was, is), earnings: comparedEarnings(was, is, freelancer) };
    });
  return {
    run: run.name,
    against: other.name,
    protocol: run.protocol,
    currency: run.policy.currency,
    families: new Set(shared.map(([, cluster]) => cluster)).size,
    sharedProjects: shared.length,
    onlyInRun: now.size - shared.length,
    onlyInOther: then.size - shared.length,
    gone: others.filter((name) => !names.includes(name)),
    added: names.filter((name) => !others.includes(name)),
    changes: changesOf(before.record, after.record),
    freelancers: adjusted(raw),
  };
}

interface Raw {
  readonly freelancer: string;
  readonly success: Omit<SuccessCompared, 'pHolm'> | null;
  readonly earnings: Omit<EarningsCompared, 'pHolm'> | null;
}

/** Holm over every test of the comparison: a gate that asks twenty times must not fire by chance. */
function adjusted(raw: readonly Raw[]): FreelancerCompared[] {
  const tests = raw.flatMap(({ success, earnings }) => [success?.p ?? [], earnings?.p ?? []].flat());
  const corrected = holm(tests);
  let next = 0;
  const take = (): number => corrected[next++] ?? 1;
  return raw.map(({ freelancer, success, earnings }) => ({
    freelancer,
    success: success === null ? null : { ...success, pHolm: take() },
    earnings: earnings === null ? null : { ...earnings, pHolm: take() },
  }));
}
