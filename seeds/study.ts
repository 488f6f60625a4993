/** The families of the study corpus, by kind of work. */

import type { StudyFamily } from './families/study-family.ts';

export const STUDY_FAMILIES: readonly StudyFamily[] = [];
