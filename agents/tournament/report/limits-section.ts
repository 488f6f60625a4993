/** What a run does not say, as far as it can be seen from the run. */

import { type Block, listBlock, type Section } from './report-model.ts';
import type { ReportedRun } from './reported-run.ts';

/** A permutation of the signs of fewer families than this cannot come below 0.05. */
const FAMILIES_FOR_A_TEST = 6;
/** With fewer the bootstrap's interval is short: see the decision page of statistics. */
const FAMILIES_FOR_A_BOOTSTRAP = 20;

function ofFamilies({ analysis, subject }: ReportedRun): string[] {
  const { families } = analysis;
  const all = new Set(subject.observed.project.map(({ acceptanceHash }) => acceptanceHash)).size;
  if (families === 0)
    return ['Task families are not known: every project stands for itself, and intervals are likely too narrow.'];
  return [
    `The intervals are about projects and families like these (${all} projects, ${families} families). They say nothing about other work.`,
    ...(families < FAMILIES_FOR_A_BOOTSTRAP
      ? [
          `With ${families} families bootstrap intervals are too short: at 8 families they held the truth 90 times of 100, not 95.`,
        ]
      : []),
    ...(families < FAMILIES_FOR_A_TEST
      ? [`With ${families} families no permutation test of earnings can come below 0.05.`]
      : []),
  ];
}

export function limitsOf(run: ReportedRun): string[] {
  const { subject, standing, analysis } = run;
  const { work } = subject.observed;
  const isSimulated = subject.participants.some(({ origin }) => origin === 'simulated');
  const unscored = work.filter(({ result }) => result === 'unscored').length;
  const prices = standing?.prices.kind;
  return [
    ...(isSimulated
      ? [
          'Simulated freelancers pass by chance, at a rate that the roster sets. Their figures show what the arena does with such freelancers, not what any model or person can do.',
        ]
      : []),
    ...ofFamilies(run),
    'Wilson’s interval takes projects as independent, which projects of one family are not: where families are few trust the interval over families.',
    ...(subject.protocol === 'auction'
      ? [
          'All share one market’s luck: for what a mechanism, a fee or a roster does, this run is one observation, whatever its intervals. Several runs that differ in their seeds are needed.',
          'A bid that was lost says nothing about whether the work would have passed.',
        ]
      : []),
    ...(prices !== undefined && prices !== 'posted'
      ? [`The prices are ${prices}, not what employers asked for: dollars here are not dollars of a real market.`]
      : []),
    ...(subject.human.kind === 'published'
      ? ['The human side is a published estimate without an interval of its own; nobody was measured.']
      : []),
    ...(unscored > 0
      ? [`${unscored} of ${work.length} works could not be scored for reasons of ours, and are in no rate.`]
      : []),
    ...(analysis.tables.some(({ name }) => name === 'surplus')
      ? ['The surplus takes the budget’s maximum for what the work is worth to the employer.']
      : []),
    'Work that is reviewed by cases alone: what they do not test, nobody has looked at.',
  ];
}

export function limitsSection(run: ReportedRun): Section {
  const blocks: Block[] = [listBlock(limitsOf(run))];
  return { id: 'limits', title: 'What this does not say', run: run.subject.name, blocks };
}
