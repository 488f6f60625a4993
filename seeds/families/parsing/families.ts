/** The families of parsing. */

import type { StudyFamily } from '../study-family.ts';
import { chemicalFormulas } from './chemical-formulas.ts';
import { configDialects } from './config-dialects.ts';
import { quotedItems } from './quoted-items.ts';
import { stitchPatterns } from './stitch-patterns.ts';

export const parsingFamilies: readonly StudyFamily[] = [chemicalFormulas, configDialects, quotedItems, stitchPatterns];
