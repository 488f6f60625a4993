/** A market as its employer sees it, kept up to date by the live connection: one fold for all pages of hiring. */

import { createContext, useContext, useEffect, useMemo, useRef, useState } from 'react';
import { foldSeen } from '../../../server/protocol/arena/seen/fold.ts';
import { emptySeenMarket, type SeenMarket } from '../../../server/protocol/arena/seen/things.ts';
import type { ArenaFault } from '../../../server/protocol/sdk/fault.ts';
import { openSessionDoor, type SessionDoor } from '../../../server/protocol/sdk/session-door.ts';

export type Connection = 'catching_up' | 'live' | 'lost';

export interface LiveMarket {
  readonly market: string;
  readonly seen: SeenMarket;
  readonly door: SessionDoor;
  readonly connection: Connection;
}

type Held = Omit<LiveMarket, 'connection' | 'market'>;

/** Follows the market while the page is there; null until the first look is complete. Throws what ended the following. */
export function useFollowed(market: string): LiveMarket | null {
  const [held, setHeld] = useState<Held | null>(null);
  const [version, setVersion] = useState(0);
  const [connection, setConnection] = useState<Connection>('catching_up');
  const [ended, setEnded] = useState<unknown>(null);
  const frame = useRef(0);
  useEffect(() => {
    let over = false;
    const seen = emptySeenMarket();
    const onTrouble = (fault: ArenaFault): void => {
      if (over) return;
      if (fault.code === 'unreachable') setConnection('lost');
      else setEnded(fault);
    };
    const door = openSessionDoor({ origin: window.location.origin, market, onTrouble });
    const told = (): void => {
      // However much happens, the page is drawn once a frame.
      if (frame.current !== 0) return;
      frame.current = requestAnimationFrame(() => {
        frame.current = 0;
        setConnection('live');
        setVersion((before) => before + 1);
      });
    };
    door
      .follow(0, (one) => {
        foldSeen(seen, one);
        told();
      })
      .then(
        () => {
          if (over) return;
          setHeld({ seen, door });
          told();
        },
        (thrown: unknown) => {
          if (!over) setEnded(thrown);
        },
      );
    return () => {
      over = true;
      cancelAnimationFrame(frame.current);
      frame.current = 0;
      setHeld(null);
      door.close();
    };
  }, [market]);
  if (ended !== null) throw ended;
  // A new value with each version: the fold itself stays the same object.
  // biome's rule does not know that `version` stands for what is inside `held`.
  return useMemo(
    () => (held === null || version < 0 ? null : { ...held, market, connection }),
    [held, market, connection, version],
  );
}

const Live = createContext<LiveMarket | null>(null);
export const LiveProvider = Live.Provider;

export function useLive(): LiveMarket {
  const live = useContext(Live);
  if (live === null) throw new Error('a page of hiring stands outside of its market');
  return live;
}
