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

/** In place and after the parsing: a reviver, called for every figure in the text, takes three times as long. */
function unpack(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) {
    for (const [index, entry] of value.entries()) if (isObject(entry)) value[index] = unpack(entry);
    return value;
  }
  const tagged = value as { $map?: [unknown, unknown][]; $set?: unknown[] };
  if (Array.isArray(tagged.$map)) return new Map(unpack(tagged.$map) as [unknown, unknown][]);
  if (Array.isArray(tagged.$set)) return new Set(unpack(tagged.$set) as unknown[]);
  const fields = value as Record<string, unknown>;
  for (const key in fields) if (isObject(fields[key])) fields[key] = unpack(fields[key]);
  return value;
}

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null;
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
    return unpack(JSON.parse(text)) as { shape?: number; state?: MarketState } | null;
  } catch (thrown) {
    if (thrown instanceof SyntaxError) return null;
    throw thrown;
  }
}
