/** Rules S of the market's SPEC.md: settlement and pay rules. */

import { expect, test } from 'vitest';
import { contentHash, projectId } from '../../server/kernel/id.ts';
import { cents } from '../../server/kernel/money.ts';
import type { Mechanism } from '../../server/market/mechanism/mechanism.ts';
import { NO_FEES, type PayRule } from '../../server/market/policy.ts';
import { by, CLOCKED, first } from '../helpers/given.ts';
import {
  ANN,
  BOB,
  bid,
  CAT,
  CONTEST,
  close,
  deliver,
  EMPLOYER,
  inEscrow,
  judge,
  kinds,
  MILESTONES,
  milestone,
  post,
  project,
  runClock,
  running,
  scene,
  statusOfBid,
  WEALTH,
  wallet,
} from '../helpers/scene.ts';

const THRESHOLD = { kind: 'threshold', thresholdBps: 6_000 } as const;

/** pay rule, score, what of a price of $400 the freelancer gets. */
const PAID: readonly (readonly [PayRule, number, number])[] = [
  [{ kind: 'all_or_nothing' }, 10_000, 40_000],
  [{ kind: 'all_or_nothing' }, 9_999, 0],
  [{ kind: 'all_or_nothing' }, 0, 0],
  [{ kind: 'proportional' }, 10_000, 40_000],
  [{ kind: 'proportional' }, 6_667, 26_668],
  [{ kind: 'proportional' }, 0, 0],
  [THRESHOLD, 5_999, 0],
  [THRESHOLD, 6_000, 40_000],
  [THRESHOLD, 10_000, 40_000],
];

test.each(PAID)('[S2] %o: a score of %i earns %i cents', (payRule, scoreBps, earned) => {
  const market = running({ payRule, fees: NO_FEES });
  judge(market, deliver(market), scoreBps);
  runClock(market);
  expect([wallet(market, ANN), wallet(market, EMPLOYER)]).toEqual([earned, WEALTH - earned]);
});

test('[S1] the verdict releases the share and refunds the rest, at once where nothing more can come', () => {
  const { limits } = scene().state.policy;
  const once = { ...limits, deliveriesPerAward: 1 };
  const market = running({ payRule: { kind: 'proportional' }, fees: NO_FEES, limits: once });
  const events = judge(market, deliver(market), 2_500);
  const ends = ['VerdictRecorded', 'MilestoneReleased', 'MilestoneRefunded', 'AwardEnded', 'ProjectCompleted'];
  expect(kinds(events)).toEqual(ends);
  expect(first(events, 'MilestoneReleased')).toMatchObject({ amountCents: 10_000, ends: false, reason: 'verdict' });
  expect(first(events, 'MilestoneRefunded')).toMatchObject({ amountCents: 30_000, ends: true, reason: 'verdict' });
});

test('[S1] under settlement employer a verdict moves no money', () => {
  const market = running(MILESTONES);
  milestone(market, 40_000);
  expect(kinds(judge(market, deliver(market), 10_000))).toEqual(['VerdictRecorded']);
  expect([inEscrow(market), wallet(market, ANN)]).toEqual([40_000, 0]);
});

/** promised quality, score, what of a price of $400 is earned. */
const SCALED = [
  [8_000, 8_000, 40_000],
  [8_000, 10_000, 40_000],
  [8_000, 4_000, 20_000],
  [9_000, 3_000, 13_332],
  [0, 0, 40_000],
] as const;

test.each(SCALED)(
  '[S3] of a promise of %i a score of %i earns %i cents, whatever the pay rule',
  (qualityBps, score, earned) => {
    const rules: Mechanism[] = [
      { kind: 'scoring_first', valueCents: null, minScoreCents: null },
      { kind: 'scoring_second', valueCents: null },
    ];
    for (const mechanism of rules) {
      const market = scene({ mechanism, payRule: { kind: 'all_or_nothing' }, fees: NO_FEES });
      post(market, { budgetMaxCents: cents(40_000) });
      bid(market, ANN, 40_000, 1, { qualityBps });
      close(market);
      market.done(by(ANN), { type: 'AcceptAward', bidId: 1 as never });
      judge(market, deliver(market), score);
      runClock(market);
      expect(wallet(market, ANN)).toBe(earned);
    }
  },
);

test('[S4] a worse second verdict takes nothing away', () => {
  const market = running({ payRule: { kind: 'proportional' }, fees: NO_FEES });
  for (const score of [5_000, 2_000, 4_000]) judge(market, deliver(market), score);
  expect([wallet(market, ANN), inEscrow(market)]).toEqual([20_000, 0]);
});

test('[S5] completed, incomplete or unscored', () => {
  const outcome = (score: number | null) => {
    const market = running({ payRule: { kind: 'proportional' } });
    const delivery = deliver(market);
    if (score !== null) judge(market, delivery, score);
    runClock(market);
    return project(market).award?.outcome;
  };
  expect([outcome(100), outcome(0), outcome(null)]).toEqual(['completed', 'incomplete', 'unscored']);
});

