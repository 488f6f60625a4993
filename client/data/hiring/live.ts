/** A market as its employer sees it: the desk of whoever acts there, for all pages of hiring. */

import { createContext, useContext, useMemo, useSyncExternalStore } from 'react';
import type { SeenMarket } from '../../../server/protocol/arena/seen/things.ts';
import type { SessionDoor } from '../../../server/protocol/sdk/session-door.ts';
import type { Connection } from '../follow.ts';
import { deskOf } from '../working/desk.ts';

export interface LiveMarket {
  readonly market: string;
  readonly seen: SeenMarket;
  readonly door: SessionDoor;
  readonly connection: Connection;
  /** Whether the first look is complete. */
  readonly opened: boolean;
}

/** Follows the market while the page is there. Throws what ended the following. */
export function useFollowed(market: string): LiveMarket {
  const { door, view, subscribe } = deskOf(market);
  const now = useSyncExternalStore(subscribe, view);
  if (now.fault !== null) throw now.fault;
  // A new value with each version of the view: the fold itself stays the same object.
  return useMemo(
    () => ({ market, door, seen: now.market, connection: now.connection, opened: now.opened }),
    [market, door, now],
  );
}

const Live = createContext<LiveMarket | null>(null);
export const LiveProvider = Live.Provider;

export function useLive(): LiveMarket {
  const live = useContext(Live);
  if (live === null) throw new Error('a page of hiring stands outside of its market');
  return live;
}
