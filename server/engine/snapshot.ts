/** A market's state as text and back, so that a restart need not fold the whole log. */

import type { MarketId } from '../kernel/id.ts';
import { emptyMarket, type MarketState } from '../market/state.ts';

/** Raised when the state's shape changes: an older snapshot is then ignored and the log folded instead. */
const SHAPE = 2;

function pack(_key: string, value: unknown): unknown {
  if (value instanceof Map) return { $map: [...value] };
  if (value instanceof Set) return { $set: [...value] };
  return value;
}

function unpack(_key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  const tagged = value as { $map?: [unknown, unknown][]; $set?: unknown[] };
  if (Array.isArray(tagged.$map)) return new Map(tagged.$map);
  return Array.isArray(tagged.$set) ? new Set(tagged.$set) : value;
}

export function packState(state: MarketState): string {
  return JSON.stringify({ shape: SHAPE, state }, pack);
}

/** The state, or null when the text is damaged, of another shape or of another market. */
export function unpackState(text: string, id: MarketId): MarketState | null {
  const packed = parse(text);
  if (packed?.shape !== SHAPE || packed.state?.marketId !== id) return null;
  return { ...emptyMarket(id), ...packed.state };
}

function parse(text: string): { shape?: number; state?: MarketState } | null {
  try {
    return JSON.parse(text, unpack) as { shape?: number; state?: MarketState } | null;
  } catch (thrown) {
    if (thrown instanceof SyntaxError) return null;
    throw thrown;
  }
}
