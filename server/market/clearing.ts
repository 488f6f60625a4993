/** From bids to an award: closing the bidding, clearing by the project's mechanism, and clearing again. */

import { assert, known } from '../kernel/assert.ts';
import type { BidId, ContentHash, ParticipantId } from '../kernel/id.ts';
import type { Cents } from '../kernel/money.ts';
import { bidOf } from './bid.ts';
import { awaitsVerdict, deliveryOf } from './delivery.ts';
import type { MarketEvent } from './event.ts';
import { clear, clearContest } from './mechanism/clear.ts';
import type { Auction, Entry, Offer, Outcome } from './mechanism/mechanism.ts';
import { liveMilestones } from './milestone.ts';
import { refundMilestone, releaseMilestone } from './settlement.ts';
import type { Award, MarketState, Project } from './state.ts';

/** The project's figures as its mechanism wants them. */
export function auctionOf(state: MarketState, project: Project): Auction {
  const { budgetMaxCents, postedPriceCents, assigneeId } = project.posting;
  return {
    seed: state.seed,
    projectId: project.projectId,
    reserveCents: budgetMaxCents,
    postedPriceCents,
    assigneeId,
  };
}

/** The open bids as the mechanism sees them. */
export function offersOf(state: MarketState, project: Project): Offer[] {
  const offers: Offer[] = [];
  for (const [bidderId, bidId] of project.bidOf) {
    const { amountCents, qualityBps, changedAt, order } = bidOf(state, bidId);
    offers.push({ bidId, bidderId, amountCents, qualityBps, at: changedAt, order });
  }
  return offers;
}

/** Whether a bid's changes are told to its bidder and the employer only: not once the market has seen the bid. */
export function bidSealed({ policy }: MarketState, { status }: Project): boolean {
  return policy.visibility === 'sealed' && !(policy.revealAtClose && status !== 'open');
}

/** Whether a price is told to the parties only. */
export function priceSealed(state: MarketState): boolean {
  return state.policy.visibility === 'sealed' && !state.policy.revealAtClose;
}

export function awardEvent(
  state: MarketState,
  project: Project,
  winner: NonNullable<Outcome['winner']>,
  now: number,
): MarketEvent {
  return {
    type: 'BidAwarded',
    projectId: project.projectId,
    employerId: project.employerId,
    bidId: winner.bidId,
    freelancerId: winner.bidderId,
    priceCents: winner.priceCents,
    sealed: priceSealed(state),
    acceptBy: now + state.policy.deadlines.acceptanceMs,
  };
}

/** The end of a project that found nobody: bid credits come back where the policy says so. */
export function expireProject(state: MarketState, project: Project, revokedId: BidId | null = null): MarketEvent[] {
  const { projectId, employerId } = project;
  return [...creditsBack(state, project, revokedId), { type: 'ProjectExpired', projectId, employerId }];
}

/** To everybody whose bid still stands or was awarded and revoked; `revokedId` is revoked by this very decision. */
export function creditsBack(state: MarketState, project: Project, revokedId: BidId | null = null): MarketEvent[] {
  if (state.policy.credits?.returnUnawarded !== true) return [];
  const participantIds: ParticipantId[] = [];
  for (const id of project.bidIds) {
    const { status, bidderId } = bidOf(state, id);
    if (status === 'placed' || status === 'revoked' || id === revokedId) participantIds.push(bidderId);
  }
  return participantIds.length === 0 ? [] : [{ type: 'CreditsReturned', projectId: project.projectId, participantIds }];
}

/** Clears the open bids: an award, waiting for the employer, or the project's end. */
export function clearBids(state: MarketState, project: Project, now: number): MarketEvent[] {
  const { projectId, employerId, posting } = project;
  const offers = offersOf(state, project);
  const outcome = clear(posting.mechanism, auctionOf(state, project), offers);
  const cleared: MarketEvent = {
    type: 'ProjectCleared',
    projectId,
    employerId,
    reason: outcome.reason,
    bidCount: offers.length,
  };
  if (outcome.winner !== null) return [cleared, awardEvent(state, project, outcome.winner, now)];
  // An employer who chooses by hand keeps the time until the project's expiry; a mechanism has said its last word.
  if (posting.mechanism.kind === 'buyer_determined' && now < project.expiresAt) return [cleared];
  return [cleared, ...expireProject(state, project)];
}

