/** What trade made better: who got how much of it, and how much of what was possible came about. */

import { bestAssignment } from './assignment.ts';
import { sum } from './moments.ts';

/** One accepted award. Money in one unit. */
export interface Trade {
  /** What the work is worth to the employer. */
  readonly value: number;
  /** What it costs the winner. */
  readonly cost: number;
  readonly price: number;
  readonly freelancerFee: number;
  readonly employerFee: number;
}

export interface SurplusSplit {
  readonly total: number;
  readonly employer: number;
  readonly freelancer: number;
  readonly platform: number;
}

/** Value less cost of every award, and where it went: the three parts sum to the total. */
export function surplusSplit(trades: readonly Trade[]): SurplusSplit {
  return {
    total: sum(trades.map(({ value, cost }) => value - cost)),
    employer: sum(trades.map(({ value, price, employerFee }) => value - price - employerFee)),
    freelancer: sum(trades.map(({ price, cost, freelancerFee }) => price - cost - freelancerFee)),
    platform: sum(trades.map(({ freelancerFee, employerFee }) => freelancerFee + employerFee)),
  };
}

/** One project with what it would cost each freelancer; null: it is none of the freelancer's. */
export interface Choice {
  readonly value: number;
  readonly costs: readonly (number | null)[];
}

/**
 * The greatest value less cost that somebody who knew everything could have arranged. `capacity`: projects that one
 * freelancer can take in all; Infinity: any number, so that each project goes to the cheapest.
 */
export function bestSurplus(choices: readonly Choice[], capacity: number): number {
  const gains = choices.map(({ value, costs }) => costs.map((cost) => (cost === null ? 0 : Math.max(0, value - cost))));
  if (capacity >= choices.length) return sum(gains.map((row) => Math.max(0, ...row)));
  return bestAssignment(gains.map((row) => row.flatMap((gain) => new Array<number>(capacity).fill(gain)))).total;
}

/** Surplus that came about over what was possible; null where none was. */
export function efficiency(realised: number, best: number): number | null {
  return best <= 0 ? null : realised / best;
}
