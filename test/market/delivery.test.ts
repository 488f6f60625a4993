/** Rules D of the market's SPEC.md: deliveries. */

import { expect, test } from 'vitest';
import { type DeliveryId, projectId } from '../../server/kernel/id.ts';
import { OWNER } from '../../server/market/command.ts';
import { by, TEXT } from '../helpers/given.ts';
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
  judge,
  MILESTONES,
  post,
  project,
  REVIEWER,
  runClock,
  running,
  scene,
  wallet,
} from '../helpers/scene.ts';

const submit = (bytes = 1) => ({ type: 'SubmitDelivery', projectId: projectId(1), filesHash: TEXT, bytes }) as const;
const revise = (id: number) => ({ type: 'RequestRevision', deliveryId: id as DeliveryId, commentHash: null }) as const;

test('[D1] only the awarded freelancer delivers, before the work is due', () => {
  expect(awarded().refused(by(ANN), submit())).toBe('no_award');
  const market = running();
  expect(market.refused(by(BOB), submit())).toBe('no_award');
  expect(market.refused(by(EMPLOYER), submit())).toBe('not_allowed');
  expect(market.refused(OWNER, submit())).toBe('not_allowed');
  market.now = project(market).award?.deliverBy ?? 0;
  expect(market.refused(by(ANN), submit())).toBe('not_due');
  market.now -= 1;
  expect(market.refused(by(ANN), submit())).toBe('accepted');
});

test('[D2] so many bytes, so many attempts', () => {
  const market = running(MILESTONES);
  expect(market.refused(by(ANN), submit(1_048_577))).toBe('limit_reached');
  expect(market.refused(by(ANN), submit(-1))).toBe('limit_reached');
  expect(market.refused(by(ANN), submit(1_048_576))).toBe('accepted');
  judge(market, 1 as DeliveryId, 0);
  for (let attempt = 2; attempt <= 3; attempt += 1) judge(market, deliver(market), 0);
  expect(market.refused(by(ANN), submit())).toBe('no_deliveries_left');
});

test('[D3] one delivery at a time', () => {
  const market = running(MILESTONES);
  const delivery = deliver(market);
  expect(market.refused(by(ANN), submit())).toBe('delivery_state');
  market.done(by(REVIEWER), { type: 'TakeDelivery', deliveryId: delivery });
  expect(market.refused(by(ANN), submit())).toBe('delivery_state');
  judge(market, delivery, 0);
  expect(market.refused(by(ANN), submit())).toBe('accepted');
});

test('[D4] entrants deliver until the contest closes', () => {
  const market = scene({ mechanism: CONTEST });
  post(market);
  bid(market, ANN, 1_000);
  expect(market.refused(by(BOB), submit())).toBe('no_award');
  judge(market, deliver(market), 1_000);
  const last = deliver(market);
  judge(market, last, 10_000);
  expect(market.refused(by(ANN), submit())).toBe('no_deliveries_left');
  bid(market, BOB, 1_000);
  market.now = project(market).closesAt;
  expect(market.refused(by(BOB), submit())).toBe('not_due');
  close(market);
  expect(market.refused(by(BOB), submit())).toBe('no_award');
});

test('[D5] the employer asks for a revision after a verdict, while another delivery may come', () => {
  const market = running(MILESTONES);
  const delivery = deliver(market);
  expect(market.refused(by(EMPLOYER), revise(delivery))).toBe('delivery_state');
  judge(market, delivery, 10_000);
  expect(market.refused(by(ANN), revise(delivery))).toBe('not_allowed');
  expect(market.refused(by(EMPLOYER), revise(delivery))).toBe('accepted');
  expect(market.refused(by(EMPLOYER), revise(delivery))).toBe('delivery_state');
  const second = deliver(market);
  judge(market, second, 10_000);
  const before = market.now;
  market.now = project(market).award?.deliverBy ?? 0;
  expect(market.refused(by(EMPLOYER), revise(second))).toBe('no_award');
  market.now = before;
  judge(market, deliver(market), 10_000);
  expect(market.refused(by(EMPLOYER), revise(second))).toBe('no_deliveries_left');
});

test('[D5] where the verdict settles nobody asks', () => {
  const market = running(BY_HAND);
  judge(market, deliver(market), 10_000);
  expect(market.refused(by(EMPLOYER), revise(1))).toBe('settlement_differs');
});

test('[D6] who withdraws is out of the contest, with the entries', () => {
  const market = scene({ mechanism: CONTEST });
  post(market);
  bid(market, ANN, 1_000);
  bid(market, BOB, 1_000);
  judge(market, deliver(market, ANN), 10_000);
  judge(market, deliver(market, BOB), 6_000);
  const waiting = deliver(market, ANN);
  market.done(by(ANN), { type: 'WithdrawParticipant', participantId: ANN });
  close(market);
  judge(market, waiting, 10_000);
  expect(project(market)).toMatchObject({ status: 'completed', award: { freelancerId: BOB } });
  expect([wallet(market, ANN), wallet(market, BOB)]).toEqual([0, 90_000]);
  expect(runClock(market)).toEqual([]);
});
