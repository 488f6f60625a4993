/** What an experiment found as tables, for a terminal and for a report: one pair for each outcome. */

import { tableLines } from '../analysis/analysis-text.ts';
import { type Table, tableOf, type Unit, unitSchema } from '../analysis/table.ts';
import { printable, wrapped } from '../text-width.ts';
import type { Deviation } from './deviation.ts';
import type { ContrastResult, ExperimentResult, Summary } from './result.ts';

type Described = ExperimentResult['outcomes'][number];

/** The mean of counts is no count. */
function meanUnit({ unit }: Described): Unit {
  const parsed = unitSchema.parse(unit);
  return parsed === 'count' ? 'number' : parsed;
}

const estimate = (value: number | null, low: number | null, high: number | null) =>
  value === null || low === null || high === null ? value : { value, low, high };

function titleOf({ name, figure, freelancer, family, origin }: Described): string {
  return `${name} (${family}): ${figure}${freelancer === null ? '' : ` of ${freelancer}`}, ${origin}`;
}

function summaryTable(outcome: Described, summaries: readonly Summary[]): Table {
  const unit = meanUnit(outcome);
  const columns = {
    treatment: ['Treatment', 'text'],
    runs: ['Runs', 'count'],
    missing: ['Without', 'count'],
    mean: ['Mean over runs', unit],
    deviation: ['SD', unit],
  } as const;
  const rows = summaries
    .filter((one) => one.outcome === outcome.name)
    .map(({ treatment, runs, missing, mean, low, high, deviation }) => ({
      ...{ treatment, runs, missing, deviation },
      mean: estimate(mean, low, high),
    }));
  return tableOf({ name: `treatments-${outcome.name}`, title: titleOf(outcome), notes: [] }, columns, rows);
}

function contrastTable(outcome: Described, contrasts: readonly ContrastResult[], correction: string): Table {
  const columns = {
    contrast: ['Contrast', 'text'],
    pairs: ['Repetitions', 'count'],
    difference: ['Difference', meanUnit(outcome)],
    standardized: ['In SD', 'number'],
    p: ['p', 'p'],
    adjusted: ['p corrected', 'p'],
    found: ['Found', 'yes_no'],
  } as const;
  const own = contrasts.filter((one) => one.outcome === outcome.name);
  const rows = own.map(({ name, pairs, difference, low, high, standardized, p, adjusted, found }) => ({
    contrast: name,
    difference: estimate(difference, low, high),
    ...{ pairs, standardized, p, adjusted, found },
  }));
  const missing = own.reduce((sum, one) => Math.max(sum, one.missing), 0);
  const notes = [
    `Paired over repetitions: same seed, projects, private costs and drawn successes in all treatments. Permutation test, two-sided${own.some(({ exact }) => !exact) ? ', by draws' : ', exact'}; corrected by ${(outcome.family === 'primary' ? correction : 'benjamini_hochberg').replace('_', ' and ')} over all ${outcome.family} tests.`,
    ...(missing > 0 ? [`Up to ${missing} repetitions have no figure for a contrast, and are left out of it.`] : []),
  ];
  return tableOf({ name: `contrasts-${outcome.name}`, title: 'Contrasts', notes }, columns, rows);
}

/** Two for each outcome: by treatment, and the contrasts. */
export function resultTables({ outcomes, summaries, contrasts, correction }: ExperimentResult): Table[] {
  return outcomes.flatMap((outcome) => [
    summaryTable(outcome, summaries),
    contrastTable(outcome, contrasts, correction),
  ]);
}

export function deviationText({ kind, what, locked, found }: Deviation): string {
  return `${kind}: ${what}: locked ${locked}, found ${found}`;
}

function lockLines({ lock }: ExperimentResult): string[] {
  if (lock === null) return ['Not registered beforehand: what it finds is exploratory.', ''];
  const { hash, lockedAt, deviations } = lock;
  const head = `Registered ${lockedAt} as ${hash}.`;
  if (deviations.length === 0) return [`${head} No deviation from it.`, ''];
  return [`${head} Deviations from it:`, ...deviations.map((one) => `  ${printable(deviationText(one))}`), ''];
}

/** Lines joined by newlines, ending in one. */
export function resultText(result: ExperimentResult, width = 100): string {
  const { name, question, design, treatments, repetitions, runs, alpha, currency, outcomes } = result;
  const isSimulated = outcomes.some(({ origin }) => origin === 'simulated' || origin === 'mixed');
  return [
    ...wrapped(`${name}: ${printable(question)}`, width),
    '',
    `${design.replace('_', ' ')}: ${treatments.length} treatments, ${repetitions} repetitions, ${runs.length} runs. The run is the unit; in brackets 95 %, t over runs. Level ${alpha}.`,
    '',
    ...(isSimulated ? ['Simulated: drawn from a model of a freelancer, not measured.', ''] : []),
    ...resultTables(result).flatMap((table) => tableLines(table, currency, width)),
    ...lockLines(result),
  ].join('\n');
}
