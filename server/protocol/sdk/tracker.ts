/** Where a follower stands: hands over each event once and in order, and reads what the live connection did not tell. */

import type { Seen } from '../arena/client.ts';
import type { EventsMessage } from '../realtime.ts';
import { ArenaFault } from './fault.ts';
import { waited, waitMs } from './waiting.ts';

export interface TrackerOptions {
  readonly since: number;
  readonly listener: (seen: Seen) => void;
  /** At most `page` events after a cursor; fewer: there were no more. */
  readonly read: (since: number) => Promise<readonly Seen[]>;
  readonly page: number;
  /** Takes what the follower knows from a snapshot, instead of a long past, and says where that stands; null: reads on. */
  readonly leap: (() => Promise<number>) | null;
  /** Called when there is no going on. */
  readonly end: (fault: ArenaFault) => void;
  readonly signal: AbortSignal;
}

export interface Tracker {
  /** Everything up to here was handed over. */
  cursor(): number;
  hear(message: EventsMessage): void;
  /** The market stands at `cursor`, and nobody will tell what lies before it. */
  behind(cursor: number): void;
  /** Reads to the end of what there was: a market in which something always happens has no other. */
  catchUp(): Promise<void>;
  /** Rejects where the server's log is not the one that was followed so far. */
  checkLog(): Promise<void>;
}

/** Equal in what cannot differ between two tellings of one event. */
function sameEvent(one: Seen, other: Seen): boolean {
  const fields = ({ event }: Seen): string =>
    JSON.stringify(Object.entries(event).sort(([a], [b]) => (a < b ? -1 : 1)));
  return one.cursor === other.cursor && one.at === other.at && fields(one) === fields(other);
}

/** Full pages that are read one after the other before it is cheaper to take a snapshot. */
const FAR_PAGES = 2;

export function createTracker({ since, listener, read, page, leap, end, signal }: TrackerOptions): Tracker {
  let cursor = since;
  let last: Seen | null = null;
  /** The market is known to reach at least to here. */
  let known = since;
  let reading: Promise<void> | null = null;

  function hand(events: readonly Seen[]): void {
    for (const seen of events) {
      // Whoever stopped in the middle of a message hears nothing of its rest.
      if (signal.aborted) return;
      if (seen.cursor <= cursor) continue;
      cursor = seen.cursor;
      last = seen;
      try {
        listener(seen);
      } catch (thrown) {
        const reason = thrown instanceof Error ? thrown.message : String(thrown);
        end(new ArenaFault('listener_failed', `event ${seen.cursor}: ${reason}`));
      }
    }
  }

  async function leapOn(to: () => Promise<number>): Promise<void> {
    const reached = await to();
    if (signal.aborted || reached <= cursor) return;
    cursor = reached;
    known = Math.max(known, reached);
    // What lies between was never heard, so there is nothing that another log could be told by.
    last = null;
  }

  async function readOn(): Promise<void> {
    for (let pages = 1; ; pages += 1) {
      const events = await read(cursor);
      hand(events);
      if (signal.aborted || events.length < page) return;
      if (leap !== null && pages % FAR_PAGES === 0) await leapOn(leap);
    }
  }

  /** One reading at a time: whoever asks while one is under way may have come after its last page. */
  async function catchUp(): Promise<void> {
    await reading?.catch(() => undefined);
    reading ??= readOn().finally(() => {
      reading = null;
    });
    return reading;
  }

  /** Reads until what is known to be there was handed over; what the network keeps from it is tried again for ever. */
  async function close(): Promise<void> {
    for (let tries = 0; !signal.aborted && cursor < known; tries += 1) {
      try {
        await catchUp();
      } catch (thrown) {
        if (!(thrown instanceof ArenaFault)) throw thrown;
        if (thrown.retryAfterMs === null) return end(thrown);
      }
      if (cursor < known) await waited(waitMs(tries), signal);
    }
  }

  function behind(to: number): void {
    const closing = known > cursor;
    known = Math.max(known, to);
    if (!closing && known > cursor) void close();
  }

  return {
    cursor: () => cursor,
    hear: ({ from, to, events }) => {
      // While something is being read, what comes now would be out of order: it is read as well.
      if (reading === null && from <= cursor) hand(events);
      behind(to);
    },
    behind,
    catchUp,
    checkLog: async () => {
      // What is handed over while this is asked is not what was asked about.
      const heard = last;
      if (heard === null) return;
      const [there] = await read(heard.cursor - 1);
      if (there !== undefined && sameEvent(there, heard)) return;
      throw new ArenaFault('another_log', `the server has another event ${heard.cursor} than the one that was heard`);
    },
  };
}
