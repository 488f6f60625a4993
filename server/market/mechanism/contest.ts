/** Contest: everybody delivers, the best entry takes the prize. */

import type { Auction, Entry, Mechanism, Outcome } from './mechanism.ts';
import { awarded, fixedPrice, notAwarded } from './outcome.ts';
import { isSome, leastOnes, lowestHash } from './tie-break.ts';

export type ContestRule = Extract<Mechanism, { readonly kind: 'contest' }>;

/**
 * `entries` holds each entrant's best entry. The best score wins if it reaches the threshold, or whatever it is when
 * the prize is guaranteed. Equal scores: the earliest delivery, then the tie hash.
 */
export function contest(rule: ContestRule, auction: Auction, entries: readonly Entry[]): Outcome {
  const trace = entries
    .toSorted((a, b) => b.scoreBps - a.scoreBps || a.at - b.at || a.bidderId - b.bidderId)
    .map(({ bidId, bidderId, scoreBps, at }) => ({ step: 'entry', bidId, bidderId, scoreBps, at }));
  if (!isSome(entries)) return notAwarded('no_entry_passed', trace);
  const best = leastOnes(entries, (entry) => -entry.scoreBps);
  if (best[0].scoreBps < rule.thresholdBps && !rule.guaranteed) return notAwarded('no_entry_passed', trace);
  const winner = lowestHash(
    auction,
    'tie',
    leastOnes(best, (entry) => entry.at),
  );
  return awarded(winner, fixedPrice(auction), trace);
}
