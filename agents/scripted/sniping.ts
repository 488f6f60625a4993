/** Says nothing until bidding is about to close, and then bids a step below what it can see. */

import { z } from 'zod';
import { MINUTE_MS } from '../../server/kernel/clock.ts';
import { bidRange } from './bid-range.ts';
import { promisedDays, type Strategy } from './strategy.ts';
import { leadingAmount, undercuttingParams } from './undercutting.ts';

export const snipingParams = undercuttingParams.extend({
  /** Market time between the bid and the close of bidding. */
  beforeCloseMs: z.number().int().min(1).default(MINUTE_MS),
});
export type SnipingParams = z.infer<typeof snipingParams>;

/** Where bidding is extended by a soft close, it waits for the new close before it amends. */
export const sniping: Strategy<SnipingParams> = (context) => {
  const range = bidRange(context);
  const amountCents = range === null ? null : leadingAmount(context, range);
  if (amountCents === null) return null;
  const { postedAt, closesAt } = context.project;
  const at = Math.max(postedAt, closesAt - context.params.beforeCloseMs);
  return { amountCents, at, days: promisedDays(context) };
};
