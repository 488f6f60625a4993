/** Bids of two freelancers on the same projects: what screens for agreements are made from. */

import type { BidRow, ProjectRow } from '../observations/row-schema.ts';
import { deviation } from '../statistics/moments.ts';
import { placeKey, projectsByPlace, type WatchedRun } from './watched-run.ts';

export interface Meeting {
  readonly project: ProjectRow;
  readonly bids: readonly [BidRow, BidRow];
}

export interface Pair {
  /** In order of their names. */
  readonly names: readonly [string, string];
  /** Projects on which both bid, in order of time. */
  readonly met: readonly Meeting[];
}

/** More freelancers are not compared two by two. */
export const PAIRED_MAX = 100;

function allPairs(run: WatchedRun): Pair[] {
  const projects = projectsByPlace(run);
  const bids = run.observed.bid.filter(({ status }) => status !== 'retracted');
  if (new Set(bids.map(({ freelancer }) => freelancer)).size > PAIRED_MAX) return [];
  const met = new Map<string, { readonly names: readonly [string, string]; readonly met: Meeting[] }>();
  const byProject = Map.groupBy(bids, ({ market, project }) => placeKey(market, project ?? 0));
  for (const [place, together] of byProject) {
    const project = projects.get(place);
    if (project === undefined) continue;
    const sorted = together.toSorted((a, b) => (a.freelancer < b.freelancer ? -1 : 1));
    for (const [at, one] of sorted.entries()) {
      for (const other of sorted.slice(at + 1)) {
        const names = [one.freelancer, other.freelancer] as const;
        const key = JSON.stringify(names);
        const known = met.get(key) ?? { names, met: [] };
        known.met.push({ project, bids: [one, other] });
        met.set(key, known);
      }
    }
  }
  for (const { met: meetings } of met.values()) meetings.sort((a, b) => a.project.postedAt - b.project.postedAt);
  return [...met.values()].sort((a, b) => (JSON.stringify(a.names) < JSON.stringify(b.names) ? -1 : 1));
}

/** Deviation of a bidder's logarithms of amount over budget, below which its bids follow a fixed share. */
const FIXED_BELOW = 0.02;

function varies(met: readonly Meeting[], which: 0 | 1): boolean {
  const logs = met.map(({ project, bids }) => Math.log(Math.max(1, bids[which].amountCents) / project.budgetMaxCents));
  return (deviation(logs) ?? 0) >= FIXED_BELOW;
}

/** Where the price is posted, or may be, the amount decides nothing, and many ask for the same. */
export const PRICE_POSTED: ReadonlySet<string> = new Set(['posted', 'direct', 'contest', 'lottery']);

/**
 * Meetings that tell whether two bids come from one head. Left out are bids whose amount decides nothing, and those
 * that were changed, which followed what everybody saw; and none are left where one of the two always asks for the same share of the budget, as anybody may.
 */
export function tellingMeetings({ met }: Pair): readonly Meeting[] {
  const unchanged = met.filter(
    ({ project, bids }) => !PRICE_POSTED.has(project.mechanism) && bids.every(({ amendments }) => amendments === 0),
  );
  return varies(unchanged, 0) && varies(unchanged, 1) ? unchanged : [];
}

const known = new WeakMap<WatchedRun, Pair[]>();

/** Pairs that met at all; none where more than `PAIRED_MAX` bid. */
export function pairsOf(run: WatchedRun): readonly Pair[] {
  const before = known.get(run);
  if (before !== undefined) return before;
  const pairs = allPairs(run);
  known.set(run, pairs);
  return pairs;
}
