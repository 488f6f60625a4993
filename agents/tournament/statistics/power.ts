/** How many observations an effect needs, and which effect so many can show. Two-sided tests; sizes rounded up. */

import { assert } from '../../../server/kernel/assert.ts';
import { noncentralTCdf, normalQuantile, tQuantile } from './distributions.ts';

export interface Level {
  /** Chance to call nothing an effect. */
  readonly alpha?: number;
  /** Chance to find the effect. */
  readonly power?: number;
}

function zOf({ alpha = 0.05, power = 0.8 }: Level): { readonly alpha: number; readonly beta: number } {
  return { alpha: normalQuantile(1 - alpha / 2), beta: normalQuantile(power) };
}

/** Variances of a difference between two models on the same projects (Miller 2024). */
export interface PairedVariances {
  /** Of the difference of their true chances over projects. */
  readonly between: number;
  /** Of one answer at a project, for each model; 0: none. */
  readonly first: number;
  readonly second: number;
  /** Answers to each project that are averaged. */
  readonly firstTries?: number;
  readonly secondTries?: number;
}

function pairedVariance({ between, first, second, firstTries = 1, secondTries = 1 }: PairedVariances): number {
  return between + first / firstTries + second / secondTries;
}

/** Projects needed to see a difference of `effect` between two models that both answer all of them. */
export function pairedSize(effect: number, variances: PairedVariances, level: Level = {}): number {
  const z = zOf(level);
  return Math.ceil(((z.alpha + z.beta) ** 2 * pairedVariance(variances)) / effect ** 2);
}

/** The smallest difference that `projects` show with that power. */
export function detectableEffect(projects: number, variances: PairedVariances, level: Level = {}): number {
  const z = zOf(level);
  return Math.sqrt(((z.alpha + z.beta) ** 2 * pairedVariance(variances)) / projects);
}

/** Observations in each arm to tell two shares apart, by the pooled normal test. */
export function twoSharesSize(one: number, other: number, level: Level = {}): number {
  assert(one !== other, 'two different shares');
  const z = zOf(level);
  const middle = (one + other) / 2;
  const under = z.alpha * Math.sqrt(2 * middle * (1 - middle));
  const beyond = z.beta * Math.sqrt(one * (1 - one) + other * (1 - other));
  return Math.ceil(((under + beyond) / (one - other)) ** 2);
}

/** Power of a t test for an effect of `d` standard deviations, `n` pairs, or `n` in each of two groups. */
export function tTestPower(d: number, n: number, design: 'paired' | 'independent', alpha = 0.05): number {
  const freedom = design === 'paired' ? n - 1 : 2 * n - 2;
  const shift = Math.abs(d) * Math.sqrt(design === 'paired' ? n : n / 2);
  const bound = tQuantile(1 - alpha / 2, freedom);
  return 1 - noncentralTCdf(bound, freedom, shift) + noncentralTCdf(-bound, freedom, shift);
}

/** The smallest `n` with that power. */
export function tTestSize(
  d: number,
  design: 'paired' | 'independent',
  { alpha = 0.05, power = 0.8 }: Level = {},
): number {
  assert(d !== 0, 'an effect that is not 0');
  let low = 2;
  let high = 4;
  while (tTestPower(d, high, design, alpha) < power) {
    low = high;
    high *= 2;
  }
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (tTestPower(d, middle, design, alpha) < power) low = middle;
    else high = middle;
  }
  return tTestPower(d, low, design, alpha) >= power ? low : high;
}
