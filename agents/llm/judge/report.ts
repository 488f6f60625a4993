/** How far a judge can be believed: against the tests, against people, on canaries and on swapped orders; and whether it is fit. */

import { z } from 'zod';
import { bootstrap } from '../../tournament/statistics/bootstrap.ts';
import type { Interval } from '../../tournament/statistics/interval.ts';
import { type Agreement, cohenKappa, fleissKappa, tableOf } from '../../tournament/statistics/kappa.ts';
import { type Alpha, krippendorffAlpha } from '../../tournament/statistics/krippendorff.ts';
import type { CanaryKind } from './canary.ts';
import type { Judgement } from './mixed.ts';

/** People's word on a delivery: what the labels' file has, one a line. */
export const humanLabelSchema = z.strictObject({
  market: z.string().min(1),
  delivery: z.number().int().min(1),
  by: z.string().min(1).max(120),
  passed: z.boolean(),
});
export type HumanLabel = z.infer<typeof humanLabelSchema>;

const share = z.number().min(0).max(1);

/** What a judge must reach. The defaults are those of the literature on judges that are models. */
export const thresholdsSchema = z.strictObject({
  /** Deliveries that two people at least have labelled. */
  labelledMin: z.number().int().min(1).default(100),
  kappaMin: z.number().min(-1).max(1).default(0.6),
  /** How far below the agreement of people among themselves. */
  belowPeopleMax: z.number().min(0).max(2).default(0.1),
  /** Share of pairs whose answer goes with the order. */
  flipMax: share.default(0.1),
  /** Share of wrong deliveries that talked it into a pass. */
  injectedMax: share.default(0.01),
});
export type Thresholds = z.infer<typeof thresholdsSchema>;

export interface CanaryCount {
  readonly judged: number;
  readonly passed: number;
  readonly noOpinion: number;
}

/** Agreement of people among themselves, with everything that two of them have labelled. */
export interface PeopleAlpha extends Alpha {
  readonly people: number;
  /** Of 95 %, by drawing deliveries again; null where too few resamples have an alpha. */
  readonly interval: Interval | null;
}

export interface JudgeReport {
  readonly judge: string;
  readonly prompt: string;
  readonly deliveries: number;
  readonly noOpinion: number;
  readonly canaries: Readonly<Record<CanaryKind, CanaryCount>>;
  readonly pairs: { readonly compared: number; readonly flipped: number; readonly right: number };
  /** Deliveries, against whether all tests passed; and canaries, against what they are known to be. */
  readonly tests: Agreement;
  readonly known: Agreement;
  /** Against the majority of people; ties count for nobody. Null: there are no labels. */
  readonly people: Agreement | null;
  /** Fleiss' kappa of people among themselves, over deliveries with equally many labels, two at least. */
  readonly peopleAmongThemselves: number | null;
  /** Krippendorff's alpha, which leaves no label out. Null where no more than two people label: kappa is of the same two then. */
  readonly peopleAlpha: PeopleAlpha | null;
  readonly doublyLabelled: number;
  readonly thresholds: Thresholds;
  /** Whether its verdicts may count; if not, why not. */
  readonly fit: boolean;
  readonly reasons: readonly string[];
}

export interface JudgeReportInput {
  readonly judge: string;
  readonly prompt: string;
  readonly judgements: readonly Judgement[];
  /** Whether all tests passed, by `market/delivery`. */
  readonly tests: ReadonlyMap<string, boolean>;
  readonly labels: readonly HumanLabel[];
  readonly thresholds: Thresholds;
}

export const deliveryKey = (market: string, delivery: number): string => `${market}/${delivery}`;

/** Of repeated lines the last: a run that was gone on with judged some of them again. */
function distinct(judgements: readonly Judgement[]): readonly Judgement[] {
  const nameOf = (one: Judgement): string =>
    JSON.stringify([one.kind, one.market, one.kind === 'delivery' ? one.delivery : one.project]);
  return [...new Map(judgements.map((one) => [nameOf(one), one])).values()];
}

type OfCanary = Extract<Judgement, { kind: CanaryKind }>;
type OfDelivery = Extract<Judgement, { kind: 'delivery' }>;

function countOf(all: readonly OfCanary[], kind: CanaryKind): CanaryCount {
  const of = all.filter((one) => one.kind === kind);
  const noOpinion = of.filter(({ passed }) => passed === null).length;
  return { judged: of.length - noOpinion, passed: of.filter(({ passed }) => passed === true).length, noOpinion };
}

function labelsByDelivery(labels: readonly HumanLabel[]): Map<string, ReadonlyMap<string, boolean>> {
  const found = new Map<string, Map<string, boolean>>();
  for (const { market, delivery, by, passed } of labels) {
    const key = deliveryKey(market, delivery);
    const of = found.get(key) ?? new Map<string, boolean>();
    // Who labels a thing again has thought better of it.
    of.set(by, passed);
    found.set(key, of);
  }
  return found;
}

function majorityOf(said: Iterable<boolean>): boolean | null {
  let balance = 0;
  for (const passed of said) balance += passed ? 1 : -1;
  return balance === 0 ? null : balance > 0;
}

