/** A server, wired but not listening: store, markets with running clocks, doors; opened in this order, closed in the other. */

import type { FastifyInstance } from 'fastify';
import { createMemoryAccess } from '../db/memory/access.ts';
import { createMemoryPeople } from '../db/memory/people.ts';
import { createMemoryRecords } from '../db/memory/records.ts';
import { createMemoryStore } from '../db/memory/store.ts';
import { openThreadedStore } from '../db/sqlite/threaded-store.ts';
import { createArena } from './app.ts';
import { type AccessStore, FIRST_LINK } from './engine/access.ts';
import type { Engine } from './engine/engine.ts';
import { Fault } from './engine/fault.ts';
import { faultingPeople, faultingRecords } from './engine/faulting-store.ts';
import { createPacing } from './engine/pacing.ts';
import type { PeopleStore } from './engine/people.ts';
import type { Store } from './engine/ports.ts';
import type { RecordStore } from './engine/records.ts';
import type { ModelCallReader, ProjectWriter } from './http/ports.ts';
import { newSecret, secretHashOf } from './http/secret.ts';
import { buildServer } from './http/server.ts';
import type { ServerSettings } from './http/settings.ts';
import { openLive } from './live.ts';
import { openServedPeople, type PeopleKit } from './people/open.ts';
import type { Scenario } from './protocol/arena/scenario.ts';
import type { Gateway } from './realtime/gateway.ts';
import type { Reviewer } from './reviewer/reviewer.ts';
import { letSignIn, playScenario } from './scenario.ts';
import { openServedJudging, type ServedJudging } from './served-judging.ts';
import type { TournamentKit } from './tournament-kit.ts';
import { createTournaments } from './tournaments.ts';

export interface ServingOptions {
  /** The database; null: in memory, gone with the process. */
  readonly file: string | null;
  /** Largest size of the database in pages of 4,096 bytes; what is larger already stays so. Default: the disk's. */
  readonly maxPages?: number | undefined;
  readonly scenario: Scenario | null;
  /** Every scenario that there is: a database that holds one of their tokens is open to everybody. */
  readonly scenarios: readonly Scenario[];
  readonly log: ((line: string) => void) | null;
  /** Programs that the sandbox runs at the same time; 0, or not said: no sandbox, and nothing is tried out or judged. */
  readonly workers?: number;
  /** How many times faster than the wall markets run that are opened over the network; null, or not said: by the wall. */
  readonly speed?: number | null;
  /** What reads and plays tournaments; null, or not said: this server plays none. */
  readonly tournaments?: TournamentKit | null;
  /** What reads studies with people, and the key of the environment; null, or not said: this server keeps none. */
  readonly people?: PeopleKit | null;
  /** Wall time, for passes and time limits; not said: the machine's. */
  readonly wallNow?: () => number;
  /** What models were asked and answered, as it was written down; null, or not said: nothing was. */
  readonly modelCalls?: ModelCallReader | null;
  /** Makes who writes projects for employers, out of the sandbox that judges here; null, or not said: nobody does. */
  readonly writer?: ((reviewer: Reviewer) => Promise<ProjectWriter>) | null;
  readonly settings: Partial<ServerSettings>;
}

export interface Serving {
  readonly app: FastifyInstance;
  readonly marketCount: number;
  /** The secret by which somebody becomes the first researcher; null once there is one. */
  readonly ownerLink: string | null;
  /** Finishes what is in flight, then closes the store. */
  close(): Promise<void>;
}

/** The database cannot be served in this way: what is wrong, in words. */
export class ServingRefused extends Error {
  override readonly name = 'ServingRefused';
  readonly exitCode = 65;
}

const HOUR_MS = 3_600_000;
const WALL_TIME = { kind: 'wall', speed: 1 } as const;
/** How long ended sessions are remembered, so that a used refresh token is still known for one. */
const REMEMBERED_MS = 2_592_000_000;

async function openStores({ file, maxPages }: ServingOptions): Promise<Stores> {
  if (file === null) {
    const beside = { access: createMemoryAccess(), records: createMemoryRecords(), people: createMemoryPeople() };
    return { store: createMemoryStore(), ...beside };
  }
  const store = await openThreadedStore({
    file,
    survives: 'power_loss',
    ...(maxPages === undefined ? {} : { maxPages }),
  });
  return { store, access: store.access, records: faultingRecords(store.records), people: faultingPeople(store.people) };
}

/** A scenario's world and people's own never share a database: its tokens are known to everybody. */
async function checkScenario({ store, access }: Stores, options: ServingOptions): Promise<void> {
  if (options.scenario !== null) {
    const holds = (await store.markets()).length > 0 || !(await access.isEmpty());
    if (holds) throw new ServingRefused('A scenario fills an empty database only, and this one holds something');
    return;
  }
  for (const { name, people } of options.scenarios) {
    for (const { token } of people) {
      if ((await access.passByHash(secretHashOf(token))) === null) continue;
      throw new ServingRefused(`The database was filled by the scenario ${name}, whose tokens everybody knows`);
    }
  }
}

