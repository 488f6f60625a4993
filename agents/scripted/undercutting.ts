/** Opens near the budget and then stays a step below the lowest visible bid as long as that covers its cost. */

import { z } from 'zod';
import { BPS_ONE } from '../../server/kernel/money.ts';
import { type BidRange, bidRange, lowestRival, ownOpenBid, within } from './bid-range.ts';
import { type BidContext, bidAtOnce, type Strategy } from './strategy.ts';

export const undercuttingParams = z.strictObject({
  /** First bid as a share of the most the project takes, in basis points: what is asked while no rival is seen. */
  openingBps: z.number().int().min(1).max(BPS_ONE).default(9_500),
  /** Step below the best rival as a share of the budget's maximum, in basis points; at least a cent, at least the mechanism's. */
  stepBps: z.number().int().min(0).max(BPS_ONE).default(100),
});
export type UndercuttingParams = z.infer<typeof undercuttingParams>;

function stepCents({ project, params }: BidContext<UndercuttingParams>): number {
  const { mechanism, budgetMaxCents } = project.posting;
  const least = mechanism.kind === 'english_rev' ? mechanism.stepCents : 1;
  return Math.max(1, least, Math.round((budgetMaxCents * params.stepBps) / BPS_ONE));
}

/** The amount that leads now, or null when leading would cost more than it brings. An own bid that leads stays. */
export function leadingAmount(context: BidContext<UndercuttingParams>, range: BidRange): number | null {
  const { observation, project, params } = context;
  const own = ownOpenBid(observation, project);
  const rival = lowestRival(observation, project);
  if (rival === null) return own?.amountCents ?? within(range, (range.ceilingCents * params.openingBps) / BPS_ONE);
  if (own !== null && own.amountCents < rival.amountCents) return own.amountCents;
  const below = Math.min(range.ceilingCents, rival.amountCents - stepCents(context));
  return below >= range.floorCents ? below : null;
}

export const undercutting: Strategy<UndercuttingParams> = (context) => {
  const range = bidRange(context);
  const amount = range === null ? null : leadingAmount(context, range);
  return amount === null ? null : bidAtOnce(context, amount);
};
