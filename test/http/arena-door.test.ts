/** The door for agents: every command by one route, what may be done now, and documents by hash. */

import { afterEach, beforeEach, expect, test } from 'vitest';
import { answerOf } from '../../server/http/sending.ts';
import { participantId, userId } from '../../server/kernel/id.ts';
import { WATCHER } from '../../server/market/view.ts';
import type { Scope } from '../../server/protocol/arena/scope.ts';
import { tokenOf } from './keys.ts';
import { type Answer, openWorld, type World } from './world.ts';

let world: World;
beforeEach(async () => {
  world = await openWorld();
});
afterEach(() => world.close());

const ARENA = '/api/arena/1.0';
const send = (who: string, payload: object, headers: Record<string, string> = {}): Promise<Answer> =>
  world.ask(who, { method: 'POST', url: `${ARENA}/commands`, payload, headers });
const bid = { type: 'PlaceBid', projectId: 3, amountCents: 9_000, days: 2, qualityBps: 10_000 };
const placing = { ...bid, proposalHash: null, confidenceBps: null };

interface Legal {
  readonly count: number;
  readonly commands: readonly { readonly type: string }[];
}
const legalOf = async (who: string, query = ''): Promise<Legal> =>
  (await world.ask(who, { url: `${ARENA}/legal${query}` })).body.result as Legal;

test('a command is done, told as its sender may see it, and with its key done once', async () => {
  const key = { 'idempotency-key': 'first-bid' };
  const first = await send('gus', placing, key);
  expect(first.body.result).toMatchObject({ repeated: false, events: [{ type: 'BidPlaced', projectId: 3, bidId: 4 }] });
  const again = await send('gus', placing, key);
  expect(again.body.result).toMatchObject({ repeated: true, events: [{ type: 'BidPlaced', bidId: 4 }] });
  const other = await send('gus', { ...placing, amountCents: 8_000 }, key);
  expect(other).toMatchObject({ status: 409, body: { error_code: 'RestExceptionCodes.IDEMPOTENCY_CONFLICT' } });
});

test('everything that is listed as legal for a bid can be sent as it is listed', async () => {
  const before = await legalOf('gus', '?project=1');
  expect(before.commands.map(({ type }) => type)).toContain('PlaceBid');
  const [place] = (await legalOf('gus', '?type=PlaceBid&project=1')).commands;
  expect((await send('gus', place as object)).status).toBe(200);
  const after = await legalOf('gus', '?project=1');
  const types = after.commands.map(({ type }) => type);
  expect(types).toEqual(expect.arrayContaining(['AmendBid', 'RetractBid']));
  expect(types).not.toContain('PlaceBid');
  for (const type of ['AmendBid', 'RetractBid']) {
    const [command] = (await legalOf('gus', `?project=1&type=${type}`)).commands;
    expect((await send('gus', command as object)).status, type).toBe(200);
  }
});

test('the list comes in pages, with the count of all', async () => {
  const all = await legalOf('erin', '?limit=1000');
  expect(all.count).toBe(all.commands.length);
  const second = await legalOf('erin', '?limit=2&offset=2');
  expect(second).toEqual({ count: all.count, commands: all.commands.slice(2, 4) });
  expect((await world.ask('erin', { url: `${ARENA}/legal?limit=1001` })).status).toBe(400);
});

test.each([
  ['no type', {}, 400, 'type: '],
  ['an unknown type', { type: 'Steal' }, 400, 'type: one of OpenMarket'],
  ['a name that only objects have', { type: 'constructor' }, 400, 'type: one of'],
  ['a wrong field', { ...placing, amountCents: 1.5 }, 400, 'amountCents'],
  ['a key too many', { ...placing, marketId: 'other' }, 400, 'Unrecognized'],
  ['what the clock does', { type: 'ExpireProject', projectId: 1 }, 403, ''],
  ['what the owner does', { type: 'Deposit', participantId: 2, amountCents: 100 }, 403, ''],
  ['a foreign bid', { type: 'RetractBid', bidId: 1 }, 404, ''],
])('%s is refused: %j', async (_what, payload, status, said) => {
  const answer = await send('gus', payload);
  expect(answer.status, answer.text).toBe(status);
  expect(answer.body.message).toContain(said);
});

test('a token opens no command that its own route would not open to it', async () => {
  const { headers } = await tokenOf(world, 'gus', { scopes: ['basic', 'fln:messaging'] });
  const sent = async (payload: object): Promise<{ status: number; code: unknown }> => {
    const answer = await world.app.inject({ method: 'POST', url: `${ARENA}/commands`, payload, headers });
    return { status: answer.statusCode, code: answer.json().error_code };
  };
  expect(await sent(placing)).toEqual({ status: 403, code: 'AuthorisationExceptionCodes.SCOPE_MISSING' });
  const message = { type: 'PostMessage', projectId: 1, toId: 1, contentHash: 'a'.repeat(64) };
  expect((await sent(message)).code).not.toBe('AuthorisationExceptionCodes.SCOPE_MISSING');
});

