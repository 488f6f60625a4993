/** One question to a fresh container: its start, the exchange of messages, and the clocks that end it. */

import { type Exchange, MESSAGE_BYTES_MAX, type RunLimits, SandboxUnavailable } from '../../sandbox.ts';
import type { Engine } from './command-line.ts';
import { type ContainerProcess, startContainer } from './container-process.ts';

const START_MAX_MS = 60_000;
/** Beyond the program's own time, which the first process watches: only where that one fails does this end the container. */
const GRACE_MS = 10_000;

export interface Question {
  readonly engine: Engine;
  readonly image: string;
  /** The program of the first process. */
  readonly harness: string;
  readonly limits: Pick<RunLimits, 'memoryBytes'>;
  /** What it is to do: describe the image, or run a program. */
  readonly letter: 'D' | 'Q';
  readonly body: Uint8Array;
  /** The wall time that all of it may take, waiting for replies aside. */
  readonly timeMs: number;
  readonly signal?: AbortSignal | undefined;
  readonly exchange?: Exchange | undefined;
}

export interface Asked {
  /**
   * The body of the result; null where not even the first process ended in time. Rejects with `SandboxUnavailable` or
   * the signal's reason.
   */
  readonly answer: Promise<Buffer | null>;
  /** Settles when nothing of the container is left. */
  readonly gone: Promise<unknown>;
}

interface Clock {
  timer: NodeJS.Timeout | undefined;
  leftMs: number;
  begunAt: number;
}

function wind(clock: Clock, over: () => void): void {
  clock.begunAt = performance.now();
  clock.timer = setTimeout(over, clock.leftMs);
}

function halt(clock: Clock): void {
  clearTimeout(clock.timer);
  clock.leftMs -= performance.now() - clock.begunAt;
}

export function askContainer(question: Question): Asked {
  const { engine, image, harness, limits, letter, body, timeMs, signal, exchange } = question;
  const { promise: answer, resolve, reject } = Promise.withResolvers<Buffer | null>();
  const clock: Clock = { timer: undefined, leftMs: START_MAX_MS, begunAt: 0 };
  let began = false;
  const fail = (why: string): void => {
    reject(new SandboxUnavailable(why, began));
    container.kill();
  };
  const outOfTime = (): void => {
    if (began) resolve(null);
    else fail(`${engine.name} did not start the container within ${START_MAX_MS} ms`);
    container.kill();
  };
  const begin = (): void => {
    began = true;
    container.send(letter, body);
    clock.leftMs = timeMs + GRACE_MS;
    wind(clock, outOfTime);
  };
  const pass = async (message: Uint8Array): Promise<void> => {
    const reply = await replyTo(exchange, message);
    wind(clock, outOfTime);
    container.send('R', reply === null ? Buffer.of(0) : Buffer.concat([Buffer.of(1), reply]));
  };
  const hear = (kind: string, rest: Buffer | null): void => {
    halt(clock);
    if (rest !== null && kind === 'Y' && !began) begin();
    else if (rest !== null && kind === 'M' && began) void pass(rest);
    else if (rest !== null && kind === 'E' && began) resolve(rest);
    else fail('the container breaks the protocol');
  };
  const container: ContainerProcess = startContainer(engine, image, harness, limits, hear);
  wind(clock, outOfTime);
  const onAbort = (): void => {
    reject(signal?.reason);
    container.kill();
  };
  signal?.addEventListener('abort', onAbort, { once: true });
  const gone = container.gone.then((said) => {
    halt(clock);
    signal?.removeEventListener('abort', onAbort);
    // Once there is a result this changes nothing: a promise is settled once.
    fail(began ? 'the container ended without a result' : `${engine.name} starts no container: ${said}`);
  });
  return { answer, gone };
}

/** Trouble of the other side is that side's to tell; for the program it means that nobody is there any more. */
function replyTo(exchange: Exchange | undefined, message: Uint8Array): Promise<Uint8Array | null> {
  if (exchange === undefined || message.length > MESSAGE_BYTES_MAX) return Promise.resolve(null);
  return exchange(message).catch(() => null);
}
