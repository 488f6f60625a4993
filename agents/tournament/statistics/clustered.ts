/** Standard errors of a mean whose observations hang together: projects of one family, deliveries of one person. */

import { assert } from '../../../server/kernel/assert.ts';
import { tQuantile } from './distributions.ts';
import type { Estimate } from './interval.ts';
import { deviation, mean, sum } from './moments.ts';

export interface Clustered {
  readonly value: number;
  /** What must not be taken for independent of others with the same name. */
  readonly cluster: string;
}

/** Σ over groups of (Σ of deviations)², over n²: the variance of the mean if only groups were independent. */
function groupVariance(values: readonly number[], groups: readonly string[]): number {
  const centre = sum(values) / values.length;
  const totals = new Map<string, number>();
  for (const [index, value] of values.entries()) {
    const group = groups[index] ?? '';
    totals.set(group, (totals.get(group) ?? 0) + value - centre);
  }
  return sum([...totals.values()].map((total) => total ** 2)) / values.length ** 2;
}

export function naiveError(values: readonly number[]): number | null {
  const spread = deviation(values);
  return spread === null ? null : spread / Math.sqrt(values.length);
}

/** `corrected`: times √(G / (G − 1)) for G clusters, which few clusters need. Null with fewer than two. */
export function clusteredError(observed: readonly Clustered[], corrected = true): number | null {
  const groups = observed.map(({ cluster }) => cluster);
  const count = new Set(groups).size;
  if (count < 2) return null;
  const values = observed.map(({ value }) => value);
  return Math.sqrt(groupVariance(values, groups) * (corrected ? count / (count - 1) : 1));
}

/** Clustered both by row and by column (Cameron, Gelbach & Miller 2011), for people who each did several projects. */
export function twoWayError(
  observed: readonly { readonly value: number; readonly row: string; readonly column: string }[],
): number | null {
  if (observed.length < 2) return null;
  const values = observed.map(({ value }) => value);
  const by = (name: (one: (typeof observed)[number]) => string): number => groupVariance(values, observed.map(name));
  const whole =
    by(({ row }) => `r${row}`) + by(({ column }) => `c${column}`) - by((one) => JSON.stringify([one.row, one.column]));
  // The difference of two estimates can fall below zero where there are few groups: then there is no figure.
  return whole < 0 ? null : Math.sqrt(whole);
}

/** By how much clusters of `size` with intra-class correlation `correlation` widen a variance. */
export function designEffect(size: number, correlation: number): number {
  return 1 + (size - 1) * correlation;
}

/** As many independent observations would say as much. */
export function effectiveSize(observations: number, size: number, correlation: number): number {
  return observations / designEffect(size, correlation);
}

/** The mean with a t interval over clusters, G − 1 degrees of freedom. Null with fewer than two clusters. */
export function clusteredMean(observed: readonly Clustered[], confidence = 0.95): Estimate | null {
  assert(confidence > 0 && confidence < 1, `confidence ${confidence}`);
  const value = mean(observed.map((one) => one.value));
  const error = clusteredError(observed);
  if (value === null || error === null) return null;
  const clusters = new Set(observed.map(({ cluster }) => cluster)).size;
  const half = tQuantile((1 + confidence) / 2, clusters - 1) * error;
  return { value, low: value - half, high: value + half };
}
