/** The boxes and the queue before them: one program in each box, one case at a time, a new box for another program. */

import { type RunOptions, type RunRequest, type RunResult, SandboxUnavailable } from '../../sandbox.ts';
import { type Box, startBox } from './box-process.ts';
import type { Machine } from './machine.ts';
import { type BoxMessage, type GuestEnd, memoryResult, readBuild, readEndOfRun, refusal } from './outcome.ts';
import { programKey } from './program.ts';
import { choose, emptySeat, leastMissed, type Seat, type WaitingCase } from './schedule.ts';

const START_MAX_MS = 30_000;
/** How much longer than the program our own watch in the box may take before the box counts as dead. */
const WATCH_GRACE_MS = 10_000;

type Outcome = Omit<RunResult, 'wallMs'>;

interface Ticket extends WaitingCase {
  readonly request: RunRequest;
  readonly resolve: (result: RunResult) => void;
  readonly reject: (reason: unknown) => void;
  /** Whether it runs while nothing else does: asked for, or its wall time ended when others ran beside it. */
  alone: boolean;
}

/** Its program is what the box holds, or what could not be built. */
interface Slot extends Seat {
  readonly index: number;
  box: Box | undefined;
  buildFailure: Outcome | undefined;
  ready: boolean;
  /** What the box runs, or is being made for. */
  ticket: Ticket | undefined;
  killsBefore: number;
  timer: NodeJS.Timeout | undefined;
  openedAt: number;
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
  /** When to look again for what a free slot could do. */
  later: NodeJS.Timeout | undefined;
  closed: boolean;
}

/** Boxes are started when a program comes. */
export function createPool(machine: Machine, options: PoolOptions): Pool {
  const slots = Array.from({ length: options.slots }, (_, index): Slot => {
    const nothing = { box: undefined, buildFailure: undefined, ticket: undefined, timer: undefined };
    return { ...emptySeat(), index, ...nothing, ready: false, killsBefore: 0, openedAt: 0 };
  });
  const pool: PoolState = { machine, options, slots, queue: [], alive: new Set(), later: undefined, closed: false };
  return { run: (request, given = {}) => run(pool, request, given), close: () => close(pool) };
}

function dispatch(pool: PoolState): void {
  clearTimeout(pool.later);
  const { slots, queue } = pool;
  if (slots.some(({ ticket }) => ticket?.alone)) return;
  for (;;) {
    const now = performance.now();
    const choice = choose(slots, queue, now);
    if (choice?.kind === 'later') pool.later = setTimeout(() => dispatch(pool), Math.ceil(choice.at - now));
    if (choice?.kind !== 'case') break;
    const [ticket] = queue.splice(choice.at, 1);
    if (ticket !== undefined) begin(pool, choice.seat, ticket);
  }
  const [first] = queue;
  if (first?.alone !== true || slots.some(({ busy }) => busy)) return;
  const slot = slots.find(({ program }) => program === first.program) ?? leastMissed(slots, queue);
  // Where all are settling, the end of that comes here again.
  if (slot === undefined) return;
  queue.shift();
  begin(pool, slot, first);
}

function begin(pool: PoolState, slot: Slot, ticket: Ticket): void {
  slot.ticket = ticket;
  slot.busy = true;
  try {
    if (slot.program !== ticket.program) open(pool, slot, ticket);
    else if (slot.ready) send(slot, ticket);
  } catch (error) {
    // The machine is out of descriptors, or of control groups.
    empty(slot);
    release(pool, slot);
    ticket.reject(new SandboxUnavailable(`no box can be made: ${String(error)}`));
    return;
  }
  const { buildFailure } = slot;
  if (buildFailure === undefined) return;
  // Not at once: a long queue of cases of a program that cannot be built would be a long chain of calls.
  setImmediate(() => {
    if (slot.ticket === ticket) settle(pool, slot, { ...buildFailure, wallMs: 0 });
  });
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
  const { request, program } = ticket;
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
  slot.program = program;
  slot.openedAt = performance.now();
  slot.timer = setTimeout(box.kill, START_MAX_MS + buildSeconds * 1_000);
}

function hear(pool: PoolState, slot: Slot, message: BoxMessage): void {
  if (message.kind === 'built') built(pool, slot, message.end);
  if (message.kind === 'outcome') finish(pool, slot, message.end);
  if (message.kind !== 'ready') return;
  clearTimeout(slot.timer);
  slot.ready = true;
  slot.costMs = performance.now() - slot.openedAt;
  if (slot.ticket !== undefined) send(slot, slot.ticket);
  dispatch(pool);
}

function built(pool: PoolState, slot: Slot, end: GuestEnd): void {
  const failure = readBuild(end, pool.options.buildSeconds);
  if (failure === null) return;
  const { program } = slot;
  empty(slot);
  // A build that only the clock ended may come to its end another time.
  if (failure.unrepeatable !== 'wall_clock') {
    slot.program = program;
    slot.costMs = 0;
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
    release(pool, slot);
    ticket.reject(error);
    dispatch(pool);
  }
}

/** The slot has nothing to run any more; whoever hears so now may send more for its program before it is given away. */
function release(pool: PoolState, slot: Slot): void {
  slot.ticket = undefined;
  slot.busy = false;
  slot.lastUsedAt = performance.now();
  slot.settling = true;
  setImmediate(() => {
    slot.settling = false;
    dispatch(pool);
  });
}

/** A wall time that ended beside others may be the fault of a busy machine; alone it counts. */
function settle(pool: PoolState, slot: Slot, result: RunResult): void {
  const { ticket } = slot;
  release(pool, slot);
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
  if (ticket !== undefined) release(pool, slot);
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
  slot.program = undefined;
  slot.costMs = undefined;
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
    release(pool, slot);
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
  const ticket: Ticket = { request, program: programKey(request), resolve, reject, alone };
  const onAbort = (): void => abort(pool, ticket, signal?.reason);
  signal?.addEventListener('abort', onAbort, { once: true });
  pool.queue.push(ticket);
  dispatch(pool);
  return signal === undefined ? promise : promise.finally(() => signal.removeEventListener('abort', onAbort));
}

async function close(pool: PoolState): Promise<void> {
  pool.closed = true;
  clearTimeout(pool.later);
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
