/** Rules P of the market's SPEC.md: projects. */

import { expect, test } from 'vitest';
import { DAY_MS } from '../../server/kernel/clock.ts';
import { bidId, deliveryId, disputeId, milestoneId, type ProjectId, projectId } from '../../server/kernel/id.ts';
import { cents } from '../../server/kernel/money.ts';
import { OWNER } from '../../server/market/command.ts';
import { by, CLOCKED, first, offer, posting, T0, TEXT } from '../helpers/given.ts';
import {
  ANN,
  awarded,
  BOB,
  BY_HAND,
  bid,
  CONTEST,
  close,
  deliver,
  EMPLOYER,
  inEscrow,
  kinds,
  MILESTONES,
  milestone,
  NOBODY,
  OTHER_EMPLOYER,
  post,
  project,
  REVIEWER,
  runClock,
  running,
  scene,
  statusOfBid,
  verdictOf,
  WEALTH,
  wallet,
} from '../helpers/scene.ts';

const about = (type: 'PublishProject' | 'CancelProject' | 'CloseBidding' | 'ExpireProject', id = 1) => ({
  type,
  projectId: projectId(id),
});
const decline = (id: number) => ({ type: 'DeclineAward', bidId: bidId(id) }) as const;

test('[P1] only an employer posts a project', () => {
  const market = scene();
  for (const actor of [by(ANN), by(REVIEWER), OWNER, CLOCKED])
    expect(market.refused(actor, posting())).toBe('not_allowed');
  expect(market.refused(by(EMPLOYER), posting())).toBe('accepted');
  expect(project(market)).toMatchObject({ status: 'open', closesAt: T0 + DAY_MS, expiresAt: T0 + 30 * DAY_MS });
});

test('[P2] the budget is finite and holds the posted price', () => {
  const market = scene();
  const tried = (more: Parameters<typeof posting>[1]) => market.refused(by(EMPLOYER), posting(100_000, more));
  expect(tried({ budgetMaxCents: cents(0) })).toBe('amount_out_of_range');
  expect(tried({ budgetMaxCents: cents(1_000_000_001) })).toBe('amount_out_of_range');
  expect(tried({ budgetMaxCents: Number.POSITIVE_INFINITY as never })).toBe('amount_out_of_range');
  expect(tried({ budgetMinCents: cents(100_001) })).toBe('amount_out_of_range');
  expect(tried({ budgetMinCents: cents(-1) })).toBe('amount_out_of_range');
  expect(tried({ postedPriceCents: cents(100_001) })).toBe('amount_out_of_range');
  expect(tried({ postedPriceCents: cents(0) })).toBe('amount_out_of_range');
  expect(tried({ budgetMinCents: cents(100_000), postedPriceCents: cents(100_000) })).toBe('accepted');
});

test('[P3] skills, cases and bidding time keep within their bounds', () => {
  const market = scene();
  const tried = (more: Parameters<typeof posting>[1]) => market.refused(by(EMPLOYER), posting(100_000, more));
  expect(tried({ skills: ['a', 'b', 'c', 'd', 'e', 'f'] })).toBe('limit_reached');
  expect(tried({ caseCount: 0 })).toBe('malformed');
  expect(tried({ biddingMs: 0 })).toBe('malformed');
  expect(tried({ biddingMs: 30 * DAY_MS + 1 })).toBe('malformed');
  expect(tried({ biddingMs: 30 * DAY_MS, skills: ['a', 'b', 'c', 'd', 'e'] })).toBe('accepted');
});

test('[P4] a mechanism is offered with exactly its parameters', () => {
  const market = scene({ otherMechanisms: [{ kind: 'clock_rev', stepCents: cents(10) }] });
  const tried = (mechanism: Parameters<typeof posting>[1]) => market.refused(by(EMPLOYER), posting(100_000, mechanism));
  expect(tried({ mechanism: { kind: 'vickrey' } })).toBe('mechanism_not_offered');
  expect(tried({ mechanism: { kind: 'clock_rev', stepCents: cents(11) } })).toBe('mechanism_not_offered');
  expect(tried({ mechanism: { stepCents: cents(10), kind: 'clock_rev' } })).toBe('accepted');
  post(market);
  expect(project(market, 2).posting.mechanism).toEqual({ kind: 'fp_sealed' });
});

