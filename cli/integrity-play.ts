/** Plays the populations of the integrity kit, market after market in memory, and judges them. */

import { employerNames } from '../agents/tournament/employers.ts';
import { DETECTORS } from '../agents/tournament/integrity/detectors.ts';
import { type Judged, judge } from '../agents/tournament/integrity/evaluation.ts';
import { POPULATIONS, type PopulationName, populationOf } from '../agents/tournament/integrity/population.ts';
import { truthOf } from '../agents/tournament/integrity/truth.ts';
import type { WatchedRun } from '../agents/tournament/integrity/watched-run.ts';
import type { LoadedTournament } from '../agents/tournament/load.ts';
import { together } from '../agents/tournament/observations/observe-market.ts';
import { projectFactsIn, projectListText } from '../agents/tournament/observations/project-list.ts';
import type { Roster } from '../agents/tournament/roster.ts';
import { runTournament } from '../agents/tournament/runner.ts';
import type { ProjectPackage } from '../server/protocol/arena/project-package.ts';
import type { MarketEvent } from '../server/protocol/arena/wire.ts';
import { openWorkshop, type Reviewing } from '../server/workshop.ts';
import { corpusOf } from './corpus-of.ts';
import { bodiesOf, observeLog } from './observed-log.ts';
import { watch } from './watched-run.ts';

export interface Played {
  readonly watched: WatchedRun;
  readonly who: Omit<Judged, 'suspicions'>;
}

export async function playPopulation(
  population: PopulationName,
  seed: string,
  packages: readonly ProjectPackage[],
  { base, study, reviewing, signal }: Measuring,
): Promise<Played> {
  const { config, roster } = populationOf(population, seed, base, study);
  const workshop = await openWorkshop(null, reviewing);
  try {
    const ground = workshop.ground(config.corpus.name, packages);
    const played = await runTournament({ config, roster, ground, signal, onProgress: () => undefined });
    const list = projectListText(ground.projects, ground.honeypots);
    const record = { config, roster, projects: projectFactsIn(JSON.parse(list), 'projects.json') };
    const bodyOf = bodiesOf(workshop.store.contents);
    const logs = [];
    for (const { marketId, events } of played) {
      // The owner's view hides nothing, and its cursor is the number of the event.
      const told = events.map(({ cursor, at, event }) => ({ seq: cursor, at, event: event as MarketEvent }));
      logs.push(await observeLog({ market: marketId, events: told }, record, bodyOf));
    }
    const observed = together(logs.map((one) => one.observed));
    const settlement = logs[0]?.policy.settlement ?? 'verdict';
    const watched = await watch(observed, logs, settlement, ground.honeypots, bodyOf);
    const freelancers = roster.entries.map(({ name }) => name);
    const who = { population, seed, freelancers, employers: employerNames(config), truth: truthOf(config, roster) };
    return { watched, who };
  } finally {
    await workshop.close();
  }
}

export interface Measuring {
  readonly base: LoadedTournament;
  readonly study: Roster;
  readonly seeds: readonly string[];
  readonly reviewing: Reviewing;
  readonly signal: AbortSignal;
  readonly onMarket: (done: number, of: number) => void;
}

export async function measure(measuring: Measuring): Promise<Judged[]> {
  const { base, seeds, signal, onMarket } = measuring;
  const all: Judged[] = [];
  for (const seed of seeds) {
    const packages = [...corpusOf({ ...base.config, seed })];
    for (const population of POPULATIONS) {
      signal.throwIfAborted();
      const { watched: run, who } = await playPopulation(population, seed, packages, measuring);
      all.push(judge(run, who, DETECTORS));
      onMarket(all.length, seeds.length * POPULATIONS.length);
    }
  }
  return all;
}
