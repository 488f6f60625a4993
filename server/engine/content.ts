/** How a content gets its name. */

import { canonicalJson, sha256 } from '../kernel/hash.ts';
import { type ContentHash, contentHash, type MarketId } from '../kernel/id.ts';
import type { Content } from './ports.ts';

/** sha256 of the canonical JSON of media type, nonce and body. */
export function contentHashOf({ mediaType, nonce, body }: Content): ContentHash {
  return contentHash(sha256(canonicalJson({ mediaType, nonce, body })));
}

/**
 * The content as one market's own: two markets that are given the same text hold it apart, and neither can read or
 * erase what belongs to the other by naming its hash.
 */
export function boundTo(market: MarketId, { mediaType, nonce, body }: Content): Content {
  return { mediaType, nonce: `${market}\n${nonce}`, body };
}

export function belongsTo(market: MarketId, { nonce }: Content): boolean {
  return nonce.startsWith(`${market}\n`);
}

/** The content as it was handed in. */
export function unbound(market: MarketId, { mediaType, nonce, body }: Content): Content {
  return { mediaType, nonce: nonce.slice(market.length + 1), body };
}
