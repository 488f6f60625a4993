/**
 * The boxes and the queue before them: one program in each box, one case at a time, a new box for another program.
 * Cases of a program that a box already holds go before those that would need a new one.
 */

import { type RunOptions, type RunRequest, type RunResult, SandboxUnavailable } from '../../sandbox.ts';
import { type Box, startBox } from './box-process.ts';
import type { Machine } from './machine.ts';
import { type BoxMessage, type GuestEnd, memoryResult, readBuild, readEndOfRun, refusal } from './outcome.ts';
import { programKey } from './program.ts';

const START_MAX_MS = 30_000;
/** How much longer than the program our own watch in the box may take before the box counts as dead. */
const WATCH_GRACE_MS = 10_000;
/** How many cases may go before one that waited longer, because a box holds their program. */
const PASSED_OVER_MAX = 64;

type Outcome = Omit<RunResult, 'wallMs'>;

interface Ticket {
  readonly request: RunRequest;
  readonly key: string;
  readonly resolve: (result: RunResult) => void;
  readonly reject: (reason: unknown) => void;
  /** Whether it runs while nothing else does: asked for, or its wall time ended when others ran beside it. */
  alone: boolean;
  passedOver: number;
}

interface Slot {
  readonly index: number;
  box: Box | undefined;
  /** The program that the box holds, or that could not be built. */
  key: string | undefined;
  buildFailure: Outcome | undefined;
  ready: boolean;
  /** What the box runs, or is being made for. */
  ticket: Ticket | undefined;
  killsBefore: number;
  timer: NodeJS.Timeout | undefined;
}

export interface PoolOptions {
  readonly slots: number;
  readonly buildSeconds: number;
  /** Of the packages that a project names, those that a box can import for it beforehand. */
  readonly preload: (request: RunRequest) => readonly string[];
}

export interface Pool {
  run(request: RunRequest, options?: RunOptions): Promise<RunResult>;
  close(): Promise<void>;
}

interface PoolState {
  readonly machine: Machine;
  readonly options: PoolOptions;
  readonly slots: readonly Slot[];
  readonly queue: Ticket[];
  readonly alive: Set<Box>;
  closed: boolean;
}

/** Boxes are started when a program comes. */
export function createPool(machine: Machine, options: PoolOptions): Pool {
  const slots = Array.from({ length: options.slots }, (_, index): Slot => {
    const nothing = { box: undefined, key: undefined, buildFailure: undefined, ticket: undefined, timer: undefined };
    return { index, ...nothing, ready: false, killsBefore: 0 };
  });
  const pool: PoolState = { machine, options, slots, queue: [], alive: new Set(), closed: false };
  return { run: (request, given = {}) => run(pool, request, given), close: () => close(pool) };
}

/** The next ticket for a slot, taken from the queue: one of the program that it holds, or else the first. */
function takeFor(pool: PoolState, slot: Slot): Ticket | undefined {
  const [first] = pool.queue;
  if (first === undefined || first.alone) return undefined;
  const same = pool.queue.findIndex(({ key, alone }) => key === slot.key && !alone);
  const at = same > 0 && first.passedOver < PASSED_OVER_MAX ? same : 0;
  if (at > 0) first.passedOver += 1;
  return pool.queue.splice(at, 1)[0];
}

function dispatch(pool: PoolState): void {
  const busy = (): boolean => pool.slots.some(({ ticket }) => ticket !== undefined);
  if (pool.slots.some(({ ticket }) => ticket?.alone)) return;
  for (const slot of pool.slots) {
    if (slot.ticket !== undefined) continue;
    const ticket = takeFor(pool, slot);
    if (ticket === undefined) break;
    begin(pool, slot, ticket);
  }
  const [first] = pool.queue;
  if (first?.alone !== true || busy()) return;
  const slot = pool.slots.find(({ key }) => key === first.key) ?? pool.slots[0];
  pool.queue.shift();
  if (slot !== undefined) begin(pool, slot, first);
}

function begin(pool: PoolState, slot: Slot, ticket: Ticket): void {
  slot.ticket = ticket;
  try {
    if (slot.key !== ticket.key) open(pool, slot, ticket);
    else if (slot.ready) send(slot, ticket);
  } catch (error) {
    // The machine is out of descriptors, or of control groups.
    empty(slot);
    slot.ticket = undefined;
    ticket.reject(new SandboxUnavailable(`no box can be made: ${String(error)}`));
    return;
  }
  if (slot.buildFailure !== undefined) settle(pool, slot, { ...slot.buildFailure, wallMs: 0 });
}

function send(slot: Slot, ticket: Ticket): void {
  const { box } = slot;
  if (box === undefined) return;
  slot.killsBefore = box.memoryKills();
  slot.timer = setTimeout(box.kill, ticket.request.limits.timeMs + WATCH_GRACE_MS);
  box.send(ticket.request);
}

