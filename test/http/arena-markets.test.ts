/** Opening markets over the wire: the policy in words, whose they are, who takes part, and what nobody can take from another. */

import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { partOfKey } from '../../server/http/arena/registering.ts';
import { known } from '../../server/kernel/assert.ts';
import { resolvePolicy } from '../../server/market/policy-patch.ts';
import { type Key, tokenOf } from './keys.ts';
import { openWorld, type World } from './world.ts';

let world: World;
let olga: Key;
let rival: Key;
beforeEach(async () => {
  world = await openWorld((scenario) => ({
    ...scenario,
    people: [
      ...scenario.people,
      { name: 'nora', roles: ['owner'], skills: [], depositCents: 0, token: 'scenario-nora' },
    ],
  }));
  olga = await tokenOf(world, 'olga');
  rival = await tokenOf(world, 'nora');
});
afterEach(() => world.close());

const ARENA = '/api/arena/1.0';
/** The policy that the route makes of a body that says none. */
const SAYING_NOTHING = resolvePolicy({ clock: { kind: 'wall', speed: 1 } });

async function ask(key: Key, method: 'GET' | 'POST', url: string, payload?: object, headers: object = {}) {
  const answer = await world.app.inject({
    method,
    url,
    headers: { ...key.headers, ...headers },
    ...(payload && { payload }),
  });
  const body = answer.json() as { result?: Record<string, never>; message?: string; error_code?: string };
  return { ...body, status: answer.statusCode };
}
const open = (key: Key, payload: object, headers: object = {}) =>
  ask(key, 'POST', `${ARENA}/markets`, payload, headers);

describe('opening', () => {
  test('makes its researcher the owner, with a clock that runs and the default policy where nothing was said', async () => {
    const opened = await open(olga, { market: 'fresh', policy: { fees: 'none', deadlines: { biddingMs: 60_000 } } });
    expect(opened).toMatchObject({ status: 200, result: { market: 'fresh', judged: false } });
    const { result } = await ask(olga, 'GET', `/m/fresh${ARENA}/market`);
    expect(result).toMatchObject({
      market: 'fresh',
      status: 'open',
      clock: { kind: 'wall', speed: 1, paused: false, nextDueAt: null },
      policy: {
        fees: { freelancerBps: 0 },
        deadlines: { biddingMs: 60_000, expiryMs: 2_592_000_000 },
        currency: 'USD',
      },
      counts: { participants: 0, projects: 0, openProjects: 0, bids: 0, deliveries: 0 },
      you: { market: 'fresh', kind: 'owner', participantId: null, roles: [] },
    });
    const { result: mine } = await ask(olga, 'GET', `${ARENA}/markets`);
    expect(mine?.markets).toMatchObject([
      { market: 'fresh', kind: 'owner', status: 'opened' },
      { market: 'high-street', kind: 'owner' },
    ]);
  });

  test.each([
    ['a name with capitals', { market: 'Fresh' }, 'market: lower-case letters'],
    ['a field that there is not', { market: 'fresh', policy: { fee: 'none' } }, 'fee'],
    [
      'a mechanism that there is not',
      { market: 'fresh', policy: { mechanism: { kind: 'raffle' } } },
      'policy.mechanism',
    ],
    ['a share above the whole', { market: 'fresh', policy: { fees: { freelancerBps: 10_001 } } }, 'policy.fees'],
    ['a rule that contradicts itself', { market: 'fresh', policy: { limits: { deliveryDays: 0 } } }, 'deliveryDays'],
    ['an empty seed', { market: 'fresh', seed: '' }, 'seed'],
  ])('%s is refused in words', async (_what, payload, said) => {
    const answer = await open(olga, payload);
    expect(answer.status, answer.message).toBe(400);
    expect(answer.message).toContain(said);
    expect(await world.arena.engine.markets()).toEqual(['high-street']);
  });

  test('the same write again is the same market; another of its name is none', async () => {
    expect((await open(olga, { market: 'fresh' })).status).toBe(200);
    expect((await open(olga, { market: 'fresh' })).status).toBe(200);
    expect(await open(olga, { market: 'fresh', seed: 'x' })).toMatchObject({ status: 409 });
    expect(await open(rival, { market: 'fresh' })).toMatchObject({
      status: 409,
      error_code: 'ProjectExceptionCodes.MARKET_EXISTS',
    });
  });

  test('nobody comes to own another’s market by its key and body', async () => {
    const key = { 'idempotency-key': 'open-1' };
    const payload = { market: 'fresh', seed: 'known to both' };
    expect((await open(olga, payload, key)).status).toBe(200);
    expect((await open(rival, payload, key)).status).toBe(409);
    expect((await ask(rival, 'GET', `/m/fresh${ARENA}/market`)).status).toBe(404);
    expect((await open(rival, { market: 'high-street' })).status).toBe(409);
  });

  test('a crash between the market and its seat leaves it to the one who opened it', async () => {
    const key = { 'idempotency-key': 'open-2' };
    const payload = { market: 'fresh', seed: 'known to both', judged: false };
    // The same command as the route's own, and then nothing.
    const owner = world.arena.connectOwner('fresh' as never);
    const { userId } = known(await world.access.userByName('olga'), 'olga');
    const opened = await owner.send(partOfKey(`${userId}/open-2`, 'open'), {
      type: 'OpenMarket',
      policy: SAYING_NOTHING,
      seed: payload.seed,
    });
    expect(opened.ok).toBe(true);
    expect((await open(rival, payload, key)).status).toBe(409);
    expect((await open(olga, payload, key)).status).toBe(200);
    expect((await ask(olga, 'GET', `/m/fresh${ARENA}/market`)).status).toBe(200);
  });

  test('a market without an owner is nobody’s to take either', async () => {
    const owner = world.arena.connectOwner('orphan' as never);
    const { policy } = await world.arena.engine.state('high-street' as never);
    await owner.send('open', { type: 'OpenMarket', policy, seed: 's' });
    expect((await open(rival, { market: 'orphan' })).status).toBe(409);
    expect((await ask(rival, 'GET', `/m/orphan${ARENA}/market`)).status).toBe(404);
  });

  test('a token for one market opens no other, and lists that one', async () => {
    const bound = await tokenOf(world, 'olga', { marketId: world.marketId });
    expect((await open(bound, { market: 'fresh' })).status).toBe(403);
    await open(olga, { market: 'fresh' });
    const { result } = await ask(bound, 'GET', `${ARENA}/markets`);
    expect(result?.markets).toMatchObject([{ market: 'high-street' }]);
  });

  test('the seed is nobody’s to guess: another name, another market of the same body differ', async () => {
    await open(olga, { market: 'one' });
    await open(olga, { market: 'two' });
    const seedOf = async (id: string): Promise<string> => (await world.arena.engine.state(id as never)).seed;
    expect(await seedOf('one')).toMatch(/^[0-9a-f]{64}$/);
    expect(await seedOf('one')).not.toBe(await seedOf('two'));
  });
});

