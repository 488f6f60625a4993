/** Families of the category `logs`. */

import type { StudyFamily } from '../study-family.ts';

export const logFamilies: readonly StudyFamily[] = [];