/** The end of bidding, and with it the reveal where the policy has one. */
export function endBidding(state: MarketState, project: Project): MarketEvent[] {
  const { projectId, employerId } = project;
  const events: MarketEvent[] = [{ type: 'BiddingClosed', projectId, employerId, bidCount: project.bidOf.size }];
  if (state.policy.visibility === 'sealed' && state.policy.revealAtClose && project.bidOf.size > 0) {
    const bids = [...project.bidOf.values()].map((id) => {
      const { bidId, bidderId, amountCents, days, qualityBps, proposalHash } = bidOf(state, id);
      return { bidId, bidderId, amountCents, days, qualityBps, proposalHash };
    });
    events.push({ type: 'BidsRevealed', projectId, employerId, bids });
  }
  return events;
}

/** What happens when the time for bids is over; a contest clears only when every entry has its verdict. */
export function closeBidding(state: MarketState, project: Project, now: number): MarketEvent[] {
  const events = endBidding(state, project);
  if (project.posting.mechanism.kind !== 'contest') events.push(...clearBids(state, project, now));
  else if (project.awaitingVerdict === 0) events.push(...clearEntries(state, project, [], now));
  return events;
}

/** An entry that has its verdict, with what was delivered. */
export interface JudgedEntry extends Entry {
  readonly filesHash: ContentHash;
}

/** Each entrant's best entry, `extra` being verdicts of this very decision. */
function entriesOf(state: MarketState, project: Project, extra: readonly JudgedEntry[]): JudgedEntry[] {
  const best = new Map<number, JudgedEntry>();
  const offer = (entry: JudgedEntry): void => {
    const before = best.get(entry.bidId);
    if (before === undefined || entry.scoreBps > before.scoreBps) best.set(entry.bidId, entry);
  };
  for (const id of project.deliveryIds) {
    const { bidId, freelancerId, scoreBps, submittedAt, status, filesHash } = deliveryOf(state, id);
    if (scoreBps === null || awaitsVerdict(status)) continue;
    offer({ bidId, bidderId: freelancerId, scoreBps, at: submittedAt, filesHash });
  }
  for (const entry of extra) offer(entry);
  return [...best.values()].filter(({ bidId }) => bidOf(state, bidId).status === 'placed');
}

/** A contest's end: the prize goes to the best entry, or back. */
export function clearEntries(
  state: MarketState,
  project: Project,
  extra: readonly JudgedEntry[],
  now: number,
): MarketEvent[] {
  const { projectId, employerId, posting } = project;
  assert(posting.mechanism.kind === 'contest', 'only a contest has entries');
  const entries = entriesOf(state, project, extra);
  const { winner, reason } = clearContest(posting.mechanism, auctionOf(state, project), entries);
  const cleared: MarketEvent = { type: 'ProjectCleared', projectId, employerId, reason, bidCount: project.bidOf.size };
  const prize = known(liveMilestones(state, project)[0], 'prize');
  if (winner === null) {
    const refund = refundMilestone(project, prize, prize.heldCents, 'unawarded');
    return [cleared, refund, ...expireProject(state, project)];
  }
  const { bidId, bidderId: freelancerId, priceCents } = winner;
  const { filesHash } = known(
    entries.find((entry) => entry.bidId === bidId),
    'winning entry',
  );
  const award = { projectId, employerId, bidId, freelancerId };
  const priced = { ...award, priceCents, sealed: false };
  const reviewBy = now + state.policy.deadlines.reviewMs;
  return [
    cleared,
    { type: 'BidAwarded', ...priced, acceptBy: now },
    { type: 'AwardAccepted', ...priced, employerFeeCents: 0 as Cents, deliverBy: now, endsAt: now },
    { type: 'PrizeAssigned', ...award, milestoneId: prize.milestoneId, filesHash },
    releaseMilestone(state, { project, milestone: prize, bidId, freelancerId }, prize.heldCents, 'prize'),
    { type: 'AwardEnded', ...award, outcome: 'completed', reviewBy },
    { type: 'ProjectCompleted', projectId, employerId, outcome: 'completed' },
  ];
}

/** The award falls away before acceptance: its milestones are refunded, and the mechanism looks again. */
export function dropAward(
  state: MarketState,
  project: Project,
  award: Award,
  type: 'AwardDeclined' | 'AwardRevoked' | 'AwardLapsed',
  now: number,
): MarketEvent[] {
  const { projectId, employerId } = project;
  const events: MarketEvent[] = [{ type, projectId, employerId, bidId: award.bidId, freelancerId: award.freelancerId }];
  for (const milestone of liveMilestones(state, project)) {
    events.push(refundMilestone(project, milestone, milestone.heldCents, 'award_ended'));
  }
  if (project.posting.mechanism.kind !== 'buyer_determined') return [...events, ...clearBids(state, project, now)];
  // The project outlived its own expiry while the award was waiting.
  if (now >= project.expiresAt) {
    events.push(...expireProject(state, project, type === 'AwardRevoked' ? award.bidId : null));
  }
  return events;
}
