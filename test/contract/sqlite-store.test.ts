/** What only a store in a file must do: survive, race, rebuild, notice tampering, copy itself. */

import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import Database from 'better-sqlite3';
import { afterAll, expect, test } from 'vitest';
import { openSqliteStore, type SqliteStore } from '../../db/sqlite/store.ts';
import { type Finding, verifyStore } from '../../db/verify.ts';
import { marketId } from '../../server/kernel/id.ts';
import { commitOf, history, historyCommits } from './history.ts';
import { everything, manyBids } from './store-contract.ts';

const MARKET = marketId('contract');
const folder = mkdtempSync(join(tmpdir(), 'sqlite-store-'));
let files = 0;
const newFile = (): string => {
  files += 1;
  return join(folder, `store-${files}.db`);
};
afterAll(() => rmSync(folder, { recursive: true }));

async function filled(file: string): Promise<SqliteStore> {
  const store = await openSqliteStore({ file });
  for (const commit of historyCommits(MARKET, 7)) await store.commit(commit);
  return store;
}

/** Changes a file behind the store's back. */
function tamper(file: string, statement: string): void {
  const client = new Database(file);
  client.pragma('foreign_keys = OFF');
  expect(client.prepare(statement).run().changes).toBeGreaterThan(0);
  client.close();
}

/** What `verifyStore` finds in a good history after `statement` has been run on its file. */
async function findingsAfter(statement: string): Promise<readonly Finding[]> {
  const file = newFile();
  const store = await filled(file);
  tamper(file, statement);
  const { findings } = await verifyStore(store, MARKET);
  await store.close();
  return findings;
}

test('what was committed is there after reopening, also without a close', async () => {
  const file = newFile();
  const store = await filled(file);
  const snapshot = { seq: 9, hash: 'a'.repeat(64), state: '{}' };
  await store.saveSnapshot(MARKET, snapshot);
  const before = await everything(store);
  const second = await openSqliteStore({ file });
  expect(await everything(second)).toEqual(before);
  await store.close();
  await second.close();
  const third = await openSqliteStore({ file });
  expect(await everything(third)).toEqual(before);
  expect(before.snapshot).toEqual(snapshot);
  await third.close();
});

test('a commit is on the disk before it resolves: write-ahead log with full synchronisation', async () => {
  const file = newFile();
  const store = await openSqliteStore({ file });
  await store.commit(commitOf(MARKET, manyBids(1)));
  expect(readFileSync(`${file}-wal`).includes('command-1')).toBe(true);
  await store.close();
});

test('of two handles that commit the same seq one wins and the other reads what it missed', async () => {
  const file = newFile();
  const one = await openSqliteStore({ file });
  const two = await openSqliteStore({ file });
  const commit = commitOf(MARKET, history().slice(0, 5));
  const results = await Promise.all([one.commit(commit), two.commit(commit)]);
  expect(results.filter(({ ok }) => ok).length).toBe(1);
  expect(results.filter(({ ok }) => !ok)).toEqual([{ ok: false, lastSeq: 5 }]);
  expect(await two.events(MARKET, 0, 10)).toEqual(commit.events);
  expect(await two.commit(commitOf(MARKET, history().slice(5, 8)))).toEqual({ ok: true });
  expect(await one.lastSeq(MARKET)).toBe(8);
  await one.close();
  await two.close();
});

test('two processes that write to one new file lose nothing and leave one unbroken log', async () => {
  const file = newFile();
  const writer = fileURLToPath(new URL('./race-writer.ts', import.meta.url));
  const run = promisify(execFile);
  const outputs = await Promise.all(['a', 'b'].map((name) => run(process.execPath, [writer, file, name, '100'])));
  const conflicts = outputs.reduce((sum, { stdout }) => sum + Number(stdout), 0);
  expect(conflicts).toBeGreaterThan(0);
  const store = await openSqliteStore({ file });
  expect(await store.lastSeq(MARKET)).toBe(200);
  const commands = (await store.events(MARKET, 0, 1_000)).map(({ commandId }) => commandId);
  expect(new Set(commands).size).toBe(200);
  expect((await verifyStore(store, MARKET)).findings).toEqual([]);
  await store.close();
});

test('rebuilding gives the same tables and transfers, whatever had become of them', async () => {
  const file = newFile();
  const store = await filled(file);
  const other = marketId('untouched');
  await store.commit(commitOf(other, manyBids(3)));
  const before = await everything(store);
  const untouched = await store.tables(other);
  tamper(file, "update bids set status = 'lost', amount_cents = 1 where market_id = 'contract'");
  tamper(file, "delete from projects where market_id = 'contract'");
  tamper(file, "update transfers set amount_cents = amount_cents + 1 where market_id = 'contract'");
  expect((await verifyStore(store, MARKET)).findings).not.toEqual([]);
  await store.rebuildTables(MARKET);
  expect(await everything(store)).toEqual(before);
  expect((await verifyStore(store, MARKET)).findings).toEqual([]);
  expect(await store.tables(other)).toEqual(untouched);
  await store.close();
});