/** Puts the program of a ticket into a new box. */
function open(pool: PoolState, slot: Slot, ticket: Ticket): void {
  empty(slot);
  const { machine, options } = pool;
  const { request, key } = ticket;
  const { buildSeconds } = options;
  const start = { machine, slot: slot.index, request, preload: options.preload(request), buildSeconds, inspect: false };
  let reason: string | null = null;
  const box = startBox(
    start,
    (message) => {
      if (message.kind === 'unavailable') reason = message.text;
      if (slot.box === box) hear(pool, slot, message);
    },
    () => {
      pool.alive.delete(box);
      if (slot.box === box) died(pool, slot, box, reason);
    },
  );
  pool.alive.add(box);
  slot.box = box;
  slot.key = key;
  slot.timer = setTimeout(box.kill, START_MAX_MS + buildSeconds * 1_000);
}

function hear(pool: PoolState, slot: Slot, message: BoxMessage): void {
  if (message.kind === 'built') built(pool, slot, message.end);
  if (message.kind === 'outcome') finish(pool, slot, message.end);
  if (message.kind !== 'ready') return;
  clearTimeout(slot.timer);
  slot.ready = true;
  if (slot.ticket !== undefined) send(slot, slot.ticket);
}

function built(pool: PoolState, slot: Slot, end: GuestEnd): void {
  const failure = readBuild(end, pool.options.buildSeconds);
  if (failure === null) return;
  const { key } = slot;
  empty(slot);
  // A build that only the clock ended may come to its end another time.
  if (failure.unrepeatable !== 'wall_clock') {
    slot.key = key;
    slot.buildFailure = failure;
  }
  settle(pool, slot, { ...failure, wallMs: end.wallMs });
}

function finish(pool: PoolState, slot: Slot, end: GuestEnd): void {
  clearTimeout(slot.timer);
  const { ticket, box } = slot;
  if (ticket === undefined || box === undefined) return;
  const outOfMemory = box.memoryKills() > slot.killsBefore;
  try {
    settle(pool, slot, readEndOfRun(ticket.request, end, outOfMemory));
  } catch (error) {
    slot.ticket = undefined;
    ticket.reject(error);
    dispatch(pool);
  }
}

/** A wall time that ended beside others may be the fault of a busy machine; alone it counts. */
function settle(pool: PoolState, slot: Slot, result: RunResult): void {
  const { ticket } = slot;
  slot.ticket = undefined;
  if (ticket !== undefined) {
    if (result.unrepeatable === 'wall_clock' && !ticket.alone) {
      ticket.alone = true;
      pool.queue.unshift(ticket);
    } else {
      ticket.resolve(result);
    }
  }
  dispatch(pool);
}

function died(pool: PoolState, slot: Slot, box: Box, reason: string | null): void {
  const { ticket, ready } = slot;
  const outOfMemory = ready && box.memoryKills() > slot.killsBefore;
  empty(slot);
  if (ticket !== undefined && outOfMemory) {
    settle(pool, slot, memoryResult(ticket.request));
    return;
  }
  slot.ticket = undefined;
  const said = reason ?? box.complaint();
  const message = said === '' ? 'the box died' : `the box died: ${said.split('\n').at(-1)}`;
  // A box that goes without a word while it runs a program may have been brought down by it.
  ticket?.reject(new SandboxUnavailable(message, ready && reason === null));
  dispatch(pool);
}

/** Ends the box of a slot, which then holds nothing. */
function empty(slot: Slot): void {
  clearTimeout(slot.timer);
  const { box } = slot;
  slot.box = undefined;
  slot.key = undefined;
  slot.buildFailure = undefined;
  slot.ready = false;
  box?.kill();
}

function abort(pool: PoolState, ticket: Ticket, reason: unknown): void {
  const waiting = pool.queue.indexOf(ticket);
  if (waiting >= 0) pool.queue.splice(waiting, 1);
  const slot = pool.slots.find((candidate) => candidate.ticket === ticket);
  if (slot !== undefined) {
    empty(slot);
    slot.ticket = undefined;
  }
  ticket.reject(reason);
  dispatch(pool);
}

async function run(pool: PoolState, request: RunRequest, options: RunOptions): Promise<RunResult> {
  const { signal, exchange, alone = false } = options;
  if (pool.closed) throw new SandboxUnavailable('the sandbox is closed');
  if (exchange !== undefined) throw new SandboxUnavailable('the native tier carries no messages');
  signal?.throwIfAborted();
  const refused = refusal(request);
  if (refused !== null) return refused;
  const { promise, resolve, reject } = Promise.withResolvers<RunResult>();
  const ticket: Ticket = { request, key: programKey(request), resolve, reject, alone, passedOver: 0 };
  const onAbort = (): void => abort(pool, ticket, signal?.reason);
  signal?.addEventListener('abort', onAbort, { once: true });
  pool.queue.push(ticket);
  dispatch(pool);
  return signal === undefined ? promise : promise.finally(() => signal.removeEventListener('abort', onAbort));
}

async function close(pool: PoolState): Promise<void> {
  pool.closed = true;
  const trouble = new SandboxUnavailable('the sandbox is closed');
  for (const ticket of pool.queue.splice(0)) ticket.reject(trouble);
  for (const slot of pool.slots) {
    slot.ticket?.reject(trouble);
    slot.ticket = undefined;
    empty(slot);
  }
  await Promise.all(
    [...pool.alive].map((box) => {
      box.kill();
      return box.gone;
    }),
  );
}
