/** Several accounts of one operator: each asks what the operator would, a hair apart so that they differ. */

import { chance } from '../../../server/kernel/prng.ts';
import { bidRange, projectKey, within } from '../bid-range.ts';
import { planBid, type StrategyChoice } from '../registry.ts';
import type { BidContext, BidPlan } from '../strategy.ts';

/** Most that an account's amount lies above the operator's, as a share. */
const HAIR = 0.01;

type Situation = Omit<BidContext, 'params'>;

/** `situation` has the operator's cost; the name is the account's own. */
export function sybilBid(strategy: StrategyChoice, operator: string, situation: Situation): BidPlan | null {
  const plan = planBid(strategy, { ...situation, name: operator });
  const range = bidRange({ ...situation, params: {} });
  if (plan === null || range === null) return plan;
  const apart = HAIR * chance(situation.seed, 'hair', situation.name, projectKey(situation.project)).unit();
  return { ...plan, amountCents: within(range, plan.amountCents * (1 + apart)) };
}