test('[S6] when its time is over an award waits for a verdict that is out', () => {
  const market = running({ payRule: { kind: 'proportional' }, fees: NO_FEES });
  judge(market, deliver(market), 2_500);
  const { award } = project(market);
  market.now = (award?.deliverBy ?? 0) - 1;
  const last = deliver(market);
  market.wait(1);
  expect(market.refused(CLOCKED, { type: 'LapseDelivery', projectId: projectId(1) })).toBe('not_due');
  expect(runClock(market, market.now)).toEqual([]);
  market.wait(1);
  expect(kinds(judge(market, last, 5_000))).toContain('AwardEnded');
  expect([wallet(market, ANN), inEscrow(market)]).toEqual([20_000, 0]);
});

test('[S6] without one it pays what the best earned', () => {
  const market = running({ payRule: { kind: 'proportional' }, fees: NO_FEES });
  judge(market, deliver(market), 2_500);
  const { award } = project(market);
  runClock(market, (award?.deliverBy ?? 0) - 1);
  expect(project(market).status).toBe('in_progress');
  runClock(market, award?.deliverBy);
  expect([wallet(market, ANN), wallet(market, EMPLOYER)]).toEqual([10_000, WEALTH - 10_000]);
});

function contest(guaranteed = false) {
  const market = scene({ mechanism: { ...CONTEST, guaranteed }, fees: NO_FEES });
  post(market, { postedPriceCents: cents(40_000) });
  for (const who of [ANN, BOB, CAT]) bid(market, who, 1_000);
  return market;
}

test('[S7] the best entry takes the prize once every entry has its verdict', () => {
  const market = contest();
  judge(market, deliver(market, ANN), 6_000);
  judge(market, deliver(market, BOB), 7_000);
  judge(market, deliver(market, BOB), 2_000);
  const last = deliver(market, CAT);
  expect(kinds(close(market))).toEqual(['BiddingClosed']);
  judge(market, last, 6_500);
  expect([ANN, BOB, CAT].map((who) => wallet(market, who))).toEqual([0, 40_000, 0]);
  expect([1, 2, 3].map((id) => statusOfBid(market, id))).toEqual(['lost', 'accepted', 'lost']);
  expect(project(market).status).toBe('completed');
});

test('[S7] without a winner the prize goes back, unless it is guaranteed', () => {
  for (const guaranteed of [false, true]) {
    const market = contest(guaranteed);
    judge(market, deliver(market, ANN), 4_999);
    close(market);
    expect(project(market).status).toBe(guaranteed ? 'completed' : 'expired');
    expect([wallet(market, ANN), wallet(market, EMPLOYER)]).toEqual(
      guaranteed ? [40_000, WEALTH - 40_000] : [0, WEALTH],
    );
    const empty = contest(guaranteed);
    expect(first(close(empty), 'MilestoneRefunded').reason).toBe('unawarded');
    expect([project(empty).status, wallet(empty, EMPLOYER)]).toEqual(['expired', WEALTH]);
  }
});

test('[S7] the expiry leaves a contest alone while a verdict is out', () => {
  const market = contest();
  market.now = project(market).closesAt - 1;
  const last = deliver(market, ANN);
  close(market);
  market.now = project(market).expiresAt;
  expect(market.refused(CLOCKED, { type: 'ExpireProject', projectId: projectId(1) })).toBe('not_due');
  judge(market, last, 10_000);
  expect(wallet(market, ANN)).toBe(40_000);
});

test('[S8] a verdict after a contest was cancelled moves nothing', () => {
  const market = contest();
  const last = deliver(market, ANN);
  close(market);
  market.done(by(EMPLOYER), { type: 'CancelProject', projectId: projectId(1) });
  expect(kinds(judge(market, last, 10_000))).toEqual(['VerdictRecorded']);
  expect([wallet(market, EMPLOYER), inEscrow(market), project(market).status]).toEqual([WEALTH, 0, 'cancelled']);
});

test('[S9] a contest’s award is over as soon as it is made', () => {
  const market = contest();
  judge(market, deliver(market, ANN), 10_000);
  const events = close(market).map(({ type }) => type);
  const ends = ['BidAwarded', 'AwardAccepted', 'PrizeAssigned', 'MilestoneReleased', 'AwardEnded', 'ProjectCompleted'];
  expect(events).toEqual(['BiddingClosed', 'ProjectCleared', ...ends]);
  expect(runClock(market)).toEqual([]);
});

test('[S10] the prize buys the winner’s best entry, whichever verdict comes last', () => {
  const files = (digit: string) => contentHash(digit.repeat(64));
  for (const lastOfWinner of [true, false]) {
    const market = contest();
    const enter = (who: number, digit: string) => {
      const request = { type: 'SubmitDelivery', projectId: projectId(1), filesHash: files(digit), bytes: 1 } as const;
      return first(market.done(by(who), request), 'DeliverySubmitted').deliveryId;
    };
    judge(market, enter(ANN, 'b'), lastOfWinner ? 5_000 : 9_000);
    const last = enter(ANN, 'c');
    judge(market, enter(BOB, 'd'), 6_000);
    close(market);
    const assigned = first(judge(market, last, lastOfWinner ? 9_000 : 5_000), 'PrizeAssigned');
    expect(assigned).toMatchObject({ freelancerId: ANN, filesHash: files(lastOfWinner ? 'c' : 'b') });
  }
});
