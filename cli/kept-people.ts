/** The people that a run is compared with: read once, and the same for as long as the run goes on. */

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { LoadedTournament } from '../agents/tournament/load.ts';
import { measuredPeople } from '../agents/tournament/measured-side.ts';
import { folderOfRun, type RunInputs, type RunPlace } from '../agents/tournament/run-folder.ts';
import { TRIES_FILE, triesIn } from '../agents/tournament/tries-file.ts';

/** A run that has begun keeps whom it began with, whoever has withdrawn or come since. */
export async function withKeptPeople(
  loaded: LoadedTournament,
  place: RunPlace,
  inputs: RunInputs,
): Promise<LoadedTournament> {
  if (loaded.config.baseline.kind !== 'measured') return loaded;
  const { dir, resumed } = await folderOfRun(place, inputs);
  const file = join(dir, TRIES_FILE);
  const people = resumed && existsSync(file) ? await triesIn(file) : await measuredPeople(loaded);
  return { ...loaded, people };
}
