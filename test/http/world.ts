/** A server over a small world, for tests: real engine, real store in memory, requests without a network. */

import { readFileSync } from 'node:fs';
import type { FastifyInstance, InjectOptions } from 'fastify';
import { parse } from 'yaml';
import { createMemoryAccess } from '../../db/memory/access.ts';
import { createMemoryPeople } from '../../db/memory/people.ts';
import { createMemoryRecords } from '../../db/memory/records.ts';
import { createMemoryStore } from '../../db/memory/store.ts';
import { type Arena, createArena } from '../../server/app.ts';
import type { AccessStore } from '../../server/engine/access.ts';
import { createPacing } from '../../server/engine/pacing.ts';
import type { PeopleStore } from '../../server/engine/people.ts';
import type { Store } from '../../server/engine/ports.ts';
import type { RecordStore } from '../../server/engine/records.ts';
import { buildServer } from '../../server/http/server.ts';
import { DEFAULT_WEBHOOKS, type ServerSettings, WITHOUT_RATES } from '../../server/http/settings.ts';
import type { MarketId } from '../../server/kernel/id.ts';
import { newKey } from '../../server/people/key-file.ts';
import { createPeopleStudies, type PeopleOptions, type ServedPeople } from '../../server/people/people-studies.ts';
import type { StudyKit } from '../../server/people/study-file.ts';
import { createVault, type Vault } from '../../server/people/vault.ts';
import { type Scenario, scenarioSchema } from '../../server/protocol/arena/scenario.ts';
import { playScenario } from '../../server/scenario.ts';
import type { TournamentKit } from '../../server/tournament-kit.ts';
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
  /** Without a sandbox: no market of a study can be opened. */
  readonly people: { readonly service: ServedPeople; readonly store: PeopleStore; readonly vault: Vault };
  readonly marketId: MarketId;
  readonly checks: AnswerChecks;
  /** One request as the named person, or as nobody. */
  ask(who: string | null, request: InjectOptions): Promise<Answer>;
  close(): Promise<void>;
}

const tournamentKit = async () => (await import('../../cli/tournament-kit.ts')).TOURNAMENT_KIT;

/** What the command gives to a server, loaded by the first who asks: most tests ask for no tournament and no study. */
const LATE_TOURNAMENTS: TournamentKit = {
  read: async (wanted) => (await tournamentKit()).read(wanted),
  play: async (playing) => (await tournamentKit()).play(playing),
  estimate: async (plan) => (await tournamentKit()).estimate(plan),
  csvOf: () => {
    throw new Error('this world has no sandbox, so no standing');
  },
  observe: async function* (plan, arena, people) {
    yield* (await tournamentKit()).observe(plan, arena, people);
  },
};

const LATE_STUDIES: StudyKit = {
  read: (text) => parse(text),
  packages: async (corpus, seed) => (await import('../../cli/people-kit.ts')).peopleKit({}).packages(corpus, seed),
};

type Beside = Pick<PeopleOptions, 'arena' | 'access' | 'records' | 'wallNow' | 'report'>;

function peopleOf(beside: Beside): World['people'] {
  const store = createMemoryPeople();
  const key = newKey();
  const vault = createVault(() => key);
  const away = (): never => {
    throw new Error('this world has no sandbox');
  };
  const judging = { keep: away, examine: away, acceptanceOf: away, checkSyntax: away, draft: away, open: away };
  const rest = { kit: LATE_STUDIES, withdrawals: null, clock: { kind: 'wall', speed: 1 }, publicUrl: null } as const;
  return { service: createPeopleStudies({ ...beside, ...rest, store, vault, judging }), store, vault };
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
  const wiring = { arena, access, records, pacing, reviewing: null, kit: LATE_TOURNAMENTS, wallNow, report };
  const people = peopleOf({ arena, access, records, wallNow, report });
  const app = await buildServer({
    people: people.service,
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
    people,
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
      await people.service.close();
      await arena.close();
      checks.expectNone();
    },
  };
}
