/** The families of work with strings and numbers. */

import type { StudyFamily } from '../study-family.ts';
import { checksumDigits } from './checksum-digits.ts';
import { gameScoring } from './game-scoring.ts';
import { numberSystems } from './number-systems.ts';
import { smallCodings } from './small-codings.ts';
import { spokenNumbers } from './spoken-numbers.ts';
import { wordGames } from './word-games.ts';

export const stringsAndNumbersFamilies: readonly StudyFamily[] = [
  checksumDigits,
  gameScoring,
  numberSystems,
  smallCodings,
  spokenNumbers,
  wordGames,
];
