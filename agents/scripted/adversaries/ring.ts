/** A collusive ring: who is to win goes round; that one bids as if the others were not there, and they cover it from above. */

import { known } from '../../../server/kernel/assert.ts';
import { chance } from '../../../server/kernel/prng.ts';
import { type CostModel, privateCost } from '../../private-cost.ts';
import { bidRange, projectKey, within } from '../bid-range.ts';
import { planBid, type StrategyChoice } from '../registry.ts';
import { type BidContext, type BidPlan, bidAtOnce } from '../strategy.ts';

export interface RingMember {
  readonly name: string;
  readonly strategy: StrategyChoice;
  readonly costModel: CostModel;
}

/** In the roster's order: the order of their turns. */
export type Ring = readonly RingMember[];

/** A cover bid lies this far above the one that is to win, as shares of it. Assumption: near enough to look like a rival. */
const COVER_FROM = 0.02;
const COVER_TO = 0.08;

type Situation = Omit<BidContext, 'params'>;

/** Whose turn it is, by the number of the posting: everybody in the ring sees the same. */
export function turnOf(ring: Ring, { observation, project }: Pick<Situation, 'observation' | 'project'>): RingMember {
  let place = 0;
  for (const id of observation.projects.keys()) {
    if (id === project.projectId) break;
    place += 1;
  }
  return known(ring[place % ring.length], 'member of the ring');
}

/** Every member works out the bid that is to win, from the cost of the one whose turn it is. */
export function ringBid(ring: Ring, situation: Situation): BidPlan | null {
  const { project, seed, competitors } = situation;
  const { name: leader, strategy, costModel } = turnOf(ring, situation);
  const key = projectKey(project);
  const costCents = privateCost(costModel, seed, leader, { key, budgetMaxCents: project.posting.budgetMaxCents });
  const rivals = competitors === null ? null : Math.max(1, competitors - ring.length + 1);
  const leading = planBid(strategy, { ...situation, name: leader, costModel, costCents, competitors: rivals });
  if (leading === null || leader === situation.name) return leading;
  const range = bidRange({ ...situation, params: {} });
  const share = COVER_FROM + (COVER_TO - COVER_FROM) * chance(seed, 'cover', situation.name, key).unit();
  const amount = Math.round(leading.amountCents * (1 + share));
  // A cover bid need not pay: it is not meant to win. Only above the budget nobody takes it.
  const ceiling = range?.ceilingCents ?? project.posting.budgetMaxCents;
  return bidAtOnce({ ...situation, params: {} }, within({ floorCents: 1, ceilingCents: ceiling }, amount));
}
