/** What an analysis is made of: the rows of one run, who took part, and the rules that matter for its figures. */

import type { Policy } from '../../../server/protocol/arena/wire.ts';
import type { BidRow, Observed, ProjectRow, WorkRow } from '../observations/row-schema.ts';
import type { Provenance } from '../standing-schema.ts';

export interface Participant {
  readonly name: string;
  readonly origin: Provenance;
}

export type HumanLine =
  /** A published success rate: an estimate. */
  | { readonly kind: 'published'; readonly rate: number }
  | { readonly kind: 'simulated'; readonly name: string }
  /** People's tries: which share of them passed, by the project's slug. Others were tried by nobody. */
  | { readonly kind: 'measured'; readonly source: string; readonly passed: ReadonlyMap<string, number> }
  | { readonly kind: 'none' };

export interface Subject {
  readonly name: string;
  readonly protocol: 'solo' | 'auction';
  readonly policy: Policy;
  /** Who sits where, also those who did nothing. */
  readonly seats: readonly { readonly market: string; readonly participant: number; readonly name: string }[];
  /** In the roster's order. */
  readonly participants: readonly Participant[];
  readonly human: HumanLine;
  readonly observed: Observed;
}

/** Every resample of an analysis is drawn from it: the same rows give the same bytes. */
export const SEED = 'analysis';

/** More freelancers are neither compared two by two nor rated: the table would have thousands of rows. */
export const COMPARED_MAX = 50;

/** What must not be taken for independent: the family, and where none is known the project itself. */
export function clusterOf({ family, slug, project }: Pick<WorkRow, 'family' | 'slug' | 'project'>): string {
  return family ?? slug ?? `project ${project}`;
}

/** One posting of one project: the same in every market of a run. */
export function unitOf({ slug, project, round }: Pick<WorkRow, 'slug' | 'project' | 'round'>): string {
  return slug === null ? `project ${project}` : `${slug}/${round}`;
}

export function worksOf({ observed }: Subject, name: string): WorkRow[] {
  return observed.work.filter(({ freelancer }) => freelancer === name);
}

export function bidsOf({ observed }: Subject, name: string): BidRow[] {
  return observed.bid.filter(({ freelancer, status }) => freelancer === name && status !== 'retracted');
}

/** Passed or failed; what nobody could judge is in no rate. */
export function decided(works: readonly WorkRow[]): WorkRow[] {
  return works.filter(({ result }) => result !== 'unscored');
}

/** Projects that the freelancer could take: those of the markets in which it sits. */
export function offeredTo({ seats, observed }: Subject, name: string): readonly ProjectRow[] {
  const markets = new Set(seats.filter((seat) => seat.name === name).map(({ market }) => market));
  return observed.project.filter(({ market }) => markets.has(market));
}

/** Cents that left the freelancer's own pocket. */
export function ownCosts({ seats, observed }: Subject, name: string): number {
  const pockets = new Set(
    seats.filter((seat) => seat.name === name).map(({ market, participant }) => `${market}/outlay/${participant}`),
  );
  return observed.transfer
    .filter(({ code, market, fromAccount }) => code === 'cost' && pockets.has(`${market}/${fromAccount}`))
    .reduce((sum, { amountCents }) => sum + amountCents, 0);
}