test('[P5] a project by name is for a freelancer who takes part', () => {
  const market = scene({ mechanism: { kind: 'direct', assignment: 'named' } });
  market.done(by(BOB), { type: 'WithdrawParticipant', participantId: BOB });
  for (const assigneeId of [null, NOBODY, EMPLOYER, REVIEWER, BOB]) {
    expect(market.refused(by(EMPLOYER), posting(100_000, { assigneeId }))).toBe('unknown_participant');
  }
  expect(market.refused(by(EMPLOYER), posting(100_000, { assigneeId: ANN }))).toBe('accepted');
});

test('[P6] without a posted price the budget maximum is it', () => {
  const market = scene();
  post(market);
  expect(project(market).posting.postedPriceCents).toBe(100_000);
});

test('[P7] a draft is like no project to everybody but its employer', () => {
  const market = scene();
  post(market, { draft: true });
  for (const id of [1, 77]) {
    const target = { projectId: projectId(id) };
    for (const who of [ANN, OTHER_EMPLOYER]) {
      expect(market.refused(by(who), about('PublishProject', id))).toBe('unknown_project');
      expect(market.refused(by(who), about('CancelProject', id))).toBe('unknown_project');
      expect(market.refused(by(who), about('CloseBidding', id))).toBe('unknown_project');
      const message = { type: 'PostMessage', ...target, toId: EMPLOYER, contentHash: TEXT } as const;
      expect(market.refused(by(who), message)).toBe('unknown_project');
      const cost = {
        type: 'BookCost',
        participantId: who,
        amountCents: cents(1),
        costKind: 'time',
        ...target,
      } as const;
      expect(market.refused(by(who), cost)).toBe('unknown_project');
      expect(market.refused(by(who), { type: 'EndAward', ...target, outcome: 'completed' })).toBe('unknown_project');
      const review = { type: 'PostReview', ...target, toId: ANN, rating: 5, commentHash: null } as const;
      expect(market.refused(by(who), review)).toBe('unknown_project');
    }
    expect(market.refused(by(ANN), offer(id, 1_000))).toBe('unknown_project');
    const delivery = { type: 'SubmitDelivery', ...target, filesHash: TEXT, bytes: 1 } as const;
    expect(market.refused(by(ANN), delivery)).toBe('unknown_project');
  }
  const toAll = { type: 'PostMessage', projectId: projectId(1), toId: null, contentHash: TEXT } as const;
  expect(market.refused(by(EMPLOYER), toAll)).toBe('messages_closed');
});

test('[P8] publishing starts the times anew, once', () => {
  const market = scene();
  post(market, { draft: true });
  market.wait(5 * DAY_MS);
  expect(runClock(market)).toEqual([]);
  market.done(by(EMPLOYER), about('PublishProject'));
  expect(project(market)).toMatchObject({ status: 'open', closesAt: T0 + 6 * DAY_MS, expiresAt: T0 + 35 * DAY_MS });
  expect(market.refused(by(EMPLOYER), about('PublishProject'))).toBe('project_not_open');
  expect(market.refused(by(OTHER_EMPLOYER), about('PublishProject'))).toBe('not_allowed');
});

