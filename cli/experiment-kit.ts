/** An experiment with its corpora: what `plan`, `lock` and `experiment` all need to know of it before a run is played. */

import type { PlannedRun } from '../agents/tournament/experiment/design.ts';
import { type LoadedExperiment, loadExperiment, tournamentOf } from '../agents/tournament/experiment/load.ts';
import { InputError } from '../agents/tournament/input-error.ts';
import type { LoadedTournament } from '../agents/tournament/load.ts';
import { canonicalJson } from '../server/kernel/hash.ts';
import type { ProjectPackage } from '../server/protocol/arena/project-package.ts';
import { checkConfig } from './check-config.ts';
import { packagesOf } from './corpus-of.ts';
import type { ToPlay } from './to-play.ts';

/** A planned run with everything it needs to be played. */
export interface RunToPlay extends ToPlay {
  readonly run: PlannedRun;
}

export interface ExperimentKit {
  readonly loaded: LoadedExperiment;
  /** In the order in which they are played. */
  readonly plays: readonly RunToPlay[];
}

/** Corpora that are the same are the same list: a thousand projects stand in memory once. */
function corpora() {
  const built = new Map<string, Promise<readonly ProjectPackage[]>>();
  return (loaded: LoadedTournament): Promise<readonly ProjectPackage[]> => {
    const { limit: _limit, ...corpus } = loaded.config.corpus;
    // Honeypots are drawn by the seed of the run.
    const drawn = loaded.config.honeypots === 0 ? null : [loaded.config.honeypots, loaded.config.seed];
    const key = canonicalJson([corpus, loaded.folder, drawn]);
    const known = built.get(key) ?? packagesOf(loaded);
    built.set(key, known);
    return known;
  };
}

export async function openExperiment(positionals: readonly string[], verb: string): Promise<ExperimentKit> {
  const [file, ...others] = positionals;
  if (file === undefined || others.length > 0) throw new InputError(`one experiment: \`arena ${verb} FILE\``, 64);
  const loaded = await loadExperiment(file, checkConfig);
  const packagesFor = corpora();
  const plays: RunToPlay[] = [];
  for (const run of loaded.runs) {
    const tournament = tournamentOf(loaded, run);
    plays.push({ run, loaded: tournament, packages: await packagesFor(tournament) });
  }
  return { loaded, plays };
}

/** One run of each treatment and corpus: what is true of it is true of all others. */
export function samples({ plays }: ExperimentKit): RunToPlay[] {
  const seen = new Map<string, RunToPlay>();
  const numbers = new Map<readonly ProjectPackage[], number>();
  for (const play of plays) {
    if (!numbers.has(play.packages)) numbers.set(play.packages, numbers.size);
    const key = `${play.run.treatment}/${numbers.get(play.packages)}`;
    if (!seen.has(key)) seen.set(key, play);
  }
  return [...seen.values()];
}
