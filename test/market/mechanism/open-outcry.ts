/** Plays an open outcry in which everybody bids as little below the standing bid as the rules allow. */

import { type Cents, cents } from '../../../server/kernel/money.ts';
import type { Chance } from '../../../server/kernel/prng.ts';
import { mayEnter } from '../../../server/market/mechanism/entry-rule.ts';
import type { Auction, Offer } from '../../../server/market/mechanism/mechanism.ts';
import { englishRev } from './profiles.ts';

/**
 * `costs` are offers whose amounts are costs, each at most the reserve. A random bidder who can still gain opens at the
 * reserve or goes one step below the standing bid, until nobody but the standing bidder would. Returns each bidder's
 * last bid; throws when the entry rule refuses a minimal step.
 */
export function openOutcry(auction: Auction, stepCents: Cents, costs: readonly Offer[], draw: Chance): Offer[] {
  const mechanism = englishRev(stepCents);
  const last = new Map<number, Offer>();
  let standing: Offer | null = null;
  for (;;) {
    const next: number = standing === null ? auction.reserveCents : standing.amountCents - stepCents;
    const leader: number | null = standing?.bidderId ?? null;
    const willing = costs.filter((one) => one.bidderId !== leader && one.amountCents <= next && next >= 0);
    if (willing.length === 0) return [...last.values()];
    const bid: Offer = { ...draw.pick(willing), amountCents: cents(next) };
    const answer = mayEnter(mechanism, auction, standing?.amountCents ?? null, bid.amountCents);
    if (answer !== 'ok') throw new Error(`minimal step refused: ${answer}`);
    standing = bid;
    last.set(bid.bidderId, bid);
  }
}
