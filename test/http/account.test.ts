/** Sessions, passwords and tokens: what they open, when they end, and what a thief can do with what it finds. */

import { createHook } from 'node:async_hooks';
import { fastifyCookie } from '@fastify/cookie';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newSecret, secretHashOf } from '../../server/http/secret.ts';
import { ARENA, type Browser, inviteTo, newcomer, openBrowser, PASSWORD } from './browser.ts';
import { sessionOf, tokenOf } from './keys.ts';
import { openWorld, type World } from './world.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

const logIn = (name: string, password: string, browser: Browser = openBrowser(world), remoteAddress = '127.0.0.1') =>
  browser.ask({ method: 'POST', url: `${ARENA}/log-in`, payload: { name, password }, remoteAddress });
const isIn = async (browser: Browser): Promise<boolean> =>
  (await browser.ask({ url: `${ARENA}/account` })).status === 200;

describe('sessions', () => {
  test('a log-in opens a new one and ends the one that was shown, so that none can be foisted on anybody', async () => {
    await newcomer(world, 'Ann');
    const thief = openBrowser(world);
    await logIn('Ann', PASSWORD, thief);
    const planted = thief.cookie();
    const victim = openBrowser(world);
    victim.setCookie(planted);
    await logIn('Ann', PASSWORD, victim);
    expect(victim.cookie()).not.toBe(planted);
    expect([await isIn(victim), await isIn(thief)]).toEqual([true, false]);
    const made = openBrowser(world);
    made.setCookie(`arena_session=${newSecret()}`);
    expect((await logIn('Ann', PASSWORD, made)).status).toBe(200);
  });

  test('a log-out ends it, also for whoever kept the cookie; twice is once', async () => {
    const browser = await newcomer(world, 'Ben');
    const kept = browser.cookie();
    expect((await browser.post(`${ARENA}/log-out`)).status).toBe(200);
    expect((await browser.post(`${ARENA}/log-out`)).status).toBe(200);
    browser.setCookie(kept);
    expect(await isIn(browser)).toBe(false);
  });

  test('a log-out that another site sends does nothing', async () => {
    const browser = await newcomer(world, 'Cas');
    const kept = browser.cookie();
    const forged = await world.app.inject({ method: 'POST', url: `${ARENA}/log-out`, headers: { cookie: kept } });
    expect(forged.statusCode).toBe(403);
    expect(await isIn(browser)).toBe(true);
  });

  test('a cookie that was signed with another key, or moved to another secret, opens nothing', async () => {
    const browser = await newcomer(world, 'Dan');
    const [, value = ''] = /=(.*)$/.exec(browser.cookie()) ?? [];
    const signature = decodeURIComponent(value).split('.')[1] ?? '';
    const secret = newSecret();
    await world.access.addPass({
      kind: 'session',
      secretHash: secretHashOf(secret),
      userId: (await world.access.userByName('dan'))?.userId ?? null,
      marketId: null,
      scopes: [],
      roles: [],
      label: '',
      createdAt: 0,
      expiresAt: null,
      usesLeft: null,
    });
    for (const forged of [secret, `${secret}.${signature}`, fastifyCookie.sign(secret, 'another key')]) {
      browser.setCookie(`arena_session=${encodeURIComponent(forged)}`);
      expect(await isIn(browser)).toBe(false);
    }
    browser.setCookie(
      `arena_session=${encodeURIComponent(fastifyCookie.sign(secret, await world.access.signingKey()))}`,
    );
    expect(await isIn(browser)).toBe(true);
  });

  test('over https the cookie is for this host only', async () => {
    const settings = { publicUrl: 'https://arena.example.org' };
    const own = await openWorld((same) => same, settings);
    const invite = await inviteTo(own);
    const answer = await openBrowser(own).post(`${ARENA}/sign-up`, { name: 'Eli', password: PASSWORD, invite });
    expect(String(answer.headers['set-cookie'])).toMatch(/^__Host-arena_session=.*HttpOnly; Secure; SameSite=Lax$/);
    expect(answer.headers['strict-transport-security']).toBeDefined();
    await own.close();
  });
});

