/** The disk is full while a server writes: a clear answer, nothing half written, and on it goes when there is space again. */

import { execFileSync } from 'node:child_process';
import { closeSync, fsyncSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, onTestFinished, test } from 'vitest';
import { main } from '../../cli/arena.ts';
import { openSqliteStore } from '../../db/sqlite/store.ts';
import { createArena } from '../../server/app.ts';
import { WITHOUT_RATES } from '../../server/http/settings.ts';
import { playScenario } from '../../server/scenario.ts';
import { openServing } from '../../server/serving.ts';
import { serveArena } from '../helpers/served-arena.ts';
import { HIGH_STREET } from './world.ts';

const folder = mkdtempSync(join(tmpdir(), 'arena-disk-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The same world with tokens that not everybody knows: else it may not be served from a database. */
const OWN = {
  ...HIGH_STREET,
  people: HIGH_STREET.people.map((person) => ({ ...person, token: `own-${person.name}-token` })),
};
const FAY = { 'freelancer-oauth-v1': 'own-fay-token', 'content-type': 'application/json' };

async function fill(file: string): Promise<void> {
  const store = await openSqliteStore({ file });
  const arena = createArena({ store });
  await playScenario(arena, store.access, OWN);
  await arena.close();
}

/** A file system of this many bytes, where this process may have one; null: it may not. */
function smallDisk(bytes: number): string | null {
  const path = mkdtempSync(join(folder, 'disk-'));
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${bytes}`, 'none', path], { stdio: 'ignore' });
    return path;
  } catch {
    return null;
  }
}

const disk = process.platform === 'linux' ? smallDisk(6_000_000) : null;
afterAll(() => {
  if (disk !== null) execFileSync('umount', ['-l', disk]);
});

/** Fills the disk to its last block. */
function stuff(path: string): void {
  const filler = openSync(join(path, 'filler'), 'w');
  for (const size of [65_536, 4_096, 512]) {
    for (let full = false; !full; ) {
      try {
        writeSync(filler, Buffer.alloc(size, 'x'));
      } catch (thrown) {
        if (!(thrown instanceof Error && 'code' in thrown && thrown.code === 'ENOSPC')) throw thrown;
        full = true;
      }
    }
  }
  fsyncSync(filler);
  closeSync(filler);
}

test.runIf(disk !== null)('a real disk without a block left, then with some: 507, then as before', async () => {
  const place = disk ?? folder;
  await fill(join(place, 'arena.db'));
  const { url, child, ended } = await serveArena(place, '--db', 'arena.db', '--rate', 'none', '--quiet');
  const edit = async (amount: number) => {
    const body = JSON.stringify({ amount, period: 3, description: `For ${amount}. ${'Words. '.repeat(500)}` });
    const headers = { ...FAY, 'idempotency-key': `edit-${amount}` };
    const answer = await fetch(`${url}/api/projects/0.1/bids/1`, { method: 'PUT', headers, body });
    return { status: answer.status, retry: answer.headers.get('retry-after'), body: (await answer.json()) as object };
  };
  expect(await edit(119)).toMatchObject({ status: 200 });
  stuff(place);
  // What was set aside before the disk was full may hold a few writes more.
  let full = await edit(118);
  for (let amount = 117; full.status === 200 && amount > 60; amount -= 1) full = await edit(amount);
  expect(full).toMatchObject({
    status: 507,
    retry: '60',
    body: { status: 'error', error_code: 'ExceptionCodes.STORAGE_FULL', request_id: expect.any(String) },
  });
  // Others' looks at the market need no space.
  const read = await fetch(`${url}/api/projects/0.1/bids/1`, { headers: FAY });
  expect(read.status).toBe(200);
  const before = (await read.json()) as { result: { amount: number } };
  expect((await edit(50)).status).toBe(507);
  rmSync(join(place, 'filler'));
  // The same write again, under the same name, is done now and once.
  expect(await edit(50)).toMatchObject({ status: 200 });
  expect(await edit(50)).toMatchObject({ status: 200 });
  const after = (await (await fetch(`${url}/api/projects/0.1/bids/1`, { headers: FAY })).json()) as typeof before;
  expect([before.result.amount === 50, after.result.amount]).toEqual([false, 50]);
  child.kill('SIGTERM');
  expect((await ended).code).toBe(0);
  expect(await main(['db', 'verify', join(place, 'arena.db')])).toBe(0);
});

test('SQLite without a page left: every kind of write is told so, nothing of it is there, and it is there when said again', async () => {
  const file = join(folder, 'pages.db');
  await fill(file);
  const opened = async (maxPages?: number) => {
    const serving = await openServing({
      file,
      scenario: null,
      scenarios: [],
      log: null,
      settings: WITHOUT_RATES,
      maxPages,
    });
    onTestFinished(() => serving.close());
    return serving;
  };
  const tight = await opened(1);
  const bid = { project_id: 3, amount: 90, period: 4, description: 'When there is room. '.repeat(200) };
  const write = {
    method: 'POST',
    url: '/api/projects/0.1/bids',
    headers: { ...FAY, 'idempotency-key': 'k' },
    payload: bid,
  } as const;
  const refused = await tight.app.inject(write);
  expect(refused.statusCode, refused.body).toBe(507);
  expect(refused.json()).toMatchObject({ error_code: 'ExceptionCodes.STORAGE_FULL' });
  const invite = {
    method: 'POST',
    url: '/api/arena/1.0/invites',
    headers: { 'freelancer-oauth-v1': 'own-olga-token' },
    payload: { label: 'x'.repeat(100), roles: ['freelancer'] },
  } as const;
  // Who may enter is written to pages that are there already, until these are full too.
  let invited = await tight.app.inject(invite);
  for (let count = 0; invited.statusCode === 200 && count < 500; count += 1) invited = await tight.app.inject(invite);
  expect(invited.json()).toMatchObject({ error_code: 'ExceptionCodes.STORAGE_FULL' });
  const look = { url: '/api/projects/0.1/bids?projects[]=3', headers: FAY };
  expect((await tight.app.inject(look)).json()).toMatchObject({ status: 'success', result: { bids: [] } });
  await tight.close();
  const roomy = await opened();
  expect((await roomy.app.inject(write)).json()).toMatchObject({ status: 'success', result: { amount: 90 } });
  expect((await roomy.app.inject(write)).statusCode).toBe(200);
  expect((await roomy.app.inject(look)).json().result.bids.length).toBe(1);
});
