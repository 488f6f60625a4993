/** All tables of a run, and what they are about. */

import { z } from 'zod';
import { canonicalJson } from '../../../server/kernel/hash.ts';
import { biddingTable, forecastTable } from './bidding-table.ts';
import { earningsTable } from './earnings-table.ts';
import { humanTable } from './human-table.ts';
import { marketTable } from './market-table.ts';
import { pairsTable } from './pairs-table.ts';
import { ratingsTable } from './ratings-table.ts';
import { reliabilityTable } from './reliability-table.ts';
import { repeatsTable } from './repeats-table.ts';
import { screensTable, turnsTable } from './screens-tables.ts';
import type { Subject } from './subject.ts';
import { successTable } from './success-table.ts';
import { type CostOf, surplusTable } from './surplus-table.ts';
import { tableSchema } from './table.ts';

export const analysisSchema = z.strictObject({
  run: z.string(),
  protocol: z.enum(['solo', 'auction']),
  currency: z.string(),
  payRule: z.string(),
  /** Rows of each kind that it was made from. */
  counts: z.record(z.string(), z.int()),
  /** Families that cluster the figures; 0: none is known, and every project stands for itself. */
  families: z.int(),
  tables: z.array(tableSchema),
});
export type Analysis = z.infer<typeof analysisSchema>;

function payRuleOf({ policy }: Subject): string {
  const { payRule } = policy;
  return payRule.kind === 'threshold' ? `threshold ${payRule.thresholdBps / 100} %` : payRule.kind;
}

/** What the tables of a run are about. */
export function headOf(subject: Subject): Omit<Analysis, 'tables'> {
  const { observed } = subject;
  return {
    run: subject.name,
    protocol: subject.protocol,
    currency: subject.policy.currency,
    payRule: payRuleOf(subject),
    counts: Object.fromEntries(Object.entries(observed).map(([kind, rows]) => [kind, rows.length])),
    families: new Set(observed.project.flatMap(({ family }) => family ?? [])).size,
  };
}

/** Tables that would say nothing are left out. */
export async function analyse(subject: Subject, costOf: CostOf): Promise<Analysis> {
  const tables = [
    earningsTable(subject),
    successTable(subject),
    repeatsTable(subject),
    humanTable(subject),
    pairsTable(subject),
    await ratingsTable(subject),
    subject.protocol === 'auction' ? biddingTable(subject) : null,
    forecastTable(subject),
    reliabilityTable(subject),
    marketTable(subject),
    surplusTable(subject, costOf),
    screensTable(subject),
    turnsTable(subject),
  ];
  return { ...headOf(subject), tables: tables.filter((table) => table !== null) };
}

/** Canonical: the same run gives the same bytes. A value that breaks the schema throws. */
export function analysisJson(analysis: Analysis): string {
  return `${canonicalJson(analysisSchema.parse(analysis))}\n`;
}
