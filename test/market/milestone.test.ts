/** Rules E of the market's SPEC.md: escrow and milestones. */

import { expect, test } from 'vitest';
import { DAY_MS } from '../../server/kernel/clock.ts';
import { bidId, type MilestoneId, projectId } from '../../server/kernel/id.ts';
import { CENTS_MAX, cents } from '../../server/kernel/money.ts';
import { OWNER } from '../../server/market/command.ts';
import { by, CLOCKED, first, offer, posting, type TestMarket } from '../helpers/given.ts';
import {
  ANN,
  awarded,
  BOB,
  BY_HAND,
  deposit,
  EMPLOYER,
  inEscrow,
  kinds,
  MILESTONES,
  milestone,
  project,
  release,
  runClock,
  running,
  WEALTH,
  WORK_MS,
  wallet,
} from '../helpers/scene.ts';

const on = (type: 'RequestRelease' | 'CancelMilestone' | 'LapseMilestone', id: number) => ({
  type,
  milestoneId: id as MilestoneId,
});
const part = (id: number, amount: number) =>
  ({ type: 'ReleaseMilestone', milestoneId: id as MilestoneId, amountCents: cents(amount) }) as const;
const create = (amount: number, id = 1) =>
  ({ type: 'CreateMilestone', bidId: bidId(id), amountCents: cents(amount), descriptionHash: null }) as const;
const dispute = (id: number, offerCents = 0) =>
  ({ type: 'OpenDispute', milestoneId: id as MilestoneId, offerCents: cents(offerCents), reasonHash: null }) as const;

function stateOf(market: TestMarket, id: number) {
  return market.state.milestones.get(id as MilestoneId)?.status;
}

test('[E1] where the verdict settles nobody handles milestones', () => {
  const market = running(BY_HAND);
  expect(market.refused(by(EMPLOYER), create(1))).toBe('settlement_differs');
  expect(market.refused(by(ANN), on('RequestRelease', 1))).toBe('settlement_differs');
  expect(market.refused(by(EMPLOYER), part(1, 1))).toBe('settlement_differs');
  expect(market.refused(by(ANN), on('CancelMilestone', 1))).toBe('settlement_differs');
  expect(market.refused(CLOCKED, on('LapseMilestone', 1))).toBe('settlement_differs');
  expect(market.refused(by(ANN), dispute(1))).toBe('settlement_differs');
});

test('[E2] the employer funds milestones of a pending or running award from the wallet', () => {
  const market = awarded(MILESTONES);
  expect(market.refused(by(ANN), create(1_000))).toBe('unknown_bid');
  expect(market.refused(by(EMPLOYER), create(1_000, 2))).toBe('no_award');
  expect(market.refused(by(EMPLOYER), create(0))).toBe('amount_out_of_range');
  expect(market.refused(by(EMPLOYER), create(WEALTH + 1))).toBe('insufficient_funds');
  milestone(market, 1_000);
  market.done(by(ANN), { type: 'AcceptAward', bidId: bidId(1) });
  milestone(market, 2_000);
  expect([wallet(market, EMPLOYER), inEscrow(market)]).toEqual([WEALTH - 3_000, 3_000]);
  for (const id of [1, 2]) market.done(by(ANN), on('CancelMilestone', id));
  market.done(by(EMPLOYER), { type: 'EndAward', projectId: projectId(1), outcome: 'incomplete' });
  expect(market.refused(by(EMPLOYER), create(1_000))).toBe('no_award');
});

test('[E3] so many milestones an award, not counting those of earlier awards', () => {
  const { limits } = awarded(MILESTONES).state.policy;
  const market = awarded({ ...MILESTONES, limits: { ...limits, milestonesPerAward: 2 } });
  milestone(market, 1_000);
  milestone(market, 1_000);
  expect(market.refused(by(EMPLOYER), create(1_000))).toBe('limit_reached');
  market.done(by(ANN), { type: 'DeclineAward', bidId: bidId(1) });
  market.done(by(EMPLOYER), { type: 'AwardBid', bidId: bidId(2) });
  milestone(market, 1_000, 2);
  milestone(market, 1_000, 2);
  expect(market.refused(by(EMPLOYER), create(1_000, 2))).toBe('limit_reached');
});

