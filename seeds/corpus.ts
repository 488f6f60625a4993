/** Corpora: which families make one, and the packages they give for a seed. */

import { assert } from '../server/kernel/assert.ts';
import { canonicalJson } from '../server/kernel/hash.ts';
import { CANARY, type ProjectPackage, projectPackageSchema } from '../server/protocol/arena/project-package.ts';
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

export type CorpusName = 'starter';

const FAMILIES: Readonly<Record<CorpusName, readonly Family[]>> = {
  starter: [
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
  ],
};

export const CORPUS_NAMES: readonly string[] = Object.keys(FAMILIES);

/** Whether there is a corpus of this name. */
export function isCorpusName(name: string): name is CorpusName {
  return Object.hasOwn(FAMILIES, name);
}

/** All projects of a corpus with their answer keys, in the order of the families; same seed, same bytes. */
export function buildCorpus(name: CorpusName, seed: string): ProjectPackage[] {
  const packages = FAMILIES[name].flatMap((family) =>
    family.build(seed).map((built) => {
      assert(built.family === family.name, `${built.slug} says family ${built.family} but is of ${family.name}`);
      return projectPackageSchema.parse(built);
    }),
  );
  const slugs = new Set<string>();
  for (const { slug } of packages) {
    assert(!slugs.has(slug), `slug used twice: ${slug}`);
    slugs.add(slug);
  }
  return packages;
}

/** The corpus as the text of a file (canonical JSON), headed by the canary: what is frozen and hashed. */
export function corpusText(name: CorpusName, seed: string): string {
  return canonicalJson({ canary: CANARY, corpus: name, seed, projects: buildCorpus(name, seed) });
}
