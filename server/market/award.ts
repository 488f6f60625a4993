/** Awards: pending, then in progress once accepted, then ended. At most one award of a project is alive at a time. */

import { assert, Bug, known } from '../kernel/assert.ts';
import { ZERO } from '../kernel/money.ts';
import { bidOf } from './bid.ts';
import type { EventOf, MarketEvent, Placed } from './event.ts';
import { loseOpenBids, projectOf, setProjectStatus } from './project.ts';
import type { Award, BidStatus, MarketState, Project } from './state.ts';

/** The award that is alive on a project; its absence is a bug, so ask only after a check. */
export function liveAward(project: Project): Award {
  const award = known(project.award, `award of project ${project.projectId}`);
  assert(award.status !== 'ended', 'the award has ended');
  return award;
}

function awardBid(state: MarketState, event: EventOf<'BidAwarded'>): void {
  const project = projectOf(state, event.projectId);
  const bid = bidOf(state, event.bidId);
  bid.status = 'awarded';
  project.bidOf.delete(bid.bidderId);
  project.award = {
    bidId: event.bidId,
    freelancerId: event.freelancerId,
    priceCents: event.priceCents,
    acceptBy: event.acceptBy,
    status: 'pending',
    deliverBy: 0,
    endsAt: 0,
    releasedCents: ZERO,
    milestoneFeesCents: ZERO,
    bestShareBps: 0,
    outcome: null,
    reviewBy: 0,
  };
  setProjectStatus(state, project, 'awarded');
}

function acceptAward(state: MarketState, event: EventOf<'AwardAccepted'>): void {
  const project = projectOf(state, event.projectId);
  const award = liveAward(project);
  award.status = 'in_progress';
  award.deliverBy = event.deliverBy;
  award.endsAt = event.endsAt;
  bidOf(state, event.bidId).status = 'accepted';
  setProjectStatus(state, project, 'in_progress');
  loseOpenBids(state, project);
}

/** The award falls away before acceptance; the project waits for another one. */
function dropAward(state: MarketState, event: EventOf<'AwardDeclined' | 'AwardRevoked' | 'AwardLapsed'>): void {
  const project = projectOf(state, event.projectId);
  bidOf(state, event.bidId).status = DROPPED[event.type];
  project.award = null;
  setProjectStatus(state, project, 'bidding_closed');
}

const DROPPED = {
  AwardDeclined: 'declined',
  AwardRevoked: 'revoked',
  AwardLapsed: 'lapsed',
} as const satisfies Partial<Record<MarketEvent['type'], BidStatus>>;

function endAward(state: MarketState, event: EventOf<'AwardEnded'>): void {
  const award = liveAward(projectOf(state, event.projectId));
  award.status = 'ended';
  award.outcome = event.outcome;
  award.reviewBy = event.reviewBy;
  const { reputation } = known(state.participants.get(event.freelancerId), 'freelancer');
  if (event.outcome === 'completed') reputation.completedCount += 1;
  else if (event.outcome === 'incomplete') reputation.incompleteCount += 1;
}

export function evolveAward(state: MarketState, { event }: Placed): void {
  switch (event.type) {
    case 'BidAwarded':
      awardBid(state, event);
      return;
    case 'AwardAccepted':
      acceptAward(state, event);
      return;
    case 'AwardDeclined':
    case 'AwardRevoked':
    case 'AwardLapsed':
      dropAward(state, event);
      return;
    case 'AwardEnded':
      endAward(state, event);
      return;
    default:
      throw new Bug(`award: ${event.type}`);
  }
}
