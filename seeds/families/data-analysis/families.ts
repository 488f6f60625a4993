/** The families of data analysis: tables, CSV and work that resembles spreadsheets. */

import type { StudyFamily } from '../study-family.ts';
import { abcAnalysis } from './abc-analysis.ts';
import { cohortRetention } from './cohort-retention.ts';
import { conversionFunnel } from './conversion-funnel.ts';
import { gapFilling } from './gap-filling.ts';
import { leagueRanking } from './league-ranking.ts';
import { marketBasket } from './market-basket.ts';
import { surveyTabulation } from './survey-tabulation.ts';

export const dataAnalysisFamilies: readonly StudyFamily[] = [
  abcAnalysis,
  cohortRetention,
  conversionFunnel,
  gapFilling,
  leagueRanking,
  marketBasket,
  surveyTabulation,
];
