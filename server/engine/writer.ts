/** The one writer of one market: takes commands in order, commits in groups, answers and publishes after the commit. */

import { assert } from '../kernel/assert.ts';
import type { Millis } from '../kernel/clock.ts';
import { VIRTUAL_EPOCH_MS } from '../kernel/clock.ts';
import type { MarketId } from '../kernel/id.ts';
import type { Command } from '../market/command.ts';
import type { LoggedEvent } from '../market/event.ts';
import type { ClockPolicy } from '../market/policy.ts';
import type { MarketState } from '../market/state.ts';
import { createErasing } from './erasing.ts';
import { Fault, reasonOf } from './fault.ts';
import { createGathering } from './gather.ts';
import { type Batch, createLiveMarket, type LiveMarket, type Outcome } from './live-market.ts';
import { eventsAfter, loadMarket } from './load.ts';
import { type ClockReading, createMarketClock, type MarketClock, type WallClock } from './market-clock.ts';
import type { Content, Store } from './ports.ts';
import { createSnapshots } from './snapshots.ts';

/** Commands that share a transaction at the most; bounds how long the first of them waits. */
const BATCH_COMMANDS = 2_000;
/** How often a commit is tried again when other processes write to the same market. */
const CONFLICT_TRIES = 10;
/** How long a market whose store failed waits before it tries its deadlines again, in wall milliseconds. */
const RETRY_MS = 1_000;

interface Waiting {
  /** Null: only let time pass until `moveTo`. */
  readonly command: Command | null;
  /** Texts that the command names. */
  readonly contents: readonly Content[];
  readonly moveTo: Millis | null;
  /** Market time when it was first looked at: a second look, after a conflict, must not make it late. */
  arrivedAt: Millis | null;
  readonly settle: (outcome: Outcome | null) => void;
  readonly fail: (fault: Error) => void;
}

/** Lets what is due be done, from the newest state of the log. */
const NOTHING_TO_DO = { command: null, contents: [], moveTo: null } as const;

export interface Writer {
  /** `contents`: texts that the command names, written in its own transaction. */
  submit(command: Command, contents: readonly Content[]): Promise<Outcome>;
  /** Lets market time pass until `at`, doing everything that falls due. */
  moveTo(at: Millis): Promise<void>;
  now(): Millis;
  nextDueAt(): Millis | null;
  pause(): void;
  resume(): void;
  setSpeed(speed: number): void;
  clock(): ClockReading;
  /** Resolves when memory is what the log says, and nothing more: at once, or after the group that is being written. */
  settled(): Promise<void>;
  /** For reading only, and only in the same tick. Unless `settled` was asked before, it may hold what is not durable yet. */
  state(): MarketState;
  /** Whether anything of this market is known to be durable. */
  hasLog(): boolean;
  close(): Promise<void>;
}

export interface WriterPorts {
  readonly store: Store;
  readonly wall: WallClock;
  /** Called with what has just become durable. */
  readonly publish: (events: readonly LoggedEvent[]) => void;
  /** Told of trouble that no caller is waiting to hear of. */
  readonly report: (fault: Fault) => void;
}

