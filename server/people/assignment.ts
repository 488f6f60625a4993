/** Who does what in which order: permuted blocks of conditions, Williams squares of projects. A function of seed and place. */

import { known } from '../kernel/assert.ts';
import { chance } from '../kernel/prng.ts';

/**
 * The condition of the person who comes at `place`, from 0. In each block every condition stands `repeats` times, in an order
 * that nobody can tell without the seed.
 */
export function conditionAt(seed: string, place: number, conditions: readonly string[], repeats: number): string {
  const size = conditions.length * repeats;
  const block = Math.floor(place / size);
  const all = Array.from({ length: repeats }, () => conditions).flat();
  return known(chance(seed, 'condition', block).shuffle(all)[place % size], 'condition');
}

/**
 * Orders of `n` things in which each stands once at each place, and each follows each other one equally often: `n` rows where n is
 * even, twice as many where it is odd (Williams 1949). Things are numbered from 0.
 */
export function williamsRows(n: number): readonly (readonly number[])[] {
  // 0, 1, n-1, 2, n-2, …: neighbours differ by each of 1 … n-1 once.
  const first = Array.from({ length: n }, (_, place) => (place % 2 === 1 ? (place + 1) / 2 : (n - place / 2) % n));
  const rows = Array.from({ length: n }, (_, shift) => first.map((one) => (one + shift) % n));
  return n % 2 === 0 ? rows : [...rows, ...rows.map((row) => row.toReversed())];
}

/** The order of the market that is the `place`-th of its condition, from 0. */
export function orderAt<T>(
  seed: string,
  { condition, place }: { readonly condition: string; readonly place: number },
  things: readonly T[],
  kind: 'williams' | 'shuffled' | 'fixed',
): readonly T[] {
  if (kind === 'fixed') return things;
  if (kind === 'shuffled') return chance(seed, 'order', condition, place).shuffle(things);
  const rows = williamsRows(things.length);
  const block = Math.floor(place / rows.length);
  const row = known(chance(seed, 'rows', condition, block).shuffle(rows)[place % rows.length], 'row');
  return row.map((index) => known(things[index], 'thing'));
}

const LETTERS = 'ABCDEFGHJKLMNPRSTUVWXYZ';
const DIGITS = '23456789';

/** Names of one pool for everybody, whoever they are; none twice, in a drawn order. */
export function namesOf(seed: string, count: number): readonly string[] {
  const pool = [...LETTERS].flatMap((letter) => [...DIGITS].map((digit) => `Freelancer ${letter}${digit}`));
  return chance(seed, 'names').shuffle(pool).slice(0, count);
}
