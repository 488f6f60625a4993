/** `arena study [DIR]`: the study's design played, or a run of it read, and its table beside the published one. */

import { basename, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { type Analysis, analysisJson, headOf } from '../agents/tournament/analysis/analysis.ts';
import { analysisText } from '../agents/tournament/analysis/analysis-text.ts';
import { readRunRecord } from '../agents/tournament/analysis/run-record.ts';
import { InputError } from '../agents/tournament/input-error.ts';
import { studyTables } from '../agents/tournament/study/study-tables.ts';
import { subjectOf } from './observed-run.ts';
import { run as play } from './run.ts';

const STUDY = fileURLToPath(new URL('../seeds/tournaments/study-full.yaml', import.meta.url));

export async function run(args: string[], signal: AbortSignal): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { json: { type: 'boolean', default: false }, workers: { type: 'string' } },
  });
  const [dir = join('runs', basename(STUDY, '.yaml'))] = positionals;
  if (positionals.length === 0) {
    const workers = values.workers === undefined ? [] : ['--workers', values.workers];
    await play([STUDY, '--out', 'runs', ...workers], signal);
  }
  const record = await readRunRecord(dir);
  if (record.config.protocol !== 'solo') {
    throw new InputError(`${resolve(dir)} is an auction: in the study everybody did every task (protocol: solo)`);
  }
  const subject = await subjectOf(record);
  const analysis: Analysis = { ...headOf(subject), tables: studyTables(subject) };
  process.stdout.write(values.json ? analysisJson(analysis) : analysisText(analysis, process.stdout.columns || 100));
  return 0;
}
