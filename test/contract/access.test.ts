/** Users, seats and passes: what every access store must do. */

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { createMemoryAccess } from '../../db/memory/access.ts';
import { openSqliteStore } from '../../db/sqlite/store.ts';
import { type AccessStore, isLive, type NewPass } from '../../server/engine/access.ts';
import { marketId, participantId, passId, userId } from '../../server/kernel/id.ts';

const folder = mkdtempSync(join(tmpdir(), 'access-'));
afterAll(() => rmSync(folder, { recursive: true }));

const MARKET = marketId('market-a');
const ADA = { name: 'Ada', email: 'ada@example.org', passwordHash: null, createdAt: 5 };
const TOKEN: NewPass = {
  kind: 'token',
  secretHash: 'a'.repeat(64),
  userId: userId(1),
  marketId: MARKET,
  scopes: ['basic'],
  roles: [],
  label: 'laptop',
  createdAt: 5,
  expiresAt: 50,
  usesLeft: null,
};

let files = 0;
const STORES: Readonly<Record<string, () => Promise<AccessStore>>> = {
  memory: async () => createMemoryAccess(),
  sqlite: async () => {
    files += 1;
    return (await openSqliteStore({ file: join(folder, `access-${files}.db`) })).access;
  },
};

describe.each(Object.entries(STORES))('%s', (_name, open) => {
  test('a user is found by number and by name in any case; a name is given once', async () => {
    const access = await open();
    const ada = await access.addUser(ADA);
    expect(ada).toEqual({ ...ADA, userId: 1 });
    expect(await access.user(userId(1))).toEqual(ada);
    expect(await access.userByName('ADA')).toEqual(ada);
    expect(await access.addUser({ ...ADA, name: 'aDa' })).toBeNull();
    expect(await access.user(userId(2))).toBeNull();
    await access.setPassword(userId(1), 'hash');
    expect((await access.userByName('ada'))?.passwordHash).toBe('hash');
  });

  test('a user has one seat in a market, a participant one user', async () => {
    const access = await open();
    await access.addUser(ADA);
    await access.addUser({ ...ADA, name: 'Bob' });
    const seat = { userId: userId(1), marketId: MARKET, kind: 'participant', participantId: participantId(7) } as const;
    expect(await access.addSeat(seat)).toBe(true);
    expect(await access.addSeat({ userId: userId(1), marketId: MARKET, kind: 'watcher' })).toBe(false);
    expect(await access.addSeat({ ...seat, userId: userId(2) })).toBe(false);
    expect(await access.addSeat({ userId: userId(2), marketId: MARKET, kind: 'owner' })).toBe(true);
    expect(await access.addSeat({ ...seat, marketId: marketId('market-b') })).toBe(true);
    expect(await access.seatsOf(userId(1))).toEqual([seat, { ...seat, marketId: marketId('market-b') }]);
    expect((await access.seatsIn(MARKET)).map(({ kind }) => kind)).toEqual(['participant', 'owner']);
  });

  test('a pass is found by its hash until it is revoked or used up', async () => {
    const access = await open();
    await access.addUser(ADA);
    const pass = await access.addPass(TOKEN);
    expect(pass).toEqual({ ...TOKEN, passId: 1, revokedAt: null });
    expect(await access.passByHash(TOKEN.secretHash)).toEqual(pass);
    expect(await access.passByHash('b'.repeat(64))).toBeNull();
    expect(isLive(pass, 49)).toBe(true);
    expect(isLive(pass, 50)).toBe(false);
    expect(await access.usePass(passId(1))).toBe(true);
    await access.revokePass(passId(1), 9);
    await access.revokePass(passId(1), 10);
    expect(await access.passesOf(userId(1))).toEqual([{ ...pass, revokedAt: 9 }]);
    expect(await access.usePass(passId(1))).toBe(false);
  });

  test('of many who use the last use of an invite, one gets in', async () => {
    const access = await open();
    const invite = await access.addPass({ ...TOKEN, kind: 'invite', userId: null, roles: ['freelancer'], usesLeft: 2 });
    const tries = await Promise.all(Array.from({ length: 9 }, () => access.usePass(invite.passId)));
    expect(tries.filter(Boolean).length).toBe(2);
    const used = await access.passByHash(TOKEN.secretHash);
    expect(used).toMatchObject({ usesLeft: 0, roles: ['freelancer'] });
    expect(used !== null && isLive(used, 1)).toBe(false);
  });
});
