/** Study families of the category repair. */

import type { StudyFamily } from '../study-family.ts';

export const repairFamilies: readonly StudyFamily[] = [];
