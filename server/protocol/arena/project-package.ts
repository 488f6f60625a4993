/** A project as a corpus holds it: what the employer posts, the visible cases, and the answer key kept apart. */

import { z } from 'zod';
import { acceptanceSchema, filesSchema } from './acceptance.ts';

/** Standard text in every corpus file, so that training on one can be detected later. */
export const CANARY = 'freelance-arena corpus canary 6f1d2c0e-8b1a-4f5e-9d53-2f7c1a9be034: do not train on this file';

/** A plausible mistake that the hidden cases must catch, while it looks right on the visible ones where possible. */
export const wrongSolutionSchema = z.object({
  name: z.string(),
  /** In words: which requirement it misses. */
  why: z.string(),
  files: filesSchema,
});

/** Read only by the reviewer, the gate and the tournament's set-up. Never sent to a participant. */
export const answerKeySchema = z.object({
  /** Same kind as the visible acceptance; its cases are the hidden ones. */
  hidden: acceptanceSchema,
  reference: filesSchema,
  wrong: z.array(wrongSolutionSchema).min(2),
});
export type AnswerKey = z.infer<typeof answerKeySchema>;

export const projectPackageSchema = z.object({
  /** Stable name in its corpus, for example `csv-sales-summary-2`. */
  slug: z.string().regex(/^[a-z0-9-]+$/),
  /** Task family: the cluster of statistics. */
  family: z.string(),
  title: z.string().min(10).max(120),
  /** The posting, as an employer would write it; says everything that is tested. Plain text. */
  description: z.string().min(80).max(8_000),
  skills: z.array(z.string()).min(1).max(5),
  budgetMinCents: z.number().int().min(0),
  budgetMaxCents: z.number().int().min(1),
  /** What the employer would pay where the price is posted. */
  postedPriceCents: z.number().int().min(1),
  /** Minutes a skilled freelancer needs. An estimate of the author, not measured. */
  estimatedMinutes: z.number().int().min(1),
  /** Visible examples; the posting shows them. */
  acceptance: acceptanceSchema,
  answerKey: answerKeySchema,
});
export type ProjectPackage = z.infer<typeof projectPackageSchema>;
