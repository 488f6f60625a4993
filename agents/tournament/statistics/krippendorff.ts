/** Krippendorff's alpha: agreement beyond chance of any number of raters, who did not all rate everything. */

import { assert } from '../../../server/kernel/assert.ts';

/** What counts as how far apart: other words are all equally far, numbers by the square of what lies between them. */
export type Distance = 'nominal' | 'interval';

export interface Alpha {
  /** Null where nothing is rated twice, or where all ratings are one and the same: then chance explains everything. */
  readonly alpha: number | null;
  /** Units with two ratings at least, and the ratings in them: the others say nothing about agreement. */
  readonly units: number;
  readonly ratings: number;
}

const DISTANCES: Readonly<Record<Distance, (one: number, other: number) => number>> = {
  nominal: (one, other) => (one === other ? 0 : 1),
  interval: (one, other) => (one - other) ** 2,
};

type Counts = ReadonlyMap<number, number>;

function countsOf(values: readonly number[]): Counts {
  const counts = new Map<number, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
}

/** Over all ordered pairs of two different ratings: how far they are apart, summed. */
function spread(counts: Counts, apart: (one: number, other: number) => number): number {
  let total = 0;
  for (const [one, often] of counts) {
    for (const [other, asOften] of counts) total += often * asOften * apart(one, other);
  }
  return total;
}

/**
 * Alpha of units, each with the ratings that it has, in any order and number (Krippendorff 2011, by the coincidence matrix: each
 * unit's pairs weigh by one less than its ratings). A rating is a number; for `nominal` it only names its category.
 */
export function krippendorffAlpha(units: readonly (readonly number[])[], distance: Distance): Alpha {
  for (const value of units.flat()) assert(Number.isFinite(value), `not a rating: ${value}`);
  const apart = DISTANCES[distance];
  const paired = units.filter(({ length }) => length >= 2);
  const all = paired.flat();
  const within = paired.reduce((sum, unit) => sum + spread(countsOf(unit), apart) / (unit.length - 1), 0);
  const between = spread(countsOf(all), apart) / (all.length - 1);
  const alpha = all.length < 2 || between === 0 ? null : 1 - within / between;
  return { alpha, units: paired.length, ratings: all.length };
}
