/** What one caller cannot do to the others: too often, too much, too slowly, too many, or as somebody else. */

import { once } from 'node:events';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addressKeyOf } from '../../server/http/address.ts';
import { createCounter } from '../../server/http/counter.ts';
import { buildServer } from '../../server/http/server.ts';
import { rateOf } from '../../server/http/settings.ts';
import { tokenOf } from './keys.ts';
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

describe('on the wire', () => {
  let world: World;
  let port = 0;
  const lines: string[] = [];
  beforeAll(async () => {
    world = await openWorld();
    const settings = { headersTimeoutMs: 300, requestTimeoutMs: 600, timeoutCheckMs: 50, connectionsPerAddress: 40 };
    const { arena, access } = world;
    const app = await buildServer({ arena, access, wallNow: Date.now, log: (line) => lines.push(line), settings });
    await app.listen({ port: 0, host: '127.0.0.1' });
    port = (app.server.address() as AddressInfo).port;
    const { close } = world;
    Object.assign(world, { close: async () => app.close().then(close) });
  });
  afterAll(() => world.close());

  /** Everything that the server says to this until it ends the connection. */
  async function toTheEnd(socket: Socket): Promise<string> {
    let text = '';
    socket.on('data', (chunk) => {
      text += String(chunk);
    });
    socket.on('error', () => undefined);
    await once(socket, 'close');
    return text;
  }
  const sent = (text: string): Promise<string> => {
    const socket = connect(port, '127.0.0.1');
    socket.write(text);
    return toTheEnd(socket);
  };
  const expectProblem = (text: string, status: number, code: string): void => {
    expect(text).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
    expect(text).toMatch(/content-type: application\/json\r\n/i);
    const body = JSON.parse(text.slice(text.indexOf('\r\n\r\n') + 4)) as object;
    expect(body).toMatchObject({
      status: 'error',
      error_code: `RestExceptionCodes.${code}`,
      message: expect.any(String),
      request_id: expect.stringMatching(/^[0-9a-f]{32}$/),
    });
  };

  test('a head that comes drop by drop, or never, is not waited for', async () => {
    const socket = connect(port, '127.0.0.1');
    const over = toTheEnd(socket);
    socket.write('GET / HTTP/1.1\r\nhost: a\r\n');
    const dripping = setInterval(() => socket.write('x: y\r\n'), 50);
    expectProblem(await over, 408, 'TIMEOUT');
    clearInterval(dripping);
    await toTheEnd(connect(port, '127.0.0.1'));
  });

  test('nor is a body that does not come to an end', async () => {
    const head = 'POST /api/projects/0.1/bids HTTP/1.1\r\nhost: a\r\nfreelancer-oauth-v1: scenario-fay\r\n';
    const socket = connect(port, '127.0.0.1');
    const over = toTheEnd(socket);
    socket.write(`${head}content-type: application/json\r\ncontent-length: 1000\r\n\r\n{`);
    const dripping = setInterval(() => socket.write(' '), 50);
    expectProblem(await over, 408, 'TIMEOUT');
    clearInterval(dripping);
  });

  test.each([
    ['too large a head', `GET / HTTP/1.1\r\nhost: a\r\nx: ${'y'.repeat(20_000)}\r\n\r\n`, 431, 'TOO_LARGE'],
    ['a flood of headers', `GET / HTTP/1.1\r\nhost: a\r\n${'x: y\r\n'.repeat(5_000)}\r\n`, 431, 'TOO_LARGE'],
    ['no HTTP', 'HELO mail.example.org\r\n\r\n', 400, 'BAD_FORM'],
    [
      'two lengths, of which somebody in between may believe the other',
      'POST / HTTP/1.1\r\nhost: a\r\ncontent-length: 5\r\ncontent-length: 50\r\n\r\nhello',
      400,
      'BAD_FORM',
    ],
    [
      'a length and chunks',
      'POST / HTTP/1.1\r\nhost: a\r\ncontent-length: 5\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n',
      400,
      'BAD_FORM',
    ],
  ])('%s is turned away in the envelope', async (_what, text, status, code) => {
    expectProblem(await sent(text), status, code);
  });

  test('an address has so many connections and no more, and gets them back', async () => {
    const settings = { connectionsPerAddress: 5 };
    const { arena, access } = world;
    const app = await buildServer({ arena, access, wallNow: Date.now, log: null, settings });
    await app.listen({ port: 0, host: '127.0.0.1' });
    const { port: own } = app.server.address() as AddressInfo;
    const opened = Array.from({ length: 8 }, () => {
      const socket = connect(own, '127.0.0.1');
      socket.on('error', () => undefined);
      return { socket, closed: once(socket, 'close') };
    });
    await Promise.all(opened.slice(5).map(({ closed }) => closed));
    const kept = opened.slice(0, 5).map(({ socket }) => socket);
    expect(kept.map(({ destroyed }) => destroyed)).toEqual([false, false, false, false, false]);
    const health = 'GET /api/arena/1.0/health HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n';
    kept[0]?.write(health);
    expect(await toTheEnd(kept[0] ?? connect(own))).toMatch(/^HTTP\/1.1 200/);
    const next = connect(own, '127.0.0.1');
    next.write(health);
    expect(await toTheEnd(next)).toMatch(/^HTTP\/1.1 200/);
    for (const socket of kept) socket.destroy();
    await app.close();
  });

  test('a body that is too large is not read to its end', async () => {
    const head = 'POST /api/projects/0.1/bids HTTP/1.1\r\nhost: a\r\nfreelancer-oauth-v1: scenario-fay\r\n';
    const text = await sent(
      `${head}content-type: application/json\r\ncontent-length: 999999999\r\nconnection: close\r\n\r\n`,
    );
    expect(text).toMatch(/^HTTP\/1.1 413 [\s\S]*RestExceptionCodes.TOO_LARGE/);
  });

  test('the log says what was asked by whom, and nothing that opens a door', async () => {
    const { secret } = await tokenOf(world, 'fay');
    await fetch(`http://127.0.0.1:${port}/m/high-street${PROJECT}?token=${secret}&query=hunter2`, {
      headers: { authorization: `Bearer ${secret}` },
    });
    await fetch(`http://127.0.0.1:${port}/join/${secret}`);
    await fetch(`http://127.0.0.1:${port}/nowhere/${secret}`);
    // A line is written after its answer.
    await fetch(`http://127.0.0.1:${port}/api/arena/1.0/health`);
    const told = lines.map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(told).toContainEqual(
      expect.objectContaining({
        level: 'info',
        method: 'GET',
        route: '/api/projects/0.1/projects/:project_id',
        market: 'high-street',
        status: 200,
        userId: 2,
      }),
    );
    expect(told).toContainEqual(expect.objectContaining({ route: null, status: 404 }));
    expect(lines.join('\n')).not.toMatch(new RegExp(`${secret}|hunter2|scenario-`));
  });
});

