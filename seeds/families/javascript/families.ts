/** The families of javascript. */

import type { StudyFamily } from '../study-family.ts';

export const javascriptFamilies: readonly StudyFamily[] = [];
