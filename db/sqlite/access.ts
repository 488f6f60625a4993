/** Users, seats and passes in SQLite. */

import type { Database } from 'better-sqlite3';
import type { AccessStore, Admitted, NewPass, NewUser, Pass, User } from '../../server/engine/access.ts';
import { known } from '../../server/kernel/assert.ts';
import type { Millis } from '../../server/kernel/clock.ts';
import type { PassId } from '../../server/kernel/id.ts';
import { PASSING } from '../access-rules.ts';
import { type PassRow, readPass, readSeat, readUser, type SeatRow, type UserRow, writePass } from './access-rows.ts';
import { prepareApplications } from './applications.ts';
import { guarded } from './fault.ts';
import { prepareThreadMarks } from './thread-marks.ts';
import { prepareWebhooks } from './webhooks.ts';

const ADD_PASS = `insert into passes
  (kind, secret_hash, user_id, market_id, scopes, roles, label, created_at, expires_at, uses_left,
   application_id, parent_id, binding, write_key, write_fingerprint)
  values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict (write_key) do nothing returning *`;
const ADD_USER = `insert into users (name, name_key, email, password_hash, rank, created_at) values (?, ?, ?, ?, ?, ?)
  on conflict (name_key) do nothing returning *`;
const USE_PASS = `update passes set uses_left = uses_left - 1
  where pass_id = ? and revoked_at is null and (uses_left is null or uses_left > 0)`;
const INVITES = `select * from passes
  where market_id = ? and kind = 'invite' and user_id is null order by pass_id`;
const FORGET = `delete from passes
  where kind in (${PASSING.map((kind) => `'${kind}'`).join(', ')}) and (expires_at < ? or revoked_at < ?)`;

const one = <R, T>(row: R | undefined, read: (row: R) => T): T | null => (row === undefined ? null : read(row));

function preparePasses(client: Database) {
  const add = client.prepare<unknown[], PassRow>(ADD_PASS);
  const byWrite = client.prepare<[string], PassRow>('select * from passes where write_key = ?');
  const byHash = client.prepare<[string], PassRow>('select * from passes where secret_hash = ?');
  const ofUser = client.prepare<[number], PassRow>('select * from passes where user_id = ? order by pass_id');
  const invites = client.prepare<[string], PassRow>(INVITES);
  const use = client.prepare<[number]>(USE_PASS);
  const reseal = client.prepare('update passes set secret_hash = ? where pass_id = ? and revoked_at is null');
  const revoke = client.prepare('update passes set revoked_at = ? where pass_id = ? and revoked_at is null');
  const revokeChildren = client.prepare('update passes set revoked_at = ? where parent_id = ? and revoked_at is null');
  const forget = client.prepare<[number, number]>(FORGET);
  const none = client.prepare<[], number>('select not exists (select 1 from passes)').pluck();
  return {
    add: (pass: NewPass): Pass =>
      readPass(known(add.get(...writePass(pass)) ?? byWrite.get(pass.write?.key ?? ''), 'pass')),
    byHash: (hash: string) => one(byHash.get(hash), readPass),
    ofUser: (id: number) => ofUser.all(id).map(readPass),
    invites: (market: string) => invites.all(market).map(readPass),
    use: (id: PassId) => use.run(id).changes > 0,
    reseal: (id: PassId, hash: string) => reseal.run(hash, id).changes > 0,
    revoke: (id: PassId, at: Millis) => revoke.run(at, id),
    revokeChildren: (id: PassId, at: Millis) => revokeChildren.run(at, id),
    forget: (at: Millis) => forget.run(at, at),
    none: () => none.get() === 1,
  };
}

