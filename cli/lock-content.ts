/** What a lock of an experiment, as it is now and on this machine, would say. */

import { impliedPatch } from '../agents/tournament/config.ts';
import { type LockContent, lockContent } from '../agents/tournament/experiment/lock.ts';
import { modelFacts } from '../agents/tournament/manifest.ts';
import { modelsOfTournament } from '../agents/tournament/model-roles.ts';
import { codeHere } from '../agents/tournament/provenance.ts';
import { corpusHashOf } from '../server/ground.ts';
import { resolvePolicy } from '../server/market/policy-patch.ts';
import type { ExperimentKit } from './experiment-kit.ts';
import { readPrices } from './model-room.ts';

export interface LockSettings {
  readonly sandboxImage: string;
  readonly prices: string | undefined;
}

export async function lockContentNow(kit: ExperimentKit, { sandboxImage, prices }: LockSettings): Promise<LockContent> {
  const table = await readPrices(prices);
  const treatments = kit.loaded.treatments.map(({ name, loaded: { config, roster } }) => {
    const own = kit.plays.filter(({ run }) => run.treatment === name);
    const inOrder = own
      .toSorted((a, b) => a.run.repetition - b.run.repetition)
      .map((one) => corpusHashOf(one.packages));
    const corpora = new Set(inOrder).size === 1 ? inOrder.slice(0, 1) : inOrder;
    const policy = resolvePolicy(impliedPatch(config), config.market);
    return [
      name,
      { corpora, policy, models: modelFacts(modelsOfTournament(config, roster), table, [], 'live') },
    ] as const;
  });
  return lockContent(kit.loaded, { treatments: new Map(treatments), sandboxImage, code: await codeHere() });
}
