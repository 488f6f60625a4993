/** The experiment that runs belong to: what was registered before, what was done otherwise, and what it found. */

import { type Block, factsOf, listBlock, type Section, textBlock } from './report-model.ts';
import type { ReportedExperiment } from './reported-experiment.ts';

export function experimentSection({
  name,
  question,
  lock,
  lockedAt,
  primary,
  design,
  deviations,
  currency,
  tables,
}: ReportedExperiment): Section {
  const given = Object.fromEntries(design.map((fact) => [fact.name, fact.value]));
  const otherwise =
    lock === null
      ? 'Nothing was registered beforehand: every comparison is exploratory.'
      : deviations.length === 0
        ? 'Nothing was done otherwise than registered.'
        : 'Done otherwise than registered:';
  const blocks: Block[] = [
    textBlock(question),
    factsOf({ Experiment: name, Registered: lock, At: lockedAt, 'Primary contrast': primary, ...given }),
    textBlock(otherwise),
    ...(deviations.length > 0 ? [listBlock(deviations)] : []),
    ...tables.map((table): Block => ({ kind: 'table', currency, table })),
  ];
  return { id: 'experiment', title: 'Experiment', run: null, blocks };
}
