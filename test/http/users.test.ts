/** Users over HTTP: oneself, others, the directory; flags in both spellings; what nobody is told of others. */

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { known } from '../../server/kernel/assert.ts';
import type { Scope } from '../../server/protocol/arena/scope.ts';
import { USER_FLAGS } from '../../server/protocol/freelancer/user-flags.ts';
import { playScenario } from '../../server/scenario.ts';
import { funded } from './clients/given.ts';
import { tokenOf } from './keys.ts';
import { HIGH_STREET, openWorld, type World } from './world.ts';

const USERS = '/api/users/0.1';
let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

type Found = Record<string, unknown>;
async function read<T = Found>(who: string, url: string, from = world): Promise<T> {
  const { status, body, text } = await from.ask(who, { url });
  expect(status, text).toBe(200);
  return body.result as T;
}

describe('oneself', () => {
  test.each(['self', 'self/', 'users/self/', 'users/2'])('%s', async (path) => {
    expect(await read('fay', `${USERS}/${path}`)).toMatchObject({
      id: 2,
      username: 'fay',
      role: 'freelancer',
      email: null,
      jobs: null,
      account_balances: null,
      reputation: null,
    });
  });

  test('the balance, with the flag', async () => {
    const url = `${USERS}/self/?balance_details=True&jobs=True&membership_details=1`;
    expect(await read('erin', url)).toMatchObject({
      account_balances: { balances: [{ amount: 5_000, currency: { code: 'USD' } }], bids_remaining: null },
      membership_package: { name: 'arena', bid_limit: null },
      jobs: [],
    });
  });

  test('the balance follows what is held and paid', async () => {
    const own = await openWorld();
    await funded(own);
    const balance = async (who: string) =>
      ((await read(who, `${USERS}/self/?balance_details=True`, own)).account_balances as Found).balances;
    // $40 in a milestone, and 3 % of $120 for the award.
    expect(await balance('erin')).toMatchObject([{ amount: 5_000 - 40 - 3.6 }]);
    expect(await balance('fay')).toMatchObject([{ amount: 0 }]);
    await own.close();
  });

  test('a token that was not given for it tells neither address nor balance', async () => {
    const own = await openWorld();
    const mia = { name: 'Mia', email: 'mia@example.org', passwordHash: null, createdAt: 0 };
    const { userId } = known(await own.access.addUser(mia), 'Mia');
    await own.access.addSeat({ userId, marketId: own.marketId, kind: 'watcher' });
    const ask = async (...scopes: Scope[]) => {
      const { headers } = await tokenOf(own, 'Mia', { scopes });
      return (await own.app.inject({ url: `${USERS}/self/?balance_details=1`, headers })).json<{ result: Found }>()
        .result;
    };
    expect(await ask('basic', 'fln:user_information')).toMatchObject({ username: 'Mia', email: 'mia@example.org' });
    expect(await ask('basic')).toMatchObject({ username: 'Mia', email: null });
    const fay = await tokenOf(own, 'fay', { scopes: ['basic'] });
    const poor = await own.app.inject({ url: `${USERS}/self/?balance_details=1`, headers: fay.headers });
    expect(poor.json()).toMatchObject({ result: { id: 2, account_balances: null } });
    await own.close();
  });

  test('one who only looks on has a name and the number of nobody', async () => {
    expect(await read('walt', `${USERS}/self`)).toMatchObject({ id: 0, username: 'walt', role: null });
    expect(await read('olga', `${USERS}/self`)).toMatchObject({ id: 0, username: 'olga' });
    expect((await world.ask('olga', { url: `${USERS}/users/0` })).status).toBe(404);
  });

  test('who sits in several markets names the one that is meant', async () => {
    const own = await openWorld();
    const people = [{ name: 'otto', roles: ['owner' as const], skills: [], depositCents: 0, token: 'scenario-otto' }];
    const bare = { ...HIGH_STREET, name: 'second', market: 'second', people, projects: [], bids: [] };
    const second = await playScenario(own.arena, own.access, bare);
    const { pass, headers } = await tokenOf(own, 'fay');
    const userId = pass.userId ?? (0 as never);
    await own.access.addSeat({ userId, marketId: second, kind: 'watcher' });
    const ask = async (base: string) => (await own.app.inject({ url: `${base}${USERS}/self/`, headers })).json();
    expect(await ask('')).toMatchObject({ status: 'error', error_code: 'RestExceptionCodes.BAD_FORM' });
    expect(await ask('/m/high-street')).toMatchObject({ result: { id: 2 } });
    expect(await ask('/m/second')).toMatchObject({ result: { id: 0, username: 'fay' } });
    await own.close();
  });

  test('bids that are left, as the market itself counts them', async () => {
    const credits = { initial: 4, cap: 6, refillMs: 86_400_000, returnUnawarded: true };
    const own = await openWorld((scenario) => ({ ...scenario, policy: { ...scenario.policy, credits } }));
    const left = async () =>
      ((await read('fay', `${USERS}/self/?balance_details=True`, own)).account_balances as Found).bids_remaining;
    expect(await left()).toBe(3);
    await own.ask('fay', { method: 'POST', url: '/api/projects/0.1/bids/', payload: { project_id: 3, amount: 90 } });
    expect(await left()).toBe(2);
    await own.arena.connect(own.marketId, { kind: 'participant', participantId: 1 as never }).send('cancel', {
      type: 'CancelProject',
      projectId: 1 as never,
    });
    expect(await left()).toBe(3);
    await own.close();
  });
});

