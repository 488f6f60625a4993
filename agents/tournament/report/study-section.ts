/** The run beside the study that the arena grew from, with what in the study's own figures does not agree. */

import type { Table } from '../analysis/table.ts';
import {
  impliedBy,
  PUBLISHED,
  PUBLISHED_HUMAN,
  PUBLISHED_MEAN,
  PUBLISHED_POT,
  PUBLISHED_TASKS,
} from '../study/published.ts';
import { impliedTable, studyTables } from '../study/study-tables.ts';
import { type Block, listBlock, type Section, textBlock } from './report-model.ts';
import type { ReportedRun } from './reported-run.ts';

const dollars = (amount: number): string => `$${Math.round(amount).toLocaleString('en-US')}`;
const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;

/** What the published figures say against each other. None of it was run here. */
export function inconsistencies(): string[] {
  const priced = PUBLISHED_TASKS * PUBLISHED_MEAN;
  const shares = PUBLISHED.map((row) => {
    const { dollarShare, taskShare } = impliedBy(row);
    return `${row.name} ${percent(dollarShare)} and ${percent(taskShare)}`;
  });
  const means = PUBLISHED.map((row) => {
    const { meanSolved, meanUnsolved } = impliedBy(row);
    return `${row.name} ${dollars(meanSolved)} and ${dollars(meanUnsolved)}`;
  });
  return [
    `${PUBLISHED_TASKS.toLocaleString('en-US')} tasks at the published mean of ${dollars(PUBLISHED_MEAN)} are ${dollars(priced)}, not the published ${dollars(PUBLISHED_POT)}: the implied mean is ${(PUBLISHED_POT / priced).toFixed(2)} times as high.`,
    `Every model’s share of the dollars is larger than its share of the tasks: ${shares.join('; ')}.`,
    `If a task pays all or nothing, the mean price of solved and unsolved tasks would have to be: ${means.join('; ')}. Most models would have failed almost only cheap work.`,
    `The human line, above ${PUBLISHED_HUMAN * 100} %, is the authors’ estimate; no trial is reported.`,
    'Tests, prompts, programs and the prices of single tasks were not published, so none of this can be settled from the outside.',
  ];
}

/** Of a run in which everybody did everything its own figures; else the published ones alone. */
export function tablesBeside({ subject }: ReportedRun): Table[] {
  return subject.protocol === 'solo' ? studyTables(subject) : [impliedTable()];
}

export function studySection(run: ReportedRun): Section {
  const { subject, analysis } = run;
  const beside =
    subject.protocol === 'solo'
      ? 'Noever & McKee (2025, arXiv 2505.13511) gave four language models 1,115 priced tasks, each model alone, as this run does with its own. Their figures stand beside this run’s where a freelancer has the name of one of their models; tasks, tests and prices are others.'
      : 'Noever & McKee (2025, arXiv 2505.13511) gave four language models 1,115 priced tasks, each model alone and at posted prices. This run is an auction: what somebody earns in it depends on who else bids, so its figures are not laid beside theirs. What theirs say by themselves:';
  const blocks: Block[] = [
    textBlock(beside),
    textBlock('What in the published figures does not agree:'),
    listBlock(inconsistencies()),
    ...tablesBeside(run).map((table): Block => ({ kind: 'table', currency: analysis.currency, table })),
  ];
  return { id: 'study', title: 'Beside the published study', run: subject.name, blocks };
}
