/** Rules E15 to E18 of the market's SPEC.md: what a bidder asks the employer to put into escrow. */

import { expect, test } from 'vitest';
import { bidId, milestoneRequestId, projectId } from '../../server/kernel/id.ts';
import { cents } from '../../server/kernel/money.ts';
import { CLOCK, OWNER } from '../../server/market/command.ts';
import { by, first, TEXT, type TestMarket } from '../helpers/given.ts';
import {
  ANN,
  awarded,
  BOB,
  BY_HAND,
  bid,
  CONTEST,
  EMPLOYER,
  inEscrow,
  kinds,
  MILESTONES,
  milestone,
  post,
  REVIEWER,
  running,
  scene,
  WEALTH,
  wallet,
} from '../helpers/scene.ts';

const ask = (amount: number, id = 1) =>
  ({ type: 'RequestMilestone', bidId: bidId(id), amountCents: cents(amount), descriptionHash: TEXT }) as const;
const answer = (type: 'AcceptMilestoneRequest' | 'RejectMilestoneRequest' | 'WithdrawMilestoneRequest', id = 1) => ({
  type,
  requestId: milestoneRequestId(id),
});
const ANSWERS = ['AcceptMilestoneRequest', 'RejectMilestoneRequest', 'WithdrawMilestoneRequest'] as const;

function statusOf(market: TestMarket, id = 1) {
  return market.state.milestoneRequests.get(milestoneRequestId(id))?.status;
}

function asked(market = running(MILESTONES), amount = 5_000): TestMarket {
  market.done(by(ANN), ask(amount));
  return market;
}

test('[E15] a bidder asks before the award, while it is pending, and at work; not once the bid has come to nothing', () => {
  const open = scene(MILESTONES);
  post(open);
  bid(open, ANN, 40_000);
  expect(open.refused(by(ANN), ask(5_000))).toBe('accepted');
  open.done(by(ANN), { type: 'RetractBid', bidId: bidId(1) });
  expect(open.refused(by(ANN), ask(5_000))).toBe('bid_not_open');
  expect(awarded(MILESTONES).refused(by(ANN), ask(5_000))).toBe('accepted');
  const market = running(MILESTONES);
  expect(market.refused(by(ANN), ask(5_000))).toBe('accepted');
  expect(market.refused(by(BOB), ask(5_000, 2))).toBe('bid_not_open');
  market.done(by(EMPLOYER), { type: 'EndAward', projectId: projectId(1), outcome: 'incomplete' });
  expect(market.refused(by(ANN), ask(5_000))).toBe('bid_not_open');
});

test('[E15] amounts and numbers have bounds, and nobody asks for another or where a verdict or a prize pays', () => {
  const market = running(MILESTONES);
  expect(market.refused(by(ANN), ask(0))).toBe('amount_out_of_range');
  expect(market.refused(by(ANN), ask(market.state.policy.limits.amountCents + 1))).toBe('amount_out_of_range');
  for (const who of [BOB, EMPLOYER, REVIEWER]) expect(market.refused(by(who), ask(1))).toBe('unknown_bid');
  for (const actor of [OWNER, CLOCK]) expect(market.refused(actor, ask(1))).toBe('unknown_bid');
  expect(market.refused(by(ANN), ask(1, 99))).toBe('unknown_bid');
  const { milestonesPerAward } = market.state.policy.limits;
  for (let count = 0; count < milestonesPerAward; count += 1) market.done(by(ANN), ask(1));
  expect(market.refused(by(ANN), ask(1))).toBe('limit_reached');
  market.done(by(ANN), answer('WithdrawMilestoneRequest'));
  expect(market.refused(by(ANN), ask(1))).toBe('accepted');
  expect(running(BY_HAND).refused(by(ANN), ask(1))).toBe('settlement_differs');
  const contest = scene({ ...MILESTONES, mechanism: CONTEST });
  post(contest);
  bid(contest, ANN, 40_000);
  expect(contest.refused(by(ANN), ask(1))).toBe('settlement_differs');
});

