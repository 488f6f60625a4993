/** The cookie of a session: signed, out of reach of scripts, not sent along by other sites' forms. */

import type { IncomingHttpHeaders } from 'node:http';
import { fastifyCookie as cookie } from '@fastify/cookie';
import type { FastifyReply } from 'fastify';

/** A week; then people log in again. */
export const SESSION_MS = 604_800_000;

export interface SessionCookies {
  /** The session's secret; null where there is none, or one that we never gave out. */
  secretIn(headers: IncomingHttpHeaders): string | null;
  set(reply: FastifyReply, secret: string): void;
  clear(reply: FastifyReply): void;
}

/**
 * `secure`: people come by https. Then the name's prefix makes browsers refuse the cookie from anybody but this very
 * host. `lax` and not `strict`: who is sent here by an application to give it a token shall be logged in.
 */
export function createSessionCookies(key: string, secure: boolean): SessionCookies {
  const name = secure ? '__Host-arena_session' : 'arena_session';
  const options = { path: '/', httpOnly: true, sameSite: 'lax', secure } as const;
  return {
    secretIn: ({ cookie: header }) => {
      if (header === undefined) return null;
      const signed = cookie.parse(header)[name];
      if (signed === undefined) return null;
      return cookie.unsign(signed, key).value;
    },
    set: (reply, secret) => {
      reply.setCookie(name, cookie.sign(secret, key), { ...options, maxAge: SESSION_MS / 1_000 });
    },
    clear: (reply) => {
      reply.clearCookie(name, options);
    },
  };
}
