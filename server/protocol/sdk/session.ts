/** The door of people in a browser: the session whose cookie the browser keeps, where programs have a token. Calls only. */

import type { z } from 'zod';
import { marketId } from '../../kernel/id.ts';
import type { SignUp } from '../arena/account.ts';
import { accountSchema } from '../arena/account-answer.ts';
import { ArenaFault } from './fault.ts';
import { createHttp, type Http } from './http.ts';
import { actedResult } from './wire.ts';

export type Account = z.output<typeof accountSchema>;

export interface SessionOptions {
  /** Scheme, host and port of the page. */
  readonly origin: string;
  /** How long a call is made again, by itself, before its fault is thrown. */
  readonly patienceMs?: number;
  readonly tryMs?: number;
  /** Hears after each try of a call whether the server was reached. */
  readonly onReach?: (reached: boolean) => void;
}

/** Somebody at a browser, logged in or not. */
export interface Session {
  /** Calls that are about no market. */
  readonly http: Http;
  /** Calls in one market. What happens there is followed with a `SessionDoor`. */
  market(name: string): Http;
  /** Who is logged in; null: nobody. */
  account(): Promise<Account | null>;
  logIn(name: string, password: string): Promise<Account>;
  signUp(wanted: Pick<SignUp, 'name' | 'password'> & Partial<SignUp>): Promise<Account>;
  logOut(): Promise<void>;
}

/** A person waits less than a program: then the page says what is wrong, and has a button to try again. */
export const PATIENCE_MS = 8_000;
export const TRY_MS = 60_000;

async function accountOf({ call }: Http): Promise<Account | null> {
  try {
    return await call({ method: 'GET', path: '/account' }, accountSchema);
  } catch (thrown) {
    if (thrown instanceof ArenaFault && thrown.code === 'not_authenticated') return null;
    throw thrown;
  }
}

/** Opens nothing by itself: every call says by its answer whether somebody is logged in. */
export function openSession(options: SessionOptions): Session {
  const { signal } = new AbortController();
  const common = { patienceMs: PATIENCE_MS, tryMs: TRY_MS, ...options, token: null, signal };
  const http = createHttp({ ...common, market: null });
  return {
    http,
    market: (name) => createHttp({ ...common, market: marketId(name) }),
    account: () => accountOf(http),
    logIn: (name, password) => http.call({ method: 'POST', path: '/log-in', body: { name, password } }, accountSchema),
    signUp: (wanted) => http.call({ method: 'POST', path: '/sign-up', body: wanted }, accountSchema),
    logOut: async () => {
      await http.call({ method: 'POST', path: '/log-out', body: {} }, actedResult);
    },
  };
}
