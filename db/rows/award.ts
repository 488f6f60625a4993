/** Events of bids and awards as rows. */

import type { EventOf } from '../../server/market/event.ts';
import { flag, insert, type RowChange, update } from './change.ts';
import { openBidsLose, projectBecomes } from './project.ts';

export function placedBid(event: EventOf<'BidPlaced'>, at: number): RowChange[] {
  return [
    insert('bids', {
      bid_id: event.bidId,
      project_id: event.projectId,
      employer_id: event.employerId,
      bidder_id: event.bidderId,
      status: 'placed',
      status_at: at,
      sealed: flag(event.sealed),
      amount_cents: event.amountCents,
      days: event.days,
      quality_bps: event.qualityBps,
      confidence_bps: event.confidenceBps,
      proposal_hash: event.proposalHash,
      placed_at: at,
      amended_at: null,
      revealed_at: null,
    }),
  ];
}

export function amendedBid(event: EventOf<'BidAmended'>, at: number): RowChange[] {
  const { amountCents, days, qualityBps, proposalHash } = event;
  const terms = { amount_cents: amountCents, days, quality_bps: qualityBps, proposal_hash: proposalHash };
  return [update('bids', { bid_id: event.bidId }, { ...terms, amended_at: at })];
}

export function bidBecomes(bid_id: number, status: string, at: number): RowChange {
  return update('bids', { bid_id }, { status, status_at: at });
}

export function revealedBids(event: EventOf<'BidsRevealed'>, at: number): RowChange[] {
  return event.bids.map(({ bidId }) => update('bids', { bid_id: bidId }, { revealed_at: at }));
}

export function awardedBid(event: EventOf<'BidAwarded'>, at: number): RowChange[] {
  const { bidId, projectId, priceCents } = event;
  return [
    insert('awards', {
      bid_id: bidId,
      project_id: projectId,
      employer_id: event.employerId,
      freelancer_id: event.freelancerId,
      status: 'pending',
      status_at: at,
      sealed: flag(event.sealed),
      price_cents: priceCents,
      employer_fee_cents: 0,
      released_cents: 0,
      refunded_cents: 0,
      freelancer_fee_cents: 0,
      outcome: null,
      awarded_at: at,
      accept_by: event.acceptBy,
      accepted_at: null,
      deliver_by: null,
      ends_at: null,
      review_by: null,
    }),
    bidBecomes(bidId, 'awarded', at),
    projectBecomes(projectId, 'awarded', at, { awarded_bid_id: bidId, price_cents: priceCents }),
  ];
}

export function acceptedAward(event: EventOf<'AwardAccepted'>, at: number): RowChange[] {
  const { bidId, projectId, priceCents, deliverBy, endsAt } = event;
  return [
    update(
      'awards',
      { bid_id: bidId },
      {
        status: 'accepted',
        status_at: at,
        price_cents: priceCents,
        accepted_at: at,
        deliver_by: deliverBy,
        ends_at: endsAt,
      },
      { employer_fee_cents: event.employerFeeCents },
    ),
    bidBecomes(bidId, 'accepted', at),
    openBidsLose(projectId, at),
    projectBecomes(projectId, 'in_progress', at, { price_cents: priceCents }),
  ];
}

/** The award fell away before it was accepted: the project waits for another one. */
export function droppedAward(
  event: EventOf<'AwardDeclined' | 'AwardRevoked' | 'AwardLapsed'>,
  status: 'declined' | 'revoked' | 'lapsed',
  at: number,
): RowChange[] {
  return [
    update('awards', { bid_id: event.bidId }, { status, status_at: at }),
    bidBecomes(event.bidId, status, at),
    projectBecomes(event.projectId, 'bidding_closed', at, { awarded_bid_id: null, price_cents: null }),
  ];
}

export function endedAward(event: EventOf<'AwardEnded'>, at: number): RowChange[] {
  const { outcome, reviewBy } = event;
  const ended = update(
    'awards',
    { bid_id: event.bidId },
    { status: 'ended', status_at: at, outcome, review_by: reviewBy },
  );
  const participant = { participant_id: event.freelancerId };
  if (outcome === 'completed') return [ended, update('participants', participant, {}, { completed_count: 1 })];
  if (outcome === 'incomplete') return [ended, update('participants', participant, {}, { incomplete_count: 1 })];
  return [ended];
}
