/** The people that a run is compared with, as rows. */

import type { MeasuredPeople } from '../../../server/protocol/arena/measured-people.ts';
import type { HumanTryRow } from './row-schema.ts';

type Tries = Pick<MeasuredPeople, 'by' | 'verdicts'>;

export function humanTryRows({ by, verdicts }: Tries): HumanTryRow[] {
  return verdicts.map((one) => ({
    kind: 'human_try',
    study: by.study,
    slug: one.slug,
    acceptanceHash: one.acceptanceHash ?? null,
    condition: one.condition ?? null,
    passed: one.passed,
    askedCents: one.askedCents ?? null,
    priceCents: one.priceCents ?? null,
    activeMs: one.activeMs ?? null,
    elapsedMs: one.elapsedMs ?? null,
    attempts: one.attempts ?? null,
    scoreBps: one.scoreBps ?? null,
  }));
}

/** One JSON value a line. */
export const humanTryLines = (people: Tries): string =>
  humanTryRows(people)
    .map((row) => `${JSON.stringify(row)}\n`)
    .join('');
