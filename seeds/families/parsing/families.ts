/** The families of parsing. */

import type { StudyFamily } from '../study-family.ts';
import { chemicalFormulas } from './chemical-formulas.ts';

export const parsingFamilies: readonly StudyFamily[] = [chemicalFormulas];
