/** Titles of projects: asked for many at once, once each, and only of those that somebody looks at. */

import { useSyncExternalStore } from 'react';
import { readTitles } from '../../server/protocol/sdk/calls.ts';
import { ArenaFault } from '../../server/protocol/sdk/fault.ts';
import { inMarket } from './market.ts';

const GATHER_MS = 30;
const AT_ONCE = 50;

interface Titles {
  titleOf(projectId: number): string | null;
  subscribe(listener: () => void): () => void;
}

function createTitles(market: string): Titles {
  const known = new Map<number, string>();
  const asked = new Set<number>();
  const listeners = new Set<() => void>();
  let waiting: number[] = [];

  async function ask(): Promise<void> {
    const ids = waiting.slice(0, AT_ONCE);
    waiting = waiting.slice(AT_ONCE);
    if (waiting.length > 0) setTimeout(() => void ask(), GATHER_MS);
    try {
      for (const { id, title } of await readTitles(inMarket(market), ids)) {
        // A posting that cannot be read has none; a link to it needs words all the same.
        if (title.trim() !== '') known.set(id, title);
      }
    } catch (thrown) {
      if (!(thrown instanceof ArenaFault)) throw thrown;
      // A title that could not be had is asked for again by the next who shows it.
      for (const id of ids) asked.delete(id);
    }
    for (const listener of listeners) listener();
  }

  return {
    titleOf: (projectId) => {
      if (!asked.has(projectId)) {
        asked.add(projectId);
        if (waiting.length === 0) setTimeout(() => void ask(), GATHER_MS);
        waiting.push(projectId);
      }
      return known.get(projectId) ?? null;
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}

const byMarket = new Map<string, Titles>();

function titlesOf(market: string): Titles {
  const titles = byMarket.get(market) ?? createTitles(market);
  byMarket.set(market, titles);
  return titles;
}

/** Null until it has come. */
export function useTitleOf(market: string, projectId: number): string | null {
  const titles = titlesOf(market);
  return useSyncExternalStore(titles.subscribe, () => titles.titleOf(projectId));
}
