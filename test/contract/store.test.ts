/** The store contract over every store, and their agreement with each other. */

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { createMemoryStore } from '../../db/memory/store.ts';
import { openSqliteStore } from '../../db/sqlite/store.ts';
import { openThreadedStore } from '../../db/sqlite/threaded-store.ts';
import { marketId } from '../../server/kernel/id.ts';
import { historyCommits } from './history.ts';
import { everything, storeContract } from './store-contract.ts';

const folder = mkdtempSync(join(tmpdir(), 'store-contract-'));
let files = 0;
const newFile = (): string => {
  files += 1;
  return join(folder, `store-${files}.db`);
};
afterAll(() => rmSync(folder, { recursive: true }));

storeContract('memory', async () => createMemoryStore());
storeContract('sqlite', () => openSqliteStore({ file: newFile() }));
storeContract('sqlite, written by a thread', () => openThreadedStore({ file: newFile() }));

test('memory and SQLite hold the same after the same history', async () => {
  const memory = createMemoryStore();
  const sqlite = await openSqliteStore({ file: newFile() });
  for (const commit of historyCommits(marketId('contract'), 5)) {
    await memory.commit(commit);
    await sqlite.commit(commit);
  }
  expect(await everything(sqlite)).toEqual(await everything(memory));
  await sqlite.close();
});
