/** Families of the category `dates`. */

import type { StudyFamily } from '../study-family.ts';
import { timeSheets } from './time-sheets.ts';

export const dateFamilies: readonly StudyFamily[] = [timeSheets];
