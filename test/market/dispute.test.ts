/** Rules Q of the market's SPEC.md: disputes. */

import { expect, test } from 'vitest';
import { DAY_MS } from '../../server/kernel/clock.ts';
import type { DisputeId, MilestoneId } from '../../server/kernel/id.ts';
import { cents } from '../../server/kernel/money.ts';
import { OWNER } from '../../server/market/command.ts';
import { NO_FEES } from '../../server/market/policy.ts';
import { by, CLOCKED, first, type TestMarket } from '../helpers/given.ts';
import {
  ANN,
  awarded,
  BOB,
  EMPLOYER,
  inEscrow,
  kinds,
  MILESTONES,
  milestone,
  platform,
  project,
  runClock,
  running,
  WEALTH,
  wallet,
} from '../helpers/scene.ts';

const open = (offer: number, id = 1) =>
  ({ type: 'OpenDispute', milestoneId: id as MilestoneId, offerCents: cents(offer), reasonHash: null }) as const;
const answer = (offer: number, id = 1) =>
  ({ type: 'AnswerDispute', disputeId: id as DisputeId, offerCents: cents(offer), reasonHash: null }) as const;
const resolve = (amount: number, id = 1) =>
  ({ type: 'ResolveDispute', disputeId: id as DisputeId, freelancerCents: cents(amount) }) as const;
const on = (type: 'CancelDispute' | 'LapseDispute', id = 1) => ({ type, disputeId: id as DisputeId });

function held(amount = 10_000): TestMarket {
  const market = running(MILESTONES);
  milestone(market, amount);
  return market;
}

test('[Q1] either party disputes what is held of a running award, and it is frozen', () => {
  const pending = awarded(MILESTONES);
  milestone(pending, 10_000);
  expect(pending.refused(by(ANN), open(0))).toBe('no_award');
  expect(pending.refused(OWNER, open(0))).toBe('not_allowed');
  const market = held();
  expect(market.refused(by(ANN), open(10_001))).toBe('amount_out_of_range');
  expect(market.refused(by(ANN), open(-1))).toBe('amount_out_of_range');
  expect(market.refused(by(ANN), open(10_000))).toBe('accepted');
  expect(market.refused(by(EMPLOYER), open(0))).toBe('milestone_state');
  const release = { type: 'ReleaseMilestone', milestoneId: 1 as MilestoneId, amountCents: cents(1) } as const;
  expect(market.refused(by(EMPLOYER), release)).toBe('milestone_state');
  expect(market.refused(by(ANN), { type: 'CancelMilestone', milestoneId: 1 as MilestoneId })).toBe('milestone_state');
  expect(held().refused(by(EMPLOYER), open(0))).toBe('accepted');
});

test('[Q2] the other party answers once, the freelancer within 4 days, the employer within 14', () => {
  const market = held();
  market.done(by(EMPLOYER), open(0));
  expect(market.refused(by(EMPLOYER), answer(5_000))).toBe('not_allowed');
  expect(market.refused(OWNER, answer(5_000))).toBe('not_allowed');
  expect(market.refused(by(ANN), answer(10_001))).toBe('amount_out_of_range');
  market.wait(4 * DAY_MS);
  expect(market.refused(by(ANN), answer(5_000))).toBe('not_due');
  market.wait(-1);
  expect(market.refused(by(ANN), answer(5_000))).toBe('accepted');
  expect(market.refused(by(ANN), answer(6_000))).toBe('dispute_state');
  const other = held();
  other.done(by(ANN), open(10_000));
  other.wait(14 * DAY_MS - 1);
  expect(other.refused(by(EMPLOYER), answer(0))).toBe('accepted');
});

test('[Q3] agreeing ends it at once', () => {
  const market = held();
  market.done(by(ANN), open(7_000));
  const events = market.done(by(EMPLOYER), answer(7_000));
  expect(kinds(events)).toEqual(['DisputeResolved', 'MilestoneReleased', 'MilestoneRefunded']);
  expect(first(events, 'DisputeResolved').reason).toBe('agreed');
  expect([wallet(market, ANN), wallet(market, EMPLOYER)]).toEqual([7_000, WEALTH - 7_000]);
  expect(market.refused(by(EMPLOYER), answer(7_000))).toBe('dispute_state');
});

