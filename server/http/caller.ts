/** Who is calling: the pass that came with the request, its user, and the seat of that user in the market it names. */

import type { IncomingHttpHeaders } from 'node:http';
import { type AccessStore, actorOf, isLive, type Pass, type Seat, type User } from '../engine/access.ts';
import type { Millis } from '../kernel/clock.ts';
import type { MarketId } from '../kernel/id.ts';
import { OWNER_VIEW, type Viewer, WATCHER } from '../market/view.ts';
import type { LocalClient } from '../protocol/arena/client.ts';
import type { ServedArena, ServerOptions } from './ports.ts';
import { secretHashOf } from './secret.ts';
import type { SessionCookies } from './session-cookies.ts';
import { problems } from './wire-error.ts';

export interface Caller {
  readonly user: User;
  readonly pass: Pass;
}

/** The caller's place in one market. `client` is null for one who may only look on. */
export interface Place {
  readonly marketId: MarketId;
  readonly seat: Seat;
  readonly viewer: Viewer;
  readonly client: LocalClient | null;
}

/** The secret of a program: Freelancer.com's own header, or a bearer token. */
export function secretIn(headers: IncomingHttpHeaders): string | null {
  const own = headers['freelancer-oauth-v1'];
  if (typeof own === 'string' && own !== '') return own.trim();
  const bearer = /^Bearer +(\S+)$/i.exec(headers.authorization ?? '');
  return bearer?.[1] ?? null;
}

/** The caller that a secret of this kind belongs to; null when it opens nothing (any more). */
export async function callerOf(
  access: AccessStore,
  secret: string,
  kind: 'token' | 'session',
  now: Millis,
): Promise<Caller | null> {
  const pass = await access.passByHash(secretHashOf(secret));
  if (pass === null || pass.kind !== kind || pass.userId === null || !isLive(pass, now)) return null;
  const user = await access.user(pass.userId);
  return user === null ? null : { user, pass };
}

/** Finds the caller by the headers of a request, of HTTP or of a socket; null where they show nothing. */
export type Identify = (headers: IncomingHttpHeaders) => Promise<Caller | null>;

/** A token wins over a cookie: a program says what it means, a browser sends what it has. */
export function createIdentify(
  { access, wallNow }: Pick<ServerOptions, 'access' | 'wallNow'>,
  cookies: SessionCookies,
): Identify {
  return async (headers) => {
    const secret = secretIn(headers);
    if (secret !== null) {
      const caller = await callerOf(access, secret, 'token', wallNow());
      if (caller === null) throw problems.notAuthenticated('This token is unknown, revoked or expired');
      return caller;
    }
    const session = cookies.secretIn(headers);
    return session === null ? null : callerOf(access, session, 'session', wallNow());
  };
}

/** The market that a request is about: the one its path names, else the token's, else the only one its user sits in. */
async function marketOf(access: AccessStore, { user, pass }: Caller, named: MarketId | null): Promise<Seat> {
  if (named !== null && pass.marketId !== null && named !== pass.marketId) {
    throw problems.notAllowed(`This token is for market ${pass.marketId}`);
  }
  const wanted = named ?? pass.marketId;
  if (wanted !== null) {
    const seat = await access.seat(user.userId, wanted);
    // A market in which the caller has no seat is answered like one that does not exist.
    if (seat === null) throw problems.notFound(`Market ${wanted}`);
    return seat;
  }
  const [seat, another] = await access.seatsOf(user.userId);
  if (seat === undefined) throw problems.notFound('A market of yours was');
  if (another !== undefined)
    throw problems.badForm('Name the market: /m/MARKET/ before the path, or a token made for it');
  return seat;
}

/** What a seat lets its user see. */
export async function viewerOf(arena: ServedArena, seat: Seat): Promise<Viewer> {
  if (seat.kind === 'owner') return OWNER_VIEW;
  const actor = actorOf(seat);
  return actor === null ? WATCHER : arena.engine.viewerOf(seat.marketId, actor);
}

/** The caller's place in the market of the request; a 404 where there is none. */
export async function placeOf(
  arena: ServedArena,
  access: AccessStore,
  caller: Caller,
  named: MarketId | null,
): Promise<Place> {
  const seat = await marketOf(access, caller, named);
  const actor = actorOf(seat);
  const client = actor === null ? null : arena.connect(seat.marketId, actor);
  return { marketId: seat.marketId, seat, viewer: await viewerOf(arena, seat), client };
}
