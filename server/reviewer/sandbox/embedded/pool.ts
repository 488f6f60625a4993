/**
 * The child processes: one program at a time in each, replaced whenever one had to be killed and after so many runs. The next
 * programs are sent while one still runs, so that a child does not wait for the host between two of them, nor wake it for each.
 */

import { type RunOptions, type RunRequest, type RunResult, SandboxUnavailable } from '../../sandbox.ts';
import { readResult, wallLimitResult } from './answer.ts';
import { type Kept, readKept, writeKept } from './engine-cache.ts';
import type { ChildMessage, StartMessage } from './frames.ts';
import { type RunnerProcess, startRunner } from './runner-process.ts';
import {
  begin,
  createSlot,
  createTicket,
  exchange,
  hasRoomAhead,
  isFree,
  learnPace,
  type Run,
  release,
  type Slot,
  send,
  type Ticket,
  takeOverdue,
} from './slot.ts';
import { createWaiting, type Waiting } from './waiting.ts';

const START_MAX_MS = 30_000;
/** Every run starts from the same image, so this bounds only what our own code in a child may have piled up. */
const RUNS_PER_CHILD = 20_000;

export interface Pool {
  run(request: RunRequest, options?: RunOptions): Promise<RunResult>;
  close(): Promise<void>;
}

export interface PoolOptions {
  readonly slots: number;
  readonly start: StartMessage;
  /** Where what a start makes is kept for the next one; null: nowhere. */
  readonly cache: string | null;
  /** How many programs a child runs before the next one takes its place. */
  readonly runsPerChild?: number;
  /** The file that children run. Default: our own child. */
  readonly entry?: string;
}

interface PoolState {
  readonly options: PoolOptions;
  readonly slots: readonly Slot[];
  readonly waiting: Waiting<Ticket>;
  readonly alive: Set<RunnerProcess>;
  /** What the first child started from, or had to make; all later ones start from it. Undefined before the first start. */
  kept: Kept | undefined;
  closed: boolean;
}

/** Starts the children; settles when the first can run. The others start from the image that the first one booted. */
export async function startPool(options: PoolOptions): Promise<Pool> {
  const pool: PoolState = {
    options,
    slots: Array.from({ length: options.slots }, () => {
      const slot = createSlot(
        () => outOfTime(pool, slot),
        () => outOfPatience(pool, slot),
      );
      return slot;
    }),
    waiting: createWaiting(),
    alive: new Set(),
    kept: undefined,
    closed: false,
  };
  const [first, ...others] = pool.slots;
  if (first === undefined) throw new SandboxUnavailable('a sandbox needs at least one slot');
  await new Promise<void>((resolve, reject) => {
    open(pool, first, (trouble) => (trouble === undefined ? resolve() : reject(trouble)));
  });
  for (const slot of others) open(pool, slot, (trouble) => giveUp(pool, trouble));
  return { run: (request, options = {}) => run(pool, request, options), close: () => close(pool) };
}

function open(pool: PoolState, slot: Slot, onStarted: (trouble?: SandboxUnavailable) => void): void {
  const { start, entry, runsPerChild = RUNS_PER_CHILD } = pool.options;
  let reason: string | null = null;
  const hear = (message: ChildMessage): void => {
    if (slot.process !== runner) return;
    if (message.kind === 'unavailable') reason = message.message;
    if (message.kind === 'message') void exchange(slot, runner, message.body);
    if (message.kind === 'outcome') finish(pool, slot, message);
    if (message.kind !== 'ready') return;
    // A child is ready once; one that says so in the middle of a run is not to be trusted.
    if (slot.ready) {
      runner.kill();
      return;
    }
    slot.timer.stop();
    keep(pool, message.made);
    slot.ready = true;
    onStarted();
    dispatch(pool);
  };
  const ended = (): void => {
    pool.alive.delete(runner);
    if (slot.process !== runner) return;
    const wasReady = slot.ready;
    const trouble = bury(pool, slot, reason);
    if (!wasReady) onStarted(trouble);
    else if (!pool.closed) open(pool, slot, (trouble) => giveUp(pool, trouble));
  };
  const runner = startRunner({ paths: start.paths, hear, ended, ...(entry !== undefined && { entry }) });
  pool.alive.add(runner);
  slot.process = runner;
  slot.ready = false;
  slot.runsLeft = runsPerChild;
  slot.timer.start(START_MAX_MS);
  // Read after the child was started, which takes longer than reading.
  runner.start(start, () => {
    pool.kept ??= readKept(pool.options.cache);
    return pool.kept;
  });
}

/**
 * A child that goes without a word while it runs a program may have been brought down by it. Where it had more to run, it may have
 * been any of them: they all run again, each with nothing behind it.
 */
function bury(pool: PoolState, slot: Slot, reason: string | null): SandboxUnavailable {
  const run = end(pool, slot);
  const ticket = run?.ticket;
  const trouble = new SandboxUnavailable(reason ?? 'the sandbox process died', reason === null && ticket !== undefined);
  const again = reason === null && run !== undefined && slot.ahead.length > 0 && ticket?.exchange === undefined;
  if (again) {
    slot.ahead.unshift(run);
    for (const { ticket } of slot.ahead) if (ticket !== undefined) ticket.suspected = true;
  } else {
    ticket?.reject(trouble);
  }
  takeBack(pool, slot);
  slot.process = undefined;
  return trouble;
}

