/** Bids the first-price equilibrium: cost plus what theory says can be asked of so many rivals. */

import { z } from 'zod';
import { BPS_ONE } from '../../server/kernel/money.ts';
import { bidRange, paysPostedPrice, within } from './bid-range.ts';
import { NO_FEE } from './break-even.ts';
import { equilibriumBid } from './equilibrium-bid.ts';
import { type BidContext, bidAtOnce, type Strategy } from './strategy.ts';

export const shadingParams = z.strictObject({
  /** Bidders assumed, oneself included, where the number is not known. */
  assumedBidders: z.number().int().min(1).default(5),
});
export type ShadingParams = z.infer<typeof shadingParams>;

/** Mechanisms under which the own amount does not set the own price: to bid one's cost is best. */
const TRUTHFUL_KINDS: ReadonlySet<string> = new Set(['vickrey', 'clock_rev', 'scoring_second']);

function equilibrium(context: BidContext<ShadingParams>): number {
  const { observation, project, costCents, costModel, competitors, params } = context;
  const { freelancerBps } = observation.policy?.fees ?? NO_FEE;
  const { budgetMaxCents } = project.posting;
  const setting = {
    costModel,
    bidders: Math.max(1, competitors ?? params.assumedBidders),
    budgetMax: budgetMaxCents,
    reserve: budgetMaxCents,
    feeRate: freelancerBps / BPS_ONE,
  };
  return equilibriumBid(setting, costCents);
}

/**
 * A minimum fee breaks the closed form; break-even then still is the floor. A lottery that pays one's own amount is
 * won by chance alone, so the most is asked. Open outcry is bid like sealed first price: one jump, not a dance.
 */
export const shading: Strategy<ShadingParams> = (context) => {
  const range = bidRange(context);
  if (range === null) return null;
  const { posting } = context.project;
  const { kind } = posting.mechanism;
  if (kind === 'lottery' && !paysPostedPrice(posting)) return bidAtOnce(context, range.ceilingCents);
  if (TRUTHFUL_KINDS.has(kind) || paysPostedPrice(posting)) return bidAtOnce(context, range.floorCents);
  return bidAtOnce(context, within(range, equilibrium(context)));
};
