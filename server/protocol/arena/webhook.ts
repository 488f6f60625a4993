/** Webhooks on the wire: where events of a market are to be sent, and what became of it. */

import { z } from 'zod';
import { EVENT_TYPES } from './event-types.ts';

const URL_MAX = 2_000;

export const newWebhookSchema = z.strictObject({
  url: z.string().max(URL_MAX),
  /** None: events of every type that one may see. */
  events: z.array(z.enum(EVENT_TYPES)).max(EVENT_TYPES.length).default([]),
  /** One's own cursor after which to begin; not said: from now on. */
  since: z.int().min(0).optional(),
});

export const webhookSchema = z.object({
  webhookId: z.int(),
  market: z.string(),
  url: z.string(),
  events: z.array(z.enum(EVENT_TYPES)),
  /** `active`; `gone`: answered 410; `given_up`: not reached for days; `revoked`: its token or seat is no more. */
  status: z.enum(['active', 'gone', 'given_up', 'revoked']),
  createdAt: z.int(),
  /** One's own cursor up to which everything was received. */
  cursor: z.int(),
  /** Tries of the message that waits now. */
  failures: z.int(),
  failingSince: z.int().nullable(),
  nextTryAt: z.int().nullable(),
});
export const webhooksSchema = z.object({ webhooks: z.array(webhookSchema) });

/** The secret is told here and nowhere else: `whsec_` and base64, as the Standard Webhooks libraries want it. */
export const madeWebhookSchema = webhookSchema.extend({ secret: z.string() });

export const attemptSchema = z.object({
  messageId: z.string(),
  at: z.int(),
  durationMs: z.number(),
  /** The HTTP status that came back. */
  status: z.int().nullable(),
  /** What kept one from coming: `timeout`, `not_public`, or the system's word for it. */
  problem: z.string().nullable(),
});
export const attemptsSchema = z.object({ attempts: z.array(attemptSchema) });
