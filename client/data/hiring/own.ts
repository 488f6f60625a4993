/** The employer's own part of the market. */

import type { ParticipantId, ProjectId } from '../../../server/kernel/id.ts';
import type { SeenProject } from '../../../server/protocol/arena/seen/things.ts';
import { useAccount } from '../session.ts';
import { useLive } from './live.ts';

/** Whom the account is in this market; null: nobody. */
export function useOwnId(): ParticipantId | null {
  const { market } = useLive();
  const seat = useAccount()?.seats.find((one) => one.market === market);
  return (seat?.participantId ?? null) as ParticipantId | null;
}

/** The employer's projects, newest first. */
export function useOwnProjects(): readonly SeenProject[] {
  const { seen } = useLive();
  const own = useOwnId();
  return [...seen.projects.values()].filter(({ employerId }) => employerId === own).reverse();
}

export function useOwnProject(number: number): SeenProject | null {
  const { seen } = useLive();
  const own = useOwnId();
  const project = seen.projects.get(number as ProjectId);
  return project === undefined || project.employerId !== own ? null : project;
}