interface Stores {
  readonly store: Store;
  readonly access: AccessStore;
  readonly records: RecordStore;
  readonly people: PeopleStore;
}

/** Markets whose time runs must be awake for it. One that cannot be opened keeps no other from it. */
async function wakeMarkets(engine: Engine, report: (fault: Fault) => void): Promise<number> {
  const ids = await engine.markets();
  for (const id of ids) {
    await engine.now(id).catch((thrown: unknown) => {
      if (!(thrown instanceof Fault)) throw thrown;
      report(thrown);
    });
  }
  return ids.length;
}

/** The link is made anew at each start until somebody has used it; the one before opens nothing then. */
async function ownerLinkOf(access: AccessStore, now: number): Promise<string | null> {
  if (await access.hasResearcher()) return null;
  const secret = newSecret();
  const secretHash = secretHashOf(secret);
  const pass = await access.addPass({
    kind: 'owner_link',
    secretHash,
    userId: null,
    marketId: null,
    scopes: [],
    roles: [],
    label: '',
    createdAt: now,
    expiresAt: null,
    usesLeft: 1,
    write: FIRST_LINK,
  });
  await access.resealPass(pass.passId, secretHash);
  return secret;
}

type Figures = Readonly<Record<string, number>>;

/** What only the wiring knows, for `/metrics`. */
function figuresOf(judging: ServedJudging | null, live: Gateway | null): Figures {
  const { runs, runMs } = judging?.reviewing.meter() ?? { runs: 0, runMs: 0 };
  return { live_connections: live?.connections() ?? 0, sandbox_runs: runs, sandbox_run_seconds: runMs / 1_000 };
}

/** What was opened is closed in the other order: whoever came last stands on all before. */
async function closeAll(parts: readonly { close(): unknown }[]): Promise<void> {
  for (const part of parts.toReversed()) await part.close();
}

/** Goes on until it is cleared; keeps no process alive. */
function hourly(work: () => Promise<void>, tell: (reason: string) => void): NodeJS.Timeout {
  return setInterval(() => {
    work().catch((thrown: unknown) => tell(String(thrown)));
  }, HOUR_MS).unref();
}

export async function openServing(options: ServingOptions): Promise<Serving> {
  const { log, settings, scenario, workers = 0, speed = null, tournaments: kit = null, wallNow = Date.now } = options;
  const { modelCalls = null, writer: makeWriter = null } = options;
  const stores = await openStores(options);
  const { access, records } = stores;
  const tell = (reason: string): void => log?.(JSON.stringify({ level: 'error', reason }));
  const report = (fault: Fault): void => tell(fault.message);
  const arena = createArena({ store: stores.store, report });
  const parts: { close(): unknown }[] = [arena];
  const opened = <T extends { close(): unknown } | null>(part: T): T => {
    if (part !== null) parts.push(part);
    return part;
  };
  let live: Gateway | null = null;
  try {
    await checkScenario(stores, options);
    if (scenario !== null) {
      await playScenario(arena, access, scenario);
      await letSignIn(access, scenario);
    }
    const marketCount = await wakeMarkets(arena.engine, report);
    const forget = (): Promise<void> => access.forgetEnded(wallNow() - REMEMBERED_MS);
    await forget();
    const ownerLink = await ownerLinkOf(access, wallNow());
    const judged = workers > 0 ? opened(await openServedJudging({ arena, records, workers, report: tell })) : null;
    const judging = judged?.port ?? null;
    const pacing = createPacing(arena.engine, records);
    await pacing.restore();
    const clock = speed === null ? WALL_TIME : ({ kind: 'paced', speed } as const);
    const wiring = { arena, access, records, pacing, reviewing: judged?.reviewing ?? null, wallNow, report: tell };
    const peopleKit = options.people ?? null;
    const ofPeople = { file: options.file, store: stores.people, settings, clock, judging, kit: peopleKit };
    const people = opened(await openServedPeople({ ...wiring, ...ofPeople }));
    const tournaments = opened(kit === null ? null : createTournaments({ ...wiring, kit, people }));
    await tournaments?.start();
    const writer = judged === null || makeWriter === null ? null : await makeWriter(judged.reviewing.reviewer);
    const gauges = (): Figures => figuresOf(judged, live);
    const given = { gauges, arena, access, records, wallNow, log, settings, judging };
    const app = opened(await buildServer({ ...given, pacing, clock, tournaments, people, modelCalls, writer }));
    const { markets, identify } = app;
    const gateway = openLive(app.server, { arena, access, wallNow, markets, identify, settings });
    // Sockets hear why before the connections that they stand on end.
    live = gateway;
    app.addHook('preClose', () => gateway.close());
    await app.ready();
    const sweeping = hourly(forget, tell);
    opened({ close: () => clearInterval(sweeping) });
    return { app, marketCount, ownerLink, close: () => closeAll(parts) };
  } catch (thrown) {
    await closeAll(parts);
    throw thrown;
  }
}
