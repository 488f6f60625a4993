/** The machine's clock is set back, and forth: passes, rates and markets stay sane, and market time never goes back. */

import { expect, onTestFinished, test } from 'vitest';
import { createMemoryAccess } from '../../db/memory/access.ts';
import { createMemoryStore } from '../../db/memory/store.ts';
import { createArena } from '../../server/app.ts';
import { buildServer } from '../../server/http/server.ts';
import { rateOf, WITHOUT_RATES } from '../../server/http/settings.ts';
import { playScenario } from '../../server/scenario.ts';
import { toldClock } from '../helpers/table.ts';
import { PASSWORD } from './browser.ts';
import { type Headers, sessionOf, tokenOf } from './keys.ts';
import { HIGH_STREET, openWorld } from './world.ts';

const NOON = Date.UTC(2026, 0, 15, 12);
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const PROJECT = '/api/projects/0.1/projects/1';

async function clockedWorld(settings = {}) {
  const clock = { now: NOON };
  const world = await openWorld(
    (same) => same,
    settings,
    () => clock.now,
  );
  onTestFinished(() => world.close());
  const opens = async (headers: Headers) => (await world.app.inject({ url: PROJECT, headers })).statusCode;
  return { clock, world, opens };
}

test.each([-DAY, -HOUR, -1])(
  '%i ms: what was good stays so, what was ended by somebody stays ended',
  async (change) => {
    const { clock, world, opens } = await clockedWorld();
    const good = await tokenOf(world, 'fay', { createdAt: NOON, expiresAt: NOON + HOUR });
    const session = await sessionOf(world, 'fay');
    const revoked = await tokenOf(world, 'fay');
    await world.access.revokePass(revoked.pass.passId, clock.now);
    const used = await tokenOf(world, 'fay', { usesLeft: 0, expiresAt: NOON + HOUR });
    clock.now += change;
    expect(await opens(good.headers)).toBe(200);
    expect(await opens(session.headers)).toBe(200);
    expect(await opens(revoked.headers)).toBe(401);
    expect(await opens(used.headers)).toBe(401);
    const made = await world.app.inject({
      method: 'POST',
      url: '/api/arena/1.0/tokens',
      headers: session.headers,
      payload: { scopes: ['basic'], days: 1 },
    });
    const { token, createdAt, expiresAt } = made.json().result as {
      token: string;
      createdAt: number;
      expiresAt: number;
    };
    expect(expiresAt - createdAt).toBe(DAY);
    expect(await opens({ 'freelancer-oauth-v1': token })).toBe(200);
    // When the clock is right again, it ends a day after what the clock said when it was made, and not later.
    clock.now = createdAt + DAY;
    expect(await opens({ 'freelancer-oauth-v1': token })).toBe(401);
  },
);

test('a window of requests is never longer than it is, and nobody is locked out by a clock that was ahead', async () => {
  const { clock, world, opens } = await clockedWorld({ tokenRate: rateOf(3), addressRate: rateOf(1_000) });
  const { headers } = await tokenOf(world, 'fay');
  const ask = () => world.app.inject({ url: PROJECT, headers });
  clock.now = NOON + 365 * DAY;
  for (let count = 0; count < 3; count += 1) await ask();
  expect((await ask()).statusCode).toBe(429);
  clock.now = NOON;
  expect(await opens(headers)).toBe(200);
  for (let count = 0; count < 3; count += 1) await ask();
  const limited = await ask();
  expect(limited.statusCode).toBe(429);
  for (const name of ['retry-after', 'ratelimit-reset']) {
    const seconds = Number(limited.headers[name]);
    expect(seconds, name).toBeGreaterThan(0);
    expect(seconds, name).toBeLessThanOrEqual(60);
  }
});

test('tries of passwords begin anew at the most once for each time that the clock is set back', async () => {
  const { clock, world } = await clockedWorld();
  const attempt = async () =>
    (
      await world.app.inject({
        method: 'POST',
        url: '/api/arena/1.0/log-in',
        payload: { name: 'fay', password: PASSWORD },
      })
    ).statusCode;
  for (let count = 0; count < 10; count += 1) expect(await attempt()).toBe(401);
  expect(await attempt()).toBe(429);
  clock.now -= 1;
  expect(await attempt()).toBe(401);
  for (let count = 0; count < 9; count += 1) await attempt();
  expect(await attempt()).toBe(429);
});

test('a market on wall time goes on from where it was; its log never goes back, and neither do deadlines', async () => {
  const wall = toldClock(NOON);
  const store = createMemoryStore();
  const access = createMemoryAccess();
  const arena = createArena({ store, wall });
  const marketId = await playScenario(arena, access, HIGH_STREET);
  const app = await buildServer({ arena, access, wallNow: () => wall.now(), log: null, settings: WITHOUT_RATES });
  onTestFinished(async () => {
    await app.close();
    await arena.close();
  });
  const bid = async (amount: number) => {
    const headers = { 'freelancer-oauth-v1': 'scenario-fay' };
    const answer = await app.inject({ method: 'PUT', url: '/api/projects/0.1/bids/1', headers, payload: { amount } });
    expect(answer.statusCode, answer.body).toBe(200);
  };
  await wall.pass(HOUR);
  await bid(119);
  for (const at of [NOON, NOON - DAY, NOON + 2 * HOUR, NOON + HOUR]) {
    wall.set(at);
    await bid(60 + Math.abs((at - NOON) / HOUR));
  }
  const log = await store.events(marketId, 0, 1_000);
  const times = log.map(({ at }) => at);
  expect(times).toEqual(times.toSorted((one, other) => one - other));
  expect(times.at(-1)).toBe(NOON + 2 * HOUR);
  const project = await app.inject({ url: PROJECT, headers: { 'freelancer-oauth-v1': 'scenario-fay' } });
  expect(project.json().result.time_updated).toBeGreaterThanOrEqual(NOON / 1_000);
  expect(log.filter(({ event }) => event.type === 'BiddingClosed')).toEqual([]);
});
