/** People's tries in a bundle, held against what the run says of them: whoever has the one file can check its baseline. */

import { z } from 'zod';
import { canonicalJson } from '../../../server/kernel/hash.ts';
import { type MeasuredBy, measuredBySchema } from '../../../server/protocol/arena/measured-people.ts';
import { InputError } from '../input-error.ts';
import { describeProblems, problemsOf } from '../problem.ts';
import { TRIES_FILE, triesOf } from '../tries-file.ts';

const manifestSchema = z.looseObject({
  config: z.looseObject({ baseline: z.looseObject({ kind: z.string() }) }),
  measuredBy: measuredBySchema.nullish(),
});
const standingSchema = z.looseObject({ baseline: z.looseObject({ measuredBy: measuredBySchema.optional() }) });

export type BundledPeople =
  /** The run is compared with no people, and there are none. */
  | { readonly outcome: 'none' }
  | { readonly outcome: 'proven'; readonly by: MeasuredBy }
  | { readonly outcome: 'refused'; readonly why: string };

type Parts = ReadonlyMap<string, string>;

/** Of the tries that manifest and standing name; throws where one of the three cannot be read. */
function provenPeople(parts: Parts): BundledPeople {
  const said = (name: string): unknown => JSON.parse(parts.get(name) ?? 'null');
  const { config, measuredBy } = manifestSchema.parse(said('manifest.json'));
  const standing = standingSchema.parse(said('standing.json')).baseline.measuredBy;
  const isNamed = config.baseline.kind === 'measured' || measuredBy != null || standing !== undefined;
  if (!parts.has(TRIES_FILE)) {
    const why = `${TRIES_FILE} is missing, and people's tries are the baseline`;
    return isNamed ? { outcome: 'refused', why } : { outcome: 'none' };
  }
  const { by } = triesOf(said(TRIES_FILE), TRIES_FILE);
  const wanted = canonicalJson(by);
  const isSame = [measuredBy, standing].every((one) => one != null && canonicalJson(one) === wanted);
  const why = `${TRIES_FILE}: NOT the tries that the run was compared with`;
  return isSame ? { outcome: 'proven', by } : { outcome: 'refused', why };
}

/** Why one of them cannot be read, on one line; throws on what is no fault of theirs. */
function unreadable(thrown: unknown): string {
  if (thrown instanceof z.ZodError) return describeProblems(problemsOf(thrown)).join('; ');
  if (thrown instanceof InputError || thrown instanceof SyntaxError) return thrown.message;
  throw thrown;
}

/** `parts`: texts by name, each as its hash says. */
export function bundledPeople(parts: Parts): BundledPeople {
  try {
    return provenPeople(parts);
  } catch (thrown) {
    return { outcome: 'refused', why: `what it says of people cannot be read: ${unreadable(thrown)}` };
  }
}

const numbered = (count: number, one: string, many: string): string => `${count} ${count === 1 ? one : many}`;

/** A line for whoever checks the bundle; null: there is nothing to say. */
export function describePeople(people: BundledPeople): string | null {
  if (people.outcome === 'none') return null;
  if (people.outcome === 'refused') return people.why;
  const { tries, people: many, study, rowsHash } = people.by;
  const whose = many === null ? '' : ` of ${numbered(many, 'person', 'people')}`;
  const where = study === null ? '' : ` in the study ${study}`;
  return `baseline: ${numbered(tries, 'try', 'tries')}${whose}${where}, hash ${rowsHash} as the run says`;
}
