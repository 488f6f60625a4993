/** Everything that is a language model in a run of `arena run`: freelancers, employer, judge, and what is said of the judge at the end. */

import { join } from 'node:path';
import { judgeReportText } from '../agents/llm/judge/report-text.ts';
import type { ModelStanding } from '../agents/llm/room.ts';
import { judgeOf, labelsIn, reportOn, sameRule } from '../agents/tournament/judging.ts';
import type { LoadedTournament } from '../agents/tournament/load.ts';
import { modelsInRoles, modelsOfTournament } from '../agents/tournament/model-roles.ts';
import type { RunFolder } from '../agents/tournament/run-folder.ts';
import type { PlayedMarket, TournamentRun } from '../agents/tournament/runner.ts';
import type { ProjectPackage } from '../server/protocol/arena/project-package.ts';
import { type ModelSettings, openRoomFor } from './model-room.ts';
import { seatRoles } from './seated-roles.ts';

interface Asked {
  readonly loaded: LoadedTournament;
  readonly packages: readonly ProjectPackage[];
  readonly settings: ModelSettings;
  /** A file of people's labels, for the report on a judge. */
  readonly labels: string | undefined;
}

export interface SeatedModels {
  readonly taking: Pick<TournamentRun, 'models' | 'roles'>;
  readonly modelOf: (name: string) => ModelStanding | null;
  /** The places that models have beside the freelancers'. */
  readonly places: readonly string[];
  /** Writes the report on the judge, and gives its text; empty where nobody judges beside the tests. */
  report(played: readonly PlayedMarket[]): Promise<string>;
}

/** Throws an `InputError` where this judge may not judge these authors, or another rule was in force before. */
export async function seatModels({ loaded, packages, settings, labels }: Asked, run: RunFolder): Promise<SeatedModels> {
  const { config, roster } = loaded;
  const { judge, rule } = await judgeOf(loaded);
  if (judge !== undefined) await sameRule(run, rule);
  const room = await openRoomFor(modelsOfTournament(config, roster), join(run.dir, '/'), settings);
  if (room === undefined) return { taking: {}, modelOf: () => null, places: [], report: async () => '' };
  const { roles, judgements } = seatRoles(room, { asked: config, rule: rule.rule, projects: packages, dir: run.dir });
  return {
    taking: { models: room, roles },
    modelOf: room.standing,
    places: modelsInRoles(config).map(({ name }) => name),
    async report(played) {
      if (judge === undefined) return '';
      const report = reportOn(judge, judgements, played, labels === undefined ? [] : await labelsIn(labels));
      if (report === null) return '';
      await run.write('judge-report.json', `${JSON.stringify(report, null, 1)}\n`);
      return `\n${judgeReportText(report)}`;
    },
  };
}
