/** Figures of a project that several pages show. */

import { type DeskMarket, isPast } from '../../../server/protocol/arena/seen/desk.ts';
import type { SeenBid, SeenMarket, SeenProject } from '../../../server/protocol/arena/seen/things.ts';
import type { Policy } from '../../../server/protocol/arena/wire.ts';
import type { Tone } from '../../parts/badge.tsx';

export const STATE_TONES: Readonly<Record<SeenProject['status'], Tone>> = {
  draft: 'neutral',
  open: 'good',
  bidding_closed: 'warn',
  awarded: 'calm',
  in_progress: 'accent',
  completed: 'good',
  expired: 'neutral',
  cancelled: 'neutral',
};

/** Bids that count and that one may see. */
export function liveBids(market: SeenMarket, { bidIds }: SeenProject): readonly SeenBid[] {
  return bidIds.flatMap((id) => {
    const bid = market.bids.get(id);
    return bid === undefined || bid.status === 'retracted' ? [] : [bid];
  });
}

/** How many bids there are; of what others have finished as the market told it. Null: it never did. */
export function bidCountOf(market: DeskMarket, project: SeenProject): number | null {
  if (isPast(market, project)) return project.bidCount;
  return liveBids(market, project).length + (project.bidsLeftOut ?? 0);
}

/** Whether rivals' bids are hidden: then nothing is said about how many there are. */
export function isSealed({ policy }: SeenMarket, project: SeenProject): boolean {
  if (policy?.visibility !== 'sealed') return false;
  return !(policy.revealAtClose && project.status !== 'open');
}

/** Of all bids that count. Null: there is none, or not all of them are here. */
export function averageOn(market: SeenMarket, project: SeenProject): number | null {
  return (project.bidsLeftOut ?? 0) > 0 ? null : averageCents(liveBids(market, project));
}

function averageCents(bids: readonly SeenBid[]): number | null {
  return bids.length === 0
    ? null
    : Math.round(bids.reduce((sum, { amountCents }) => sum + amountCents, 0) / bids.length);
}

/** Place by amount, from 1: how many ask for less, and one. */
export function rankOf(bids: readonly SeenBid[], own: SeenBid): number {
  return bids.filter(({ amountCents }) => amountCents < own.amountCents).length + 1;
}

/** What the market keeps of an amount: its rate or its least, never more than the amount. For showing beforehand only. */
export function feeOn({ fees }: Policy, amountCents: number): number {
  const rate = Math.round((amountCents * fees.freelancerBps) / 10_000);
  return Math.min(amountCents, Math.max(rate, fees.freelancerMinCents));
}
