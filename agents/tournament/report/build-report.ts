/** A report of runs, in the order in which a reader wants it: question, standing, plots, the rest, limits, how to make it again. */

import { canonicalJson } from '../../../server/kernel/hash.ts';
import type { Analysis } from '../analysis/analysis.ts';
import type { RunComparison } from './comparison.ts';
import { comparisonSection } from './comparison-section.ts';
import { designSection } from './design-section.ts';
import { experimentSection } from './experiment-section.ts';
import { limitsSection } from './limits-section.ts';
import { provenanceSection } from './provenance-section.ts';
import type { Finding } from './regressions.ts';
import { type Block, type ReportModel, reportSchema, type Section } from './report-model.ts';
import type { ReportedExperiment } from './reported-experiment.ts';
import type { ReportedRun } from './reported-run.ts';
import { reproduceSection } from './reproduce-section.ts';
import { plotSection, shortSection, tablesSection } from './result-sections.ts';
import { studySection } from './study-section.ts';

export interface Compared {
  readonly comparison: RunComparison;
  readonly findings: readonly Finding[];
}

export interface ReportParts {
  readonly runs: readonly [ReportedRun, ...ReportedRun[]];
  /** Over runs that repeat each other; empty: none do. */
  readonly across: readonly Analysis[];
  readonly compared: readonly Compared[];
  /** Null: the runs belong to none, or nobody says so. */
  readonly experiment: ReportedExperiment | null;
}

const PARTS: readonly ((run: ReportedRun) => Section)[] = [
  designSection,
  shortSection,
  plotSection,
  tablesSection,
  studySection,
  limitsSection,
  provenanceSection,
  reproduceSection,
];

function acrossSections(across: readonly Analysis[]): Section[] {
  return across.map(
    ({ run, currency, tables }): Section => ({
      id: 'repetitions',
      title: 'Over runs that repeat each other',
      run,
      blocks: tables.map((table): Block => ({ kind: 'table', currency, table })),
    }),
  );
}

export function buildReport({ runs, across, compared, experiment }: ReportParts): ReportModel {
  const names = runs.map(({ subject }) => subject.name);
  return {
    format: 'freelance-arena-report/1',
    title: names.join(', '),
    runs: names,
    sections: [
      ...(experiment === null ? [] : [experimentSection(experiment)]),
      ...compared.map(comparisonSection),
      ...acrossSections(across),
      ...runs.flatMap((run) => PARTS.map((part) => part(run))),
    ].filter(({ blocks }) => blocks.length > 0),
  };
}

/** Canonical: the same runs give the same bytes. A value that breaks the schema throws. */
export function reportJson(report: ReportModel): string {
  return `${canonicalJson(reportSchema.parse(report))}\n`;
}
