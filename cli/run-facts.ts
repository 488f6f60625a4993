/** What the manifest of a run says beside its inputs: the whole policy, the seeds, and which models in which words at which prices. */

import type { Preflight } from '../agents/llm/preflight.ts';
import { impliedPatch } from '../agents/tournament/config.ts';
import type { LoadedTournament } from '../agents/tournament/load.ts';
import { modelFacts, type RunFacts, seedsOf } from '../agents/tournament/manifest.ts';
import { resolvePolicy } from '../server/market/policy-patch.ts';
import { type ModelSettings, modelsOf, readPrices } from './model-room.ts';

/** `checked`: the models that answered before the run. */
export async function runFacts(
  { config, roster }: Pick<LoadedTournament, 'config' | 'roster'>,
  { prices, replay }: ModelSettings,
  checked: Preflight['checked'],
): Promise<RunFacts> {
  const policy = resolvePolicy(impliedPatch(config), config.market);
  const mode = replay === undefined ? 'live' : 'replay';
  const models = modelsOf(roster).length === 0 ? null : modelFacts(roster, await readPrices(prices), checked, mode);
  return { seeds: seedsOf(config), policy, models };
}
