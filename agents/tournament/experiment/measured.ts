/** What earlier runs say about a planned one: how long they took, and how far contrasts spread over repetitions. */

import type { TournamentConfig } from '../config.ts';
import type { Roster } from '../roster.ts';

/** An earlier run, as far as time is concerned. */
export interface TimedRun {
  readonly design: string;
  readonly postings: number;
  readonly seconds: number;
  /** Programs at a time; null: not written down. */
  readonly workers: number | null;
  readonly processor: string;
}

/** What a contrast of an earlier experiment measured. */
export interface Spread {
  readonly outcome: string;
  readonly figure: string;
  readonly contrast: string;
  readonly deviation: number;
  readonly pairs: number;
}

export interface Measured {
  readonly runs: readonly TimedRun[];
  readonly spreads: readonly Spread[];
}

export const NOTHING_MEASURED: Measured = { runs: [], spreads: [] };

/** How often a project is posted in a run, over all of its markets. */
export function postingsOf({ protocol, rounds, corpus }: TournamentConfig, projects: number, roster: Roster): number {
  const posted = Math.min(corpus.limit ?? projects, projects) * rounds;
  return protocol === 'solo' ? posted * roster.entries.length : posted;
}

export interface TimeEstimate {
  readonly seconds: number;
  /** `same_runs`: every treatment has been played before. `per_posting`: others were, and their postings counted. */
  readonly basis: 'same_runs' | 'per_posting';
  readonly measuredRuns: number;
  readonly workers: readonly number[];
  readonly processors: readonly string[];
}

/** Null: nobody has measured anything. */
export function estimateTime(
  planned: readonly { readonly design: string; readonly postings: number }[],
  { runs }: Measured,
): TimeEstimate | null {
  const postings = runs.reduce((sum, run) => sum + run.postings, 0);
  if (postings === 0) return null;
  const byDesign = Map.groupBy(runs, ({ design }) => design);
  const isKnown = planned.every(({ design }) => byDesign.has(design));
  const used = isKnown ? runs.filter(({ design }) => planned.some((one) => one.design === design)) : runs;
  const mean = (values: readonly number[]): number => values.reduce((sum, one) => sum + one, 0) / values.length;
  const perPosting = runs.reduce((sum, run) => sum + run.seconds, 0) / postings;
  const seconds = planned.reduce((sum, one) => {
    const same = isKnown ? byDesign.get(one.design) : undefined;
    return sum + (same === undefined ? perPosting * one.postings : mean(same.map((run) => run.seconds)));
  }, 0);
  return {
    seconds,
    basis: isKnown ? 'same_runs' : 'per_posting',
    measuredRuns: used.length,
    workers: [...new Set(used.flatMap(({ workers }) => workers ?? []))].sort((a, b) => a - b),
    processors: [...new Set(used.map(({ processor }) => processor))].sort(),
  };
}
