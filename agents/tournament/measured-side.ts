/** People as the human side: their tries are read before anything is played, and held against the projects that are. */

import { isAbsolute, join } from 'node:path';
import type { Ground } from '../../server/protocol/arena/ground.ts';
import { type MeasuredPeople, measuredPeopleOf } from '../../server/protocol/arena/measured-people.ts';
import { measuredBaselineSchema } from '../../server/protocol/arena/people-study-results.ts';
import type { HumanSide, HumanVerdict } from './human-side.ts';
import { InputError } from './input-error.ts';
import type { LoadedTournament } from './load.ts';
import { describeProblems, problemsOf } from './problem.ts';
import { readJson } from './text-file.ts';

/** As a study with people gives them out: one row for each try of a person at a project of the corpus. */
const fileSchema = measuredBaselineSchema.strict();

const NO_PLACE =
  'baseline.study: a server reads its own studies; here name the file of the export too, as baseline.file, or say `arena run --db DB`, the database that holds the study';

async function inFile(file: string, study: string | undefined): Promise<MeasuredPeople> {
  const parsed = fileSchema.safeParse(await readJson(file));
  if (!parsed.success) throw new InputError(`${file}: ${describeProblems(problemsOf(parsed.error)).join('; ')}`);
  if (study !== undefined && parsed.data.study !== study) {
    throw new InputError(`${file}: is of ${parsed.data.study ?? 'no study that it names'}, not of the study ${study}`);
  }
  const people = measuredPeopleOf(parsed.data);
  if (people === null) throw new InputError(`${file}: nobody has tried a project`);
  return people;
}

/** Null where the baseline is none of people. Throws an `InputError` where their tries cannot be read. */
export async function measuredPeople(loaded: LoadedTournament): Promise<MeasuredPeople | null> {
  const { config, folder, people = null } = loaded;
  const { baseline } = config;
  if (baseline.kind !== 'measured') return null;
  if (people !== null) return people;
  const { file, study } = baseline;
  if (file === undefined) throw new InputError(NO_PLACE);
  return inFile(isAbsolute(file) ? file : join(folder, file), study);
}

/** Throws an `InputError` where people tried something else than the corpus holds. */
export function measuredSide({ source, by, verdicts }: MeasuredPeople, ground: Pick<Ground, 'projects'>): HumanSide {
  const hashes = new Map(ground.projects.map(({ slug, acceptanceHash }) => [slug, acceptanceHash]));
  const judged = verdicts.map(({ slug, passed, acceptanceHash: judgedBy }): HumanVerdict => {
    const acceptanceHash = hashes.get(slug);
    if (acceptanceHash === undefined) throw new InputError(`${source}: the corpus has no project ${slug}`);
    // Another edition of the project asks for something else: what people did with that one says nothing here.
    if (judgedBy !== undefined && judgedBy !== acceptanceHash) {
      throw new InputError(`${source}: people tried another edition of ${slug} than this corpus has`);
    }
    return { acceptanceHash, passed };
  });
  return { kind: 'measured', source, by, verdicts: judged };
}
