/** Study families of the category extension. */

import type { StudyFamily } from '../study-family.ts';

export const extensionFamilies: readonly StudyFamily[] = [];
