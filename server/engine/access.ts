/** Who may come through the door: users, the seats they have in markets, and the passes that prove who they are. */

import type { Millis } from '../kernel/clock.ts';
import type { MarketId, ParticipantId, PassId, UserId } from '../kernel/id.ts';
import type { Actor, Role } from '../market/command.ts';

/** A login. Times here are wall time: none of this is part of a market's log. */
export interface User {
  readonly userId: UserId;
  /** Unique without regard to case. */
  readonly name: string;
  readonly email: string | null;
  /** Null: nobody can log in with a password. */
  readonly passwordHash: string | null;
  readonly createdAt: Millis;
}

/** What a user is in one market: its owner, one of its participants, or somebody who may only look on. */
export type Seat =
  | { readonly userId: UserId; readonly marketId: MarketId; readonly kind: 'owner' | 'watcher' }
  | {
      readonly userId: UserId;
      readonly marketId: MarketId;
      readonly kind: 'participant';
      readonly participantId: ParticipantId;
    };

/**
 * What a pass is for. `token`: a program's key. `session`: a browser's cookie. `refresh` and `code`: steps of OAuth2.
 * `invite`: lets its holder sign up. `owner_link`: lets its holder become the first owner.
 */
export type PassKind = 'token' | 'session' | 'refresh' | 'code' | 'invite' | 'owner_link';

/** A secret that was given out. Only its sha256 is kept, so that a stolen database opens no door. */
export interface Pass {
  readonly passId: PassId;
  readonly kind: PassKind;
  readonly secretHash: string;
  /** Null for an invite that is not somebody's yet. */
  readonly userId: UserId | null;
  /** Null: any market in which the user has a seat. */
  readonly marketId: MarketId | null;
  readonly scopes: readonly string[];
  /** The roles that an invite gives. */
  readonly roles: readonly Role[];
  /** For people: what it was made for. */
  readonly label: string;
  readonly createdAt: Millis;
  /** Null: it does not end by itself. */
  readonly expiresAt: Millis | null;
  /** How often it may still be used; null: without limit. */
  readonly usesLeft: number | null;
  readonly revokedAt: Millis | null;
}

export type NewUser = Omit<User, 'userId'>;
export type NewPass = Omit<Pass, 'passId' | 'revokedAt'>;

/** Kept beside the markets. Every write is durable before it resolves. */
export interface AccessStore {
  /** Null when the name is taken. */
  addUser(user: NewUser): Promise<User | null>;
  user(userId: UserId): Promise<User | null>;
  userByName(name: string): Promise<User | null>;
  setPassword(userId: UserId, passwordHash: string): Promise<void>;
  /** False when the user has a seat in that market, or the participant is somebody else's already. */
  addSeat(seat: Seat): Promise<boolean>;
  seatsOf(userId: UserId): Promise<readonly Seat[]>;
  seatsIn(marketId: MarketId): Promise<readonly Seat[]>;
  addPass(pass: NewPass): Promise<Pass>;
  passByHash(secretHash: string): Promise<Pass | null>;
  passesOf(userId: UserId): Promise<readonly Pass[]>;
  /** Takes one use; false when none is left or it was revoked. Two callers never share the last one. */
  usePass(passId: PassId): Promise<boolean>;
  revokePass(passId: PassId, at: Millis): Promise<void>;
}

/** The actor that a seat lets its user be; null: one who only looks on. */
export function actorOf(seat: Seat): Actor | null {
  if (seat.kind === 'owner') return { kind: 'owner' };
  return seat.kind === 'participant' ? { kind: 'participant', participantId: seat.participantId } : null;
}

/** Whether the pass still opens anything at `now`. */
export function isLive({ expiresAt, usesLeft, revokedAt }: Pass, now: Millis): boolean {
  return revokedAt === null && (expiresAt === null || now < expiresAt) && usesLeft !== 0;
}
