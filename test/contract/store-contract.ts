/** What every store must do, whatever it is made of: one suite, run over each. */

import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { MarketTables } from '../../db/rows/row.ts';
import { verifyStore } from '../../db/verify.ts';
import { contentHashOf } from '../../server/engine/content.ts';
import type { Store } from '../../server/engine/ports.ts';
import { Bug } from '../../server/kernel/assert.ts';
import { contentHash, type MarketId, marketId } from '../../server/kernel/id.ts';
import type { LoggedEvent } from '../../server/market/event.ts';
import { EVENT_TYPES } from '../../server/market/evolve.ts';
import { commandsOf, commitOf, history, historyCommits, logged, transfersOf } from './history.ts';
import { placed } from './history-parts.ts';
import { expectStateAgrees } from './state-agrees.ts';

export type TestedStore = Store & { tables(marketId: MarketId): Promise<MarketTables> };

const MARKET = marketId('contract');

/** `count` bids, each of its own bidder's, as a log of their own. */
export function manyBids(count: number): LoggedEvent[] {
  return logged(Array.from({ length: count }, (_, position) => placed(1, position + 1)));
}

async function filled(store: TestedStore, batch = 7, market = MARKET): Promise<readonly LoggedEvent[]> {
  for (const commit of historyCommits(market, batch)) expect(await store.commit(commit)).toEqual({ ok: true });
  return history();
}

/** The suite. `open` gives a new, empty store each time. */
export function storeContract(name: string, open: () => Promise<TestedStore>): void {
  let store: TestedStore;
  beforeEach(async () => {
    store = await open();
  });
  afterEach(() => store.close());
  describe(name, () => {
    logContract(() => store);
    commitContract(() => store);
    commandContract(() => store);
    tableContract(() => store);
    wholeHistoryContract(() => store);
    contentContract(() => store);
  });
}

function logContract(store: () => TestedStore): void {
  test('an empty store knows nothing', async () => {
    expect(await store().markets()).toEqual([]);
    expect(await store().lastSeq(MARKET)).toBe(0);
    expect(await store().events(MARKET, 0, 10)).toEqual([]);
    expect(await store().transfers(MARKET, 0, 10)).toEqual([]);
    expect(await store().commands(MARKET)).toEqual([]);
    expect(await store().latestSnapshot(MARKET)).toBeNull();
  });

  test('the log comes back as it was written, in pages of any size', async () => {
    const events = await filled(store());
    expect(await store().lastSeq(MARKET)).toBe(events.length);
    expect(await store().events(MARKET, 0, 1_000)).toEqual(events);
    expect(await store().events(MARKET, 10, 3)).toEqual(events.slice(10, 13));
    expect(await store().events(MARKET, events.length, 3)).toEqual([]);
  });

  test('transfers come back in order, and no page splits an event', async () => {
    const transfers = transfersOf(await filled(store()));
    expect(await store().transfers(MARKET, 0, 1_000)).toEqual(transfers);
    const paged = [];
    for (let since = 0; ; ) {
      const page = await store().transfers(MARKET, since, 1);
      if (page.length === 0) break;
      paged.push(...page);
      since = page.at(-1)?.seq ?? 0;
    }
    expect(paged).toEqual(transfers);
  });

  test('markets are apart from each other and listed by name', async () => {
    const events = await filled(store());
    const other = marketId('another');
    await store().commit(commitOf(other, events.slice(0, 3)));
    expect(await store().markets()).toEqual([other, MARKET]);
    expect(await store().lastSeq(other)).toBe(3);
    expect((await store().tables(other)).tables.bids).toEqual([]);
    expect(await store().lastSeq(MARKET)).toBe(events.length);
  });

  test('the latest snapshot is kept and an older one does not replace it', async () => {
    await filled(store());
    const snapshot = (seq: number) => ({ seq, hash: `${seq}`.repeat(32), state: `{"seq":${seq}}` });
    await store().saveSnapshot(MARKET, snapshot(20));
    await store().saveSnapshot(MARKET, snapshot(40));
    await store().saveSnapshot(MARKET, snapshot(30));
    expect(await store().latestSnapshot(MARKET)).toEqual(snapshot(40));
  });
}

