/** Batch windows: bidding commands of one window take effect together, in an order nobody can win by haste or by choice. */

import { keyedHash } from '../kernel/prng.ts';
import type { Command, CommandType } from '../market/command.ts';

/** The commands for which arrival order could decide something. */
const BIDDING: ReadonlySet<CommandType> = new Set(['PlaceBid', 'AmendBid', 'RetractBid']);

export interface Held<T> {
  readonly command: Command;
  readonly item: T;
}

export interface BatchWindow<T> {
  /** Keeps the command until its window ends and returns true, or returns false: it is not of a kind that waits. */
  hold(command: Command, item: T, now: number): boolean;
  /** When the open window ends, or null when nothing is held. */
  endsAt(): number | null;
  /** Whether anything held came before `at`: only then does something due at `at` end the window. */
  holdsFromBefore(at: number): boolean;
  /** Everything held, in its drawn order, with the moment at which it takes effect: the last before `until`. */
  release(until: number): { readonly at: number; readonly held: readonly Held<T>[] };
}

/** Windows of `batchMs`; 0 holds nothing. `seed` is the market's secret. */
export function createBatchWindow<T>(batchMs: number, seed: string): BatchWindow<T> {
  let held: Held<T>[] = [];
  let end: number | null = null;
  let opened = 0;
  return {
    hold: (command, item, now) => {
      if (batchMs === 0 || !BIDDING.has(command.type)) return false;
      if (end === null) opened = now;
      end ??= (Math.floor(now / batchMs) + 1) * batchMs;
      held.push({ command, item });
      return true;
    },
    endsAt: () => end,
    holdsFromBefore: (at) => end !== null && opened < at,
    release: (until) => {
      const window = Math.min(until, end ?? until);
      const drawn = inDrawnOrder(held, seed, window);
      held = [];
      end = null;
      return { at: window - 1, held: drawn };
    },
  };
}

/** By keyed hash of the actor, so that no choice of command id helps; one actor's own commands keep their order. */
function inDrawnOrder<T>(held: readonly Held<T>[], seed: string, window: number): Held<T>[] {
  const key = ({ command: { actor } }: Held<T>): string =>
    keyedHash(seed, 'window', window, actor.kind === 'participant' ? actor.participantId : actor.kind);
  return held
    .map((one, index) => ({ one, index, key: key(one) }))
    .sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : a.index - b.index))
    .map(({ one }) => one);
}
