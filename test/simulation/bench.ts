/** A market under simulation: real engines over a real store, followers that listen, and a model folded from the log alone. */

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createMemoryStore } from '../../db/memory/store.ts';
import { openSqliteStore } from '../../db/sqlite/store.ts';
import { chainHash, GENESIS_HASH } from '../../server/engine/chain.ts';
import { type Answer, createEngine, type Engine } from '../../server/engine/engine.ts';
import type { Millis } from '../../server/kernel/clock.ts';
import { type CommandId, type MarketId, participantId } from '../../server/kernel/id.ts';
import type { Command } from '../../server/market/command.ts';
import type { LoggedEvent } from '../../server/market/event.ts';
import { evolve } from '../../server/market/evolve.ts';
import { emptyMarket, type MarketState } from '../../server/market/state.ts';
import type { Seen } from '../../server/market/view.ts';
import { OWNER_VIEW, type Viewer, WATCHER } from '../../server/market/view.ts';
import { CheckFailure, demand, demandEqual } from './failure.ts';
import type { SimulatedStore } from './log-checks.ts';
import { watchedStore } from './watched-store.ts';

export interface Setup {
  readonly seed: string;
  readonly kind: 'memory' | 'sqlite';
  /** Two engines over the store instead of one. */
  readonly rivals: boolean;
  /** Of so many commits one fails; 0: none. */
  readonly failOneIn: number;
}

interface Follower {
  readonly viewer: Viewer;
  readonly heard: Seen[];
}

export interface Bench {
  readonly setup: Setup;
  readonly id: MarketId;
  readonly store: SimulatedStore;
  readonly engines: Engine[];
  /** The whole log, and the state that folding it gives; brought up to date by `catchUp`. */
  readonly log: LoggedEvent[];
  readonly model: MarketState;
  readonly followers: Follower[];
  /** Ids of all commands so far. */
  readonly asked: Set<CommandId>;
  /** Commands that wait in a batch window. */
  held: Held[];
  /** What engines reported that nobody was waiting for. */
  readonly reports: string[];
  /** Last `seq` that the store has answered for. */
  committedSeq(): number;
  close(): Promise<void>;
}

/** What a command's sender got: an answer, or the fault with which it was sent back. */
export type Reply = { readonly ok: true; readonly answer: Answer } | { readonly ok: false; readonly fault: unknown };

/** A command that was sent and not waited for. */
export interface Held {
  readonly command: Command;
  readonly sentAt: Millis;
  reply: Reply | null;
}

/** A participant who takes part in every world, as freelancer. */
const SOMEBODY: Viewer = { kind: 'participant', participantId: participantId(2), roles: ['freelancer'] };

export async function openBench(setup: Setup, id: MarketId): Promise<Bench> {
  const folder = setup.kind === 'sqlite' ? mkdtempSync(join(tmpdir(), 'simulation-')) : null;
  const inner: SimulatedStore =
    folder === null ? createMemoryStore() : await openSqliteStore({ file: join(folder, 'market.db') });
  const { store, committedSeq } = watchedStore(inner, setup.seed, setup.failOneIn);
  const bench: Bench = {
    setup,
    id,
    store,
    engines: [],
    log: [],
    model: emptyMarket(id),
    followers: [OWNER_VIEW, WATCHER, SOMEBODY].map((viewer) => ({ viewer, heard: [] })),
    asked: new Set(),
    held: [],
    reports: [],
    committedSeq,
    close: async () => {
      for (const engine of bench.engines) await engine.close().catch(() => undefined);
      await inner.close();
      if (folder !== null) rmSync(folder, { recursive: true });
    },
  };
  startEngines(bench);
  return bench;
}

export function startEngines(bench: Bench): void {
  const report = (fault: Error): unknown => bench.reports.push(fault.message);
  const count = bench.setup.rivals ? 2 : 1;
  bench.engines.splice(0, 2, ...Array.from({ length: count }, () => createEngine({ store: bench.store, report })));
}

/** The engine of one number; there may be only one. */
export function engineOf(bench: Bench, via: 0 | 1): Engine {
  const engine = bench.engines[via] ?? bench.engines[0];
  if (engine === undefined) throw new CheckFailure('bench', 'no engine is open');
  return engine;
}

/** Lets the followers hear on from where they are. Save, then speak: nothing is heard that the store has not answered for. */
export async function listen(bench: Bench): Promise<void> {
  for (const { viewer, heard } of bench.followers) {
    await engineOf(bench, 0).follow(bench.id, viewer, heard.length, (seen) => {
      heard.push(seen);
      // The owner's cursor is the log's own number.
      const early = viewer.kind === 'owner' && seen.cursor > bench.committedSeq();
      if (early) bench.reports.push(`event ${seen.cursor} was published before its commit`);
    });
  }
}

/** Sends a command and turns a rejection into a value. */
export async function send(engine: Engine, command: Command): Promise<Reply> {
  try {
    return { ok: true, answer: await engine.submit(command) };
  } catch (fault) {
    return { ok: false, fault };
  }
}

/** Folds what the log has gained into the model; the chain, the order and the time of every event are proved. */
export async function catchUp(bench: Bench): Promise<readonly LoggedEvent[]> {
  const { log, model, store, id } = bench;
  const fresh = await store.events(id, log.length, 1_000_000);
  for (const logged of fresh) {
    const last = log.at(-1);
    demandEqual(logged.seq, log.length + 1, 'gapless', 'seq');
    demandEqual(logged.hash, chainHash(last?.hash ?? GENESIS_HASH, logged), 'chain', `hash of event ${logged.seq}`);
    demand(logged.at >= (last?.at ?? 0), 'time', () => `event ${logged.seq} goes back in time`);
    evolve(model, logged);
    log.push(logged);
  }
  return fresh;
}