describe('details', () => {
  /** What each flag fills; the others leave their fields null, and some have nothing to tell here. */
  const FILLED: Readonly<Record<string, readonly string[]>> = {
    details: [],
    avatar: [],
    country_details: ['location'],
    profile_description: ['profile_description'],
    display_info: ['display_name'],
    jobs: ['jobs'],
    balance_details: [],
    qualification_details: ['qualifications'],
    membership_details: ['membership_package'],
    financial_details: ['primary_currency'],
    location_details: ['location'],
    portfolio_details: ['portfolio_count'],
    preferred_details: ['preferred_freelancer'],
    badge_details: ['badges'],
    status: ['status'],
    reputation: ['reputation'],
    employer_reputation: ['employer_reputation'],
    reputation_extra: ['reputation'],
    employer_reputation_extra: ['employer_reputation'],
    cover_image: [],
    past_covers: ['past_cover_images'],
    responsiveness: [],
    corporate_accounts: ['corporate_users'],
    recommendations: [],
  };

  test.each([...USER_FLAGS])('%s, with and without user_', async (flag) => {
    const plain = await read('erin', `${USERS}/users/2`);
    for (const name of [flag, `user_${flag}`]) {
      const user = await read('erin', `${USERS}/users/2/?${name}=True`);
      const filled = Object.keys(user).filter((key) => user[key] !== null && plain[key] === null);
      expect([name, filled]).toEqual([name, FILLED[flag]]);
    }
  });

  test.each(['past_cover_images', 'user_past_cover_images', 'user_past_cover_image'])(
    '%s is past_covers',
    async (name) => {
      expect(await read('erin', `${USERS}/users/2/?${name}`)).toMatchObject({ past_cover_images: [] });
    },
  );

  test('compact drops what is null or empty, and keeps the number', async () => {
    const { text } = await world.ask('erin', { url: `${USERS}/users/2/?compact=True&jobs=True&status=True` });
    expect(text).not.toMatch(/null|\[\]|\{\}/);
    expect(JSON.parse(text)).toMatchObject({ result: { id: 2, jobs: [{ name: 'python' }, { name: 'sql' }] } });
  });
});

describe('others', () => {
  test('by number and by name, as a map', async () => {
    const found = await read<{ users: Found }>('walt', `${USERS}/users/?users[]=1&users%5B%5D=99&usernames[]=GUS`);
    expect(found.users).toMatchObject({ 1: { username: 'erin', role: 'employer' }, 3: { username: 'gus' } });
    expect(Object.keys(found.users)).toEqual(['1', '3']);
    expect((await read<{ users: Found }>('fay', `${USERS}/users?users=2&compact`)).users).toHaveProperty('2.id', 2);
    expect(await read('fay', `${USERS}/users?users[]=77&compact=true`)).toEqual({ users: {} });
  });

  test('nobody but oneself is told the balance', async () => {
    const seen = await read('fay', `${USERS}/users/1/?balance_details=True`);
    expect(seen).toMatchObject({ id: 1, email: null, account_balances: null });
    expect(await read('olga', `${USERS}/users/1/?balance_details=True`)).toMatchObject({ account_balances: null });
  });

  test.each([`${USERS}/users/77`, `${USERS}/users/77/?compact=True`, `${USERS}/users/-1`])(
    '%s: nobody',
    async (url) => {
      const { status, body } = await world.ask('fay', { url });
      expect(status).toBe(404);
      expect(body).toMatchObject({ status: 'error', message: expect.any(String), error_code: expect.any(String) });
    },
  );
});

describe('the directory', () => {
  const names = async (query: string): Promise<unknown> => {
    const found = await read<{ users: { username: string }[]; total_count: number }>(
      'erin',
      `${USERS}/users/directory/?${query}`,
    );
    return [found.total_count, ...found.users.map(({ username }) => username)];
  };

  test.each([
    ['limit=10&offset=0&compact=True', [3, 'fay', 'gus', 'hal']],
    ['limit=1&offset=1', [3, 'gus']],
    ['query=sql', [1, 'fay']],
    ['query=FAY', [1, 'fay']],
    ['username=ha', [1, 'hal']],
    ['jobs[]=9&jobs[]=3', [1, 'gus']],
    ['skills[]=9', [1, 'gus']],
    ['countries[]=us&online_only=True&hourly_rate_min=3&location_latitude=1.5&insignias[]=1', [3, 'fay', 'gus', 'hal']],
    ['ratings=4.5', [0]],
    ['review_count_min=1', [0]],
    ['review_count_max=0', [3, 'fay', 'gus', 'hal']],
    ['sort_field=username&reverse_sort=true', [3, 'hal', 'gus', 'fay']],
    ['query=nobody-of-that-name', [0]],
  ])('%s', async (query, expected) => {
    expect(await names(query)).toEqual(expected);
  });

  test('the flag jobs is not the filter jobs[]', async () => {
    const found = await read<{ users: Found[] }>('erin', `${USERS}/users/directory/?jobs[]=9&jobs=True`);
    expect(found.users).toMatchObject([{ id: 3, jobs: [{ id: 9, name: 'javascript' }] }]);
  });
});
