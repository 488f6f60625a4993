/** Knows every request's caller and place, or says what is missing. */

import type { IncomingMessage } from 'node:http';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { type MarketId, marketId } from '../../kernel/id.ts';
import { type Caller, type Identify, type Place, placeOf } from '../caller.ts';
import type { ServerOptions } from '../ports.ts';
import { problems } from '../wire-error.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** What was asked for this request already. */
    callerAsked: Promise<Caller | null> | null;
    placeAsked: Promise<Place> | null;
    /** The market that the path names: `/m/MARKET/…`. */
    marketNamed: MarketId | null;
    /** The caller as far as it was found out, for the log. */
    callerKnown: Caller | null;
    /** The caller, or null where nobody says who it is; a 401 for a token that opens nothing. */
    callerIfAny(): Promise<Caller | null>;
    /** The caller, or a 401. */
    caller(): Promise<Caller>;
    /** The caller's place in the market of this request, or a 401 or 404. */
    place(): Promise<Place>;
  }
}

const BASE = /^\/m\/([a-z0-9][a-z0-9-]{0,62})(?=\/)/;

/** Kept beside the requests and not in a header of theirs: what a client sends can never be taken for it. */
const marketsNamed = new WeakMap<object, MarketId>();

/** The path without its market. */
export function withoutBase(raw: Pick<IncomingMessage, 'url'>): string {
  const url = raw.url ?? '/';
  const [base, market] = BASE.exec(url) ?? [];
  if (base === undefined || market === undefined) return url;
  marketsNamed.set(raw, marketId(market));
  return url.slice(base.length);
}

async function callerIn(request: FastifyRequest): Promise<Caller> {
  const caller = await request.callerIfAny();
  if (caller === null) throw problems.notAuthenticated();
  return caller;
}

export function addIdentity(app: FastifyInstance, { arena, access }: ServerOptions, identify: Identify): void {
  app.decorateRequest('marketNamed', null);
  app.decorateRequest('callerKnown', null);
  app.decorateRequest('callerAsked', null);
  app.decorateRequest('placeAsked', null);
  app.decorateRequest('callerIfAny', function () {
    this.callerAsked ??= knownCaller(this);
    return this.callerAsked;
  });
  app.decorateRequest('caller', function () {
    return callerIn(this);
  });
  app.decorateRequest('place', function () {
    this.placeAsked ??= foundPlace(this);
    return this.placeAsked;
  });
  async function knownCaller(request: FastifyRequest): Promise<Caller | null> {
    request.callerKnown = await identify(request.headers);
    return request.callerKnown;
  }
  async function foundPlace(request: FastifyRequest): Promise<Place> {
    return placeOf(arena, access, await request.caller(), request.marketNamed);
  }
  app.addHook('onRequest', (request, _reply, done) => {
    request.marketNamed = marketsNamed.get(request.raw) ?? null;
    done();
  });
}