test('[E4] the freelancer asks once for release, after accepting', () => {
  const market = awarded(MILESTONES);
  milestone(market, 1_000);
  expect(market.refused(by(ANN), on('RequestRelease', 1))).toBe('no_award');
  market.done(by(ANN), { type: 'AcceptAward', bidId: bidId(1) });
  expect(market.refused(by(EMPLOYER), on('RequestRelease', 1))).toBe('not_allowed');
  expect(market.refused(by(ANN), on('RequestRelease', 1))).toBe('accepted');
  expect(market.refused(by(ANN), on('RequestRelease', 1))).toBe('milestone_state');
});

test('[E5] the employer releases any part, up to what is held', () => {
  const market = awarded(MILESTONES);
  milestone(market, 1_000);
  expect(market.refused(by(EMPLOYER), part(1, 500))).toBe('no_award');
  market.done(by(ANN), { type: 'AcceptAward', bidId: bidId(1) });
  expect(market.refused(by(ANN), part(1, 500))).toBe('not_allowed');
  expect(market.refused(OWNER, part(1, 500))).toBe('not_allowed');
  expect(market.refused(by(EMPLOYER), part(1, 0))).toBe('amount_out_of_range');
  expect(market.refused(by(EMPLOYER), part(1, 1_001))).toBe('amount_out_of_range');
  release(market, 1 as MilestoneId, 400);
  expect([wallet(market, ANN), stateOf(market, 1)]).toEqual([400, 'pending']);
  expect(market.refused(by(EMPLOYER), part(1, 601))).toBe('amount_out_of_range');
  release(market, 1 as MilestoneId, 600);
  expect([wallet(market, ANN), stateOf(market, 1)]).toEqual([1_000, 'cleared']);
  expect(market.refused(by(EMPLOYER), part(1, 1))).toBe('milestone_state');
});

test('[E6] before acceptance the employer cancels, afterwards only the freelancer', () => {
  const market = awarded(MILESTONES);
  for (let count = 0; count < 2; count += 1) milestone(market, 1_000);
  expect(market.refused(by(ANN), on('CancelMilestone', 1))).toBe('no_award');
  expect(market.refused(OWNER, on('CancelMilestone', 1))).toBe('not_allowed');
  expect(market.refused(by(EMPLOYER), on('CancelMilestone', 1))).toBe('accepted');
  market.done(by(ANN), { type: 'AcceptAward', bidId: bidId(1) });
  expect(market.refused(by(EMPLOYER), on('CancelMilestone', 2))).toBe('milestone_locked');
  expect(market.refused(by(ANN), on('CancelMilestone', 2))).toBe('accepted');
  expect([stateOf(market, 2), wallet(market, EMPLOYER)]).toEqual(['canceled', WEALTH]);
});

test('[E7] a request that nobody answers is released by the clock', () => {
  const market = running(MILESTONES);
  milestone(market, 1_000);
  market.wait(DAY_MS);
  const { releaseAt } = first(market.done(by(ANN), on('RequestRelease', 1)), 'ReleaseRequested');
  expect(releaseAt).toBe(market.now + 14 * DAY_MS);
  runClock(market, releaseAt - 1);
  expect(stateOf(market, 1)).toBe('requested_release');
  expect(first(runClock(market, releaseAt), 'MilestoneReleased')).toMatchObject({
    reason: 'automatic',
    amountCents: 1_000,
  });
  expect(wallet(market, ANN)).toBe(1_000);
});

test('[E8] an untouched milestone goes back long after the work was due', () => {
  const market = running(MILESTONES);
  const start = market.now;
  milestone(market, 1_000);
  runClock(market, start + WORK_MS + 30 * DAY_MS - 1);
  expect(stateOf(market, 1)).toBe('pending');
  const events = runClock(market, start + WORK_MS + 30 * DAY_MS);
  expect(first(events, 'MilestoneRefunded')).toMatchObject({ reason: 'expired', amountCents: 1_000 });
  expect(first(events, 'AwardEnded').outcome).toBe('incomplete');
  const late = running(MILESTONES);
  milestone(late, 1_000);
  late.wait(WORK_MS + DAY_MS);
  milestone(late, 2_000);
  const dues = [...late.state.milestones.values()].map(({ dueAt }) => (dueAt ?? 0) - late.now);
  expect(dues).toEqual([29 * DAY_MS, 30 * DAY_MS]);
});

