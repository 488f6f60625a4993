/** What the models of a tournament are asked for, as far as an estimate of their cost needs it. */

import type { CostRange, Offer } from '../agents/llm/estimate.ts';
import { estimateRole } from '../agents/llm/estimate-roles.ts';
import { ROLE_NAMES } from '../agents/llm/role-entry.ts';
import type { ModelEntry } from '../agents/llm/roster-entry.ts';
import { type Price, type PriceTable, priceOf } from '../agents/llm/usage.ts';
import { impliedPatch, type TournamentConfig } from '../agents/tournament/config.ts';
import type { Estimated } from '../agents/tournament/estimate-text.ts';
import { modelsInRoles } from '../agents/tournament/model-roles.ts';
import type { Roster } from '../agents/tournament/roster.ts';
import { resolvePolicy } from '../server/market/policy-patch.ts';
import type { ProjectPackage } from '../server/protocol/arena/project-package.ts';

interface Playing {
  readonly config: TournamentConfig;
  readonly roster: Roster;
}

export function charactersOf({ title, description, acceptance }: ProjectPackage): number {
  return title.length + description.length + JSON.stringify(acceptance).length;
}

/** What each freelancer is offered: postings of these lengths, as often as they are posted. */
export function offerOf({ config, roster }: Playing, lengths: readonly number[]): Offer {
  const { limits } = resolvePolicy(impliedPatch(config), config.market);
  return {
    postings: Array.from({ length: config.rounds }, () => lengths).flat(),
    competitors: config.protocol === 'solo' ? 1 : roster.entries.length,
    attempts: limits.deliveriesPerAward,
  };
}

export function estimated(
  { name, model, endpoint }: ModelEntry,
  prices: PriceTable,
  rangeAt: (price: Price | null) => CostRange,
): Estimated {
  // What runs at an address of one's own may well cost nothing; at the provider's it never does.
  return { name, model, isOwn: endpoint !== null, range: rangeAt(priceOf(prices, model)) };
}

/** Of the models that employ and judge. */
export function estimateRoles({ config, roster }: Playing, offer: Offer, prices: PriceTable): Estimated[] {
  const { mechanism, settlement } = resolvePolicy(impliedPatch(config), config.market);
  const asked = {
    ...offer,
    markets: config.protocol === 'solo' ? roster.entries.length : 1,
    chooses: mechanism.kind === 'buyer_determined' && config.awardRule === 'model',
    accepts: settlement === 'employer',
    canaries: config.judge?.canaries === true,
  };
  return modelsInRoles(config).map((entry) => {
    const role = entry.name === ROLE_NAMES.employer ? 'employer' : 'judge';
    return estimated(entry, prices, (price) => estimateRole(role, entry, asked, price));
  });
}
