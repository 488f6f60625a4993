/** Coming in: by invite, by an open door, once only, and never further than the invite says. */

import { afterAll, beforeAll, expect, test } from 'vitest';
import { secretHashOf } from '../../server/http/secret.ts';
import { known } from '../../server/kernel/assert.ts';
import { ARENA, inviteTo, newcomer, openBrowser, PASSWORD } from './browser.ts';
import { sessionOf } from './keys.ts';
import { openWorld, type World } from './world.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

const people = async (): Promise<number> => (await world.arena.engine.state(world.marketId)).participants.size;

test('an invite makes a participant with its roles, a seat and a session, by which the newcomer bids', async () => {
  const browser = openBrowser(world);
  const invite = await inviteTo(world, { roles: ['freelancer', 'employer'] });
  const payload = { name: ' Iris  ', password: PASSWORD, email: 'iris@example.org', skills: ['python', 'sql'], invite };
  const answer = await browser.post(`${ARENA}/sign-up`, payload);
  expect(answer.status, answer.text).toBe(200);
  expect(answer.body.result).toMatchObject({
    name: 'Iris',
    rank: 'member',
    seats: [{ market: 'high-street', kind: 'participant', roles: ['freelancer', 'employer'] }],
  });
  expect(String(answer.headers['set-cookie'])).toMatch(/^arena_session=.*Path=\/; HttpOnly; SameSite=Lax$/);
  const bid = { project_id: 3, amount: 99, period: 2, description: 'Iris here.' };
  const placed = await browser.post('/api/projects/0.1/bids', bid);
  expect(placed.body.result, placed.text).toMatchObject({ amount: 99 });
  const { userId } = known(await world.access.userByName('iris'), 'iris');
  expect((await world.access.user(userId))?.passwordHash).toMatch(/^scrypt\$/);
});

test('an invite is used as often as it says, by nobody after it was revoked or ended', async () => {
  const invite = await inviteTo(world, { uses: 2 });
  const signUp = (name: string, secret: string) =>
    openBrowser(world).post(`${ARENA}/sign-up`, { name, password: PASSWORD, invite: secret });
  const answers = await Promise.all(['Kim', 'Lea', 'Mia', 'Noa'].map((name) => signUp(name, invite)));
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 404, 404]);
  const revoked = await inviteTo(world);
  const pass = known(await world.access.passByHash(secretHashOf(revoked)), 'invite');
  await world.ask('olga', { method: 'DELETE', url: `${ARENA}/invites/${pass.passId}` });
  expect((await signUp('Ole', revoked)).status).toBe(404);
  expect((await signUp('Ole', 'fla_made-up')).status).toBe(404);
  expect(await world.access.userByName('Ole')).toBeNull();
});

test('an invite without roles lets somebody watch, and no more', async () => {
  const browser = await newcomer(world, 'Wanda', { roles: [] });
  const account = await browser.ask({ url: `${ARENA}/account` });
  expect(account.body.result).toMatchObject({ seats: [{ kind: 'watcher', participantId: null, roles: [] }] });
  expect((await browser.ask({ url: '/api/projects/0.1/projects/1' })).status).toBe(200);
  expect((await browser.post('/api/projects/0.1/bids', { project_id: 3, amount: 9 })).status).toBe(403);
});

test('the same sign-up again is a log-in: nobody is registered twice; with another password the name is taken', async () => {
  const invite = await inviteTo(world);
  const payload = { name: 'Pia', password: PASSWORD, invite };
  const first = await openBrowser(world).post(`${ARENA}/sign-up`, payload);
  const before = await people();
  const again = await openBrowser(world).post(`${ARENA}/sign-up`, payload);
  expect([again.status, again.body.result]).toEqual([200, first.body.result]);
  expect(await people()).toBe(before);
  const other = await openBrowser(world).post(`${ARENA}/sign-up`, {
    ...payload,
    name: 'PIA',
    password: `${PASSWORD}!`,
  });
  expect(other).toMatchObject({ status: 409, body: { error_code: 'UserExceptionCodes.NAME_TAKEN' } });
  expect(other.headers['set-cookie']).toBeUndefined();
});

test('a claim that a crash left without a seat becomes one at the next log-in', async () => {
  const invite = await inviteTo(world);
  const pass = known(await world.access.passByHash(secretHashOf(invite)), 'invite');
  const helper = await newcomer(world, 'Helper');
  const { passwordHash } = known(await world.access.userByName('helper'), 'helper');
  const claim = {
    ...pass,
    secretHash: 'f'.repeat(64),
    label: '{"participantKind":"human","skills":[]}',
    usesLeft: 1,
    parentId: pass.passId,
    write: null,
  };
  const user = { name: 'Rob', email: null, passwordHash, createdAt: 0 };
  expect(await world.access.admit(user, pass.passId, claim)).toMatchObject({ ok: true });
  expect(helper.cookie()).not.toBe('');
  const login = await openBrowser(world).post(`${ARENA}/log-in`, { name: 'rob', password: PASSWORD });
  expect(login.body.result).toMatchObject({ seats: [{ market: 'high-street', roles: ['freelancer'] }] });
});

