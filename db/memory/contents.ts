/** Contents in memory, for tests and for tournaments that keep nothing. */

import { contentHashOf } from '../../server/engine/content.ts';
import type { Content, ContentStore } from '../../server/engine/ports.ts';
import type { ContentHash } from '../../server/kernel/id.ts';

export function createMemoryContents(): ContentStore {
  const contents = new Map<ContentHash, Content | 'erased'>();
  return {
    put: async ({ mediaType, nonce, body }) => {
      const hash = contentHashOf({ mediaType, nonce, body });
      if (!contents.has(hash)) contents.set(hash, { mediaType, nonce, body });
      return hash;
    },
    get: async (hash) => contents.get(hash) ?? null,
    erase: async (hash) => {
      contents.set(hash, 'erased');
    },
  };
}
