/** The families of work with strings and numbers. */

import type { StudyFamily } from '../study-family.ts';
import { checksumDigits } from './checksum-digits.ts';
import { gameScoring } from './game-scoring.ts';
import { numberGrids } from './number-grids.ts';
import { numberSystems } from './number-systems.ts';
import { romanNumerals } from './roman-numerals.ts';
import { smallCodings } from './small-codings.ts';
import { spokenNumbers } from './spoken-numbers.ts';
import { wordGames } from './word-games.ts';

export const stringsAndNumbersFamilies: readonly StudyFamily[] = [
  checksumDigits,
  gameScoring,
  numberGrids,
  numberSystems,
  romanNumerals,
  smallCodings,
  spokenNumbers,
  wordGames,
];
