/** Money and standing on the wire. */

import { z } from 'zod';
import { integer, word } from '../freelancer/params.ts';
import { pageQuery } from './door.ts';

export const STATEMENT_MAX = 10_000;
export const statementQuery = z.strictObject({
  /** Whose accounts: the owner names a participant, everybody else has one's own. */
  participant: integer.optional(),
  format: word(['json', 'csv']).default('json'),
  ...pageQuery(STATEMENT_MAX),
});

export const statementLineSchema = z.object({
  /** Market time, in milliseconds. */
  at: z.int(),
  /** `wallet`: what can be spent. `outlay`: what was paid from the own pocket, for models, sandboxes and time. */
  account: z.enum(['wallet', 'outlay']),
  code: z.enum(['deposit', 'fund', 'release', 'fee', 'refund', 'payout', 'cost']),
  /** Below zero: it left the account. */
  amountCents: z.int(),
  /** Of that account, after this line. */
  balanceCents: z.int(),
  /** The account on the other side: `world`, `platform` or `escrow/NUMBER`. */
  other: z.string(),
  projectId: z.int().nullable(),
  title: z.string().nullable(),
});
export type StatementLine = z.infer<typeof statementLineSchema>;

export const statementSchema = z.object({
  participantId: z.int(),
  currency: z.string(),
  walletCents: z.int(),
  outlayCents: z.int(),
  count: z.int(),
  lines: z.array(statementLineSchema),
});

export const standingQuery = z.strictObject(pageQuery(1_000));
export const standingSchema = z.object({
  /** What the rows are ordered by: money where the caller may see everybody's, else what was completed. */
  orderedBy: z.enum(['netCents', 'completed']),
  count: z.int(),
  rows: z.array(
    z.object({
      rank: z.int(),
      participantId: z.int(),
      name: z.string().nullable(),
      awards: z.int(),
      completed: z.int(),
      incomplete: z.int(),
      deliveriesPassed: z.int(),
      deliveriesJudged: z.int(),
      reviewCount: z.int(),
      ratingAverage: z.number().nullable(),
      /** Released to the freelancer after fees, own costs, and what is left; null: not for this viewer. */
      earnedCents: z.int().nullable(),
      costCents: z.int().nullable(),
      netCents: z.int().nullable(),
    }),
  ),
});
