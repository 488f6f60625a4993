/** A text that no encoding can say becomes one that it can before it gets its name: no store may change it afterwards. */

import { expect, test } from 'vitest';
import { createMemoryStore } from '../../db/memory/store.ts';
import { openSqliteStore } from '../../db/sqlite/store.ts';
import { createArena } from '../../server/app.ts';
import { boundTo, contentHashOf } from '../../server/engine/content.ts';
import type { Store } from '../../server/engine/ports.ts';
import { BOSS, MARKET } from '../helpers/table.ts';

const STORES: readonly (readonly [string, () => Store | Promise<Store>])[] = [
  ['memory', createMemoryStore],
  ['SQLite', () => openSqliteStore({ file: ':memory:' })],
];

test.each(STORES)('half a surrogate pair does not survive the door (%s)', async (_name, open) => {
  const store = await open();
  const arena = createArena({ store });
  const hash = await arena.connect(MARKET, BOSS).put({ mediaType: 'a\ud800', nonce: '\udc00', body: 'x\ud800\0y' });
  const kept = boundTo(MARKET, { mediaType: 'a\ufffd', nonce: '\ufffd', body: 'x\ufffd\0y' });
  expect(await store.contents.get(hash)).toEqual(kept);
  expect(hash).toBe(contentHashOf(kept));
  await arena.close();
});
