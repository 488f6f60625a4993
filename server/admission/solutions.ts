/** Solutions written from the posting alone, by people or models that saw nothing else: what they say about a project. */

import { z } from 'zod';
import { filesSchema } from '../protocol/arena/acceptance.ts';

export const solutionSchema = z.object({
  /** The project it answers. */
  slug: z.string(),
  /** Who wrote it: two of one author are one voice. */
  by: z.string().min(1).max(200),
  /** `correct`: somebody checked it by other means than these cases; `blind`: written from the posting, nobody has checked it. */
  claim: z.enum(['correct', 'blind']).default('blind'),
  files: filesSchema,
});
export type Solution = z.infer<typeof solutionSchema>;

/** One finding about a human reading of a project: 0 nothing, 1 a slip, 2 a doubt about what is tested, 3 unusable. */
export const humanReviewSchema = z.object({
  slug: z.string(),
  by: z.string().min(1).max(200),
  severity: z.number().int().min(0).max(3),
  note: z.string().max(2_000).default(''),
});
export type HumanReview = z.infer<typeof humanReviewSchema>;
