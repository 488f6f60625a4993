/** Several runs of one design: the run is the observation, and its seed what differs. */

import { canonicalJson } from '../../../server/kernel/hash.ts';
import { clusteredMean } from '../statistics/clustered.ts';
import { mean } from '../statistics/moments.ts';
import type { Analysis } from './analysis.ts';
import type { RunRecord } from './run-record.ts';
import { type Cell, cellOf, shareCellOf, type Table, tableOf } from './table.ts';

const COLUMNS = {
  freelancer: ['Freelancer', 'text'],
  runs: ['Runs', 'count'],
  gross: ['Earned', 'cents'],
  net: ['Net', 'cents'],
  shareOfPot: ['Of pot', 'share'],
  taskShare: ['Task share', 'share'],
  dollarShare: ['Dollar share', 'share'],
  origin: ['Origin', 'text'],
} as const;

/** What runs that repeat each other have in common: all but their names and seeds. */
export function designOf({ config, roster }: Pick<RunRecord, 'config' | 'roster'>): string {
  const { name: _name, seed: _seed, corpus, ...rest } = config;
  const { seed: _corpusSeed, ...projects } = corpus;
  return canonicalJson({ rest, projects, roster });
}

function numberIn(cell: Cell | undefined): number | null {
  if (typeof cell === 'number') return cell;
  return typeof cell === 'object' && cell !== null ? cell.value : null;
}

/** The figure of one freelancer in each run that has it. */
function valuesOf(runs: readonly Analysis[], table: string, key: string, freelancer: string): number[] {
  return runs.flatMap(({ tables }) => {
    const row = tables.find(({ name }) => name === table)?.rows.find((one) => one.freelancer === freelancer);
    return numberIn(row?.[key]) ?? [];
  });
}

function overRuns(values: readonly number[], cell = cellOf): Cell {
  const observed = values.map((value, at) => ({ value, cluster: String(at) }));
  return cell(clusteredMean(observed)) ?? mean(values);
}

function tableOver(runs: readonly Analysis[], names: readonly string[]): Table {
  const origins = runs[0]?.tables.find(({ name }) => name === 'earnings')?.rows ?? [];
  const rows = names.map((freelancer) => ({
    freelancer,
    runs: runs.length,
    gross: overRuns(valuesOf(runs, 'earnings', 'gross', freelancer)),
    net: overRuns(valuesOf(runs, 'earnings', 'net', freelancer)),
    shareOfPot: overRuns(valuesOf(runs, 'earnings', 'shareOfPot', freelancer), shareCellOf),
    taskShare: overRuns(valuesOf(runs, 'success', 'taskShare', freelancer), shareCellOf),
    dollarShare: overRuns(valuesOf(runs, 'success', 'dollarShare', freelancer), shareCellOf),
    origin: origins.find((row) => row.freelancer === freelancer)?.origin ?? null,
  }));
  const notes = [
    'One run is one observation: mean over runs with a t interval, one degree of freedom less than there are runs.',
  ];
  return tableOf({ name: 'repetitions', title: 'Over runs', notes }, COLUMNS, rows);
}

/**
 * An analysis for each design that several of the runs share; null where none do. Runs that differ in anything but name
 * and seeds are never averaged.
 */
export function repetitionTable(records: readonly RunRecord[], runs: readonly Analysis[]): Analysis[] | null {
  const designs = Map.groupBy(records.keys(), (at) => {
    const record = records[at];
    return record === undefined ? '' : designOf(record);
  });
  const repeated = [...designs.values()].flatMap((places): Analysis[] => {
    const own = places.flatMap((at) => runs[at] ?? []);
    const [first] = own;
    const record = records[places[0] ?? 0];
    if (first === undefined || record === undefined || own.length < 2) return [];
    const names = record.roster.entries.map(({ name }) => name);
    const run = own.map((one) => one.run).join(', ');
    return [{ ...first, run, counts: countsOf(own), tables: [tableOver(own, names)] }];
  });
  return repeated.length === 0 ? null : repeated;
}

function countsOf(runs: readonly Analysis[]): Record<string, number> {
  const sums: Record<string, number> = {};
  for (const { counts } of runs)
    for (const [kind, count] of Object.entries(counts)) sums[kind] = (sums[kind] ?? 0) + count;
  return sums;
}
