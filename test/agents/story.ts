/** Small markets told event by event: what a participant or the owner sees of them. */

import { emptyObservation, type Observation, type ObservedProject, observe } from '../../agents/observation.ts';
import { DAY_MS, HOUR_MS, type Millis } from '../../server/kernel/clock.ts';
import {
  bidId,
  contentHash,
  deliveryId,
  milestoneId,
  type ParticipantId,
  participantId,
  projectId,
} from '../../server/kernel/id.ts';
import { cents } from '../../server/kernel/money.ts';
import { DEFAULT_POLICY, NO_FEES } from '../../server/market/policy.ts';
import type { EventOf, MarketEvent, Mechanism, Policy, Posting } from '../../server/protocol/arena/wire.ts';

export const EMPLOYER = participantId(1);
export const ME = participantId(3);
export const RIVAL = participantId(4);
export const STORY_POLICY: Policy = { ...DEFAULT_POLICY, fees: NO_FEES, visibility: 'open' };

export interface Told {
  readonly at: Millis;
  readonly event: MarketEvent;
}

/** The hash that stands for the answer key of project `number`. */
export function keyOf(number: number): Posting['acceptanceHash'] {
  return contentHash(number.toString(16).padStart(64, '0'));
}

export function opened(policy: Partial<Policy> = {}): MarketEvent {
  return { type: 'MarketOpened', policy: { ...STORY_POLICY, ...policy }, seed: 'story' };
}

export interface PostedProject {
  readonly number?: number;
  readonly key?: number;
  readonly mechanism?: Mechanism;
  readonly max?: number;
  readonly price?: number;
  readonly caseCount?: number;
  readonly skills?: readonly string[];
  readonly closesAt?: Millis;
  readonly assigneeId?: ParticipantId | null;
}

export function posted(project: PostedProject = {}): EventOf<'ProjectPosted'> {
  const { number = 1, key = number, mechanism = { kind: 'fp_sealed' }, max = 10_000, caseCount = 10 } = project;
  return {
    type: 'ProjectPosted',
    projectId: projectId(number),
    employerId: EMPLOYER,
    draft: false,
    closesAt: project.closesAt ?? HOUR_MS,
    expiresAt: 30 * DAY_MS,
    biddingMs: HOUR_MS,
    posting: {
      contentHash: keyOf(1_000 + key),
      acceptanceHash: keyOf(key),
      caseCount,
      skills: project.skills ?? ['Python'],
      budgetMinCents: cents(0),
      budgetMaxCents: cents(max),
      postedPriceCents: cents(project.price ?? max),
      mechanism,
      assigneeId: project.assigneeId ?? null,
    },
  };
}

const of = (number: number) => ({ projectId: projectId(number), employerId: EMPLOYER });
const owned = (number: number, who: ParticipantId, bid: number) => ({
  ...of(number),
  bidId: bidId(bid),
  freelancerId: who,
});

export function bidPlaced(number: number, who: ParticipantId, amount: number, bid: number): EventOf<'BidPlaced'> {
  const terms = { amountCents: cents(amount), days: 1, qualityBps: 10_000, proposalHash: null };
  return {
    type: 'BidPlaced',
    ...of(number),
    bidId: bidId(bid),
    bidderId: who,
    sealed: false,
    ...terms,
    confidenceBps: null,
  };
}

export function biddingClosed(number: number): MarketEvent {
  return { type: 'BiddingClosed', ...of(number), bidCount: 1 };
}

export function awarded(number: number, who: ParticipantId, price: number, bid: number): MarketEvent {
  return { type: 'BidAwarded', ...owned(number, who, bid), priceCents: cents(price), sealed: false, acceptBy: DAY_MS };
}

export function accepted(number: number, who: ParticipantId, price: number, bid: number): MarketEvent {
  return {
    type: 'AwardAccepted',
    ...owned(number, who, bid),
    priceCents: cents(price),
    sealed: false,
    employerFeeCents: cents(0),
    deliverBy: 3 * DAY_MS,
    endsAt: 3 * DAY_MS,
  };
}

export function submitted(number: number, who: ParticipantId, delivery: number, attempt = 1): MarketEvent {
  return {
    type: 'DeliverySubmitted',
    ...owned(number, who, 1),
    deliveryId: deliveryId(delivery),
    entry: false,
    filesHash: keyOf(7),
    bytes: 5,
    attempt,
    verdictBy: DAY_MS,
  };
}

export function verdict(
  number: number,
  who: ParticipantId,
  delivery: number,
  status: EventOf<'VerdictRecorded'>['status'],
  casesPassed: number,
): MarketEvent {
  return {
    type: 'VerdictRecorded',
    ...owned(number, who, 1),
    deliveryId: deliveryId(delivery),
    entry: false,
    reviewerId: participantId(2),
    scoreBps: casesPassed * 1_000,
    casesPassed,
    caseCount: 10,
    shareBps: status === 'passed' ? 10_000 : 0,
    status,
    evidenceHash: keyOf(8),
    fuel: 1,
    memoryBytes: 1,
  };
}

export function escrowed(number: number, who: ParticipantId, amount: number, milestone: number): MarketEvent {
  return {
    type: 'MilestoneCreated',
    ...owned(number, who, 1),
    milestoneId: milestoneId(milestone),
    amountCents: cents(amount),
    feeHeldCents: cents(0),
    descriptionHash: null,
    expiresAt: null,
  };
}

export function released(number: number, who: ParticipantId, amount: number, fee: number): MarketEvent {
  return {
    type: 'MilestoneReleased',
    ...owned(number, who, 1),
    milestoneId: milestoneId(1),
    amountCents: cents(amount),
    freelancerFeeCents: cents(fee),
    employerFeeCents: cents(0),
    reason: 'verdict',
    ends: true,
  };
}

export function refunded(number: number, who: ParticipantId, amount: number, milestone: number): MarketEvent {
  return {
    type: 'MilestoneRefunded',
    ...owned(number, who, 1),
    milestoneId: milestoneId(milestone),
    amountCents: cents(amount),
    feeReturnedCents: cents(0),
    reason: 'cancelled',
    ends: true,
  };
}

export function ended(
  number: number,
  who: ParticipantId,
  outcome: EventOf<'AwardEnded'>['outcome'],
): readonly MarketEvent[] {
  return [
    { type: 'AwardEnded', ...owned(number, who, 1), outcome, reviewBy: 60 * DAY_MS },
    { type: 'ProjectCompleted', ...of(number), outcome },
  ];
}

/** What `self` knows after these events, all of which it may see; each happens at its moment or at 0. */
export function observed(self: ParticipantId, events: readonly (MarketEvent | Told)[], now = 0): Observation {
  const observation = emptyObservation(self);
  for (const [index, one] of events.entries()) {
    const { at, event } = 'event' in one ? one : { at: 0, event: one };
    observe(observation, { cursor: index + 1, at, event });
  }
  observation.now = Math.max(observation.now, now);
  return observation;
}

export function projectIn(observation: Observation, number = 1): ObservedProject {
  const project = observation.projects.get(projectId(number));
  if (project === undefined) throw new Error(`no project ${number} in the story`);
  return project;
}
