/** Contents: read only by way of an event that names them, and gone for good once the log says so. */

import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { createMemoryStore } from '../../db/memory/store.ts';
import { openSqliteStore } from '../../db/sqlite/store.ts';
import { boundTo, contentHashOf } from '../../server/engine/content.ts';
import type { Store } from '../../server/engine/ports.ts';
import { replay } from '../../server/engine/replay.ts';
import { canonicalJson, sha256 } from '../../server/kernel/hash.ts';
import { type ContentHash, commandId, contentHash, marketId, participantId } from '../../server/kernel/id.ts';
import { type Command, type CommandRequest, OWNER } from '../../server/market/command.ts';
import { OWNER_VIEW, type Viewer, WATCHER } from '../../server/market/view.ts';
import { offer, posting } from '../helpers/given.ts';
import { ANN, BOB, BOSS, laid, MARKET, sit, type Table } from '../helpers/table.ts';

const folder = mkdtempSync(join(tmpdir(), 'contents-'));
afterAll(() => rmSync(folder, { recursive: true }));

const CANARY = 'my grandmother taught me Fortran in Trondheim';
const PROPOSAL = { mediaType: 'text/plain', nonce: 'n-1', body: CANARY };
const erase = (hash: ContentHash): CommandRequest => ({ type: 'EraseContent', contentHash: hash });

/** A project with Ann's sealed bid on it, whose proposal is the canary. */
async function withProposal(store: Store): Promise<Table & { readonly hash: ContentHash }> {
  const table = await laid({}, store);
  const hash = await store.contents.put(boundTo(MARKET, PROPOSAL));
  await table.done(BOSS, posting());
  await table.done(ANN, { ...offer(1, 5_000), proposalHash: hash });
  return { ...table, hash };
}

/** What a viewer gets for the hash at each of its own cursors. */
async function gets({ engine }: Table, viewer: Viewer, hash: ContentHash): Promise<unknown[]> {
  const events = await engine.read(MARKET, viewer, 0, 1_000);
  const cursors = [-1, 0, ...events.map(({ cursor }) => cursor), events.length + 1, Number.NaN];
  return Promise.all(cursors.map((cursor) => engine.content(MARKET, viewer, { contentHash: hash, cursor })));
}

test('a content is shown to those who may see an event that names it, at that event and nowhere else', async () => {
  const table = await withProposal(createMemoryStore());
  const viewers = await Promise.all([OWNER, BOSS, ANN, BOB].map((actor) => table.engine.viewerOf(MARKET, actor)));
  const shown = await Promise.all(
    [...viewers, WATCHER].map(async (viewer) => (await gets(table, viewer, table.hash)).filter((one) => one !== null)),
  );
  expect(shown).toEqual([[PROPOSAL], [PROPOSAL], [PROPOSAL], [], []]);
});

test('a text that comes with a command is written with its events, and nothing of it where the command is refused', async () => {
  const store = createMemoryStore();
  const table = await laid({}, store);
  await table.done(BOSS, posting());
  const text = boundTo(MARKET, PROPOSAL);
  const hash = contentHashOf(text);
  const bid = (cents: number, id: string) =>
    ({ ...offer(1, cents), proposalHash: hash, commandId: commandId(id), marketId: MARKET, actor: ANN }) as Command;
  expect(await table.engine.submit(bid(99_999_999, 'too much'), [text])).toMatchObject({ ok: false });
  expect(await store.contents.get(hash)).toBeNull();
  expect(await table.engine.submit(bid(5_000, 'bid'), [text])).toMatchObject({ ok: true });
  expect(await store.contents.get(hash)).toEqual(text);
  expect(await table.engine.submit(bid(5_000, 'bid'), [text])).toMatchObject({ ok: true, repeated: true });
  expect((await gets(table, await table.engine.viewerOf(MARKET, ANN), hash)).filter(Boolean)).toEqual([PROPOSAL]);
});

