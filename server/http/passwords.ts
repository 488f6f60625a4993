/** Passwords are hashed slowly, so few at a time; and guessed slowly, so seldom for one name and from one address. */

import type { AccessStore, User } from '../engine/access.ts';
import type { Millis } from '../kernel/clock.ts';
import { addressKeyOf } from './address.ts';
import { createCounter } from './counter.ts';
import { passwordHashOf, passwordMatches } from './secret.ts';
import { problems, tooOften, WireError } from './wire-error.ts';

const QUARTER_MS = 900_000;
/** Tries in a quarter of an hour: for one name from one address, from one address, and for one name from anywhere. */
const TRIES = { pair: 10, address: 100, name: 100 } as const;
/** Each takes 32 MiB and a thread for a good tenth of a second. */
const HASHES_AT_ONCE = 2;
const HASHES_WAITING = 64;

export interface Passwords {
  hash(password: string): Promise<string>;
  /** The user of that name and password, or a 401; takes as long and says the same whether or not the name is known. */
  check(name: string, password: string, address: string): Promise<User>;
  matches(password: string, user: User): Promise<boolean>;
}

/** Lets a few in at a time; who comes when the hall is full is sent away. */
function createTurnstile(atOnce: number, waitingMax: number): <T>(work: () => Promise<T>) => Promise<T> {
  const waiting: (() => void)[] = [];
  let inside = 0;
  return async (work) => {
    if (inside >= atOnce) {
      if (waiting.length >= waitingMax) {
        throw new WireError({
          status: 503,
          code: 'ExceptionCodes.UNAVAILABLE',
          message: 'Too many people log in at this moment; try again',
          retryAfter: 2,
        });
      }
      // Whoever leaves hands over its place.
      await new Promise<void>((enter) => waiting.push(enter));
    } else inside += 1;
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next === undefined) inside -= 1;
      else next();
    }
  };
}

export function createPasswords(access: AccessStore, now: () => Millis): Passwords {
  const turnstile = createTurnstile(HASHES_AT_ONCE, HASHES_WAITING);
  const counters = {
    pair: createCounter([{ ms: QUARTER_MS, max: TRIES.pair }], now),
    address: createCounter([{ ms: QUARTER_MS, max: TRIES.address }], now),
    name: createCounter([{ ms: QUARTER_MS, max: TRIES.name }], now),
  };

  /** Counted before the password is looked at: else a thousand tries at once would all come before the first failed. */
  function countTry(name: string, address: string): string {
    const from = addressKeyOf(address);
    const key = name.toLowerCase();
    const pair = `${from}/${key}`;
    for (const allowance of [counters.pair.take(pair), counters.address.take(from), counters.name.take(key)]) {
      if (!allowance.ok) throw tooOften('Too many tries to log in', allowance.resetMs);
    }
    return pair;
  }

  return {
    hash: (password) => turnstile(() => passwordHashOf(password)),
    matches: (password, user) => turnstile(() => passwordMatches(password, user.passwordHash)),
    check: async (name, password, address) => {
      const pair = countTry(name, address);
      const user = await access.userByName(name);
      const matches = await turnstile(() => passwordMatches(password, user?.passwordHash ?? null));
      if (!matches || user === null) throw problems.notAuthenticated('Name or password is wrong');
      counters.pair.forget(pair);
      return user;
    },
  };
}
