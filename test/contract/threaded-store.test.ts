/** The store whose commits a thread writes: its trouble comes across as what it is, and its end is nobody's but its own. */

import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, expect, test } from 'vitest';
import { openDatabase } from '../../db/sqlite/open.ts';
import { openThreadedStore } from '../../db/sqlite/threaded-store.ts';
import { StoreFault } from '../../db/store-fault.ts';
import { verifyStore } from '../../db/verify.ts';
import { Bug } from '../../server/kernel/assert.ts';
import { marketId } from '../../server/kernel/id.ts';
import { commitOf, logged } from './history.ts';
import { placed } from './history-parts.ts';
import { manyBids } from './store-contract.ts';

const MARKET = marketId('contract');
const folder = mkdtempSync(join(tmpdir(), 'threaded-store-'));
afterAll(() => rmSync(folder, { recursive: true }));

const thrownBy = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => null,
    (thrown: unknown) => thrown,
  );

test('what was committed is there for whoever reads, at once', async () => {
  const file = join(folder, 'read.db');
  const store = await openThreadedStore({ file });
  for (let seq = 0; seq < 20; seq += 1) {
    const previous = (await store.events(MARKET, seq - 1, 1))[0]?.hash;
    expect(await store.commit(commitOf(MARKET, logged([placed(1, seq + 1)], seq, previous)))).toEqual({ ok: true });
    expect(await store.lastSeq(MARKET)).toBe(seq + 1);
    expect((await store.tables(MARKET)).tables.bids).toHaveLength(seq + 1);
  }
  expect((await verifyStore(store, MARKET)).findings).toEqual([]);
  await store.close();
});

test('commits that are given together are carried out in their order', async () => {
  const store = await openThreadedStore({ file: join(folder, 'order.db') });
  const commits = manyBids(40).map((event) => commitOf(MARKET, [event]));
  const results = await Promise.all(commits.map((commit) => store.commit(commit)));
  expect(results.every(({ ok }) => ok)).toBe(true);
  expect(await store.commit(commitOf(MARKET, manyBids(1)))).toEqual({ ok: false, lastSeq: 40 });
  await store.close();
});

test('a full database is a fault, nothing of the commit is there, and the store goes on', async () => {
  const file = join(folder, 'full.db');
  const first = openDatabase({ file });
  const pages = Number(first.pragma('page_count', { simple: true }));
  first.close();
  const store = await openThreadedStore({ file, maxPages: pages + 20 });
  const thrown = await thrownBy(store.commit(commitOf(MARKET, manyBids(2_000))));
  expect(thrown).toBeInstanceOf(StoreFault);
  expect(thrown).toMatchObject({ code: 'disk_full' });
  expect(await store.lastSeq(MARKET)).toBe(0);
  expect(await store.commit(commitOf(MARKET, manyBids(3)))).toEqual({ ok: true });
  await store.close();
});

test('a bug stays a bug, and a closed store says so', async () => {
  const store = await openThreadedStore({ file: join(folder, 'bug.db') });
  const gap = { ...commitOf(MARKET, manyBids(3).slice(2)), expectedSeq: 0 };
  expect(await thrownBy(store.commit(gap))).toBeInstanceOf(Bug);
  await store.close();
  expect(await thrownBy(store.commit(commitOf(MARKET, manyBids(1))))).toMatchObject({ code: 'closed' });
});

test('what keeps a store from being opened is told by its own code', async () => {
  const file = join(folder, 'letter.db');
  writeFileSync(file, 'Dear employer, I am writing to apply. '.repeat(100));
  expect(await thrownBy(openThreadedStore({ file }))).toMatchObject({ code: 'not_a_database' });
});

test('a closing store first writes what it was given', async () => {
  const file = join(folder, 'closing.db');
  const store = await openThreadedStore({ file });
  const written = store.commit(commitOf(MARKET, manyBids(500)));
  await Promise.all([written, store.close()]);
  const again = openDatabase({ file, readonly: true });
  expect(again.prepare('select count(*) from events').pluck().get()).toBe(500);
  again.close();
});

test('a thread that ends takes its commits along as a fault; the next commit starts another', async () => {
  const marker = join(folder, 'ended');
  const entry = join(folder, 'ending.mjs');
  const real = new URL('../../db/sqlite/writing-thread.ts', import.meta.url).href;
  writeFileSync(
    entry,
    `import { existsSync, writeFileSync } from 'node:fs';
     import { parentPort } from 'node:worker_threads';
     if (existsSync(${JSON.stringify(marker)})) await import(${JSON.stringify(real)});
     else {
       writeFileSync(${JSON.stringify(marker)}, '');
       parentPort.on('message', () => process.exit(3));
     }`,
  );
  const store = await openThreadedStore({ file: join(folder, 'ended.db') }, pathToFileURL(entry));
  const commits = manyBids(2).map((event) => commitOf(MARKET, [event]));
  const [first, second] = commits.map((commit) => thrownBy(store.commit(commit)));
  expect([await first, await second]).toMatchObject([{ code: 'io_failed' }, { code: 'io_failed' }]);
  expect(await store.commit(commitOf(MARKET, manyBids(2)))).toEqual({ ok: true });
  await store.close();
});

test('a store that nobody closes keeps no process alive', async () => {
  const store = new URL('../../db/sqlite/threaded-store.ts', import.meta.url).href;
  const script = `const { openThreadedStore } = await import(${JSON.stringify(store)});
    await openThreadedStore({ file: ${JSON.stringify(join(folder, 'idle.db'))} });
    console.log('opened');`;
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', script], {
    timeout: 280_000,
  });
  expect(stdout).toBe('opened\n');
});
