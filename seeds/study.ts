/** The families of the study corpus, by kind of work. */

import { dataAnalysisFamilies } from './families/data-analysis/families.ts';
import { javascriptFamilies } from './families/javascript/families.ts';
import { parsingFamilies } from './families/parsing/families.ts';
import { statisticsFamilies } from './families/statistics/families.ts';
import { stringsAndNumbersFamilies } from './families/strings-and-numbers/families.ts';
import type { StudyFamily } from './families/study-family.ts';
import { textProcessingFamilies } from './families/text-processing/families.ts';

export const STUDY_FAMILIES: readonly StudyFamily[] = [
  ...dataAnalysisFamilies,
  ...javascriptFamilies,
  ...parsingFamilies,
  ...statisticsFamilies,
  ...stringsAndNumbersFamilies,
  ...textProcessingFamilies,
];