function commitContract(store: () => TestedStore): void {
  test('a commit on another seq than the last is a conflict and writes nothing', async () => {
    const events = await filled(store());
    const before = await everything(store());
    for (const seq of [0, 5, events.length - 1, events.length + 1]) {
      const late = { ...commitOf(MARKET, manyBids(3)), expectedSeq: seq };
      expect(await store().commit(late)).toEqual({ ok: false, lastSeq: events.length });
    }
    expect(await everything(store())).toEqual(before);
  });

  test('a commit with a gap, or with transfers of another commit, is a bug and writes nothing', async () => {
    const events = manyBids(5);
    const gap = { ...commitOf(MARKET, events), events: [...events.slice(0, 2), ...events.slice(3)] };
    await expect(store().commit(gap)).rejects.toThrow(Bug);
    const [deposit] = transfersOf(history());
    if (deposit === undefined) throw new Error('the history has a transfer');
    const stray = { ...commitOf(MARKET, events), transfers: [{ ...deposit, seq: 6 }] };
    await expect(store().commit(stray)).rejects.toThrow(Bug);
    expect(await store().lastSeq(MARKET)).toBe(0);
    expect((await store().tables(MARKET)).tables.bids).toEqual([]);
  });

  test('a commit may be large', async () => {
    const events = manyBids(20_000);
    expect(await store().commit(commitOf(MARKET, events))).toEqual({ ok: true });
    expect(await store().lastSeq(MARKET)).toBe(20_000);
    expect((await store().tables(MARKET)).tables.bids.length).toBe(20_000);
  });

  test('an empty commit is fine and a commit of commands alone is remembered', async () => {
    await store().commit(commitOf(MARKET, []));
    expect(await store().lastSeq(MARKET)).toBe(0);
    await store().commit({ ...commitOf(MARKET, []), commands: commandsOf(manyBids(2)) });
    expect(await store().commands(MARKET)).toEqual(commandsOf(manyBids(2)));
    expect(await store().markets()).toEqual([]);
  });
}

function commandContract(store: () => TestedStore): void {
  test('commands are remembered oldest first, and only the newest so many', async () => {
    const events = manyBids(5_000);
    for (let first = 0; first < events.length; first += 10) {
      await store().commit(commitOf(MARKET, events.slice(first, first + 10), 25));
    }
    expect(await store().commands(MARKET)).toEqual(commandsOf(events).slice(-25));
  });

  test('a commit of more commands than are remembered keeps the newest', async () => {
    const events = manyBids(40);
    await store().commit(commitOf(MARKET, events, 25));
    expect(await store().commands(MARKET)).toEqual(commandsOf(events).slice(-25));
  });
}

function tableContract(store: () => TestedStore): void {
  test('the history has every type of event', () => {
    expect(new Set(history().map(({ event }) => event.type))).toEqual(new Set(EVENT_TYPES));
  });

  test('after every event the read tables agree with the market state', async () => {
    const events = history();
    for (const commit of historyCommits(MARKET, 1)) {
      await store().commit(commit);
      await expectStateAgrees(store(), events.slice(0, commit.expectedSeq + 1));
    }
  });

  test('tables say at which event they stand, and later events do not change them', async () => {
    const [first, second] = historyCommits(MARKET, 60);
    if (first === undefined || second === undefined) throw new Error('the history is longer');
    await store().commit(first);
    const early = await store().tables(MARKET);
    const copy = structuredClone(early);
    await store().commit(second);
    await store().tables(MARKET);
    expect(early.seq).toBe(60);
    expect(early).toEqual(copy);
  });

  test('the batching of commits leaves no trace in the tables', async () => {
    const other = marketId('in-one-piece');
    await filled(store(), 1);
    await filled(store(), 1_000, other);
    expect(await store().tables(other)).toEqual(await store().tables(MARKET));
  });
}

