/** Users, seats and passes: what every access store must do. */

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { createMemoryAccess } from '../../db/memory/access.ts';
import { openSqliteStore } from '../../db/sqlite/store.ts';
import { type AccessStore, isLive, type NewPass } from '../../server/engine/access.ts';
import { applicationId, marketId, messageId, participantId, passId, userId } from '../../server/kernel/id.ts';

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

const APPLICATION = {
  applicationId: applicationId('app-a'),
  name: 'Bid helper',
  secretHash: null,
  redirectUris: ['https://example.org/back'],
  ownerId: userId(1),
  createdAt: 5,
  write: null,
};
const SELDOM = { applicationId: null, parentId: null, binding: null, write: null };

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
    expect(ada).toEqual({ ...ADA, rank: 'member', userId: 1 });
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
    expect(await access.seat(userId(1), seat.marketId)).toEqual(seat);
    expect(await access.seat(userId(1), marketId('nowhere'))).toBeNull();
    expect((await access.seatsIn(MARKET)).map(({ kind }) => kind)).toEqual(['participant', 'owner']);
  });

  test('a pass is found by its hash until it is revoked or used up', async () => {
    const access = await open();
    await access.addUser(ADA);
    const pass = await access.addPass(TOKEN);
    expect(pass).toEqual({ ...TOKEN, ...SELDOM, passId: 1, revokedAt: null });
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

  test('a sign-up takes a use of its invite and gives the claim to its user, or leaves no trace', async () => {
    const access = await open();
    const invite = await access.addPass({ ...TOKEN, kind: 'invite', userId: null, roles: ['freelancer'], usesLeft: 1 });
    const claim = { ...TOKEN, secretHash: 'c'.repeat(64), kind: 'invite', parentId: invite.passId } as const;
    const admitted = await access.admit(ADA, invite.passId, claim);
    expect(admitted).toMatchObject({ ok: true, user: { name: 'Ada' }, claim: { userId: 1, parentId: 1 } });
    const late = { ...claim, secretHash: 'd'.repeat(64) };
    expect(await access.admit({ ...ADA, name: 'Bob' }, invite.passId, late)).toEqual({ ok: false, why: 'pass_spent' });
    expect(await access.userByName('bob')).toBeNull();
    expect(await access.admit(ADA, null, null)).toEqual({ ok: false, why: 'name_taken' });
    expect(await access.invitesOf(MARKET)).toMatchObject([{ passId: 1, usesLeft: 0 }]);
    expect((await access.passesOf(userId(1))).length).toBe(1);
  });

  test('an exchange is whole or not at all; what came of it can be revoked together', async () => {
    const access = await open();
    await access.addUser(ADA);
    const binding = { redirectUri: 'https://example.org/back', challenge: 'x' };
    const code = await access.addPass({ ...TOKEN, kind: 'code', usesLeft: 1, binding });
    expect(code.binding).toEqual(binding);
    const children = ['1', '2'].map((digit) => ({ ...TOKEN, secretHash: digit.repeat(64), parentId: code.passId }));
    expect((await access.exchange(code.passId, children))?.map(({ passId }) => passId)).toEqual([2, 3]);
    expect(await access.exchange(code.passId, [{ ...TOKEN, secretHash: '3'.repeat(64) }])).toBeNull();
    expect(await access.passByHash('3'.repeat(64))).toBeNull();
    await access.revokeChildren(code.passId, 20);
    expect((await access.passesOf(userId(1))).map(({ revokedAt }) => revokedAt)).toEqual([null, 20, 20]);
  });

  test('a write of the same key makes no second pass or application; its secret may be replaced', async () => {
    const access = await open();
    await access.addUser(ADA);
    const write = { key: '1/k', fingerprint: 'f' };
    const first = await access.addPass({ ...TOKEN, write });
    expect(await access.addPass({ ...TOKEN, secretHash: 'b'.repeat(64), write })).toEqual(first);
    expect(await access.resealPass(first.passId, 'b'.repeat(64))).toBe(true);
    expect(await access.passByHash(TOKEN.secretHash)).toBeNull();
    await access.revokePass(first.passId, 9);
    expect(await access.resealPass(first.passId, 'c'.repeat(64))).toBe(false);
    const made = await access.addApplication({ ...APPLICATION, write });
    expect(made).toEqual({ ...APPLICATION, write, revokedAt: null });
    expect(await access.addApplication({ ...APPLICATION, applicationId: applicationId('app-b'), write })).toEqual(made);
    expect(await access.applicationsOf(userId(1))).toEqual([made]);
  });

  test('an application is revoked with all that it was given', async () => {
    const access = await open();
    await access.addUser(ADA);
    const { applicationId: id } = await access.addApplication(APPLICATION);
    await access.addPass({ ...TOKEN, applicationId: id });
    await access.addPass({ ...TOKEN, secretHash: 'b'.repeat(64) });
    expect(await access.resealApplication(id, 'new')).toBe(true);
    await access.revokeApplication(id, 30);
    await access.revokeApplication(id, 31);
    expect(await access.application(id)).toMatchObject({ revokedAt: 30, secretHash: 'new' });
    expect((await access.passesOf(userId(1))).map(({ revokedAt }) => revokedAt)).toEqual([30, null]);
    expect(await access.resealApplication(id, 'newer')).toBe(false);
  });

  test('a market takes people in by invite until it says otherwise', async () => {
    const access = await open();
    expect(await access.admissionOf(MARKET)).toEqual({ kind: 'invite' });
    await access.setAdmission(MARKET, { kind: 'open', roles: ['freelancer'] });
    expect(await access.admissionOf(MARKET)).toEqual({ kind: 'open', roles: ['freelancer'] });
    await access.setAdmission(MARKET, { kind: 'invite' });
    expect(await access.admissionOf(MARKET)).toEqual({ kind: 'invite' });
  });

  test('marks of conversations are each user’s own, in each market, and change together', async () => {
    const access = await open();
    for (const name of ['Ada', 'Bert']) await access.addUser({ ...ADA, name });
    const [first, second] = [messageId(1), messageId(7)];
    expect(await access.marksOf(userId(1), MARKET)).toEqual([]);
    await access.mark(userId(1), MARKET, [
      [first, { readTo: 4, readAt: 90 }],
      [second, { muted: true }],
    ]);
    await access.mark(userId(1), MARKET, [[first, { folder: 'archived' }]]);
    expect(await access.marksOf(userId(1), MARKET)).toEqual([
      { threadId: 1, readTo: 4, readAt: 90, muted: false, folder: 'archived' },
      { threadId: 7, readTo: 0, readAt: null, muted: true, folder: 'inbox' },
    ]);
    expect(await access.marksOf(userId(2), MARKET)).toEqual([]);
    expect(await access.marksOf(userId(1), marketId('market-b'))).toEqual([]);
  });

  test('what ended long ago is forgotten, but not what people gave out', async () => {
    const access = await open();
    expect(await access.isEmpty()).toBe(true);
    await access.addUser({ ...ADA, rank: 'researcher' });
    expect([await access.isEmpty(), await access.hasResearcher()]).toEqual([false, true]);
    await access.addPass(TOKEN);
    await access.addPass({ ...TOKEN, kind: 'session', secretHash: 'b'.repeat(64) });
    await access.addPass({ ...TOKEN, kind: 'session', secretHash: 'c'.repeat(64), expiresAt: 500 });
    await access.forgetEnded(100);
    expect((await access.passesOf(userId(1))).map(({ secretHash }) => secretHash[0])).toEqual(['a', 'c']);
    expect(await access.signingKey()).toBe(await access.signingKey());
  });
});
