/** What the manifest of a pipeline says beside its inputs: as of a run, the writer's models among the others. */

import type { Preflight } from '../agents/llm/preflight.ts';
import type { ModelEntry } from '../agents/llm/roster-entry.ts';
import type { RunFacts } from '../agents/tournament/manifest.ts';
import { corpusHashOf } from '../server/ground.ts';
import type { ProjectPackage } from '../server/protocol/arena/project-package.ts';
import type { PipelineCommand } from './pipeline-options.ts';
import { tournamentOf } from './pipeline-tournament.ts';
import { runFacts } from './run-facts.ts';

export async function pipelineFacts(
  { config, roster, models }: PipelineCommand,
  asked: readonly ModelEntry[],
  checked: Preflight['checked'],
): Promise<RunFacts> {
  // A pipeline compares with nobody outside of it, so no path is looked up from this folder.
  const facts = await runFacts({ config: tournamentOf(config), roster, folder: '.' }, models, checked, asked);
  // Briefs are numbered under the pipeline's own seed.
  return { ...facts, seeds: { run: config.seed, corpus: config.seed } };
}

/** What was written: nobody could know it before. */
export function writtenFacts(projects: readonly ProjectPackage[]) {
  return { written: { projects: projects.length, corpusHash: corpusHashOf(projects) } };
}
