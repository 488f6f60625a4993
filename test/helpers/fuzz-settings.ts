/** How much is fuzzed and from which seed: little in every run, much in the long one, and anything again by its seed. */

/** Rounds are multiplied by this; `npm run test:long` sets it. */
const SCALE = Number(process.env.ARENA_FUZZ_SCALE ?? 1);

/** Give it to get the very same rounds again. */
export const FUZZ_SEED = process.env.ARENA_FUZZ_SEED ?? 'arena';

export function rounds(few: number): number {
  return Math.ceil(few * SCALE);
}

/** Names a round so that it can be told again. */
export function replay(round: number | string): string {
  return `ARENA_FUZZ_SEED=${FUZZ_SEED} round ${round}`;
}