describe('passwords', () => {
  test('unknown names and wrong passwords are answered alike, after the same work', async () => {
    await newcomer(world, 'Fin');
    let hashes = 0;
    const counting = createHook({
      init: (_id, type) => {
        if (type === 'SCRYPTREQUEST') hashes += 1;
      },
    }).enable();
    const wrong = await logIn('Fin', 'not the right one');
    const afterWrong = hashes;
    const unknown = await logIn('Nobody At All', 'not the right one');
    // Erin came with the scenario and has no password.
    const without = await logIn('erin', 'not the right one');
    counting.disable();
    expect([afterWrong, hashes]).toEqual([1, 3]);
    for (const { status, body, headers } of [wrong, unknown, without]) {
      expect([status, { ...body, request_id: '' }]).toEqual([401, { ...wrong.body, request_id: '' }]);
      expect(headers['set-cookie']).toBeUndefined();
    }
  });

  test('ten tries a quarter of an hour, also when they come at once, also with the right one; others are let in', async () => {
    await newcomer(world, 'Gil');
    const tries = await Promise.all(Array.from({ length: 25 }, (_, index) => logIn('gil', `wrong number ${index}`)));
    const statuses = tries.map(({ status }) => status);
    expect(statuses.filter((status) => status === 401).length).toBe(10);
    expect(statuses.filter((status) => status === 429).length).toBe(15);
    const right = await logIn('GIL', PASSWORD);
    expect(right).toMatchObject({ status: 429, body: { error_code: 'AuthorisationExceptionCodes.RATE_LIMITED' } });
    expect(Number(right.headers['retry-after'])).toBeGreaterThan(0);
    expect((await logIn('Gil', PASSWORD, openBrowser(world), '192.0.2.7')).status).toBe(200);
  });

  test('a new password ends every other session; the same change again is no trouble', async () => {
    const browser = await newcomer(world, 'Hana');
    const other = openBrowser(world);
    await logIn('Hana', PASSWORD, other);
    const change = { password: PASSWORD, newPassword: 'another long word' };
    expect((await browser.post(`${ARENA}/password`, change)).status).toBe(200);
    expect([await isIn(browser), await isIn(other)]).toEqual([true, false]);
    expect((await browser.post(`${ARENA}/password`, change)).status).toBe(200);
    expect((await logIn('Hana', PASSWORD)).status).toBe(401);
    expect((await logIn('Hana', 'another long word')).status).toBe(200);
    const wrong = { password: 'not the right one', newPassword: 'a third long word' };
    expect((await browser.post(`${ARENA}/password`, wrong)).status).toBe(401);
  });
});

