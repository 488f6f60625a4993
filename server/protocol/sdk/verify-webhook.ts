/** For receivers of webhooks: whether a message comes from the arena that gave out the secret, and is not an old one. */

import { z } from 'zod';
import type { MarketId } from '../../kernel/id.ts';
import type { SeenEvent } from '../../market/view.ts';

export interface WebhookRequest {
  /** As it was given out: `whsec_…`. */
  readonly secret: string;
  /** Of the request, their names in lower case. */
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  /** Byte for byte as it came, before anything parsed it. */
  readonly body: string;
  /** Milliseconds since 1970; now unless told otherwise. */
  readonly now?: number;
}

/** An event that its receiver's user may see; a `Ping` has neither cursor nor event. */
export interface WebhookMessage {
  /** The same each time the message is sent: whoever has seen it has seen the message. */
  readonly id: string;
  readonly type: string;
  readonly market: MarketId;
  readonly cursor: number | null;
  readonly at: number | null;
  readonly event: SeenEvent | null;
}

/** How far the clocks of sender and receiver may be apart. */
const TOLERANCE_S = 300;

const messageSchema = z.object({
  type: z.string(),
  data: z.object({
    market: z.string().transform((name) => name as MarketId),
    cursor: z.number().nullable().default(null),
    at: z.number().nullable().default(null),
    event: z
      .looseObject({ type: z.string() })
      .transform((event) => event as SeenEvent)
      .nullable()
      .default(null),
  }),
});

function bytesOf(base64: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
}

/** Whether one of the signatures, of which there are several while a secret is being replaced, is right. */
async function isSigned(secret: string, text: string, signatures: string): Promise<boolean> {
  const hmac = { name: 'HMAC', hash: 'SHA-256' };
  const key = await crypto.subtle.importKey('raw', bytesOf(secret.replace(/^whsec_/, '')), hmac, false, ['verify']);
  const signed = new TextEncoder().encode(text);
  for (const one of signatures.split(' ')) {
    const [, base64] = /^v1,([A-Za-z0-9+/]+=*)$/.exec(one) ?? [];
    // Compared by the platform, in a time that tells nothing.
    if (base64 !== undefined && (await crypto.subtle.verify('HMAC', key, bytesOf(base64), signed))) return true;
  }
  return false;
}

/** The message, or null where it is not genuine or older than five minutes. Throws where it is genuine and no message. */
export async function verifyWebhook({
  secret,
  headers,
  body,
  now = Date.now(),
}: WebhookRequest): Promise<WebhookMessage | null> {
  const [id, timestamp, signatures] = ['webhook-id', 'webhook-timestamp', 'webhook-signature'].map(
    (name) => headers[name],
  );
  if (typeof id !== 'string' || typeof timestamp !== 'string' || typeof signatures !== 'string') return null;
  if (!/^\d{1,12}$/.test(timestamp) || Math.abs(now / 1_000 - Number(timestamp)) > TOLERANCE_S) return null;
  if (!(await isSigned(secret, `${id}.${timestamp}.${body}`, signatures))) return null;
  const { type, data } = messageSchema.parse(JSON.parse(body));
  return { id, type, ...data };
}
