/** The live gateway, wired: callers are known by their passes, and channels stand as the viewer's own fold shows them. */

import type { Server as HttpServer, IncomingHttpHeaders } from 'node:http';
import { addressKeyOf } from './http/address.ts';
import { type Caller, callerOf, type Identify, placeOf } from './http/caller.ts';
import { createCounter } from './http/counter.ts';
import type { ServerOptions } from './http/ports.ts';
import { isOurOwn } from './http/same-origin.ts';
import type { SeenMarkets, Telling } from './http/seen-markets.ts';
import { DEFAULT_SETTINGS, type ServerSettings } from './http/settings.ts';
import { WireError } from './http/wire-error.ts';
import type { Channel } from './protocol/realtime.ts';
import { type Gateway, openGateway } from './realtime/gateway.ts';
import type { LivePlace, LiveSources } from './realtime/ports.ts';

const ENDED: ReadonlySet<string> = new Set(['completed', 'expired', 'cancelled']);

/** The channel's part of the market, as lists: projects that are over are in no market's snapshot, but can be asked for. */
function partOf({ market, told }: Telling, channel: Channel): object {
  const { policy, status, at } = market;
  const of = <T extends object>(things: ReadonlyMap<unknown, T>, wanted: (thing: T) => boolean): T[] =>
    [...things.values()].filter(wanted).map(told);
  const one = <T extends object>(thing: T | undefined): T | null => (thing === undefined ? null : told(thing));
  if (channel.kind === 'project') {
    const { projectId } = channel;
    const here = (thing: { readonly projectId: number }): boolean => thing.projectId === projectId;
    return {
      project: one(market.projects.get(projectId)),
      bids: of(market.bids, here),
      milestones: of(market.milestones, here),
      deliveries: of(market.deliveries, here),
    };
  }
  if (channel.kind === 'freelancer') {
    const { participantId } = channel;
    return {
      participant: one(market.participants.get(participantId)),
      bids: of(market.bids, ({ bidderId }) => bidderId === participantId),
      deliveries: of(market.deliveries, ({ freelancerId }) => freelancerId === participantId),
    };
  }
  const projects = of(market.projects, (project) => channel.kind === 'standing' || !ENDED.has(project.status));
  return { policy, status, at, participants: [...market.participants.values()].map(told), projects };
}

export interface LiveOptions extends Pick<ServerOptions, 'arena' | 'access' | 'wallNow'> {
  readonly markets: SeenMarkets;
  /** Knows a browser's session by its cookie; not said: only tokens are known. */
  readonly identify?: Identify;
  readonly settings?: Partial<ServerSettings>;
}

/** A browser sends its cookie with connections that pages of other sites open, too: those are nobody's. */
async function sessionIn(
  headers: IncomingHttpHeaders,
  { identify, settings }: Pick<LiveOptions, 'identify' | 'settings'>,
): Promise<Caller | null> {
  if (identify === undefined || !isOurOwn(headers, settings?.publicUrl ?? null)) return null;
  const caller = await identify({ cookie: headers.cookie });
  return caller?.pass.kind === 'session' ? caller : null;
}

function sourcesOf(options: LiveOptions): LiveSources {
  const { arena, access, wallNow, markets } = options;
  const { engine } = arena;
  return {
    placeOf: async (token, headers, market) => {
      const caller =
        token === null ? await sessionIn(headers, options) : await callerOf(access, token, 'token', wallNow());
      if (caller === null) return null;
      // Watching is reading: the scope that every read of the wire needs.
      if (caller.pass.kind === 'token' && !caller.pass.scopes.includes('basic')) return null;
      try {
        const { marketId, viewer } = await placeOf(arena, access, caller, market);
        return { marketId, viewer, holder: String(caller.pass.passId) };
      } catch (thrown) {
        if (thrown instanceof WireError) return 'no_market';
        throw thrown;
      }
    },
    read: ({ marketId, viewer }, since, limit) => engine.read(marketId, viewer, since, limit),
    follow: ({ marketId, viewer }, since, listener) => engine.follow(marketId, viewer, since, listener),
    snapshot: async ({ marketId, viewer }: LivePlace, channel) => {
      const telling = await markets.telling(marketId, viewer);
      return { cursor: telling.market.cursor, state: partOf(telling, channel) };
    },
  };
}

/** Opens live markets on the server; closing the gateway leaves the server to its owner. */
export function openLive(http: HttpServer, options: LiveOptions): Gateway {
  const { socketsPerToken, addressRate, trustedProxies } = { ...DEFAULT_SETTINGS, ...options.settings };
  const counter = createCounter(addressRate, options.wallNow);
  // Behind a proxy every connection is the proxy's.
  const free = addressRate.length === 0 || trustedProxies.length > 0;
  const admits = (address: string): boolean => free || counter.take(addressKeyOf(address)).ok;
  return openGateway(http, { sources: sourcesOf(options), connectionsPerHolder: socketsPerToken, admits });
}
