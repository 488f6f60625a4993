/** A server over a small world, for tests: real engine, real store in memory, requests without a network. */

import { readFileSync } from 'node:fs';
import type { FastifyInstance, InjectOptions } from 'fastify';
import { parse } from 'yaml';
import { TOURNAMENT_KIT } from '../../cli/tournament-kit.ts';
import { createMemoryAccess } from '../../db/memory/access.ts';
import { createMemoryRecords } from '../../db/memory/records.ts';
import { createMemoryStore } from '../../db/memory/store.ts';
import { type Arena, createArena } from '../../server/app.ts';
import type { AccessStore } from '../../server/engine/access.ts';
import { createPacing } from '../../server/engine/pacing.ts';
import type { Store } from '../../server/engine/ports.ts';
import type { RecordStore } from '../../server/engine/records.ts';
import { buildServer } from '../../server/http/server.ts';
import { DEFAULT_WEBHOOKS, type ServerSettings, WITHOUT_RATES } from '../../server/http/settings.ts';
import type { MarketId } from '../../server/kernel/id.ts';
import { type Scenario, scenarioSchema } from '../../server/protocol/arena/scenario.ts';
import { playScenario } from '../../server/scenario.ts';
import { createTournaments } from '../../server/tournaments.ts';
import { type AnswerChecks, checkAnswers } from './answer-checks.ts';

export const HIGH_STREET: Scenario = scenarioSchema.parse(
  parse(readFileSync(new URL('../../seeds/scenarios/high-street.yaml', import.meta.url), 'utf8')),
);

/** An answer's JSON. Tests look into every shape of it, so any field may be anything. */
export interface Body {
  readonly status: string;
  readonly request_id: string;
  readonly message?: string;
  readonly error_code?: string;
  readonly result?: unknown;
}

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly text: string;
  readonly body: Body;
}

export interface World {
  readonly app: FastifyInstance;
  readonly arena: Arena;
  readonly store: Store;
  readonly access: AccessStore;
  readonly records: RecordStore;
  readonly marketId: MarketId;
  readonly checks: AnswerChecks;
  /** One request as the named person, or as nobody. */
  ask(who: string | null, request: InjectOptions): Promise<Answer>;
  close(): Promise<void>;
}

/** A world as the scenario says; `change` may bend it first. */
export async function openWorld(
  change: (scenario: Scenario) => Scenario = (same) => same,
  settings: Partial<ServerSettings> = {},
  wallNow: () => number = Date.now,
): Promise<World> {
  const store = createMemoryStore();
  const access = createMemoryAccess();
  const records = createMemoryRecords();
  const arena = createArena({ store });
  const marketId = await playScenario(arena, access, change(HIGH_STREET));
  const pacing = createPacing(arena.engine, records);
  const report = (reason: string): unknown => process.stderr.write(`${reason}\n`);
  const wiring = { arena, access, records, pacing, reviewing: null, kit: TOURNAMENT_KIT, wallNow, report };
  const app = await buildServer({
    tournaments: createTournaments(wiring),
    pacing,
    arena,
    access,
    records,
    wallNow,
    log: null,
    // Nothing that a test sends leaves this machine.
    settings: { ...WITHOUT_RATES, webhooks: { ...DEFAULT_WEBHOOKS, toAnywhere: true }, ...settings },
  });
  const checks = checkAnswers(app);
  return {
    app,
    arena,
    store,
    access,
    records,
    marketId,
    checks,
    ask: async (who, request) => {
      const headers = who === null ? {} : { 'freelancer-oauth-v1': `scenario-${who}` };
      const answer = await app.inject({ ...request, headers: { ...headers, ...request.headers } });
      checks.expectNone();
      return {
        status: answer.statusCode,
        headers: answer.headers,
        text: answer.body,
        body: JSON.parse(answer.body) as Body,
      };
    },
    close: async () => {
      await app.close();
      await arena.close();
      checks.expectNone();
    },
  };
}
