/** The families of the starter corpus: two or three projects each, small enough to be played in a minute. */

import { cartPricing } from './families/cart-pricing.ts';
import { configParsing } from './families/config-parsing.ts';
import { dateArithmetic } from './families/date-arithmetic.ts';
import { duplicateMerging } from './families/duplicate-merging.ts';
import { expressionParser } from './families/expression-parser.ts';
import type { Family } from './families/family.ts';
import { graphRoutes } from './families/graph-routes.ts';
import { htmlExtraction } from './families/html-extraction.ts';
import { inventorySimulation } from './families/inventory-simulation.ts';
import { invoiceMoney } from './families/invoice-money.ts';
import { jsonReshaping } from './families/json-reshaping.ts';
import { listComparison } from './families/list-comparison.ts';
import { logAnalysis } from './families/log-analysis.ts';
import { messyColumns } from './families/messy-columns.ts';
import { patternExtraction } from './families/pattern-extraction.ts';
import { percentileHistogram } from './families/percentile-histogram.ts';
import { pivotTable } from './families/pivot-table.ts';
import { programRepair } from './families/program-repair.ts';
import { reconciliation } from './families/reconciliation.ts';
import { reportFormatting } from './families/report-formatting.ts';
import { resourceSimulation } from './families/resource-simulation.ts';
import { rollingStatistics } from './families/rolling-statistics.ts';
import { salesSummary } from './families/sales-summary.ts';
import { scheduling } from './families/scheduling.ts';
import { sqlReports } from './families/sql-reports.ts';
import { sqlSequences } from './families/sql-sequences.ts';
import { tableJoin } from './families/table-join.ts';
import { templateRendering } from './families/template-rendering.ts';
import { textLayout } from './families/text-layout.ts';
import { unitConversion } from './families/unit-conversion.ts';
import { urlHandling } from './families/url-handling.ts';
import { versionComparison } from './families/version-comparison.ts';
import { workflowValidation } from './families/workflow-validation.ts';

export const STARTER_FAMILIES: readonly Family[] = [
  cartPricing,
  configParsing,
  dateArithmetic,
  duplicateMerging,
  expressionParser,
  graphRoutes,
  htmlExtraction,
  inventorySimulation,
  invoiceMoney,
  jsonReshaping,
  listComparison,
  logAnalysis,
  messyColumns,
  patternExtraction,
  percentileHistogram,
  pivotTable,
  programRepair,
  reconciliation,
  reportFormatting,
  resourceSimulation,
  rollingStatistics,
  salesSummary,
  scheduling,
  sqlReports,
  sqlSequences,
  tableJoin,
  templateRendering,
  textLayout,
  unitConversion,
  urlHandling,
  versionComparison,
  workflowValidation,
];
