/** What a webhook is told: one event a message, signed as the Standard Webhooks convention says. */

import { createHmac, randomBytes, randomUUID } from 'node:crypto';
import type { Seen } from '../../engine/feed.ts';
import type { Webhook } from '../../engine/webhook.ts';

const SECRET_BYTES = 32;
const SECRET_PREFIX = 'whsec_';

export function newWebhookSecret(): string {
  return `${SECRET_PREFIX}${randomBytes(SECRET_BYTES).toString('base64')}`;
}

export interface Message {
  /** The same for every try, also after a restart: a receiver that has seen it has seen the message. */
  readonly id: string;
  readonly body: string;
}

export function eventMessage({ webhookId, marketId }: Webhook, { cursor, at, event }: Seen): Message {
  const data = { market: marketId, cursor, at, event };
  const body = JSON.stringify({ type: event.type, timestamp: new Date(at).toISOString(), data });
  return { id: `msg_${webhookId}_${cursor}`, body };
}

/** Sent at its user's word; no event, and in no order. */
export function pingMessage({ webhookId, marketId }: Webhook, now: number): Message {
  const data = { market: marketId, webhookId };
  const body = JSON.stringify({ type: 'Ping', timestamp: new Date(now).toISOString(), data });
  return { id: `msg_${webhookId}_ping_${randomUUID()}`, body };
}

/** The signature is over id, time of this try, and body: an old message cannot be sent again as a new one. */
export function signedHeaders(secret: string, { id, body }: Message, now: number): Record<string, string> {
  const timestamp = String(Math.floor(now / 1_000));
  const key = Buffer.from(secret.slice(SECRET_PREFIX.length), 'base64');
  const signature = createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64');
  return {
    'content-type': 'application/json',
    'user-agent': 'freelance-arena-webhooks/1',
    'webhook-id': id,
    'webhook-timestamp': timestamp,
    'webhook-signature': `v1,${signature}`,
  };
}
