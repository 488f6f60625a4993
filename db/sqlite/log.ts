/** The log, the ledger and the remembered commands in SQLite: prepared statements and the shapes of their rows. */

import type { Database } from 'better-sqlite3';
import type { CommandRecord, Commit, Snapshot } from '../../server/engine/ports.ts';
import { type CommandId, type MarketId, participantId } from '../../server/kernel/id.ts';
import type { Cents } from '../../server/kernel/money.ts';
import type { Account } from '../../server/market/account.ts';
import { type Actor, CLOCK, OWNER } from '../../server/market/command.ts';
import type { LoggedEvent, MarketEvent } from '../../server/market/event.ts';
import type { PostedTransfer, TransferCode } from '../../server/market/transfer.ts';
import { StoreFault } from '../store-fault.ts';

interface EventRow {
  seq: number;
  at: number;
  by: string;
  command_id: string;
  body: string;
  hash: string;
}

interface TransferRow {
  seq: number;
  line: number;
  at: number;
  code: string;
  from_account: string;
  to_account: string;
  amount_cents: number;
}

function writeActor(actor: Actor): string {
  return actor.kind === 'participant' ? `participant/${actor.participantId}` : actor.kind;
}

function readActor(text: string): Actor {
  if (text === 'owner') return OWNER;
  if (text === 'clock') return CLOCK;
  return { kind: 'participant', participantId: participantId(Number(text.slice('participant/'.length))) };
}

function readEvent(row: EventRow): LoggedEvent {
  const { seq, at, hash } = row;
  return { seq, at, by: readActor(row.by), commandId: row.command_id as CommandId, event: readBody(row), hash };
}

function readBody({ seq, body }: EventRow): MarketEvent {
  try {
    return JSON.parse(body) as MarketEvent;
  } catch (error) {
    throw new StoreFault('damaged', `event ${seq} is not JSON`, error);
  }
}

function readTransfer({ seq, line, at, code, from_account, to_account, amount_cents }: TransferRow): PostedTransfer {
  return {
    seq,
    line,
    at,
    code: code as TransferCode,
    from: from_account as Account,
    to: to_account as Account,
    amountCents: amount_cents as Cents,
  };
}

export interface LogTables {
  lastSeq(marketId: MarketId): number;
  markets(): MarketId[];
  /** Writes events, transfers and commands, and drops the commands that need not be remembered. Inside a transaction. */
  append(commit: Commit): void;
  events(marketId: MarketId, sinceSeq: number, limit: number): LoggedEvent[];
  transfers(marketId: MarketId, sinceSeq: number, limit: number): PostedTransfer[];
  /** Writes transfers anew in place of all that the market has. Inside a transaction. */
  replaceTransfers(marketId: MarketId, transfers: Iterable<PostedTransfer>): void;
  commands(marketId: MarketId): CommandRecord[];
  saveSnapshot(marketId: MarketId, snapshot: Snapshot): void;
  latestSnapshot(marketId: MarketId): Snapshot | null;
}

const EVENTS_SINCE =
  'select seq, at, "by", command_id, body, hash from events where market_id = ? and seq > ? order by seq limit ?';
const TRANSFER_COLUMNS = 'select seq, line, at, code, from_account, to_account, amount_cents from transfers';
const COMMANDS = `select command_id as commandId, fingerprint, first_seq as firstSeq, last_seq as lastSeq
  from commands where market_id = ? order by number`;
/** Steps from market to market by the key, instead of reading every event. */
const MARKETS = `with recursive found(id) as (
    select min(market_id) from events
    union all
    select (select min(market_id) from events where market_id > found.id) from found where found.id is not null
  ) select id from found where id is not null`;
const SAVE_SNAPSHOT = `insert into snapshots (market_id, seq, hash, state) values (?, ?, ?, ?)
  on conflict (market_id) do update set seq = excluded.seq, hash = excluded.hash, state = excluded.state
  where excluded.seq >= snapshots.seq`;

