/** A small cast and its usual moves: an employer, three freelancers, a reviewer, a second employer. */

import { DAY_MS } from '../../server/kernel/clock.ts';
import {
  type BidId,
  bidId,
  type DeliveryId,
  type MilestoneId,
  type ProjectId,
  participantId,
  projectId,
} from '../../server/kernel/id.ts';
import { cents, sum } from '../../server/kernel/money.ts';
import { PLATFORM, walletOf } from '../../server/market/account.ts';
import { type CommandRequest, OWNER } from '../../server/market/command.ts';
import { compareDeadlines } from '../../server/market/deadline.ts';
import type { EventType, MarketEvent } from '../../server/market/event.ts';
import { NO_FEES, type Policy } from '../../server/market/policy.ts';
import { balanceOf, type Project } from '../../server/market/state.ts';
import { by, CLOCKED, first, offer, openMarket, posting, TEXT, type TestMarket } from './given.ts';

export const EMPLOYER = participantId(1);
export const ANN = participantId(2);
export const BOB = participantId(3);
export const CAT = participantId(4);
export const REVIEWER = participantId(5);
export const OTHER_EMPLOYER = participantId(6);
export const NOBODY = participantId(99);

/** What each employer's wallet holds at first. */
export const WEALTH = 10_000_000;

/** The employer chooses; bids are open. */
export const BY_HAND: Partial<Policy> = { mechanism: { kind: 'buyer_determined' }, visibility: 'open', fees: NO_FEES };
/** Freelancer.com's way: the employer chooses, creates milestones and releases them. */
export const MILESTONES: Partial<Policy> = { ...BY_HAND, settlement: 'employer' };
export const CONTEST = {
  kind: 'contest',
  entrantsMax: 10,
  entriesMax: 2,
  thresholdBps: 5_000,
  guaranteed: false,
} as const;

export function scene(policy: Partial<Policy> = {}, seed = 'seed'): TestMarket {
  const market = openMarket(policy, seed);
  market.register('employer');
  for (const _freelancer of [ANN, BOB, CAT]) market.register('freelancer');
  market.register('reviewer');
  market.register('employer');
  deposit(market, EMPLOYER, WEALTH);
  deposit(market, OTHER_EMPLOYER, WEALTH);
  return market;
}

export function deposit(market: TestMarket, id: number, amount: number): void {
  market.done(OWNER, { type: 'Deposit', participantId: participantId(id), amountCents: cents(amount) });
}

export function wallet(market: TestMarket, id: number): number {
  return balanceOf(market.state, walletOf(participantId(id)));
}

export function platform(market: TestMarket): number {
  return balanceOf(market.state, PLATFORM);
}

/** Everything held in escrow. */
export function inEscrow(market: TestMarket): number {
  const held = [...market.state.balances].filter(([account]) => account.startsWith('escrow/'));
  return sum(held.map(([, balance]) => balance));
}

/** The employer posts; the budget's maximum is $1,000. */
export function post(
  market: TestMarket,
  more: Partial<Extract<CommandRequest, { type: 'PostProject' }>> = {},
): ProjectId {
  return first(market.done(by(EMPLOYER), posting(100_000, more)), 'ProjectPosted').projectId;
}

export function bid(
  market: TestMarket,
  who: number,
  amount: number,
  project = 1,
  more: { days?: number; qualityBps?: number } = {},
): BidId {
  return first(market.done(by(who), offer(project, amount, more)), 'BidPlaced').bidId;
}

export function project(market: TestMarket, id = 1): Project {
  const found = market.state.projects.get(projectId(id));
  if (found === undefined) throw new Error(`no project ${id}`);
  return found;
}

export function statusOfBid(market: TestMarket, id: number): string {
  return market.state.bids.get(bidId(id))?.status ?? 'none';
}

/** Time moves to the project's closing, and the clock closes the bidding. */
export function close(market: TestMarket, id = 1): readonly MarketEvent[] {
  market.now = project(market, id).closesAt;
  return market.done(CLOCKED, { type: 'CloseBidding', projectId: projectId(id) });
}

/** Does what falls due until `until`, in order, each thing once: what the engine's clock does. */
export function runClock(market: TestMarket, until = Number.POSITIVE_INFINITY): MarketEvent[] {
  const events: MarketEvent[] = [];
  for (;;) {
    const next = market.deadlines.sort(compareDeadlines)[0];
    if (next === undefined || next.at > until) return events;
    market.deadlines.shift();
    market.now = Math.max(market.now, next.at);
    const decision = market.ask(CLOCKED, next.command);
    if (decision.ok) events.push(...decision.value);
  }
}

/** Project 1 with Ann's bid 1 at $400 and Bob's bid 2 at $600, awarded to Ann; her acceptance is waited for. */
export function awarded(policy: Partial<Policy> = {}, seed = 'seed'): TestMarket {
  const market = scene(policy, seed);
  post(market);
  bid(market, ANN, 40_000);
  bid(market, BOB, 60_000);
  close(market);
  if (project(market).award === null) market.done(by(EMPLOYER), { type: 'AwardBid', bidId: bidId(1) });
  return market;
}

/** As `awarded`, and Ann has accepted: three days and one of grace to deliver. */
export function running(policy: Partial<Policy> = {}, seed = 'seed'): TestMarket {
  const market = awarded(policy, seed);
  market.done(by(ANN), { type: 'AcceptAward', bidId: bidId(1) });
  return market;
}

export const WORK_MS = 4 * DAY_MS;

export function deliver(market: TestMarket, who: number = ANN, id = 1): DeliveryId {
  const request = { type: 'SubmitDelivery', projectId: projectId(id), filesHash: TEXT, bytes: 1 } as const;
  return first(market.done(by(who), request), 'DeliverySubmitted').deliveryId;
}

/** A verdict on three cases. */
export function verdictOf(delivery: DeliveryId, scoreBps: number): Extract<CommandRequest, { type: 'RecordVerdict' }> {
  const casesPassed = scoreBps === 10_000 ? 3 : Math.min(2, Math.round((scoreBps * 3) / 10_000));
  const measures = { evidenceHash: TEXT, fuel: 1, memoryBytes: 1 };
  return { type: 'RecordVerdict', deliveryId: delivery, scoreBps, casesPassed, caseCount: 3, ...measures };
}

export function judge(market: TestMarket, delivery: DeliveryId, scoreBps: number): readonly MarketEvent[] {
  return market.done(by(REVIEWER), verdictOf(delivery, scoreBps));
}

/** The employer puts so much into a milestone of Ann's bid. */
export function milestone(market: TestMarket, amount: number, id = 1): MilestoneId {
  const request = {
    type: 'CreateMilestone',
    bidId: bidId(id),
    amountCents: cents(amount),
    descriptionHash: null,
  } as const;
  return first(market.done(by(EMPLOYER), request), 'MilestoneCreated').milestoneId;
}

export function release(market: TestMarket, id: MilestoneId, amount: number): readonly MarketEvent[] {
  return market.done(by(EMPLOYER), { type: 'ReleaseMilestone', milestoneId: id, amountCents: cents(amount) });
}

export function kinds(events: readonly MarketEvent[]): EventType[] {
  return events.map(({ type }) => type);
}
