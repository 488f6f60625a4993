/** Every code by which the market says no is said by it: a table of one provocation each. */

import { expect, test } from 'vitest';
import { bidId, deliveryId, disputeId, milestoneId, milestoneRequestId, projectId } from '../../server/kernel/id.ts';
import { cents } from '../../server/kernel/money.ts';
import { type Actor, type CommandRequest, OWNER } from '../../server/market/command.ts';
import type { Policy } from '../../server/market/policy.ts';
import { REFUSALS, type RefusalCode } from '../../server/market/refusal.ts';
import { by, CLOCKED, offer, openMarket, posting, TEXT, type TestMarket, unopened } from '../helpers/given.ts';
import {
  ANN,
  awarded,
  BOB,
  BY_HAND,
  bid,
  deliver,
  EMPLOYER,
  judge,
  MILESTONES,
  milestone,
  NOBODY,
  post,
  project,
  REVIEWER,
  running,
  scene,
  verdictOf,
} from '../helpers/scene.ts';

type Asked = readonly [TestMarket, Actor, CommandRequest];

/** What only the engine answers: it alone remembers command ids. */
const ENGINE_ONLY: readonly RefusalCode[] = ['command_conflict'];

const outcry = { kind: 'english_rev', stepCents: cents(100), softCloseMs: 0 } as const;

function posted(policy: Partial<Policy> = {}, more: Parameters<typeof posting>[1] = {}): TestMarket {
  const market = scene(policy);
  post(market, more);
  return market;
}

function bidden(policy: Partial<Policy> = {}): TestMarket {
  const market = posted(policy);
  bid(market, ANN, 50_000);
  return market;
}

function judged(): TestMarket {
  const market = running();
  judge(market, deliver(market), 10_000);
  return market;
}

function held(): TestMarket {
  const market = running(MILESTONES);
  milestone(market, 1_000);
  return market;
}

function late(): TestMarket {
  const market = posted();
  market.now = project(market).closesAt;
  return market;
}

const erase = { type: 'EraseContent', contentHash: 'f'.repeat(64) as never } as const;
const pay = (amount: number) => ({ type: 'WithdrawFunds', participantId: ANN, amountCents: cents(amount) }) as const;
const bidOn = (type: 'AwardBid' | 'AcceptAward' | 'RetractBid' | 'RevokeAward', id = 1) => ({ type, bidId: bidId(id) });
const review = (rating: number) =>
  ({ type: 'PostReview', projectId: projectId(1), toId: EMPLOYER, rating, commentHash: null }) as const;
const message = { type: 'PostMessage', projectId: projectId(1), toId: EMPLOYER, contentHash: TEXT } as const;
const submit = { type: 'SubmitDelivery', projectId: projectId(1), filesHash: TEXT, bytes: 1 } as const;
const release = { type: 'RequestRelease', milestoneId: milestoneId(1) } as const;
const policyOf = (policy: Partial<Policy>) => ({ ...openMarket().state.policy, ...policy });

