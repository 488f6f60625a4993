/** Deliveries on the wire: what is handed in, what is found out about it at once, and what the reviewer makes of it. */

import { z } from 'zod';
import { integer } from '../freelancer/params.ts';
import { filePathSchema } from './acceptance.ts';
import { contentHashSchema, pageQuery } from './door.ts';
import { rubricEvidenceSchema } from './rubric.ts';
import { RUN_FAILURES } from './run-failure.ts';

/** Files of one delivery; how large all of them may be together is the market's to say. */
export const FILES_MAX = 100;

/** Text by path: forward slashes, nothing that leads out of the folder, no folder that is a file as well. */
export const deliveredFilesSchema = z.record(filePathSchema, z.string()).superRefine((files, context) => {
  const paths = Object.keys(files);
  if (paths.length === 0) context.addIssue({ code: 'custom', message: 'at least one file' });
  if (paths.length > FILES_MAX) context.addIssue({ code: 'custom', message: `at most ${FILES_MAX} files` });
  for (const path of paths) {
    if (path.includes('//') || path.endsWith('/')) {
      context.addIssue({ code: 'custom', path: [path], message: 'a path names a file, with single slashes' });
    }
    const inside = paths.find((other) => other.startsWith(`${path}/`));
    if (inside !== undefined) {
      context.addIssue({ code: 'custom', path: [path], message: `a file, and the folder of ${inside} as well` });
    }
  }
});

export const newDeliverySchema = z.strictObject({
  files: deliveredFilesSchema,
  /** True: hand in whatever the syntax check finds, for example a file that is meant to be broken. */
  skipSyntaxCheck: z.boolean().default(false),
});
export const newDraftSchema = z.strictObject({ files: deliveredFilesSchema });

export const syntaxProblemSchema = z.object({
  path: z.string(),
  /** Counted from 1; null where the language's own parser does not say. */
  line: z.int().nullable(),
  message: z.string(),
});
export type SyntaxProblem = z.infer<typeof syntaxProblemSchema>;

const outcomeSchema = z.enum(['passed', 'wrong_answer', 'file_missing', ...RUN_FAILURES]);
const excerptSchema = z.object({
  text: z.string(),
  /** Of the whole text, of which this is the beginning. */
  characters: z.int(),
});
export const visibleCaseSchema = z.object({
  name: z.string(),
  outcome: outcomeSchema,
  fuel: z.int(),
  memoryBytes: z.int(),
  input: excerptSchema,
  expected: excerptSchema,
  /** Null where there was no answer. */
  got: excerptSchema.nullable(),
  difference: z.string(),
  message: excerptSchema,
  stdout: excerptSchema,
  stderr: excerptSchema,
});
export type VisibleCase = z.infer<typeof visibleCaseSchema>;

/** What the reviewer tells both parties: visible cases in full, of hidden ones only how they ended. */
export const evidenceSchema = z.object({
  scoreBps: z.int(),
  passed: z.boolean(),
  casesPassed: z.int(),
  caseCount: z.int(),
  visible: z.array(visibleCaseSchema),
  hidden: z.array(z.object({ number: z.int(), outcome: outcomeSchema })),
  /** A judge's opinion, where the reviewer asked for one, and what it weighed. */
  rubric: rubricEvidenceSchema.optional(),
});

/** A run against the visible cases, before anything is handed in. */
export const draftSchema = z.object({
  passed: z.boolean(),
  casesPassed: z.int(),
  caseCount: z.int(),
  cases: z.array(visibleCaseSchema),
});
export type Draft = z.infer<typeof draftSchema>;

export const verdictSchema = z.object({
  /** Null: not for this viewer. */
  scoreBps: z.int().nullable(),
  casesPassed: z.int().nullable(),
  caseCount: z.int().nullable(),
  /** Share of the price that it earns. */
  shareBps: z.int().nullable(),
  at: z.int(),
  hasEvidence: z.boolean(),
});

export const deliverySchema = z.object({
  deliveryId: z.int(),
  projectId: z.int(),
  bidId: z.int(),
  freelancerId: z.int(),
  attempt: z.int(),
  submittedAt: z.int(),
  changedAt: z.int(),
  /** Null: not for this viewer. */
  bytes: z.int().nullable(),
  filesHash: contentHashSchema.nullable(),
  status: z.enum(['submitted', 'under_review', 'passed', 'failed', 'revision_requested', 'voided']),
  verdict: verdictSchema.nullable(),
  /** What the employer wants changed. */
  comment: z.string().nullable(),
});
export const handedInSchema = deliverySchema.extend({
  /** `skipped`: as its sender wished; `unavailable`: the check could not be done now, which is no reason to refuse. */
  syntax: z.enum(['checked', 'skipped', 'unavailable']),
});
export const deliveriesQuery = z.strictObject({
  project: integer.optional(),
  freelancer: integer.optional(),
  ...pageQuery(1_000),
});
export const deliveriesSchema = z.object({ count: z.int(), deliveries: z.array(deliverySchema) });
export const deliveredFilesAnswer = z.object({ files: z.record(z.string(), z.string()) });
export const verdictAnswerSchema = verdictSchema.extend({
  deliveryId: z.int(),
  status: deliverySchema.shape.status,
  /** Null where this viewer may not read it, or it was erased. */
  evidence: evidenceSchema.nullable(),
});
