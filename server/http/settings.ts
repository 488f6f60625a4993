/** What may be set of a server, and what holds where nothing is. */

import type { Window } from './counter.ts';

export interface WebhookSettings {
  /** Whether webhooks may lead to any address and without https, as on a machine of one's own; else to public ones only. */
  readonly toAnywhere: boolean;
  /** Webhooks of one user. */
  readonly perUser: number;
  /** A call must be answered after this time. */
  readonly timeoutMs: number;
  /** Before the first retry; each further wait is twice as long, up to the longest. */
  readonly firstRetryMs: number;
  readonly longestRetryMs: number;
  /** A receiver that was not reached for so long is given up. */
  readonly giveUpMs: number;
}

export interface ServerSettings {
  /** Where people reach the server, as `https://arena.example.org`; null: plain HTTP where it listens. */
  readonly publicUrl: string | null;
  /** Addresses whose word about the caller's address is believed. */
  readonly trustedProxies: readonly string[];
  /** Requests of one token, and of one address whatever tokens it shows. Empty: as many as come. */
  readonly tokenRate: readonly Window[];
  readonly addressRate: readonly Window[];
  /** Open connections of one address; null: as many as come. */
  readonly connectionsPerAddress: number | null;
  /** Live connections that one token may hold at the same time; null: as many as come. */
  readonly socketsPerToken: number | null;
  /** A request's head, and all of it, must be here after this time. */
  readonly headersTimeoutMs: number;
  readonly requestTimeoutMs: number;
  readonly keepAliveMs: number;
  /** How often the two are looked after. */
  readonly timeoutCheckMs: number;
  /** How long a stop waits for requests that are under way. */
  readonly stopGraceMs: number;
  readonly webhooks: WebhookSettings;
}

const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;

/** So many requests a minute, and twenty times as many an hour: Freelancer.com's own proportion. */
export function rateOf(perMinute: number): readonly Window[] {
  return [
    { ms: MINUTE_MS, max: perMinute },
    { ms: HOUR_MS, max: perMinute * 20 },
  ];
}

export const DEFAULT_WEBHOOKS: WebhookSettings = {
  toAnywhere: false,
  perUser: 10,
  timeoutMs: 10_000,
  firstRetryMs: 2_000,
  longestRetryMs: HOUR_MS,
  giveUpMs: 3 * 24 * HOUR_MS,
};

export const DEFAULT_SETTINGS: ServerSettings = {
  publicUrl: null,
  trustedProxies: [],
  tokenRate: rateOf(600),
  addressRate: rateOf(12_000),
  connectionsPerAddress: 1_000,
  socketsPerToken: 100,
  headersTimeoutMs: 10_000,
  requestTimeoutMs: 30_000,
  keepAliveMs: 60_000,
  timeoutCheckMs: 1_000,
  stopGraceMs: 10_000,
  webhooks: DEFAULT_WEBHOOKS,
};

/** For machines that talk to themselves: tests, figures, a tournament of one's own. */
export const WITHOUT_RATES: Partial<ServerSettings> = {
  tokenRate: [],
  addressRate: [],
  connectionsPerAddress: null,
  socketsPerToken: null,
};
