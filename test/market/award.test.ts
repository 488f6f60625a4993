/** Rules A of the market's SPEC.md: awards. */

import { expect, test } from 'vitest';
import { DAY_MS, HOUR_MS } from '../../server/kernel/clock.ts';
import { bidId, projectId } from '../../server/kernel/id.ts';
import { cents } from '../../server/kernel/money.ts';
import { OWNER } from '../../server/market/command.ts';
import type { Mechanism } from '../../server/market/mechanism/mechanism.ts';
import { FREELANCER_COM_FEES, type Policy } from '../../server/market/policy.ts';
import { by, CLOCKED, first, posting } from '../helpers/given.ts';
import {
  ANN,
  awarded,
  BOB,
  BY_HAND,
  bid,
  CAT,
  close,
  deliver,
  EMPLOYER,
  inEscrow,
  judge,
  kinds,
  MILESTONES,
  milestone,
  OTHER_EMPLOYER,
  platform,
  post,
  project,
  release,
  runClock,
  running,
  scene,
  statusOfBid,
  WEALTH,
  WORK_MS,
  wallet,
} from '../helpers/scene.ts';

const on = (type: 'AwardBid' | 'AcceptAward' | 'DeclineAward' | 'RevokeAward' | 'LapseAward', id = 1) => ({
  type,
  bidId: bidId(id),
});
const end = (outcome: 'completed' | 'incomplete' = 'completed') =>
  ({ type: 'EndAward', projectId: projectId(1), outcome }) as const;

test('[A1] a mechanism lets nobody award by hand', () => {
  const market = scene();
  post(market);
  bid(market, ANN, 40_000);
  expect(market.refused(by(EMPLOYER), on('AwardBid'))).toBe('mechanism_awards');
  expect(first(close(market), 'BidAwarded')).toMatchObject({ bidId: 1, freelancerId: ANN, priceCents: 40_000 });
});

test('[A2] by hand any open bid, until the project expires', () => {
  const market = scene(BY_HAND);
  post(market);
  bid(market, ANN, 40_000);
  bid(market, BOB, 90_000);
  bid(market, CAT, 1_000);
  market.done(by(CAT), { type: 'RetractBid', bidId: bidId(3) });
  expect(market.refused(by(EMPLOYER), on('AwardBid', 3))).toBe('bid_not_open');
  expect(kinds(market.done(by(EMPLOYER), on('AwardBid', 2)))).toEqual(['BiddingClosed', 'BidAwarded']);
  market.done(by(BOB), on('DeclineAward', 2));
  market.now = project(market).expiresAt;
  expect(market.refused(by(EMPLOYER), on('AwardBid', 1))).toBe('project_not_open');
  market.now -= 1;
  expect(market.refused(by(EMPLOYER), on('AwardBid', 1))).toBe('accepted');
});

test('[A3] while one award is alive there is no other', () => {
  const market = awarded(BY_HAND);
  expect(market.refused(by(EMPLOYER), on('AwardBid', 2))).toBe('project_not_open');
  market.done(by(ANN), on('AcceptAward'));
  expect(market.refused(by(EMPLOYER), on('AwardBid', 2))).toBe('project_not_open');
});

test('[A4] only the awarded freelancer answers, once', () => {
  const market = awarded();
  for (const type of ['AcceptAward', 'DeclineAward'] as const) {
    expect(market.refused(by(BOB), on(type))).toBe('not_allowed');
    expect(market.refused(by(EMPLOYER), on(type))).toBe('not_allowed');
    expect(market.refused(OWNER, on(type))).toBe('not_allowed');
    expect(market.refused(by(BOB), on(type, 2))).toBe('award_not_pending');
  }
  market.done(by(ANN), on('AcceptAward'));
  expect(market.refused(by(ANN), on('AcceptAward'))).toBe('award_not_pending');
  expect(market.refused(by(ANN), on('DeclineAward'))).toBe('award_not_pending');
});

