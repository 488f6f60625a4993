/** Before models are paid for: what they may cost, whether that is agreed to, and whether each of them answers. */

import { estimateCost } from '../agents/llm/estimate.ts';
import type { Preflight } from '../agents/llm/preflight.ts';
import type { PriceTable } from '../agents/llm/usage.ts';
import type { Estimated } from '../agents/tournament/estimate-text.ts';
import { judgeOf } from '../agents/tournament/judging.ts';
import { modelsOfTournament } from '../agents/tournament/model-roles.ts';
import { printable } from '../agents/tournament/text-width.ts';
import { agreeAndCheck } from './agree-and-check.ts';
import type { Consent } from './consent.ts';
import { type ModelSettings, modelsOf } from './model-room.ts';
import { charactersOf, estimated, estimateRoles, offerOf } from './offer.ts';
import type { ToPlay } from './to-play.ts';

/** What each language model of the tournament may cost, in whatever place. */
export function estimateOf({ loaded: { config, roster }, packages }: ToPlay, prices: PriceTable): Estimated[] {
  const posted = packages.slice(0, config.corpus.limit ?? packages.length);
  const offer = offerOf({ config, roster }, posted.map(charactersOf));
  const freelancers = modelsOf(roster).map((entry) =>
    estimated(entry, prices, (price) => estimateCost(entry, offer, price)),
  );
  return [...freelancers, ...estimateRoles({ config, roster }, offer, prices)];
}

/** Throws an `InputError` before anything is written or asked, where a judge may not judge, or nobody has agreed to the cost. */
export async function preflight(
  play: ToPlay,
  settings: ModelSettings,
  consent: Consent,
  signal: AbortSignal,
): Promise<Preflight['checked']> {
  const { roster, config } = play.loaded;
  const { warnings } = await judgeOf(play.loaded);
  for (const warning of warnings) process.stderr.write(`warning: ${printable(warning)}\n`);
  const asked = { name: config.name, models: modelsOfTournament(config, roster) };
  return agreeAndCheck({ ...asked, estimate: (prices) => estimateOf(play, prices) }, settings, consent, signal);
}