describe('tokens', () => {
  interface Token {
    readonly tokenId: number;
    readonly token: string;
    readonly expiresAt: number;
  }
  const make = async (browser: Browser, payload: object, headers = {}): Promise<Token> =>
    (await browser.post(`${ARENA}/tokens`, payload, headers)).body.result as Token;
  const opens = async (token: string): Promise<number> =>
    (
      await world.app.inject({
        url: '/api/projects/0.1/projects/1',
        headers: { authorization: `Bearer ${token}` },
      })
    ).statusCode;

  test('a token is shown once, kept as a hash, ends after thirty days, and is ended by its user', async () => {
    const browser = await newcomer(world, 'Ivo');
    const made = await make(browser, { scopes: ['basic'], label: 'laptop' });
    expect(made.token).toMatch(/^fla_[A-Za-z0-9_-]{43}$/);
    expect(made.expiresAt - Date.now()).toBeGreaterThan(29 * 86_400_000);
    expect(made.expiresAt - Date.now()).toBeLessThanOrEqual(30 * 86_400_000);
    expect(await opens(made.token)).toBe(200);
    const list = await browser.ask({ url: `${ARENA}/tokens` });
    expect(list.body.result).toMatchObject({ tokens: [{ tokenId: made.tokenId, label: 'laptop', revokedAt: null }] });
    expect(list.text).not.toContain(made.token);
    expect(list.text).not.toContain(secretHashOf(made.token));
    const remove = { method: 'DELETE', url: `${ARENA}/tokens/${made.tokenId}` } as const;
    expect([(await browser.ask(remove)).status, (await browser.ask(remove)).status]).toEqual([200, 200]);
    expect(await opens(made.token)).toBe(401);
  });

  test('a user makes a thousand in thirty days at most: they stay, and each is looked through at every check', async () => {
    const browser = await newcomer(world, 'Max');
    for (let count = 0; count < 1_000; count += 1) await tokenOf(world, 'Max', { createdAt: Date.now() });
    const answer = await browser.ask({ method: 'POST', url: `${ARENA}/tokens`, payload: { scopes: ['basic'] } });
    expect(answer).toMatchObject({ status: 409, body: { error_code: 'RestExceptionCodes.LIMIT_REACHED' } });
    const ned = await newcomer(world, 'Ned');
    for (let count = 0; count < 1_000; count += 1) await tokenOf(world, 'Ned', { createdAt: 0 });
    const again = await ned.ask({ method: 'POST', url: `${ARENA}/tokens`, payload: { scopes: ['basic'] } });
    expect(again.status).toBe(200);
  });

  test('a token of one market opens no other, and none of a market without a seat is made', async () => {
    const browser = await newcomer(world, 'Jan');
    const made = await make(browser, { scopes: ['basic'], market: 'high-street' });
    expect(await opens(made.token)).toBe(200);
    expect((await browser.post(`${ARENA}/tokens`, { scopes: ['basic'], market: 'low-street' })).status).toBe(404);
    expect((await browser.post(`${ARENA}/tokens`, { scopes: ['everything'] })).status).toBe(400);
    expect((await browser.post(`${ARENA}/tokens`, { scopes: ['basic'], days: 400 })).status).toBe(400);
  });

  test('the same write again makes no second token: its secret is made anew, the first opens nothing', async () => {
    const browser = await newcomer(world, 'Kai');
    const payload = { scopes: ['basic'], label: 'agent' };
    const key = { 'idempotency-key': 'make-1' };
    const first = await make(browser, payload, key);
    const second = await make(browser, payload, key);
    expect(second.tokenId).toBe(first.tokenId);
    expect([await opens(first.token), await opens(second.token)]).toEqual([401, 200]);
    const other = await browser.post(`${ARENA}/tokens`, { ...payload, label: 'other' }, key);
    expect(other).toMatchObject({ status: 409, body: { error_code: 'RestExceptionCodes.IDEMPOTENCY_CONFLICT' } });
    const elsewhere = await make(await newcomer(world, 'Kit'), payload, key);
    expect(elsewhere.tokenId).not.toBe(first.tokenId);
    await browser.ask({ method: 'DELETE', url: `${ARENA}/tokens/${first.tokenId}` });
    expect((await browser.post(`${ARENA}/tokens`, payload, key)).status).toBe(409);
    const many = await Promise.all([1, 2, 3, 4].map(() => make(browser, payload, { 'idempotency-key': 'make-2' })));
    expect(new Set(many.map(({ tokenId }) => tokenId)).size).toBe(1);
  });

  test('what is no token is not ended as one, nor is a token of somebody else', async () => {
    const browser = await newcomer(world, 'Liv');
    const session = await sessionOf(world, 'Liv');
    const other = await tokenOf(world, 'Kai');
    for (const { passId } of [session.pass, other.pass]) {
      expect((await browser.ask({ method: 'DELETE', url: `${ARENA}/tokens/${passId}` })).status).toBe(404);
    }
    expect(await opens(other.secret)).toBe(200);
  });

  test('invites of the same write are one', async () => {
    const invite = () =>
      world.ask('olga', { method: 'POST', url: `${ARENA}/invites`, payload: {}, headers: { 'idempotency-key': 'i' } });
    const [one, other] = [await invite(), await invite()].map(({ body }) => body.result as { inviteId: number });
    expect(other?.inviteId).toBe(one?.inviteId);
  });
});
