/** From the folders of an experiment's runs to its result, with what deviates from the lock. */

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { costOfRow, readRunRecord } from '../agents/tournament/analysis/run-record.ts';
import { allOutcomes } from '../agents/tournament/experiment/config.ts';
import { deviationsFrom, type PlayedRun } from '../agents/tournament/experiment/deviation.ts';
import { outcomesOf } from '../agents/tournament/experiment/figure.ts';
import { runFolderOf } from '../agents/tournament/experiment/load.ts';
import type { Lock } from '../agents/tournament/experiment/lock.ts';
import {
  type ExperimentResult,
  experimentResultJson,
  type RunValues,
  resultOf,
} from '../agents/tournament/experiment/result.ts';
import { InputError } from '../agents/tournament/input-error.ts';
import { manifestSchema, type RunManifest } from '../agents/tournament/manifest.ts';
import { describeProblems, problemsOf } from '../agents/tournament/problem.ts';
import { readJson, writeWhole } from '../agents/tournament/text-file.ts';
import type { ExperimentKit, RunToPlay } from './experiment-kit.ts';
import { lockContentNow } from './lock-content.ts';
import { readRun } from './observed-run.ts';

export interface Concluding {
  /** Of the experiment. */
  readonly dir: string;
  readonly lock: Lock | null;
  readonly sandboxImage: string;
  readonly prices: string | undefined;
}

/** Null: the run was not played to its end. */
async function manifestOf(folder: string): Promise<RunManifest | null> {
  if (!existsSync(join(folder, 'standing.json'))) return null;
  const file = join(folder, 'manifest.json');
  const manifest = manifestSchema.safeParse(await readJson(file));
  if (manifest.success) return manifest.data;
  throw new InputError(`${file} is no manifest of this arena: ${describeProblems(problemsOf(manifest.error))[0]}`);
}

async function valuesOf(kit: ExperimentKit, dir: string, { run, loaded }: RunToPlay): Promise<RunValues> {
  const folder = runFolderOf(run, kit.loaded.seeds.length);
  const record = await readRunRecord(join(dir, folder));
  const outcomes = allOutcomes(kit.loaded.experiment);
  const found = outcomesOf(outcomes, (await readRun(record)).subject, costOfRow(record));
  const { treatment, repetition } = run;
  const values = Object.fromEntries(outcomes.map(({ name }, at) => [name, found[at] ?? null]));
  return { treatment, repetition, seed: loaded.config.seed, folder, corpusHash: record.corpusHash, values };
}

/** Reads every run that has ended, once more and from its log. */
export async function concludeExperiment(
  kit: ExperimentKit,
  { dir, lock, sandboxImage, prices }: Concluding,
): Promise<{ readonly result: ExperimentResult; readonly json: string }> {
  const runs: RunValues[] = [];
  const played: PlayedRun[] = [];
  for (const play of kit.plays) {
    const { treatment, repetition } = play.run;
    const manifest = await manifestOf(join(dir, runFolderOf(play.run, kit.loaded.seeds.length)));
    played.push({ treatment, repetition, manifest });
    if (manifest !== null) runs.push(await valuesOf(kit, dir, play));
  }
  const registered =
    lock === null
      ? null
      : {
          hash: lock.hash,
          lockedAt: lock.lockedAt,
          deviations: deviationsFrom(lock, await lockContentNow(kit, { sandboxImage, prices }), played),
        };
  const result = resultOf(kit.loaded, runs, registered);
  const json = experimentResultJson(result);
  await writeWhole(join(dir, 'experiment.json'), json);
  return { result, json };
}
