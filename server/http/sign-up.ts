/** Signing up: an account, and with an invite or in an open market a seat. The same again is a log-in. */

import { type AccessStore, FIRST_LINK, isLive, type NewPass, type Pass, type User } from '../engine/access.ts';
import type { Millis } from '../kernel/clock.ts';
import { type MarketId, marketId } from '../kernel/id.ts';
import type { Join, SignUp } from '../protocol/arena/account.ts';
import { addressKeyOf } from './address.ts';
import { createCounter } from './counter.ts';
import type { Joining } from './joining.ts';
import type { Passwords } from './passwords.ts';
import { problems, tooOften, WireError } from './wire-error.ts';

/** Sign-ups without an invite that one address may try in an hour. */
const OPEN_PER_HOUR = 100;
const HOUR_MS = 3_600_000;

export interface Asked {
  /** The market that the path names. */
  readonly market: MarketId | null;
  readonly address: string;
}

export interface SigningUp {
  signUp(wanted: SignUp, asked: Asked): Promise<User>;
  /** A seat more for somebody who has an account. */
  join(user: User, wanted: Join, asked: Asked): Promise<void>;
}

interface Entry {
  readonly invite: Pass | null;
  readonly claim: Omit<NewPass, 'userId'> | null;
}

export interface SigningUpOptions {
  readonly access: AccessStore;
  readonly joining: Joining;
  readonly passwords: Passwords;
  readonly wallNow: () => Millis;
}

const nameTaken = (): WireError =>
  new WireError({ status: 409, code: 'UserExceptionCodes.NAME_TAKEN', message: 'Somebody has this name already' });

export function createSigningUp({ access, joining, passwords, wallNow }: SigningUpOptions): SigningUp {
  const open = createCounter([{ ms: HOUR_MS, max: OPEN_PER_HOUR }], wallNow);

  /** What lets the newcomer in. Without that nobody learns which names are taken. */
  async function entryOf(wanted: Join, { market, address }: Asked): Promise<Entry> {
    const { participantKind, skills } = wanted;
    if (wanted.invite !== undefined) {
      const invite = await joining.invite(wanted.invite);
      return { invite, claim: joining.claimOf(invite, { participantKind, skills }) };
    }
    const named = market ?? (wanted.market === undefined ? null : marketId(wanted.market));
    if (named === null) throw problems.badForm('invite or market: which market do you want to come into?');
    const allowance = open.take(addressKeyOf(address));
    if (!allowance.ok) throw tooOften('Too many sign-ups', allowance.resetMs);
    return { invite: null, claim: await joining.openClaim(named, wanted.roles, { participantKind, skills }) };
  }

  /** Whoever knows the password signed up before, and did not hear of it. */
  async function again(wanted: SignUp, { invite, claim }: Entry, address: string): Promise<User> {
    const user = await passwords.check(wanted.name, wanted.password, address).catch((thrown: unknown) => {
      throw thrown instanceof WireError && thrown.problem.status === 401 ? nameTaken() : thrown;
    });
    // An owner link makes a researcher, never one out of somebody who was here before.
    if (invite?.kind === 'owner_link' && user.rank !== 'researcher') throw nameTaken();
    if (claim !== null) await joining.claim(user, invite, claim);
    return user;
  }

  async function anew(wanted: SignUp, { invite, claim }: Entry): Promise<User> {
    if (invite !== null && !isLive(invite, wallNow())) throw problems.notFound('A usable invite of this secret');
    const rank = invite?.kind === 'owner_link' ? 'researcher' : 'member';
    const passwordHash = await passwords.hash(wanted.password);
    const user = { name: wanted.name, email: wanted.email ?? null, passwordHash, rank, createdAt: wallNow() } as const;
    const admitted = await access.admit(user, invite?.passId ?? null, claim);
    if (admitted.ok) return admitted.user;
    throw admitted.why === 'name_taken' ? nameTaken() : problems.notFound('A usable invite of this secret');
  }

  /** Whoever asks for a seat hears why there is none. */
  async function settleAll(user: User): Promise<void> {
    const [reason] = await joining.settle(user);
    if (reason !== undefined) throw reason;
  }

  return {
    signUp: async (wanted, asked) => {
      const entry = await entryOf(wanted, asked);
      const known = await access.userByName(wanted.name);
      const user = known === null ? await anew(wanted, entry) : await again(wanted, entry, asked.address);
      if (entry.invite?.write?.key === FIRST_LINK.key) await joining.adopt(user);
      await settleAll(user);
      return user;
    },
    join: async (user, wanted, asked) => {
      const { invite, claim } = await entryOf(wanted, asked);
      if (claim === null) throw problems.badForm('invite: an owner link is for whoever has no account yet');
      await joining.claim(user, invite, claim);
      await settleAll(user);
    },
  };
}
