/** Contents that the log says are erased, until the store has erased them too. */

import type { ContentHash, MarketId } from '../kernel/id.ts';
import type { LoggedEvent } from '../market/event.ts';
import { belongsTo } from './content.ts';
import type { Store } from './ports.ts';

export interface Erasing {
  /** Remembers what is still to be erased. */
  add(hashes: Iterable<ContentHash>): void;
  /** Erases what these events say is erased, and what could not be erased before. What fails is tried again the next time. */
  after(events: readonly LoggedEvent[]): Promise<void>;
  isDone(): boolean;
}

/** `report` hears of what fails. */
export function createErasing(id: MarketId, { contents }: Store, report: (thrown: unknown) => void): Erasing {
  const toErase = new Set<ContentHash>();

  async function erase(hash: ContentHash): Promise<void> {
    const content = await contents.get(hash);
    // Erased before, perhaps not to the end: old pages may have been held back by a reader.
    const ours = content === 'erased' || (content !== null && belongsTo(id, content));
    if (ours) await contents.erase(hash);
    toErase.delete(hash);
  }

  return {
    add: (hashes) => {
      for (const hash of hashes) toErase.add(hash);
    },
    after: async (events) => {
      for (const { event } of events) if (event.type === 'ContentErased') toErase.add(event.contentHash);
      for (const hash of toErase) await erase(hash).catch(report);
    },
    isDone: () => toErase.size === 0,
  };
}
