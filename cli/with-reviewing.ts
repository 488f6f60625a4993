/** What every command that plays tournaments does first: admission, sandboxes, and a look whether all can be judged here. */

import { availableParallelism } from 'node:os';
import { InputError } from '../agents/tournament/input-error.ts';
import type { ProjectPackage } from '../server/protocol/arena/project-package.ts';
import { refuseShortages } from '../server/shortage.ts';
import { checkStart } from '../server/start-check.ts';
import { placesOf } from '../server/tiers.ts';
import { type Reviewing, startReviewing, tiersOf } from '../server/workshop.ts';
import { postedOf } from './corpus-of.ts';
import type { RunWords } from './run-options.ts';
import { stopTwice } from './stop-twice.ts';
import type { ToPlay } from './to-play.ts';

export function workersOf(given: string | undefined): number {
  const workers = Number(given ?? availableParallelism());
  if (!Number.isInteger(workers) || workers < 1 || workers > 64) throw new InputError('--workers: 1 to 64', 64);
  return workers;
}

/** Those that the tournament will post. */
export function posted({ loaded, packages }: ToPlay): readonly ProjectPackage[] {
  return postedOf(loaded.config, packages);
}

/** Runs `work` with a reviewer for all of these tournaments, before the first folder is made. Closes it at the end. */
export async function withReviewing<T>(
  all: readonly ToPlay[],
  values: Pick<RunWords, 'workers' | 'runner' | 'container' | 'runner-token'>,
  signal: AbortSignal,
  work: (reviewing: Reviewing) => Promise<T>,
): Promise<T> {
  const workers = workersOf(values.workers);
  const places = placesOf({ ...values, runnerToken: values['runner-token'] });
  const projects = all.flatMap(posted);
  const endStopping = stopTwice(signal);
  const reviewing = await startReviewing({ workers, cache: true, tiers: tiersOf(projects), places });
  try {
    // What cannot be judged here leaves nothing half done behind.
    for (const one of all)
      refuseShortages(reviewing.reviewer, one.loaded.config.corpus.name, posted(one), reviewing.absent);
    await checkStart(reviewing.sandboxes, projects);
    return await work(reviewing);
  } finally {
    await reviewing.close();
    endStopping();
  }
}
