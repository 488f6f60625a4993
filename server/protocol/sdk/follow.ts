/**
 * Follows a market over a live connection, each event once and in order whatever becomes of the connection: the server is
 * asked for what lies after the last cursor that was handed over, and for nothing else is ever taken.
 */

import { io, type Socket } from 'socket.io-client';
import type { Seen } from '../arena/client.ts';
import {
  type ClientToServer,
  type GoodbyeMessage,
  PROTOCOL_VERSION,
  type ServerToClient,
  type SubscribeAnswer,
} from '../realtime.ts';
import { ArenaFault, type ArenaFaultCode } from './fault.ts';
import { createTracker } from './tracker.ts';
import { waited, waitMs } from './waiting.ts';

export interface FollowOptions {
  readonly origin: string;
  /** Null: a browser's session. */
  readonly token: string | null;
  readonly market: string;
  readonly patienceMs: number;
  readonly since: number;
  readonly listener: (seen: Seen) => void;
  /** At most `page` events after a cursor; fewer: there were no more. */
  readonly read: (since: number) => Promise<readonly Seen[]>;
  readonly page: number;
  /** As for a `Tracker`. */
  readonly leap: (() => Promise<number>) | null;
  readonly onTrouble: (fault: ArenaFault) => void;
  /** Hears each time that everything was handed over and the live connection tells what follows. */
  readonly onLive: () => void;
}

export interface Follow {
  /** Resolves when everything that there was when it began has been handed over. */
  readonly caughtUp: Promise<void>;
  stop(): void;
}

/** For an answer to a subscription, which may have to read ten thousand events. */
const ANSWER_MS = 20_000;
const MARKET = { kind: 'market' } as const;

/** What the gateway refuses a connection or subscription with, where trying again does not help. */
const LASTING: Readonly<Record<string, ArenaFaultCode>> = {
  not_authenticated: 'not_authenticated',
  no_such_market: 'unknown_market',
  protocol_too_old: 'protocol_too_old',
  malformed: 'bad_request',
  too_many_channels: 'bad_request',
};

function lastingFault(code: string | undefined, message: string): ArenaFault | null {
  const known = code === undefined ? undefined : LASTING[code];
  return known === undefined ? null : new ArenaFault(known, message);
}

type LiveSocket = Socket<ServerToClient, ClientToServer>;

function openSocket({ origin, token, market }: FollowOptions): LiveSocket {
  return io(origin, {
    auth: { protocol: PROTOCOL_VERSION, market, ...(token === null ? {} : { token }) },
    // A connection of its own: two who follow are at two cursors.
    forceNew: true,
    transports: ['websocket', 'polling'],
    tryAllTransports: true,
    reconnectionDelay: 200,
    reconnectionDelayMax: 10_000,
    randomizationFactor: 0.5,
  });
}

export function followLive(options: FollowOptions): Follow {
  const { onTrouble, onLive, patienceMs } = options;
  const over = new AbortController();
  const socket = openSocket(options);
  const caughtUp = Promise.withResolvers<void>();
  let isCaughtUp = false;
  let tries = 0;
  let patience: ReturnType<typeof setTimeout> | undefined;

  function stop(): void {
    over.abort();
    clearTimeout(patience);
    socket.disconnect();
    socket.removeAllListeners();
    // Whoever stops it while it begins is told so; afterwards nobody waits for this.
    caughtUp.reject(new ArenaFault('closed', 'the client was closed'));
  }

  /** What was followed has ended for good: told to whoever waits for its beginning, else to whoever hears of trouble. */
  function end(fault: ArenaFault): void {
    if (over.signal.aborted) return;
    const waiting = !isCaughtUp;
    caughtUp.reject(fault);
    stop();
    if (!waiting) onTrouble(fault);
  }

  const tracker = createTracker({ ...options, end, signal: over.signal });

  /** Until it has begun it may take so long to reach the server; reading a long past is no waiting. */
  function bePatient(): void {
    clearTimeout(patience);
    if (isCaughtUp || over.signal.aborted) return;
    const fault = new ArenaFault('unreachable', 'no live connection came about', { retryAfterMs: 1_000 });
    patience = setTimeout(() => end(fault), patienceMs);
  }

  /** socket.io tries again by itself when the connection breaks, but not when the server says no or goodbye. */
  async function tryAgain(): Promise<void> {
    tries += 1;
    await waited(waitMs(tries), over.signal);
    if (!over.signal.aborted && !socket.connected) socket.connect();
  }

  /** The past is read by calls, whatever its length; only then does the live connection tell what follows. */
  async function begin(): Promise<void> {
    clearTimeout(patience);
    await tracker.checkLog();
    await tracker.catchUp();
    const request = { channel: MARKET, since: tracker.cursor() };
    const answer = (await socket.timeout(ANSWER_MS).emitWithAck('subscribe', request)) as SubscribeAnswer;
    if (!answer.ok) {
      const lasting = lastingFault(answer.code, answer.message);
      throw lasting ?? new ArenaFault('unavailable', answer.message, { retryAfterMs: 0 });
    }
    tries = 0;
    isCaughtUp = true;
    caughtUp.resolve();
    onLive();
  }

  socket.on('connect', () => {
    const { id } = socket;
    begin().catch((thrown: unknown) => {
      if (thrown instanceof ArenaFault && thrown.retryAfterMs === null) end(thrown);
      // What went wrong with a connection that is no more says nothing about the one that took its place.
      else if (socket.id === id) {
        socket.disconnect();
        bePatient();
        void tryAgain();
      }
    });
  });
  socket.on('connect_error', (thrown: Error & { readonly data?: { readonly code?: string } }) => {
    const fault = lastingFault(thrown.data?.code, thrown.message);
    if (fault !== null) end(fault);
    else if (!socket.active) void tryAgain();
  });
  socket.on('disconnect', (reason) => {
    if (over.signal.aborted || reason === 'io client disconnect') return;
    bePatient();
    if (isCaughtUp)
      onTrouble(new ArenaFault('unreachable', `the live connection was lost: ${reason}`, { retryAfterMs: 0 }));
    if (!socket.active) void tryAgain();
  });
  socket.on('goodbye', ({ reason }: GoodbyeMessage) => {
    if (reason === 'pass_revoked') end(new ArenaFault('not_authenticated', 'the token was revoked or has expired'));
  });
  socket.on('events', (message) => tracker.hear(message));
  socket.on('snapshot', ({ cursor }) => tracker.behind(cursor));
  bePatient();
  return { caughtUp: caughtUp.promise, stop };
}
