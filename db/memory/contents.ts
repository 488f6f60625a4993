/** Contents in memory, for tests and for tournaments that keep nothing. */

import { belongsTo, contentHashOf } from '../../server/engine/content.ts';
import type { Content, ContentStore } from '../../server/engine/ports.ts';
import type { ContentHash } from '../../server/kernel/id.ts';

export interface MemoryContents extends ContentStore {
  add(content: Content): ContentHash;
}

export function createMemoryContents(): MemoryContents {
  const contents = new Map<ContentHash, Content | 'erased'>();
  const add = ({ mediaType, nonce, body }: Content): ContentHash => {
    const hash = contentHashOf({ mediaType, nonce, body });
    if (!contents.has(hash)) contents.set(hash, { mediaType, nonce, body });
    return hash;
  };
  return {
    add,
    put: async (content) => add(content),
    get: async (hash) => contents.get(hash) ?? null,
    hashesOf: async (id) =>
      [...contents].flatMap(([hash, content]) => (content !== 'erased' && belongsTo(id, content) ? [hash] : [])),
    erase: async (hash) => {
      contents.set(hash, 'erased');
    },
  };
}
