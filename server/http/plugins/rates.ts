/** How many requests may come, told in Freelancer.com's headers: `50, 50;window=60, 1000;window=3600`. */

import type { FastifyInstance, FastifyReply } from 'fastify';
import { addressKeyOf } from '../address.ts';
import { type Allowance, type Counter, createCounter, type Window } from '../counter.ts';
import type { ServerOptions } from '../ports.ts';
import { ruleOf } from '../rules.ts';
import type { ServerSettings } from '../settings.ts';
import { tooOften } from '../wire-error.ts';

/** The shortest window first, as there. */
function limitHeader(windows: readonly Window[]): string {
  const each = windows.map(({ ms, max }) => `${max};window=${ms / 1_000}`);
  return [String(windows[0]?.max ?? 0), ...each].join(', ');
}

function tell(reply: FastifyReply, windows: readonly Window[], { remaining, resetMs }: Allowance): void {
  reply.header('ratelimit-limit', limitHeader(windows));
  reply.header('ratelimit-remaining', String(remaining));
  reply.header('ratelimit-reset', String(Math.ceil(resetMs / 1_000)));
}

function count(reply: FastifyReply, windows: readonly Window[], counter: Counter, key: string): void {
  const allowance = counter.take(key);
  tell(reply, windows, allowance);
  if (!allowance.ok) throw tooOften('Too many requests', allowance.resetMs);
}

/** Before anything else is done for the caller. Every token of an address counts for the address as well. */
export function addAddressRate(
  app: FastifyInstance,
  { wallNow }: ServerOptions,
  { addressRate }: ServerSettings,
): void {
  if (addressRate.length === 0) return;
  const counter = createCounter(addressRate, wallNow);
  app.addHook('onRequest', async (request, reply) => count(reply, addressRate, counter, addressKeyOf(request.ip)));
}

/**
 * By the pass that was found and not by what was shown: an invented token has no count of its own. After the identity,
 * before the gate, so that what is denied is counted too.
 */
export function addTokenRate(app: FastifyInstance, { wallNow }: ServerOptions, { tokenRate }: ServerSettings): void {
  if (tokenRate.length === 0) return;
  const counter = createCounter(tokenRate, wallNow);
  app.addHook('onRequest', async (request, reply) => {
    const rule = ruleOf(request.method, request.routeOptions.url ?? '');
    if (request.is404 || rule?.who === 'anyone') return;
    const caller = await request.callerIfAny();
    if (caller !== null) count(reply, tokenRate, counter, String(caller.pass.passId));
  });
}
