/** People's tries at the projects of a study, gathered by project. */

import type { MeasuredBaseline } from '../../../server/protocol/arena/people-study-results.ts';

type Verdict = MeasuredBaseline['verdicts'][number];

export interface Tries {
  readonly slug: string;
  readonly tries: number;
  readonly passed: number;
  /** Null where nobody told. */
  readonly askedCents: number | null;
  readonly activeMs: number | null;
}

function median(values: readonly number[]): number | null {
  const sorted = values.toSorted((one, other) => one - other);
  const [low, high] = [sorted[Math.floor((sorted.length - 1) / 2)], sorted[Math.floor(sorted.length / 2)]];
  return low === undefined || high === undefined ? null : Math.round((low + high) / 2);
}

const told = (values: readonly (number | null | undefined)[]): number[] =>
  values.filter((one) => one !== null && one !== undefined);

export function triesOf(verdicts: readonly Verdict[]): readonly Tries[] {
  const bySlug = Map.groupBy(verdicts, ({ slug }) => slug);
  return [...bySlug].map(([slug, all]) => ({
    slug,
    tries: all.length,
    passed: all.filter(({ passed }) => passed).length,
    askedCents: median(told(all.map(({ askedCents }) => askedCents))),
    activeMs: median(told(all.map(({ activeMs }) => activeMs))),
  }));
}
