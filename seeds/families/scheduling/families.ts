/** Families of the category `scheduling`. */

import type { StudyFamily } from '../study-family.ts';

export const schedulingFamilies: readonly StudyFamily[] = [];
