/** The judge's place in a pipeline, with the canaries of the projects that were written. */

import { canariesOf } from '../agents/llm/judge/canary.ts';
import type { Judgement } from '../agents/llm/judge/mixed.ts';
import { roleEntry } from '../agents/llm/role-entry.ts';
import type { JudgeRole } from '../agents/llm/roles.ts';
import type { PipelineConfig } from '../agents/pipeline/config.ts';
import { acceptanceHashOf } from '../server/ground.ts';
import type { ProjectPackage } from '../server/protocol/arena/project-package.ts';
import type { ReviewRule } from '../server/protocol/arena/rubric.ts';

export function judgeRole(
  { judge, seed }: PipelineConfig,
  rule: ReviewRule,
  projects: readonly ProjectPackage[],
  onJudgement: (judgement: Judgement) => void,
): JudgeRole | null {
  if (judge.model === null) return null;
  const byHash = new Map<string, ProjectPackage>(projects.map((one) => [acceptanceHashOf(one), one]));
  const canaries: JudgeRole['canaries'] = (hash) => {
    const project = judge.canaries ? byHash.get(hash) : undefined;
    return project === undefined ? [] : canariesOf(project, seed);
  };
  return { entry: roleEntry('judge', judge.model), rule, seed, canaries, onJudgement };
}
