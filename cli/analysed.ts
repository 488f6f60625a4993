/** A run that has ended, analysed: the rows of its logs and the tables made of them. */

import { type Analysis, analyse } from '../agents/tournament/analysis/analysis.ts';
import { costOfRow, type RunRecord } from '../agents/tournament/analysis/run-record.ts';
import type { Subject } from '../agents/tournament/analysis/subject.ts';
import { flagsOf, flagsTable } from '../agents/tournament/integrity/flags.ts';
import { readRun } from './observed-run.ts';

export interface Analysed {
  readonly subject: Subject;
  readonly analysis: Analysis;
}

/** Throws an `InputError` where the run has not ended. */
export async function analysed(record: RunRecord): Promise<Analysed> {
  const { subject, watched } = await readRun(record);
  const analysis = await analyse(subject, costOfRow(record));
  return { subject, analysis: { ...analysis, tables: [...analysis.tables, flagsTable(flagsOf(watched))] } };
}
