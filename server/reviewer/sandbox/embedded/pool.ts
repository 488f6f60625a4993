/**
 * The child processes and the queue before them: one program at a time in each, replaced whenever one had to be killed.
 * The next program is sent while one still runs, so that a child does not wait for the host between two of them.
 */

import {
  type Exchange,
  MESSAGE_BYTES_MAX,
  type RunOptions,
  type RunRequest,
  type RunResult,
  SandboxUnavailable,
} from '../../sandbox.ts';
import { readResult, wallLimitResult } from './answer.ts';
import type { ChildMessage, StartMessage } from './frames.ts';
import { type RunnerProcess, startRunner } from './runner-process.ts';

const START_MAX_MS = 30_000;
/** Wall time beside the program's own, for what comes before it: starting the remover of types, and removing them. */
const BEFORE_TYPESCRIPT_MS = 3_000;

interface Ticket {
  readonly request: RunRequest;
  readonly exchange: Exchange | undefined;
  readonly resolve: (result: RunResult) => void;
  readonly reject: (reason: unknown) => void;
  /** Whether it runs while nothing else does: asked for, or its wall time ended when others ran beside it. */
  alone: boolean;
  /** Wall milliseconds it may still run, counted from `begunAt` on the monotonic clock. */
  leftMs: number;
  begunAt: number;
  /** Nobody waits for it any more, but its child has it already and will answer. */
  abandoned: boolean;
}

interface Slot {
  process: RunnerProcess | undefined;
  ready: boolean;
  /** What the child is running. */
  ticket: Ticket | undefined;
  /** What it has been sent to run next. */
  ahead: Ticket | undefined;
  timer: NodeJS.Timeout | undefined;
}

export interface Pool {
  run(request: RunRequest, options?: RunOptions): Promise<RunResult>;
  close(): Promise<void>;
}

interface PoolState {
  readonly start: Omit<StartMessage, 'image'>;
  readonly slots: readonly Slot[];
  readonly queue: Ticket[];
  readonly alive: Set<RunnerProcess>;
  /** The image that the first child booted; all later ones start from it. */
  image: StartMessage['image'];
  closed: boolean;
}

