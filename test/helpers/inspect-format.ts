/**
 * What a reader of Inspect logs asks of one, apart from what our writer takes for granted: every required field, the kind of
 * each, and no field that the format does not know. After its documentation; nothing here is imported by the writer.
 */

import { z } from 'zod';

const json = z.record(z.string(), z.unknown());
const instant = z.iso.datetime({ offset: true });
const text = z.string();
const count = z.int().min(0);

/** `known`: optional fields, of whatever form: that there is such a name is all that is held. */
function fields<T extends z.ZodRawShape>(required: T, known = ''): z.ZodObject {
  const optional = known.split(' ').filter((name) => name !== '' && !Object.hasOwn(required, name));
  return z.strictObject({ ...required, ...Object.fromEntries(optional.map((name) => [name, z.unknown().optional()])) });
}

const usage = fields(
  { input_tokens: count, output_tokens: count, total_tokens: count, total_cost: z.number().nullish() },
  'input_tokens_cache_write input_tokens_cache_read reasoning_tokens',
);
const usages = z.record(text, usage);

const toolCall = fields({ id: text, function: text, arguments: json, type: z.enum(['function', 'custom']) });
const content = z.union([text, z.array(json)]);
const message = z.discriminatedUnion('role', [
  fields({ role: z.literal(['system', 'user']), content }, 'id source metadata'),
  fields(
    { role: z.literal('assistant'), content, tool_calls: z.array(toolCall).optional() },
    'id source metadata model',
  ),
  fields(
    { role: z.literal('tool'), content, tool_call_id: text.optional(), function: text.optional() },
    'id metadata error',
  ),
] as never) as z.ZodType;

const stop = z.enum(['stop', 'max_tokens', 'model_length', 'tool_calls', 'content_filter', 'unknown']);
const output = fields(
  {
    model: text,
    choices: z.array(fields({ message, stop_reason: stop }, 'logprobs stop_details')),
    completion: text,
    usage: usage.nullish(),
  },
  'time error metadata fallback',
);

/** Null is no value: what nobody could score has no score at all. */
const value = z.union([text, z.number(), z.boolean(), z.array(z.unknown()), json]);
const score = fields({ value, history: z.array(json), explanation: text.nullish() }, 'answer metadata');
const scores = z.record(text, score).nullish();

const told = { timestamp: instant, working_start: z.number().min(0), span_id: text.optional() };
const TOLD = 'uuid metadata pending';
const event = z.discriminatedUnion('event', [
  fields({ event: z.literal('span_begin'), ...told, id: text, name: text }, `${TOLD} type parent_id`),
  fields({ event: z.literal('span_end'), ...told, id: text }, TOLD),
  fields({ event: z.literal('info'), ...told, data: z.unknown() }, `${TOLD} source`),
  fields(
    {
      ...{ event: z.literal('model'), ...told, model: text, input: z.array(message), tools: z.array(json) },
      ...{ tool_choice: z.union([z.enum(['auto', 'any', 'none']), json]), config: json, output },
    },
    `${TOLD} role retries cache call error completed working_time`,
  ),
  fields({ event: z.literal('score'), ...told, score, intermediate: z.boolean() }, TOLD),
] as never) as z.ZodType;

const id = z.union([text.regex(/^[^/]+$/), z.int()]);
const asked = z.union([text, z.array(message)]);
const target = z.union([text, z.array(text)]);

export const readSample = fields(
  {
    ...{ id, epoch: z.int().min(1), input: asked, target, messages: z.array(message), output, scores },
    ...{ metadata: json, store: json, events: z.array(event), model_usage: usages, role_usage: usages },
    attachments: z.record(text, text),
  },
  'choices sandbox files setup total_time working_time started_at completed_at uuid error error_retries limit invalidation turn_count',
);

export const readSummary = fields(
  {
    ...{ id, epoch: z.int().min(1), input: asked, target, metadata: json, scores },
    ...{ model_usage: usages, role_usage: usages, completed: z.boolean() },
  },
  'error limit retries message_count turn_count uuid total_time working_time started_at completed_at',
);

