/** The families of text processing. */

import type { StudyFamily } from '../study-family.ts';
import { addressBlocks } from './address-blocks.ts';
import { glossaryLinking } from './glossary-linking.ts';
import { personalNames } from './personal-names.ts';
import { subtitleFiles } from './subtitle-files.ts';
import { textDiff } from './text-diff.ts';
import { textRedaction } from './text-redaction.ts';
import { webSlugs } from './web-slugs.ts';
import { wordConcordance } from './word-concordance.ts';

export const textProcessingFamilies: readonly StudyFamily[] = [
  addressBlocks,
  glossaryLinking,
  personalNames,
  subtitleFiles,
  textDiff,
  textRedaction,
  webSlugs,
  wordConcordance,
];
