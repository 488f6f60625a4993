/** Durable bids: the real engine on a SQLite file, beside bare prepared statements that insert the same rows. */

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { openDatabase } from '../db/sqlite/open.ts';
import { openSqliteStore } from '../db/sqlite/store.ts';
import { createEngine, type Engine } from '../server/engine/engine.ts';
import type { Store } from '../server/engine/ports.ts';
import { known } from '../server/kernel/assert.ts';
import { DAY_MS } from '../server/kernel/clock.ts';
import { sha256 } from '../server/kernel/hash.ts';
import { commandId, contentHash, marketId, participantId, projectId } from '../server/kernel/id.ts';
import { cents } from '../server/kernel/money.ts';
import { type Actor, type Command, type CommandRequest, OWNER } from '../server/market/command.ts';
import { DEFAULT_POLICY } from '../server/market/policy.ts';
import { type Bench, collectGarbage, type Figure, inTurn, ratioOf, spreadOf } from './harness.ts';

const MARKET = marketId('bench');
const TEXT = contentHash(sha256('text'));
const BIDDERS = 1_000;
const TARGET_RATIO = 0.5;
/** Bids that are in flight at the same time, and so share a commit; and how many commits make a run. */
const LOADS = [
  { inFlight: 1, commits: 200, runs: 21 },
  { inFlight: 100, commits: 20, runs: 21 },
  { inFlight: 1_000, commits: 5, runs: 31 },
] as const;
const QUICK_LOADS = [{ inFlight: 1_000, commits: 3, runs: 7 }] as const;
/** The tables that a bid writes to. */
const WRITTEN = ['events', 'bids', 'commands'] as const;
type Cells = readonly (string | number | null)[];

interface Arena {
  readonly engine: Engine;
  readonly store: Store;
  /** Commits so far. */
  readonly commitCount: () => number;
}

async function submit(engine: Engine, actor: Actor, id: string, request: CommandRequest): Promise<void> {
  const answer = await engine.submit({ ...request, commandId: commandId(id), marketId: MARKET, actor } as Command);
  if (!answer.ok) throw new Error(`${request.type} refused: ${answer.refusal.code} ${answer.refusal.detail}`);
}

/** A market in `file` with its bidders, whose numbers are 1 to 1,000, and its employer after them. */
async function openArena(file: string): Promise<Arena> {
  const sqlite = await openSqliteStore({ file });
  let commits = 0;
  const store: Store = {
    ...sqlite,
    commit: (commit) => {
      commits += 1;
      return sqlite.commit(commit);
    },
  };
  const engine = createEngine({ store });
  await submit(engine, OWNER, 'open', { type: 'OpenMarket', policy: DEFAULT_POLICY, seed: 'bench' });
  const registrations = Array.from({ length: BIDDERS + 1 }, (_, index) =>
    submit(engine, OWNER, `register/${index}`, {
      type: 'RegisterParticipant',
      roles: index < BIDDERS ? ['freelancer'] : ['employer'],
      participantKind: 'scripted',
      skills: [],
      profileHash: TEXT,
    }),
  );
  await Promise.all(registrations);
  return { engine, store, commitCount: () => commits };
}

async function postProject(engine: Engine, number: number): Promise<void> {
  const employer: Actor = { kind: 'participant', participantId: participantId(BIDDERS + 1) };
  await submit(engine, employer, `post/${number}`, {
    type: 'PostProject',
    contentHash: TEXT,
    acceptanceHash: TEXT,
    caseCount: 10,
    skills: [],
    budgetMinCents: cents(0),
    budgetMaxCents: cents(100_000),
    postedPriceCents: null,
    mechanism: null,
    assigneeId: null,
    biddingMs: DAY_MS,
    draft: false,
  });
}

function bid(number: number): Command {
  const project = Math.floor(number / BIDDERS) + 1;
  return {
    type: 'PlaceBid',
    commandId: commandId(`bid/${number}`),
    marketId: MARKET,
    actor: { kind: 'participant', participantId: participantId((number % BIDDERS) + 1) },
    projectId: projectId(project),
    amountCents: cents(10_000 + ((number * 7_919) % 90_000)),
    days: 3,
    qualityBps: 10_000,
    proposalHash: contentHash(sha256(String(number))),
    confidenceBps: 9_000,
  };
}

/** Rows as they stand in the arena's file, cell by cell, so that the bare side writes exactly the same. */
function rowReader(file: string) {
  const client = new Database(file, { readonly: true });
  const marks = new Map<string, number>();
  return {
    /** The rows of a table that were not read before. */
    next: (table: string): Cells[] => {
      const rows = client
        .prepare<[number], [number, ...Cells]>(`select rowid, * from ${table} where rowid > ? order by rowid`)
        .raw()
        .all(marks.get(table) ?? 0);
      const last = rows.at(-1);
      if (last !== undefined) marks.set(table, last[0]);
      return rows.map(([, ...cells]) => cells);
    },
    close: () => client.close(),
  };
}

