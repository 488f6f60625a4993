/** A store that knows how far it has committed, and that fails now and then: before writing, or after it without saying so. */

import type { Store } from '../../server/engine/ports.ts';
import { keyedHash } from '../../server/kernel/prng.ts';

export interface WatchedStore<S extends Store> {
  readonly store: S;
  /** Last `seq` whose commit has resolved or failed after writing. */
  committedSeq(): number;
}

/**
 * `oneIn`: of so many commits one fails; 0: none. Which one is a function of the seed and of the commit's first command,
 * so that cutting steps out of a stream leaves the other failures where they were. No commit fails twice.
 */
export function watchedStore<S extends Store>(inner: S, seed: string, oneIn: number): WatchedStore<S> {
  const failed = new Set<string>();
  let committed = 0;

  async function committing(commit: Parameters<Store['commit']>[0]): ReturnType<Store['commit']> {
    const first = commit.events[0]?.commandId ?? '';
    const dice = oneIn === 0 ? 1 : Number.parseInt(keyedHash(seed, 'fault', first).slice(0, 8), 16);
    const fails = oneIn > 0 && dice % oneIn === 0 && !failed.has(first);
    failed.add(first);
    const silently = (dice >>> 16) % 2 === 0;
    if (fails && !silently) throw new Error('the simulated disk is gone');
    const result = await inner.commit(commit);
    if (result.ok) committed = Math.max(committed, commit.expectedSeq + commit.events.length);
    if (fails) throw new Error('the simulated disk wrote and then was gone');
    return result;
  }

  return {
    store: { ...inner, commit: committing },
    committedSeq: () => committed,
  };
}
