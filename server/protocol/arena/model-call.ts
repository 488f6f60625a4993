/** Calls of language models in a market, on the wire: what each used, in a list; and one at a time, what was asked and answered. */

import { z } from 'zod';

/** Of the calls of a market, from the one after `after` on, by their numbers. */
export const modelCallsQuery = z.strictObject({
  freelancer: z.string().min(1).max(100).optional(),
  project: z.string().min(1).max(200).optional(),
  after: z.coerce.number().int().min(0).default(0),
  limit: z.coerce.number().int().min(1).max(1_000).default(200),
});
export type ModelCallsQuery = z.output<typeof modelCallsQuery>;

const tokens = z.int().min(0);
const milliseconds = z.number().min(0);

const summarySchema = z.object({
  /** In the order in which they were made, from 1, in each market. */
  number: z.int().min(1),
  /** As the roster calls it. */
  freelancer: z.string(),
  /** The project's number, or what else the call was about. */
  project: z.string(),
  purpose: z.string(),
  turn: z.int().min(1),
  finish: z.string(),
  /** Null: its provider did not count. */
  usage: z.object({ input: tokens, cacheRead: tokens, output: tokens, reasoning: tokens }).nullable(),
  /** Millionths of a dollar; null: the model has no price, or nothing was counted. */
  microUsd: z.number().min(0).nullable(),
  /** Of wall time, with and without waiting for the provider's limits. */
  workingMs: milliseconds,
  waitedMs: milliseconds,
  attempts: z.int().min(1),
});
export type ModelCallSummary = z.infer<typeof summarySchema>;

export const modelCallsSchema = z.object({
  /** Whether this server keeps calls at all. */
  kept: z.boolean(),
  /** All that fit the question, of which these are some. */
  count: z.int().min(0),
  sums: z.object({
    inputTokens: tokens,
    outputTokens: tokens,
    microUsd: z.number().min(0),
    /** Calls whose cost nobody knows. */
    unpriced: z.int().min(0),
    workingMs: milliseconds,
  }),
  /** What the freelancer's calls were about, each once, whatever project was asked for. */
  projects: z.array(z.string()),
  calls: z.array(summarySchema),
  /** Where to go on; null: nothing is left. */
  next: z.int().nullable(),
});
export type ModelCalls = z.infer<typeof modelCallsSchema>;

const turnSchema = z.object({
  role: z.string(),
  text: z.string(),
  /** Tools that the model wanted used, with what it wrote for each. */
  tools: z.array(z.object({ name: z.string(), input: z.string() })),
});
export type ModelTurn = z.infer<typeof turnSchema>;

/**
 * `told`: what was asked and answered, in turns, the answer last. `withheld`: the calls of judges and writers hold parts of
 * answer keys. `lost`: its record is gone.
 */
export const modelCallSchema = z.discriminatedUnion('texts', [
  z.object({
    texts: z.literal('told'),
    call: summarySchema,
    model: z.string(),
    turns: z.array(turnSchema),
    offered: z.array(z.string()),
    /** Name of the form in which an answer was asked for. */
    schema: z.string().nullable(),
    temperature: z.number(),
    maxTokens: z.int(),
  }),
  z.object({ texts: z.enum(['withheld', 'lost']), call: summarySchema }),
]);
export type ModelCall = z.infer<typeof modelCallSchema>;
