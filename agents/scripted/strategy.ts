/** What a bidding strategy is: a pure function from what a freelancer may see to a plan for one bid, or none. */

import { DAY_MS, type Millis } from '../../server/kernel/clock.ts';
import type { Observation, ObservedProject } from '../observation.ts';
import type { CostModel } from '../private-cost.ts';

export interface BidContext<Params = unknown> {
  readonly observation: Observation;
  readonly project: ObservedProject;
  /** What doing this project would cost the freelancer, before any fee. */
  readonly costCents: number;
  /** What everybody's costs are believed to be drawn from. */
  readonly costModel: CostModel;
  /** Own estimate of the market time that the work takes. */
  readonly workMs: Millis;
  /** The freelancer's own skills. */
  readonly skills: readonly string[];
  readonly name: string;
  readonly seed: string;
  /** How many bidders the project is expected to have, oneself included: the n of auction theory. Null: unknown. */
  readonly competitors: number | null;
  readonly params: Params;
}

export interface BidPlan {
  readonly amountCents: number;
  /** Market time at which to place the bid, never before the project was posted. */
  readonly at: Millis;
  /** Days promised from acceptance to delivery. */
  readonly days: number;
}

/**
 * Null: no bid. Asked again while a rival leads with a visible bid: a plan below the own bid is an amendment. All
 * chance is keyed by seed, name and project, so the same context always gives the same plan.
 */
export type Strategy<Params = unknown> = (context: BidContext<Params>) => BidPlan | null;

/** A plan to bid at once. */
export function bidAtOnce(context: BidContext, amountCents: number): BidPlan {
  return { amountCents, at: context.project.postedAt, days: promisedDays(context) };
}

/** The work time in whole days, at least one and at most what the market allows. */
export function promisedDays({ observation, workMs }: BidContext): number {
  const most = observation.policy?.limits.deliveryDays ?? Number.POSITIVE_INFINITY;
  return Math.min(most, Math.max(1, Math.ceil(workMs / DAY_MS)));
}
