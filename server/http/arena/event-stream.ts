/**
 * The event log as lines that go on until their reader leaves. Events are read as the reader takes them, so nothing piles up
 * for one that is slow; one that is very slow is ended, with a last line that says where to go on.
 */

import { Readable } from 'node:stream';
import type { Engine } from '../../engine/engine.ts';
import { Fault } from '../../engine/fault.ts';
import type { MarketId } from '../../kernel/id.ts';
import type { Viewer } from '../../market/view.ts';
import type { Ended } from '../../protocol/arena/events.ts';
import { tooOften } from '../wire-error.ts';

export interface StreamSettings {
  /** A reader that takes longer than this for one page is ended with the next. */
  readonly slowMs: number;
  /** One that takes nothing for so long has its connection ended. */
  readonly abandonMs: number;
  /** How often it is looked at whether the pass still opens anything. */
  readonly recheckMs: number;
}

export const STREAM_SETTINGS: StreamSettings = { slowMs: 10_000, abandonMs: 60_000, recheckMs: 30_000 };
const PER_USER = 8;
const IN_ALL = 1_000;
const PAGE = 250;
const RETRY_MS = 1_000;

export interface StreamRequest {
  readonly userId: number;
  readonly marketId: MarketId;
  readonly viewer: Viewer;
  readonly since: number;
  readonly follow: boolean;
  /** Whether the caller's pass still opens anything. */
  readonly isLive: () => Promise<boolean>;
}

export interface EventStreams {
  /** The lines; a 429 when there are too many streams already. */
  open(request: StreamRequest): Readable;
  openCount(): number;
  /** Ends all streams, each with a last line. */
  close(): void;
}

interface Waiter {
  /** Resolves when there is news, or after so long. */
  wait(ms: number): Promise<void>;
  wake(): void;
}

function createWaiter(): Waiter {
  let news = false;
  let resolve: (() => void) | null = null;
  return {
    wake: () => {
      news = true;
      resolve?.();
    },
    wait: async (ms) => {
      if (!news) {
        const { promise, resolve: done } = Promise.withResolvers<void>();
        resolve = done;
        const timer = setTimeout(done, ms);
        await promise;
        clearTimeout(timer);
        resolve = null;
      }
      news = false;
    },
  };
}

interface OpenStream {
  readonly waiter: Waiter;
  ended: Ended['ended'] | 'gone' | null;
}

const lastLine = (ended: Ended['ended'], cursor: number): string =>
  `${JSON.stringify({ ended, cursor } satisfies Ended)}\n`;

export function createEventStreams(engine: Engine, settings: StreamSettings = STREAM_SETTINGS): EventStreams {
  const { slowMs, abandonMs, recheckMs } = settings;
  const streams = new Map<OpenStream, number>();

  async function* linesOf(
    request: StreamRequest,
    one: OpenStream,
    taking: (busy: boolean) => void,
  ): AsyncGenerator<string, void, void> {
    const { marketId, viewer, follow } = request;
    let cursor = request.since;
    let unfollow: (() => void) | null = null;
    let checkedAt = Date.now();
    try {
      while (one.ended === null) {
        const page = await engine.read(marketId, viewer, cursor, PAGE);
        if (page.length > 0) {
          cursor = page.at(-1)?.cursor ?? cursor;
          const offeredAt = Date.now();
          taking(true);
          yield page.map((seen) => `${JSON.stringify(seen)}\n`).join('');
          taking(false);
          if (Date.now() - offeredAt > slowMs) one.ended ??= 'too_slow';
        } else if (!follow) one.ended ??= 'up_to_date';
        else if (unfollow === null) unfollow = await engine.follow(marketId, viewer, cursor, one.waiter.wake);
        else await one.waiter.wait(recheckMs);
        if (Date.now() - checkedAt < recheckMs) continue;
        checkedAt = Date.now();
        if (!(await request.isLive())) one.ended ??= 'pass_revoked';
      }
    } catch (thrown) {
      if (!(thrown instanceof Fault)) throw thrown;
      // A second try may find the market again; the reader knows from where.
      await one.waiter.wait(RETRY_MS);
      one.ended ??= 'fault';
    } finally {
      unfollow?.();
    }
    if (one.ended !== null && one.ended !== 'gone') yield lastLine(one.ended, cursor);
  }

  return {
    openCount: () => streams.size,
    open: (request) => {
      const own = [...streams.values()].filter((userId) => userId === request.userId).length;
      if (own >= PER_USER || streams.size >= IN_ALL) throw tooOften('Too many event streams are open', RETRY_MS);
      const one: OpenStream = { waiter: createWaiter(), ended: null };
      streams.set(one, request.userId);
      let abandoned: NodeJS.Timeout | undefined;
      const lines = linesOf(request, one, (busy) => {
        clearTimeout(abandoned);
        if (busy) abandoned = setTimeout(() => stream.destroy(), abandonMs).unref();
      });
      let pulling = false;
      // By hand and not `Readable.from`, which waits for the next line before it lets go of a reader that has left.
      const stream: Readable = new Readable({
        highWaterMark: 65_536,
        read: () => {
          if (pulling) return;
          pulling = true;
          lines.next().then(
            ({ done, value }) => {
              pulling = false;
              stream.push(done === true ? null : value);
            },
            (thrown: Error) => stream.destroy(thrown),
          );
        },
        destroy: (error, callback) => {
          clearTimeout(abandoned);
          streams.delete(one);
          one.ended ??= 'gone';
          one.waiter.wake();
          // Whatever it was about: what it follows is let go.
          lines.return().catch(() => undefined);
          callback(error);
        },
      });
      return stream;
    },
    close: () => {
      for (const one of streams.keys()) {
        one.ended ??= 'server_stopping';
        one.waiter.wake();
      }
    },
  };
}
