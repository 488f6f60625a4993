/**
 * A market followed live, in one way for all pages: opened, folded, lost and found again, shared by whoever shows it, and kept for a
 * while when nobody does.
 */

import type { Seen } from '../../server/protocol/arena/client.ts';
import { ArenaFault } from '../../server/protocol/sdk/fault.ts';
import { openSessionDoor, type SessionDoor } from '../../server/protocol/sdk/session-door.ts';

export type Connection = 'catching_up' | 'live' | 'lost' | 'ended';

export interface FollowState {
  readonly connection: Connection;
  /** Whether all that there was when it began is there to be shown. It stays so, whatever becomes of the connection. */
  readonly opened: boolean;
  /** Why nothing more will come; null: it goes on. */
  readonly fault: ArenaFault | null;
}

/** What is folded of a market. */
interface Folded {
  /** The viewer's cursor of the last event in it. */
  readonly cursor: number;
}

export interface FollowOptions<T extends Folded> {
  /** Before anything was heard. */
  readonly empty: () => T;
  /** As it stands now, so that no past is read. */
  readonly snapshot: (door: SessionDoor) => Promise<T>;
  readonly fold: (folded: T, seen: Seen) => void;
  /** Hears of each event folded in, and of each change of the state, which is to be shown at once. */
  readonly changed: (what: 'event' | 'state') => void;
}

export interface Followed<T> {
  readonly door: SessionDoor;
  /** One and the same object from event to event; another one after a snapshot. */
  folded(): T;
  state(): FollowState;
}

/** Opens the connection; closing the door ends it. */
export function followMarket<T extends Folded>(market: string, options: FollowOptions<T>): Followed<T> {
  const { empty, snapshot, fold, changed } = options;
  let folded = empty();
  let state: FollowState = { connection: 'catching_up', opened: false, fault: null };

  function become(change: Partial<FollowState>): void {
    if (state.connection === 'ended') return;
    state = { ...state, ...change };
    changed('state');
  }

  const door = openSessionDoor({
    origin: window.location.origin,
    market,
    onTrouble: (fault) => {
      if (fault.code === 'unreachable') become({ connection: 'lost' });
      else if (fault.code !== 'closed') become({ connection: 'ended', fault });
    },
  });

  /** Takes the market as it stands; where that is. */
  async function leap(): Promise<number> {
    const taken = await snapshot(door);
    // A market that is further than its snapshot is not set back to it.
    if (taken.cursor >= folded.cursor) folded = taken;
    changed('event');
    return taken.cursor;
  }

  async function begin(): Promise<void> {
    await leap();
    become({ opened: true });
    const listener = (seen: Seen): void => {
      fold(folded, seen);
      // What was missed is being read: not yet what happens now.
      if (state.connection === 'lost') become({ connection: 'catching_up' });
      changed('event');
    };
    await door.follow(folded.cursor, listener, { leap, onLive: () => become({ connection: 'live' }) });
  }

  begin().catch((thrown: unknown) => {
    if (!(thrown instanceof ArenaFault)) throw thrown;
    if (thrown.code !== 'closed') become({ connection: 'ended', fault: thrown });
  });
  return { door, folded: () => folded, state: () => state };
}

/** How long a market that nobody looks at is followed on: going from page to page must not open it anew. */
const KEPT_MS = 20_000;

/** Listeners of something that is closed a while after the last of them left; at once where `isOver`, so that the next is a new one. */
export function createAudience(
  isOver: () => boolean,
  close: () => void,
): {
  readonly tell: () => void;
  readonly subscribe: (listener: () => void) => () => void;
} {
  const listeners = new Set<() => void>();
  // Whoever opens it without listening has changed its mind.
  let closing = setTimeout(close, KEPT_MS);
  return {
    tell: () => {
      for (const listener of listeners) listener();
    },
    subscribe: (listener) => {
      clearTimeout(closing);
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
        if (listeners.size === 0) closing = setTimeout(close, isOver() ? 0 : KEPT_MS);
      };
    },
  };
}

/** One for each market, made when it is first asked for; `forget` makes the next one who asks get another. */
export function onePerMarket<T>(make: (market: string, forget: () => void) => T): (market: string) => T {
  const open = new Map<string, T>();
  return (market) => {
    const known = open.get(market) ?? make(market, () => open.delete(market));
    open.set(market, known);
    return known;
  };
}
