/** What somebody missed of a channel: the events after a cursor, or a snapshot where they are too many. */

import type { Seen } from '../protocol/arena/client.ts';
import {
  CATCH_UP_MAX,
  type Channel,
  channelName,
  type EventsMessage,
  type SnapshotMessage,
} from '../protocol/realtime.ts';
import { belongsTo } from './channel.ts';
import type { Post } from './hub.ts';
import type { LiveSources } from './ports.ts';

const PAGE = 2_000;

export type Missed =
  | { readonly kind: 'events'; readonly message: EventsMessage }
  | { readonly kind: 'snapshot'; readonly message: SnapshotMessage };

export async function snapshotOf(
  sources: LiveSources,
  { place }: Post,
  channel: Channel,
  reason: SnapshotMessage['reason'],
): Promise<SnapshotMessage> {
  const { cursor, state } = await sources.snapshot(place, channel);
  return { channel: channelName(channel), cursor, reason, state };
}

/**
 * Everything of the channel after `since`. When it resolves, the message reaches at least to what the post has told at that
 * moment: whoever joins the channel in the same tick misses nothing, and may be told a few events twice.
 */
export async function missedSince(sources: LiveSources, post: Post, channel: Channel, since: number): Promise<Missed> {
  const missed: Seen[] = [];
  let cursor = since;
  let read = 0;
  while (cursor < post.stream.toldTo()) {
    const page = await sources.read(post.place, cursor, PAGE);
    const last = page.at(-1);
    if (last === undefined) break;
    cursor = last.cursor;
    read += page.length;
    if (read > CATCH_UP_MAX) {
      return { kind: 'snapshot', message: await snapshotOf(sources, post, channel, 'too_far_behind') };
    }
    missed.push(...page.filter(({ event }) => belongsTo(channel, event)));
  }
  const to = Math.max(cursor, since);
  return { kind: 'events', message: { channel: channelName(channel), from: since, to, events: missed } };
}
