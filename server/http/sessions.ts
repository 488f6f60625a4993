/** Sessions: made anew at every log-in, so that nobody can be given one that another knows. */

import type { FastifyReply, FastifyRequest } from 'fastify';
import type { AccessStore, User } from '../engine/access.ts';
import type { Millis } from '../kernel/clock.ts';
import { newSecret, secretHashOf } from './secret.ts';
import { SESSION_MS, type SessionCookies } from './session-cookies.ts';

export interface Sessions {
  /** Ends the session that the request came with, if any, and opens one for this user. */
  open(request: FastifyRequest, reply: FastifyReply, user: User): Promise<void>;
  close(request: FastifyRequest, reply: FastifyReply): Promise<void>;
  /** After a change of password: whoever else was logged in as this user no longer is. */
  closeAll(user: User): Promise<void>;
}

export function createSessions(access: AccessStore, cookies: SessionCookies, now: () => Millis): Sessions {
  async function end(request: FastifyRequest): Promise<void> {
    const secret = cookies.secretIn(request.headers);
    const pass = secret === null ? null : await access.passByHash(secretHashOf(secret));
    if (pass?.kind === 'session') await access.revokePass(pass.passId, now());
  }
  return {
    open: async (request, reply, user) => {
      await end(request);
      const secret = newSecret();
      await access.addPass({
        kind: 'session',
        secretHash: secretHashOf(secret),
        userId: user.userId,
        marketId: null,
        scopes: [],
        roles: [],
        label: '',
        createdAt: now(),
        expiresAt: now() + SESSION_MS,
        usesLeft: null,
      });
      cookies.set(reply, secret);
    },
    close: async (request, reply) => {
      await end(request);
      cookies.clear(reply);
    },
    closeAll: async (user) => {
      for (const pass of await access.passesOf(user.userId)) {
        if (pass.kind === 'session') await access.revokePass(pass.passId, now());
      }
    },
  };
}
