/** Remembers findings by identity, bounded by entries and by size; the one used longest ago goes first. */

import type { Finding } from './combine.ts';

export interface CacheLimits {
  readonly entries: number;
  /** All entries together, in characters of JSON. */
  readonly characters: number;
}

export const CACHE_LIMITS: CacheLimits = { entries: 10_000, characters: 67_108_864 };

export interface VerdictCache {
  get(identity: string): Finding | null;
  set(finding: Finding): void;
}

/** Entries are kept as JSON: their size is known, and nobody who got one can change it for the next. */
export function createVerdictCache(limits: CacheLimits): VerdictCache {
  const texts = new Map<string, string>();
  let characters = 0;
  const drop = (identity: string): string | null => {
    const text = texts.get(identity);
    if (text === undefined) return null;
    texts.delete(identity);
    characters -= text.length;
    return text;
  };
  const put = (identity: string, text: string): void => {
    drop(identity);
    texts.set(identity, text);
    characters += text.length;
    for (const oldest of texts.keys()) {
      if (texts.size <= limits.entries && characters <= limits.characters) return;
      drop(oldest);
    }
  };
  return {
    get: (identity) => {
      const text = drop(identity);
      if (text === null) return null;
      put(identity, text);
      return JSON.parse(text) as Finding;
    },
    set: (finding) => put(finding.identity, JSON.stringify(finding)),
  };
}
