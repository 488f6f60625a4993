/** Rows of users, seats and passes as the values that they stand for, and back. */

import type {
  Application,
  CodeBinding,
  NewApplication,
  NewPass,
  Pass,
  PassKind,
  Seat,
  User,
  UserRank,
  WriteMark,
} from '../../server/engine/access.ts';
import { known } from '../../server/kernel/assert.ts';
import { applicationId, marketId, participantId, passId, userId } from '../../server/kernel/id.ts';
import type { Role } from '../../server/market/command.ts';

export interface UserRow {
  user_id: number;
  name: string;
  email: string | null;
  password_hash: string | null;
  rank: UserRank;
  created_at: number;
}
export interface SeatRow {
  user_id: number;
  market_id: string;
  kind: Seat['kind'];
  participant_id: number | null;
}
export interface PassRow {
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
  application_id: string | null;
  parent_id: number | null;
  binding: string | null;
  write_key: string | null;
  write_fingerprint: string | null;
}
export interface ApplicationRow {
  application_id: string;
  name: string;
  secret_hash: string | null;
  redirect_uris: string;
  owner_id: number;
  created_at: number;
  revoked_at: number | null;
  write_key: string | null;
  write_fingerprint: string | null;
}

export function readUser({ user_id, name, email, password_hash, rank, created_at }: UserRow): User {
  return { userId: userId(user_id), name, email, passwordHash: password_hash, rank, createdAt: created_at };
}

export function readSeat({ user_id, market_id, kind, participant_id }: SeatRow): Seat {
  const place = { userId: userId(user_id), marketId: marketId(market_id) };
  if (kind !== 'participant') return { ...place, kind };
  return { ...place, kind, participantId: participantId(known(participant_id, 'participant of a seat')) };
}

function readMark(row: Pick<PassRow, 'write_key' | 'write_fingerprint'>): WriteMark | null {
  if (row.write_key === null) return null;
  return { key: row.write_key, fingerprint: known(row.write_fingerprint, 'fingerprint of a write') };
}

export function readPass(row: PassRow): Pass {
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
    applicationId: row.application_id === null ? null : applicationId(row.application_id),
    parentId: row.parent_id === null ? null : passId(row.parent_id),
    binding: row.binding === null ? null : (JSON.parse(row.binding) as CodeBinding),
    write: readMark(row),
  };
}

export function writePass(pass: NewPass): unknown[] {
  const { kind, secretHash, userId: owner, marketId: market, scopes, roles, label } = pass;
  const { createdAt, expiresAt, usesLeft, applicationId: application = null, parentId = null, binding, write } = pass;
  const lists = [JSON.stringify(scopes), JSON.stringify(roles)];
  const seldom = [application, parentId, binding ? JSON.stringify(binding) : null];
  const mark = [write?.key ?? null, write?.fingerprint ?? null];
  return [kind, secretHash, owner, market, ...lists, label, createdAt, expiresAt, usesLeft, ...seldom, ...mark];
}

export function readApplication(row: ApplicationRow): Application {
  return {
    applicationId: applicationId(row.application_id),
    name: row.name,
    secretHash: row.secret_hash,
    redirectUris: JSON.parse(row.redirect_uris) as string[],
    ownerId: userId(row.owner_id),
    createdAt: row.created_at,
    revokedAt: row.revoked_at,
    write: readMark(row),
  };
}

export function writeApplication(application: NewApplication): unknown[] {
  const { applicationId: id, name, secretHash, redirectUris, ownerId, createdAt, write } = application;
  const mark = [write?.key ?? null, write?.fingerprint ?? null];
  return [id, name, secretHash, JSON.stringify(redirectUris), ownerId, createdAt, ...mark];
}
