/** Writes of one kind, each market's one after the other: for what is read, changed and kept as a whole. */

import type { MarketId } from '../kernel/id.ts';

export type InTurn = <T>(id: MarketId, work: () => Promise<T>) => Promise<T>;

export function createTurns(): InTurn {
  const last = new Map<MarketId, Promise<unknown>>();
  return async (id, work) => {
    const before = last.get(id) ?? Promise.resolve();
    // Whoever came before was told what went wrong; the next one is not kept from its turn.
    const turn = before.then(work, work);
    last.set(id, turn);
    try {
      return await turn;
    } finally {
      if (last.get(id) === turn) last.delete(id);
    }
  };
}
