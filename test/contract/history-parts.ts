/** The building blocks of the market's life: one event, or the few that always come together. Amounts are cents. */

import { DAY_MS } from '../../server/kernel/clock.ts';
import { sha256 } from '../../server/kernel/hash.ts';
import {
  bidId,
  contentHash,
  deliveryId,
  milestoneId,
  milestoneRequestId,
  participantId,
  projectId,
} from '../../server/kernel/id.ts';
import { cents } from '../../server/kernel/money.ts';
import type { ParticipantKind, Role } from '../../server/market/command.ts';
import type { EventOf, MarketEvent, Posting } from '../../server/market/event.ts';

export const EMPLOYER = participantId(1);
export const ADA = participantId(2);
export const BERT = participantId(3);
export const REVIEWER = participantId(4);
export const LATER = Date.UTC(2026, 5, 1);

export const text = (words: string) => contentHash(sha256(words));

export function registered(id: number, role: Role, participantKind: ParticipantKind): MarketEvent {
  const profileHash = text(`profile ${id}`);
  return {
    type: 'ParticipantRegistered',
    participantId: participantId(id),
    roles: [role],
    participantKind,
    skills: ['javascript', 'sql'],
    profileHash,
  };
}

export function deposited(id: number, amount: number): MarketEvent {
  return { type: 'FundsDeposited', participantId: participantId(id), amountCents: cents(amount) };
}

export function posting(project: number, over: Partial<Posting> = {}): Posting {
  return {
    contentHash: text(`project ${project}`),
    acceptanceHash: text(`acceptance ${project}`),
    caseCount: 8,
    skills: ['sql'],
    budgetMinCents: cents(5_000),
    budgetMaxCents: cents(50_000),
    postedPriceCents: cents(50_000),
    mechanism: { kind: 'fp_sealed' },
    assigneeId: null,
    ...over,
  };
}

export const of = (project: number) => ({ projectId: projectId(project), employerId: EMPLOYER });
export const ofAward = (project: number, bid: number, freelancerId = ADA) => ({
  ...of(project),
  bidId: bidId(bid),
  freelancerId,
});
export const ofMilestone = (project: number, milestone: number, bid: number, freelancerId = ADA) => ({
  ...ofAward(project, bid, freelancerId),
  milestoneId: milestoneId(milestone),
});
export const ofDelivery = (project: number, delivery: number, bid: number, entry = false) => ({
  ...ofAward(project, bid),
  deliveryId: deliveryId(delivery),
  entry,
});

export function posted(project: number, over: Partial<Posting> = {}, draft = false): EventOf<'ProjectPosted'> {
  const times = { closesAt: LATER, expiresAt: LATER + DAY_MS, biddingMs: DAY_MS };
  return { type: 'ProjectPosted', ...of(project), posting: posting(project, over), draft, ...times };
}

export const terms = (amount: number) => ({
  amountCents: cents(amount),
  days: 7,
  qualityBps: 9_000,
  proposalHash: text(`proposal of ${amount}`),
});

export function placed(project: number, bid: number, bidderId = ADA, amount = 40_000): EventOf<'BidPlaced'> {
  const confidenceBps = bid % 2 === 0 ? null : 8_000;
  return {
    type: 'BidPlaced',
    ...of(project),
    bidId: bidId(bid),
    bidderId,
    sealed: true,
    ...terms(amount),
    confidenceBps,
  };
}

export function closed(project: number, bidCount: number): MarketEvent[] {
  return [
    { type: 'BiddingClosed', ...of(project), bidCount },
    { type: 'ProjectCleared', ...of(project), reason: bidCount > 0 ? 'awarded' : 'no_eligible_bid', bidCount },
  ];
}

export function awarded(project: number, bid: number, freelancerId = ADA, price = 40_000): EventOf<'BidAwarded'> {
  const priced = { priceCents: cents(price), sealed: true, acceptBy: LATER };
  return { type: 'BidAwarded', ...ofAward(project, bid, freelancerId), ...priced };
}

export function accepted(project: number, bid: number, price = 40_000, fee = 1_200): EventOf<'AwardAccepted'> {
  const priced = { priceCents: cents(price), sealed: true, employerFeeCents: cents(fee) };
  return { type: 'AwardAccepted', ...ofAward(project, bid), ...priced, deliverBy: LATER, endsAt: LATER + DAY_MS };
}

export function funded(
  project: number,
  milestone: number,
  bid: number,
  amount: number,
  fee = 0,
): EventOf<'MilestoneCreated'> {
  const held = { amountCents: cents(amount), feeHeldCents: cents(fee), descriptionHash: null, expiresAt: LATER };
  return { type: 'MilestoneCreated', ...ofMilestone(project, milestone, bid), ...held };
}

export function requested(
  project: number,
  request: number,
  bid: number,
  amount: number,
  outcome: EventOf<'MilestoneRequestEnded'>['outcome'],
): MarketEvent[] {
  const asked = { ...ofAward(project, bid), requestId: milestoneRequestId(request) };
  return [
    { type: 'MilestoneRequested', ...asked, amountCents: cents(amount), descriptionHash: text('a table') },
    { type: 'MilestoneRequestEnded', ...asked, outcome },
  ];
}

export function released(
  project: number,
  milestone: number,
  bid: number,
  amount: number,
  ends: boolean,
  employerFee = 0,
): EventOf<'MilestoneReleased'> {
  const paid = { amountCents: cents(amount), freelancerFeeCents: cents(amount / 10) };
  const rest = { employerFeeCents: cents(employerFee), reason: 'verdict', ends } as const;
  return { type: 'MilestoneReleased', ...ofMilestone(project, milestone, bid), ...paid, ...rest };
}

export function refunded(project: number, milestone: number, bid: number, amount: number, fee = 0): MarketEvent {
  const back = { amountCents: cents(amount), feeReturnedCents: cents(fee), reason: 'cancelled', ends: true } as const;
  return { type: 'MilestoneRefunded', ...ofMilestone(project, milestone, bid), ...back };
}

export function ended(project: number, bid: number, outcome: 'completed' | 'incomplete' | 'unscored'): MarketEvent[] {
  return [
    { type: 'AwardEnded', ...ofAward(project, bid), outcome, reviewBy: LATER },
    { type: 'ProjectCompleted', ...of(project), outcome },
  ];
}

export function submitted(
  project: number,
  delivery: number,
  bid: number,
  attempt: number,
  entry = false,
): MarketEvent[] {
  const files = { filesHash: text(`files ${delivery}`), bytes: 4_096, attempt, verdictBy: LATER };
  const about = ofDelivery(project, delivery, bid, entry);
  return [
    { type: 'DeliverySubmitted', ...about, ...files },
    { type: 'DeliveryTaken', ...about, reviewerId: REVIEWER },
  ];
}

export function verdict(
  project: number,
  delivery: number,
  bid: number,
  casesPassed: number,
  entry = false,
): MarketEvent {
  const passed = casesPassed === 8;
  return {
    type: 'VerdictRecorded',
    ...ofDelivery(project, delivery, bid, entry),
    reviewerId: REVIEWER,
    scoreBps: casesPassed * 1_250,
    casesPassed,
    caseCount: 8,
    shareBps: passed ? 10_000 : 0,
    status: passed ? 'passed' : 'failed',
    evidenceHash: text(`evidence ${delivery}`),
    fuel: 12_345,
    memoryBytes: 1_048_576,
  };
}
