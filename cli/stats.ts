/** `arena stats RUN…`: what runs that have ended say, with intervals, tests and where each figure comes from. */

import { parseArgs } from 'node:util';
import { type Analysis, analysisJson } from '../agents/tournament/analysis/analysis.ts';
import { analysisText } from '../agents/tournament/analysis/analysis-text.ts';
import { repetitionTable } from '../agents/tournament/analysis/repetition-table.ts';
import { type RunRecord, readRunRecord } from '../agents/tournament/analysis/run-record.ts';
import { InputError } from '../agents/tournament/input-error.ts';
import { analysed } from './analysed.ts';

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
    all.push((await analysed(record)).analysis);
  }
  const across = repetitionTable(records, all);
  const width = process.stdout.columns || 100;
  if (values.json) for (const analysis of [...all, ...(across ?? [])]) process.stdout.write(analysisJson(analysis));
  else process.stdout.write([...all, ...(across ?? [])].map((analysis) => analysisText(analysis, width)).join('\n'));
  return 0;
}