function prepareWrites(client: Database) {
  return {
    event: client.prepare(
      'insert into events (market_id, seq, at, type, "by", command_id, body, hash) values (?, ?, ?, ?, ?, ?, ?, ?)',
    ),
    transfer: client.prepare(
      `insert into transfers (market_id, seq, line, at, code, from_account, to_account, amount_cents)
       values (?, ?, ?, ?, ?, ?, ?, ?)`,
    ),
    dropTransfers: client.prepare('delete from transfers where market_id = ?'),
    command: client.prepare(
      'insert into commands (market_id, number, command_id, fingerprint, first_seq, last_seq) values (?, ?, ?, ?, ?, ?)',
    ),
    forget: client.prepare('delete from commands where market_id = ? and number <= ?'),
    lastCommand: client
      .prepare<[string], number>('select coalesce(max(number), 0) from commands where market_id = ?')
      .pluck(),
    snapshot: client.prepare(SAVE_SNAPSHOT),
  };
}

function prepareReads(client: Database) {
  return {
    lastSeq: client.prepare<[string], number>('select coalesce(max(seq), 0) from events where market_id = ?').pluck(),
    markets: client.prepare<[], MarketId>(MARKETS).pluck(),
    events: client.prepare<[string, number, number], EventRow>(EVENTS_SINCE),
    transfers: client.prepare<[string, number, number], TransferRow>(
      `${TRANSFER_COLUMNS} where market_id = ? and seq > ? order by seq, line limit ?`,
    ),
    restOfEvent: client.prepare<[string, number, number], TransferRow>(
      `${TRANSFER_COLUMNS} where market_id = ? and seq = ? and line > ? order by line`,
    ),
    commands: client.prepare<[string], CommandRecord>(COMMANDS),
    snapshot: client.prepare<[string], Snapshot>('select seq, hash, state from snapshots where market_id = ?'),
  };
}

type Writes = ReturnType<typeof prepareWrites>;
type Reads = ReturnType<typeof prepareReads>;

function appendEvents(write: Writes, { marketId, events }: Commit): void {
  for (const { seq, at, by, commandId, event, hash } of events) {
    write.event.run(marketId, seq, at, event.type, writeActor(by), commandId, JSON.stringify(event), hash);
  }
}

function appendTransfer(write: Writes, marketId: MarketId, transfer: PostedTransfer): void {
  const { seq, line, at, code, from, to, amountCents } = transfer;
  write.transfer.run(marketId, seq, line, at, code, from, to, amountCents);
}

function appendCommands(write: Writes, { marketId, commands, rememberedCommands }: Commit): void {
  if (commands.length === 0) return;
  let number = write.lastCommand.get(marketId) ?? 0;
  for (const { commandId, fingerprint, firstSeq, lastSeq } of commands) {
    number += 1;
    write.command.run(marketId, number, commandId, fingerprint, firstSeq, lastSeq);
  }
  if (number > rememberedCommands) write.forget.run(marketId, number - rememberedCommands);
}

/** A page of transfers that never ends in the middle of an event, so that paging by `seq` loses none. */
function transfersSince(read: Reads, marketId: MarketId, sinceSeq: number, limit: number): PostedTransfer[] {
  const rows = read.transfers.all(marketId, sinceSeq, limit);
  const last = rows.at(-1);
  const rest = last === undefined ? [] : read.restOfEvent.all(marketId, last.seq, last.line);
  return [...rows, ...rest].map(readTransfer);
}

export function prepareLog(client: Database): LogTables {
  const write = prepareWrites(client);
  const read = prepareReads(client);
  return {
    lastSeq: (marketId) => read.lastSeq.get(marketId) ?? 0,
    markets: () => read.markets.all(),
    append(commit) {
      appendEvents(write, commit);
      for (const transfer of commit.transfers) appendTransfer(write, commit.marketId, transfer);
      appendCommands(write, commit);
    },
    events: (marketId, sinceSeq, limit) => read.events.all(marketId, sinceSeq, limit).map(readEvent),
    transfers: (marketId, sinceSeq, limit) => transfersSince(read, marketId, sinceSeq, limit),
    replaceTransfers(marketId, transfers) {
      write.dropTransfers.run(marketId);
      for (const transfer of transfers) appendTransfer(write, marketId, transfer);
    },
    commands: (marketId) => read.commands.all(marketId),
    saveSnapshot(marketId, { seq, hash, state }) {
      write.snapshot.run(marketId, seq, hash, state);
    },
    latestSnapshot: (marketId) => read.snapshot.get(marketId) ?? null,
  };
}
