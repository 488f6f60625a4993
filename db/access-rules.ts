/** What both access stores must do alike, said once. */

import type { NewPass, Pass, PassKind } from '../server/engine/access.ts';
import type { NewWebhook, Webhook } from '../server/engine/webhook.ts';
import type { Millis } from '../server/kernel/clock.ts';
import type { PassId, WebhookId } from '../server/kernel/id.ts';

/** The pass as it is kept: what is seldom said is said to be nothing. */
export function passOf(pass: NewPass, passId: PassId): Pass {
  return { applicationId: null, parentId: null, binding: null, write: null, ...pass, passId, revokedAt: null };
}

export function canUse({ revokedAt, usesLeft }: Pass): boolean {
  return revokedAt === null && usesLeft !== 0;
}

/** Kinds that are made in passing. Tokens and invites stay, so that people can read what they once gave out. */
export const PASSING: readonly PassKind[] = ['session', 'code', 'refresh'];

export function isForgettable({ kind, expiresAt, revokedAt }: Pass, at: Millis): boolean {
  if (!PASSING.includes(kind)) return false;
  return (expiresAt !== null && expiresAt < at) || (revokedAt !== null && revokedAt < at);
}

/** The webhook as it is kept at first: nothing has failed yet. */
export function webhookOf(webhook: NewWebhook, webhookId: WebhookId): Webhook {
  return { ...webhook, webhookId, status: 'active', failures: 0, failingSince: null, nextTryAt: null };
}