const metric = fields({ name: text, value: z.number(), params: json }, 'group metadata');
const results = fields(
  {
    ...{ total_samples: count, completed_samples: count },
    scores: z.array(
      fields(
        { name: text, scorer: text, params: json, metrics: z.record(text, metric) },
        'reducer scored_samples unscored_samples metadata',
      ),
    ),
  },
  'early_stopping metadata',
);

const evaluation = fields(
  {
    ...{ eval_id: text, run_id: text, created: instant, task: text, task_id: text },
    ...{ task_version: z.union([z.int(), text]), task_attribs: json, task_args: json, task_args_passed: json },
    dataset: fields({}, 'name location samples sample_ids shuffled'),
    ...{ model: text, model_generate_config: json, model_args: json, packages: z.record(text, text) },
    config: fields({ epochs: z.int().min(1).nullish() }, 'limit sample_id sample_shuffle message_limit token_limit'),
    revision: fields({ type: z.literal('git'), origin: text, commit: text }, 'dirty').nullish(),
  },
  'eval_set_id task_display_name task_file solver solver_args tags sandbox model_base_url model_roles metadata scorers metrics viewer',
);

export const readHeader = fields(
  {
    ...{ version: z.literal(2), status: z.enum(['started', 'success', 'cancelled', 'error']), eval: evaluation },
    plan: fields(
      { name: text, steps: z.array(fields({ solver: text, params: json, params_passed: json })), config: json },
      'finish',
    ),
    stats: fields({
      ...{ started_at: z.union([instant, z.literal('')]), completed_at: z.union([instant, z.literal('')]) },
      ...{ model_usage: usages, role_usage: usages, connection_limit_history: z.array(json) },
    }),
    ...{ invalidated: z.boolean(), tags: z.array(text), metadata: json, results: results.nullish() },
  },
  'error reductions config_updates log_updates',
);

export const readLog = readHeader.extend({ samples: z.array(readSample) });

/** What a log must have, as paths of it: each left out makes it none. */
export const REQUIRED: readonly string[] = [
  ...['version', 'status', 'eval', 'plan', 'stats', 'invalidated', 'tags', 'metadata'],
  ...['eval_id', 'run_id', 'created', 'task', 'task_id', 'task_version', 'task_attribs', 'task_args'].map(
    (name) => `eval.${name}`,
  ),
  ...['task_args_passed', 'dataset', 'model', 'model_generate_config', 'model_args', 'config', 'packages'].map(
    (name) => `eval.${name}`,
  ),
  ...['type', 'origin', 'commit'].map((name) => `eval.revision.${name}`),
  ...['name', 'steps', 'config', 'steps.0.solver', 'steps.0.params', 'steps.0.params_passed'].map(
    (name) => `plan.${name}`,
  ),
  ...['total_samples', 'completed_samples', 'scores'].map((name) => `results.${name}`),
  ...['name', 'scorer', 'params', 'metrics'].map((name) => `results.scores.0.${name}`),
  ...['name', 'value', 'params'].map((name) => `results.scores.0.metrics.accuracy.${name}`),
  ...['started_at', 'completed_at', 'model_usage', 'role_usage', 'connection_limit_history'].map(
    (name) => `stats.${name}`,
  ),
  ...['id', 'epoch', 'input', 'target', 'messages', 'output', 'metadata', 'store', 'events'].map(
    (name) => `samples.0.${name}`,
  ),
  ...['model_usage', 'role_usage', 'attachments'].map((name) => `samples.0.${name}`),
  ...['model', 'choices', 'completion'].map((name) => `samples.0.output.${name}`),
  ...['message', 'stop_reason'].map((name) => `samples.0.output.choices.0.${name}`),
  ...['value', 'history'].map((name) => `samples.0.scores.passed.${name}`),
  ...['event', 'timestamp', 'working_start'].map((name) => `samples.0.events.0.${name}`),
];
