/** The families of the study corpus, by kind of work. */

import { bytesFamilies } from './families/bytes/families.ts';
import { conversionFamilies } from './families/conversion/families.ts';
import { dataAnalysisFamilies } from './families/data-analysis/families.ts';
import { dateFamilies } from './families/dates/families.ts';
import { extensionFamilies } from './families/extension/families.ts';
import { financeFamilies } from './families/finance/families.ts';
import { graphFamilies } from './families/graphs/families.ts';
import { javascriptFamilies } from './families/javascript/families.ts';
import { logFamilies } from './families/logs/families.ts';
import { parsingFamilies } from './families/parsing/families.ts';
import { pythonFamilies } from './families/python/families.ts';
import { repairFamilies } from './families/repair/families.ts';
import { schedulingFamilies } from './families/scheduling/families.ts';
import { sqlFamilies } from './families/sql/families.ts';
import { statisticsFamilies } from './families/statistics/families.ts';
import { stringsAndNumbersFamilies } from './families/strings-and-numbers/families.ts';
import type { StudyFamily } from './families/study-family.ts';
import { textProcessingFamilies } from './families/text-processing/families.ts';
import { webScrapingFamilies } from './families/web-scraping/families.ts';

export const STUDY_FAMILIES: readonly StudyFamily[] = [
  ...bytesFamilies,
  ...conversionFamilies,
  ...dataAnalysisFamilies,
  ...dateFamilies,
  ...extensionFamilies,
  ...financeFamilies,
  ...graphFamilies,
  ...javascriptFamilies,
  ...logFamilies,
  ...parsingFamilies,
  ...pythonFamilies,
  ...repairFamilies,
  ...schedulingFamilies,
  ...sqlFamilies,
  ...statisticsFamilies,
  ...stringsAndNumbersFamilies,
  ...textProcessingFamilies,
  ...webScrapingFamilies,
];
