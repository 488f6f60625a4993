/** Before models are paid for: what they may cost, whether that is agreed to, and whether each of them answers. */

import { estimateCost, type Offer } from '../agents/llm/estimate.ts';
import { checkModels, type Preflight } from '../agents/llm/preflight.ts';
import { type PriceTable, priceOf } from '../agents/llm/usage.ts';
import { impliedPatch } from '../agents/tournament/config.ts';
import { type Estimated, estimateText } from '../agents/tournament/estimate-text.ts';
import { InputError } from '../agents/tournament/input-error.ts';
import { printable } from '../agents/tournament/text-width.ts';
import { resolvePolicy } from '../server/market/policy-patch.ts';
import { type Consent, requireConsent } from './consent.ts';
import { checkModelEntries, type ModelSettings, modelsOf } from './model-room.ts';
import type { ToPlay } from './run-one.ts';

/** What each freelancer of the tournament is offered. */
function offerOf({ loaded: { config, roster }, packages }: ToPlay): Offer {
  const posted = packages.slice(0, config.corpus.limit ?? packages.length);
  const lengths = posted.map(
    ({ title, description, acceptance }) => title.length + description.length + JSON.stringify(acceptance).length,
  );
  const { limits } = resolvePolicy(impliedPatch(config), config.market);
  return {
    postings: Array.from({ length: config.rounds }, () => lengths).flat(),
    competitors: config.protocol === 'solo' ? 1 : roster.entries.length,
    attempts: limits.deliveriesPerAward,
  };
}

function estimateOf(play: ToPlay, prices: PriceTable): Estimated[] {
  const offer = offerOf(play);
  return modelsOf(play.loaded.roster).map((entry): Estimated => {
    const { name, model, endpoint } = entry;
    // What runs at an address of one's own may well cost nothing; at the provider's it never does.
    return { name, model, isOwn: endpoint !== null, range: estimateCost(entry, offer, priceOf(prices, model)) };
  });
}

/** Nothing is written, and no model asked, before the cost is agreed to; no market is opened before all models answer. */
export async function preflight(
  play: ToPlay,
  settings: ModelSettings,
  consent: Consent,
  signal: AbortSignal,
): Promise<Preflight['checked']> {
  const { roster, config } = play.loaded;
  const models = modelsOf(roster);
  if (models.length === 0) return [];
  const prices = await checkModelEntries(roster, settings);
  if (settings.replay !== undefined) return [];
  const estimates = estimateOf(play, prices);
  if (!consent.quiet) process.stderr.write(estimateText(config.name, estimates, prices));
  await requireConsent(estimates, consent, signal);
  const { checked, faults } = await checkModels(models, prices, process.env, signal);
  if (faults.length > 0) throw new InputError(`model_not_ready: ${printable(faults.join('; '))}`, 69);
  return checked;
}
