/** `arena stats RUN…`: what runs that have ended say, with intervals, tests and where each figure comes from. */

import { parseArgs } from 'node:util';
import { type Analysis, analyse, analysisJson } from '../agents/tournament/analysis/analysis.ts';
import { analysisText } from '../agents/tournament/analysis/analysis-text.ts';
import { repetitionTable } from '../agents/tournament/analysis/repetition-table.ts';
import { privateCosts, type RunRecord, readRunRecord } from '../agents/tournament/analysis/run-record.ts';
import type { CostOf } from '../agents/tournament/analysis/surplus-table.ts';
import { InputError } from '../agents/tournament/input-error.ts';
import { flagsOf, flagsTable } from '../agents/tournament/integrity/flags.ts';
import { contentHash } from '../server/kernel/id.ts';
import { readRun } from './observed-run.ts';

async function analysed(record: RunRecord): Promise<Analysis> {
  const costs = privateCosts(record);
  const costOf: CostOf = (name, { acceptanceHash, round, budgetMaxCents }) =>
    costs(name, { acceptanceHash: contentHash(acceptanceHash), round: round ?? 1, budgetMaxCents });
  const { subject, watched } = await readRun(record);
  const analysis = await analyse(subject, costOf);
  return { ...analysis, tables: [...analysis.tables, flagsTable(flagsOf(watched))] };
}

export async function run(args: string[], signal: AbortSignal): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { json: { type: 'boolean', default: false } },
  });
  if (positionals.length === 0) throw new InputError('statistics of which run? `arena stats DIR…`', 64);
  const records: RunRecord[] = [];
  for (const dir of positionals) records.push(await readRunRecord(dir));
  const all: Analysis[] = [];
  for (const record of records) {
    signal.throwIfAborted();
    all.push(await analysed(record));
  }
  const across = repetitionTable(records, all);
  const width = process.stdout.columns || 100;
  if (values.json) for (const analysis of [...all, ...(across ?? [])]) process.stdout.write(analysisJson(analysis));
  else process.stdout.write([...all, ...(across ?? [])].map((analysis) => analysisText(analysis, width)).join('\n'));
  return 0;
}