/** Takes over what a child had to make, for the children after it and for the processes after this one. */
function keep(pool: PoolState, made: Kept): void {
  if (made.size === 0) return;
  pool.kept = new Map([...made, ...(pool.kept ?? [])]);
  // A folder that takes nothing costs the next process its time; there is nobody here who could do anything about it.
  if (pool.options.cache !== null) void writeKept(pool.options.cache, made);
}

/** A child that cannot start fails whatever is waiting, unless another child is there to serve it. */
function giveUp(pool: PoolState, trouble?: SandboxUnavailable): void {
  if (trouble === undefined || pool.slots.some((slot) => slot.process !== undefined)) return;
  for (const ticket of pool.waiting.clear()) ticket.reject(trouble);
}

function replace(pool: PoolState, slot: Slot): void {
  const old = slot.process;
  slot.process = undefined;
  takeBack(pool, slot);
  old?.kill();
  if (!pool.closed) open(pool, slot, (trouble) => giveUp(pool, trouble));
}

/** The end of what a child runs, however it came; those who waited behind one that ran alone are owed its time. */
function end(pool: PoolState, slot: Slot): Run | undefined {
  const run = release(slot);
  if (run?.ticket?.alone) pool.waiting.aloneEnded(performance.now() - run.begunAt);
  return run;
}

/** What a child was sent ahead waits again, in its order. */
function takeBack(pool: PoolState, slot: Slot): void {
  for (const { ticket } of slot.ahead.splice(0).reverse()) if (ticket !== undefined) pool.waiting.putBack(ticket);
}

/**
 * Hands out who waits: first to children that have nothing, then ahead to the others. Whoever must run alone
 * begins when nothing runs, and nothing is handed out before it has ended.
 */
function dispatch(pool: PoolState): void {
  const { slots, waiting } = pool;
  const busy = (): boolean => slots.some(({ running }) => running !== undefined);
  if (slots.some(({ running }) => running?.ticket?.alone)) return;
  for (const slot of slots) {
    if (!isFree(slot)) continue;
    const next = waiting.next(busy()) ?? takeOverdue(slots);
    if (next === undefined) return;
    begin(slot, send(slot, next));
    if (next.alone) return;
  }
  for (const slot of slots) {
    while (hasRoomAhead(slot)) {
      const next = waiting.nextAhead();
      if (next === undefined) return;
      slot.ahead.push(send(slot, next));
    }
  }
}

/** A child that is silent runs something long, or it holds back what it ran before. */
function outOfPatience(pool: PoolState, slot: Slot): void {
  if (slot.ahead.length > 0) slot.process?.askForHeld();
  dispatch(pool);
}

function finish(pool: PoolState, slot: Slot, message: ChildMessage & { kind: 'outcome' }): void {
  const run = end(pool, slot);
  if (run === undefined || run.asking) {
    run?.ticket?.reject(new SandboxUnavailable('the sandbox process answered out of turn'));
    replace(pool, slot);
    return;
  }
  const { ticket } = run;
  learnPace(slot, message.wallMs);
  const ahead = slot.ahead.shift();
  if (ahead !== undefined) begin(slot, ahead);
  else if (slot.runsLeft === 0) replace(pool, slot);
  dispatch(pool);
  if (ticket === undefined) return;
  try {
    ticket.resolve(readResult(message, ticket.request));
  } catch (error) {
    ticket.reject(error);
  }
}

/** A wall time that ended beside others may be the fault of a busy machine; alone, or told to an exchange's reviewer, it counts. */
function outOfTime(pool: PoolState, slot: Slot): void {
  if (!slot.ready) {
    slot.process?.kill();
    return;
  }
  const run = end(pool, slot);
  const ticket = run?.ticket;
  const counts = ticket?.alone === true || ticket?.exchange !== undefined;
  if (counts) ticket.resolve(wallLimitResult(ticket.request.limits));
  replace(pool, slot);
  if (ticket !== undefined && !counts) {
    ticket.alone = true;
    pool.waiting.add(ticket);
  }
  dispatch(pool);
}

function abort(pool: PoolState, ticket: Ticket): void {
  pool.waiting.remove(ticket);
  for (const slot of pool.slots) {
    for (const run of slot.ahead) if (run.ticket === ticket) run.ticket = undefined;
    if (slot.running?.ticket !== ticket) continue;
    end(pool, slot);
    replace(pool, slot);
  }
  // Not before the others that the same signal aborts are gone, or some of them would begin.
  queueMicrotask(() => dispatch(pool));
}

function run(pool: PoolState, request: RunRequest, options: RunOptions): Promise<RunResult> {
  const { signal } = options;
  if (pool.closed) return Promise.reject(new SandboxUnavailable('the sandbox is closed'));
  if (signal?.aborted) return Promise.reject(signal.reason);
  return new Promise((resolve, reject) => {
    const ticket = createTicket(request, options, { resolve, reject, aborted: () => abort(pool, ticket) });
    pool.waiting.add(ticket);
    for (const slot of pool.slots) if (slot.process === undefined) open(pool, slot, (trouble) => giveUp(pool, trouble));
    dispatch(pool);
  });
}

async function close(pool: PoolState): Promise<void> {
  pool.closed = true;
  const trouble = new SandboxUnavailable('the sandbox is closed');
  for (const ticket of pool.waiting.clear()) ticket.reject(trouble);
  for (const slot of pool.slots) {
    release(slot)?.ticket?.reject(trouble);
    for (const { ticket } of slot.ahead.splice(0)) ticket?.reject(trouble);
    slot.process = undefined;
  }
  const ending = [...pool.alive].map((runner) => {
    runner.kill();
    return runner.gone;
  });
  await Promise.all(ending);
}
