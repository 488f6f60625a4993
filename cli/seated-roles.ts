/** Models in the places of employer and judge, with the files that tell of them: what was chosen, and what was judged. */

import { join } from 'node:path';
import { canariesOf } from '../agents/llm/judge/canary.ts';
import type { JudgeConfig } from '../agents/llm/judge/judge-config.ts';
import { roleEntry } from '../agents/llm/role-entry.ts';
import { type EmployerRole, type JudgeRole, modelRoles } from '../agents/llm/roles.ts';
import type { ModelRoom } from '../agents/llm/room.ts';
import type { RolesAsked } from '../agents/tournament/model-roles.ts';
import type { OtherRoles } from '../agents/tournament/other-roles.ts';
import { acceptanceHashOf } from '../server/ground.ts';
import type { ProjectPackage } from '../server/protocol/arena/project-package.ts';
import type { ReviewRule } from '../server/protocol/arena/rubric.ts';
import { distinctLines } from './distinct-lines.ts';

/** Where a place is taken, and what is needed to take it. */
export interface Seating {
  readonly asked: RolesAsked;
  /** The rule that is in force for the judge. */
  readonly rule: ReviewRule;
  readonly projects: readonly ProjectPackage[];
  /** Where choices and judgements are kept; null: in memory only. */
  readonly dir: string | null;
}

export interface SeatedRoles {
  readonly roles: OtherRoles;
  /** The judgements so far, those of an earlier process included: what the report on a judge is made of. */
  readonly judgements: readonly string[];
}

function employerRole({ asked: { employer, awardRule } }: Seating, onChoice: EmployerRole['onChoice']) {
  const { model, release = 'passed' } = employer;
  return model === undefined ? null : { entry: roleEntry('employer', model), awardRule, release, onChoice };
}

function judgeRole({ asked, rule, projects }: Seating, judge: JudgeConfig, onJudgement: JudgeRole['onJudgement']) {
  if (judge.model === null) return null;
  const byHash = new Map<string, ProjectPackage>(projects.map((one) => [acceptanceHashOf(one), one]));
  const canaries: JudgeRole['canaries'] = (hash) => {
    const project = judge.canaries ? byHash.get(hash) : undefined;
    return project === undefined ? [] : canariesOf(project, asked.seed);
  };
  return { entry: roleEntry('judge', judge.model), rule, seed: asked.seed, canaries, onJudgement };
}

/** Nobody's place is taken where the file gives none to a model, and then no file is made. */
export function seatRoles(room: ModelRoom, seating: Seating): SeatedRoles {
  const { asked, dir } = seating;
  const file = (name: string): string | null => (dir === null ? null : join(dir, name));
  const employer = employerRole(seating, (choice) => choices.append(choice));
  const judge = asked.judge && judgeRole(seating, asked.judge, (one) => judgements.append(one));
  const choices = distinctLines(employer === null ? null : file('choices.jsonl'));
  const judgements = distinctLines(judge ? file('judgements.jsonl') : null);
  return { roles: modelRoles(room, employer, judge ?? null), judgements: judgements.lines };
}
