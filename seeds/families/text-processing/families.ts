/** The families of text processing. */

import type { StudyFamily } from '../study-family.ts';
import { glossaryLinking } from './glossary-linking.ts';
import { subtitleFiles } from './subtitle-files.ts';
import { textDiff } from './text-diff.ts';
import { textRedaction } from './text-redaction.ts';
import { wordConcordance } from './word-concordance.ts';

export const textProcessingFamilies: readonly StudyFamily[] = [
  glossaryLinking,
  subtitleFiles,
  textDiff,
  textRedaction,
  wordConcordance,
];
