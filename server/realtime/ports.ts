/** What the live gateway is given: how to know a caller, how to read and follow a market, and how a channel stands. */

import type { IncomingHttpHeaders } from 'node:http';
import type { MarketId } from '../kernel/id.ts';
import type { Viewer } from '../market/view.ts';
import type { Seen } from '../protocol/arena/client.ts';
import type { Channel } from '../protocol/realtime.ts';

/** Where a caller stands: a market, and what it sees of it. */
export interface LivePlace {
  readonly marketId: MarketId;
  readonly viewer: Viewer;
  /** Whose pass opened the connection: what is limited for each of them is counted by this. */
  readonly holder: string;
}

export interface LiveSources {
  /**
   * The caller's place; null where the token opens nothing, `no_market` where it opens another market or several. Without
   * a token the headers of the connection's first request say who it is.
   */
  placeOf(
    token: string | null,
    headers: IncomingHttpHeaders,
    market: MarketId | null,
  ): Promise<LivePlace | 'no_market' | null>;
  read(place: LivePlace, since: number, limit: number): Promise<readonly Seen[]>;
  follow(place: LivePlace, since: number, listener: (seen: Seen) => void): Promise<() => void>;
  /** The channel as the viewer sees it, and the viewer's cursor at that moment. */
  snapshot(place: LivePlace, channel: Channel): Promise<{ readonly cursor: number; readonly state: unknown }>;
}

export interface GatewayOptions {
  readonly sources: LiveSources;
  /** Whether one more connection may come from this address; not said: as many as come. */
  readonly admits?: (address: string) => boolean;
  /** Wall milliseconds between two messages of a channel, at the least. */
  readonly tickMs?: number;
  /** Packets that may wait for a connection before it counts as slow. */
  readonly waitingMax?: number;
  /** Channels of one connection. */
  readonly channelsMax?: number;
  /** Connections that one pass may hold at the same time; null: as many as come. */
  readonly connectionsPerHolder?: number | null;
  /** What one connection may have asked and not yet have been answered. */
  readonly askedMax?: number;
  /** Wall milliseconds in which a connection must say who it is. */
  readonly helloMs?: number;
}
