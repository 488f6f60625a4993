/** How a content gets its name. */

import { canonicalJson, sha256 } from '../kernel/hash.ts';
import { type ContentHash, contentHash } from '../kernel/id.ts';
import type { Content } from './ports.ts';

/** sha256 of the canonical JSON of media type, nonce and body. */
export function contentHashOf({ mediaType, nonce, body }: Content): ContentHash {
  return contentHash(sha256(canonicalJson({ mediaType, nonce, body })));
}