test('a hash that nobody knows, and one that no event names, give nothing', async () => {
  const store = createMemoryStore();
  const table = await withProposal(store);
  const unnamed = await store.contents.put(boundTo(MARKET, { ...PROPOSAL, nonce: 'n-2' }));
  expect(new Set(await gets(table, OWNER_VIEW, unnamed))).toEqual(new Set([null]));
  const { seq } = await table.engine.state(MARKET);
  const never = contentHash('c'.repeat(64));
  await table.done(BOSS, posting(5_000, { contentHash: never }));
  expect(await table.engine.content(MARKET, OWNER_VIEW, { contentHash: never, cursor: seq + 1 })).toBeNull();
});

test('the nonce is part of the name: a short text cannot be guessed from its hash', () => {
  const names = ['', 'a', 'b'].map((nonce) => contentHashOf({ mediaType: 'text/plain', nonce, body: 'yes' }));
  expect(new Set([...names, contentHashOf({ mediaType: 'text/html', nonce: 'a', body: 'yes' })]).size).toBe(4);
  // Nothing can be moved from one field to the next without changing the name.
  expect(contentHashOf({ mediaType: 'a', nonce: 'b', body: 'c' })).not.toBe(
    contentHashOf({ mediaType: 'ab', nonce: '', body: 'c' }),
  );
});

function bytesOf(name: string): Buffer {
  const files = readdirSync(folder).filter((file) => file.startsWith(name));
  return Buffer.concat(files.map((file) => readFileSync(join(folder, file))));
}

test('what is erased leaves the files; the log keeps its hash, still folds and still replays', async () => {
  const store = await openSqliteStore({ file: join(folder, 'erased.db') });
  const table = await withProposal(store);
  const before = await replay(MARKET, await table.log());
  expect(bytesOf('erased.db').includes(CANARY)).toBe(true);
  await table.done(ANN, erase(table.hash));
  expect(bytesOf('erased.db').includes(CANARY)).toBe(false);
  expect(bytesOf('erased.db').includes(table.hash)).toBe(true);
  const [placed] = await table.logged('BidPlaced');
  expect(placed?.event.proposalHash).toBe(table.hash);
  expect((await gets(table, OWNER_VIEW, table.hash)).filter((one) => one !== null)).toEqual(['erased', 'erased']);
  const after = await replay(MARKET, await table.log());
  expect(after.eventCount).toBe(before.eventCount + 1);
  expect(after.state.bids).toEqual(before.state.bids);
  await table.engine.close();
  expect((await sit(store).engine.state(MARKET)).seq).toBe(after.eventCount);
  expect(await store.contents.put(boundTo(MARKET, PROPOSAL))).toBe(table.hash);
  await store.close();
  expect(bytesOf('erased.db').includes(CANARY)).toBe(false);
});

test('an erasure that fails after its commit is reported, answered, and done at the next commit', async () => {
  const store = createMemoryStore();
  let broken = true;
  const contents: Store['contents'] = {
    ...store.contents,
    erase: (hash) => (broken ? Promise.reject(new Error('locked')) : store.contents.erase(hash)),
  };
  const table = await withProposal({ ...store, contents });
  expect(await table.send(ANN, erase(table.hash))).toMatchObject({ ok: true });
  expect(table.reports.map(({ code }) => code)).toEqual(['store_failed']);
  expect(await store.contents.get(table.hash)).toEqual(boundTo(MARKET, PROPOSAL));
  broken = false;
  await table.done(BOSS, posting());
  expect(await store.contents.get(table.hash)).toBe('erased');
});

test.each([
  ['an orderly end', true],
  ['a crash', false],
])('what %s left to be erased is erased at the next start', async (_how, orderly) => {
  const store = createMemoryStore();
  const contents: Store['contents'] = { ...store.contents, erase: () => Promise.reject(new Error('locked')) };
  const table = await withProposal({ ...store, contents });
  await table.done(ANN, erase(table.hash));
  if (orderly) await table.engine.close();
  expect(await store.contents.get(table.hash)).toEqual(boundTo(MARKET, PROPOSAL));
  await sit(store).engine.now(MARKET);
  expect(await store.contents.get(table.hash)).toBe('erased');
});

