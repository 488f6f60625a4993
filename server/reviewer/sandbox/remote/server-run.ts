/** One run on the runner's side: its frames as lines of one answer, the replies to its messages, its end with its caller. */

import { randomUUID } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import { type Sandbox, SandboxUnavailable } from '../../sandbox.ts';
import { FRAMES_TYPE, type Frame, jsonText, type Order, requestOf, WAITING_EVERY_MS, wireResult } from './wire.ts';

export interface ServedRun {
  readonly id: string;
  /** Hands over the reply to a message; false where the run waits for no such reply. */
  reply(number: number, body: Uint8Array | null): boolean;
  /** Settles when the last line has been handed over, or the caller is gone. */
  readonly over: Promise<void>;
}

/** Begins the run at once. A caller that goes away ends it: nobody would read its result. */
export function serveRun(sandbox: Sandbox, order: Order, response: ServerResponse): ServedRun {
  const id = randomUUID();
  const gone = new AbortController();
  response.once('close', () => gone.abort(new Error('the caller is gone')));
  // A write to a caller that has just gone fails; its going is told by `close`.
  response.on('error', () => gone.abort(new Error('the caller is gone')));
  const say = (frame: Frame): void => {
    if (!gone.signal.aborted) response.write(`${jsonText(frame)}\n`);
  };
  response.writeHead(200, { 'content-type': FRAMES_TYPE, 'cache-control': 'no-store' });
  say({ kind: 'started', run: id, imageHash: sandbox.imageHash });
  const heart = setInterval(() => say({ kind: 'waiting' }), WAITING_EVERY_MS);

  let number = 0;
  let waiting: ((reply: Uint8Array | null) => void) | null = null;
  const exchange = (message: Uint8Array): Promise<Uint8Array | null> => {
    const { promise, resolve } = Promise.withResolvers<Uint8Array | null>();
    number += 1;
    waiting = resolve;
    gone.signal.addEventListener('abort', () => resolve(null), { once: true });
    say({ kind: 'message', number, body: Buffer.from(message).toString('base64') });
    return promise;
  };

  const options = { signal: gone.signal, alone: order.alone, ...(order.exchange ? { exchange } : {}) };
  const over = sandbox
    .run(requestOf(order.request), options)
    .then(
      (result): Frame => ({ kind: 'result', result: wireResult(result) }),
      (problem: unknown): Frame => {
        const diedUnderRun = problem instanceof SandboxUnavailable && problem.diedUnderRun;
        const message = problem instanceof Error ? problem.message : String(problem);
        return { kind: 'unavailable', message: message.slice(0, 4_096), diedUnderRun };
      },
    )
    .then((last) => {
      clearInterval(heart);
      say(last);
      const { promise, resolve } = Promise.withResolvers<void>();
      if (gone.signal.aborted) resolve();
      else response.end(() => resolve());
      gone.signal.addEventListener('abort', () => resolve(), { once: true });
      return promise;
    });
  return {
    id,
    over,
    reply: (to, body) => {
      if (waiting === null || to !== number) return false;
      waiting(body);
      waiting = null;
      return true;
    },
  };
}
