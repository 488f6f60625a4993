/** Which amounts a bid may name when it is placed or amended. */

import type { Cents } from '../../kernel/money.ts';
import type { Auction, Mechanism } from './mechanism.ts';

export type EntryAnswer = 'ok' | 'above_reserve' | 'above_posted_price' | 'not_below_standing';

/**
 * `standingCents` is the lowest bid standing on the project, null before the first; only open outcry looks at it.
 * A posted price is compared first because it is the figure the bidder was shown.
 */
export function mayEnter(
  mechanism: Mechanism,
  auction: Auction,
  standingCents: Cents | null,
  amountCents: Cents,
): EntryAnswer {
  if (mechanism.kind === 'posted' && amountCents > auction.postedPriceCents) return 'above_posted_price';
  if (amountCents > auction.reserveCents) return 'above_reserve';
  if (mechanism.kind !== 'english_rev' || standingCents === null) return 'ok';
  return amountCents <= standingCents - mechanism.stepCents ? 'ok' : 'not_below_standing';
}
