/** How closely a number must agree: to the digits given, or to four standard errors where it was simulated. */

import { expect } from 'vitest';

export interface Sample {
  add(value: number): void;
  readonly count: () => number;
  readonly mean: () => number;
  readonly variance: () => number;
  /** Standard error of the mean. */
  readonly meanError: () => number;
  /** Standard error of the variance, from the fourth central moment. */
  readonly varianceError: () => number;
}

export function sample(): Sample {
  const values: number[] = [];
  const moment = (power: number): number => {
    const center = mean();
    return values.reduce((sum, value) => sum + (value - center) ** power, 0) / values.length;
  };
  const mean = (): number => values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance = (): number => moment(2);
  return {
    add: (value) => {
      values.push(value);
    },
    count: () => values.length,
    mean,
    variance,
    meanError: () => Math.sqrt(variance() / values.length),
    varianceError: () => Math.sqrt((moment(4) - variance() ** 2) / values.length),
  };
}

/** Within four standard errors, plus `slack` for the rounding to whole cents. */
export function expectNear(actual: number, expected: number, error: number, slack = 1e-6): void {
  expect(Math.abs(actual - expected), `${actual} against ${expected}`).toBeLessThan(4 * error + slack);
}

export function expectMean(values: Sample, expected: number, slack = 1e-6): void {
  expectNear(values.mean(), expected, values.meanError(), slack);
}

/** A share of `count` rounds against its theoretical chance. */
export function expectShare(hits: number, count: number, chance: number): void {
  expectNear(hits / count, chance, Math.sqrt((chance * (1 - chance)) / count));
}

/** Equal to the digits given: half a unit of the last one. */
export function near(actual: number, expected: number, digits: number): void {
  expect(Math.abs(actual - expected), `${actual} against ${expected}`).toBeLessThanOrEqual(0.5 * 10 ** -digits + 1e-12);
}
