/** The floor of a market, live: followed by the SDK over whatever becomes of the connection, painted at most once a frame. */

import { ArenaFault } from '../../server/protocol/sdk/fault.ts';
import { openSessionDoor } from '../../server/protocol/sdk/session-door.ts';
import { emptyFloor, type Floor } from './floor.ts';
import { foldFloor } from './floor-fold.ts';

export type Connection = 'catching_up' | 'live' | 'lost' | 'ended';

/** The floor at one frame. The floor itself is one and the same; `frame` says that it changed. */
export interface FloorView {
  readonly frame: number;
  readonly floor: Floor;
  readonly connection: Connection;
  /** Why nothing more will come; null: it goes on. */
  readonly fault: ArenaFault | null;
}

export interface LiveFloor {
  view(): FloorView;
  subscribe(listener: () => void): () => void;
}

/** How long a floor that nobody looks at is kept: going from page to page must not read a market anew. */
const KEPT_MS = 20_000;
/** A past of many thousand events is painted now and then while it is read. */
const PAINT_MS = 120;

function openFloor(market: string, closed: () => void): LiveFloor {
  const floor = emptyFloor();
  const listeners = new Set<() => void>();
  let view: FloorView = { frame: 0, floor, connection: 'catching_up', fault: null };
  let painting = false;
  let closing: ReturnType<typeof setTimeout> | undefined;

  function paint(change: Partial<FloorView> = {}): void {
    view = { ...view, ...change, frame: view.frame + 1 };
    for (const listener of listeners) listener();
  }

  /** Whatever happens until the next frame is painted with it. */
  function paintSoon(): void {
    if (painting) return;
    painting = true;
    const wait = view.connection === 'catching_up' ? PAINT_MS : 0;
    setTimeout(
      () =>
        requestAnimationFrame(() => {
          painting = false;
          paint();
        }),
      wait,
    );
  }

  const door = openSessionDoor({
    origin: window.location.origin,
    market,
    onTrouble: (fault) => {
      if (fault.code === 'unreachable') paint({ connection: 'lost' });
      else if (fault.code !== 'closed') paint({ connection: 'ended', fault });
    },
  });
  door
    .follow(0, (seen) => {
      foldFloor(floor, seen);
      // What comes after a loss of the connection shows that it is there again.
      if (view.connection === 'lost') view = { ...view, connection: 'live' };
      paintSoon();
    })
    .then(
      () => paint({ connection: 'live' }),
      (thrown: unknown) => {
        if (!(thrown instanceof ArenaFault)) throw thrown;
        if (thrown.code !== 'closed') paint({ connection: 'ended', fault: thrown });
      },
    );

  return {
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

const open = new Map<string, LiveFloor>();

/** The floor of this market: one for all pages that show it. */
export function liveFloor(market: string): LiveFloor {
  const known = open.get(market);
  if (known !== undefined) return known;
  const made = openFloor(market, () => open.delete(market));
  open.set(market, made);
  return made;
}
