/**
 * The part of the Inspect log format that we write: every field of it that the format requires, and those optional ones
 * that we fill. After the JSON Schema of UKGovernmentBEIS/inspect_ai, `src/inspect_ai/_view/inspect-openapi.json`, as of
 * 2026-08-22; names are that format's.
 */

import { z } from 'zod';

const json = z.record(z.string(), z.json());
const instant = z.iso.datetime({ offset: true });
const empty = z.strictObject({});

export const usageSchema = z.strictObject({
  /** Without what was read from or written to a cache. */
  input_tokens: z.int().min(0),
  output_tokens: z.int().min(0),
  total_tokens: z.int().min(0),
  input_tokens_cache_read: z.int().nullable(),
  input_tokens_cache_write: z.int().nullable(),
  reasoning_tokens: z.int().nullable(),
  /** US dollars. */
  total_cost: z.number().nullable(),
});
export type InspectUsage = z.infer<typeof usageSchema>;
const usages = z.record(z.string(), usageSchema);

const messageSchema = z.discriminatedUnion('role', [
  z.strictObject({ role: z.literal('system'), content: z.string() }),
  z.strictObject({ role: z.literal('user'), content: z.string() }),
  z.strictObject({
    role: z.literal('assistant'),
    content: z.string(),
    tool_calls: z
      .array(z.strictObject({ id: z.string(), function: z.string(), arguments: json, type: z.literal('function') }))
      .optional(),
  }),
  z.strictObject({ role: z.literal('tool'), content: z.string(), tool_call_id: z.string(), function: z.string() }),
]);
export type InspectMessage = z.infer<typeof messageSchema>;

const outputSchema = z.strictObject({
  model: z.string(),
  choices: z.array(
    z.strictObject({
      message: messageSchema,
      stop_reason: z.enum(['stop', 'max_tokens', 'model_length', 'tool_calls', 'content_filter', 'unknown']),
    }),
  ),
  completion: z.string(),
  usage: usageSchema.optional(),
});
export type InspectOutput = z.infer<typeof outputSchema>;

const scoreSchema = z.strictObject({
  value: z.union([z.string(), z.number()]),
  answer: z.string().nullable(),
  explanation: z.string(),
  metadata: json,
  history: z.array(z.never()),
});
const scores = z.record(z.string(), scoreSchema).nullable();

const when = { timestamp: instant, working_start: z.number().min(0), span_id: z.string().optional() };

const eventSchema = z.discriminatedUnion('event', [
  z.strictObject({ event: z.literal('span_begin'), ...when, id: z.string(), name: z.string(), type: z.string() }),
  z.strictObject({ event: z.literal('span_end'), ...when, id: z.string() }),
  z.strictObject({ event: z.literal('info'), ...when, source: z.string(), data: json }),
  z.strictObject({
    event: z.literal('model'),
    ...when,
    model: z.string(),
    input: z.array(messageSchema),
    tools: z.array(z.never()),
    tool_choice: z.enum(['auto', 'none']),
    config: json,
    output: outputSchema,
    working_time: z.number().min(0),
  }),
  z.strictObject({ event: z.literal('score'), ...when, score: scoreSchema, intermediate: z.boolean() }),
]);
export type InspectEvent = z.infer<typeof eventSchema>;

export const sampleSchema = z.strictObject({
  id: z.string().regex(/^[A-Za-z0-9._-]+$/),
  epoch: z.int().min(1),
  input: z.string(),
  target: z.string(),
  messages: z.array(messageSchema),
  output: outputSchema,
  /** Null: nobody could judge it. Never zero for that. */
  scores,
  metadata: json,
  store: empty,
  events: z.array(eventSchema),
  model_usage: usages,
  role_usage: usages,
  attachments: empty,
});
export type InspectSample = z.infer<typeof sampleSchema>;

export const summarySchema = sampleSchema
  .pick({ id: true, epoch: true, input: true, target: true, scores: true, metadata: true, model_usage: true })
  .extend({ role_usage: usages, completed: z.literal(true) });
export type InspectSummary = z.infer<typeof summarySchema>;

const metricSchema = z.strictObject({ name: z.string(), value: z.number(), params: empty });

export const headerSchema = z.strictObject({
  version: z.literal(2),
  status: z.literal('success'),
  invalidated: z.literal(false),
  tags: z.array(z.string()),
  metadata: json,
  eval: z.strictObject({
    eval_id: z.string(),
    run_id: z.string(),
    created: instant,
    task: z.string(),
    task_id: z.string(),
    task_version: z.int(),
    task_attribs: empty,
    task_args: json,
    task_args_passed: json,
    dataset: z.strictObject({
      name: z.string(),
      samples: z.int(),
      sample_ids: z.array(z.string()),
      shuffled: z.boolean(),
    }),
    model: z.string(),
    model_generate_config: empty,
    model_args: empty,
    config: z.strictObject({ epochs: z.int().min(1) }),
    revision: z
      .strictObject({ type: z.literal('git'), origin: z.string(), commit: z.string(), dirty: z.boolean() })
      .optional(),
    packages: z.record(z.string(), z.string()),
    metadata: json,
  }),
  plan: z.strictObject({
    name: z.string(),
    steps: z.array(z.strictObject({ solver: z.string(), params: json, params_passed: json })),
    config: empty,
  }),
  results: z.strictObject({
    total_samples: z.int(),
    completed_samples: z.int(),
    scores: z.array(
      z.strictObject({
        name: z.string(),
        scorer: z.string(),
        params: empty,
        metrics: z.record(z.string(), metricSchema),
        scored_samples: z.int(),
        unscored_samples: z.int(),
      }),
    ),
  }),
  stats: z.strictObject({
    started_at: instant,
    completed_at: instant,
    model_usage: usages,
    role_usage: usages,
    connection_limit_history: z.array(z.never()),
  }),
});
export type InspectHeader = z.infer<typeof headerSchema>;

/** The `.json` form; the `.eval` form has header, samples and summaries as files of a ZIP. */
export const inspectLogSchema = headerSchema.extend({ samples: z.array(sampleSchema) });
export type InspectLog = z.infer<typeof inspectLogSchema>;
