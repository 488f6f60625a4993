/** What a SQLite store keeps of who is calling: never longer than it is true, whoever changes it. */

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { afterAll, expect, test } from 'vitest';
import { openDatabase } from '../../db/sqlite/open.ts';
import { openSqliteStore } from '../../db/sqlite/store.ts';
import type { AccessStore } from '../../server/engine/access.ts';
import { known } from '../../server/kernel/assert.ts';
import { marketId, participantId } from '../../server/kernel/id.ts';

const folder = mkdtempSync(join(tmpdir(), 'kept-access-'));
afterAll(() => rmSync(folder, { recursive: true }));

const MARKET = marketId('market-a');
const HASH = 'a'.repeat(64);

let files = 0;
async function stage() {
  files += 1;
  const file = join(folder, `${files}.db`);
  const [here, elsewhere] = await Promise.all([openSqliteStore({ file }), openSqliteStore({ file })]);
  const { access } = here;
  const user = known(await access.addUser({ name: 'Ada', email: null, passwordHash: null, createdAt: 5 }), 'user');
  const pass = await access.addPass({
    kind: 'token',
    secretHash: HASH,
    userId: user.userId,
    marketId: null,
    scopes: [],
    roles: [],
    label: '',
    createdAt: 5,
    expiresAt: null,
    usesLeft: 2,
  });
  // Read twice: the second time from what is kept.
  for (let times = 0; times < 2; times += 1) expect(await access.passByHash(HASH)).toEqual(pass);
  return { file, access, elsewhere: elsewhere.access, user, pass };
}

type Who = 'access' | 'elsewhere';

test.each<Who>(['access', 'elsewhere'])(
  'a pass that was revoked, used or resealed is so from the next turn on: by %s',
  async (who) => {
    const { access, pass, ...others } = await stage();
    const writer: AccessStore = { access, ...others }[who];
    await writer.usePass(pass.passId);
    if (who === 'elsewhere') await nextTurn();
    expect(await access.passByHash(HASH)).toMatchObject({ usesLeft: 1 });
    await writer.revokePass(pass.passId, 7);
    if (who === 'elsewhere') await nextTurn();
    expect(await access.passByHash(HASH)).toMatchObject({ revokedAt: 7 });
  },
);

test.each<Who>(['access', 'elsewhere'])('another secret for a pass takes the old one away: by %s', async (who) => {
  const { access, pass, ...others } = await stage();
  await { access, ...others }[who].resealPass(pass.passId, 'b'.repeat(64));
  if (who === 'elsewhere') await nextTurn();
  expect(await access.passByHash(HASH)).toBeNull();
  expect(await access.passByHash('b'.repeat(64))).toMatchObject({ passId: pass.passId });
});

test.each<Who>(['access', 'elsewhere'])(
  'a seat and a password are there as soon as they are given: by %s',
  async (who) => {
    const { access, user, ...others } = await stage();
    const writer: AccessStore = { access, ...others }[who];
    expect(await access.seat(user.userId, MARKET)).toBeNull();
    const seat = {
      userId: user.userId,
      marketId: MARKET,
      kind: 'participant',
      participantId: participantId(1),
    } as const;
    expect(await writer.addSeat(seat)).toBe(true);
    if (who === 'elsewhere') await nextTurn();
    expect(await access.seat(user.userId, MARKET)).toEqual(seat);
    expect(await access.user(user.userId)).toMatchObject({ passwordHash: null });
    await writer.setPassword(user.userId, 'hash');
    if (who === 'elsewhere') await nextTurn();
    expect(await access.user(user.userId)).toMatchObject({ passwordHash: 'hash' });
  },
);

test('what a write overtakes is not kept', async () => {
  const { access, pass } = await stage();
  await access.usePass(pass.passId);
  const [before] = await Promise.all([access.passByHash(HASH), access.revokePass(pass.passId, 7)]);
  expect(before).toMatchObject({ revokedAt: null });
  expect(await access.passByHash(HASH)).toMatchObject({ revokedAt: 7 });
});

test('what is changed by hand in the file is noticed too: a pass, a user, a seat, and that they are gone', async () => {
  const { access, file, user } = await stage();
  const seat = { userId: user.userId, marketId: MARKET, kind: 'watcher' } as const;
  await access.addSeat(seat);
  const read = async (): Promise<unknown[]> => [
    (await access.passByHash(HASH))?.label ?? null,
    (await access.user(user.userId))?.name ?? null,
    (await access.seat(user.userId, MARKET))?.kind ?? null,
  ];
  expect([await read(), await read()]).toEqual(Array.from({ length: 2 }, () => ['', 'Ada', 'watcher']));
  const byHand = openDatabase({ file });
  const after = async (sql: string): Promise<unknown[]> => {
    byHand.exec(sql);
    await nextTurn();
    return read();
  };
  expect(await after("update passes set label = 'lost'")).toEqual(['lost', 'Ada', 'watcher']);
  expect(await after("update users set name = 'Bea'")).toEqual(['lost', 'Bea', 'watcher']);
  expect(await after("update seats set kind = 'owner'")).toEqual(['lost', 'Bea', 'owner']);
  expect(await after('delete from passes')).toEqual([null, 'Bea', 'owner']);
  expect(await after('delete from seats')).toEqual([null, 'Bea', null]);
  expect(await after('delete from users')).toEqual([null, null, null]);
  byHand.close();
});
