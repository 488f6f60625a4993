/** Rules V of the market's SPEC.md: verdicts. */

import { expect, test } from 'vitest';
import type { DeliveryId } from '../../server/kernel/id.ts';
import { OWNER } from '../../server/market/command.ts';
import { NO_FEES } from '../../server/market/policy.ts';
import { by, CLOCKED, first } from '../helpers/given.ts';
import {
  ANN,
  BOB,
  bid,
  CONTEST,
  close,
  deliver,
  EMPLOYER,
  inEscrow,
  judge,
  kinds,
  MILESTONES,
  post,
  project,
  REVIEWER,
  runClock,
  running,
  scene,
  verdictOf,
  WEALTH,
  wallet,
} from '../helpers/scene.ts';

const take = (deliveryId: DeliveryId) => ({ type: 'TakeDelivery', deliveryId }) as const;

test('[V1] reviewers take up and judge, once each; another reviewer may judge what one took up', () => {
  const market = running(MILESTONES);
  const second = market.register('reviewer');
  const delivery = deliver(market);
  for (const actor of [by(ANN), by(EMPLOYER), by(BOB), OWNER, CLOCKED]) {
    expect(market.refused(actor, take(delivery))).toBe('not_allowed');
    expect(market.refused(actor, verdictOf(delivery, 10_000))).toBe('not_allowed');
  }
  market.done(by(REVIEWER), take(delivery));
  expect(market.refused(by(second), take(delivery))).toBe('delivery_state');
  market.done(by(second), verdictOf(delivery, 10_000));
  expect(market.refused(by(REVIEWER), verdictOf(delivery, 0))).toBe('delivery_state');
});

test('[V2] score and cases agree, measures are measures', () => {
  const market = running(MILESTONES);
  const whole = verdictOf(deliver(market), 10_000);
  const tried = (more: object) => market.refused(by(REVIEWER), { ...whole, ...more });
  expect(tried({ casesPassed: 2 })).toBe('score_out_of_range');
  expect(tried({ scoreBps: 10_001 })).toBe('score_out_of_range');
  expect(tried({ casesPassed: 4 })).toBe('score_out_of_range');
  expect(tried({ caseCount: 4, casesPassed: 4 })).toBe('score_out_of_range');
  expect(tried({ scoreBps: -1, casesPassed: 0 })).toBe('score_out_of_range');
  expect(tried({ fuel: -1 })).toBe('malformed');
  expect(tried({ memoryBytes: 0.5 })).toBe('malformed');
  // All cases passed, and the reviewer's rule asked for more.
  expect(tried({ scoreBps: 9_999, fuel: 0, memoryBytes: 0 })).toBe('accepted');
});

test('[V3] short of the whole price it asks for a revision while one can come', () => {
  const market = running({ payRule: { kind: 'proportional' } });
  const statuses = [9_000, 0, 9_999].map(
    (score) => first(judge(market, deliver(market), score), 'VerdictRecorded').status,
  );
  expect(statuses).toEqual(['revision_requested', 'revision_requested', 'failed']);
  expect(project(market).status).toBe('completed');
  const late = running();
  const delivery = deliver(late);
  late.now = project(late).award?.deliverBy ?? 0;
  expect(first(judge(late, delivery, 9_000), 'VerdictRecorded').status).toBe('failed');
  const passed = running({ payRule: { kind: 'threshold', thresholdBps: 5_000 } });
  expect(first(judge(passed, deliver(passed), 5_000), 'VerdictRecorded').status).toBe('passed');
});

test('[V4] no verdict in time is our fault: unscored, and refunded', () => {
  const market = running({ fees: NO_FEES });
  const delivery = deliver(market);
  const voiding = { type: 'VoidDelivery', deliveryId: delivery } as const;
  expect(market.refused(CLOCKED, voiding)).toBe('not_due');
  expect(market.refused(OWNER, voiding)).toBe('not_allowed');
  market.done(by(REVIEWER), take(delivery));
  const events = runClock(market);
  expect(kinds(events)).toEqual(['DeliveryVoided', 'MilestoneRefunded', 'AwardEnded', 'ProjectCompleted']);
  expect(first(events, 'MilestoneRefunded').reason).toBe('voided');
  expect([project(market).award?.outcome, wallet(market, EMPLOYER)]).toEqual(['unscored', WEALTH]);
  expect(market.state.participants.get(ANN)?.reputation).toMatchObject({ completedCount: 0, incompleteCount: 0 });
  expect(market.refused(by(REVIEWER), verdictOf(delivery, 0))).toBe('delivery_state');
});

test('[V4] what an earlier verdict earned is still paid', () => {
  const market = running({ fees: NO_FEES, payRule: { kind: 'proportional' } });
  judge(market, deliver(market), 5_000);
  deliver(market);
  runClock(market);
  expect([wallet(market, ANN), wallet(market, EMPLOYER)]).toEqual([20_000, WEALTH - 20_000]);
  expect(project(market).award?.outcome).toBe('completed');
});

test('[V5] an entry passes from the threshold on, and a voided one counts for nothing', () => {
  const market = scene({ mechanism: CONTEST });
  post(market);
  bid(market, ANN, 1_000);
  bid(market, BOB, 1_000);
  const status = (score: number) => first(judge(market, deliver(market, ANN), score), 'VerdictRecorded').status;
  expect([status(4_999), status(5_000)]).toEqual(['failed', 'passed']);
  deliver(market, BOB);
  close(market);
  expect(project(market).status).toBe('bidding_closed');
  expect(kinds(runClock(market))).toContain('PrizeAssigned');
  expect([project(market).award?.freelancerId, inEscrow(market)]).toEqual([ANN, 0]);
});

test('[V5] with every entry voided the prize goes back', () => {
  const market = scene({ mechanism: { ...CONTEST, guaranteed: true } });
  post(market);
  bid(market, ANN, 1_000);
  deliver(market);
  runClock(market);
  expect([project(market).status, wallet(market, EMPLOYER), inEscrow(market)]).toEqual(['expired', WEALTH, 0]);
});

test('[V6] after the award’s end a verdict changes nothing else', () => {
  const market = running(MILESTONES);
  const delivery = deliver(market);
  market.done(by(EMPLOYER), { type: 'EndAward', projectId: 1 as never, outcome: 'incomplete' });
  expect(kinds(judge(market, delivery, 9_000))).toEqual(['VerdictRecorded']);
  expect(market.state.deliveries.get(delivery)).toMatchObject({ status: 'failed', scoreBps: 9_000 });
  expect(project(market).award?.outcome).toBe('incomplete');
});
