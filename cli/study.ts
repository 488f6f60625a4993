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
import { RUN_OPTIONS } from './run-options.ts';

/** Simulated freelancers, or the study's models themselves: a key in the environment alone is no wish to spend money. */
const fileOf = (name: 'study-full' | 'study-models'): string =>
  fileURLToPath(new URL(`../seeds/tournaments/${name}.yaml`, import.meta.url));

/** Words that are the run's. */
const PASSED_ON = ['workers', 'model-prices', 'replay-models', 'ask-above'] as const;

const { workers, 'model-prices': prices, 'replay-models': replay } = RUN_OPTIONS;
const OPTIONS = {
  ...{ workers, 'model-prices': prices, 'replay-models': replay },
  'ask-above': { type: 'string' },
  yes: { type: 'boolean', default: false },
  models: { type: 'boolean', default: false },
  json: { type: 'boolean', default: false },
} as const;

export async function run(args: string[], signal: AbortSignal): Promise<number> {
  const { values, positionals } = parseArgs({ args, allowPositionals: true, options: OPTIONS });
  if (values.models && positionals.length > 0)
    throw new InputError('--models plays the study anew: name no folder with it', 64);
  const file = fileOf(values.models ? 'study-models' : 'study-full');
  const [dir = join('runs', basename(file, '.yaml'))] = positionals;
  if (positionals.length === 0) {
    const said = PASSED_ON.flatMap((word) => (values[word] === undefined ? [] : [`--${word}`, values[word]]));
    await play([file, '--out', 'runs', ...said, ...(values.yes ? ['--yes'] : [])], signal);
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
