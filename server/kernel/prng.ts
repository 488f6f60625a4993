/** Chance that can be told again: every random number is a function of a seed and of the words that name its use. */

import { xoroshiro128plusFromState } from 'pure-rand/generator/xoroshiro128plus';
import { sha256 } from './hash.ts';

/** Joins a seed and labels so that no two different label lists collide. */
function keyText(seed: string, labels: readonly (string | number)[]): string {
  return JSON.stringify([seed, ...labels]);
}

/** The keyed hash of the market rules: 64 hexadecimal digits; the lowest wins a tie. */
export function keyedHash(seed: string, ...labels: readonly (string | number)[]): string {
  return sha256(keyText(seed, labels));
}

/** One stream of random numbers. Not shared between uses: take a new stream by another label instead. */
export interface Chance {
  /** Uniform in [0, 1) with 53 random bits. */
  unit(): number;
  /** Uniform whole number in [0, bound); bound at most 2^32. */
  below(bound: number): number;
  /** Standard normal (Box–Muller). */
  normal(): number;
  /** One of `items`, each with equal chance. */
  pick<T>(items: readonly T[]): T;
  /** A new array with the same items in random order (Fisher–Yates). */
  shuffle<T>(items: readonly T[]): T[];
}

/** Opens the stream named by `labels` under `seed`: xoroshiro128+ started from the keyed hash. */
export function chance(seed: string, ...labels: readonly (string | number)[]): Chance {
  const key = keyedHash(seed, ...labels);
  const word = (index: number): number => Number.parseInt(key.slice(index * 8, index * 8 + 8), 16) | 0;
  const generator = xoroshiro128plusFromState([word(0), word(1), word(2), word(3) | 1]);
  const next32 = (): number => generator.next() >>> 0;
  const unit = (): number => ((next32() >>> 5) * 0x4000000 + (next32() >>> 6)) / 0x20000000000000;
  const below = (bound: number): number => Math.floor(unit() * bound);
  return {
    unit,
    below,
    normal: () => Math.sqrt(-2 * Math.log(1 - unit())) * Math.cos(2 * Math.PI * unit()),
    pick: (items) => items[below(items.length)] as (typeof items)[number],
    shuffle: (items) => shuffled(items, below),
  };
}

function shuffled<T>(items: readonly T[], below: (bound: number) => number): T[] {
  const copy = [...items];
  for (let last = copy.length - 1; last > 0; last -= 1) {
    const other = below(last + 1);
    [copy[last], copy[other]] = [copy[other] as T, copy[last] as T];
  }
  return copy;
}