test('participants erase what is their own, the owner anything, a stranger and a follower nothing', async () => {
  const store = createMemoryStore();
  const table = await laid({}, store);
  const profile = { mediaType: 'text/plain', nonce: 'p', body: 'Ann, born in Trondheim' };
  const profileHash = await store.contents.put(boundTo(MARKET, profile));
  const role = { roles: ['freelancer'], participantKind: 'human', skills: [], profileHash } as const;
  await table.done(OWNER, { type: 'RegisterParticipant', ...role });
  const own = { kind: 'participant', participantId: participantId(6) } as const;
  for (const stranger of [BOSS, ANN, { kind: 'participant', participantId: participantId(99) } as const]) {
    expect(await table.send(stranger, erase(profileHash))).toMatchObject({ ok: false });
  }
  expect(await store.contents.get(profileHash)).toEqual(boundTo(MARKET, profile));
  expect(await table.send(own, erase(profileHash))).toMatchObject({ ok: true });
  expect(await store.contents.get(profileHash)).toBe('erased');
  const anything = await store.contents.put(boundTo(MARKET, { ...profile, nonce: 'q' }));
  expect(await table.send(OWNER, erase(anything))).toMatchObject({ ok: true });
  expect(await store.contents.get(anything)).toBe('erased');
  // Who is told that something was erased is not told by whom.
  const [, seen] = (await table.engine.read(MARKET, WATCHER, 0, 1_000)).filter(
    ({ event }) => event.type === 'ContentErased',
  );
  expect(seen?.event).toEqual({ type: 'ContentErased', contentHash: anything });
});

test('naming the hash of another market’s content neither reads nor erases it', async () => {
  const store = createMemoryStore();
  const first = await withProposal(store);
  const second = await laid({}, store, undefined, marketId('second'));
  await second.done(BOSS, posting());
  await second.done(BOB, { ...offer(1, 4_000), proposalHash: first.hash });
  const viewer = await second.engine.viewerOf(marketId('second'), BOB);
  const { seq } = await second.engine.state(marketId('second'));
  for (let cursor = 1; cursor <= seq; cursor += 1) {
    expect(await second.engine.content(marketId('second'), viewer, { contentHash: first.hash, cursor })).toBeNull();
  }
  expect(await second.send(BOB, erase(first.hash))).toMatchObject({ ok: true });
  expect(await second.send(OWNER, erase(first.hash))).toMatchObject({ ok: true });
  expect(await store.contents.get(first.hash)).toEqual(boundTo(MARKET, PROPOSAL));
});

test('a text that is not there, or not any more, costs no reading of the log but the first', async () => {
  const store = createMemoryStore();
  let readings = 0;
  const events: Store['events'] = (...given) => {
    readings += 1;
    return store.events(...given);
  };
  const table = await withProposal({ ...store, events });
  const viewer = await table.engine.viewerOf(MARKET, ANN);
  const seen = await table.engine.read(MARKET, viewer, 0, 1_000);
  const cursor = seen.find(({ event }) => event.type === 'BidPlaced')?.cursor ?? 0;
  const ask = () => table.engine.content(MARKET, viewer, { contentHash: table.hash, cursor });
  expect(await ask()).toEqual(PROPOSAL);
  const before = readings;
  expect(await ask()).toEqual(PROPOSAL);
  await store.contents.erase(table.hash);
  expect(await ask()).toBe('erased');
  expect(readings).toBe(before);
  // What one viewer was found to see says nothing of another.
  expect(await table.engine.content(MARKET, WATCHER, { contentHash: table.hash, cursor })).toBeNull();
});

test('a content is named by the canonical JSON of its three texts', () => {
  for (const text of ['', 'plain', '"quoted"\n\u2028', 'späte \ud83d\ude00 Grüße', '\u0000\u001f']) {
    const content = { mediaType: `a/${text}`, nonce: text, body: `${text}${text}` };
    expect(contentHashOf(content)).toBe(sha256(canonicalJson(content)));
  }
});
