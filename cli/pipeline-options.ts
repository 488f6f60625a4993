/** The words of `arena pipeline` and the file that they name, read and held against each other. */

import { availableParallelism } from 'node:os';
import { dirname, isAbsolute, join } from 'node:path';
import { parseArgs } from 'node:util';
import type { PipelineConfig } from '../agents/pipeline/config.ts';
import { InputError } from '../agents/tournament/input-error.ts';
import { loadRoster } from '../agents/tournament/load.ts';
import type { Roster } from '../agents/tournament/roster.ts';
import { type Consent, dollarsOf } from './consent.ts';
import { demoFile, readConfig } from './pipeline-file.ts';

const text = { type: 'string' } as const;
export const OPTIONS = {
  demo: { type: 'boolean', default: false },
  out: text,
  workers: text,
  quiet: { type: 'boolean', default: false },
  seed: text,
  count: text,
  labels: text,
  'ask-above': { type: 'string', default: '5' },
  yes: { type: 'boolean', default: false },
  'model-prices': text,
  'replay-models': text,
} as const;

function whole(name: string, given: string, most: number): number {
  const value = Number(given);
  if (Number.isInteger(value) && value >= 1 && value <= most) return value;
  throw new InputError(`--${name}: 1 to ${most}`, 64);
}

export interface PipelineCommand {
  readonly config: PipelineConfig;
  readonly roster: Roster;
  /** What the file names is relative to it. */
  readonly beside: (path: string) => string;
  readonly out: string | undefined;
  readonly workers: number;
  readonly consent: Consent;
  readonly labels: string | undefined;
  readonly models: { readonly prices: string | undefined; readonly replay: string | undefined };
}

export async function pipelineCommand(args: readonly string[]): Promise<PipelineCommand> {
  const { values, positionals } = parseArgs({ args: [...args], allowPositionals: true, options: OPTIONS });
  const [named, ...more] = positionals;
  if (values.demo && named !== undefined) throw new InputError('--demo plays a pipeline of its own: name no other', 64);
  const file = values.demo ? demoFile('demo.yaml') : named;
  if (more.length > 0) throw new InputError('one file of a pipeline at a time', 64);
  const given = await readConfig(file);
  const count = values.count === undefined ? given.writer.count : whole('count', values.count, 1_000);
  const config = { ...given, seed: values.seed ?? given.seed, writer: { ...given.writer, count } };
  if (config.seed === '' || config.seed.length > 200) throw new InputError('--seed: 1 to 200 characters', 64);
  const folder = file === undefined ? '.' : dirname(file);
  const roster = await loadRoster(config.roster, folder);
  if ('text' in roster) throw new InputError(`roster: ${roster.text}`);
  const workers = values.workers === undefined ? availableParallelism() : whole('workers', values.workers, 64);
  const { out, quiet, yes, labels } = values;
  const consent = { askAbove: dollarsOf(values['ask-above']), yes, quiet };
  const models = {
    prices: values['model-prices'],
    replay: values['replay-models'] ?? (values.demo ? demoFile('demo.mock-calls.jsonl') : undefined),
  };
  const beside = (path: string): string => (isAbsolute(path) ? path : join(folder, path));
  return { config, roster, beside, out, workers, consent, labels, models };
}
