/** Where a database's calls of models lie: beside it those of its own tournaments, or all around it those of the run that it is of. */

import { readdir } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { createKeptCalls, type KeptCalls } from '../agents/llm/kept-calls.ts';

/** How the database of a run is called; others have no run around them. */
const OF_A_RUN = 'market.db';

/** Folders of tournaments that may have played this market: a market's name begins with its tournament's. */
async function tournamentsIn(folder: string, market: string): Promise<readonly string[]> {
  try {
    const entries = await readdir(folder, { withFileTypes: true });
    const fitting = entries.filter((entry) => entry.isDirectory() && market.startsWith(entry.name));
    return fitting.map(({ name }) => join(folder, name));
  } catch (thrown) {
    // A server that has asked no model yet.
    if (thrown instanceof Error && 'code' in thrown && thrown.code === 'ENOENT') return [];
    throw thrown;
  }
}

/** Null: what is kept in memory only leaves no calls. */
export function keptCallsBeside(database: string | null): KeptCalls | null {
  if (database === null) return null;
  const around = basename(database) === OF_A_RUN ? [dirname(database)] : [];
  return createKeptCalls(async (market) => [...around, ...(await tournamentsIn(`${database}.models`, market))]);
}
