/** Counts how often each key came within some windows of time, and says when it was too often. */

import type { Millis } from '../kernel/clock.ts';

export interface Window {
  readonly ms: number;
  readonly max: number;
}

export interface Allowance {
  readonly ok: boolean;
  /** What is left in the tightest window. */
  readonly remaining: number;
  /** Until the window that is fullest begins anew. */
  readonly resetMs: number;
}

export interface Counter {
  /** Counts one more, or `weight` more, unless that is more than the key has left. */
  take(key: string, weight?: number): Allowance;
  forget(key: string): void;
}

interface Span {
  startedAt: Millis;
  count: number;
}

/** Keys counted at the same time. Beyond them the oldest is forgotten: memory is worth more than one key's count. */
const KEYS = 100_000;

export function createCounter(windows: readonly Window[], now: () => Millis, keys = KEYS): Counter {
  const spans = new Map<string, readonly Span[]>();

  /** The key's windows, begun anew where they have passed. A clock that was set back begins them anew as well. */
  function spansOf(key: string, at: Millis): readonly Span[] {
    const found = spans.get(key) ?? windows.map(() => ({ startedAt: at, count: 0 }));
    for (const [index, span] of found.entries()) {
      const age = at - span.startedAt;
      if (age >= 0 && age < (windows[index]?.ms ?? 0)) continue;
      span.startedAt = at;
      span.count = 0;
    }
    spans.set(key, found);
    const [oldest] = spans.keys();
    if (spans.size > keys && oldest !== undefined) spans.delete(oldest);
    return found;
  }

  return {
    take: (key, weight = 1) => {
      const at = now();
      const found = spansOf(key, at);
      const left = found.map(({ startedAt, count }, index) => {
        const { ms = 0, max = 0 } = windows[index] ?? {};
        return { free: max - count, resetMs: startedAt + ms - at };
      });
      const ok = left.every(({ free }) => free >= weight);
      if (ok) for (const span of found) span.count += weight;
      const tightest = left.reduce((one, other) => (other.free < one.free ? other : one), {
        free: Number.POSITIVE_INFINITY,
        resetMs: 0,
      });
      // Where several windows are full, only the last to begin anew lets the key through again.
      const resetMs = ok
        ? tightest.resetMs
        : Math.max(...left.filter(({ free }) => free < weight).map((one) => one.resetMs));
      return { ok, remaining: ok ? tightest.free - weight : 0, resetMs };
    },
    forget: (key) => {
      spans.delete(key);
    },
  };
}
