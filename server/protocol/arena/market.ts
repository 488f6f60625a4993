/** Markets on the wire: opening one, what it is, who and what is put into it by its owner. */

import { z } from 'zod';
import { nameSchema } from './account.ts';
import { pageQuery } from './door.ts';
import { centsSchema, mechanismSchema, policyPatchSchema } from './policy.ts';
import { projectPackageSchema } from './project-package.ts';

export const marketNameSchema = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{0,62}$/, 'lower-case letters, digits and dashes, at most 63 of them');

export const newMarketSchema = z.strictObject({
  market: marketNameSchema,
  /** Any part of the policy; the rest is the default's, with a clock that runs. */
  policy: policyPatchSchema.default({}),
  /** Everything drawn in the market is a function of it. Not said: a secret of the server's. */
  seed: z.string().min(1).max(200).optional(),
  /** Whether the arena's own reviewer judges deliveries here. */
  judged: z.boolean().default(true),
});

export const newMarketAnswer = z.object({
  market: z.string(),
  /** Whether the arena's own reviewer is at work there. */
  judged: z.boolean(),
});

const roleSchema = z.enum(['employer', 'freelancer', 'reviewer']);
export const SPEED_MAX = 1_000_000;
export const speedSchema = z.strictObject({
  /** Null: as fast as it goes, which only a tournament does. */
  speed: z.number().positive().max(SPEED_MAX).nullable(),
});

export const newParticipantSchema = z.strictObject({
  name: nameSchema,
  roles: z.array(roleSchema).min(1).max(3),
  participantKind: z.enum(['human', 'scripted', 'simulated', 'model', 'external']).default('external'),
  skills: z.array(z.string().min(1).max(60)).max(100).default([]),
  depositCents: centsSchema.default(0 as never),
});
export const newParticipantAnswer = z.object({ participantId: z.int() });

export const participantsQuery = z.strictObject(pageQuery(1_000));
export const depositSchema = z.strictObject({
  participantId: z.int().min(1),
  amountCents: centsSchema,
});

export const newPackageSchema = z.strictObject({
  /** Description, visible cases and answer key, as `docs/writing-a-project.md` has them. */
  package: projectPackageSchema,
  /** In whose name; only the owner says so, of a participant that nobody has a seat as. */
  employerId: z.int().min(1).optional(),
  mechanism: mechanismSchema.nullable().default(null),
  assigneeId: z.int().min(1).nullable().default(null),
  biddingMs: z.int().min(1).max(1e12).nullable().default(null),
  draft: z.boolean().default(false),
});
export const newPackageAnswer = z.object({
  projectId: z.int(),
  /** Names the answer key without telling it. */
  acceptanceHash: z.string(),
  caseCount: z.int(),
});
