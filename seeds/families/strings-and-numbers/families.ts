/** The families of work with strings and numbers. */

import type { StudyFamily } from '../study-family.ts';
import { checksumDigits } from './checksum-digits.ts';

export const stringsAndNumbersFamilies: readonly StudyFamily[] = [checksumDigits];
