/** Everything that lets people in, made once for a server: cookies, sessions, passwords, sign-ups. */

import { createIdentify, type Identify } from './caller.ts';
import { createJoining, type Joining } from './joining.ts';
import { createPasswords, type Passwords } from './passwords.ts';
import type { ServerOptions } from './ports.ts';
import { createSessionCookies } from './session-cookies.ts';
import { createSessions, type Sessions } from './sessions.ts';
import { DEFAULT_SETTINGS, type ServerSettings } from './settings.ts';
import { createSigningUp, type SigningUp } from './sign-up.ts';

export interface Entrance {
  readonly settings: ServerSettings;
  /** Signs cookies and forms. */
  readonly signingKey: string;
  readonly identify: Identify;
  readonly passwords: Passwords;
  readonly sessions: Sessions;
  readonly joining: Joining;
  readonly signingUp: SigningUp;
}

export async function createEntrance(options: ServerOptions): Promise<Entrance> {
  const { access, wallNow } = options;
  const settings = { ...DEFAULT_SETTINGS, ...options.settings };
  const signingKey = await access.signingKey();
  const cookies = createSessionCookies(signingKey, settings.publicUrl?.startsWith('https:') === true);
  const passwords = createPasswords(access, wallNow);
  const joining = createJoining(options, signingKey);
  return {
    settings,
    signingKey,
    identify: createIdentify(options, cookies),
    passwords,
    sessions: createSessions(access, cookies, wallNow),
    joining,
    signingUp: createSigningUp({ access, joining, passwords, wallNow }),
  };
}
