/** People's tries as a file: one row a try, without whose it was, as a study gives them out and a run's folder keeps them. */

import { type MeasuredPeople, measuredPeopleOf } from '../../server/protocol/arena/measured-people.ts';
import { measuredBaselineSchema } from '../../server/protocol/arena/people-study-results.ts';
import { InputError } from './input-error.ts';
import { describeProblems, problemsOf } from './problem.ts';
import { readJson } from './text-file.ts';

/** In the folder of a run that is compared with people. */
export const TRIES_FILE = 'people.json';

/** Nothing is in it that this does not know: what a study gives out names nobody. */
const fileSchema = measuredBaselineSchema.strict();

/** `name`: of the file, for what is said of it. Throws an `InputError` where it holds no tries, or another study's than `study`. */
export function triesOf(value: unknown, name: string, study?: string): MeasuredPeople {
  const parsed = fileSchema.safeParse(value);
  if (!parsed.success) throw new InputError(`${name}: ${describeProblems(problemsOf(parsed.error)).join('; ')}`);
  if (study !== undefined && parsed.data.study !== study) {
    throw new InputError(`${name}: is of ${parsed.data.study ?? 'no study that it names'}, not of the study ${study}`);
  }
  const people = measuredPeopleOf(parsed.data);
  if (people === null) throw new InputError(`${name}: nobody has tried a project`);
  return people;
}

export const triesIn = async (file: string, study?: string): Promise<MeasuredPeople> =>
  triesOf(await readJson(file), file, study);

/** Read again it is the same people, by the same hash. */
export function triesText({ source, by: { study, people }, verdicts }: MeasuredPeople): string {
  const named = { ...(study === null ? {} : { study }), ...(people === null ? {} : { people }) };
  return `${JSON.stringify({ source, ...named, verdicts }, null, 2)}\n`;
}
