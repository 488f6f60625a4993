/** A market as one kind of viewer follows it: events collected between ticks, then told to each channel in one message. */

import type { Seen } from '../protocol/arena/client.ts';
import type { EventsMessage } from '../protocol/realtime.ts';
import { channelsOf } from './channel.ts';

export interface Stream {
  /** The cursor up to which every channel has been told. */
  toldTo(): number;
  hear(seen: Seen): void;
  /** One message for each of the channels that somebody listens to and that has news. */
  take(isListenedTo: (channel: string) => boolean): readonly EventsMessage[];
}

/** `cursor`: where the viewer stands when the stream begins. */
export function createStream(cursor: number): Stream {
  /** Up to where all news of a channel were told, or passed while nobody listened: its next message begins there. */
  const toldOf = new Map<string, number>();
  const begin = cursor;
  let told = cursor;
  let pending: Seen[] = [];

  function message(channel: string, events: readonly Seen[]): EventsMessage {
    const from = toldOf.get(channel) ?? begin;
    toldOf.set(channel, told);
    return { channel, from, to: told, events };
  }

  return {
    toldTo: () => told,
    hear: (seen) => pending.push(seen),
    take: (isListenedTo) => {
      const last = pending.at(-1);
      if (last === undefined) return [];
      const news = new Map<string, Seen[]>();
      for (const seen of pending) {
        for (const channel of ['market', ...channelsOf(seen.event)]) {
          const events = news.get(channel);
          if (events !== undefined) events.push(seen);
          else if (isListenedTo(channel)) news.set(channel, [seen]);
          // Nobody hears of it now; whoever comes later catches up by cursor.
          else toldOf.set(channel, last.cursor);
        }
      }
      told = last.cursor;
      pending = [];
      return [...news].map(([channel, events]) => message(channel, events));
    },
  };
}