test('[E16] the employer answers and the bidder takes back, each once', () => {
  for (const type of ANSWERS) {
    const [own, other] = type === 'WithdrawMilestoneRequest' ? [ANN, EMPLOYER] : [EMPLOYER, ANN];
    const market = asked();
    expect(market.refused(by(other), answer(type))).toBe('not_allowed');
    expect(market.refused(OWNER, answer(type))).toBe('not_allowed');
    market.done(by(own), answer(type));
    for (const again of ANSWERS) {
      const who = again === 'WithdrawMilestoneRequest' ? ANN : EMPLOYER;
      expect(market.refused(by(who), answer(again))).toBe('milestone_state');
    }
  }
  const market = asked();
  market.done(by(EMPLOYER), answer('RejectMilestoneRequest'));
  expect(statusOf(market)).toBe('rejected');
  asked(market);
  market.done(by(ANN), answer('WithdrawMilestoneRequest', 2));
  expect(statusOf(market, 2)).toBe('withdrawn');
});

test('[E16] what was asked of a bid is over with it', () => {
  const open = scene(MILESTONES);
  post(open);
  bid(open, ANN, 40_000);
  asked(open);
  open.done(by(EMPLOYER), { type: 'CancelProject', projectId: projectId(1) });
  const ended = asked();
  ended.done(by(EMPLOYER), { type: 'EndAward', projectId: projectId(1), outcome: 'incomplete' });
  for (const market of [open, ended]) {
    for (const type of ANSWERS) {
      const who = type === 'WithdrawMilestoneRequest' ? ANN : EMPLOYER;
      expect(market.refused(by(who), answer(type))).toBe('bid_not_open');
    }
  }
});

test('[E16] to everybody else the request is unknown', () => {
  const market = asked();
  for (const type of ANSWERS) {
    for (const who of [BOB, REVIEWER]) {
      expect(market.refused(by(who), answer(type))).toBe('unknown_milestone_request');
    }
    expect(market.refused(by(EMPLOYER), answer(type, 2))).toBe('unknown_milestone_request');
  }
});

test('[E17] accepting creates the milestone that was asked for', () => {
  const market = asked();
  const events = market.done(by(EMPLOYER), answer('AcceptMilestoneRequest'));
  expect(kinds(events)).toEqual(['MilestoneCreated', 'MilestoneRequestEnded']);
  expect(first(events, 'MilestoneCreated')).toMatchObject({ amountCents: 5_000, descriptionHash: TEXT, bidId: 1 });
  expect([statusOf(market), inEscrow(market)]).toEqual(['created', 5_000]);
});

test('[E17] what the employer could not create is not created by accepting, and the request stays', () => {
  const early = scene(MILESTONES);
  post(early);
  bid(early, ANN, 40_000);
  asked(early);
  expect(early.refused(by(EMPLOYER), answer('AcceptMilestoneRequest'))).toBe('no_award');
  early.done(by(EMPLOYER), { type: 'AwardBid', bidId: bidId(1) });
  expect(early.refused(by(EMPLOYER), answer('AcceptMilestoneRequest'))).toBe('accepted');
  const poor = asked(running(MILESTONES), WEALTH + 1);
  expect(poor.refused(by(EMPLOYER), answer('AcceptMilestoneRequest'))).toBe('insufficient_funds');
  const full = asked();
  for (let count = 0; count < full.state.policy.limits.milestonesPerAward; count += 1) milestone(full, 1);
  expect(full.refused(by(EMPLOYER), answer('AcceptMilestoneRequest'))).toBe('limit_reached');
  for (const market of [poor, full]) expect(statusOf(market)).toBe('pending');
});

test('[E18] asking, rejecting and taking back move nothing', () => {
  const market = running(MILESTONES);
  const before = [wallet(market, EMPLOYER), wallet(market, ANN), inEscrow(market), market.deadlines.length];
  asked(market);
  market.done(by(EMPLOYER), answer('RejectMilestoneRequest'));
  asked(market);
  market.done(by(ANN), answer('WithdrawMilestoneRequest', 2));
  expect([wallet(market, EMPLOYER), wallet(market, ANN), inEscrow(market), market.deadlines.length]).toEqual(before);
});
