/** The families of statistics: estimates, tests, models and charts of numbers. */

import type { StudyFamily } from '../study-family.ts';
import { bootstrapIntervals } from './bootstrap-intervals.ts';
import { contingencyTables } from './contingency-tables.ts';
import { controlCharts } from './control-charts.ts';
import { exponentialSmoothing } from './exponential-smoothing.ts';
import { fittedLines } from './fitted-lines.ts';
import { rankCorrelation } from './rank-correlation.ts';

export const statisticsFamilies: readonly StudyFamily[] = [
  bootstrapIntervals,
  contingencyTables,
  controlCharts,
  exponentialSmoothing,
  fittedLines,
  rankCorrelation,
];