test('a document is put, named by an event, and read by those who may see that event', async () => {
  const document = { mediaType: 'text/plain', nonce: 'n-1', body: 'When do you need it?' };
  const put = await world.ask('gus', { method: 'PUT', url: `${ARENA}/documents`, payload: document });
  const { contentHash } = put.body.result as { contentHash: string };
  expect(contentHash).toMatch(/^[0-9a-f]{64}$/);
  const get = (who: string, cursor: number): Promise<Answer> =>
    world.ask(who, { url: `${ARENA}/documents/${contentHash}?cursor=${cursor}` });
  expect((await get('gus', 1)).status).toBe(404);
  expect((await send('gus', { type: 'PostMessage', projectId: 1, toId: 1, contentHash })).status).toBe(200);
  const found = async (who: string): Promise<number> => {
    for (let cursor = 1; cursor < 60; cursor += 1) if ((await get(who, cursor)).status === 200) return cursor;
    return 0;
  };
  const cursor = await found('erin');
  expect((await get('erin', cursor)).body.result).toEqual(document);
  expect(await found('hal')).toBe(0);
  const erased = await send('olga', { type: 'EraseContent', contentHash });
  expect(erased.status, erased.text).toBe(200);
  expect(await get('erin', cursor)).toMatchObject({ status: 404, body: { error_code: 'RestExceptionCodes.ERASED' } });
});

test('a bid that waits for its batch window keeps no request for ever, and its key tells what became of it', async () => {
  const own = await openWorld((scenario) => ({
    ...scenario,
    bids: [],
    policy: { ...scenario.policy, clock: { kind: 'virtual', speed: 1 }, speed: { batchMs: 60_000 } },
  }));
  const actor = { kind: 'participant', participantId: participantId(3) } as const;
  const { marketId } = own;
  const seat = { userId: userId(3), marketId, ...actor };
  const place = { marketId, seat, viewer: WATCHER, client: own.arena.connect(marketId, actor) };
  const asked = (waitMs: number) => answerOf(place, 'patient', placing as never, [], waitMs);
  await expect(asked(50)).rejects.toMatchObject({ problem: { status: 503, retryAfter: 5 } });
  await own.arena.engine.moveTo(marketId, (await own.arena.engine.now(marketId)) + 60_000);
  expect(await asked(20_000)).toMatchObject({ ok: true, repeated: true, events: [{ type: 'BidPlaced' }] });
  await own.close();
});

test('what is no hash is not found, and nobody fills the disk at once', async () => {
  expect((await world.ask('gus', { url: `${ARENA}/documents/..%2f..?cursor=1` })).status).toBe(404);
  expect((await world.ask('gus', { url: `${ARENA}/documents/${'A'.repeat(64)}?cursor=1` })).status).toBe(404);
  const body = 'x'.repeat(4_000_000);
  const statuses: number[] = [];
  for (let index = 0; index < 18; index += 1) {
    const payload = { mediaType: 'text/plain', nonce: String(index), body };
    statuses.push((await world.ask('gus', { method: 'PUT', url: `${ARENA}/documents`, payload })).status);
  }
  expect(statuses.slice(0, 16)).toEqual(Array(16).fill(200));
  expect(statuses.slice(-1)).toEqual([429]);
  const other = { mediaType: 'text/plain', nonce: '', body };
  expect((await world.ask('hal', { method: 'PUT', url: `${ARENA}/documents`, payload: other })).status).toBe(200);
});

test('what was written in private is read with the scope for messages only, by whatever door', async () => {
  const letter = { 'members[]': [2], context_type: 'project', context: 1, message: 'Between you and me.' };
  await world.ask('erin', { method: 'POST', url: '/api/messages/0.1/threads/', payload: letter });
  const read = async (scopes: readonly Scope[]): Promise<string> => {
    const { headers } = await tokenOf(world, 'fay', { scopes });
    const { body } = await world.ask(null, { url: `${ARENA}/events?limit=1000`, headers });
    const { events } = body.result as { events: { cursor: number; event: { type: string; contentHash?: string } }[] };
    const told = events.find(({ event }) => event.type === 'MessagePosted');
    const url = `${ARENA}/documents/${told?.event.contentHash}?cursor=${told?.cursor}`;
    const { status, text } = await world.ask(null, { url, headers });
    return `${status} ${text}`;
  };
  expect(await read(['basic', 'fln:messaging'])).toContain('Between you and me.');
  const denied = await read(['basic', 'fln:project_manage']);
  expect(denied).toMatch(/^403 .*SCOPE_MISSING/);
  expect(denied).not.toContain('Between');
});