test('a market that is open takes anybody, in its roles only; one that is not is like one that does not exist', async () => {
  const own = await openWorld();
  const signUp = (name: string, given: object) =>
    openBrowser(own).post(`${ARENA}/sign-up`, { name, password: PASSWORD, ...given });
  const closed = await signUp('Sam', { market: 'high-street', roles: ['freelancer'] });
  const missing = await signUp('Sam', { market: 'low-street', roles: ['freelancer'] });
  expect([closed.status, missing.status]).toEqual([404, 404]);
  expect(closed.body.message?.replace('high', 'low')).toBe(missing.body.message);
  const policy = { kind: 'open', roles: ['freelancer'] };
  const set = await own.ask('olga', { method: 'PUT', url: `${ARENA}/admission`, payload: policy });
  expect(set.body.result).toEqual(policy);
  expect((await signUp('Sam', { market: 'high-street', roles: ['reviewer'] })).status).toBe(403);
  expect((await signUp('Sam', { market: 'high-street', roles: ['employer', 'freelancer'] })).status).toBe(403);
  expect((await signUp('Sam', { market: 'high-street', roles: ['freelancer'] })).status).toBe(200);
  const byPath = { name: 'Tim', password: PASSWORD, roles: ['freelancer'] };
  expect((await openBrowser(own).post(`/m/high-street${ARENA}/sign-up`, byPath)).status).toBe(200);
  const reviewers = { kind: 'open', roles: ['reviewer'] };
  expect((await own.ask('olga', { method: 'PUT', url: `${ARENA}/admission`, payload: reviewers })).status).toBe(400);
  await own.close();
});

test('somebody who has an account joins a market once, however often, with however many invites at once', async () => {
  const own = await openWorld();
  await own.access.addUser({ name: 'Uma', email: null, passwordHash: null, createdAt: 0 });
  const { headers } = await sessionOf(own, 'Uma');
  const invites = [await inviteTo(own), await inviteTo(own), await inviteTo(own)];
  const join = (invite: string) =>
    own.ask(null, { method: 'POST', url: `${ARENA}/join`, headers, payload: { invite } });
  const answers = await Promise.all([...invites, ...invites].map(join));
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200, 200]);
  expect(answers[0]?.body.result).toMatchObject({ seats: [{ participantId: 6, roles: ['freelancer'] }] });
  expect((await own.arena.engine.state(own.marketId)).participants.size).toBe(6);
  await own.close();
});

test('a market that has closed meanwhile keeps nobody from logging in', async () => {
  const own = await openWorld();
  const invite = await inviteTo(own);
  await own.arena.connectOwner(own.marketId).send('close', { type: 'CloseMarket' });
  const signUp = await openBrowser(own).post(`${ARENA}/sign-up`, { name: 'Vera', password: PASSWORD, invite });
  expect(signUp).toMatchObject({ status: 409, body: { error_code: 'ProjectExceptionCodes.MARKET_NOT_OPEN' } });
  const login = await openBrowser(own).post(`${ARENA}/log-in`, { name: 'Vera', password: PASSWORD });
  expect(login).toMatchObject({ status: 200, body: { result: { name: 'Vera', seats: [] } } });
  await own.close();
});

test('a researcher lets in another, once, who owns nothing that was there', async () => {
  const own = await openWorld();
  const { headers } = await sessionOf(own, 'olga');
  const request = { method: 'POST', url: `${ARENA}/researcher-invites`, headers, payload: {} } as const;
  const { invite } = (await own.ask(null, request)).body.result as { invite: string };
  const signUp = (name: string) => openBrowser(own).post(`${ARENA}/sign-up`, { name, password: PASSWORD, invite });
  expect((await signUp('Rhea')).body.result).toMatchObject({ rank: 'researcher', seats: [] });
  expect((await signUp('Rhea')).status).toBe(200);
  expect((await signUp('Ruth')).status).toBe(404);
  const member = await openBrowser(own).post(`${ARENA}/sign-up`, {
    name: 'Mona',
    password: PASSWORD,
    invite: await inviteTo(own),
  });
  expect(member.body.result).toMatchObject({ rank: 'member' });
  await own.close();
});

test('a stranger’s body is small', async () => {
  const answer = await openBrowser(world).post(`${ARENA}/sign-up`, { name: 'x'.repeat(20_000) });
  expect(answer).toMatchObject({ status: 413, body: { error_code: 'RestExceptionCodes.TOO_LARGE' } });
});

test.each([
  [{ name: '' }, 'name'],
  [{ name: '<script>' }, 'name'],
  [{ name: 'a\u202Eb' }, 'name'],
  [{ name: 'x'.repeat(61) }, 'name'],
  [{ password: 'short' }, 'password'],
  [{ password: 'x'.repeat(201) }, 'password'],
  [{ email: 'nowhere' }, 'email'],
  [{ roles: ['owner'] }, 'roles'],
])('a sign-up with %j is refused before anything is used up', async (slip, field) => {
  const invite = await inviteTo(world);
  const answer = await openBrowser(world).post(`${ARENA}/sign-up`, {
    name: 'Vic',
    password: PASSWORD,
    invite,
    ...slip,
  });
  expect(answer).toMatchObject({ status: 400, body: { error_code: 'RestExceptionCodes.BAD_FORM' } });
  expect(answer.body.message).toContain(field);
  expect((await world.access.passByHash(secretHashOf(invite)))?.usesLeft).toBe(1);
});

test('the page of an invite signs up, says what is wrong, and shows nothing that was typed as HTML', async () => {
  const link = `/join/${await inviteTo(world)}`;
  const page = await openBrowser(world).ask({ url: link });
  expect(page.text).toContain('You are invited to the market high-street, as freelancer.');
  const send = (fields: Record<string, string>, headers = {}) =>
    openBrowser(world).ask({
      method: 'POST',
      url: link,
      payload: new URLSearchParams(fields).toString(),
      headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
    });
  const wrong = await send({ name: '<img src=x>', password: 'short' });
  expect(wrong.status).toBe(400);
  expect(wrong.text).not.toContain('<img');
  expect((await send({ name: 'Xia', password: PASSWORD }, { 'sec-fetch-site': 'cross-site' })).status).toBe(403);
  const done = await send({ name: 'Xia', password: PASSWORD });
  expect(done.text).toContain('logged in as Xia');
  expect((await openBrowser(world).ask({ url: link })).status).toBe(404);
});
