/** Plays one market of the integrity kit in memory, for its detectors to look at. */

import { employerNames } from '../agents/tournament/employers.ts';
import type { Judged } from '../agents/tournament/integrity/evaluation.ts';
import { type MarketOf, populationOf } from '../agents/tournament/integrity/population.ts';
import { truthOf } from '../agents/tournament/integrity/truth.ts';
import type { WatchedRun } from '../agents/tournament/integrity/watched-run.ts';
import type { LoadedTournament } from '../agents/tournament/load.ts';
import { together } from '../agents/tournament/observations/observe-market.ts';
import { projectFactsIn, projectListText } from '../agents/tournament/observations/project-list.ts';
import type { Roster } from '../agents/tournament/roster.ts';
import { runTournament } from '../agents/tournament/runner.ts';
import type { MarketEvent } from '../server/protocol/arena/wire.ts';
import { openWorkshop, type Reviewing } from '../server/workshop.ts';
import { corpusOf } from './corpus-of.ts';
import { bodiesOf, observeLog } from './observed-log.ts';
import { watch } from './watched-run.ts';

export interface Populations {
  /** With the adversaries. */
  readonly base: LoadedTournament;
  /** The honest roster of the study. */
  readonly study: Roster;
  readonly reviewing: Reviewing;
  readonly signal: AbortSignal;
}

export interface Played {
  readonly watched: WatchedRun;
  readonly who: Omit<Judged, 'suspicions' | 'markets'>;
}

export async function playPopulation(
  market: MarketOf,
  { base, study, reviewing, signal }: Populations,
): Promise<Played> {
  const { config, roster } = populationOf(market, base, study);
  const packages = [...corpusOf(config)];
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
    const { name: population, seed } = market;
    const who = { population, seed, freelancers, employers: employerNames(config), truth: truthOf(config, roster) };
    return { watched, who };
  } finally {
    await workshop.close();
  }
}
