/** What one caller cannot do to the others: come too often. */

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addressKeyOf } from '../../server/http/address.ts';
import { createCounter } from '../../server/http/counter.ts';
import { rateOf } from '../../server/http/settings.ts';
import { openWorld, type World } from './world.ts';

const PROJECT = '/api/projects/0.1/projects/1';

describe('rates', () => {
  let now = 1_000_000;
  let world: World;
  beforeAll(async () => {
    const settings = { tokenRate: rateOf(5), addressRate: rateOf(12) };
    world = await openWorld(
      (same) => same,
      settings,
      () => now,
    );
  });
  afterAll(() => world.close());

  test('are told in Freelancer.com’s headers; beyond them a 429 says when to come again', async () => {
    const answers = [];
    for (let count = 0; count < 7; count += 1) answers.push(await world.ask('fay', { url: PROJECT }));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200, 429, 429]);
    expect(answers[0]?.headers).toMatchObject({
      'ratelimit-limit': '5, 5;window=60, 100;window=3600',
      'ratelimit-remaining': '4',
    });
    expect(answers[6]).toMatchObject({
      headers: { 'ratelimit-remaining': '0', 'retry-after': '60' },
      body: { status: 'error', error_code: 'AuthorisationExceptionCodes.RATE_LIMITED' },
    });
    now += 20_000;
    expect((await world.ask('fay', { url: PROJECT })).headers['retry-after']).toBe('40');
    now += 40_000;
    expect((await world.ask('fay', { url: PROJECT })).status).toBe(200);
  });

  test('a token’s count is its own; an address counts all of its tokens, and invented ones', async () => {
    now += 60_000;
    for (let count = 0; count < 5; count += 1) await world.ask('erin', { url: PROJECT });
    expect((await world.ask('erin', { url: PROJECT })).status).toBe(429);
    expect((await world.ask('gus', { url: PROJECT })).status).toBe(200);
    const statuses: number[] = [];
    for (let count = 0; count < 8; count += 1) {
      const headers = { 'freelancer-oauth-v1': `fla_made-up-${count}` };
      statuses.push((await world.ask(null, { url: PROJECT, headers })).status);
    }
    expect(statuses).toEqual([401, 401, 401, 401, 401, 429, 429, 429]);
    const elsewhere = await world.ask('gus', { url: PROJECT, remoteAddress: '192.0.2.1' });
    expect(elsewhere.status).toBe(200);
  });

  test('who the address is, nobody says but a proxy that is trusted', async () => {
    now += 60_000;
    const as = (remoteAddress: string, said: string) =>
      world.app.inject({ url: '/api/arena/1.0/health', remoteAddress, headers: { 'x-forwarded-for': said } });
    const statuses: number[] = [];
    for (let count = 0; count < 14; count += 1)
      statuses.push((await as('192.0.2.9', `198.51.100.${count}`)).statusCode);
    expect(statuses.filter((status) => status === 429).length).toBe(2);
    const settings = { addressRate: rateOf(2), trustedProxies: ['192.0.2.9'] };
    const behind = await openWorld((same) => same, settings);
    const through = (said: string) =>
      behind.app.inject({
        url: '/api/arena/1.0/health',
        remoteAddress: '192.0.2.9',
        headers: { 'x-forwarded-for': said },
      });
    for (let count = 0; count < 3; count += 1) expect((await through(`198.51.100.${count}`)).statusCode).toBe(200);
    await behind.close();
  });

  test('the hour counts as well as the minute; a clock that is set back begins anew; memory has an end', () => {
    let at = 0;
    const counter = createCounter(
      [
        { ms: 60, max: 2 },
        { ms: 3_600, max: 3 },
      ],
      () => at,
      2,
    );
    const take = () => counter.take('a');
    expect([take(), take()].map(({ remaining }) => remaining)).toEqual([1, 0]);
    expect(take()).toEqual({ ok: false, remaining: 0, resetMs: 60 });
    at = 60;
    expect(take()).toEqual({ ok: true, remaining: 0, resetMs: 3_540 });
    expect(take()).toEqual({ ok: false, remaining: 0, resetMs: 3_540 });
    at = -10_000;
    expect(take().ok).toBe(true);
    for (const key of ['b', 'c']) counter.take(key);
    expect(take().remaining).toBe(1);
  });

  test.each([
    ['192.0.2.1', '192.0.2.1'],
    ['::ffff:192.0.2.1', '192.0.2.1'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:0DB8:0001:2::9', '2001:db8:1:2::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
  ])('%s counts as %s', (address, key) => expect(addressKeyOf(address)).toBe(key));
});
