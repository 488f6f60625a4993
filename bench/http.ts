/** Bids over HTTP until they are durable, beside the same route with a transaction for each, and beside a bare route. */

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { allInTurn, type Bench, type Figure, ratioOf, spreadOf } from './harness.ts';
import { BIDDERS, bidRequest, type LoadClient, loadFor, openClient } from './http-load.ts';
import { startServer } from './servers.ts';
import { SIDES, type Side } from './side.ts';

const LOADS = [1, 8, 64] as const;
const TARGET_ONE_BY_ONE = 5;
const TARGET_BARE = 0.6;
/** Bids that a run may take at the most; projects for so many are posted before it. */
const BIDS_MAX = 30_000;

interface Server {
  /** Bids a second that `clients` get through. */
  measure(clients: number, ms: number): Promise<number>;
  close(): Promise<void>;
}

async function openSide(side: Side, folder: string): Promise<Server> {
  const server = await startServer('http-server.ts', [side, join(folder, `${side}.db`)]);
  const open: LoadClient[] = [];
  let number = 0;
  return {
    measure: async (clients, ms) => {
      await server.ask({ kind: 'post', count: Math.ceil((number + BIDS_MAX) / BIDDERS) });
      while (open.length < clients) open.push(await openClient(server.port));
      const next = (): Buffer => {
        number += 1;
        return bidRequest(number - 1);
      };
      const load = await loadFor(open.slice(0, clients), next, ms);
      return (load.count * 1_000) / load.ms;
    },
    close: async () => {
      for (const client of open) client.close();
      await server.close();
    },
  };
}

function figuresOf(clients: number, runs: number, taken: Readonly<Record<(typeof SIDES)[number], number[]>>): Figure[] {
  const { arena, one_by_one, bare } = taken;
  const targeted = clients === Math.max(...LOADS);
  const overOne = ratioOf(arena, one_by_one, 'one transaction a request');
  const overBare = ratioOf(arena, bare, 'the bare route');
  const common = { unit: 'bids/s', ...spreadOf(arena), runs };
  const name = `bids over HTTP, ${clients} ${clients === 1 ? 'client' : 'clients'}`;
  return [
    {
      figure: name,
      ...common,
      ratio: overOne,
      target: targeted ? `at least ${TARGET_ONE_BY_ONE} × one transaction a request` : null,
      met: targeted ? overOne.median >= TARGET_ONE_BY_ONE : null,
    },
    {
      figure: `${name}, the same`,
      ...common,
      ratio: overBare,
      target: targeted ? `at least ${TARGET_BARE} × the bare route` : null,
      met: targeted ? overBare.median >= TARGET_BARE : null,
    },
  ];
}

export const bench: Bench = async ({ quick, signal }) => {
  const folder = mkdtempSync(join(tmpdir(), 'arena-bench-'));
  const runs = quick ? 3 : 15;
  const ms = quick ? 500 : 1_000;
  const servers: Server[] = [];
  try {
    const started = await Promise.all(SIDES.map((side) => openSide(side, folder)));
    servers.push(...started);
    const [arena, oneByOne, bare] = started;
    const figures: Figure[] = [];
    for (const clients of LOADS) {
      const measure = (server: Server | undefined) => async (): Promise<number> => {
        if (server === undefined) throw new Error('a server is missing');
        return server.measure(clients, ms);
      };
      const sides = { arena: measure(arena), one_by_one: measure(oneByOne), bare: measure(bare) };
      figures.push(...figuresOf(clients, runs, await allInTurn({ runs, signal }, sides)));
    }
    return {
      name: 'http',
      figures,
      notes: [
        'Each server is a process of its own with a SQLite file (WAL, synchronous=FULL); the clients share the process of the bench. A bid has a proposal of about 100 characters.',
        'One transaction a request: the same server, whose market takes one command at a time. The bare route: zod, a group of inserts (text, event, bid, command) for each turn of the event loop; no login, no rules, no money.',
      ],
    };
  } finally {
    await Promise.all(servers.map((server) => server.close()));
    rmSync(folder, { recursive: true, force: true });
  }
};
