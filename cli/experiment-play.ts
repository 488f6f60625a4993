/** Plays the runs of an experiment in their order, one or several at a time; those that have ended are left as they are. */

import { dirname, join } from 'node:path';
import { runFolderOf } from '../agents/tournament/experiment/load.ts';
import { type Lock, lockText } from '../agents/tournament/experiment/lock.ts';
import { findRun } from '../agents/tournament/run-folder.ts';
import { writeWhole } from '../agents/tournament/text-file.ts';
import { known } from '../server/kernel/assert.ts';
import type { Reviewing } from '../server/workshop.ts';
import { type AdmissionMark, admissionMarks } from './admitted.ts';
import { type ExperimentKit, type RunToPlay, samples } from './experiment-kit.ts';
import { inLanes } from './in-lanes.ts';
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
  /** Runs that are played at the same time. */
  readonly atOnce: number;
  readonly values: Pick<RunWords, 'quiet' | 'practice' | 'admission'>;
}

/** By list of projects: treatments post as many of one list. */
type Marks = ReadonlyMap<RunToPlay['packages'], AdmissionMark>;

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
  const { dir, reviewing, models, atOnce } = settings;
  const place = { dir: join(dir, runFolderOf(play.run, kit.loaded.seeds.length)), strict: true };
  if ((await findRun(place, await inputsOf(play, reviewing))) === 'ended') return false;
  const admission = known(marks.get(play.packages), 'mark');
  // What it costs was agreed to for all runs at once.
  const consent = { askAbove: Number.POSITIVE_INFINITY, yes: true, quiet: true };
  const how = { out: dirname(place.dir), models, consent, admission, labels: undefined, atOnce };
  await runOne(play, reviewing, how, signal);
  return true;
}

export async function playExperiment(kit: ExperimentKit, settings: PlaySettings, signal: AbortSignal): Promise<void> {
  const { dir, lock, values } = settings;
  // Before the first folder is made: what is not admitted leaves nothing half done behind.
  const of = samples(kit);
  const marks: Marks = new Map(
    (await admissionMarks(of, values)).map((mark, at) => [known(of[at], 'run').packages, mark]),
  );
  if (lock !== null) await writeWhole(join(dir, 'lock.json'), lockText(lock));
  await writeWhole(join(dir, 'index.json'), indexText(kit));
  const works = kit.plays.map((play, at) => async (stop: AbortSignal) => {
    const wasPlayed = await playOne(play, kit, settings, marks, stop);
    const { treatment, repetition } = play.run;
    if (!values.quiet && wasPlayed)
      process.stderr.write(`run ${at + 1} of ${kit.plays.length}: ${treatment}, repetition ${repetition}\n`);
  });
  await inLanes(works, settings.atOnce, signal);
}
