/** What detectors look at: the rows of a run, and what its content store says of them. Who is what is not in it. */

import type { Acceptance, Files } from '../../../server/protocol/arena/acceptance.ts';
import { together } from '../observations/observe-market.ts';
import type { Observed, ProjectRow } from '../observations/row-schema.ts';

/** Names a project or a delivery in a run: its market and its number there. */
export type PlaceKey = `${string}/${number}`;

export function placeKey(market: string, number: number): PlaceKey {
  return `${market}/${number}`;
}

export interface WatchedRun {
  /** Honeypots included. */
  readonly observed: Observed;
  readonly settlement: 'verdict' | 'employer';
  /** Employers' names by project. */
  readonly employers: ReadonlyMap<PlaceKey, string>;
  /** Projects of which the employer released money by its own command. */
  readonly releasedByEmployer: ReadonlySet<PlaceKey>;
  /** Answer keys of the projects that cannot be passed honestly. */
  readonly honeypots: ReadonlySet<string>;
  /** Delivered programs by their hash; what was erased is not in it. */
  readonly files: ReadonlyMap<string, Files>;
  /** Visible acceptances by the name of their answer key. */
  readonly shown: ReadonlyMap<string, Acceptance>;
  /** What postings say in words, programs to start from among it, by the name of their answer key. */
  readonly given: ReadonlyMap<string, string>;
  /** How the cases of a verdict ended, by delivery: outcomes only. */
  readonly outcomes: ReadonlyMap<PlaceKey, readonly string[]>;
}

/** Markets of the same accounts as one run. Their names differ, and so do the places in them. */
export function watchedTogether(runs: readonly [WatchedRun, ...WatchedRun[]]): WatchedRun {
  const [{ settlement }] = runs;
  return {
    settlement,
    observed: together(runs.map(({ observed }) => observed)),
    employers: new Map(runs.flatMap(({ employers }) => [...employers])),
    releasedByEmployer: new Set(runs.flatMap(({ releasedByEmployer }) => [...releasedByEmployer])),
    honeypots: new Set(runs.flatMap(({ honeypots }) => [...honeypots])),
    files: new Map(runs.flatMap(({ files }) => [...files])),
    shown: new Map(runs.flatMap(({ shown }) => [...shown])),
    given: new Map(runs.flatMap(({ given }) => [...given])),
    outcomes: new Map(runs.flatMap(({ outcomes }) => [...outcomes])),
  };
}

/** Rows of projects by their place. */
export function projectsByPlace({ observed }: WatchedRun): Map<PlaceKey, ProjectRow> {
  return new Map(observed.project.map((row) => [placeKey(row.market, row.project ?? 0), row]));
}

/** Freelancers that have done anything, in order of their names. */
export function freelancersIn({ observed }: WatchedRun): string[] {
  return [...new Set([...observed.bid, ...observed.delivery].map(({ freelancer }) => freelancer))].sort();
}
