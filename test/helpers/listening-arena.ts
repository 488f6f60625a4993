/** The scenario's arena in this process, listening on a port of this machine: for what needs both ends at hand. */

import type { AddressInfo } from 'node:net';
import { createMemoryAccess } from '../../db/memory/access.ts';
import { createMemoryStore } from '../../db/memory/store.ts';
import { type Arena, createArena } from '../../server/app.ts';
import type { AccessStore } from '../../server/engine/access.ts';
import { buildServer } from '../../server/http/server.ts';
import { type ServerSettings, WITHOUT_RATES } from '../../server/http/settings.ts';
import type { MarketId } from '../../server/kernel/id.ts';
import { openLive } from '../../server/live.ts';
import type { Scenario } from '../../server/protocol/arena/scenario.ts';
import { playScenario } from '../../server/scenario.ts';
import { HIGH_STREET } from '../http/world.ts';

export interface ListeningArena {
  readonly url: string;
  readonly port: number;
  readonly arena: Arena;
  readonly access: AccessStore;
  readonly marketId: MarketId;
  close(): Promise<void>;
}

export async function listeningArena(
  change: (scenario: Scenario) => Scenario = (same) => same,
  settings: Partial<ServerSettings> = {},
): Promise<ListeningArena> {
  const access = createMemoryAccess();
  const arena = createArena({ store: createMemoryStore(), report: () => undefined });
  const marketId = await playScenario(arena, access, change(HIGH_STREET));
  const options = { arena, access, wallNow: Date.now };
  const chosen = { ...WITHOUT_RATES, ...settings };
  const app = await buildServer({ ...options, log: null, settings: chosen });
  const live = openLive(app.server, { ...options, markets: app.markets, identify: app.identify, settings: chosen });
  app.addHook('preClose', () => live.close());
  const url = await app.listen({ port: 0, host: '127.0.0.1' });
  return {
    url,
    port: (app.server.address() as AddressInfo).port,
    arena,
    access,
    marketId,
    close: async () => {
      await app.close();
      await arena.close();
    },
  };
}