test('[Q4] silence gives the opener what was offered', () => {
  const byEmployer = held();
  byEmployer.done(by(EMPLOYER), open(0));
  expect(byEmployer.refused(CLOCKED, on('LapseDispute'))).toBe('not_due');
  expect(byEmployer.refused(by(EMPLOYER), on('LapseDispute'))).toBe('not_allowed');
  expect(first(runClock(byEmployer), 'DisputeResolved')).toMatchObject({ reason: 'silence', freelancerCents: 0 });
  expect([wallet(byEmployer, ANN), wallet(byEmployer, EMPLOYER)]).toEqual([0, WEALTH]);
  const byFreelancer = held();
  byFreelancer.done(by(ANN), open(10_000));
  runClock(byFreelancer);
  expect([wallet(byFreelancer, ANN), inEscrow(byFreelancer)]).toEqual([10_000, 0]);
});

test('[Q5] the owner resolves what was answered, and nobody else', () => {
  const market = held();
  market.done(by(ANN), open(9_000));
  expect(market.refused(OWNER, resolve(5_000))).toBe('dispute_state');
  market.done(by(EMPLOYER), answer(1_000));
  expect(market.refused(by(ANN), resolve(9_000))).toBe('not_allowed');
  expect(market.refused(OWNER, resolve(10_001))).toBe('amount_out_of_range');
  market.done(OWNER, resolve(2_500));
  expect([wallet(market, ANN), inEscrow(market)]).toEqual([2_500, 0]);
  expect(market.refused(OWNER, resolve(2_500))).toBe('dispute_state');
});

test('[Q6] without the arbiter’s word the midpoint decides', () => {
  const market = held();
  market.done(by(ANN), open(9_001));
  market.done(by(EMPLOYER), answer(1_000));
  const events = runClock(market, market.now + 14 * DAY_MS);
  // 5,000.5 cents, half to even.
  expect(first(events, 'DisputeResolved')).toMatchObject({ reason: 'midpoint', freelancerCents: 5_000 });
});

test('[Q7] the opener lets it rest; time has run on', () => {
  const market = held();
  market.done(by(ANN), { type: 'RequestRelease', milestoneId: 1 as MilestoneId });
  const due = market.state.milestones.get(1 as MilestoneId)?.dueAt;
  market.wait(DAY_MS);
  market.done(by(EMPLOYER), open(0));
  market.wait(DAY_MS);
  expect(market.refused(by(ANN), on('CancelDispute'))).toBe('not_allowed');
  market.done(by(EMPLOYER), on('CancelDispute'));
  expect(market.state.milestones.get(1 as MilestoneId)).toMatchObject({ status: 'requested_release', dueAt: due });
  expect(first(runClock(market), 'MilestoneReleased').reason).toBe('automatic');
});

test('[Q7] let go after the milestone’s time, silence has its way at once', () => {
  const market = held();
  const due = market.state.milestones.get(1 as MilestoneId)?.dueAt ?? 0;
  market.now = due - DAY_MS;
  market.done(by(ANN), open(10_000));
  market.wait(2 * DAY_MS);
  runClock(market, market.now);
  market.done(by(ANN), on('CancelDispute'));
  expect(first(runClock(market, market.now), 'MilestoneRefunded').reason).toBe('expired');
  expect([inEscrow(market), project(market).status]).toEqual([0, 'completed']);
});

test('[Q8] strangers cannot tell a dispute from a number', () => {
  const market = held();
  market.done(by(ANN), open(9_000));
  for (const id of [1, 77]) {
    expect(market.refused(by(BOB), answer(1, id))).toBe('unknown_dispute');
    expect(market.refused(by(BOB), on('CancelDispute', id))).toBe('unknown_dispute');
  }
  expect(market.refused(OWNER, resolve(1, 77))).toBe('unknown_dispute');
});

test('[Q9] a held fee is shared as the milestone is, and the award may end', () => {
  const market = running({ ...MILESTONES, fees: { ...NO_FEES, employerBps: 1_000 } });
  const price = milestone(market, 40_000);
  market.done(by(EMPLOYER), { type: 'ReleaseMilestone', milestoneId: price, amountCents: cents(1) });
  milestone(market, 10_000);
  expect(platform(market)).toBe(4_000);
  market.done(by(ANN), open(2_500, 2));
  market.done(by(EMPLOYER), answer(2_500, 1));
  expect([platform(market), inEscrow(market)]).toEqual([4_250, 39_999]);
  market.done(by(EMPLOYER), open(39_999, 1));
  const events = market.done(by(ANN), answer(39_999, 2));
  expect(kinds(events)).toEqual(['DisputeResolved', 'MilestoneReleased', 'AwardEnded', 'ProjectCompleted']);
  expect([wallet(market, ANN), inEscrow(market)]).toEqual([42_500, 0]);
});
