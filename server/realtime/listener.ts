/** One connection: the channels it listens to, and how it gets there without missing or repeating anything. */

import type { Socket } from 'socket.io';
import {
  type Channel,
  type ClientToServer,
  channelName,
  type LiveErrorCode,
  type ServerToClient,
  type SnapshotMessage,
  type SubscribeAnswer,
} from '../protocol/realtime.ts';
import { missedSince, snapshotOf } from './catch-up.ts';
import type { Post } from './hub.ts';
import type { LiveSources } from './ports.ts';

export type LiveSocket = Socket<ClientToServer, ServerToClient>;

export interface Listener {
  readonly socket: LiveSocket;
  readonly post: Post;
  subscribe(channel: Channel, since: number | null): Promise<SubscribeAnswer>;
  unsubscribe(channel: Channel): void;
  /** Leaves every channel until what waits for the connection has gone out; then a snapshot of each takes its place. */
  rest(): void;
  /** Packets that have not gone out yet. */
  waiting(): number;
  readonly channels: ReadonlyMap<string, Channel>;
}

export interface ListenerOptions {
  readonly socket: LiveSocket;
  readonly post: Post;
  readonly sources: LiveSources;
  readonly channelsMax: number;
  readonly watchersOf: (room: string) => number;
  /** Hears of rooms whose number of listeners has changed. */
  readonly changed: (room: string) => void;
}

/** Rooms of viewers who see different things are different rooms. */
export function roomOf({ key }: Post, channel: string): string {
  return `${key}|${channel}`;
}

function refused(code: LiveErrorCode, message: string): SubscribeAnswer {
  return { ok: false, code, message };
}

export function createListener(options: ListenerOptions): Listener {
  const { socket, post, sources, channelsMax, watchersOf, changed } = options;
  const channels = new Map<string, Channel>();
  let resting = false;
  let waiting = 0;
  socket.conn.on('packetCreate', () => {
    waiting += 1;
  });
  socket.conn.on('drain', () => {
    waiting = 0;
  });

  /** Joined in the same tick in which the caller has told everything up to what the post has told. */
  function join(channel: Channel): void {
    const room = roomOf(post, channelName(channel));
    void socket.join(room);
    changed(room);
  }

  async function enter(channel: Channel, since: number): Promise<number> {
    const missed = await missedSince(sources, post, channel, since);
    if (missed.kind === 'snapshot') return showSnapshot(channel, missed.message);
    const to = post.stream.toldTo();
    const events = missed.message.events.filter(({ cursor }) => cursor <= to);
    if (events.length > 0) socket.emit('events', { ...missed.message, to, events });
    if (!resting) join(channel);
    return to;
  }

  function showSnapshot(channel: Channel, message: SnapshotMessage): number {
    socket.emit('snapshot', message);
    if (!resting) join(channel);
    return message.cursor;
  }

  async function wake(): Promise<void> {
    resting = false;
    for (const channel of channels.values()) {
      const message = await snapshotOf(sources, post, channel, 'too_slow');
      if (channels.has(channelName(channel))) showSnapshot(channel, message);
    }
  }

  return {
    socket,
    post,
    channels,
    waiting: () => waiting,
    subscribe: async (channel, since) => {
      const name = channelName(channel);
      if (!channels.has(name) && channels.size >= channelsMax) {
        return refused('too_many_channels', `a connection listens to at most ${channelsMax} channels`);
      }
      channels.set(name, channel);
      try {
        const cursor = await enter(channel, Math.min(since ?? post.stream.toldTo(), post.stream.toldTo()));
        return { ok: true, channel: name, cursor, watchers: watchersOf(roomOf(post, name)) };
      } catch {
        // A fault of ours: the same subscription may be asked for again.
        channels.delete(name);
        return refused('unavailable', 'the market cannot answer now; subscribe again');
      }
    },
    unsubscribe: (channel) => {
      const name = channelName(channel);
      channels.delete(name);
      void socket.leave(roomOf(post, name));
      changed(roomOf(post, name));
    },
    rest: () => {
      if (resting) return;
      resting = true;
      for (const name of channels.keys()) void socket.leave(roomOf(post, name));
      // What fails here fails again at the next subscription, where somebody hears of it.
      socket.conn.once('drain', () => void wake().catch(() => socket.disconnect(true)));
    },
  };
}
