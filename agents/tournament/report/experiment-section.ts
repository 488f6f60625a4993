/** The experiment that runs belong to: what was registered before, and what was done otherwise. */

import { type Block, factsOf, listBlock, type Section, textBlock } from './report-model.ts';
import type { ExperimentFacts } from './reported-run.ts';

export function experimentSection({
  name,
  question,
  lock,
  lockedAt,
  primary,
  design,
  deviations,
}: ExperimentFacts): Section {
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
  ];
  return { id: 'experiment', title: 'Experiment', run: null, blocks };
}
