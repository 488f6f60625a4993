/** Plays the runs of an experiment one after the other; those that have ended are left as they are. */

import { mkdir, rename, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { runFolderOf } from '../agents/tournament/experiment/load.ts';
import { type Lock, lockText } from '../agents/tournament/experiment/lock.ts';
import { findRun } from '../agents/tournament/run-folder.ts';
import { known } from '../server/kernel/assert.ts';
import type { Reviewing } from '../server/workshop.ts';
import { type AdmissionMark, admissionMarks } from './admitted.ts';
import { type ExperimentKit, type RunToPlay, samples } from './experiment-kit.ts';
import type { ModelSettings } from './model-room.ts';
import { runOne } from './run-one.ts';
import type { RunWords } from './run-options.ts';
import { inputsOf } from './to-play.ts';

export interface PlaySettings {
  /** Of the experiment. */
  readonly dir: string;
  readonly lock: Lock | null;
  readonly reviewing: Reviewing;
  readonly models: ModelSettings;
  readonly values: Pick<RunWords, 'quiet' | 'practice' | 'admission'>;
}

/** By list of projects: treatments post as many of one list. */
type Marks = ReadonlyMap<RunToPlay['packages'], AdmissionMark>;

/** Whole or not at all. */
export async function writeWhole(file: string, text: string): Promise<void> {
  await writeFile(`${file}.unfinished`, text);
  await rename(`${file}.unfinished`, file);
}

/** Which run lies where: for people, reports and other programs. */
function indexText({ loaded, plays }: ExperimentKit): string {
  const { name, question } = loaded.experiment;
  const runs = plays.map(({ run, loaded: { config } }) => ({
    folder: runFolderOf(run, loaded.seeds.length),
    ...run,
    seed: config.seed,
  }));
  return `${JSON.stringify({ name, question, runs }, null, 2)}\n`;
}

async function playOne(
  play: RunToPlay,
  kit: ExperimentKit,
  settings: PlaySettings,
  marks: Marks,
  signal: AbortSignal,
): Promise<boolean> {
  const { dir, reviewing, models } = settings;
  const place = { dir: join(dir, runFolderOf(play.run, kit.loaded.seeds.length)), strict: true };
  if ((await findRun(place, inputsOf(play, reviewing))) === 'ended') return false;
  const admission = known(marks.get(play.packages), 'mark');
  // What it costs was agreed to for all runs at once.
  const consent = { askAbove: Number.POSITIVE_INFINITY, yes: true, quiet: true };
  await runOne(play, reviewing, { out: dirname(place.dir), models, consent, admission, labels: undefined }, signal);
  return true;
}

export async function playExperiment(kit: ExperimentKit, settings: PlaySettings, signal: AbortSignal): Promise<void> {
  const { dir, lock, values } = settings;
  // Before the first folder is made: what is not admitted leaves nothing half done behind.
  const of = samples(kit);
  const marks: Marks = new Map(
    (await admissionMarks(of, values)).map((mark, at) => [known(of[at], 'run').packages, mark]),
  );
  await mkdir(dir, { recursive: true });
  if (lock !== null) await writeWhole(join(dir, 'lock.json'), lockText(lock));
  await writeWhole(join(dir, 'index.json'), indexText(kit));
  for (const [at, play] of kit.plays.entries()) {
    signal.throwIfAborted();
    const wasPlayed = await playOne(play, kit, settings, marks, signal);
    const { treatment, repetition } = play.run;
    if (!values.quiet && wasPlayed)
      process.stderr.write(`run ${at + 1} of ${kit.plays.length}: ${treatment}, repetition ${repetition}\n`);
  }
}
