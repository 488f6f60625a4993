/** The symmetric equilibrium of a first-price reverse auction with a reserve and a rate fee, for both cost models. */

import type { CostModel } from '../private-cost.ts';

export interface EquilibriumSetting {
  readonly costModel: CostModel;
  /** Bidders in all, oneself included. */
  readonly bidders: number;
  /** What the cost model's shares are shares of; the unit of all amounts is free. */
  readonly budgetMax: number;
  readonly reserve: number;
  /** Share of the price that goes to the platform, in [0, 1). */
  readonly feeRate: number;
}

/** Even number of pieces of Simpson's rule: the integrand is smooth, so this is exact to far below a cent. */
const PIECES = 512;

/**
 * b(x) = x + ∫ₓʳ ((1 − F(t)) / (1 − F(x)))ⁿ⁻¹ dt, where x is the cost that the price must cover once the fee is taken
 * and F the distribution of that cost among rivals. Costs at or above the reserve give x itself. Not rounded.
 */
export function equilibriumBid(setting: EquilibriumSetting, cost: number): number {
  const { costModel, bidders, budgetMax, reserve, feeRate } = setting;
  const scale = budgetMax / (1 - feeRate);
  const x = cost / (1 - feeRate);
  if (x >= reserve) return x;
  if (costModel.kind === 'uniform') {
    return uniformBid(x, bidders, reserve, costModel.fromShare * scale, costModel.toShare * scale);
  }
  const survival = (t: number): number => normalTail(Math.log(t / (costModel.medianShare * scale)) / costModel.sigma);
  const own = survival(x);
  if (own === 0) return x;
  return x + simpson((t) => (survival(t) / own) ** (bidders - 1), x, reserve);
}

/** Closed form on [low, high]. Below `low` no rival's cost lies, so what is asked there is the bid at `low`. */
function uniformBid(x: number, bidders: number, reserve: number, low: number, high: number): number {
  const from = Math.max(x, low);
  if (from >= high) return bidders === 1 ? reserve : from;
  const top = bidders === 1 ? reserve : Math.min(reserve, high);
  if (bidders === 1 || top <= from) return Math.max(from, top);
  const gap = (high - from) ** bidders - (high - top) ** bidders;
  return from + gap / (bidders * (high - from) ** (bidders - 1));
}

function simpson(f: (t: number) => number, from: number, to: number): number {
  const width = (to - from) / PIECES;
  let total = f(from) + f(to);
  for (let piece = 1; piece < PIECES; piece += 1) total += f(from + piece * width) * (piece % 2 === 0 ? 2 : 4);
  return (total * width) / 3;
}

/** 1 − Φ(z), relative error below 1.2e-7 at every z (Chebyshev fit of erfc, Press et al., Numerical Recipes 6.2). */
export function normalTail(z: number): number {
  const size = Math.abs(z) / Math.SQRT2;
  const t = 1 / (1 + 0.5 * size);
  const polynomial = ERFC.reduceRight((sum, coefficient) => sum * t + coefficient, 0);
  const tail = 0.5 * t * Math.exp(-size * size + polynomial);
  return z >= 0 ? tail : 1 - tail;
}

const ERFC = [
  -1.26551223, 1.00002368, 0.37409196, 0.09678418, -0.18628806, 0.27886807, -1.13520398, 1.48851587, -0.82215223,
  0.17087277,
];