/** Starts `slots` children; settles when the first can run. The others start from the image that the first one booted. */
export async function startPool(slots: number, start: Omit<StartMessage, 'image'>): Promise<Pool> {
  const pool: PoolState = {
    start,
    slots: Array.from({ length: slots }, idleSlot),
    queue: [],
    alive: new Set(),
    image: undefined,
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
  let reason: string | null = null;
  const hear = (message: ChildMessage): void => {
    if (slot.process !== runner) return;
    if (message.kind === 'unavailable') reason = message.message;
    if (message.kind === 'message') void exchange(pool, slot, runner, message.body);
    if (message.kind === 'outcome') finish(pool, slot, message);
    if (message.kind !== 'ready') return;
    clearTimeout(slot.timer);
    pool.image ??= message.image;
    slot.ready = true;
    onStarted();
    dispatch(pool);
  };
  const runner = startRunner(pool.start.paths, hear, () => {
    pool.alive.delete(runner);
    if (slot.process !== runner) return;
    const wasReady = slot.ready;
    const ticket = release(slot);
    takeBack(pool, slot);
    slot.process = undefined;
    // A child that goes without a word while it runs a program may have been brought down by it.
    const trouble = new SandboxUnavailable(
      reason ?? 'the sandbox process died',
      reason === null && ticket !== undefined,
    );
    ticket?.reject(trouble);
    if (!wasReady) onStarted(trouble);
    else if (!pool.closed) open(pool, slot, (trouble) => giveUp(pool, trouble));
  });
  pool.alive.add(runner);
  slot.process = runner;
  slot.ready = false;
  slot.timer = setTimeout(runner.kill, START_MAX_MS);
  runner.send({ ...pool.start, image: pool.image });
}

/** A child that cannot start fails whatever is waiting, unless another child is there to serve it. */
function giveUp(pool: PoolState, trouble?: SandboxUnavailable): void {
  if (trouble === undefined || pool.slots.some((slot) => slot.process !== undefined)) return;
  for (const ticket of pool.queue.splice(0)) ticket.reject(trouble);
}

function replace(pool: PoolState, slot: Slot): void {
  const old = slot.process;
  slot.process = undefined;
  takeBack(pool, slot);
  old?.kill();
  if (!pool.closed) open(pool, slot, (trouble) => giveUp(pool, trouble));
}

/** What a child was sent ahead and never began goes back to the head of the queue. */
function takeBack(pool: PoolState, slot: Slot): void {
  const { ahead } = slot;
  slot.ahead = undefined;
  if (ahead !== undefined && !ahead.abandoned) pool.queue.unshift(ahead);
}

/**
 * Hands out the queue: first to children that have nothing, then one ahead to each of the others. A program that must run
 * alone waits until nothing runs, and nothing is handed out before it has ended: whoever queued behind it waits with it.
 */
function dispatch(pool: PoolState): void {
  if (pool.slots.some(({ ticket }) => ticket?.alone)) return;
  for (const slot of pool.slots) {
    if (slot.process === undefined || !slot.ready || slot.ticket !== undefined) continue;
    const next = pool.queue[0];
    if (next === undefined || (next.alone && pool.slots.some(({ ticket }) => ticket !== undefined))) return;
    pool.queue.shift();
    slot.process.send(next.request);
    begin(pool, slot, next);
    if (next.alone) return;
  }
  for (const slot of pool.slots) {
    if (slot.process === undefined || slot.ticket === undefined || slot.ahead !== undefined) continue;
    // A program in an exchange reads replies from the pipe that programs ahead would lie in.
    if (slot.ticket.exchange !== undefined) continue;
    const next = pool.queue[0];
    if (next === undefined || next.alone) return;
    pool.queue.shift();
    slot.process.send(next.request);
    slot.ahead = next;
  }
}

/** Carries a message to the other side of the exchange, whose time is not the program's, and the reply back. */
async function exchange(pool: PoolState, slot: Slot, runner: RunnerProcess, message: Uint8Array): Promise<void> {
  const { ticket } = slot;
  if (ticket?.exchange === undefined || message.length > MESSAGE_BYTES_MAX) return runner.reply(null);
  clearTimeout(slot.timer);
  ticket.leftMs -= performance.now() - ticket.begunAt;
  // Trouble of the other side is that side's to tell; here it means that nobody is there any more.
  const reply = await ticket.exchange(message).catch(() => null);
  if (slot.process !== runner || slot.ticket !== ticket) return;
  resume(pool, slot, ticket);
  runner.reply(reply);
}

/** From now on the child is running this program, and its wall time counts. */
function begin(pool: PoolState, slot: Slot, ticket: Ticket): void {
  slot.ticket = ticket;
  const { language, limits } = ticket.request;
  ticket.leftMs = limits.timeMs + (language === 'typescript' ? BEFORE_TYPESCRIPT_MS : 0);
  resume(pool, slot, ticket);
}

function resume(pool: PoolState, slot: Slot, ticket: Ticket): void {
  ticket.begunAt = performance.now();
  slot.timer = setTimeout(() => outOfTime(pool, slot), Math.max(0, ticket.leftMs));
}

function finish(pool: PoolState, slot: Slot, message: ChildMessage & { kind: 'outcome' }): void {
  const ticket = release(slot);
  if (ticket === undefined) {
    replace(pool, slot);
    return;
  }
  const { ahead } = slot;
  slot.ahead = undefined;
  if (ahead !== undefined) begin(pool, slot, ahead);
  dispatch(pool);
  if (ticket.abandoned) return;
  try {
    ticket.resolve(readResult(message, ticket.request));
  } catch (error) {
    ticket.reject(error);
  }
}

/** A wall time that ended beside others may be the fault of a busy machine; alone, or told to an exchange's reviewer, it counts. */
function outOfTime(pool: PoolState, slot: Slot): void {
  const ticket = release(slot);
  const counts = ticket?.alone === true || ticket?.exchange !== undefined;
  if (counts) ticket.resolve(wallLimitResult(ticket.request.limits));
  replace(pool, slot);
  if (ticket !== undefined && !counts && !ticket.abandoned) {
    ticket.alone = true;
    pool.queue.unshift(ticket);
  }
  dispatch(pool);
}

function abort(pool: PoolState, ticket: Ticket, reason: unknown): void {
  const waiting = pool.queue.indexOf(ticket);
  if (waiting >= 0) pool.queue.splice(waiting, 1);
  ticket.abandoned = true;
  const slot = pool.slots.find((candidate) => candidate.ticket === ticket);
  if (slot !== undefined) {
    release(slot);
    replace(pool, slot);
  }
  ticket.reject(reason);
}

function run(pool: PoolState, request: RunRequest, options: RunOptions): Promise<RunResult> {
  const { signal, exchange, alone = false } = options;
  if (pool.closed) return Promise.reject(new SandboxUnavailable('the sandbox is closed'));
  if (signal?.aborted) return Promise.reject(signal.reason);
  const { promise, resolve, reject } = Promise.withResolvers<RunResult>();
  const ticket: Ticket = { request, exchange, resolve, reject, alone, leftMs: 0, begunAt: 0, abandoned: false };
  const onAbort = (): void => abort(pool, ticket, signal?.reason);
  signal?.addEventListener('abort', onAbort, { once: true });
  pool.queue.push(ticket);
  for (const slot of pool.slots) if (slot.process === undefined) open(pool, slot, (trouble) => giveUp(pool, trouble));
  dispatch(pool);
  return signal === undefined ? promise : promise.finally(() => signal.removeEventListener('abort', onAbort));
}

async function close(pool: PoolState): Promise<void> {
  pool.closed = true;
  const trouble = new SandboxUnavailable('the sandbox is closed');
  for (const ticket of pool.queue.splice(0)) ticket.reject(trouble);
  for (const slot of pool.slots) {
    release(slot)?.reject(trouble);
    slot.ahead?.reject(trouble);
    slot.ahead = undefined;
    slot.process = undefined;
  }
  const ending = [...pool.alive].map((runner) => {
    runner.kill();
    return runner.gone;
  });
  await Promise.all(ending);
}

function idleSlot(): Slot {
  return { process: undefined, ready: false, ticket: undefined, ahead: undefined, timer: undefined };
}

/** Takes the ticket from a slot and stops its timer. */
function release(slot: Slot): Ticket | undefined {
  const { ticket } = slot;
  clearTimeout(slot.timer);
  slot.ticket = undefined;
  return ticket;
}
