/** What reads and plays tournaments for a server: the same code as `arena run`, without a folder. */

import type { TournamentConfig } from '../agents/tournament/config.ts';
import { modelsOfTournament } from '../agents/tournament/model-roles.ts';
import { humanTryLines } from '../agents/tournament/observations/human-tries.ts';
import { humanSideOf, standingOfRun } from '../agents/tournament/result.ts';
import type { Roster } from '../agents/tournament/roster.ts';
import { runTournament } from '../agents/tournament/runner.ts';
import { standingCsv, standingJson } from '../agents/tournament/standing-export.ts';
import { standingSchema } from '../agents/tournament/standing-schema.ts';
import { createGround } from '../server/ground.ts';
import type { ProjectPackage } from '../server/protocol/arena/project-package.ts';
import type { Playing, TournamentKit } from '../server/tournament-kit.ts';
import { admissionMark } from './admitted.ts';
import { asAdmitted, builtBetween, corpusOf } from './corpus-of.ts';
import { afterGrace } from './grace.ts';
import { seatRoles } from './seated-roles.ts';
import { estimatePlan } from './served-estimate.ts';
import type { ServedModels, ServedRoom } from './served-models.ts';
import { observationsOf } from './served-observations.ts';
import { readPlan } from './tournament-plan.ts';

async function playPlan(playing: Playing, served: ServedModels | null): Promise<string> {
  const { plan, arena, reviewing, signal, pace, speed, people, onProgress } = playing;
  const { reviewer, workers } = reviewing;
  const config = plan.config as TournamentConfig;
  const loaded = { config, roster: plan.roster as Roster, folder: '.', people };
  const packages = await builtBetween(corpusOf(config));
  const { name: corpusName, seed, limit, ambiguity } = config.corpus;
  const written = ambiguity === 0 ? packages : await builtBetween(corpusOf(asAdmitted(config)));
  admissionMark(written.slice(0, limit), { corpus: corpusName, seed, practice: false, files: [] });
  const ground = createGround({ arena, reviewer, corpusName, packages, concurrency: 2 * workers });
  const human = await humanSideOf(loaded, ground);
  const models = await served?.open(modelsOfTournament(config, loaded.roster), plan.name);
  const { abandon, end } = afterGrace(signal);
  try {
    const run = { ...loaded, ground, signal, abandon, live: { speed }, pace, onProgress };
    const played = await runTournament(
      models === undefined ? run : { ...run, ...servedSeats(models, config, packages) },
    );
    return standingJson(standingOfRun(loaded, ground, played, human));
  } finally {
    end();
  }
}

/** A server reads no report that a judge is fit, so the tests alone decide: whoever asks for more was refused. */
function servedSeats({ room, dir }: ServedRoom, asked: TournamentConfig, projects: readonly ProjectPackage[]) {
  return { models: room, roles: seatRoles(room, { asked, rule: 'tests_only', projects, dir }).roles };
}

/** Null: this server asks no models. */
export function createTournamentKit(models: ServedModels | null): TournamentKit {
  return {
    read: (asked) => readPlan(asked, models),
    play: (playing) => playPlan(playing, models),
    estimate: estimatePlan,
    csvOf: (standing) => standingCsv(standingSchema.parse(JSON.parse(standing))),
    observe: async function* (plan, arena, people) {
      yield* observationsOf(plan, arena);
      if (people !== null) yield humanTryLines(people);
    },
  };
}

export const TOURNAMENT_KIT = createTournamentKit(null);