export async function createWriter(id: MarketId, ports: WriterPorts): Promise<Writer> {
  const { store, wall, publish, report } = ports;
  const waiting: Waiting[] = [];
  const gathering = createGathering(waiting);
  /** Taken, but kept by a batch window: answered with a later group. */
  const held = new Set<Waiting>();
  const erasing = createErasing(id, store, (thrown) => report(asFault(thrown)));
  let live = await load();
  let clock = clockFor(live.state.policy.clock);
  let stopped: Fault | null = null;
  let stale = false;
  let draining: Promise<void> | null = null;
  /** The group that is decided and not yet answered: until it is, memory may be ahead of the log. */
  let writing: Promise<unknown> | null = null;
  /** Those who wait until memory is what the log says. */
  let readers = 0;
  let cancelTimer = (): void => {};
  const snapshots = createSnapshots(id, store, live.state.seq);
  /** Last event that followers of this process were told of. */
  let publishedSeq = live.state.seq;

  async function load(): Promise<LiveMarket<Waiting>> {
    const loaded = await loadMarket(store, id);
    erasing.add(loaded.toErase);
    return createLiveMarket(loaded, await store.commands(id));
  }

  function clockFor(policy: ClockPolicy): MarketClock {
    return createMarketClock(policy, Math.max(live.state.at, VIRTUAL_EPOCH_MS), wall);
  }

  function enqueue(item: Pick<Waiting, 'command' | 'contents' | 'moveTo'>): Promise<Outcome | null> {
    if (stopped !== null) return Promise.reject(stopped);
    return new Promise((settle, fail) => {
      waiting.push({ ...item, arrivedAt: null, settle, fail });
      gathering.arrived();
      draining ??= gathering.gather().then(drain);
    });
  }

  /** Each group is answered when the next one has been given to the store: its callers go on while the disk is busy. */
  async function drain(): Promise<void> {
    let answer = (): void => {};
    while (waiting.length > 0) {
      const group = writeGroup(waiting.splice(0, BATCH_COMMANDS));
      writing = group;
      answer();
      answer = await group;
      writing = null;
      if (readers === 0 && !snapshots.isDue(live.state.seq)) continue;
      answer();
      answer = () => {};
      if (snapshots.isDue(live.state.seq)) await saveSnapshot();
      // Memory is now what the log says: whoever waited for that reads it before the next group changes it.
      else await new Promise((done) => setImmediate(done));
    }
    answer();
    draining = null;
    wakeWhenDue();
  }

  /** Decides a group and commits it; gives what answers it. */
  async function writeGroup(arrived: readonly Waiting[]): Promise<() => void> {
    let group = arrived;
    try {
      for (let attempt = 1; attempt <= CONFLICT_TRIES; attempt += 1) {
        if (stopped !== null) throw stopped;
        if (stale) group = await reload(group);
        const answers = new Map<Waiting, Outcome | null>();
        const batch = live.newBatch();
        for (const item of group) handle(item, batch, answers);
        // Only what waits for the end of a window: a set that every command passed through would keep garbage alive.
        for (const item of group) if (!answers.has(item)) held.add(item);
        for (const [item, outcome] of answers) if (outcome?.ok === true) batch.contents.push(...item.contents);
        if (!(await commit(batch))) continue;
        await erasing.after(batch.events);
        publish(batch.events);
        publishedSeq = live.state.seq;
        for (const item of answers.keys()) held.delete(item);
        return () => {
          for (const [item, outcome] of answers) item.settle(outcome);
        };
      }
      throw new Fault('overloaded', `other processes keep writing to market ${id}; try again`);
    } catch (thrown) {
      failGroup(group, thrown);
      return () => {};
    }
  }

  function handle(item: Waiting, batch: Batch, answers: Map<Waiting, Outcome | null>): void {
    const { command, moveTo } = item;
    const answer = (settled: Waiting, outcome: Outcome): unknown => answers.set(settled, outcome);
    if (command?.type === 'OpenMarket' && live.state.status === 'unopened') clock = clockFor(command.policy.clock);
    item.arrivedAt ??= clock.now();
    const now = item.arrivedAt;
    live.catchUp(now, batch, answer);
    if (command !== null) {
      live.take(command, now, batch, item, answer);
      return;
    }
    if (moveTo !== null) {
      clock.moveTo(moveTo);
      // A wall clock does not move: what is not due yet stays so.
      live.catchUp(Math.min(moveTo, clock.now()), batch, answer);
    }
    answers.set(item, null);
  }

  async function commit(batch: Batch): Promise<boolean> {
    // Until the store has answered, memory may be ahead of the log; any trouble on the way means folding the log again.
    stale = true;
    stale = !(await isWritten(batch));
    return !stale;
  }

  async function isWritten(batch: Batch): Promise<boolean> {
    // A refusal, too, is only given from the newest state: another process may have written since.
    if (batch.events.length === 0) return (await store.lastSeq(id)) === batch.expectedSeq;
    const { rememberedCommands } = live.state.policy.limits;
    return (await store.commit({ marketId: id, ...batch, rememberedCommands })).ok;
  }

  /** Folds the log anew; what a batch window held comes back before the group, and waits again. */
  async function reload(group: readonly Waiting[]): Promise<readonly Waiting[]> {
    live = await load();
    stale = false;
    // Another process may have opened the market, with a clock of its own choice.
    if (publishedSeq === 0) clock = clockFor(live.state.policy.clock);
    await publishMissed();
    const again = [...held].filter((item) => !group.includes(item));
    held.clear();
    return [...again, ...group];
  }

  /** Tells followers what others wrote, and what a failing store wrote without saying so. */
  async function publishMissed(): Promise<void> {
    if (publishedSeq >= live.state.seq) return;
    for await (const logged of eventsAfter(store, id, publishedSeq)) {
      if (logged.seq > live.state.seq) return;
      publish([logged]);
      publishedSeq = logged.seq;
    }
  }

  function failGroup(group: readonly Waiting[], thrown: unknown): void {
    const fault = asFault(thrown);
    if (fault.code === 'market_stopped' && stopped === null) {
      stopped = fault;
      report(fault);
    }
    for (const item of new Set([...held, ...group])) item.fail(fault);
    held.clear();
  }

  /** The store's trouble comes as a fault: whatever else is thrown is a bug, after which memory cannot be trusted. */
  function asFault(thrown: unknown): Fault {
    if (thrown instanceof Fault) return thrown;
    return new Fault('market_stopped', `market ${id} is stopped by a bug of ours: ${reasonOf(thrown)}`, thrown);
  }

  function wakeWhenDue(): void {
    cancelTimer();
    const due = live.nextDueAt();
    const wait = due === null || stopped !== null ? null : clock.waitFor(due);
    if (stale && stopped === null && clock.waitFor(clock.now()) !== null) {
      // What could not be written is no longer among the things due: only the log knows them now.
      cancelTimer = wall.after(RETRY_MS, wake);
    } else if (wait !== null) cancelTimer = wall.after(wait, wake);
  }

  function wake(): void {
    enqueue(NOTHING_TO_DO).catch((thrown: unknown) => report(asFault(thrown)));
  }

  async function saveSnapshot(): Promise<void> {
    if (stale || !erasing.isDone() || stopped?.code === 'market_stopped') return;
    // The log is safe without it: a snapshot that fails costs time at the next start, nothing else.
    await snapshots.save(live).catch((thrown: unknown) => report(asFault(thrown)));
  }

  await erasing.after([]);
  wakeWhenDue();
  return {
    submit: (command, contents) => enqueue({ command, contents, moveTo: null }) as Promise<Outcome>,
    moveTo: async (at) => {
      assert(Number.isSafeInteger(at), `not a moment in milliseconds: ${at}`);
      await enqueue({ command: null, contents: [], moveTo: at });
    },
    now: () => clock.now(),
    nextDueAt: () => live.nextDueAt(),
    pause: () => {
      clock.pause();
      wakeWhenDue();
    },
    resume: () => {
      clock.resume();
      wakeWhenDue();
    },
    setSpeed: (speed) => {
      clock.setSpeed(speed);
      wakeWhenDue();
    },
    clock: () => clock.reading(),
    settled: async () => {
      readers += 1;
      while (writing !== null) await writing;
      readers -= 1;
      // What could not be written is still in memory: with the next group it is folded anew.
      if (stale) await enqueue(NOTHING_TO_DO);
    },
    state: () => live.state,
    hasLog: () => publishedSeq > 0,
    close: async () => {
      cancelTimer();
      await draining;
      stopped ??= new Fault('engine_closed', 'the engine is closed');
      cancelTimer();
      for (const item of held) item.fail(stopped);
      held.clear();
      await saveSnapshot();
      // Whoever was sent back has heard of it before the closing is told.
      await new Promise((done) => setImmediate(done));
    },
  };
}
