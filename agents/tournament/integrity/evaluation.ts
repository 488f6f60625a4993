/** How right detectors are: precision, recall and false alarms on populations whose truth is known, with exact intervals. */

import { type Table, tableOf } from '../analysis/table.ts';
import { clopperPearsonInterval } from '../statistics/clopper-pearson.ts';
import { quantile } from '../statistics/moments.ts';
import type { Detector, Suspicion } from './detector.ts';
import type { PopulationName } from './population.ts';
import type { AdversaryKind, Truth } from './truth.ts';
import type { WatchedRun } from './watched-run.ts';

/** A played population as far as it is measured: what detectors said, and what is so. */
export interface Judged {
  readonly population: PopulationName;
  readonly seed: string;
  /** That its accounts took part in. */
  readonly markets: number;
  readonly freelancers: readonly string[];
  readonly employers: readonly string[];
  readonly truth: Truth;
  /** By the detector's name, also below its threshold. */
  readonly suspicions: ReadonlyMap<string, readonly Suspicion[]>;
}

export function judge(run: WatchedRun, who: Omit<Judged, 'suspicions'>, detectors: readonly Detector[]): Judged {
  return { ...who, suspicions: new Map(detectors.map((one) => [one.name, one.suspect(run)])) };
}

interface Subject {
  readonly population: PopulationName;
  readonly kind: AdversaryKind | null;
  /** The strongest suspicion that names it; below every threshold where none does. */
  readonly score: number;
}

/** Everybody a detector could have accused, with its strongest word about each. */
export function subjectsOf(detector: Detector, all: readonly Judged[]): Subject[] {
  return all.flatMap(({ population, freelancers, employers, truth, suspicions }) => {
    const found = suspicions.get(detector.name) ?? [];
    const accused = detector.accuses === 'employers' ? employers : freelancers;
    return accused.map((name) => {
      const scores = found.filter(({ who }) => who.includes(name)).map(({ score }) => score);
      return { population, kind: truth.get(name) ?? null, score: Math.max(Number.NEGATIVE_INFINITY, ...scores) };
    });
  });
}

/** Of a hundred honest ones so many may be flagged on the seeds that thresholds are set on. */
const FALSE_ALARMS = 0.01;

/** Two figures, rounded up: what was found on one set of seeds is not known better than that. */
function roundedUp(value: number): number {
  if (value <= 0) return value;
  const step = 10 ** (Math.floor(Math.log10(value)) - 1);
  return Number((Math.ceil(value / step - 1e-9) * step).toPrecision(2));
}

/**
 * The threshold that these seeds suggest: just above what 99 of 100 honest ones stay below; `least` where honest ones are not
 * suspected at all.
 */
export function fittedThreshold(detector: Detector, all: readonly Judged[], least: number): number {
  const honest = subjectsOf(detector, all).filter(({ kind }) => kind === null);
  const scores = honest.map(({ score }) => Math.max(0, score));
  return Math.max(least, roundedUp((quantile(scores, 1 - FALSE_ALARMS) ?? 0) * 1.0001));
}

const FIT_COLUMNS = {
  detector: ['Detector', 'text'],
  now: ['Flag from', 'number'],
  fitted: ['These seeds say', 'number'],
  half: ['Half of the aims above', 'number'],
} as const;

/** What thresholds these seeds suggest. What was measured on seeds says nothing about detectors that were set on the same ones. */
export function fitTable(detectors: readonly Detector[], all: readonly Judged[]): Table {
  const rows = detectors.map((detector) => {
    const aims = subjectsOf(detector, all).filter(({ kind }) => kind !== null && detector.aims.includes(kind));
    const half = quantile(
      aims.map(({ score }) => Math.max(0, score)),
      0.5,
    );
    return {
      detector: detector.title,
      now: detector.threshold,
      fitted: fittedThreshold(detector, all, detector.least),
      half,
    };
  });
  const notes = [
    'The threshold that 99 of 100 honest accounts stay below on these seeds, rounded up to two figures, and no less than the least that means anything.',
  ];
  return tableOf({ name: 'thresholds', title: 'Thresholds', notes }, FIT_COLUMNS, rows);
}

const COLUMNS = {
  detector: ['Detector', 'text'],
  aims: ['Aims at', 'text'],
  from: ['Flag from', 'number'],
  found: ['Found', 'count'],
  of: ['Of', 'count'],
  recall: ['Recall', 'share'],
  precision: ['Precision', 'share'],
  others: ['Other adversaries', 'count'],
  honest: ['Honest flagged', 'count'],
  honestOf: ['Of honest', 'count'],
  falseAlarms: ['False alarms', 'share'],
  study: ['Of them study roster', 'count'],
} as const;

function shareOf(count: number, of: number) {
  const interval = clopperPearsonInterval(count, of);
  return interval === null ? null : { value: count / of, low: interval.low, high: interval.high };
}

/** One row a detector. Precision is that of the markets with adversaries: it depends on how many of them there are. */
export function evaluationTable(detectors: readonly Detector[], all: readonly Judged[]): Table {
  const rows = detectors.map((detector) => {
    const subjects = subjectsOf(detector, all);
    const isAim = ({ kind }: Subject): boolean => kind !== null && detector.aims.includes(kind);
    const isFlagged = ({ score }: Subject): boolean => score >= detector.threshold;
    const aims = subjects.filter(isAim);
    const honest = subjects.filter(({ kind }) => kind === null);
    const found = aims.filter(isFlagged).length;
    const wrong = honest.filter(isFlagged);
    const wrongThere = wrong.filter(({ population }) => population === 'adversaries').length;
    return {
      detector: detector.title,
      aims: detector.aims.join(', '),
      from: detector.threshold,
      found,
      of: aims.length,
      recall: shareOf(found, aims.length),
      precision: shareOf(found, found + wrongThere),
      others: subjects.filter((one) => one.kind !== null && !isAim(one) && isFlagged(one)).length,
      honest: wrong.length,
      honestOf: honest.length,
      falseAlarms: shareOf(wrong.length, honest.length),
      study: wrong.filter(({ population }) => population === 'study').length,
    };
  });
  const seeds = new Set(all.map(({ seed }) => seed)).size;
  const most = Math.max(0, ...all.map(({ markets }) => markets));
  const runs = most === 1 ? 'markets' : `runs of ${most} markets each`;
  const notes = [
    `${all.length} ${runs}, of ${seeds} seeds: with adversaries, the same with everybody honest, and the honest roster of the study. Bounds are exact (Clopper and Pearson) and take accounts as independent, which those of one market are not.`,
    'Recall: of those it aims at, how many were flagged. Precision: of those and the honest ones flagged in markets with adversaries, how many it aims at. Other adversaries that it flags count on neither side.',
  ];
  return tableOf({ name: 'detectors', title: 'Detectors on adversaries whose truth is known', notes }, COLUMNS, rows);
}
