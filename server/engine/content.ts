/** How a content gets its name. */

import { sha256 } from '../kernel/hash.ts';
import { type ContentHash, contentHash, type MarketId } from '../kernel/id.ts';
import type { Content } from './ports.ts';

/** Names of contents that nobody can change any more: a bid's text is named, sent and written. */
const names = new WeakMap<Content, ContentHash>();

/** What `canonicalJson` makes of the three texts, without looking for what their keys are. */
function canonicalText({ mediaType, nonce, body }: Content): string {
  return `{"body":${JSON.stringify(body)},"mediaType":${JSON.stringify(mediaType)},"nonce":${JSON.stringify(nonce)}}`;
}

/** sha256 of the canonical JSON of media type, nonce and body. */
export function contentHashOf(content: Content): ContentHash {
  const known = names.get(content);
  if (known !== undefined) return known;
  const name = contentHash(sha256(canonicalText(content)));
  if (Object.isFrozen(content)) names.set(content, name);
  return name;
}

/**
 * The content as one market's own: two markets that are given the same text hold it apart, and neither can read or
 * erase what belongs to the other by naming its hash.
 */
export function boundTo(market: MarketId, { mediaType, nonce, body }: Content): Content {
  return Object.freeze({ mediaType, nonce: `${market}\n${nonce}`, body });
}

export function belongsTo(market: MarketId, { nonce }: Content): boolean {
  return nonce.startsWith(`${market}\n`);
}

/** The content as it was handed in. */
export function unbound(market: MarketId, { mediaType, nonce, body }: Content): Content {
  return { mediaType, nonce: nonce.slice(market.length + 1), body };
}
