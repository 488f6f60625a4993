/** The market of a pipeline is a tournament's: it says the same of who employs and who judges. */

import type { PipelineConfig } from '../agents/pipeline/config.ts';
import { type TournamentConfig, tournamentSchema } from '../agents/tournament/config.ts';

export function tournamentOf({ name, seed, market, employer, judge }: PipelineConfig): TournamentConfig {
  const { model, release, awardRule } = employer;
  return tournamentSchema.parse({
    ...{ name, seed, protocol: 'auction', market, awardRule },
    ...(model !== null && { employer: { model, release } }),
    ...(judge.model !== null && { judge }),
  });
}
