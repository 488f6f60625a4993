/** The families of parsing. */

import type { StudyFamily } from '../study-family.ts';

export const parsingFamilies: readonly StudyFamily[] = [];