test('verifying finds every changed event and then does not judge rows by a broken log', async () => {
  const findings = await findingsAfter(
    `update events set body = replace(body, '"days":7', '"days":8') where type = 'BidPlaced' and market_id = 'contract'`,
  );
  const bids = history().filter(({ event }) => event.type === 'BidPlaced');
  expect(findings).toEqual(bids.map(({ seq }) => ({ kind: 'chain', seq, detail: `event ${seq} was changed` })));
});

test('verifying finds a changed time, actor and command, and a broken hash', async () => {
  const changes = ['at = at + 1', "by = 'clock'", "command_id = 'x'", 'hash = upper(hash)'];
  for (const change of changes) {
    const [first] = await findingsAfter(`update events set ${change} where seq = 30`);
    expect(first, change).toMatchObject({ kind: 'chain', seq: 30 });
  }
});

test('verifying finds an event that is no JSON any more', async () => {
  const findings = await findingsAfter("update events set body = 'gone' where seq = 20");
  expect(findings).toEqual([{ kind: 'unreadable', seq: null, detail: expect.stringContaining('event 20') }]);
});

test('verifying finds a missing event, in the middle and at the end', async () => {
  const [middle] = await findingsAfter('delete from events where seq = 20');
  expect(middle).toMatchObject({ kind: 'gap', seq: 21, detail: 'event 20 is missing' });
  const last = history().length;
  const ending = await findingsAfter(`delete from events where seq = ${last}`);
  expect(ending).toContainEqual(expect.objectContaining({ kind: 'gap', seq: last }));
});

test('verifying finds a changed, a missing and an invented transfer', async () => {
  const [deposit] = await findingsAfter('update transfers set amount_cents = amount_cents - 1 where seq = 7');
  expect(deposit).toMatchObject({ kind: 'transfers', seq: 7 });
  const [missing] = await findingsAfter('delete from transfers where seq = 7');
  expect(missing).toMatchObject({ kind: 'transfers', seq: 7 });
  const [invented] = await findingsAfter(
    `insert into transfers select market_id, 2, line, at, code, from_account, to_account, amount_cents from transfers
     where seq = 7`,
  );
  expect(invented).toMatchObject({ kind: 'transfers', seq: 2 });
});

test('verifying finds an account that went below zero', async () => {
  const findings = await findingsAfter(`update transfers set amount_cents = 99000000 where code = 'fund'`);
  expect(findings.map(({ kind }) => kind)).toContain('overdrawn');
});

test('verifying finds a changed, a missing and an invented row, and names the column', async () => {
  const [changed] = await findingsAfter('update bids set amount_cents = 1 where bid_id = 3');
  expect(changed?.detail).toBe('bids 3: amount_cents is 1, the log says 40000');
  const [missing] = await findingsAfter('delete from verdicts where delivery_id = 2');
  expect(missing?.detail).toBe('verdicts 2: the row is missing');
  const [invented] = await findingsAfter(
    'insert into messages select market_id, 99, project_id, employer_id, from_id, to_id, content_hash, posted_at from messages limit 1',
  );
  expect(invented?.detail).toBe('messages 99: the log knows no such row');
});

test('an erased text is in none of the files', async () => {
  const file = newFile();
  const store = await openSqliteStore({ file });
  const secret = 'the secret sentence of a participant '.repeat(500);
  const hash = await store.contents.put({ mediaType: 'text/plain', nonce: 'a-nonce-to-forget', body: secret });
  await store.contents.put({ mediaType: 'text/plain', nonce: 'kept', body: 'kept text' });
  await store.contents.erase(hash);
  const bytes = Buffer.concat([readFileSync(file), readFileSync(`${file}-wal`)]);
  expect(bytes.includes('secret sentence')).toBe(false);
  expect(bytes.includes('a-nonce-to-forget')).toBe(false);
  expect(bytes.includes('kept text')).toBe(true);
  await store.close();
});

test('erasing again keeps the time of the first erasure', async () => {
  const file = newFile();
  const store = await openSqliteStore({ file });
  const hash = await store.contents.put({ mediaType: 'text/plain', nonce: 'n', body: 'b' });
  await store.contents.erase(hash);
  tamper(file, 'update contents set erased_at = 5');
  await store.contents.erase(hash);
  const client = new Database(file, { readonly: true });
  expect(client.prepare('select erased_at from contents').pluck().get()).toBe(5);
  client.close();
  await store.close();
});

test('a backup of a store in use is a store of its own and tells its progress', async () => {
  const store = await filled(newFile());
  const copy = newFile();
  const steps: number[] = [];
  await store.backup(copy, ({ remainingPages }) => steps.push(remainingPages));
  expect(steps.length).toBeGreaterThan(0);
  const restored = await openSqliteStore({ file: copy });
  expect(await everything(restored)).toEqual(await everything(store));
  expect((await verifyStore(restored, MARKET)).findings).toEqual([]);
  await restored.close();
  await store.close();
});
