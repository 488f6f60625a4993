/** Bids a fixed share of the budget's maximum, never below break-even. */

import { z } from 'zod';
import { BPS_ONE } from '../../server/kernel/money.ts';
import { bidRange, within } from './bid-range.ts';
import { bidAtOnce, type Strategy } from './strategy.ts';

export const budgetFractionParams = z.strictObject({
  /** Share of the budget's maximum in basis points. */
  shareBps: z.number().int().min(1).max(BPS_ONE).default(8_000),
});
export type BudgetFractionParams = z.infer<typeof budgetFractionParams>;

export const budgetFraction: Strategy<BudgetFractionParams> = (context) => {
  const range = bidRange(context);
  if (range === null) return null;
  const wanted = (context.project.posting.budgetMaxCents * context.params.shareBps) / BPS_ONE;
  return bidAtOnce(context, within(range, wanted));
};
