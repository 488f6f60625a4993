/** Trouble of disk and file: each has its own code, says what to do, and leaves what was written before intact. */

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, expect, test } from 'vitest';
import { openDatabase } from '../../db/sqlite/open.ts';
import { openSqliteStore } from '../../db/sqlite/store.ts';
import { StoreFault, type StoreFaultCode } from '../../db/store-fault.ts';
import { marketId } from '../../server/kernel/id.ts';
import { commitOf } from './history.ts';
import { manyBids } from './store-contract.ts';

const MARKET = marketId('contract');
const folder = mkdtempSync(join(tmpdir(), 'store-fault-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** The code of the fault that `work` rejects with. */
async function codeOf(work: Promise<unknown>): Promise<StoreFaultCode | null> {
  return work.then(
    () => null,
    (error: unknown) => {
      if (error instanceof StoreFault) return error.code;
      throw error;
    },
  );
}

async function newStoreFile(name: string): Promise<string> {
  const file = join(folder, name);
  const store = await openSqliteStore({ file });
  await store.commit(commitOf(MARKET, manyBids(10)));
  await store.close();
  return file;
}

test('a file that is not a database is refused and left alone', async () => {
  const file = join(folder, 'letter.db');
  const letter = 'Dear employer, I am writing to apply. '.repeat(100);
  writeFileSync(file, letter);
  expect(await codeOf(openSqliteStore({ file }))).toBe('not_a_database');
  expect(readFileSync(file, 'utf8')).toBe(letter);
});

test("another program's database is refused and left alone", async () => {
  const file = join(folder, 'foreign.db');
  new Database(file).exec('create table recipes (name text)').close();
  const before = readFileSync(file);
  expect(await codeOf(openSqliteStore({ file }))).toBe('not_a_store');
  expect(readFileSync(file).equals(before)).toBe(true);
});

test('a missing folder is a fault', async () => {
  expect(await codeOf(openSqliteStore({ file: join(folder, 'nowhere', 'store.db') }))).toBe('folder_missing');
});

test('a folder in place of a file cannot be opened', async () => {
  expect(await codeOf(openSqliteStore({ file: folder }))).toBe('cannot_open');
});

test('a missing file cannot be opened for reading only', async () => {
  expect(await codeOf(openSqliteStore({ file: join(folder, 'missing.db'), readonly: true }))).toBe('cannot_open');
});

test('a database of a newer version is refused', async () => {
  const file = await newStoreFile('newer.db');
  const client = new Database(file);
  client.exec("insert into __drizzle_migrations (hash, created_at) values ('later', 99999999999999)");
  client.close();
  expect(await codeOf(openSqliteStore({ file }))).toBe('newer_version');
  expect(await codeOf(openSqliteStore({ file, readonly: true }))).toBe('newer_version');
});

test('an empty database opened for reading only is of an older version', async () => {
  const file = join(folder, 'empty.db');
  writeFileSync(file, '');
  expect(await codeOf(openSqliteStore({ file, readonly: true }))).toBe('older_version');
});

test('a store opened for reading only reads, and refuses to write', async () => {
  const file = await newStoreFile('read-only.db');
  const store = await openSqliteStore({ file, readonly: true });
  expect(await store.lastSeq(MARKET)).toBe(10);
  const next = commitOf(marketId('other'), manyBids(1));
  expect(await codeOf(store.commit(next))).toBe('read_only');
  expect(await codeOf(store.contents.put({ mediaType: 'text/plain', nonce: '', body: 'x' }))).toBe('read_only');
  await store.close();
});

test('a full disk loses the commit as a whole, and the store goes on when there is room again', async () => {
  const file = await newStoreFile('full.db');
  const client = openDatabase({ file });
  const store = await openSqliteStore({ file, maxPages: Number(client.pragma('page_count', { simple: true })) + 20 });
  client.close();
  const other = marketId('large');
  expect(await codeOf(store.commit(commitOf(other, manyBids(5_000))))).toBe('disk_full');
  expect(await store.lastSeq(other)).toBe(0);
  expect((await store.tables(other)).tables.bids).toEqual([]);
  expect(await store.commit(commitOf(other, manyBids(5)))).toEqual({ ok: true });
  await store.close();
});

test('a disk too full for a new store is a fault, and the file is a store once there is room', async () => {
  const file = join(folder, 'tiny.db');
  expect(await codeOf(openSqliteStore({ file, maxPages: 4 }))).toBe('disk_full');
  const store = await openSqliteStore({ file });
  expect(await store.commit(commitOf(MARKET, manyBids(1)))).toEqual({ ok: true });
  await store.close();
});

test('an erasure whose old pages are still being read is a fault until it is repeated', async () => {
  const file = await newStoreFile('read-while-erased.db');
  const store = await openSqliteStore({ file });
  const hash = await store.contents.put({ mediaType: 'text/plain', nonce: 'n', body: 'an unforgettable sentence' });
  const reader = new Database(file, { readonly: true });
  reader.exec('begin');
  reader.prepare('select count(*) from contents').get();
  expect(await codeOf(store.contents.erase(hash))).toBe('busy');
  expect(await store.contents.get(hash)).toBe('erased');
  reader.close();
  await store.contents.erase(hash);
  const bytes = Buffer.concat([readFileSync(file), readFileSync(`${file}-wal`)]);
  expect(bytes.includes('unforgettable')).toBe(false);
  await store.close();
});

test('a backup into a missing folder is a fault', async () => {
  const store = await openSqliteStore({ file: join(folder, 'backed-up.db') });
  expect(await codeOf(store.backup(join(folder, 'nowhere', 'copy.db')))).toBe('folder_missing');
  await store.close();
});

test('a damaged page is a fault', async () => {
  const file = await newStoreFile('damaged.db');
  const bytes = readFileSync(file);
  bytes.fill(0xaa, 4_096 * 2);
  writeFileSync(file, bytes);
  const reading = openSqliteStore({ file }).then((store) => store.events(MARKET, 0, 10));
  expect(await codeOf(reading)).toBe('damaged');
});

test('a closed store says so', async () => {
  const store = await openSqliteStore({ file: join(folder, 'closed.db') });
  await store.close();
  expect(await codeOf(store.lastSeq(MARKET))).toBe('closed');
  expect(await codeOf(store.commit(commitOf(MARKET, manyBids(1))))).toBe('closed');
});

test('every fault says what it is and what to do', () => {
  const fault = new StoreFault('disk_full', 'SQLITE_FULL');
  expect(fault.message).toBe(
    'The disk or the database is full. Free some space and try again; nothing of this was written. (SQLITE_FULL)',
  );
});
