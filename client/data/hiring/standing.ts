/** What an employer's projects come to: which list they stand in, what they wait for, and what a bidder is known for. */

import type { ParticipantId } from '../../../server/kernel/id.ts';
import type { SeenBid, SeenMarket, SeenProject } from '../../../server/protocol/arena/seen/things.ts';

export type List = 'open' | 'work' | 'past' | 'draft';

export function listOf({ status }: SeenProject): List {
  if (status === 'draft') return 'draft';
  if (status === 'in_progress') return 'work';
  return status === 'completed' || status === 'expired' || status === 'cancelled' ? 'past' : 'open';
}

const YOURS = [
  'publish',
  'compare',
  'award',
  'fund',
  'answer_request',
  'release',
  'answer_dispute',
  'end',
  'review',
] as const;
export type Yours = (typeof YOURS)[number];
export type Theirs = 'bids' | 'clearing' | 'acceptance' | 'delivery' | 'verdict' | 'dispute' | 'nobody';

/** Whose move it is, and which one. */
export type Waiting = Yours | Theirs;

export function isYours(waiting: Waiting): waiting is Yours {
  return YOURS.some((one) => one === waiting);
}

export function bidsOn(seen: SeenMarket, project: SeenProject): SeenBid[] {
  return project.bidIds.flatMap((bidId) => seen.bids.get(bidId) ?? []);
}

/** How many bids count, as many as the desk keeps and as it has left out. */
export function bidCountOf(seen: SeenMarket, project: SeenProject): number {
  const here = bidsOn(seen, project).filter(({ status }) => status !== 'retracted').length;
  return Math.max(here + (project.bidsLeftOut ?? 0), project.bidCount ?? 0);
}

/** The mean of the bids that count. Null: there is none, or not all of them are here. */
export function averageOn(seen: SeenMarket, project: SeenProject): number | null {
  if ((project.bidsLeftOut ?? 0) > 0) return null;
  return averageCents(bidsOn(seen, project).filter(({ status }) => status !== 'retracted'));
}

/** Bids that may still be awarded. */
export function openBids(seen: SeenMarket, project: SeenProject): SeenBid[] {
  return bidsOn(seen, project).filter(({ status }) => status === 'placed');
}

function averageCents(bids: readonly SeenBid[]): number | null {
  if (bids.length === 0) return null;
  return Math.round(bids.reduce((sum, { amountCents }) => sum + amountCents, 0) / bids.length);
}

export function milestonesOf(seen: SeenMarket, { milestoneIds }: SeenProject) {
  return milestoneIds.flatMap((id) => seen.milestones.get(id) ?? []);
}

export function requestsOf(seen: SeenMarket, { projectId }: SeenProject) {
  return [...seen.milestoneRequests.values()].filter((one) => one.projectId === projectId);
}

export function disputesOf(seen: SeenMarket, { projectId }: SeenProject) {
  return [...seen.disputes.values()].filter((one) => one.projectId === projectId);
}

export function deliveriesOf(seen: SeenMarket, { deliveryIds }: SeenProject) {
  return deliveryIds.flatMap((id) => seen.deliveries.get(id) ?? []);
}

/** Employer settlement: what stands between the award and its end. */
function moneyWaiting(seen: SeenMarket, project: SeenProject): Waiting | null {
  const milestones = milestonesOf(seen, project);
  const disputes = disputesOf(seen, project).filter(({ status }) => status === 'open' || status === 'answered');
  if (disputes.some(({ status, openerId }) => status === 'open' && openerId !== project.employerId)) {
    return 'answer_dispute';
  }
  if (disputes.length > 0) return 'dispute';
  if (milestones.some(({ status }) => status === 'requested_release')) return 'release';
  if (requestsOf(seen, project).some(({ status }) => status === 'pending')) return 'answer_request';
  if (deliveriesOf(seen, project).some(({ status }) => status === 'submitted' || status === 'under_review')) {
    return 'verdict';
  }
  const passed = deliveriesOf(seen, project).some(({ status }) => status === 'passed');
  const held = milestones.some(({ heldCents }) => heldCents > 0);
  if (passed && held) return 'release';
  if (!held && milestones.some(({ releasedCents }) => releasedCents > 0)) return 'end';
  return held ? null : 'fund';
}

function workWaiting(seen: SeenMarket, project: SeenProject): Waiting {
  const money = seen.policy?.settlement === 'employer' ? moneyWaiting(seen, project) : null;
  if (money !== null) return money;
  const last = deliveriesOf(seen, project).at(-1)?.status;
  return last === 'submitted' || last === 'under_review' ? 'verdict' : 'delivery';
}

/** Whether the employer may still review the freelancer. */
export function mayReview(seen: SeenMarket, { award, reviewIds, employerId }: SeenProject, now: number): boolean {
  if (award?.status !== 'ended' || award.reviewBy === null || now >= award.reviewBy) return false;
  return !reviewIds.some((id) => seen.reviews.get(id)?.fromId === employerId);
}

export function waitingOf(seen: SeenMarket, project: SeenProject, now: number): Waiting {
  const byHand = project.posting.mechanism.kind === 'buyer_determined';
  switch (project.status) {
    case 'draft':
      return 'publish';
    case 'open':
      return byHand && openBids(seen, project).length > 0 ? 'compare' : 'bids';
    case 'bidding_closed':
      return byHand ? 'award' : 'clearing';
    case 'awarded':
      return 'acceptance';
    case 'in_progress':
      return workWaiting(seen, project);
    default:
      return mayReview(seen, project, now) ? 'review' : 'nobody';
  }
}

export interface Reputation {
  readonly ratingAverage: number | null;
  readonly reviewCount: number;
  readonly completed: number;
  readonly ended: number;
}

/** What everybody in the market may know of a freelancer's work. */
export function reputationOf(seen: SeenMarket, freelancerId: ParticipantId): Reputation {
  const ratings = [...seen.reviews.values()].filter(({ toId, revealed }) => toId === freelancerId && revealed);
  const awards = [...seen.projects.values()].flatMap(({ award }) =>
    award?.freelancerId === freelancerId && award.status === 'ended' ? [award] : [],
  );
  const sum = ratings.reduce((total, { rating }) => total + rating, 0);
  return {
    ratingAverage: ratings.length === 0 ? null : sum / ratings.length,
    reviewCount: ratings.length,
    completed: awards.filter(({ outcome }) => outcome === 'completed').length,
    ended: awards.length,
  };
}
