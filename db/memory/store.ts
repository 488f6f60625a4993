/** The store in memory: the log as arrays; read tables are folded only when somebody asks for them. */

import type { CommandRecord, Commit, CommitResult, Snapshot, Store } from '../../server/engine/ports.ts';
import type { MarketId } from '../../server/kernel/id.ts';
import type { LoggedEvent } from '../../server/market/event.ts';
import type { PostedTransfer } from '../../server/market/transfer.ts';
import { assertContinuous } from '../commit-check.ts';
import type { MarketTables } from '../rows/row.ts';
import { rowsOf } from '../rows.ts';
import { createMemoryContents } from './contents.ts';
import { createTableFold, type TableFold } from './fold.ts';

export interface MemoryStore extends Store {
  /** The read tables as they are after the last event. Later events change a later answer, never this one. */
  tables(marketId: MarketId): Promise<MarketTables>;
}

interface MemoryMarket {
  readonly events: LoggedEvent[];
  readonly transfers: PostedTransfer[];
  commands: CommandRecord[];
  rememberedCommands: number;
  snapshot: Snapshot | null;
  /** The read tables up to event `foldedSeq`. */
  readonly fold: TableFold;
  foldedSeq: number;
}

function emptyMarket(): MemoryMarket {
  return {
    events: [],
    transfers: [],
    commands: [],
    rememberedCommands: 0,
    snapshot: null,
    fold: createTableFold(),
    foldedSeq: 0,
  };
}

function remembered({ commands, rememberedCommands }: MemoryMarket): CommandRecord[] {
  return commands.slice(Math.max(0, commands.length - rememberedCommands));
}

function remember(market: MemoryMarket, records: readonly CommandRecord[], limit: number): void {
  for (const record of records) market.commands.push(record);
  market.rememberedCommands = limit;
  // Dropping in large steps keeps a commit from moving the whole list.
  if (market.commands.length > 2 * limit + 1_024) market.commands = remembered(market);
}

function commitTo(market: MemoryMarket, commit: Commit): CommitResult {
  const lastSeq = market.events.length;
  if (lastSeq !== commit.expectedSeq) return { ok: false, lastSeq };
  assertContinuous(commit);
  for (const event of commit.events) market.events.push(event);
  for (const transfer of commit.transfers) market.transfers.push(transfer);
  remember(market, commit.commands, commit.rememberedCommands);
  return { ok: true };
}

/** The place of the first transfer after event `seq`: transfers lie in order of `seq`. */
function firstAfter(transfers: readonly PostedTransfer[], seq: number): number {
  let low = 0;
  let high = transfers.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((transfers[middle]?.seq ?? 0) <= seq) low = middle + 1;
    else high = middle;
  }
  return low;
}

function transfersOf(transfers: readonly PostedTransfer[], sinceSeq: number, limit: number): PostedTransfer[] {
  const first = firstAfter(transfers, sinceSeq);
  const last = transfers[first + limit - 1];
  return transfers.slice(first, last === undefined ? transfers.length : firstAfter(transfers, last.seq));
}

function tablesOf(market: MemoryMarket): MarketTables {
  for (const logged of market.events.slice(market.foldedSeq)) market.fold.apply(rowsOf(logged));
  market.foldedSeq = market.events.length;
  return { seq: market.foldedSeq, tables: market.fold.tables() };
}

/** A store that ends with the process. `transfers` never splits an event: its last page may exceed the limit by two. */
export function createMemoryStore(): MemoryStore {
  const markets = new Map<MarketId, MemoryMarket>();
  const contents = createMemoryContents();
  const read = (id: MarketId): MemoryMarket => markets.get(id) ?? emptyMarket();
  const write = (id: MarketId): MemoryMarket => {
    const market = read(id);
    markets.set(id, market);
    return market;
  };
  return {
    commit: async (commit) => {
      const result = commitTo(write(commit.marketId), commit);
      if (result.ok) for (const content of commit.contents ?? []) contents.add(content);
      return result;
    },
    markets: async () => [...markets.keys()].filter((id) => read(id).events.length > 0).sort(),
    lastSeq: async (id) => read(id).events.length,
    events: async (id, sinceSeq, limit) => read(id).events.slice(sinceSeq, sinceSeq + limit),
    transfers: async (id, sinceSeq, limit) => transfersOf(read(id).transfers, sinceSeq, limit),
    commands: async (id) => remembered(read(id)),
    saveSnapshot: async (id, snapshot) => {
      const market = write(id);
      if (snapshot.seq >= (market.snapshot?.seq ?? 0)) market.snapshot = snapshot;
    },
    latestSnapshot: async (id) => read(id).snapshot,
    tables: async (id) => tablesOf(read(id)),
    contents,
    close: async () => {},
  };
}
