/** What one freelancer may use for one project, and in all; whoever reaches a limit is stopped, and it is told which. */

import { z } from 'zod';

export const limitsSchema = z.strictObject({
  /** Calls of the model for one project: bid, plan, code and repairs together. */
  turns: z.number().int().min(1).max(1_000).default(12),
  /** Tokens for one project, in and out. */
  tokens: z.number().int().min(1).max(100_000_000).default(200_000),
  /** Tokens of one answer. */
  answerTokens: z.number().int().min(16).max(200_000).default(4_000),
  /** Dollars for all projects of a run; needs a price for the model. Null: no cap. */
  dollars: z.number().gt(0).max(1_000_000).nullable().default(null),
  /** Seconds for one project without waiting for the provider's rate limits. */
  workingSeconds: z.number().gt(0).max(86_400).default(900),
  /** Seconds for one project with all waiting. */
  wallSeconds: z
    .number()
    .gt(0)
    .max(7 * 86_400)
    .default(3_600),
  /** Repairs after a failed try of the visible cases. */
  repairs: z.number().int().min(0).max(50).default(3),
  /** Questions to the employer about one project, after the award. Most employers that are programs answer none. */
  questions: z.number().int().min(0).max(20).default(0),
});
export type Limits = z.infer<typeof limitsSchema>;

export type LimitKind = 'turns' | 'tokens' | 'dollars' | 'working_time' | 'wall_time' | 'repairs';

/** What has been used of the limits for one project. */
export interface Spent {
  turns: number;
  tokens: number;
  workingMs: number;
  wallMs: number;
}

export const nothingSpent = (): Spent => ({ turns: 0, tokens: 0, workingMs: 0, wallMs: 0 });

/** The limit that allows no further call, or null. `microUsd`: spent in the whole run, on all projects. */
export function limitReached(limits: Limits, spent: Spent, microUsd: number): LimitKind | null {
  if (spent.turns >= limits.turns) return 'turns';
  if (spent.tokens >= limits.tokens) return 'tokens';
  if (limits.dollars !== null && microUsd >= limits.dollars * 1_000_000) return 'dollars';
  if (spent.workingMs >= limits.workingSeconds * 1_000) return 'working_time';
  if (spent.wallMs >= limits.wallSeconds * 1_000) return 'wall_time';
  return null;
}
