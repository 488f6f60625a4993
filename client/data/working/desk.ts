/** A market as a freelancer at work knows it: everything that this person may see, folded as it happens, and the door to act by. */

import { foldSeen } from '../../../server/protocol/arena/seen/fold.ts';
import type { SeenMarket } from '../../../server/protocol/arena/seen/things.ts';
import { emptySeenMarket } from '../../../server/protocol/arena/seen/things.ts';
import { ArenaFault } from '../../../server/protocol/sdk/fault.ts';
import { openSessionDoor, type SessionDoor } from '../../../server/protocol/sdk/session-door.ts';
import type { Connection } from '../live-floor.ts';

/** The market at one moment. It is one and the same object throughout; `version` says that it changed. */
export interface DeskView {
  readonly version: number;
  readonly market: SeenMarket;
  readonly connection: Connection;
  /** Why nothing more will come; null: it goes on. */
  readonly fault: ArenaFault | null;
}

export interface Desk {
  readonly door: SessionDoor;
  view(): DeskView;
  subscribe(listener: () => void): () => void;
}

/** Going from page to page must not read a market anew. */
const KEPT_MS = 20_000;
/** Events that come together are shown together; while a long past is read, now and then. */
const SHOW_MS = 40;

function openDesk(market: string, closed: () => void): Desk {
  const folded = emptySeenMarket();
  const listeners = new Set<() => void>();
  let view: DeskView = { version: 0, market: folded, connection: 'catching_up', fault: null };
  let showing: ReturnType<typeof setTimeout> | undefined;
  let closing: ReturnType<typeof setTimeout> | undefined;

  function show(change: Partial<DeskView> = {}): void {
    clearTimeout(showing);
    showing = undefined;
    view = { ...view, ...change, version: view.version + 1 };
    for (const listener of listeners) listener();
  }

  const door = openSessionDoor({
    origin: window.location.origin,
    market,
    onTrouble: (fault) => {
      if (fault.code === 'unreachable') show({ connection: 'lost' });
      else if (fault.code !== 'closed') show({ connection: 'ended', fault });
    },
  });
  door
    .follow(0, (seen) => {
      foldSeen(folded, seen);
      if (view.connection === 'lost') view = { ...view, connection: 'live' };
      showing ??= setTimeout(show, SHOW_MS);
    })
    .then(
      () => show({ connection: 'live' }),
      (thrown: unknown) => {
        if (!(thrown instanceof ArenaFault)) throw thrown;
        if (thrown.code !== 'closed') show({ connection: 'ended', fault: thrown });
      },
    );

  return {
    door,
    view: () => view,
    subscribe: (listener) => {
      clearTimeout(closing);
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
        if (listeners.size > 0) return;
        closing = setTimeout(() => {
          door.close();
          closed();
        }, KEPT_MS);
      };
    },
  };
}

const open = new Map<string, Desk>();

export function deskOf(market: string): Desk {
  const known = open.get(market);
  if (known !== undefined) return known;
  const made = openDesk(market, () => open.delete(market));
  open.set(market, made);
  return made;
}
