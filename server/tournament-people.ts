/** People as the baseline of a served tournament: tries at a study of the same server and the same researcher, of those who have not withdrawn. */

import type { RunningPeopleStudies } from './http/people-port.ts';
import { WireError } from './http/wire-error.ts';
import type { UserId } from './kernel/id.ts';
import { studyTrouble } from './people/trouble.ts';
import { leastOf, type MeasuredPeople, measuredPeopleOf } from './protocol/arena/measured-people.ts';
import type { MeasuredBaseline } from './protocol/arena/people-study-results.ts';
import type { TournamentPlan } from './tournament-kit.ts';

export type StudyReader = Pick<RunningPeopleStudies, 'baseline'>;
type Asked = Pick<TournamentPlan, 'study'>;

const NO_STUDIES = new WireError({
  status: 409,
  code: 'PeopleStudyExceptionCodes.NOT_KEPT',
  message: 'baseline.study: this server keeps no studies with people',
});

/** What is refused is thrown as an answer of the wire: somebody else's study is as one that there is not. */
export function createPeopleReading(studies: StudyReader | null) {
  async function baseline({ study }: Asked, ownerId: UserId): Promise<MeasuredBaseline | null> {
    if (study === null) return null;
    if (studies === null) throw NO_STUDIES;
    return studies.baseline(study, ownerId);
  }

  return {
    /** Whether the plan's study, if it names one, is the caller's. */
    check: async (plan: Asked, ownerId: UserId): Promise<void> => {
      await baseline(plan, ownerId);
    },
    /** Null: the plan names no study. Where nobody has tried anything yet there is nothing to compare with. */
    read: async (plan: Asked, ownerId: UserId): Promise<MeasuredPeople | null> => {
      const found = await baseline(plan, ownerId);
      if (found === null) return null;
      const people = measuredPeopleOf(found);
      if (people === null) throw studyTrouble.noTries(found.study ?? '');
      return leastOf(people);
    },
  };
}