test('[P9] projects that seek a freelancer are counted, others not', () => {
  const { limits } = scene().state.policy;
  const market = scene({ ...BY_HAND, limits: { ...limits, openProjects: 1 } });
  post(market, { draft: true });
  post(market);
  expect(market.refused(by(EMPLOYER), posting())).toBe('limit_reached');
  expect(market.refused(by(EMPLOYER), about('PublishProject', 1))).toBe('limit_reached');
  bid(market, ANN, 1_000, 2);
  market.done(by(EMPLOYER), { type: 'AwardBid', bidId: bidId(1) });
  expect(market.refused(by(EMPLOYER), posting())).toBe('limit_reached');
  market.done(by(ANN), { type: 'AcceptAward', bidId: bidId(1) });
  expect(market.refused(by(EMPLOYER), about('PublishProject', 1))).toBe('accepted');
  market.done(by(EMPLOYER), about('CancelProject', 1));
  expect(market.refused(by(EMPLOYER), posting())).toBe('accepted');
});

test('[P10] a contest is published with its prize and fee in escrow', () => {
  const market = scene({ mechanism: CONTEST });
  const dear = posting(100_000_000, { draft: true });
  expect(market.refused(by(EMPLOYER), { ...dear, draft: false })).toBe('insufficient_funds');
  expect(market.refused(by(EMPLOYER), dear)).toBe('accepted');
  expect(market.refused(by(EMPLOYER), about('PublishProject'))).toBe('insufficient_funds');
  post(market, { postedPriceCents: cents(40_000) });
  expect(inEscrow(market)).toBe(41_200);
  expect(wallet(market, EMPLOYER)).toBe(WEALTH - 41_200);
});

test('[P11] only where the employer awards by hand may bidding be closed early', () => {
  const sealed = scene();
  post(sealed);
  expect(sealed.refused(by(EMPLOYER), about('CloseBidding'))).toBe('mechanism_awards');
  expect(sealed.refused(OWNER, about('CloseBidding'))).toBe('mechanism_awards');
  expect(sealed.refused(CLOCKED, about('CloseBidding'))).toBe('not_due');
  const byHand = scene(BY_HAND);
  post(byHand);
  expect(byHand.refused(by(EMPLOYER), about('CloseBidding'))).toBe('accepted');
});

test('[P12] strangers do not close, and closed is closed', () => {
  const market = scene(BY_HAND);
  post(market);
  expect(market.refused(by(OTHER_EMPLOYER), about('CloseBidding'))).toBe('not_allowed');
  expect(market.refused(OWNER, about('CloseBidding'))).toBe('accepted');
  expect(market.refused(by(EMPLOYER), about('CloseBidding'))).toBe('project_not_open');
});

test('[P13] without a bid a project expires as its bidding closes', () => {
  const market = scene();
  post(market);
  expect(kinds(close(market))).toEqual(['BiddingClosed', 'ProjectCleared', 'ProjectExpired']);
  const scoring = scene({ mechanism: { kind: 'scoring_first', valueCents: null, minScoreCents: cents(99_000) } });
  post(scoring);
  bid(scoring, ANN, 50_000);
  expect(first(close(scoring), 'ProjectCleared').reason).toBe('below_minimum_score');
  expect(statusOfBid(scoring, 1)).toBe('lost');
});

test('[P14] a project awarded by hand waits until its expiry', () => {
  const market = scene(BY_HAND);
  post(market);
  bid(market, ANN, 40_000);
  expect(kinds(close(market))).toEqual(['BiddingClosed', 'ProjectCleared']);
  expect(market.refused(CLOCKED, about('ExpireProject'))).toBe('not_due');
  expect(kinds(runClock(market))).toEqual(['ProjectExpired']);
  expect(market.now).toBe(T0 + 30 * DAY_MS);
  expect(statusOfBid(market, 1)).toBe('lost');
});

test('[P14] with bidding as long as the project lives it expires as bidding closes', () => {
  const market = scene(BY_HAND);
  post(market, { biddingMs: 30 * DAY_MS });
  bid(market, ANN, 40_000);
  expect(kinds(runClock(market))).toEqual(['BiddingClosed', 'ProjectCleared', 'ProjectExpired']);
});

