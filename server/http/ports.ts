/** What the HTTP server is given: markets to serve and the store of who may enter. It listens to nothing by itself. */

import type { AccessStore } from '../engine/access.ts';
import type { Engine } from '../engine/engine.ts';
import type { Millis } from '../kernel/clock.ts';
import type { MarketId } from '../kernel/id.ts';
import type { Actor } from '../market/command.ts';
import type { ArenaClient, OwnerClient } from '../protocol/arena/client.ts';
import type { ServerSettings } from './settings.ts';

/** The arena as a server sees it. */
export interface ServedArena {
  readonly engine: Engine;
  connect(marketId: MarketId, actor: Actor): ArenaClient;
  connectOwner(marketId: MarketId): OwnerClient;
}

export interface ServerOptions {
  readonly arena: ServedArena;
  readonly access: AccessStore;
  /** Wall time, for passes and request times. */
  readonly wallNow: () => Millis;
  /** Hears one line of JSON for each request; null: nobody does. */
  readonly log: ((line: string) => void) | null;
  /** What is not said is as `DEFAULT_SETTINGS` says. */
  readonly settings?: Partial<ServerSettings>;
}
