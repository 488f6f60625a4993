/** Which figures of a run can be outcomes: those of `arena stats`, one value for each run. */

import { BIDS, biddingTable, FORECASTS, forecastTable } from '../analysis/bidding-table.ts';
import { EARNINGS, earningsTable } from '../analysis/earnings-table.ts';
import { HUMAN, humanTable } from '../analysis/human-table.ts';
import { MARKET, marketTable } from '../analysis/market-table.ts';
import type { Subject } from '../analysis/subject.ts';
import { SUCCESS, successTable } from '../analysis/success-table.ts';
import { type CostOf, SURPLUS, surplusTable } from '../analysis/surplus-table.ts';
import type { Cell, Columns, Table, Unit } from '../analysis/table.ts';
import type { LoadedTournament } from '../load.ts';
import { originOf } from '../observations/fold-projects.ts';
import { isPlayed, participantKindOf } from '../roster.ts';
import type { Provenance } from '../standing-schema.ts';
import type { Outcome } from './config.ts';

interface Source {
  readonly columns: Columns<string>;
  readonly of: 'freelancer' | 'market';
  readonly make: (subject: Subject, costOf: CostOf) => Table | null;
}

const SOURCES: Readonly<Record<string, Source>> = {
  earnings: { columns: EARNINGS, of: 'freelancer', make: earningsTable },
  success: { columns: SUCCESS, of: 'freelancer', make: successTable },
  human: { columns: HUMAN, of: 'freelancer', make: humanTable },
  bidding: { columns: BIDS, of: 'freelancer', make: biddingTable },
  forecasts: { columns: FORECASTS, of: 'freelancer', make: forecastTable },
  market: { columns: MARKET, of: 'market', make: marketTable },
  surplus: { columns: SURPLUS, of: 'market', make: surplusTable },
};

/** A measured human side lies in a file that the folder of a run does not hold. */
const HUMAN_SIDES: ReadonlySet<string> = new Set(['published', 'simulated']);

function partsOf({ figure }: Outcome): readonly [table: string, column: string] {
  const [table = '', column = ''] = figure.split('.');
  return [table, column];
}

/** Columns that are numbers; text and yes or no have no mean. */
function columnsOf({ columns }: Source): string[] {
  return Object.entries(columns).flatMap(([key, [, unit]]) => (unit === 'text' || unit === 'yes_no' ? [] : key));
}

const sourceOf = (table: string): Source | undefined => (Object.hasOwn(SOURCES, table) ? SOURCES[table] : undefined);

export function unitOf(outcome: Outcome): Unit {
  const [table, column] = partsOf(outcome);
  return sourceOf(table)?.columns[column]?.[1] ?? 'number';
}

/** Why the outcome has no value in these tournaments, in words; null: it has one. */
export function figureFault(outcome: Outcome, tournaments: readonly LoadedTournament[]): string | null {
  const [table, column] = partsOf(outcome);
  const source = sourceOf(table);
  if (source === undefined) return `figure: there is no table "${table}": use ${Object.keys(SOURCES).join(', ')}`;
  const columns = columnsOf(source);
  if (!columns.includes(column)) return `figure: ${table} has no number "${column}": use ${columns.join(', ')}`;
  const { freelancer } = outcome;
  if (source.of === 'market') {
    if (freelancer !== undefined) return `freelancer: ${table} is about a whole market: leave it out`;
    if (tournaments.some(({ config }) => config.protocol === 'solo')) return `figure: ${table} is a table of auctions`;
    const isKnown = tournaments.every(({ roster }) => roster.entries.every(isPlayed));
    return table === 'surplus' && !isKnown ? 'figure: surplus: what the work costs a model, nobody knows' : null;
  }
  if (table === 'bidding' && tournaments.some(({ config }) => config.protocol === 'solo'))
    return 'figure: bidding is a table of auctions';
  if (table === 'human' && tournaments.some(({ config }) => !HUMAN_SIDES.has(config.baseline.kind)))
    return 'figure: human: every treatment needs a baseline that is published or simulated';
  if (freelancer === undefined) return `freelancer: ${table} has a row for each: say whose is meant`;
  const missing = tournaments.find(({ roster }) => !roster.entries.some(({ name }) => name === freelancer));
  return missing === undefined
    ? null
    : `freelancer: the roster ${missing.roster.name} has nobody called "${freelancer}"`;
}

function numberIn(cell: Cell | undefined): number | null {
  if (typeof cell === 'number') return cell;
  return typeof cell === 'object' && cell !== null ? cell.value : null;
}

/** The outcomes of one run, in their order. Null: this run has no such figure. */
export function outcomesOf(outcomes: readonly Outcome[], subject: Subject, costOf: CostOf): (number | null)[] {
  const made = new Map<string, Table | null>();
  return outcomes.map((outcome) => {
    const [name, column] = partsOf(outcome);
    const source = sourceOf(name);
    if (!made.has(name)) made.set(name, source?.make(subject, costOf) ?? null);
    const rows = made.get(name)?.rows ?? [];
    const own = rows.find((row) => outcome.freelancer === undefined || row.freelancer === outcome.freelancer);
    return numberIn(own?.[column]);
  });
}

/** Where an outcome comes from: of whom it is, or of all who take part. */
export function originOfOutcome(
  { freelancer }: Outcome,
  tournaments: readonly LoadedTournament[],
): Provenance | 'mixed' {
  const entries = tournaments.flatMap(({ roster }) => roster.entries);
  const own = entries.filter(({ name }) => freelancer === undefined || name === freelancer);
  const [origin = 'simulated', ...others] = new Set(own.map((entry) => originOf(participantKindOf(entry))));
  return others.length === 0 ? origin : 'mixed';
}