function wholeHistoryContract(store: () => TestedStore): void {
  test('awards, milestones and disputes are told in full', async () => {
    await filled(store());
    const { tables } = await store().tables(MARKET);
    const awards = tables.awards.map(({ bid_id, status, outcome }) => [bid_id, status, outcome]);
    expect(awards).toEqual([
      [1, 'ended', 'completed'],
      [2, 'declined', null],
      [3, 'lapsed', null],
      [4, 'revoked', null],
      [7, 'ended', 'incomplete'],
      [9, 'ended', 'completed'],
    ]);
    expect(tables.awards.find(({ bid_id }) => bid_id === 7)).toMatchObject({
      released_cents: 19_000,
      refunded_cents: 21_000,
      freelancer_fee_cents: 1_900,
      employer_fee_cents: 570,
    });
    expect(tables.disputes.map(({ resolution }) => resolution)).toEqual(['cancelled', 'cancelled', 'arbiter']);
    expect(tables.verdicts.map(({ status }) => status)).toEqual(['failed', 'passed', 'passed']);
    expect(tables.bids.filter(({ revealed_at }) => revealed_at !== null).map(({ bid_id }) => bid_id)).toEqual([1, 2]);
  });

  test('a written history verifies', async () => {
    const events = await filled(store());
    expect(await verifyStore(store(), MARKET)).toEqual({
      marketId: MARKET,
      lastSeq: events.length,
      eventCount: events.length,
      transferCount: transfersOf(events).length,
      rowsCompared: true,
      findings: [],
    });
  });
}

function contentContract(store: () => TestedStore): void {
  const content = { mediaType: 'text/plain', nonce: 'n1', body: 'I can do this in three days. äöü 🎉' };

  test('a content is found by its hash, and storing it twice is one content', async () => {
    const hash = await store().contents.put(content);
    expect(hash).toBe(contentHashOf(content));
    expect(await store().contents.put({ ...content })).toBe(hash);
    expect(await store().contents.get(hash)).toEqual(content);
    expect(await store().contents.get(contentHash('0'.repeat(64)))).toBeNull();
  });

  test('contents that come with a commit are written with it, and not without it', async () => {
    const [commit] = historyCommits(MARKET, 7);
    if (commit === undefined) throw new Error('no commit');
    const other = { ...content, nonce: 'n2' };
    expect(await store().commit({ ...commit, expectedSeq: 5, contents: [content] })).toMatchObject({ ok: false });
    expect(await store().contents.get(contentHashOf(content))).toBeNull();
    expect(await store().commit({ ...commit, contents: [content, content, other] })).toEqual({ ok: true });
    expect(await store().contents.get(contentHashOf(content))).toEqual(content);
    expect(await store().contents.get(contentHashOf(other))).toEqual(other);
  });

  test('contents that are put at the same time are all there', async () => {
    const many = Array.from({ length: 50 }, (_, index) => ({ ...content, nonce: `n${index % 40}` }));
    const hashes = await Promise.all(many.map((one) => store().contents.put(one)));
    expect(hashes).toEqual(many.map(contentHashOf));
    for (const one of many) expect(await store().contents.get(contentHashOf(one))).toEqual(one);
  });

  test('an erased content stays erased when it is put again', async () => {
    const hash = await store().contents.put(content);
    await store().contents.erase(hash);
    expect(await store().contents.get(hash)).toBe('erased');
    expect(await store().contents.put(content)).toBe(hash);
    expect(await store().contents.get(hash)).toBe('erased');
    await store().contents.erase(hash);
    expect(await store().contents.get(hash)).toBe('erased');
  });

  test('a content may be erased before it ever came', async () => {
    await store().contents.erase(contentHashOf(content));
    await store().contents.put(content);
    expect(await store().contents.get(contentHashOf(content))).toBe('erased');
  });
}

/** All that a store says of the market, for comparison. */
export async function everything(store: TestedStore) {
  return {
    events: await store.events(MARKET, 0, 100_000),
    transfers: await store.transfers(MARKET, 0, 100_000),
    commands: await store.commands(MARKET),
    snapshot: await store.latestSnapshot(MARKET),
    tables: await store.tables(MARKET),
  };
}
