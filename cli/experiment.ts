/** `arena experiment FILE`: plays all runs of an experiment, each in a folder of its own, and says what they show. */

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { deviationsFrom } from '../agents/tournament/experiment/deviation.ts';
import { type Lock, readLock } from '../agents/tournament/experiment/lock.ts';
import { resultText } from '../agents/tournament/experiment/result-text.ts';
import { InputError } from '../agents/tournament/input-error.ts';
import { readJson } from '../agents/tournament/text-file.ts';
import { agreeToAll, atOnceOf } from './experiment-consent.ts';
import { type ExperimentKit, openExperiment, samples } from './experiment-kit.ts';
import { playExperiment } from './experiment-play.ts';
import { concludeExperiment } from './experiment-result.ts';
import { type LockSettings, lockContentNow } from './lock-content.ts';
import { RUN_OPTIONS } from './run-options.ts';
import { withReviewing } from './with-reviewing.ts';

const { agent: _agent, 'no-serve': _noServe, db: _db, owner: _owner, ...SHARED } = RUN_OPTIONS;
const OPTIONS = {
  ...SHARED,
  lock: { type: 'string' },
  'at-once': { type: 'string', default: '1' },
  json: { type: 'boolean', default: false },
} as const;

/** The one that is named, or the one that an earlier call put into the folder. */
async function lockFor(given: string | undefined, dir: string, { loaded }: ExperimentKit): Promise<Lock | null> {
  const kept = join(dir, 'lock.json');
  const earlier = existsSync(kept) ? readLock(await readJson(kept), kept) : null;
  if (given === undefined) return earlier;
  const lock = readLock(await readJson(given), given);
  const { name } = lock.content.experiment;
  if (name !== loaded.experiment.name) throw new InputError(`${given} registers the experiment ${name}`);
  if (earlier !== null && earlier.hash !== lock.hash)
    throw new InputError(`${dir} is played under another lock (${earlier.hash}): choose another --out`, 64);
  return lock;
}

/** Whoever only forgot to lock anew should hear of it before the first run. */
async function warnOf(kit: ExperimentKit, lock: Lock | null, settings: LockSettings, quiet: boolean): Promise<void> {
  if (lock === null || quiet) return;
  const found = deviationsFrom(lock, await lockContentNow(kit, settings), []).filter(({ kind }) => kind !== 'lock');
  if (found.length > 0)
    process.stderr.write(`warning: ${found.length} deviations from the lock already, first ${found[0]?.what ?? ''}\n`);
}

export async function run(args: string[], signal: AbortSignal): Promise<number> {
  const { values, positionals } = parseArgs({ args, allowPositionals: true, options: OPTIONS });
  const kit = await openExperiment(positionals, 'experiment');
  const dir = join(values.out ?? 'runs', kit.loaded.experiment.name);
  const lock = await lockFor(values.lock, dir, kit);
  const atOnce = atOnceOf(values['at-once']);
  const models = { prices: values['model-prices'], replay: values['replay-models'], paces: new Map() };
  if (models.replay === undefined) await agreeToAll(kit, values, signal);
  const result = await withReviewing(samples(kit), values, signal, async (reviewing) => {
    const { imageHash: sandboxImage } = reviewing;
    await warnOf(kit, lock, { sandboxImage, prices: models.prices }, values.quiet);
    await playExperiment(kit, { dir, lock, reviewing, models, atOnce, values }, signal);
    return concludeExperiment(kit, { dir, lock, sandboxImage, prices: models.prices });
  });
  process.stdout.write(values.json ? result.json : resultText(result.result, process.stdout.columns || 100));
  if (!values.quiet && !values.json) process.stdout.write(`In ${dir}: experiment.json, index.json, runs/\n`);
  return 0;
}
