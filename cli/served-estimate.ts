/** What a tournament that somebody asks a server for would come to, by its plan alone: nothing is played, and no model asked. */

import type { TournamentConfig } from '../agents/tournament/config.ts';
import { totalOf } from '../agents/tournament/estimate-text.ts';
import { modelsOfTournament } from '../agents/tournament/model-roles.ts';
import type { Roster } from '../agents/tournament/roster.ts';
import type { TournamentEstimate } from '../server/protocol/arena/tournament.ts';
import type { TournamentPlan } from '../server/tournament-kit.ts';
import { builtBetween, corpusOf } from './corpus-of.ts';
import { readPrices } from './model-room.ts';
import { estimateOf } from './preflight.ts';

export async function estimatePlan(plan: TournamentPlan): Promise<TournamentEstimate> {
  const config = plan.config as TournamentConfig;
  const roster = plan.roster as Roster;
  const packages = await builtBetween(corpusOf(config));
  const projects = Math.min(config.corpus.limit ?? packages.length, packages.length) * config.rounds;
  const head = { markets: plan.markets.length, projects: projects * plan.markets.length };
  if (modelsOfTournament(config, roster).length === 0) return { ...head, models: [], total: null, prices: null };
  const prices = await readPrices(undefined);
  const models = estimateOf({ loaded: { config, roster, folder: '.' }, packages }, prices);
  const { unknown, ...usd } = totalOf(models);
  const { on, source } = prices;
  const told = models.map(({ name, model, isOwn, range }) => ({ name, model, ownAddress: isOwn, ...range }));
  return { ...head, models: told, total: { usd, unknown }, prices: { on, source } };
}
