/** What the cases of the family `broken-ballots` are about: votes without the words in which they are cast. */

import type { Stage } from '../staged.ts';

/** What somebody did with the ballot beside voting. */
export type Habit = 'plain' | 'blanks' | 'twice' | 'stranger' | 'shouting';

export interface Vote {
  /** Places in the list of names, the best liked first. */
  readonly likes: readonly number[];
  readonly habit: Habit;
}

export interface Election {
  readonly votes: readonly Vote[];
  readonly names: readonly string[];
}

/** How a ballot is written, and what it gives to each of the names. */
export interface Counting extends Stage {
  readonly about: string;
  readonly write: (vote: Vote, names: readonly string[]) => string;
  readonly points: (vote: Vote, names: readonly string[]) => readonly number[];
}

export type Decision = readonly string[] | readonly (readonly [string, number])[] | Readonly<Record<string, number>>;

export interface Deciding extends Stage {
  readonly about: string;
  readonly decide: (points: readonly number[], names: readonly string[]) => Decision;
}

export const nameAt = (names: readonly string[], place: number): string => names[place] ?? '';
