/** People as the human side: their tries are read before anything is played, and held against the projects that are. */

import { isAbsolute, join } from 'node:path';
import type { Ground } from '../../server/protocol/arena/ground.ts';
import type { MeasuredPeople } from '../../server/protocol/arena/measured-people.ts';
import type { HumanSide, HumanVerdict } from './human-side.ts';
import { InputError } from './input-error.ts';
import type { LoadedTournament } from './load.ts';
import { triesIn } from './tries-file.ts';

const NO_PLACE =
  'baseline.study: a server reads its own studies; here name the file of the export too, as baseline.file, or say `arena run --db DB`, the database that holds the study';

/** Null where the baseline is none of people. Throws an `InputError` where their tries cannot be read. */
export async function measuredPeople(loaded: LoadedTournament): Promise<MeasuredPeople | null> {
  const { config, folder, people = null } = loaded;
  const { baseline } = config;
  if (baseline.kind !== 'measured') return null;
  if (people !== null) return people;
  const { file, study } = baseline;
  if (file === undefined) throw new InputError(NO_PLACE);
  return triesIn(isAbsolute(file) ? file : join(folder, file), study);
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