function prepareUsers(client: Database) {
  const add = client.prepare<unknown[], UserRow>(ADD_USER);
  const byId = client.prepare<[number], UserRow>('select * from users where user_id = ?');
  const byName = client.prepare<[string], UserRow>('select * from users where name_key = ?');
  const anyResearcher = client
    .prepare<[], number>("select exists (select 1 from users where rank = 'researcher')")
    .pluck();
  const none = client.prepare<[], number>('select not exists (select 1 from users)').pluck();
  const setPassword = client.prepare('update users set password_hash = ? where user_id = ?');
  return {
    add: ({ name, email, passwordHash, rank = 'member', createdAt }: NewUser): User | null =>
      one(add.get(name, name.toLowerCase(), email, passwordHash, rank, createdAt), readUser),
    byId: (id: number) => one(byId.get(id), readUser),
    byName: (name: string) => one(byName.get(name.toLowerCase()), readUser),
    anyResearcher: () => anyResearcher.get() === 1,
    none: () => none.get() === 1,
    setPassword: (id: number, hash: string) => setPassword.run(hash, id),
  };
}

/** Undoes the transaction that it is thrown in. */
class Undone extends Error {
  override readonly name = 'Undone';
}

/** The statements of `client`, whose tables must be of the current version. */
export function prepareAccess(client: Database): AccessStore {
  const users = prepareUsers(client);
  const passes = preparePasses(client);
  const addSeat = client.prepare('insert into seats values (?, ?, ?, ?) on conflict do nothing');
  const seat = client.prepare<[number, string], SeatRow>('select * from seats where user_id = ? and market_id = ?');
  const seatsOf = client.prepare<[number], SeatRow>('select * from seats where user_id = ? order by market_id');
  const seatsIn = client.prepare<[string], SeatRow>('select * from seats where market_id = ? order by user_id');
  const admitOnce = client.transaction((user: NewUser, from: PassId | null, claim: Omit<NewPass, 'userId'> | null) => {
    const added = users.add(user);
    if (added === null) return { ok: false, why: 'name_taken' } satisfies Admitted;
    if (from !== null && !passes.use(from)) throw new Undone();
    const own = claim === null ? null : passes.add({ ...claim, userId: added.userId });
    return { ok: true, user: added, claim: own } satisfies Admitted;
  });
  const exchangeOnce = client.transaction((from: PassId, added: readonly NewPass[]) =>
    passes.use(from) ? added.map(passes.add) : null,
  );

  function admit(...given: Parameters<typeof admitOnce>): Admitted {
    try {
      return admitOnce.immediate(...given);
    } catch (thrown) {
      if (thrown instanceof Undone) return { ok: false, why: 'pass_spent' };
      throw thrown;
    }
  }

  return {
    ...prepareApplications(client),
    ...prepareThreadMarks(client),
    ...prepareWebhooks(client),
    addUser: async (added) => guarded(() => users.add(added)),
    admit: async (user, from, claim) => guarded(() => admit(user, from, claim)),
    user: async (id) => guarded(() => users.byId(id)),
    userByName: async (name) => guarded(() => users.byName(name)),
    hasResearcher: async () => guarded(users.anyResearcher),
    setPassword: async (id, hash) => {
      guarded(() => users.setPassword(id, hash));
    },
    addSeat: async (seat) => {
      const participant = seat.kind === 'participant' ? seat.participantId : null;
      return guarded(() => addSeat.run(seat.userId, seat.marketId, seat.kind, participant).changes > 0);
    },
    seat: async (userId, marketId) => guarded(() => one(seat.get(userId, marketId), readSeat)),
    seatsOf: async (id) => guarded(() => seatsOf.all(id).map(readSeat)),
    seatsIn: async (id) => guarded(() => seatsIn.all(id).map(readSeat)),
    addPass: async (pass) => guarded(() => passes.add(pass)),
    passByHash: async (hash) => guarded(() => passes.byHash(hash)),
    passesOf: async (id) => guarded(() => passes.ofUser(id)),
    invitesOf: async (id) => guarded(() => passes.invites(id)),
    usePass: async (id) => guarded(() => passes.use(id)),
    exchange: async (from, added) => guarded(() => exchangeOnce.immediate(from, added)),
    resealPass: async (id, hash) => guarded(() => passes.reseal(id, hash)),
    revokePass: async (id, at) => {
      guarded(() => passes.revoke(id, at));
    },
    revokeChildren: async (id, at) => {
      guarded(() => passes.revokeChildren(id, at));
    },
    forgetEnded: async (at) => {
      guarded(() => passes.forget(at));
    },
    isEmpty: async () => guarded(() => users.none() && passes.none()),
  };
}
