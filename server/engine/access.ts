/** Who may come through the door: users, the seats they have in markets, and the passes that prove who they are. */

import type { Millis } from '../kernel/clock.ts';
import type { ApplicationId, MarketId, ParticipantId, PassId, UserId } from '../kernel/id.ts';
import type { Actor, Role } from '../market/command.ts';
import type { ThreadMarks } from './thread-mark.ts';
import type { WebhookStore } from './webhook.ts';

/**
 * A researcher may open markets and register applications; what somebody is in a market is said by the seat. A guest takes
 * part in a study: there is no name and password to it, and nothing but that study and its market is open to it.
 */
export type UserRank = 'researcher' | 'member' | 'guest';

/** A login. Times here are wall time: none of this is part of a market's log. */
export interface User {
  readonly userId: UserId;
  /** Unique without regard to case. */
  readonly name: string;
  readonly email: string | null;
  /** Null: nobody can log in with a password. */
  readonly passwordHash: string | null;
  readonly rank: UserRank;
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

/** How a market takes people in: by invite, or anybody, in the roles named here or just to watch. */
export type Admission = { readonly kind: 'invite' } | { readonly kind: 'open'; readonly roles: readonly Role[] };
export const BY_INVITE: Admission = { kind: 'invite' };

/**
 * What a pass is for. `token`: a program's key. `session`: a browser's cookie. `refresh` and `code`: steps of OAuth2.
 * `invite`: lets its holder sign up. `owner_link`: lets its holder sign up as a researcher.
 */
export type PassKind = 'token' | 'session' | 'refresh' | 'code' | 'invite' | 'owner_link';

/** The caller's own name for a write, so that the same write again is known: the key is unique among all users'. */
export interface WriteMark {
  readonly key: string;
  readonly fingerprint: string;
}

/** The write that makes the first researcher's link: the same pass at each start, with another secret. */
export const FIRST_LINK: WriteMark = { key: 'first owner link', fingerprint: '' };

/** What a code was asked for with, and must be exchanged with again (RFC 6749 §4.1.3, RFC 7636). */
export interface CodeBinding {
  readonly redirectUri: string;
  /** base64url of the sha256 of the verifier; null: a confidential application that did without. */
  readonly challenge: string | null;
}

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
  /** The roles that an invite gives; none: to watch. */
  readonly roles: readonly Role[];
  /** For people: what it was made for. */
  readonly label: string;
  readonly createdAt: Millis;
  /** Null: it does not end by itself. */
  readonly expiresAt: Millis | null;
  /** How often it may still be used; null: without limit. */
  readonly usesLeft: number | null;
  readonly revokedAt: Millis | null;
  /** The application that it was given to; null: its user's own. */
  readonly applicationId: ApplicationId | null;
  /** The pass that it came from: a code's tokens, an invite's claims. */
  readonly parentId: PassId | null;
  readonly binding: CodeBinding | null;
  readonly write: WriteMark | null;
}

type Seldom = 'applicationId' | 'parentId' | 'binding' | 'write';
export type NewPass = Omit<Pass, 'passId' | 'revokedAt' | Seldom> & Partial<Pick<Pass, Seldom>>;
export type NewUser = Omit<User, 'userId' | 'rank'> & Partial<Pick<User, 'rank'>>;

/** A program that asks users for tokens by OAuth2. */
export interface Application {
  readonly applicationId: ApplicationId;
  readonly name: string;
  /** Null: it can keep no secret, and must use PKCE. */
  readonly secretHash: string | null;
  /** Compared character by character. */
  readonly redirectUris: readonly string[];
  readonly ownerId: UserId;
  readonly createdAt: Millis;
  readonly revokedAt: Millis | null;
  readonly write: WriteMark | null;
}
export type NewApplication = Omit<Application, 'revokedAt'>;

/** What came of a sign-up: the user, and the claim that still has to become a seat. */
export type Admitted =
  | { readonly ok: true; readonly user: User; readonly claim: Pass | null }
  | { readonly ok: false; readonly why: 'name_taken' | 'pass_spent' };

/** Kept beside the markets. Every write is durable before it resolves, and whole or not at all. */
export interface AccessStore extends ThreadMarks, WebhookStore {
  /** Null when the name is taken. */
  addUser(user: NewUser): Promise<User | null>;
  /** Takes one use of `from`, adds the user, and `claim` as theirs. */
  admit(user: NewUser, from: PassId | null, claim: Omit<NewPass, 'userId'> | null): Promise<Admitted>;
  user(userId: UserId): Promise<User | null>;
  userByName(name: string): Promise<User | null>;
  hasResearcher(): Promise<boolean>;
  setPassword(userId: UserId, passwordHash: string): Promise<void>;
  /** False when the user has a seat in that market, or the participant is somebody else's already. */
  addSeat(seat: Seat): Promise<boolean>;
  /** The user's seat in the market, or null. */
  seat(userId: UserId, marketId: MarketId): Promise<Seat | null>;
  seatsOf(userId: UserId): Promise<readonly Seat[]>;
  seatsIn(marketId: MarketId): Promise<readonly Seat[]>;
  /** `BY_INVITE` until another was set. */
  admissionOf(marketId: MarketId): Promise<Admission>;
  setAdmission(marketId: MarketId, admission: Admission): Promise<void>;
  /** The pass, or the one that a write of the same key made before. */
  addPass(pass: NewPass): Promise<Pass>;
  passByHash(secretHash: string): Promise<Pass | null>;
  passesOf(userId: UserId): Promise<readonly Pass[]>;
  /** The invites of a market that are nobody's yet. */
  invitesOf(marketId: MarketId): Promise<readonly Pass[]>;
  /** Takes one use; false when none is left or it was revoked. Two callers never share the last one. */
  usePass(passId: PassId): Promise<boolean>;
  /** Takes one use of `from` and adds the others, in one step; null when there was no use left to take. */
  exchange(from: PassId, passes: readonly NewPass[]): Promise<readonly Pass[] | null>;
  /** Another secret for the same pass: the old one opens nothing any more. False when it was revoked. */
  resealPass(passId: PassId, secretHash: string): Promise<boolean>;
  revokePass(passId: PassId, at: Millis): Promise<void>;
  /** Revokes everything that came from this pass. */
  revokeChildren(passId: PassId, at: Millis): Promise<void>;
  /** Forgets sessions and steps of OAuth2 that ended before `at`. */
  forgetEnded(at: Millis): Promise<void>;
  /** The application, or the one that a write of the same key made before. */
  addApplication(application: NewApplication): Promise<Application>;
  application(applicationId: ApplicationId): Promise<Application | null>;
  applicationsOf(userId: UserId): Promise<readonly Application[]>;
  resealApplication(applicationId: ApplicationId, secretHash: string): Promise<boolean>;
  /** The application and everything that it was given. */
  revokeApplication(applicationId: ApplicationId, at: Millis): Promise<void>;
  /** A secret of this store's, made when it is first asked for: signs cookies and forms, opens nothing by itself. */
  signingKey(): Promise<string>;
  /** Whether nobody was ever let in here. */
  isEmpty(): Promise<boolean>;
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
