/** The child processes and the queue before them: one program at a time in each, replaced whenever one had to be killed. */

import { type RunRequest, type RunResult, SandboxUnavailable } from '../../sandbox.ts';
import { readResult, wallLimitResult } from './answer.ts';
import type { ChildMessage, StartMessage } from './frames.ts';
import { type RunnerProcess, startRunner } from './runner-process.ts';

const START_MAX_MS = 30_000;

interface Ticket {
  readonly request: RunRequest;
  readonly resolve: (result: RunResult) => void;
  readonly reject: (reason: unknown) => void;
  /** A first wall-time kill may be the fault of a busy machine; the second one counts. */
  killedOnce: boolean;
}

interface Slot {
  process: RunnerProcess | undefined;
  ready: boolean;
  ticket: Ticket | undefined;
  timer: NodeJS.Timeout | undefined;
}

export interface Pool {
  run(request: RunRequest, signal?: AbortSignal): Promise<RunResult>;
  close(): Promise<void>;
}

/** Starts `slots` children; settles when the first can run. The others start from the image that the first one booted. */
export async function startPool(slots: number, start: Omit<StartMessage, 'image'>): Promise<Pool> {
  const queue: Ticket[] = [];
  const alive = new Set<RunnerProcess>();
  const pool: Slot[] = Array.from({ length: slots }, () => idleSlot());
  let image: StartMessage['image'];
  let closed = false;

  function open(slot: Slot, onStarted: (trouble?: SandboxUnavailable) => void): void {
    let reason = 'the sandbox process died';
    const hear = (message: ChildMessage): void => {
      if (slot.process !== runner) return;
      if (message.kind === 'unavailable') reason = message.message;
      if (message.kind === 'outcome') finish(slot, message);
      if (message.kind !== 'ready') return;
      clearTimeout(slot.timer);
      image ??= message.image;
      slot.ready = true;
      onStarted();
      dispatch();
    };
    const runner = startRunner(start.paths, hear, () => {
      alive.delete(runner);
      if (slot.process !== runner) return;
      const wasReady = slot.ready;
      const ticket = release(slot);
      slot.process = undefined;
      const trouble = new SandboxUnavailable(reason);
      ticket?.reject(trouble);
      if (!wasReady) onStarted(trouble);
      else if (!closed) open(slot, giveUp);
    });
    alive.add(runner);
    slot.process = runner;
    slot.ready = false;
    slot.timer = setTimeout(runner.kill, START_MAX_MS);
    runner.send({ ...start, image });
  }

  /** A child that cannot start fails whatever is waiting, unless another child is there to serve it. */
  function giveUp(trouble?: SandboxUnavailable): void {
    if (trouble === undefined || pool.some((slot) => slot.process !== undefined)) return;
    for (const ticket of queue.splice(0)) ticket.reject(trouble);
  }

  function replace(slot: Slot): void {
    const old = slot.process;
    slot.process = undefined;
    old?.kill();
    if (!closed) open(slot, giveUp);
  }

  function dispatch(): void {
    for (const slot of pool) {
      if (slot.process === undefined || !slot.ready || slot.ticket !== undefined) continue;
      const ticket = queue.shift();
      if (ticket === undefined) return;
      slot.ticket = ticket;
      slot.timer = setTimeout(() => outOfTime(slot), ticket.request.limits.timeMs);
      slot.process.send(ticket.request);
    }
  }

  function finish(slot: Slot, message: ChildMessage & { kind: 'outcome' }): void {
    const ticket = release(slot);
    if (ticket === undefined) {
      replace(slot);
      return;
    }
    dispatch();
    try {
      ticket.resolve(readResult(message, ticket.request));
    } catch (error) {
      ticket.reject(error);
    }
  }

  function outOfTime(slot: Slot): void {
    const ticket = release(slot);
    if (ticket?.killedOnce) ticket.resolve(wallLimitResult(ticket.request.limits));
    else if (ticket !== undefined) {
      ticket.killedOnce = true;
      queue.unshift(ticket);
    }
    replace(slot);
    dispatch();
  }

  function abort(ticket: Ticket, reason: unknown): void {
    const waiting = queue.indexOf(ticket);
    if (waiting >= 0) queue.splice(waiting, 1);
    const slot = pool.find((candidate) => candidate.ticket === ticket);
    if (slot !== undefined) {
      release(slot);
      replace(slot);
    }
    ticket.reject(reason);
  }

  function run(request: RunRequest, signal?: AbortSignal): Promise<RunResult> {
    if (closed) return Promise.reject(new SandboxUnavailable('the sandbox is closed'));
    if (signal?.aborted) return Promise.reject(signal.reason);
    const { promise, resolve, reject } = Promise.withResolvers<RunResult>();
    const ticket: Ticket = { request, resolve, reject, killedOnce: false };
    const onAbort = (): void => abort(ticket, signal?.reason);
    signal?.addEventListener('abort', onAbort, { once: true });
    queue.push(ticket);
    for (const slot of pool) if (slot.process === undefined) open(slot, giveUp);
    dispatch();
    return signal === undefined ? promise : promise.finally(() => signal.removeEventListener('abort', onAbort));
  }

  async function close(): Promise<void> {
    closed = true;
    const trouble = new SandboxUnavailable('the sandbox is closed');
    for (const ticket of queue.splice(0)) ticket.reject(trouble);
    for (const slot of pool) {
      release(slot)?.reject(trouble);
      slot.process = undefined;
    }
    const ending = [...alive].map((runner) => {
      runner.kill();
      return runner.gone;
    });
    await Promise.all(ending);
  }

  const [first, ...others] = pool;
  if (first === undefined) throw new SandboxUnavailable('a sandbox needs at least one slot');
  await new Promise<void>((resolve, reject) => {
    open(first, (trouble) => (trouble === undefined ? resolve() : reject(trouble)));
  });
  for (const slot of others) open(slot, giveUp);
  return { run, close };
}

function idleSlot(): Slot {
  return { process: undefined, ready: false, ticket: undefined, timer: undefined };
}

/** Takes the ticket from a slot and stops its timer. */
function release(slot: Slot): Ticket | undefined {
  const { ticket } = slot;
  clearTimeout(slot.timer);
  slot.ticket = undefined;
  return ticket;
}
