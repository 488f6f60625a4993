/** The door of one market for people in a browser: following it live, sending commands, documents. */

import { marketId } from '../../kernel/id.ts';
import type { ArenaFault } from './fault.ts';
import { createHttp } from './http.ts';
import { type Door, openDoor } from './network.ts';
import { PATIENCE_MS, type SessionOptions, TRY_MS } from './session.ts';

export type SessionDoor = Door;

export interface SessionDoorOptions extends SessionOptions {
  readonly market: string;
  /** Hears when the live connection was lost, which mends itself, and when what was followed has ended for good. */
  readonly onTrouble: (fault: ArenaFault) => void;
}

export function openSessionDoor(given: SessionDoorOptions): SessionDoor {
  const { origin, market, onTrouble, patienceMs = PATIENCE_MS, tryMs = TRY_MS } = given;
  const closing = new AbortController();
  const options = { origin, token: null, market: marketId(market), patienceMs, tryMs, onTrouble };
  const http = createHttp({ ...options, signal: closing.signal });
  const { stopFollowing, ...door } = openDoor(http, options.market, options);
  return {
    ...door,
    close: () => {
      closing.abort();
      stopFollowing();
    },
  };
}
