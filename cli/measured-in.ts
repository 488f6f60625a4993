/** Earlier runs and experiments in folders that somebody names: how long they took, and how far their contrasts spread. */

import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { designOf } from '../agents/tournament/analysis/repetition-table.ts';
import { type Measured, postingsOf, type Spread, type TimedRun } from '../agents/tournament/experiment/measured.ts';
import { experimentResultSchema } from '../agents/tournament/experiment/result.ts';
import { InputError } from '../agents/tournament/input-error.ts';
import { manifestSchema, workedSeconds } from '../agents/tournament/manifest.ts';
import { projectFactsIn } from '../agents/tournament/observations/project-list.ts';
import { readJson } from '../agents/tournament/text-file.ts';

/** An experiment's folder, its runs, a treatment, a run. */
const DEPTH_MAX = 4;

/** Every folder of a run that has ended, here and beneath. */
function runFolders(dir: string, depth = 0): string[] {
  if (existsSync(join(dir, 'manifest.json'))) return existsSync(join(dir, 'standing.json')) ? [dir] : [];
  if (depth === DEPTH_MAX) return [];
  const inside = readdirSync(dir, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  return inside.flatMap(({ name }) => runFolders(join(dir, name), depth + 1));
}

/** Null: an earlier arena wrote no times, or its process was killed. */
async function timedRun(dir: string): Promise<TimedRun | null> {
  const manifest = manifestSchema.safeParse(await readJson(join(dir, 'manifest.json')));
  const list = join(dir, 'projects.json');
  if (!manifest.success || !existsSync(list)) return null;
  const seconds = workedSeconds(manifest.data);
  if (seconds === null) return null;
  const { config, roster, sessions } = manifest.data;
  const projects = projectFactsIn(await readJson(list), list).size;
  return {
    design: designOf({ config, roster }),
    postings: postingsOf(config, projects, roster),
    seconds,
    workers: sessions.at(-1)?.workers ?? null,
    processor: sessions.at(-1)?.machine.processor ?? '',
  };
}

async function spreadsIn(dir: string): Promise<Spread[]> {
  const file = join(dir, 'experiment.json');
  if (!existsSync(file)) return [];
  const result = experimentResultSchema.safeParse(await readJson(file));
  if (!result.success) throw new InputError(`${file} is no result of an experiment of this arena`);
  const { outcomes, contrasts } = result.data;
  return contrasts.flatMap(({ outcome, name, deviation, pairs }) => {
    const figure = outcomes.find((one) => one.name === outcome)?.figure;
    return deviation === null || figure === undefined ? [] : { outcome, figure, contrast: name, deviation, pairs };
  });
}

/** Throws an `InputError` where a folder does not exist, or holds no run that has ended. */
export async function measuredIn(dirs: readonly string[]): Promise<Measured> {
  const runs: TimedRun[] = [];
  const spreads: Spread[] = [];
  for (const dir of dirs) {
    if (!existsSync(dir)) throw new InputError(`${dir} does not exist`);
    const folders = runFolders(dir);
    if (folders.length === 0) throw new InputError(`${dir} holds no run that has ended`);
    for (const folder of folders) runs.push(...[await timedRun(folder)].filter((one) => one !== null));
    spreads.push(...(await spreadsIn(dir)));
  }
  return { runs, spreads };
}
