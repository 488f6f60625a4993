/** How a scripted employer chooses among bids where the mechanism leaves the choice to it. */

import type { ParticipantId } from '../../server/kernel/id.ts';
import { keyedHash } from '../../server/kernel/prng.ts';
import type { Observation, ObservedBid, ObservedProject } from '../observation.ts';
import type { ObservedRating } from '../observed-rating.ts';

export type AwardRule = 'lowest' | 'best_value';

/** A newcomer counts like somebody with this many ratings of this height. Assumption of the scripted employer. */
const PRIOR_COUNT = 3;
const PRIOR_RATING = 4;

/** Mean rating in (0, 5], pulled towards the prior as long as there are few. */
export function trustIn(rating: ObservedRating | undefined): number {
  const { count, total } = rating ?? { count: 0, total: 0 };
  return (total + PRIOR_COUNT * PRIOR_RATING) / (count + PRIOR_COUNT);
}

/**
 * The open bid within the budget that costs least, under `best_value` per point of trust; null when there is none.
 * Equals are decided by a keyed hash, so that nobody wins by bidding first.
 */
export function chooseBid(
  rule: AwardRule,
  seed: string,
  observation: Observation,
  project: ObservedProject,
  avoids: ReadonlySet<ParticipantId> = new Set(),
): ObservedBid | null {
  const weight = (bid: ObservedBid): number =>
    rule === 'lowest' ? bid.amountCents : bid.amountCents / trustIn(observation.ratings.get(bid.bidderId));
  const tie = ({ bidderId }: ObservedBid): string => keyedHash(seed, 'award', project.projectId, bidderId);
  let best: ObservedBid | null = null;
  for (const bid of project.bids.values()) {
    if (bid.status !== 'placed' || bid.amountCents > project.posting.budgetMaxCents || avoids.has(bid.bidderId))
      continue;
    const difference = best === null ? -1 : weight(bid) - weight(best);
    if (best === null || difference < 0 || (difference === 0 && tie(bid) < tie(best))) best = bid;
  }
  return best;
}