const PROVOKED: Readonly<Record<Exclude<RefusalCode, 'command_conflict'>, () => Asked>> = {
  market_not_open: () => [unopened(), OWNER, { type: 'CloseMarket' }],
  market_exists: () => [scene(), OWNER, { type: 'OpenMarket', policy: policyOf({}), seed: 's' }],
  invalid_policy: () => [unopened(), OWNER, { type: 'OpenMarket', policy: policyOf({ currency: '' }), seed: 's' }],
  unknown_participant: () => [scene(), by(NOBODY), posting()],
  unknown_project: () => [scene(), by(ANN), offer(1, 1_000)],
  unknown_bid: () => [scene(), by(ANN), bidOn('RetractBid')],
  unknown_milestone: () => [scene(MILESTONES), by(ANN), release],
  unknown_milestone_request: () => [
    scene(MILESTONES),
    by(EMPLOYER),
    { type: 'AcceptMilestoneRequest', requestId: milestoneRequestId(1) },
  ],
  unknown_delivery: () => [scene(), by(REVIEWER), { type: 'TakeDelivery', deliveryId: deliveryId(1) }],
  unknown_dispute: () => [scene(), by(ANN), { type: 'CancelDispute', disputeId: disputeId(1) }],
  not_allowed: () => [scene(), by(ANN), posting()],
  participant_withdrawn: () => {
    const market = posted();
    market.done(OWNER, { type: 'WithdrawParticipant', participantId: ANN });
    return [market, by(ANN), offer(1, 1_000)];
  },
  project_not_open: () => [running(), by(EMPLOYER), { type: 'CancelProject', projectId: projectId(1) }],
  bidding_closed: () => [late(), by(ANN), offer(1, 1_000)],
  bid_not_open: () => [awarded(), by(ANN), bidOn('RetractBid')],
  already_bid: () => [bidden(), by(ANN), offer(1, 1_000)],
  own_project: () => {
    const market = scene();
    const both = market.register('employer', 'freelancer');
    market.done(by(both), posting());
    return [market, by(both), offer(1, 1_000)];
  },
  skill_missing: () => [posted({ skillMatch: true }, { skills: ['Rust'] }), by(ANN), offer(1, 1_000)],
  no_bid_credits: () => {
    const credits = { initial: 0, cap: 0, refillMs: 1, returnUnawarded: false };
    return [posted({ credits }), by(ANN), offer(1, 1_000)];
  },
  amount_out_of_range: () => [posted(), by(ANN), offer(1, 0)],
  above_reserve: () => [posted(), by(ANN), offer(1, 100_001)],
  above_posted_price: () => {
    const market = posted({ mechanism: { kind: 'posted', draw: 'uniform' } }, { postedPriceCents: cents(5_000) });
    return [market, by(ANN), offer(1, 5_001)];
  },
  not_below_standing: () => [bidden({ mechanism: outcry, visibility: 'open' }), by(BOB), offer(1, 49_901)],
  days_out_of_range: () => [posted(), by(ANN), offer(1, 1_000, { days: 0 })],
  quality_out_of_range: () => [posted(), by(ANN), offer(1, 1_000, { qualityBps: -1 })],
  mechanism_awards: () => [bidden(), by(EMPLOYER), bidOn('AwardBid')],
  mechanism_not_offered: () => [scene(), by(EMPLOYER), posting(1_000, { mechanism: { kind: 'vickrey' } })],
  award_not_pending: () => [bidden(BY_HAND), by(ANN), bidOn('AcceptAward')],
  no_award: () => [posted(), by(ANN), submit],
  insufficient_funds: () => [scene(), by(ANN), pay(1)],
  settlement_differs: () => [running(), by(ANN), release],
  milestone_state: () => {
    const market = held();
    market.done(by(ANN), release);
    return [market, by(ANN), release];
  },
  milestone_locked: () => [held(), by(EMPLOYER), { type: 'CancelMilestone', milestoneId: milestoneId(1) }],
  delivery_state: () => {
    const market = running();
    deliver(market);
    return [market, by(ANN), submit];
  },
  no_deliveries_left: () => {
    const market = running(MILESTONES);
    for (let attempt = 1; attempt <= 3; attempt += 1) judge(market, deliver(market), 0);
    return [market, by(ANN), submit];
  },
  score_out_of_range: () => {
    const market = running();
    return [market, by(REVIEWER), verdictOf(deliver(market), 10_001)];
  },
  dispute_state: () => {
    const market = held();
    const reasonHash = null;
    market.done(by(ANN), { type: 'OpenDispute', milestoneId: milestoneId(1), offerCents: cents(1), reasonHash });
    return [market, OWNER, { type: 'ResolveDispute', disputeId: disputeId(1), freelancerCents: cents(1) }];
  },
  already_reviewed: () => {
    const market = judged();
    market.done(by(ANN), review(5));
    return [market, by(ANN), review(5)];
  },
  review_closed: () => [running(), by(ANN), review(5)],
  rating_out_of_range: () => [judged(), by(ANN), review(6)],
  messages_closed: () => [posted(), by(ANN), message],
  limit_reached: () => [scene(), by(EMPLOYER), posting(1_000, { skills: ['a', 'b', 'c', 'd', 'e', 'f'] })],
  not_due: () => [posted(), CLOCKED, { type: 'CloseBidding', projectId: projectId(1) }],
  content_unknown: () => [scene(), by(ANN), erase],
  malformed: () => [scene(), by(EMPLOYER), posting(1_000, { caseCount: 0 })],
};

test.each(Object.entries(PROVOKED))('%s is answered where it applies', (code, provoke) => {
  const [market, actor, request] = provoke();
  const { seq } = market.state;
  expect(market.refused(actor, request)).toBe(code);
  expect(market.state.seq).toBe(seq);
});

test('the table holds every code but the engine’s own', () => {
  expect([...Object.keys(PROVOKED), ...ENGINE_ONLY].sort()).toEqual(Object.keys(REFUSALS).sort());
});
