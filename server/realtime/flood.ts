/** What one caller cannot do to the others: hold too many connections, ask more than is answered. */

import type { LiveSocket } from './listener.ts';

/** Connections of each holder. */
export interface Holders {
  isFull(holder: string): boolean;
  enter(holder: string): void;
  leave(holder: string): void;
}

export function createHolders(max: number | null): Holders {
  const open = new Map<string, number>();
  const count = (holder: string): number => open.get(holder) ?? 0;
  return {
    isFull: (holder) => max !== null && count(holder) >= max,
    enter: (holder) => void open.set(holder, count(holder) + 1),
    leave: (holder) => {
      const left = count(holder) - 1;
      if (left > 0) open.set(holder, left);
      else open.delete(holder);
    },
  };
}

/** So many times too much, and the connection ends. */
const PATIENCE = 8;

/** What a connection asked and has not been answered yet. */
export interface Asking {
  /** Runs the work, or says with null that there is too much already; who goes on all the same is sent away. */
  run<T>(work: () => Promise<T>): Promise<T | null>;
}

export function createAsking(socket: LiveSocket, max: number): Asking {
  let under = 0;
  let refused = 0;
  return {
    run: async (work) => {
      if (under >= max) {
        refused += 1;
        if (refused === max * PATIENCE) {
          socket.emit('goodbye', { reason: 'too_many_requests' });
          socket.disconnect(true);
        }
        return null;
      }
      under += 1;
      try {
        return await work();
      } finally {
        under -= 1;
      }
    },
  };
}
