/** What a server keeps beside its markets: what every store of records must do. */

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { createMemoryRecords } from '../../db/memory/records.ts';
import { openSqliteStore } from '../../db/sqlite/store.ts';

const folder = mkdtempSync(join(tmpdir(), 'records-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe.each([
  ['memory', async () => createMemoryRecords()],
  ['sqlite', async () => (await openSqliteStore({ file: join(folder, 'records.db') })).records],
])('%s', (_name, open) => {
  test('the first of a name stays when another is added, and gives way when another is put', async () => {
    const records = await open();
    expect(await records.get('pace', 'a')).toBeNull();
    expect(await records.add('pace', { id: 'a', body: '1' })).toBe('1');
    expect(await records.add('pace', { id: 'a', body: '2' })).toBe('1');
    await records.put('pace', { id: 'a', body: '3' });
    expect(await records.get('pace', 'a')).toBe('3');
    await records.put('pace', { id: 'A', body: '4' });
    expect(await records.list('pace')).toEqual([
      { id: 'A', body: '4' },
      { id: 'a', body: '3' },
    ]);
    expect(await records.list('desk')).toEqual([]);
    expect(await records.get('desk', 'a')).toBeNull();
  });
});
