/** Real postings out of a file that `arena import` wrote, as subjects for a requirement writer. */

import { InputError } from '../agents/tournament/input-error.ts';
import type { Subject } from '../agents/writer/writer.ts';
import { headerOf, postingIn } from '../server/admission/import/lines.ts';
import type { ImportedPosting } from '../server/admission/import/posting.ts';
import { rowsOf } from '../server/admission/import/read/rows.ts';
import { placeText } from '../server/admission/import/trouble.ts';

/** Enough to say what it is about; some postings are novels. */
const DESCRIPTION_CHARACTERS = 6_000;

function centsOf({ posted }: ImportedPosting['price']): { readonly min: number; readonly max: number } | null {
  if (posted === null || posted.currency !== 'USD') return null;
  const min = posted.min ?? posted.max;
  const max = posted.max ?? posted.min;
  if (min === null || max === null || max <= 0) return null;
  return { min: Math.round(min * 100), max: Math.round(max * 100) };
}

function subjectOf({ title, skills, description, price, provenance, rateType }: ImportedPosting): Subject {
  const source = provenance.kind === 'import' ? `${provenance.set} ${provenance.id}` : 'a posting';
  return {
    kind: 'posting',
    title,
    skills,
    description: description.slice(0, DESCRIPTION_CHARACTERS),
    source,
    // An hourly rate is no price of a project.
    postedCents: rateType === 'fixed' ? centsOf(price) : null,
  };
}

/** The first `count` of them. Throws an `InputError` where the file holds none, or too few. */
export async function subjectsOf(file: string, count: number): Promise<Subject[]> {
  const subjects: Subject[] = [];
  let isFirst = true;
  for await (const read of rowsOf(file)) {
    if (!read.ok) throw new InputError(`${placeText(read.place)}: ${read.reason}`);
    if (isFirst && headerOf(read.row) !== 'postings')
      throw new InputError(`${file} holds no postings: make such a file with \`arena import\``);
    if (!isFirst) subjects.push(subjectOf(postingIn(read.row)));
    isFirst = false;
    if (subjects.length === count) return subjects;
  }
  throw new InputError(`${file} holds ${subjects.length} postings, and --count asks for ${count}`);
}
