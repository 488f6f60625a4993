/** Models in the places of employer and judge, in every market of a run: connected, counted and written down. */

import type { ReviewRule } from '../../server/protocol/arena/rubric.ts';
import type { AwardRule } from '../scripted/award-rule.ts';
import type { OtherRoles } from '../tournament/other-roles.ts';
import type { Choice } from './employer/choosing.ts';
import { createLlmEmployer } from './employer/employer.ts';
import type { Canary } from './judge/canary.ts';
import { createJudge } from './judge/judge.ts';
import { createMixedJudge, type Judgement } from './judge/mixed.ts';
import type { ModelRoom } from './room.ts';
import type { ModelEntry } from './roster-entry.ts';

export interface EmployerRole {
  readonly entry: ModelEntry;
  readonly awardRule: AwardRule | 'model';
  readonly release: 'passed' | 'model';
  readonly onChoice: (choice: Choice) => void;
}

export interface JudgeRole {
  readonly entry: ModelEntry;
  /** The rule that is in force: a judge that is not fit must not be given one that counts it. */
  readonly rule: ReviewRule;
  readonly seed: string;
  readonly canaries: (acceptanceHash: string) => readonly Canary[];
  readonly onJudgement: (judgement: Judgement) => void;
}

export function modelRoles(room: ModelRoom, employer: EmployerRole | null, judge: JudgeRole | null): OtherRoles {
  const roles: OtherRoles = {
    spentIn: (market) => ({
      employer: employer === null ? 0 : room.microUsd(employer.entry.name, market),
      reviewer: judge === null ? 0 : room.microUsd(judge.entry.name, market),
    }),
  };
  return {
    ...roles,
    ...(employer !== null && {
      employer: async ({ client, seed, projects, ...stopping }) => {
        const { openSession, mayRunAtOnce } = await room.seat(employer.entry, client.marketId, stopping);
        const { awardRule, release, onChoice } = employer;
        return createLlmEmployer({
          name: 'Employer',
          seed,
          client,
          projects,
          awardRule,
          release,
          openSession,
          mayRunAtOnce,
          onChoice,
        });
      },
    }),
    ...(judge !== null && {
      judge: async (market, stopping) => {
        const { entry, rule, seed, canaries, onJudgement } = judge;
        const { openSession } = await room.seat(entry, market, stopping);
        const asked = createJudge({ model: entry.model, seed, openSession: (projectId) => openSession({ projectId }) });
        return createMixedJudge({ judge: asked, market, rule, seed, canaries, onJudgement });
      },
    }),
  };
}
