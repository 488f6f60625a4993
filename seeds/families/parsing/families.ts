/** The families of parsing. */

import type { StudyFamily } from '../study-family.ts';
import { chemicalFormulas } from './chemical-formulas.ts';
import { configDialects } from './config-dialects.ts';
import { quotedItems } from './quoted-items.ts';

export const parsingFamilies: readonly StudyFamily[] = [chemicalFormulas, configDialects, quotedItems];
