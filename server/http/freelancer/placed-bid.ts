/** What a bid's placing needs to see, without a fold of the market for each bidder. */

import type { FastifyRequest } from 'fastify';
import type { Millis } from '../../kernel/clock.ts';
import { WATCHER } from '../../market/view.ts';
import type { SeenOf } from '../../protocol/arena/seen/step.ts';
import type { SeenBid } from '../../protocol/arena/seen/things.ts';
import type { RouteOptions } from '../route-options.ts';
import type { Look } from './looking.ts';

/**
 * The market as everybody sees it, one fold for all. In a burst each bid comes from somebody else: were each bidder's own
 * projects folded for it, every bid would cost as much as has happened in them.
 */
export async function publicLookOf(request: FastifyRequest, { markets }: RouteOptions): Promise<Look> {
  const place = { ...(await request.place()), viewer: WATCHER };
  return { place, market: await markets.get(place.marketId, WATCHER) };
}

/** The bid as its bidder sees it in the moment in which it is placed. */
export function placedBid(event: SeenOf<'BidPlaced'>, at: Millis): SeenBid | null {
  const { bidId, projectId, employerId, bidderId, amountCents, days, qualityBps, confidenceBps = null } = event;
  if (bidId === undefined || projectId === undefined || employerId === undefined || bidderId === undefined) return null;
  if (amountCents === undefined || days === undefined || qualityBps === undefined) return null;
  return {
    bidId,
    projectId,
    employerId,
    bidderId,
    placedAt: at,
    confidenceBps,
    amountCents,
    days,
    qualityBps,
    proposal: null,
    changedAt: at,
    status: 'placed',
    awardedAt: null,
    acceptedAt: null,
  };
}
