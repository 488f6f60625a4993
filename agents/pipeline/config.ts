/** A pipeline as a file: who writes projects, who employs, who works, who judges, under which rules of the market. */

import { z } from 'zod';
import { policyPatchSchema } from '../../server/protocol/arena/policy.ts';
import { CATEGORIES } from '../../server/protocol/arena/project-package.ts';
import { judgeSchema, releaseSchema } from '../llm/judge/judge-config.ts';
import { modelUseSchema } from '../llm/role-entry.ts';

const modelSchema = modelUseSchema.nullable().default(null);

const writerSchema = z.strictObject({
  /** Null: task families write, without a model. */
  model: modelSchema,
  /** Who writes the second, independent solution; null: the same model, in a conversation of its own. */
  second: modelSchema,
  /** Projects that are asked for. */
  count: z.number().int().min(1).max(1_000).default(2),
  category: z.enum(CATEGORIES).nullable().default(null),
  minutes: z
    .strictObject({ from: z.number().int().min(0), to: z.number().int().min(0).max(9_999) })
    .nullable()
    .default(null),
  /** What they are to be about; needs a model. */
  brief: z.string().min(1).max(10_000).nullable().default(null),
  /** A file of real postings, which `arena import` wrote, beside this one; needs a model. */
  postings: z.string().min(1).nullable().default(null),
  /** How much postings leave out of what is tested. */
  ambiguity: z.literal([0, 1, 2, 3]).default(0),
  /** Drafts of one project before it is dropped. */
  drafts: z.number().int().min(1).max(100).default(5),
});

const employerSchema = z.strictObject({
  /** Null: the scripted employer. */
  model: modelSchema,
  /** Whom it chooses where the mechanism leaves that to it; not said: the model where there is one, else the lowest bid. */
  awardRule: z.enum(['lowest', 'best_value', 'model']).optional(),
  /** What is paid under settlement `employer`: what passed the tests, or what the model accepts. */
  release: releaseSchema.default('passed'),
});

export const pipelineSchema = z.strictObject({
  name: z.string().regex(/^[a-z0-9][a-z0-9-]{0,60}$/, 'lower-case letters, digits and dashes'),
  seed: z.string().min(1).max(200),
  writer: writerSchema.prefault({}),
  /** A roster that comes with the arena, or the path of a file beside this one. */
  roster: z.string().default('study'),
  employer: employerSchema.prefault({}),
  judge: judgeSchema.prefault({}),
  market: policyPatchSchema.prefault({}),
});
export type PipelineConfig = z.infer<typeof pipelineSchema>;

/** What one command plays that was given no file: no model, no key. */
export const DEFAULT_PIPELINE: PipelineConfig = pipelineSchema.parse({ name: 'pipeline', seed: 'pipeline-1' });

/** Contradictions that no single field shows. */
export function contradictionsIn({ writer, employer, judge, market }: PipelineConfig) {
  const wrong: { readonly path: readonly string[]; readonly text: string }[] = [];
  const say = (path: readonly string[], text: string): unknown => wrong.push({ path, text });
  for (const field of ['second', 'brief', 'postings'] as const) {
    if (writer.model === null && writer[field] !== null) say(['writer', field], 'needs writer.model');
  }
  if (writer.brief !== null && writer.postings !== null) say(['writer', 'postings'], 'or writer.brief, not both');
  if (writer.minutes !== null && writer.minutes.from > writer.minutes.to)
    say(['writer', 'minutes'], 'from: at most to');
  if (employer.model === null && employer.awardRule === 'model') say(['employer', 'awardRule'], 'needs employer.model');
  if (employer.model === null && employer.release === 'model') say(['employer', 'release'], 'needs employer.model');
  if (employer.release === 'model' && market.settlement !== 'employer')
    say(['employer', 'release'], 'under settlement verdict the verdict pays: set market.settlement to employer');
  if (judge.model === null && judge.rule !== 'tests_only') say(['judge', 'rule'], 'needs judge.model');
  if (market.clock !== undefined && market.clock.kind !== 'virtual')
    say(['market', 'clock'], 'a pipeline runs in virtual time');
  return wrong;
}