test('[P15] the expiry passes a pending award by; dropped after it, by hand means the end', () => {
  const market = scene(BY_HAND);
  post(market);
  bid(market, ANN, 40_000);
  bid(market, BOB, 40_000);
  market.now = T0 + 30 * DAY_MS - 1;
  runClock(market, market.now);
  market.done(by(EMPLOYER), { type: 'AwardBid', bidId: bidId(1) });
  runClock(market, T0 + 30 * DAY_MS);
  expect(project(market).status).toBe('awarded');
  market.now = T0 + 30 * DAY_MS;
  expect(kinds(market.done(by(ANN), decline(1)))).toEqual(['AwardDeclined', 'ProjectExpired']);
});

test('[P15] dropped after it, a mechanism still goes through the bids that are left', () => {
  const market = scene();
  post(market, { biddingMs: 30 * DAY_MS });
  bid(market, ANN, 40_000);
  bid(market, BOB, 50_000);
  close(market);
  runClock(market, market.now);
  market.wait(DAY_MS);
  expect(first(market.done(by(ANN), decline(1)), 'BidAwarded').bidId).toBe(2);
  expect(kinds(runClock(market))).toEqual(['AwardLapsed', 'ProjectCleared', 'ProjectExpired']);
});

test('[P16] cancelling revokes, refunds and loses', () => {
  const market = awarded(MILESTONES);
  milestone(market, 10_000);
  expect(market.refused(by(OTHER_EMPLOYER), about('CancelProject'))).toBe('not_allowed');
  const events = market.done(by(EMPLOYER), about('CancelProject'));
  expect(kinds(events)).toEqual(['AwardRevoked', 'MilestoneRefunded', 'ProjectCancelled']);
  expect([statusOfBid(market, 1), statusOfBid(market, 2)]).toEqual(['revoked', 'lost']);
  expect([wallet(market, EMPLOYER), inEscrow(market)]).toEqual([WEALTH, 0]);
  expect(market.refused(by(EMPLOYER), about('CancelProject'))).toBe('project_not_open');
  expect(market.refused(by(ANN), { type: 'AcceptAward', bidId: bidId(1) })).toBe('award_not_pending');
  expect(runClock(market)).toEqual([]);
});

test('[P16] an accepted award is past cancelling', () => {
  expect(running().refused(by(EMPLOYER), about('CancelProject'))).toBe('project_not_open');
});

test('[P17] a guaranteed contest is past cancelling with its first entry', () => {
  for (const guaranteed of [false, true]) {
    const market = scene({ mechanism: { ...CONTEST, guaranteed } });
    post(market);
    bid(market, ANN, 1_000);
    deliver(market);
    const answer = market.refused(by(EMPLOYER), about('CancelProject'));
    expect(answer).toBe(guaranteed ? 'project_not_open' : 'accepted');
    if (!guaranteed) expect(wallet(market, EMPLOYER)).toBe(WEALTH);
  }
});

test('[P18] what does not exist is unknown', () => {
  const market = running(MILESTONES);
  const nothing = 77 as ProjectId;
  expect(market.refused(by(EMPLOYER), about('CancelProject', nothing))).toBe('unknown_project');
  expect(market.refused(by(ANN), { type: 'AcceptAward', bidId: bidId(77) })).toBe('unknown_bid');
  expect(market.refused(by(ANN), { type: 'RequestRelease', milestoneId: milestoneId(77) })).toBe('unknown_milestone');
  expect(market.refused(by(REVIEWER), { type: 'TakeDelivery', deliveryId: deliveryId(77) })).toBe('unknown_delivery');
  expect(market.refused(by(REVIEWER), verdictOf(deliveryId(77), 0))).toBe('unknown_delivery');
  expect(market.refused(CLOCKED, { type: 'VoidDelivery', deliveryId: deliveryId(77) })).toBe('unknown_delivery');
  expect(market.refused(CLOCKED, { type: 'LapseDispute', disputeId: disputeId(77) })).toBe('unknown_dispute');
});
