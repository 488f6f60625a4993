/** Agreement beyond chance between raters: Cohen's kappa of two with its interval, Fleiss' of several. */

import { assert } from '../../../server/kernel/assert.ts';
import type { Interval } from './interval.ts';
import { wilsonInterval } from './wilson.ts';

/** Two-sided 95 %. */
const Z_95 = 1.959964;

export interface Agreement {
  /** Things that both have rated. */
  readonly count: number;
  /** Share on which they agree, and the share that chance alone would give; null where nothing is rated. */
  readonly observed: number | null;
  readonly expected: number | null;
  /** Null where nothing is rated, or where both always say the same one word: then chance explains everything. */
  readonly kappa: number | null;
  readonly interval: Interval | null;
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

/** The large-sample variance of Fleiss, Cohen and Everitt (1969), in shares. */
function varianceOf(shares: readonly (readonly number[])[], observed: number, expected: number, count: number): number {
  const rows = shares.map(sum);
  const columns = rows.map((_, column) => sum(shares.map((row) => row[column] ?? 0)));
  let parts = 0;
  for (const [i, row] of shares.entries()) {
    for (const [j, share] of row.entries()) {
      const margins = (columns[i] ?? 0) + (rows[j] ?? 0);
      const weight = i === j ? 1 - expected - margins * (1 - observed) : margins * (1 - observed);
      parts += share * weight * weight;
    }
  }
  const middle = observed * expected - 2 * expected + observed;
  return Math.max(0, parts - middle * middle) / (count * (1 - expected) ** 4);
}

/**
 * Cohen's kappa of a square table: row i, column j counts what the one called i and the other j. The 95 % interval is that of
 * large samples. Where the two never differ that one has no width; its lower end is then what Wilson's interval of the observed
 * share gives.
 */
export function cohenKappa(table: readonly (readonly number[])[]): Agreement {
  for (const row of table) {
    assert(row.length === table.length, 'a table of agreement is square');
    for (const cell of row) assert(Number.isInteger(cell) && cell >= 0, `not a count: ${cell}`);
  }
  const count = sum(table.map(sum));
  if (count === 0) return { count, observed: null, expected: null, kappa: null, interval: null };
  const shares = table.map((row) => row.map((cell) => cell / count));
  const observed = sum(shares.map((row, index) => row[index] ?? 0));
  const columns = table.map((_, column) => sum(shares.map((row) => row[column] ?? 0)));
  const expected = sum(shares.map((row, index) => sum(row) * (columns[index] ?? 0)));
  // Of counts, exactly: shares of a hundredth do not add up to one.
  const oneWord = table.some((row, index) => row[index] === count);
  if (oneWord) return { count, observed, expected, kappa: null, interval: null };
  const kappa = (observed - expected) / (1 - expected);
  const half = Z_95 * Math.sqrt(varianceOf(shares, observed, expected, count));
  const agreed = sum(table.map((row, index) => row[index] ?? 0));
  const wilson = agreed === count ? wilsonInterval(agreed, count) : null;
  const low = wilson === null ? kappa - half : (wilson.low - expected) / (1 - expected);
  return { count, observed, expected, kappa, interval: { low: Math.max(-1, low), high: Math.min(1, kappa + half) } };
}

/** The table of two raters that say yes or no, yes first. */
export function tableOf(pairs: Iterable<readonly [boolean, boolean]>): [[number, number], [number, number]] {
  const table: [[number, number], [number, number]] = [
    [0, 0],
    [0, 0],
  ];
  for (const [one, other] of pairs) table[one ? 0 : 1][other ? 0 : 1] += 1;
  return table;
}

/**
 * Fleiss' kappa: each row counts how many of the raters put one subject into each category; every row has as many raters, two
 * at least. Null where chance explains everything.
 */
export function fleissKappa(rows: readonly (readonly number[])[]): number | null {
  const [first] = rows;
  if (first === undefined) return null;
  const raters = sum(first);
  assert(raters >= 2, 'agreement needs two raters');
  const shares = first.map((_, category) => {
    for (const row of rows) assert(sum(row) === raters, 'every subject has as many raters');
    return sum(rows.map((row) => row[category] ?? 0)) / (rows.length * raters);
  });
  const perRow = rows.map((row) => (sum(row.map((cell) => cell * cell)) - raters) / (raters * (raters - 1)));
  const observed = sum(perRow) / rows.length;
  const expected = sum(shares.map((share) => share * share));
  return shares.filter((share) => share > 0).length < 2 ? null : (observed - expected) / (1 - expected);
}
