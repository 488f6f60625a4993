/** `--db`: the people whose tries a tournament names as its baseline, out of the database that holds their study. */

import { existsSync } from 'node:fs';
import { InputError } from '../agents/tournament/input-error.ts';
import type { LoadedTournament } from '../agents/tournament/load.ts';
import { type MeasuredPeople, measuredPeopleOf } from '../server/protocol/arena/measured-people.ts';

interface Where {
  readonly db?: string | undefined;
  /** The study's researcher; not said: the only one who has studies there. */
  readonly owner?: string | undefined;
}

/** What `db` is asked for; undefined: the tournament needs nothing of it. */
function studyOf({ config: { baseline } }: LoadedTournament): string | undefined {
  return baseline.kind === 'measured' && baseline.file === undefined ? baseline.study : undefined;
}

async function peopleIn(db: string, study: string, name: string | undefined): Promise<MeasuredPeople> {
  // Loaded here: a run that needs no study waits for none of it.
  const [{ withPeople }, { peopleKit }, { WireError }] = await Promise.all([
    import('../server/people/offline.ts'),
    import('./people-kit.ts'),
    import('../server/http/wire-error.ts'),
  ]);
  const say = (line: string): boolean => process.stderr.write(`${line}\n`);
  return withPeople(db, peopleKit(), say, async ({ people, owner }) => {
    const id = await owner(name);
    if (id === null) throw new InputError(`--owner: which user of ${db} is the researcher?`, 64);
    const baseline = await people.baseline(study, id).catch((thrown: unknown): never => {
      throw thrown instanceof WireError ? new InputError(`${db}: ${thrown.message}`) : thrown;
    });
    const found = measuredPeopleOf(baseline);
    if (found === null) throw new InputError(`${db}: nobody’s tries in study ${study} are over`);
    return found;
  });
}

/** The tournaments with the people that they name. Without `db` they stay as they are, and whoever plays them says what is missing. */
export async function withPeopleIn(
  all: readonly LoadedTournament[],
  { db, owner }: Where,
): Promise<LoadedTournament[]> {
  if (db === undefined) return [...all];
  if (!existsSync(db)) throw new InputError(`${db} does not exist`);
  if (all.every((one) => studyOf(one) === undefined)) {
    throw new InputError('--db: none of the tournaments names a study as its baseline', 64);
  }
  const found: LoadedTournament[] = [];
  for (const one of all) {
    const study = studyOf(one);
    found.push(study === undefined ? one : { ...one, people: await peopleIn(db, study, owner) });
  }
  return found;
}
