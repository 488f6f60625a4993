/** Webhooks as they are kept: where events of a market are sent for somebody who cannot hold a connection. */

import type { Millis } from '../kernel/clock.ts';
import type { MarketId, PassId, UserId, WebhookId } from '../kernel/id.ts';
import type { EventType } from '../market/event.ts';
import type { WriteMark } from './access.ts';

/**
 * `active`: what comes is sent. `gone`: the receiver said that it is no more. `given_up`: it was not reached for too long.
 * `revoked`: its user may no longer see the market, or its token is no longer good.
 */
export type WebhookStatus = 'active' | 'gone' | 'given_up' | 'revoked';

/** How far a webhook has come. Times are wall time. */
export interface WebhookProgress {
  readonly webhookId: WebhookId;
  readonly status: WebhookStatus;
  /** The viewer's cursor up to which everything was received, or was not asked for. */
  readonly cursor: number;
  /** Tries of the message that waits; 0: none has failed. */
  readonly failures: number;
  readonly failingSince: Millis | null;
  readonly nextTryAt: Millis | null;
}

export interface Webhook extends WebhookProgress {
  readonly userId: UserId;
  readonly marketId: MarketId;
  /** The token that it was made with, and ends with; null: its user made it in person. */
  readonly passId: PassId | null;
  readonly url: string;
  /** None: events of every type. */
  readonly eventTypes: readonly EventType[];
  /** What messages are signed with. Kept as it is: whoever signs must be able to read it. */
  readonly secret: string;
  readonly createdAt: Millis;
  readonly write: WriteMark | null;
}
export type NewWebhook = Omit<Webhook, keyof WebhookProgress> & Pick<Webhook, 'cursor'>;

/** One try of one message. */
export interface WebhookAttempt {
  readonly webhookId: WebhookId;
  readonly messageId: string;
  readonly at: Millis;
  readonly durationMs: number;
  /** The HTTP status that came back; null: none did. */
  readonly status: number | null;
  /** What kept a status from coming; null: nothing. */
  readonly problem: string | null;
}

/** Attempts of one webhook that are kept. */
export const ATTEMPTS_KEPT = 100;

export interface WebhookStore {
  /** The webhook, or the one that a write of the same key made before; null when its user has `most` already. */
  addWebhook(webhook: NewWebhook, most: number): Promise<Webhook | null>;
  webhook(id: WebhookId): Promise<Webhook | null>;
  webhooksOf(userId: UserId): Promise<readonly Webhook[]>;
  activeWebhooks(): Promise<readonly Webhook[]>;
  /** Notes how far webhooks have come and what was tried, in one step. Those that were removed stay so. */
  noteWebhooks(progress: readonly WebhookProgress[], attempts: readonly WebhookAttempt[]): Promise<void>;
  /** The last attempts, newest first. */
  attemptsOf(id: WebhookId): Promise<readonly WebhookAttempt[]>;
  removeWebhook(id: WebhookId): Promise<void>;
}
