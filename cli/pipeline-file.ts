/** The file of a pipeline, read and held against itself; without one, what one command plays. */

import { fileURLToPath } from 'node:url';
import { contradictionsIn, DEFAULT_PIPELINE, type PipelineConfig, pipelineSchema } from '../agents/pipeline/config.ts';
import { problemsOf } from '../agents/tournament/problem.ts';
import { readYaml } from '../agents/tournament/yaml-file.ts';

/** A pipeline with a model in every place, and the recording of the arena's own mock provider that plays it without keys. */
const DEMO = new URL('../seeds/pipelines/', import.meta.url);
export const demoFile = (name: string): string => fileURLToPath(new URL(name, DEMO));

export async function readConfig(file: string | undefined): Promise<PipelineConfig> {
  if (file === undefined) return DEFAULT_PIPELINE;
  const { value, wrong } = await readYaml(file);
  const read = pipelineSchema.safeParse(value);
  if (!read.success) throw wrong(problemsOf(read.error));
  const problems = contradictionsIn(read.data);
  if (problems.length > 0) throw wrong(problems);
  return read.data;
}
