/** Lets a request through to its route when the route's rule says so, and never else. */

import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Caller, Place } from '../caller.ts';
import { isForGuests } from '../guests.ts';
import { type Proof, type Rule, ruleOf, type Standing } from '../rules.ts';
import { isOurOwn } from '../same-origin.ts';
import { problems, WireError } from '../wire-error.ts';

/** A form of another site cannot set it, and a script of another site is not let by its browser. */
export const CSRF_HEADER = 'x-arena-csrf';
/** Whoever is nobody yet has little to say; a route that wants more says so. */
const STRANGERS_BODY = 16_384;
const READING: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS']);

const denied = (name: string, message: string): WireError =>
  new WireError({ status: 403, code: `AuthorisationExceptionCodes.${name}`, message });

export function standingsOf({ seat, viewer }: Place): readonly Standing[] {
  if (seat.kind !== 'participant') return [seat.kind];
  return viewer.kind === 'participant' ? viewer.roles : [];
}

/** A session travels by itself with every request: whoever writes with one must show that the page was ours. */
export function checkCsrf(request: FastifyRequest, { pass }: Caller, publicUrl: string | null): void {
  if (pass.kind !== 'session' || READING.has(request.method)) return;
  if (request.headers[CSRF_HEADER] !== undefined && isOurOwn(request.headers, publicUrl)) return;
  throw denied('CSRF', `A write with a session needs the header ${CSRF_HEADER}, from a page of this server`);
}

export function checkProof({ pass }: Caller, proof: Proof): void {
  if (pass.kind === 'session') return;
  if (proof === 'session') throw denied('SESSION_NEEDED', 'No token is good for this: log in with name and password');
  if (!pass.scopes.includes(proof)) throw denied('SCOPE_MISSING', `The token has no scope ${proof}`);
}

async function check(request: FastifyRequest, rule: Rule, publicUrl: string | null): Promise<void> {
  if (rule.who === 'anyone') return;
  const caller = await request.caller();
  checkCsrf(request, caller, publicUrl);
  checkProof(caller, rule.proof);
  if (caller.user.rank === 'guest' && !isForGuests(request.method, request.routeOptions.url ?? '')) {
    throw problems.notAllowed('Whoever takes part in a study may do what belongs to it, and no more');
  }
  if (rule.who === 'researcher' && caller.user.rank !== 'researcher') throw problems.notAllowed('For researchers only');
  if (rule.who !== 'seat') return;
  const standings = standingsOf(await request.place());
  if (!rule.of.some((one) => standings.includes(one))) {
    throw problems.notAllowed(`For ${rule.of.map((one) => `${one}s`).join(', ')} of the market only`);
  }
}

/** Routes that no rule speaks of keep the server from starting. Called before any route is added. */
export function addGate(app: FastifyInstance, publicUrl: string | null): void {
  const silent = new Set<string>();
  app.addHook('onRoute', (route) => {
    for (const method of [route.method].flat()) {
      const rule = ruleOf(method, route.url);
      if (rule === undefined) silent.add(`  '${method} ${route.url}': …,`);
      if (rule?.who === 'anyone') route.bodyLimit ??= STRANGERS_BODY;
    }
  });
  app.addHook('onReady', async () => {
    if (silent.size === 0) return;
    throw new Error(`server/http/rules.ts does not say who may use these routes:\n${[...silent].join('\n')}`);
  });
  app.addHook('onRequest', async (request) => {
    if (request.is404) return;
    const rule = ruleOf(request.method, request.routeOptions.url ?? '');
    if (rule === undefined) throw problems.notAllowed('Nobody may use this');
    await check(request, rule, publicUrl);
  });
}
