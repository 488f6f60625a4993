/** Messages of the live connection (socket.io). Every message of a channel says from where to where of the viewer's cursor it tells. */

import { z } from 'zod';
import type { MarketId, ParticipantId, ProjectId } from '../kernel/id.ts';
import type { Seen } from './arena/client.ts';

/** Raised when an older client could no longer make sense of what it is sent. */
export const PROTOCOL_VERSION = 1;
export const OLDEST_PROTOCOL = 1;

/** Events that are sent to catch up; whoever is further behind gets a snapshot. */
export const CATCH_UP_MAX = 10_000;

/**
 * What comes with the connection. `token`: as for HTTP; not said: the session whose cookie a browser sends along from a page of the
 * same server. `market`: needed where either is good for several.
 */
export const handshakeSchema = z.object({
  protocol: z.number().int(),
  token: z.string().min(1).max(200).optional(),
  market: z
    .string()
    .max(63)
    .transform((value) => value as MarketId)
    .optional(),
});

const numbered = z.number().int().min(1).max(Number.MAX_SAFE_INTEGER);

/** `market`: everything. `project`: one project and all about it. `freelancer`: one freelancer's bids, awards and deliveries. */
export const channelSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('market') }),
  z.strictObject({ kind: z.literal('project'), projectId: numbered.transform((value) => value as ProjectId) }),
  z.strictObject({
    kind: z.literal('freelancer'),
    participantId: numbered.transform((value) => value as ParticipantId),
  }),
  z.strictObject({ kind: z.literal('standing') }),
]);
export type Channel = z.infer<typeof channelSchema>;

/** `since`: the cursor up to which the client knows the channel already; null: from now on. */
export const subscribeSchema = z.strictObject({
  channel: channelSchema,
  since: z.number().int().min(0).nullable().default(null),
});

export const unsubscribeSchema = z.strictObject({ channel: channelSchema });

/** The channel's name on the wire, and in messages about it: `project/3`. */
export function channelName(channel: Channel): string {
  if (channel.kind === 'project') return `project/${channel.projectId}`;
  return channel.kind === 'freelancer' ? `freelancer/${channel.participantId}` : channel.kind;
}

export type SubscribeAnswer =
  | { readonly ok: true; readonly channel: string; readonly cursor: number; readonly watchers: number }
  | { readonly ok: false; readonly code: LiveErrorCode; readonly message: string };

export type LiveErrorCode =
  | 'protocol_too_old'
  | 'not_authenticated'
  | 'no_such_market'
  | 'malformed'
  | 'too_many_channels'
  | 'too_many_connections'
  | 'too_many_requests'
  | 'unavailable';

/**
 * Events of the channel with a cursor above `from` and up to `to`: all of them. A client that knows the channel up to less
 * than `from` has missed something, and subscribes again with `since` what it knows.
 */
export interface EventsMessage {
  readonly channel: string;
  readonly from: number;
  readonly to: number;
  readonly events: readonly Seen[];
}

/** Instead of events, for one who was too far behind or too slow: the channel as it stands at `cursor`. */
export interface SnapshotMessage {
  readonly channel: string;
  readonly cursor: number;
  readonly reason: 'too_far_behind' | 'too_slow';
  readonly state: unknown;
}

/** How many connections listen to a channel; sent when it changes. */
export interface WatchersMessage {
  readonly channel: string;
  readonly watchers: number;
}

/** The server is about to end this connection. */
export interface GoodbyeMessage {
  readonly reason: 'server_stopping' | 'pass_revoked' | 'too_many_connections' | 'too_many_requests';
}

export interface ServerToClient {
  events: (message: EventsMessage) => void;
  snapshot: (message: SnapshotMessage) => void;
  watchers: (message: WatchersMessage) => void;
  goodbye: (message: GoodbyeMessage) => void;
}

export interface ClientToServer {
  subscribe: (request: unknown, answer: (answer: SubscribeAnswer) => void) => void;
  unsubscribe: (request: unknown, answer: (answer: SubscribeAnswer) => void) => void;
}