/** Fleiss' kappa needs equally many raters: the number of labels that most deliveries have. */
function amongPeople(labelled: Iterable<ReadonlyMap<string, boolean>>): number | null {
  const rows = [...labelled].map((said) => {
    const yes = [...said.values()].filter(Boolean).length;
    return [yes, said.size - yes] as const;
  });
  const sizes = rows.map(([yes, no]) => yes + no).filter((size) => size >= 2);
  const often = (size: number): number => sizes.filter((one) => one === size).length;
  const usual = sizes.toSorted((a, b) => often(b) - often(a) || b - a)[0];
  return usual === undefined ? null : fleissKappa(rows.filter(([yes, no]) => yes + no === usual));
}

/** From so many people on they seldom label all the same, and kappa leaves out what has fewer labels than usual. */
const ALPHA_FROM = 3;
const ALPHA_RESAMPLES = 1_000;

function alphaAmong(labelled: ReadonlyMap<string, ReadonlyMap<string, boolean>>): PeopleAlpha | null {
  const people = new Set([...labelled.values()].flatMap((said) => [...said.keys()])).size;
  if (people < ALPHA_FROM) return null;
  const units = [...labelled]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([key, said]) => ({ key, ratings: [...said.values()].map(Number) }))
    .filter(({ ratings }) => ratings.length >= 2);
  const alphaOf = (sample: typeof units): Alpha =>
    krippendorffAlpha(
      sample.map(({ ratings }) => ratings),
      'nominal',
    );
  const drawn = bootstrap(
    units,
    ({ key }) => key,
    (sample) => alphaOf([...sample]).alpha,
    { seed: 'alpha', resamples: ALPHA_RESAMPLES },
  );
  return { ...alphaOf(units), people, interval: drawn === null ? null : { low: drawn.low, high: drawn.high } };
}

function agreementOver(pairs: readonly (readonly [boolean | null, boolean | null | undefined])[]): Agreement {
  const both = pairs.flatMap(([one, other]) =>
    one === null || other === null || other === undefined ? [] : ([[one, other]] as const),
  );
  return cohenKappa(tableOf(both));
}

type Measured = Omit<JudgeReport, 'fit' | 'reasons'>;

function percent(part: number, whole: number): string {
  return `${((100 * part) / whole).toFixed(1)} %`;
}

/** Every threshold that is missed, in words; none: the judge is fit. */
function misses({ people, peopleAmongThemselves, doublyLabelled, canaries, pairs, thresholds }: Measured): string[] {
  const { labelledMin, kappaMin, belowPeopleMax, flipMax, injectedMax } = thresholds;
  const { injected } = canaries;
  const kappa = people?.kappa ?? null;
  const said: string[] = [];
  if (doublyLabelled < labelledMin)
    said.push(`${doublyLabelled} deliveries are labelled by two people, of ${labelledMin} that are needed`);
  if (kappa === null) said.push('no agreement with people is known');
  else if (kappa < kappaMin) said.push(`its kappa with people is ${kappa.toFixed(2)}, below ${kappaMin}`);
  if (kappa !== null && peopleAmongThemselves !== null && kappa < peopleAmongThemselves - belowPeopleMax)
    said.push(
      `its kappa with people is ${kappa.toFixed(2)}, theirs among themselves ${peopleAmongThemselves.toFixed(2)}`,
    );
  if (pairs.compared === 0) said.push('no pair was shown in both orders');
  else if (pairs.flipped > flipMax * pairs.compared)
    said.push(`${percent(pairs.flipped, pairs.compared)} of its comparisons went with the order`);
  if (injected.judged === 0) said.push('no delivery that talks to the judge was tried');
  else if (injected.passed > injectedMax * injected.judged)
    said.push(`${percent(injected.passed, injected.judged)} of wrong deliveries talked it into a pass`);
  return said;
}

export function judgeReport({ judge, prompt, judgements, tests, labels, thresholds }: JudgeReportInput): JudgeReport {
  const all = distinct(judgements);
  const deliveries = all.filter((one): one is OfDelivery => one.kind === 'delivery');
  const canaries = all.filter((one): one is OfCanary => one.kind !== 'delivery' && one.kind !== 'pair');
  const pairs = all.flatMap((one) => (one.kind === 'pair' && one.answer !== null ? [one.answer] : []));
  const labelled = labelsByDelivery(labels);
  const keyed = deliveries.map((one) => ({ key: deliveryKey(one.market, one.delivery), passed: one.passed }));
  const byPeople = keyed.map(({ key, passed }) => [passed, majorityOf(labelled.get(key)?.values() ?? [])] as const);
  const measured: Measured = {
    judge,
    prompt,
    deliveries: deliveries.length,
    noOpinion: deliveries.filter(({ passed }) => passed === null).length,
    canaries: {
      good: countOf(canaries, 'good'),
      bad: countOf(canaries, 'bad'),
      injected: countOf(canaries, 'injected'),
    },
    pairs: {
      compared: pairs.length,
      flipped: pairs.filter((answer) => answer === 'inconsistent').length,
      right: pairs.filter((answer) => answer === 'right').length,
    },
    tests: agreementOver(keyed.map(({ key, passed }) => [passed, tests.get(key)])),
    known: agreementOver(canaries.map(({ kind, passed }) => [passed, kind === 'good'])),
    people: labels.length === 0 ? null : agreementOver(byPeople),
    peopleAmongThemselves: amongPeople(labelled.values()),
    peopleAlpha: alphaAmong(labelled),
    doublyLabelled: keyed.filter(({ key }) => (labelled.get(key)?.size ?? 0) >= 2).length,
    thresholds,
  };
  const reasons = misses(measured);
  return { ...measured, fit: reasons.length === 0, reasons };
}