test('[E9] at its time a milestone is out of the parties’ hands', () => {
  const market = running(MILESTONES);
  milestone(market, 1_000);
  market.now = market.state.milestones.get(1 as MilestoneId)?.dueAt ?? 0;
  expect(market.refused(by(ANN), on('RequestRelease', 1))).toBe('not_due');
  expect(market.refused(by(ANN), on('CancelMilestone', 1))).toBe('not_due');
  expect(market.refused(by(EMPLOYER), part(1, 1))).toBe('not_due');
  expect(market.refused(by(ANN), dispute(1))).toBe('not_due');
  market.now -= 1;
  expect(market.refused(by(ANN), on('RequestRelease', 1))).toBe('accepted');
});

test('[E10] strangers cannot tell a milestone from a number', () => {
  const market = running(MILESTONES);
  milestone(market, 1_000);
  for (const id of [1, 77]) {
    expect(market.refused(by(BOB), on('RequestRelease', id))).toBe('unknown_milestone');
    expect(market.refused(by(BOB), on('CancelMilestone', id))).toBe('unknown_milestone');
    expect(market.refused(by(BOB), part(id, 1))).toBe('unknown_milestone');
    expect(market.refused(by(BOB), dispute(id))).toBe('unknown_milestone');
  }
});

test('[E11] the award completes with the price released and nothing held', () => {
  const market = running(MILESTONES);
  const whole = milestone(market, 40_000);
  const extra = milestone(market, 5_000);
  expect(kinds(release(market, whole, 40_000))).toEqual(['MilestoneReleased']);
  expect(kinds(release(market, extra, 5_000))).toEqual(['MilestoneReleased', 'AwardEnded', 'ProjectCompleted']);
  expect(project(market).award).toMatchObject({ outcome: 'completed', releasedCents: 45_000 });
});

test('[E11] it ends incomplete when its time is over and nothing is held', () => {
  const market = running(MILESTONES);
  const half = milestone(market, 20_000);
  release(market, half, 20_000);
  expect(project(market).status).toBe('in_progress');
  expect(first(runClock(market), 'AwardEnded').outcome).toBe('incomplete');
  expect(wallet(market, ANN)).toBe(20_000);
});

test('[E12] partly released, then given back, is cleared', () => {
  const market = running(MILESTONES);
  const half = milestone(market, 20_000);
  release(market, half, 5_000);
  market.done(by(ANN), on('CancelMilestone', half));
  expect(stateOf(market, half)).toBe('cleared');
  expect([wallet(market, ANN), wallet(market, EMPLOYER)]).toEqual([5_000, WEALTH - 5_000]);
});

test('[E13] milestones together stay within what money can name', () => {
  const { limits } = awarded(MILESTONES).state.policy;
  const market = awarded({ ...MILESTONES, limits: { ...limits, amountCents: cents(CENTS_MAX) } });
  deposit(market, EMPLOYER, CENTS_MAX);
  milestone(market, CENTS_MAX);
  deposit(market, EMPLOYER, CENTS_MAX);
  expect(market.refused(by(EMPLOYER), create(1))).toBe('amount_out_of_range');
});

test('[E14] a freelancer who never comes back leaves nothing in escrow', () => {
  const market = running();
  expect(inEscrow(market)).toBe(40_000);
  runClock(market);
  expect([inEscrow(market), wallet(market, EMPLOYER)]).toEqual([0, WEALTH - 1_200]);
});

test('[E14] an employer and a freelancer who put each other off by disputes come to an end', () => {
  const market = running(MILESTONES);
  milestone(market, 10_000);
  market.done(by(ANN), on('RequestRelease', 1));
  const due = market.state.milestones.get(1 as MilestoneId)?.dueAt ?? 0;
  for (let round = 1; market.now < due && round < 20; round += 1) {
    market.done(by(EMPLOYER), dispute(1));
    market.wait(3 * DAY_MS);
    market.done(by(EMPLOYER), { type: 'CancelDispute', disputeId: round as never });
  }
  expect(first(runClock(market, market.now), 'MilestoneReleased').reason).toBe('automatic');
  expect(market.refused(by(EMPLOYER), posting())).toBe('accepted');
  expect(market.refused(by(BOB), offer(2, 1_000))).toBe('accepted');
});
