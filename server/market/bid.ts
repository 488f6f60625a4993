/** Bids: placed, retracted, awarded, accepted, declined, revoked, lapsed, lost. A retracted bid stays on record. */

import { Bug, known } from '../kernel/assert.ts';
import type { BidId } from '../kernel/id.ts';
import type { Cents } from '../kernel/money.ts';
import type { EventOf, Placed } from './event.ts';
import { changeCredits } from './participant.ts';
import { projectOf } from './project.ts';
import type { Bid, MarketState, Project } from './state.ts';

export function bidOf(state: MarketState, id: BidId): Bid {
  return known(state.bids.get(id), `bid ${id}`);
}

function lower(standing: Cents | null, amount: Cents): Cents {
  return standing === null || amount < standing ? amount : standing;
}

/** The lowest open bid after one was withdrawn or raised: the only step that looks at every bid again. */
function lowestOpen(state: MarketState, project: Project): Cents | null {
  let standing: Cents | null = null;
  for (const id of project.bidOf.values()) standing = lower(standing, bidOf(state, id).amountCents);
  return standing;
}

function placeBid(state: MarketState, { event, seq, at }: Placed<EventOf<'BidPlaced'>>): void {
  const project = projectOf(state, event.projectId);
  state.next.bid = event.bidId + 1;
  state.bids.set(event.bidId, {
    bidId: event.bidId,
    projectId: event.projectId,
    bidderId: event.bidderId,
    confidenceBps: event.confidenceBps,
    amountCents: event.amountCents,
    days: event.days,
    qualityBps: event.qualityBps,
    proposalHash: event.proposalHash,
    status: 'placed',
    changedAt: at,
    order: seq,
  });
  project.bidIds.push(event.bidId);
  project.bidOf.set(event.bidderId, event.bidId);
  project.standingCents = lower(project.standingCents, event.amountCents);
  if (state.policy.credits !== null) {
    changeCredits(state.policy.credits, known(state.participants.get(event.bidderId), 'bidder'), -1, at);
  }
}

function amendBid(state: MarketState, { event, seq, at }: Placed<EventOf<'BidAmended'>>): void {
  const project = projectOf(state, event.projectId);
  const bid = bidOf(state, event.bidId);
  const before = bid.amountCents;
  bid.amountCents = event.amountCents;
  bid.days = event.days;
  bid.qualityBps = event.qualityBps;
  bid.proposalHash = event.proposalHash;
  bid.changedAt = at;
  bid.order = seq;
  const stoodLowest = before === project.standingCents && event.amountCents > before;
  project.standingCents = stoodLowest ? lowestOpen(state, project) : lower(project.standingCents, event.amountCents);
}

function retractBid(state: MarketState, event: EventOf<'BidRetracted'>): void {
  const project = projectOf(state, event.projectId);
  const bid = bidOf(state, event.bidId);
  bid.status = 'retracted';
  project.bidOf.delete(bid.bidderId);
  if (bid.amountCents === project.standingCents) project.standingCents = lowestOpen(state, project);
}

export function evolveBid(state: MarketState, { event, seq, at }: Placed): void {
  switch (event.type) {
    case 'BidPlaced':
      placeBid(state, { event, seq, at });
      return;
    case 'BidAmended':
      amendBid(state, { event, seq, at });
      return;
    case 'BidRetracted':
      retractBid(state, event);
      return;
    default:
      throw new Bug(`bid: ${event.type}`);
  }
}
