/** Low-ball: asks so little that nobody honest can follow, whatever the work costs. What comes after is in the delivering. */

import { BPS_ONE } from '../../../server/kernel/money.ts';
import { chance } from '../../../server/kernel/prng.ts';
import { projectKey } from '../bid-range.ts';
import { planBid, type StrategyChoice } from '../registry.ts';
import { type BidContext, type BidPlan, bidAtOnce } from '../strategy.ts';

/** Share of the projects that it bids on: whoever took all of them would be seen by anybody. */
const TAKEN = 0.25;

export function lowBall(
  strategy: StrategyChoice,
  shareBps: number,
  situation: Omit<BidContext, 'params'>,
): BidPlan | null {
  const { seed, name, project } = situation;
  if (chance(seed, 'takes', name, projectKey(project)).unit() >= TAKEN) return null;
  const plan = planBid(strategy, situation);
  const fair = plan?.amountCents ?? project.posting.budgetMaxCents;
  return bidAtOnce({ ...situation, params: {} }, Math.max(1, Math.round((fair * shareBps) / BPS_ONE)));
}
