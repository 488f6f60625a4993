/** The market's own no: told whole to programs of ours, and in Freelancer.com's keys to those that were written for it. */

import { afterAll, beforeAll, expect, test } from 'vitest';
import { openWorld, type World } from './world.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

test('the same refusal has its own code on our routes, and only the known keys on theirs', async () => {
  const terms = { amountCents: 4_000, days: 1, qualityBps: 10_000, proposalHash: null, confidenceBps: null };
  const ours = await world.ask('fay', {
    method: 'POST',
    url: '/api/arena/1.0/commands',
    payload: { type: 'PlaceBid', projectId: 1, ...terms },
  });
  const theirs = await world.ask('fay', {
    method: 'POST',
    url: '/api/projects/0.1/bids',
    payload: { project_id: 1, amount: 40, period: 1 },
  });
  const code = 'ProjectExceptionCodes.DUPLICATE_BID';
  expect([ours.status, theirs.status]).toEqual([400, 400]);
  expect(ours.body).toMatchObject({ error_code: code, refusal: { code: 'already_bid', detail: expect.any(String) } });
  expect(theirs.body).toMatchObject({ error_code: code });
  expect(Object.keys(theirs.body).sort()).toEqual(['error_code', 'message', 'request_id', 'status']);
});
