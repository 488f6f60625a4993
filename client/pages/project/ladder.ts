/** The ladder of a project's bids, read off its events. */

import type { Seen } from '../../../server/protocol/arena/client.ts';
import type { NameOf } from '../../data/use-floor.ts';

export interface Point {
  readonly at: Date;
  readonly dollars: number;
  readonly who: string;
  readonly won: boolean;
}

export interface Ladder {
  readonly bids: readonly Point[];
  readonly lowest: readonly { readonly at: Date; readonly dollars: number }[];
  readonly price: number | null;
}

export const CENTS = 100;
/** The picture covers no less: its ticks would be thousandths of a second. */
const SPAN_MS = 60_000;

/** Reads the ladder off the project's events: every amount that was ever offered, and the lowest that stood. */
export function ladderOf(events: readonly Seen[], nameOf: NameOf): Ladder {
  const standing = new Map<number, number>();
  const offered: { at: number; bidId: number; cents: number; bidder: number }[] = [];
  const lowest: { at: Date; dollars: number }[] = [];
  let awardedId: number | null = null;
  let price: number | null = null;
  let lastAt = 0;
  const offer = (at: number, bidId?: number, bidder?: number, cents?: number): void => {
    if (bidId === undefined || cents === undefined) return;
    standing.set(bidId, cents);
    offered.push({ at, bidId, cents, bidder: bidder ?? 0 });
  };
  for (const { event, at } of events) {
    if (event.type === 'BidPlaced' || event.type === 'BidAmended') {
      offer(at, event.bidId, event.bidderId, event.amountCents);
    } else if (event.type === 'BidsRevealed') {
      for (const bid of event.bids ?? []) offer(at, bid.bidId, bid.bidderId, bid.amountCents);
    } else if (event.type === 'BidRetracted' && event.bidId !== undefined) standing.delete(event.bidId);
    else if (event.type === 'BidAwarded') {
      awardedId = event.bidId ?? null;
      price = event.priceCents ?? null;
    } else if (event.type !== 'BiddingClosed') continue;
    lastAt = at;
    if (standing.size > 0) lowest.push({ at: new Date(at), dollars: Math.min(...standing.values()) / CENTS });
  }
  const [first] = lowest;
  const last = lowest.at(-1);
  if (first !== undefined && last !== undefined) {
    lowest.push({ at: new Date(Math.max(lastAt, first.at.getTime() + SPAN_MS)), dollars: last.dollars });
  }
  const bids = offered.map(({ at, bidId, cents, bidder }) => ({
    at: new Date(at),
    dollars: cents / CENTS,
    who: nameOf(bidder),
    won: bidId === awardedId,
  }));
  return { bids, lowest, price: price === null ? null : price / CENTS };
}
