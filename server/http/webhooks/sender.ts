/** Sends one webhook's events, one after the other: the next only when the one before was received. */

import { Fault } from '../../engine/fault.ts';
import type { Seen } from '../../engine/feed.ts';
import type { Webhook, WebhookAttempt, WebhookProgress, WebhookStatus } from '../../engine/webhook.ts';
import type { Millis } from '../../kernel/clock.ts';
import type { Viewer } from '../../market/view.ts';
import type { WebhookSettings } from '../settings.ts';
import { createBell } from './bell.ts';
import { eventMessage, signedHeaders } from './message.ts';
import type { Posted, Poster } from './post.ts';

export interface SenderPorts {
  /** Who looks on; null: nobody may any more. */
  viewer(webhook: Webhook): Promise<Viewer | null>;
  read(webhook: Webhook, viewer: Viewer, since: number, limit: number): Promise<readonly Seen[]>;
  /** Calls back whenever something has happened after the cursor. */
  follow(webhook: Webhook, viewer: Viewer, since: number, heard: () => void): Promise<() => void>;
  readonly poster: Poster;
  /** Keeps how far it has come; soon, and at once when it ends. */
  note(progress: WebhookProgress, attempt: WebhookAttempt | null): void;
  readonly wallNow: () => Millis;
  readonly settings: WebhookSettings;
  /** A number in [0, 1). */
  readonly chance: () => number;
}

export interface Sender {
  /** Tries again now what waits for its next try. */
  retryNow(): void;
  /** Resolves when nothing is under way any more. */
  stop(): Promise<void>;
}

/** Events read at a time. */
const PAGE = 200;
const GONE = 410;
/** Before a fault of our own is met again. */
const FAULT_WAIT_MS = 1_000;

/** Half of the wait is chance: receivers that come back are not met by everybody at the same moment. */
export function retryDelay({ firstRetryMs, longestRetryMs }: WebhookSettings, failures: number, draw: number): Millis {
  const longest = Math.min(firstRetryMs * 2 ** Math.min(failures - 1, 40), longestRetryMs);
  return longest / 2 + (longest / 2) * draw;
}

export function attemptOf(
  { webhookId }: Webhook,
  messageId: string,
  at: Millis,
  now: Millis,
  posted: Posted,
): WebhookAttempt {
  return { webhookId, messageId, at, durationMs: now - at, status: posted.status, problem: posted.problem };
}

function wasReceived({ status }: Posted): boolean {
  return status !== null && status >= 200 && status < 300;
}

export function startSender(webhook: Webhook, ports: SenderPorts): Sender {
  const { settings, wallNow } = ports;
  const over = new AbortController();
  const bell = createBell(over.signal);
  const { webhookId, eventTypes } = webhook;
  const { cursor, failures, failingSince, nextTryAt } = webhook;
  let progress: WebhookProgress = { webhookId, status: 'active', cursor, failures, failingSince, nextTryAt };
  let page: readonly Seen[] = [];
  let unfollow: (() => void) | null = null;

  function move(change: Partial<WebhookProgress>, attempt: WebhookAttempt | null = null): void {
    progress = { ...progress, ...change };
    ports.note(progress, attempt);
  }

  /** The next event that was asked for; null: there is none yet. What was not asked for counts as received. */
  async function next(viewer: Viewer): Promise<Seen | null> {
    for (;;) {
      const rest = page.filter((seen) => seen.cursor > progress.cursor);
      const wanted = rest.find(({ event }) => eventTypes.length === 0 || eventTypes.includes(event.type));
      const passed = wanted === undefined ? rest.at(-1)?.cursor : wanted.cursor - 1;
      if (passed !== undefined && passed > progress.cursor) move({ cursor: passed });
      if (wanted !== undefined) return wanted;
      page = await ports.read(webhook, viewer, progress.cursor, PAGE);
      if (page.length === 0) return null;
    }
  }

  function end(status: WebhookStatus, attempt: WebhookAttempt | null): void {
    move({ status, nextTryAt: null }, attempt);
    over.abort();
  }

  function fail({ retryAfterMs }: Posted, attempt: WebhookAttempt): void {
    const now = wallNow();
    const since = progress.failingSince ?? attempt.at;
    const count = progress.failures + 1;
    if (now - since >= settings.giveUpMs) {
      end('given_up', attempt);
      return;
    }
    const asked = Math.min(retryAfterMs ?? 0, settings.longestRetryMs);
    const wait = Math.max(retryDelay(settings, count, ports.chance()), asked);
    move({ failures: count, failingSince: since, nextTryAt: Math.ceil(now + wait) }, attempt);
  }

  async function send(seen: Seen): Promise<void> {
    const message = eventMessage(webhook, seen);
    const at = wallNow();
    const posted = await ports.poster.post(webhook.url, signedHeaders(webhook.secret, message, at), message.body);
    // What was under way when the server stopped is sent again when it is back.
    if (over.signal.aborted && !wasReceived(posted)) return;
    const attempt = attemptOf(webhook, message.id, at, wallNow(), posted);
    if (wasReceived(posted)) move({ cursor: seen.cursor, failures: 0, failingSince: null, nextTryAt: null }, attempt);
    else if (posted.status === GONE) end('gone', attempt);
    else fail(posted, attempt);
  }

  async function step(): Promise<void> {
    const wait = (progress.nextTryAt ?? 0) - wallNow();
    if (wait > 0) return bell.wait(wait);
    // Asked before each message: what a token or a seat no longer opens, no webhook tells.
    const viewer = await ports.viewer(webhook);
    if (viewer === null) return end('revoked', null);
    unfollow ??= await ports.follow(webhook, viewer, progress.cursor, bell.ring);
    bell.listen();
    const seen = await next(viewer);
    if (over.signal.aborted) return;
    if (seen === null) await bell.wait(null);
    else await send(seen);
  }

  async function run(): Promise<void> {
    while (!over.signal.aborted) {
      try {
        await step();
      } catch (thrown) {
        if (!(thrown instanceof Fault)) throw thrown;
        await bell.wait(FAULT_WAIT_MS);
      }
    }
  }

  const running = run().finally(() => unfollow?.());
  // A bug of ours ends this webhook until the next start, and no other: whoever stops it hears of it.
  running.catch(() => undefined);
  return {
    retryNow: () => {
      progress = { ...progress, nextTryAt: null };
      bell.ring();
    },
    stop: () => {
      over.abort();
      return running;
    },
  };
}
