/** Families of the category `graphs`. */

import type { StudyFamily } from '../study-family.ts';

export const graphFamilies: readonly StudyFamily[] = [];
