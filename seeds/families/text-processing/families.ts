/** The families of text processing. */

import type { StudyFamily } from '../study-family.ts';
import { glossaryLinking } from './glossary-linking.ts';
import { textRedaction } from './text-redaction.ts';
import { wordConcordance } from './word-concordance.ts';

export const textProcessingFamilies: readonly StudyFamily[] = [glossaryLinking, textRedaction, wordConcordance];
