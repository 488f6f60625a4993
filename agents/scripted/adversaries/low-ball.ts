/** Low-ball: asks so little that nobody honest can follow, whatever the work costs. What comes after is in the delivering. */

import { BPS_ONE } from '../../../server/kernel/money.ts';
import { planBid, type StrategyChoice } from '../registry.ts';
import { type BidContext, type BidPlan, bidAtOnce } from '../strategy.ts';

export function lowBall(
  strategy: StrategyChoice,
  shareBps: number,
  situation: Omit<BidContext, 'params'>,
): BidPlan | null {
  const plan = planBid(strategy, situation);
  const fair = plan?.amountCents ?? situation.project.posting.budgetMaxCents;
  return bidAtOnce({ ...situation, params: {} }, Math.max(1, Math.round((fair * shareBps) / BPS_ONE)));
}
