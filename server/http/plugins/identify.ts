/** Knows every request's caller and place, or says what is missing. A route that asks for neither is open to all. */

import type { FastifyInstance, FastifyRequest } from 'fastify';
import { type MarketId, marketId } from '../../kernel/id.ts';
import { type Caller, callerOf, type Place, placeOf, secretIn } from '../caller.ts';
import type { ServerOptions } from '../ports.ts';
import { problems } from '../wire-error.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** The market that the path names: `/m/MARKET/…`. */
    marketNamed: MarketId | null;
    /** The caller, or a 401. */
    caller(): Promise<Caller>;
    /** The caller's place in the market of this request, or a 401 or 404. */
    place(): Promise<Place>;
  }
}

const BASE = /^\/m\/([a-z0-9][a-z0-9-]{0,62})(?=\/)/;
const MARKET_HEADER = 'x-arena-market';

/** The path without its market, which travels on in a header that nobody outside can set. */
export function withoutBase(raw: { url?: string | undefined; headers: NodeJS.Dict<string | string[]> }): string {
  const url = raw.url ?? '/';
  delete raw.headers[MARKET_HEADER];
  const found = BASE.exec(url);
  if (found === null) return url;
  raw.headers[MARKET_HEADER] = found[1];
  return url.slice(found[0].length);
}

function once<T>(work: () => Promise<T>): () => Promise<T> {
  let result: Promise<T> | undefined;
  return () => {
    result ??= work();
    return result;
  };
}

export function addIdentity(app: FastifyInstance, { arena, access, wallNow }: ServerOptions): void {
  const identify = async ({ headers }: FastifyRequest): Promise<Caller> => {
    const secret = secretIn(headers);
    if (secret === null) throw problems.notAuthenticated();
    const caller = await callerOf(access, secret, 'token', wallNow());
    if (caller === null) throw problems.notAuthenticated('This token is unknown, revoked or expired');
    return caller;
  };
  app.decorateRequest('marketNamed', null);
  app.decorateRequest('caller');
  app.decorateRequest('place');
  app.addHook('onRequest', async (request) => {
    const named = request.headers[MARKET_HEADER];
    request.marketNamed = typeof named === 'string' ? marketId(named) : null;
    request.caller = once(() => identify(request));
    request.place = once(async () => placeOf(arena, access, await request.caller(), request.marketNamed));
  });
}