type Row = Readonly<Record<(typeof WRITTEN)[number], Cells>>;

/** A file of the same schema and settings, and the three statements that insert what one bid writes. */
function openBare(file: string) {
  const client = openDatabase({ file });
  const inserts = WRITTEN.map((table) => {
    const columns = client.pragma(`table_info(${table})`) as readonly unknown[];
    return {
      table,
      insert: client.prepare<[Cells]>(`insert into ${table} values (${columns.map(() => '?').join(', ')})`),
    };
  });
  const commit = client.transaction((rows: readonly Row[]) => {
    for (const row of rows) for (const { table, insert } of inserts) insert.run(row[table]);
  });
  return { commit: (rows: readonly Row[]) => commit.immediate(rows), close: () => client.close() };
}

/** Bids a second on both sides. The bare side writes the rows that the arena has just written. */
async function measureLoad(folder: string, load: (typeof LOADS | typeof QUICK_LOADS)[number], signal: AbortSignal) {
  const { inFlight, commits, runs } = load;
  const file = join(folder, `arena-${inFlight}.db`);
  const arena = await openArena(file);
  const rows = rowReader(file);
  const bare = openBare(join(folder, `bare-${inFlight}.db`));
  const count = inFlight * commits;
  let placed = 0;
  /** Runs whose rows the bare side has still to write. */
  const ahead: Row[][] = [];

  async function place(): Promise<number> {
    for (let number = placed; number < placed + count; number += 1) {
      if (number % BIDDERS === 0) await postProject(arena.engine, number / BIDDERS + 1);
    }
    const commands = Array.from({ length: count }, (_, index) => bid(placed + index));
    for (const table of WRITTEN) rows.next(table);
    const before = arena.commitCount();
    // What reading the rows left behind is not for the engine to clear away.
    collectGarbage();
    const startedAt = performance.now();
    for (let from = 0; from < count; from += inFlight) {
      await Promise.all(commands.slice(from, from + inFlight).map((command) => arena.engine.submit(command)));
    }
    const ms = performance.now() - startedAt;
    const made = arena.commitCount() - before;
    if (made !== commits) throw new Error(`${made} commits where the bare side makes ${commits}`);
    placed += count;
    ahead.push(rowsOfRun());
    return (count * 1_000) / ms;
  }

  function rowsOfRun(): Row[] {
    const [events, bids, commands] = WRITTEN.map((table) => rows.next(table));
    if (events?.length !== count || bids?.length !== count || commands?.length !== count) {
      throw new Error(`${events?.length} events of ${count} bids`);
    }
    return events.map((cells, index) => ({ events: cells, bids: bids[index] ?? [], commands: commands[index] ?? [] }));
  }

  function insert(): number {
    const taken = known(ahead.shift(), 'rows of a run');
    const batches = Array.from({ length: commits }, (_, index) =>
      taken.slice(index * inFlight, (index + 1) * inFlight),
    );
    collectGarbage();
    const startedAt = performance.now();
    for (const batch of batches) bare.commit(batch);
    return (count * 1_000) / (performance.now() - startedAt);
  }

  try {
    // One run more than the bare side, which can then also go first.
    await place();
    return await inTurn({ runs, signal }, place, insert);
  } finally {
    rows.close();
    bare.close();
    await arena.engine.close();
    await arena.store.close();
  }
}

export const bench: Bench = async ({ quick, signal }) => {
  const folder = mkdtempSync(join(tmpdir(), 'arena-bench-'));
  const figures: Figure[] = [];
  try {
    for (const load of quick ? QUICK_LOADS : LOADS) {
      const { ours, bare } = await measureLoad(folder, load, signal);
      const ratio = ratioOf(ours, bare, 'bare inserts');
      const targeted = load.inFlight === Math.max(...LOADS.map(({ inFlight }) => inFlight));
      figures.push({
        figure: `durable bids, ${load.inFlight.toLocaleString('en-US')} in flight`,
        unit: 'bids/s',
        ...spreadOf(ours),
        runs: load.runs,
        ratio,
        target: targeted ? `at least ${TARGET_RATIO} × bare inserts` : null,
        met: targeted ? ratio.median >= TARGET_RATIO : null,
      });
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return {
    name: 'store',
    figures,
    notes: [
      'SQLite in the folder for temporary files, WAL, synchronous=FULL. Bids in flight together share one commit.',
      'Bare: the same rows of events, bids and commands, ready made, through one prepared statement each, in transactions of the same size.',
    ],
  };
};
