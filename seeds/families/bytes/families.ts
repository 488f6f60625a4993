/** Study families of the category bytes. */

import type { StudyFamily } from '../study-family.ts';

export const bytesFamilies: readonly StudyFamily[] = [];
