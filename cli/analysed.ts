/** A run that has ended, analysed: the rows of its logs and the tables made of them. */

import { type Analysis, analyse } from '../agents/tournament/analysis/analysis.ts';
import { privateCosts, type RunRecord } from '../agents/tournament/analysis/run-record.ts';
import type { Subject } from '../agents/tournament/analysis/subject.ts';
import type { CostOf } from '../agents/tournament/analysis/surplus-table.ts';
import { flagsOf, flagsTable } from '../agents/tournament/integrity/flags.ts';
import { contentHash } from '../server/kernel/id.ts';
import { readRun } from './observed-run.ts';

export interface Analysed {
  readonly subject: Subject;
  readonly analysis: Analysis;
}

/** Throws an `InputError` where the run has not ended. */
export async function analysed(record: RunRecord): Promise<Analysed> {
  const costs = privateCosts(record);
  const costOf: CostOf = (name, { acceptanceHash, round, budgetMaxCents }) =>
    costs(name, { acceptanceHash: contentHash(acceptanceHash), round: round ?? 1, budgetMaxCents });
  const { subject, watched } = await readRun(record);
  const analysis = await analyse(subject, costOf);
  return { subject, analysis: { ...analysis, tables: [...analysis.tables, flagsTable(flagsOf(watched))] } };
}
