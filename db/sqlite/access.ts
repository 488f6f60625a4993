/** Users, seats and passes in SQLite. */

import type { Database } from 'better-sqlite3';
import type { AccessStore, NewPass, NewUser, Pass, PassKind, Seat, User } from '../../server/engine/access.ts';
import { known } from '../../server/kernel/assert.ts';
import { marketId, participantId, passId, userId } from '../../server/kernel/id.ts';
import type { Role } from '../../server/market/command.ts';
import { guarded } from './fault.ts';

interface UserRow {
  user_id: number;
  name: string;
  email: string | null;
  password_hash: string | null;
  created_at: number;
}
interface SeatRow {
  user_id: number;
  market_id: string;
  kind: Seat['kind'];
  participant_id: number | null;
}
interface PassRow {
  pass_id: number;
  kind: PassKind;
  secret_hash: string;
  user_id: number | null;
  market_id: string | null;
  scopes: string;
  roles: string;
  label: string;
  created_at: number;
  expires_at: number | null;
  uses_left: number | null;
  revoked_at: number | null;
}

function readUser({ user_id, name, email, password_hash, created_at }: UserRow): User {
  return { userId: userId(user_id), name, email, passwordHash: password_hash, createdAt: created_at };
}

function readSeat({ user_id, market_id, kind, participant_id }: SeatRow): Seat {
  const place = { userId: userId(user_id), marketId: marketId(market_id) };
  if (kind !== 'participant') return { ...place, kind };
  return { ...place, kind, participantId: participantId(known(participant_id, 'participant of a seat')) };
}

function readPass(row: PassRow): Pass {
  return {
    passId: passId(row.pass_id),
    kind: row.kind,
    secretHash: row.secret_hash,
    userId: row.user_id === null ? null : userId(row.user_id),
    marketId: row.market_id === null ? null : marketId(row.market_id),
    scopes: JSON.parse(row.scopes) as string[],
    roles: JSON.parse(row.roles) as Role[],
    label: row.label,
    createdAt: row.created_at,
    expiresAt: row.expires_at,
    usesLeft: row.uses_left,
    revokedAt: row.revoked_at,
  };
}

function writePass(pass: NewPass): unknown[] {
  const { kind, secretHash, userId: owner, marketId: market, scopes, roles, label } = pass;
  const { createdAt, expiresAt, usesLeft } = pass;
  const lists = [JSON.stringify(scopes), JSON.stringify(roles)];
  return [kind, secretHash, owner, market, ...lists, label, createdAt, expiresAt, usesLeft];
}

const ADD_PASS = `insert into passes
  (kind, secret_hash, user_id, market_id, scopes, roles, label, created_at, expires_at, uses_left)
  values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) returning *`;
const ADD_USER = `insert into users (name, name_key, email, password_hash, created_at) values (?, ?, ?, ?, ?)
  on conflict (name_key) do nothing returning *`;
const USE_PASS = `update passes set uses_left = uses_left - 1
  where pass_id = ? and revoked_at is null and (uses_left is null or uses_left > 0)`;

/** The statements of `client`, whose tables must be of the current version. */
export function prepareAccess(client: Database): AccessStore {
  const addUser = client.prepare<unknown[], UserRow>(ADD_USER);
  const user = client.prepare<[number], UserRow>('select * from users where user_id = ?');
  const userByName = client.prepare<[string], UserRow>('select * from users where name_key = ?');
  const setPassword = client.prepare('update users set password_hash = ? where user_id = ?');
  const addSeat = client.prepare('insert into seats values (?, ?, ?, ?) on conflict do nothing');
  const seatsOf = client.prepare<[number], SeatRow>('select * from seats where user_id = ? order by market_id');
  const seatsIn = client.prepare<[string], SeatRow>('select * from seats where market_id = ? order by user_id');
  const addPass = client.prepare<unknown[], PassRow>(ADD_PASS);
  const passByHash = client.prepare<[string], PassRow>('select * from passes where secret_hash = ?');
  const passesOf = client.prepare<[number], PassRow>('select * from passes where user_id = ? order by pass_id');
  const usePass = client.prepare(USE_PASS);
  const revokePass = client.prepare('update passes set revoked_at = ? where pass_id = ? and revoked_at is null');
  const one = <R, T>(row: R | undefined, read: (row: R) => T): T | null => (row === undefined ? null : read(row));
  const insertUser = ({ name, email, passwordHash, createdAt }: NewUser): User | null =>
    one(addUser.get(name, name.toLowerCase(), email, passwordHash, createdAt), readUser);
  return {
    addUser: async (added) => guarded(() => insertUser(added)),
    user: async (id) => guarded(() => one(user.get(id), readUser)),
    userByName: async (name) => guarded(() => one(userByName.get(name.toLowerCase()), readUser)),
    setPassword: async (id, hash) => {
      guarded(() => setPassword.run(hash, id));
    },
    addSeat: async (seat) => {
      const participant = seat.kind === 'participant' ? seat.participantId : null;
      return guarded(() => addSeat.run(seat.userId, seat.marketId, seat.kind, participant).changes > 0);
    },
    seatsOf: async (id) => guarded(() => seatsOf.all(id).map(readSeat)),
    seatsIn: async (id) => guarded(() => seatsIn.all(id).map(readSeat)),
    addPass: async (pass) => guarded(() => readPass(known(addPass.get(...writePass(pass)), 'pass'))),
    passByHash: async (hash) => guarded(() => one(passByHash.get(hash), readPass)),
    passesOf: async (id) => guarded(() => passesOf.all(id).map(readPass)),
    usePass: async (id) => guarded(() => usePass.run(id).changes > 0),
    revokePass: async (id, at) => {
      guarded(() => revokePass.run(at, id));
    },
  };
}
