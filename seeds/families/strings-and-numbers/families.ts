/** The families of work with strings and numbers. */

import type { StudyFamily } from '../study-family.ts';
import { checksumDigits } from './checksum-digits.ts';
import { gameScoring } from './game-scoring.ts';
import { smallCodings } from './small-codings.ts';
import { spokenNumbers } from './spoken-numbers.ts';

export const stringsAndNumbersFamilies: readonly StudyFamily[] = [
  checksumDigits,
  gameScoring,
  smallCodings,
  spokenNumbers,
];
