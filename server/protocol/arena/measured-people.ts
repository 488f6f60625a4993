/** People's tries at projects as a tournament is compared with them, and what names exactly which tries they were. */

import { z } from 'zod';
import { canonicalJson, sha256 } from '../../kernel/hash.ts';
import type { MeasuredBaseline } from './people-study-results.ts';

/** Whoever has the rows can prove with it that they are these. */
export const measuredBySchema = z.strictObject({
  /** Null: a file that names no study. */
  study: z.string().nullable(),
  /** How many people; null: the file does not say. */
  people: z.int().min(1).nullable(),
  tries: z.int().min(1),
  /** SHA-256 of the rows as the study gives them out, in canonical JSON. */
  rowsHash: z.string().regex(/^[0-9a-f]{64}$/),
});
export type MeasuredBy = z.infer<typeof measuredBySchema>;

export interface MeasuredPeople {
  /** In words. */
  readonly source: string;
  readonly by: MeasuredBy;
  /** One row a try, whose it was left out. */
  readonly verdicts: readonly Try[];
}
export type Try = MeasuredBaseline['verdicts'][number];

/** Null where nobody has tried anything. */
export function measuredPeopleOf({ source, study, people, verdicts }: MeasuredBaseline): MeasuredPeople | null {
  if (verdicts.length === 0) return null;
  return {
    source,
    by: {
      study: study ?? null,
      people: people ?? null,
      tries: verdicts.length,
      rowsHash: sha256(canonicalJson(verdicts)),
    },
    verdicts,
  };
}

/** Times and prices left out: a server keeps no more of people than a standing is made of. */
export function leastOf({ verdicts, ...rest }: MeasuredPeople): MeasuredPeople {
  const least = verdicts.map(({ slug, passed, acceptanceHash }) => {
    return { slug, passed, ...(acceptanceHash === undefined ? {} : { acceptanceHash }) };
  });
  return { ...rest, verdicts: least };
}