test('[A5] an award lapses after its time, not before, and is then too late to accept', () => {
  const market = awarded();
  market.wait(36 * HOUR_MS - 1);
  expect(market.refused(CLOCKED, on('LapseAward'))).toBe('not_due');
  expect(market.refused(by(EMPLOYER), on('LapseAward'))).toBe('not_allowed');
  market.wait(1);
  expect(market.refused(by(ANN), on('AcceptAward'))).toBe('not_due');
  expect(kinds(market.done(CLOCKED, on('LapseAward')))).toEqual(['AwardLapsed', 'ProjectCleared', 'BidAwarded']);
  expect(statusOfBid(market, 1)).toBe('lapsed');
});

test('[A6] accepting needs price and fee in the employer’s wallet', () => {
  const market = awarded({ fees: FREELANCER_COM_FEES });
  const out = { type: 'WithdrawFunds', participantId: EMPLOYER, amountCents: cents(WEALTH - 41_199) } as const;
  market.done(by(EMPLOYER), out);
  expect(market.refused(by(ANN), on('AcceptAward'))).toBe('insufficient_funds');
  market.done(OWNER, { type: 'Deposit', participantId: EMPLOYER, amountCents: cents(1) });
  market.done(by(ANN), on('AcceptAward'));
  expect([wallet(market, EMPLOYER), inEscrow(market), platform(market)]).toEqual([0, 40_000, 1_200]);
});

test('[A6] under settlement employer only the fee is charged', () => {
  const market = awarded({ ...MILESTONES, fees: FREELANCER_COM_FEES });
  market.done(by(ANN), on('AcceptAward'));
  expect([wallet(market, EMPLOYER), inEscrow(market), platform(market)]).toEqual([WEALTH - 1_200, 0, 1_200]);
});

test('[A7] the employer revokes what was awarded by hand, and nobody else does', () => {
  const market = awarded(BY_HAND);
  expect(market.refused(by(OTHER_EMPLOYER), on('RevokeAward'))).toBe('not_allowed');
  expect(market.refused(by(EMPLOYER), on('RevokeAward'))).toBe('accepted');
  expect(statusOfBid(market, 1)).toBe('revoked');
  expect(awarded().refused(by(EMPLOYER), on('RevokeAward'))).toBe('mechanism_awards');
});

test.each(['DeclineAward', 'RevokeAward', 'LapseAward'] as const)('[A8] %s refunds the milestones', (type) => {
  const market = awarded(MILESTONES);
  milestone(market, 10_000);
  milestone(market, 5_000);
  expect(wallet(market, EMPLOYER)).toBe(WEALTH - 15_000);
  if (type === 'LapseAward') market.wait(36 * HOUR_MS);
  market.done(type === 'DeclineAward' ? by(ANN) : type === 'RevokeAward' ? by(EMPLOYER) : CLOCKED, on(type));
  expect([wallet(market, EMPLOYER), inEscrow(market)]).toEqual([WEALTH, 0]);
});

const RULES: readonly (readonly [Mechanism, readonly number[]])[] = [
  [{ kind: 'fp_sealed' }, [20_000, 30_000, 40_000]],
  [{ kind: 'vickrey' }, [30_000, 40_000, 100_000]],
  [{ kind: 'english_rev', stepCents: cents(10_000), softCloseMs: 0 }, [20_000, 30_000, 40_000]],
  [{ kind: 'clock_rev', stepCents: cents(10_000) }, [20_000, 30_000, 100_000]],
  [{ kind: 'dutch_rev', stepCents: cents(10_000) }, [20_000, 30_000, 40_000]],
  [{ kind: 'scoring_first', valueCents: null, minScoreCents: null }, [20_000, 30_000, 40_000]],
  [{ kind: 'scoring_second', valueCents: null }, [30_000, 40_000, 100_000]],
  [{ kind: 'posted', draw: 'first_come' }, [100_000, 100_000, 100_000]],
  [{ kind: 'posted', draw: 'uniform' }, [100_000, 100_000, 100_000]],
  [{ kind: 'direct', assignment: 'rotation' }, [100_000, 100_000, 100_000]],
  [{ kind: 'direct', assignment: 'named' }, [100_000]],
  [{ kind: 'lottery', pays: 'posted' }, [100_000, 100_000, 100_000]],
];

