/** What the manifest of a run says beside its inputs: the whole policy, the seeds, and which models in which words at which prices. */

import type { Preflight } from '../agents/llm/preflight.ts';
import type { ModelEntry } from '../agents/llm/roster-entry.ts';
import { impliedPatch } from '../agents/tournament/config.ts';
import type { LoadedTournament } from '../agents/tournament/load.ts';
import { modelFacts, type RunFacts, seedsOf } from '../agents/tournament/manifest.ts';
import { measuredPeople } from '../agents/tournament/measured-side.ts';
import { modelsOfTournament } from '../agents/tournament/model-roles.ts';
import { resolvePolicy } from '../server/market/policy-patch.ts';
import { type ModelSettings, readPrices } from './model-room.ts';

/** `asked`: every model in any place. `checked`: those that answered before the run. */
export async function runFacts(
  loaded: LoadedTournament,
  { prices, replay }: ModelSettings,
  checked: Preflight['checked'],
  asked: readonly ModelEntry[] = modelsOfTournament(loaded.config, loaded.roster),
): Promise<RunFacts> {
  const { config } = loaded;
  const people = await measuredPeople(loaded);
  const policy = resolvePolicy(impliedPatch(config), config.market);
  const mode = replay === undefined ? 'live' : 'replay';
  const models = asked.length === 0 ? null : modelFacts(asked, await readPrices(prices), checked, mode);
  return { seeds: seedsOf(config), policy, models, ...(people === null ? {} : { measuredBy: people.by }) };
}
