/** The families of strings-and-numbers. */

import type { StudyFamily } from '../study-family.ts';

export const stringsAndNumbersFamilies: readonly StudyFamily[] = [];
