/** All webhooks of a server: a sender for each that is active, and one write a second for how far they have come. */

import { isLive } from '../../engine/access.ts';
import type { Webhook, WebhookAttempt, WebhookProgress } from '../../engine/webhook.ts';
import type { WebhookId } from '../../kernel/id.ts';
import type { Viewer } from '../../market/view.ts';
import { viewerOf } from '../caller.ts';
import type { ServerOptions } from '../ports.ts';
import type { WebhookSettings } from '../settings.ts';
import { createResolve } from './address.ts';
import { pingMessage, signedHeaders } from './message.ts';
import { createPoster } from './post.ts';
import { attemptOf, type Sender, type SenderPorts, startSender } from './sender.ts';

export interface Webhooks {
  /** Goes on with those that were active when the server last stopped. */
  start(): Promise<void>;
  open(webhook: Webhook): void;
  /** Makes one that has ended active again, or has one that waits try at once. */
  resume(webhook: Webhook): Promise<void>;
  remove(webhookId: WebhookId): Promise<void>;
  /** Sends a message that is no event, now. */
  ping(webhook: Webhook): Promise<WebhookAttempt>;
  /** Writes down what has been tried so far. */
  flush(): Promise<void>;
  close(): Promise<void>;
}

/**
 * Written together and this often: a webhook a message would cost the market a disk flush each. What a crash takes is
 * sent again under the same id.
 */
const FLUSH_MS = 1_000;
/** What is under way at a stop may take so long. */
const STOP_MS = 2_000;

type Options = Pick<ServerOptions, 'arena' | 'access' | 'wallNow'> & {
  readonly settings: WebhookSettings;
  readonly report: (thrown: unknown) => void;
};

/** Who the webhook's user is in its market today; null: nobody, or its token is no longer good. */
async function viewerToday({ arena, access, wallNow }: Options, webhook: Webhook): Promise<Viewer | null> {
  const { userId, marketId, passId } = webhook;
  const seat = (await access.seatsOf(userId)).find((one) => one.marketId === marketId);
  if (seat === undefined) return null;
  if (passId !== null) {
    const pass = (await access.passesOf(userId)).find((one) => one.passId === passId);
    if (pass === undefined || !isLive(pass, wallNow()) || !pass.scopes.includes('basic')) return null;
  }
  return viewerOf(arena, seat);
}

export function createWebhooks(options: Options): Webhooks {
  const { arena, access, wallNow, settings, report } = options;
  const { engine } = arena;
  const { toAnywhere, timeoutMs } = settings;
  const poster = createPoster({ toAnywhere, timeoutMs, resolve: createResolve() });
  const senders = new Map<WebhookId, Sender>();
  const moved = new Map<WebhookId, WebhookProgress>();
  let tried: WebhookAttempt[] = [];
  let flushing: Promise<void> = Promise.resolve();

  async function write(): Promise<void> {
    const [progress, attempts] = [[...moved.values()], tried];
    if (progress.length === 0 && attempts.length === 0) return;
    moved.clear();
    tried = [];
    try {
      await access.noteWebhooks(progress, attempts);
    } catch (thrown) {
      // Kept for the next time, where nothing newer has come meanwhile.
      for (const one of progress) if (!moved.has(one.webhookId)) moved.set(one.webhookId, one);
      tried = [...attempts, ...tried];
      throw thrown;
    }
  }

  /** One write after the other, so that none overtakes an older one. */
  function flush(): Promise<void> {
    flushing = flushing.catch(() => undefined).then(write);
    return flushing;
  }

  const ports: SenderPorts = {
    viewer: (webhook) => viewerToday(options, webhook),
    read: ({ marketId }, viewer, since, limit) => engine.read(marketId, viewer, since, limit),
    follow: ({ marketId }, viewer, since, heard) => engine.follow(marketId, viewer, since, heard),
    poster,
    note: (progress, attempt) => {
      moved.set(progress.webhookId, progress);
      if (attempt !== null) tried.push(attempt);
      if (progress.status === 'active') return;
      senders.delete(progress.webhookId);
      flush().catch(report);
    },
    wallNow,
    settings,
    chance: Math.random,
  };

  function open(webhook: Webhook): void {
    if (webhook.status === 'active' && !senders.has(webhook.webhookId)) {
      senders.set(webhook.webhookId, startSender(webhook, ports));
    }
  }

  const ticking = setInterval(() => flush().catch(report), FLUSH_MS);
  ticking.unref();

  return {
    start: async () => {
      for (const webhook of await access.activeWebhooks()) open(webhook);
    },
    open,
    resume: async (webhook) => {
      const running = senders.get(webhook.webhookId);
      if (running !== undefined) return running.retryNow();
      await flush();
      const { webhookId, cursor } = webhook;
      const anew = { webhookId, status: 'active', cursor, failures: 0, failingSince: null, nextTryAt: null } as const;
      await access.noteWebhooks([anew], []);
      open({ ...webhook, ...anew });
    },
    remove: async (webhookId) => {
      const running = senders.get(webhookId);
      senders.delete(webhookId);
      await access.removeWebhook(webhookId);
      running?.stop().catch(report);
    },
    ping: async (webhook) => {
      const at = wallNow();
      const message = pingMessage(webhook, at);
      const posted = await poster.post(webhook.url, signedHeaders(webhook.secret, message, at), message.body);
      const attempt = attemptOf(webhook, message.id, at, wallNow(), posted);
      tried.push(attempt);
      return attempt;
    },
    flush,
    close: async () => {
      clearInterval(ticking);
      const stopping = [...senders.values()].map((sender) => sender.stop().catch(report));
      const patience = setTimeout(() => poster.close(), STOP_MS);
      await Promise.all(stopping);
      clearTimeout(patience);
      poster.close();
      await flush().catch(report);
    },
  };
}