test.each(RULES)('[A9] after a decline and a lapse %o looks again until no bid is left', (mechanism, prices) => {
  const market = scene({ mechanism, visibility: mechanism.kind === 'english_rev' ? 'open' : 'sealed' });
  post(market, { assigneeId: BOB });
  for (const [who, amount] of [
    [CAT, 40_000],
    [BOB, 30_000],
    [ANN, 20_000],
  ] as const)
    bid(market, who, amount);
  let award = first(close(market), 'BidAwarded');
  const paid: number[] = [award.priceCents];
  for (let round = 0; project(market).status === 'awarded'; round += 1) {
    const lapse = round % 2 === 1;
    if (lapse) market.now = award.acceptBy;
    const actor = lapse ? CLOCKED : by(award.freelancerId);
    const events = market.done(actor, on(lapse ? 'LapseAward' : 'DeclineAward', award.bidId));
    if (!kinds(events).includes('BidAwarded')) break;
    award = first(events, 'BidAwarded');
    paid.push(award.priceCents);
  }
  expect(paid).toEqual(prices);
  expect(project(market).status).toBe('expired');
  const rest = mechanism.kind === 'direct' && mechanism.assignment === 'named' ? 2 : 0;
  const statuses = [1, 2, 3].map((id) => statusOfBid(market, id));
  expect(statuses.filter((status) => status === 'lost')).toHaveLength(rest);
  expect([inEscrow(market), wallet(market, EMPLOYER)]).toEqual([0, WEALTH]);
});

test('[A10] after a dropped award by hand the employer chooses among the others', () => {
  const market = awarded(BY_HAND);
  expect(kinds(market.done(by(ANN), on('DeclineAward')))).toEqual(['AwardDeclined']);
  expect(market.refused(by(EMPLOYER), on('AwardBid', 1))).toBe('bid_not_open');
  expect(kinds(market.done(by(EMPLOYER), on('AwardBid', 2)))).toEqual(['BidAwarded']);
});

test('[A11] work is due the bid’s days and the grace after acceptance', () => {
  const market = awarded();
  market.wait(HOUR_MS);
  const accepted = first(market.done(by(ANN), on('AcceptAward')), 'AwardAccepted');
  expect(accepted).toMatchObject({ deliverBy: market.now + WORK_MS, endsAt: market.now + WORK_MS });
  const other = first(awarded(MILESTONES).done(by(ANN), on('AcceptAward')), 'AwardAccepted');
  expect(other.endsAt - other.deliverBy).toBe(30 * DAY_MS);
});

test('[A12] giving up takes what the best verdict earned, but not while one is out', () => {
  const policy: Partial<Policy> = { ...BY_HAND, payRule: { kind: 'proportional' } };
  const market = running(policy);
  judge(market, deliver(market), 4_000);
  const second = deliver(market);
  expect(market.refused(by(ANN), end())).toBe('delivery_state');
  judge(market, second, 2_500);
  expect(market.refused(by(EMPLOYER), end())).toBe('not_allowed');
  market.done(by(ANN), end());
  expect([wallet(market, ANN), inEscrow(market)]).toEqual([16_000, 0]);
  expect(project(market)).toMatchObject({ status: 'completed', award: { outcome: 'completed' } });
  const none = running(policy);
  none.done(by(ANN), end());
  expect([wallet(none, EMPLOYER), project(none).award?.outcome]).toEqual([WEALTH, 'incomplete']);
});

test('[A13] the employer ends an award in which no milestone holds money', () => {
  const market = running(MILESTONES);
  const held = milestone(market, 10_000);
  expect(market.refused(by(EMPLOYER), end())).toBe('milestone_state');
  release(market, held, 10_000);
  expect(market.refused(by(ANN), end())).toBe('not_allowed');
  const events = market.done(by(EMPLOYER), end('incomplete'));
  expect(first(events, 'AwardEnded').outcome).toBe('incomplete');
  expect(runClock(market)).toEqual([]);
});

test('[A14] without an award in progress there is nothing to deliver or end', () => {
  const market = awarded();
  const submit = { type: 'SubmitDelivery', projectId: projectId(1), filesHash: 'x' as never, bytes: 1 } as const;
  expect(market.refused(by(ANN), submit)).toBe('no_award');
  expect(market.refused(by(ANN), end())).toBe('no_award');
  expect(market.refused(CLOCKED, { type: 'LapseDelivery', projectId: projectId(1) })).toBe('no_award');
  expect(market.refused(by(EMPLOYER), posting())).toBe('accepted');
});