describe('who takes part', () => {
  const participants = `/m/high-street${ARENA}/participants`;

  test('is put in once for one key, with money where it was said', async () => {
    const key = { 'idempotency-key': 'acme' };
    const payload = { name: 'Acme', roles: ['employer'], skills: ['python'], depositCents: 12_300 };
    const first = await ask(olga, 'POST', participants, payload, key);
    const again = await ask(olga, 'POST', participants, payload, key);
    expect(first).toMatchObject({ status: 200, result: { participantId: 6 } });
    expect(again.result).toEqual(first.result);
    const { balances } = await world.arena.engine.state(world.marketId);
    expect(balances.get('wallet/6' as never)).toBe(12_300);
    const { result } = await ask(olga, 'GET', `${participants}?offset=5`);
    expect(result).toMatchObject({
      count: 6,
      participants: [{ participantId: 6, name: 'Acme', roles: ['employer'], participantKind: 'external' }],
    });
  });

  test('gets deposits from the owner only, once for one key', async () => {
    const deposits = `/m/high-street${ARENA}/deposits`;
    const key = { 'idempotency-key': 'deposit-1' };
    const before = (await world.arena.engine.state(world.marketId)).balances.get('wallet/2' as never) ?? 0;
    for (let count = 0; count < 2; count += 1) {
      expect((await ask(olga, 'POST', deposits, { participantId: 2, amountCents: 700 }, key)).status).toBe(200);
    }
    expect((await world.arena.engine.state(world.marketId)).balances.get('wallet/2' as never)).toBe(before + 700);
    expect((await ask(olga, 'POST', deposits, { participantId: 99, amountCents: 700 })).status).toBe(404);
    expect((await ask(olga, 'POST', deposits, { participantId: 2, amountCents: -1 })).status).toBe(400);
    const fay = await tokenOf(world, 'fay');
    expect((await ask(fay, 'POST', deposits, { participantId: 2, amountCents: 700 })).status).toBe(403);
  });
});
