/** The families of text processing. */

import type { StudyFamily } from '../study-family.ts';
import { textRedaction } from './text-redaction.ts';

export const textProcessingFamilies: readonly StudyFamily[] = [textRedaction];
