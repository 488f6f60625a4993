/** Seeds that once failed, each with what it showed. They are played first, always. */

export interface KeptSeed {
  readonly seed: string;
  readonly commands: number;
  readonly reason: string;
}

export const KEPT_SEEDS: readonly KeptSeed[] = [
  {
    seed: 'seed 1',
    commands: 400,
    reason: 'a commit that was written and then failed was never told to followers, whose cursors then skipped it',
  },
  {
    seed: 'seed 2',
    commands: 400,
    reason: 'an engine refused from a state that another engine had already changed',
  },
  {
    seed: 'seed 12',
    commands: 400,
    reason: 'a held bid that met a conflict was looked at again as if it had come later, and missed its window',
  },
  {
    seed: 'seed 24',
    commands: 400,
    reason: 'the session that opened a market remembered more commands than its policy says, and a restart fewer',
  },
  {
    seed: 'seed 5269',
    commands: 400,
    reason: 'a cancelled dispute left a milestone due at this very moment, and what was legal then was refused',
  },
  {
    seed: 'seed 438',
    commands: 400,
    reason: 'a deadline set for this very moment ended a batch window early, with bids that had not come before it',
  },
  {
    seed: 'seed 34',
    commands: 400,
    reason: 'a bid that had been done was asked for again and waited for another window, which a stop then sent back',
  },
];
