/** Active time: reported by one, read by that one and the owner, never more than can be true. */

import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Answer, openWorld, type World } from './world.ts';

let now = 1_000_000_000_000;
let world: World;
beforeAll(async () => {
  world = await openWorld(undefined, {}, () => now);
});
afterAll(() => world.close());

const ARENA = '/m/high-street/api/arena/1.0';

function report(who: string, activeMs: number, sitting = 'sitting01', project = 1): Promise<Answer> {
  const payload = { sitting, activeMs, idleAfterMs: 60_000 };
  return world.ask(who, { method: 'PUT', url: `${ARENA}/projects/${project}/active-time`, payload });
}

test('reports of one sitting replace each other, sittings add up, and a late one takes nothing back', async () => {
  expect((await report('fay', 10_000)).body.result).toMatchObject({ activeMs: 10_000, sittingCount: 1 });
  now += 30_000;
  expect((await report('fay', 40_000)).body.result).toMatchObject({ activeMs: 40_000, sittingCount: 1 });
  expect((await report('fay', 20_000)).body.result).toMatchObject({ activeMs: 40_000, sittingCount: 1 });
  expect((await report('fay', 5_000, 'sitting02')).body.result).toMatchObject({ activeMs: 45_000, sittingCount: 2 });
});

test('nobody is at work for longer than time has passed', async () => {
  const answer = await report('fay', 400_000);
  expect(answer.status).toBe(400);
  expect(answer.body.message).toContain('more than has passed');
});

test('each reads one’s own, the owner everybody’s, also as a table', async () => {
  await report('gus', 7_000, 'sitting03', 2);
  const mine = await world.ask('gus', { url: `${ARENA}/active-time` });
  expect(mine.body.result).toMatchObject({ measuredBy: 'client', count: 1, rows: [{ projectId: 2, activeMs: 7_000 }] });
  expect((await world.ask('gus', { url: `${ARENA}/active-time?participant=2` })).status).toBe(403);
  expect((await world.ask('walt', { url: `${ARENA}/active-time` })).status).toBe(403);
  const all = await world.ask('olga', { url: `${ARENA}/active-time` });
  expect(all.body.result).toMatchObject({ count: 2 });
  const table = await world.app.inject({
    url: `${ARENA}/active-time?format=csv`,
    headers: { 'freelancer-oauth-v1': 'scenario-olga' },
  });
  expect(table.headers['content-type']).toContain('text/csv');
  expect(table.body.split('\r\n')).toHaveLength(4);
  expect(table.body).toContain('2,1,45000,2,60000,2001-09-09T01:46:40.000Z,2001-09-09T01:47:10.000Z');
});

test('the market’s log knows nothing of it', async () => {
  const before = await world.arena.engine.read(world.marketId, { kind: 'owner' }, 0, 1_000);
  await report('fay', 41_000);
  expect(await world.arena.engine.read(world.marketId, { kind: 'owner' }, 0, 1_000)).toHaveLength(before.length);
});
