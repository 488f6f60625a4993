/** One place for a child, what it runs, and what it was sent to run after that; and the promise of whoever asked for a run. */

import { type Exchange, MESSAGE_BYTES_MAX, type RunOptions, type RunRequest, type RunResult } from '../../sandbox.ts';
import type { RunnerProcess } from './runner-process.ts';
import type { Waiter } from './waiting.ts';
import { createWallTimer, type WallTimer } from './wall-timer.ts';

/**
 * A program that was sent ahead behind one that runs longer than this is given to a child that has nothing to do, and a
 * child that is silent for longer is asked for what it holds.
 */
const PATIENCE_MS = 25;
/** How much work lies ready in a child, by the time that its runs take; so many runs at most. */
const AHEAD_MS = 20;
const AHEAD_MAX = 10;
/** How much of its pace a child keeps from one run to the next. */
const INERTIA = 0.8;
/** Wall time beside the program's own, for what comes before it: starting the remover of types, and removing them. */
const BEFORE_TYPESCRIPT_MS = 3_000;

export interface Ticket extends Waiter {
  readonly request: RunRequest;
  readonly exchange: Exchange | undefined;
  readonly resolve: (result: RunResult) => void;
  readonly reject: (reason: unknown) => void;
  /** Asked for, or its wall time ended when others ran beside it. */
  alone: boolean;
  /** A child died that may have been running it: it runs again with nothing behind it, so that a second death is its own. */
  suspected: boolean;
}

/** A program that a child runs, or will run next. */
export interface Run {
  /** Undefined when nobody waits for it here any more: it was aborted, or another child took it over. */
  ticket: Ticket | undefined;
  /** Whether nothing may lie behind it in the pipe, whoever waits for it: see `send`. */
  readonly isLast: boolean;
  /** Wall milliseconds it may still run, counted from `begunAt` on the monotonic clock. */
  leftMs: number;
  begunAt: number;
  /** Whether the other side of its exchange is answering. */
  asking: boolean;
}

export interface Slot {
  process: RunnerProcess | undefined;
  ready: boolean;
  running: Run | undefined;
  /** What it has been sent to run next, in that order. It may have run some of it and hold the outcomes back. */
  readonly ahead: Run[];
  /** For its start, and then for each of its runs. */
  readonly timer: WallTimer;
  /** Rings when it has not been heard of for a while. */
  readonly patience: WallTimer;
  /** Wall milliseconds that its runs take of late. */
  paceMs: number;
  runsLeft: number;
}

export function createSlot(outOfTime: () => void, outOfPatience: () => void): Slot {
  return {
    process: undefined,
    ready: false,
    running: undefined,
    ahead: [],
    timer: createWallTimer(outOfTime),
    patience: createWallTimer(outOfPatience),
    paceMs: AHEAD_MS,
    runsLeft: 0,
  };
}

/** The ticket of one who asks; however it is settled, the signal is let go. */
export function createTicket(
  request: RunRequest,
  { signal, exchange, alone = false }: RunOptions,
  { resolve, reject, aborted }: Pick<Ticket, 'resolve' | 'reject'> & { readonly aborted: () => void },
): Ticket {
  const onAbort = (): void => {
    aborted();
    reject(signal?.reason);
  };
  const letGo = (): void => signal?.removeEventListener('abort', onAbort);
  signal?.addEventListener('abort', onAbort, { once: true });
  return {
    request,
    exchange,
    alone,
    suspected: false,
    resolve: (result) => {
      letGo();
      resolve(result);
    },
    reject: (reason) => {
      letGo();
      reject(reason);
    },
  };
}

export const isFree = (slot: Slot): boolean => slot.process !== undefined && slot.ready && slot.running === undefined;

export function hasRoomAhead({ running, ahead, paceMs, runsLeft }: Slot): boolean {
  if (running === undefined || runsLeft === 0 || running.isLast || ahead.some(({ isLast }) => isLast)) return false;
  return ahead.length < Math.min(AHEAD_MAX, Math.ceil(AHEAD_MS / paceMs));
}

/** How long a run took tells how much to send ahead. */
export function learnPace(slot: Slot, wallMs: number): void {
  slot.paceMs = INERTIA * slot.paceMs + (1 - INERTIA) * wallMs;
}

export function send(slot: Slot, ticket: Ticket): Run {
  slot.runsLeft -= 1;
  slot.process?.send({ ...ticket.request, exchanges: ticket.exchange !== undefined });
  const { language, limits } = ticket.request;
  const leftMs = limits.timeMs + (language === 'typescript' ? BEFORE_TYPESCRIPT_MS : 0);
  // Behind a program in an exchange, which reads replies from the pipe of requests, and behind a suspect nothing is sent.
  const isLast = ticket.exchange !== undefined || ticket.suspected;
  return { ticket, isLast, leftMs, begunAt: 0, asking: false };
}

/** From now on the child is running this program, and its wall time counts. */
export function begin(slot: Slot, run: Run): void {
  slot.running = run;
  run.begunAt = performance.now();
  slot.timer.start(run.leftMs);
  slot.patience.start(PATIENCE_MS);
}

/** Carries a message to the other side of the exchange, whose time is not the program's, and the reply back. */
export async function exchange(slot: Slot, runner: RunnerProcess, message: Uint8Array): Promise<void> {
  const { running } = slot;
  // A child waits for the reply before it asks again, and asks only while it runs something.
  if (running === undefined || running.asking) return runner.kill();
  const other = running.ticket?.exchange;
  if (other === undefined || message.length > MESSAGE_BYTES_MAX) return runner.reply(null);
  slot.timer.stop();
  slot.patience.stop();
  running.leftMs -= performance.now() - running.begunAt;
  running.asking = true;
  // Trouble of the other side is that side's to tell; here it means that nobody is there any more.
  const reply = await other(message).catch(() => null);
  if (slot.process !== runner || slot.running !== running) return;
  running.asking = false;
  begin(slot, running);
  runner.reply(reply);
}

/** Takes the run from a slot and stops its timers. */
export function release(slot: Slot): Run | undefined {
  const { running } = slot;
  slot.timer.stop();
  slot.patience.stop();
  slot.running = undefined;
  return running;
}

/**
 * A program that lies behind a slow one, for a child that has nothing to do. The child that has it already runs it as well,
 * later and for nobody: equal requests give equal results, so it does not matter which of the two is heard.
 */
export function takeOverdue(slots: readonly Slot[]): Ticket | undefined {
  for (const { running, ahead } of slots) {
    const behind = ahead.find(({ ticket }) => ticket !== undefined);
    if (running === undefined || behind === undefined || running.begunAt + PATIENCE_MS > performance.now()) continue;
    const { ticket } = behind;
    behind.ticket = undefined;
    return ticket;
  }
  return undefined;
}
