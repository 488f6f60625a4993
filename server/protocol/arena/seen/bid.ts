/** Bids and what became of them, as a viewer knows them. */

import type { BidId } from '../../../kernel/id.ts';
import { loseOpenBids } from './project.ts';
import { documentOf, type SeenOf, type Step } from './step.ts';
import type { SeenBid, SeenMarket, SeenProject } from './things.ts';

type BidEvent = 'BidPlaced' | 'BidAmended' | 'BidRetracted' | 'BidsRevealed';
type AwardEvent = 'BidAwarded' | 'AwardAccepted' | 'AwardDeclined' | 'AwardRevoked' | 'AwardLapsed' | 'AwardEnded';

const DROPPED = { AwardDeclined: 'declined', AwardRevoked: 'revoked', AwardLapsed: 'lapsed' } as const;

/** Enters a bid, or its new terms. A bid that was sealed until now counts as placed when it was revealed. */
function enter(
  market: SeenMarket,
  project: SeenProject,
  step: Step,
  terms: Partial<Pick<SeenBid, 'bidId' | 'bidderId' | 'amountCents' | 'days' | 'qualityBps' | 'confidenceBps'>> & {
    readonly proposalHash?: Parameters<typeof documentOf>[1];
  },
): void {
  const { bidId, bidderId, amountCents = 0, days = 0, qualityBps = 0, confidenceBps = null } = terms;
  if (bidId === undefined) return;
  const { at } = step;
  const changed = { amountCents, days, qualityBps, proposal: documentOf(step, terms.proposalHash), changedAt: at };
  const known = market.bids.get(bidId);
  if (known !== undefined) {
    Object.assign(known, changed);
    return;
  }
  if (bidderId === undefined) return;
  const { projectId, employerId } = project;
  const placed = { status: 'placed', placedAt: at, awardedAt: null, acceptedAt: null } as const;
  market.bids.set(bidId, { bidId, projectId, employerId, bidderId, confidenceBps, ...changed, ...placed });
  project.bidIds.push(bidId);
}

function setBid(market: SeenMarket, id: BidId | undefined, change: Partial<SeenBid>): void {
  const bid = id === undefined ? undefined : market.bids.get(id);
  if (bid !== undefined) Object.assign(bid, change);
}

function award(project: SeenProject, { event, at }: Step<SeenOf<'BidAwarded'>>): void {
  const { bidId, freelancerId, priceCents = null, acceptBy = null } = event;
  if (bidId === undefined || freelancerId === undefined) return;
  project.status = 'awarded';
  project.award = {
    bidId,
    freelancerId,
    priceCents,
    awardedAt: at,
    acceptBy,
    status: 'pending',
    acceptedAt: null,
    deliverBy: null,
    endedAt: null,
    outcome: null,
    reviewBy: null,
  };
}

function foldAward(market: SeenMarket, project: SeenProject, step: Step<SeenOf<AwardEvent>>): void {
  const { event, at } = step;
  switch (event.type) {
    case 'BidAwarded':
      award(project, { ...step, event });
      setBid(market, event.bidId, { status: 'awarded', awardedAt: at });
      return;
    case 'AwardAccepted':
      project.status = 'in_progress';
      if (project.award !== null) {
        Object.assign(project.award, { status: 'in_progress', acceptedAt: at, deliverBy: event.deliverBy ?? null });
      }
      setBid(market, event.bidId, { status: 'accepted', acceptedAt: at });
      loseOpenBids(market, project);
      return;
    case 'AwardEnded': {
      const { outcome = null, reviewBy = null } = event;
      if (project.award !== null) Object.assign(project.award, { status: 'ended', endedAt: at, outcome, reviewBy });
      return;
    }
    default:
      project.award = null;
      project.status = 'bidding_closed';
      setBid(market, event.bidId, { status: DROPPED[event.type] });
  }
}

export function foldBid(market: SeenMarket, step: Step<SeenOf<BidEvent | AwardEvent>>): void {
  const { event, at } = step;
  const project = event.projectId === undefined ? undefined : market.projects.get(event.projectId);
  if (project === undefined) return;
  project.changedAt = at;
  switch (event.type) {
    case 'BidPlaced':
    case 'BidAmended':
      enter(market, project, step, event);
      return;
    case 'BidRetracted':
      setBid(market, event.bidId, { status: 'retracted', changedAt: at });
      return;
    case 'BidsRevealed':
      for (const bid of event.bids ?? []) enter(market, project, step, bid);
      return;
    default:
      foldAward(market, project, { ...step, event });
  }
}