describe('as somebody else', () => {
  let world: World;
  beforeAll(async () => {
    world = await openWorld();
  });
  afterAll(() => world.close());

  test.each([
    { 'x-arena-market': 'elsewhere' },
    { 'X-Arena-Market': 'elsewhere' },
    { 'x-arena-market': ['elsewhere', 'high-street'] },
    { 'x-original-url': '/m/elsewhere/' },
    { 'x-rewrite-url': '/m/elsewhere/' },
    { 'x-forwarded-prefix': '/m/elsewhere' },
  ])('no header names the market: %j', async (headers) => {
    const answer = await world.ask('fay', { url: PROJECT, headers: headers as never });
    expect(answer.body.result).toMatchObject({ id: 1 });
  });

  test.each([
    ['/m/high-street/m/elsewhere/api/projects/0.1/projects/1', 404],
    ['/m/High-Street/api/projects/0.1/projects/1', 404],
    ['/%6d/high-street/api/projects/0.1/projects/1', 404],
    ['/m//api/projects/0.1/projects/1', 404],
    ['/m/elsewhere/api/projects/0.1/projects/1', 403],
    ['//evil.example/api/projects/0.1/projects/1', 404],
    ['/%zz', 400],
    [`/join/${'x'.repeat(300)}`, 414],
  ])('%s is answered %i, in the envelope', async (url, status) => {
    const answer = await world.ask('fay', { url });
    expect([answer.status, answer.body.status], answer.text).toEqual([status, 'error']);
    expect(answer.body.request_id).toMatch(/^[0-9a-f]{32}$/);
    expect(answer.headers['content-type']).toBe('application/json');
  });

  test('our own trouble is named by its request and says nothing of where it came from', async () => {
    const reasons: string[] = [];
    const access = { ...world.access, passByHash: () => Promise.reject(new TypeError('secret of the house')) };
    const broken = {
      ...world.access,
      seatsOf: () => {
        throw new TypeError('secret of the house');
      },
    };
    for (const [store, status] of [
      [access, 503],
      [broken, 503],
    ] as const) {
      const log = (line: string) => reasons.push(line);
      const app = await buildServer({ arena: world.arena, access: store, wallNow: Date.now, log });
      const answer = await app.inject({ url: PROJECT, headers: { 'freelancer-oauth-v1': 'scenario-fay' } });
      expect(answer.statusCode).toBe(status);
      expect(answer.body).not.toMatch(/secret of the house|TypeError|\.ts/);
      expect(answer.headers['retry-after']).toBe('1');
      await app.close();
    }
    expect(reasons.join('\n')).toContain('secret of the house');
  });

  test('every answer forbids what a page could do with it', async () => {
    const { headers } = await world.ask('fay', { url: PROJECT });
    expect(headers).toMatchObject({
      'content-security-policy': "default-src 'none';base-uri 'none';form-action 'none';frame-ancestors 'none'",
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cache-control': 'no-store',
    });
    expect(headers['access-control-allow-origin']).toBeUndefined();
    expect(headers['x-powered-by']).toBeUndefined();
  });
});
