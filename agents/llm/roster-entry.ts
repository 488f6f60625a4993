/** A freelancer of a roster that is a language model: which one, how it bids, and what it may use. */

import { z } from 'zod';
import { strategySchema } from '../scripted/registry.ts';
import { limitsSchema } from './limits.ts';
import { modelNameSchema, modelText } from './model-name.ts';

const modelStrategySchema = z.strictObject({ name: z.literal('model') });

export const modelEntrySchema = z.strictObject({
  name: z.string().min(1).max(60),
  kind: z.literal('model'),
  /** `provider:model`, or a model of the study by its name. */
  model: modelNameSchema.transform(modelText),
  /** Another address than the provider's own, for example of an OpenAI-compatible server. */
  endpoint: z
    .url({ protocol: /^https?$/ })
    .nullable()
    .default(null),
  /** The environment variable that holds the key; null: the provider's usual one. Keys never stand in files. */
  keyVariable: z
    .string()
    .regex(/^[A-Z][A-Z0-9_]{0,80}$/, 'the name of an environment variable')
    .nullable()
    .default(null),
  /** `text`: never asks for schemas, for endpoints that answer them wrongly. */
  structured: z.enum(['auto', 'text']).default('auto'),
  /** `none`: works in plain text, also where the model could use tools. */
  tools: z.enum(['auto', 'none']).default('auto'),
  /** Answers come piece by piece: for endpoints that break long ones off otherwise. */
  streaming: z.boolean().default(false),
  /** Calls at the same time, at most. */
  concurrency: z.number().int().min(1).max(1_000).default(8),
  timeoutSeconds: z.number().gt(0).max(3_600).default(120),
  skills: z.array(z.string().min(1).max(60)).max(100).default([]),
  strategy: z.union([modelStrategySchema, strategySchema]).default({ name: 'model' }),
  limits: limitsSchema.prefault({}),
  /** Billions of parameters, where they are published: for plots against size. */
  parametersBillion: z.number().gt(0).max(100_000).nullable().default(null),
});
export type ModelEntry = z.infer<typeof modelEntrySchema>;
