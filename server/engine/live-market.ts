/** A market in memory between two commits: applies commands to its state and to the batch that will be written. */

import type { Millis } from '../kernel/clock.ts';
import { type CommandId, commandId } from '../kernel/id.ts';
import { CLOCK, type Command } from '../market/command.ts';
import { type Deadline, deadlinesAfter, deadlinesOf } from '../market/deadline.ts';
import { decide } from '../market/decide.ts';
import type { EventOf, LoggedEvent, MarketEvent } from '../market/event.ts';
import { evolve } from '../market/evolve.ts';
import { postings } from '../market/postings.ts';
import type { Refusal } from '../market/refusal.ts';
import type { MarketState } from '../market/state.ts';
import type { PostedTransfer } from '../market/transfer.ts';
import { type BatchWindow, createBatchWindow } from './batch-window.ts';
import { chainHash } from './chain.ts';
import { createCommandMemory, fingerprintOf, memoryIdOf } from './command-memory.ts';
import { createDeadlineQueue } from './deadlines.ts';
import type { LoadedMarket } from './load.ts';
import type { CommandRecord, Content } from './ports.ts';

/** What will be committed together. */
export interface Batch {
  readonly expectedSeq: number;
  readonly events: LoggedEvent[];
  readonly transfers: PostedTransfer[];
  readonly commands: CommandRecord[];
  readonly contents: Content[];
}

/** What became of one command: its events, or why not. A repeated command's events are in the log already. */
export type Outcome =
  | { readonly ok: true; readonly repeated: false; readonly events: readonly LoggedEvent[] }
  | { readonly ok: true; readonly repeated: true; readonly record: CommandRecord }
  | { readonly ok: false; readonly refusal: Refusal };

/** Told the outcome of a command, and for whom it was: at once, or when its batch window ends. */
export type Answer<T> = (item: T, outcome: Outcome) => void;

export interface LiveMarket<T> {
  readonly state: MarketState;
  lastHash(): string;
  newBatch(): Batch;
  /** Does everything that falls due until `now`, in order: windows, then deadlines, each at its own moment. */
  catchUp(now: Millis, batch: Batch, answer: Answer<T>): void;
  /** Applies the command at `now`, or keeps it until its batch window ends. */
  take(command: Command, now: Millis, batch: Batch, item: T, answer: Answer<T>): void;
  /** When something next falls due, or null. */
  nextDueAt(): Millis | null;
}

export function createLiveMarket<T>(loaded: LoadedMarket, records: readonly CommandRecord[]): LiveMarket<T> {
  const { state } = loaded;
  let memory = createCommandMemory(state.policy.limits.rememberedCommands, records);
  const deadlines = createDeadlineQueue(deadlinesOf(state));
  let window: BatchWindow<T> = createBatchWindow(state.policy.speed.batchMs, state.seed);
  let { lastHash } = loaded;

  /** The policy that was just chosen holds from the next command on. */
  function begin({ policy, seed }: EventOf<'MarketOpened'>): void {
    window = createBatchWindow(policy.speed.batchMs, seed);
    memory = createCommandMemory(policy.limits.rememberedCommands, []);
  }

  function log(events: readonly MarketEvent[], command: Command, at: Millis, batch: Batch): void {
    for (const event of events) {
      const line = { seq: state.seq + 1, at, by: command.actor, commandId: command.commandId, event };
      const logged: LoggedEvent = { ...line, hash: chainHash(lastHash, line) };
      lastHash = logged.hash;
      evolve(state, logged);
      batch.events.push(logged);
      let transferLine = 0;
      for (const transfer of postings(event))
        batch.transfers.push({ ...transfer, seq: logged.seq, line: transferLine++, at });
      for (const deadline of deadlinesAfter(event)) deadlines.add(deadline);
      if (event.type === 'MarketOpened') begin(event);
    }
  }

  function apply(command: Command, now: Millis, batch: Batch): Outcome {
    const fingerprint = fingerprintOf(command);
    const memoryId = memoryIdOf(command);
    const known = memory.get(memoryId);
    if (known !== undefined) {
      if (known.fingerprint === fingerprint) return { ok: true, repeated: true, record: known };
      return { ok: false, refusal: { code: 'command_conflict', detail: `command id ${command.commandId}` } };
    }
    const at = Math.max(now, state.at);
    const decision = decide(state, command, at);
    if (!decision.ok) return { ok: false, refusal: decision.error };
    const firstSeq = state.seq + 1;
    const before = batch.events.length;
    log(decision.value, command, at, batch);
    const record = { commandId: memoryId, fingerprint, firstSeq, lastSeq: state.seq };
    memory.add(record);
    batch.commands.push(record);
    return { ok: true, repeated: false, events: batch.events.slice(before) };
  }

  /** Asks for a deadline's command. One that the market has overtaken is refused, and nothing happens. */
  function fire({ at, command: request }: Deadline, batch: Batch): void {
    const id = clockCommandId(request.type, at, state.seq + 1);
    const command = { ...request, commandId: id, marketId: state.marketId, actor: CLOCK } as Command;
    const decision = decide(state, command, at);
    if (decision.ok) log(decision.value, command, Math.max(at, state.at), batch);
  }

  function closeWindow(until: Millis, batch: Batch, answer: Answer<T>): void {
    const { at, held } = window.release(until);
    for (const { command, item } of held) answer(item, apply(command, at, batch));
  }

  function nextDueAt(): Millis | null {
    const deadline = deadlines.nextAt();
    const end = window.endsAt();
    if (deadline === null || end === null) return deadline ?? end;
    return Math.min(deadline, end);
  }

  function catchUp(now: Millis, batch: Batch, answer: Answer<T>): void {
    for (let due = nextDueAt(); due !== null && due <= now; due = nextDueAt()) {
      // Bids that came before a deadline count before it, even where their window would end later.
      if (window.holdsFromBefore(due)) closeWindow(due, batch, answer);
      for (const deadline of deadlines.takeDue(due)) fire(deadline, batch);
    }
  }

  return {
    state,
    lastHash: () => lastHash,
    newBatch: () => ({ expectedSeq: state.seq, events: [], transfers: [], commands: [], contents: [] }),
    nextDueAt,
    catchUp,
    take: (command, now, batch, item, answer) => {
      // What has been done already has its answer: it need not wait for another window.
      const isNew = memory.get(memoryIdOf(command)) === undefined;
      if (isNew && window.hold(command, item, now)) return;
      answer(item, apply(command, now, batch));
      // A command may set a deadline for this very moment: nobody shall see the market before it has passed.
      catchUp(Math.max(now, state.at), batch, answer);
    },
  };
}

/** Names a clock's command by what it did and where: unique, and the same in every replay. */
function clockCommandId(type: string, at: Millis, seq: number): CommandId {
  return commandId(`clock/${type}/${at}/${seq}`);
}
