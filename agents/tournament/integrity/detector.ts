/** What a detector is: a pure function of a watched run that says who looks like what, how strongly, and why. */

import type { AdversaryKind } from './truth.ts';
import type { WatchedRun } from './watched-run.ts';

export const DETECTOR_NAMES = [
  'turns',
  'co_movement',
  'closeness',
  'same_hand',
  'abandoning',
  'near_copy',
  'visible_gap',
  'literal_answers',
  'tampering',
  'addressed_reviewer',
  'ghosting',
  'shill',
  'honeypot',
] as const;
export type DetectorName = (typeof DETECTOR_NAMES)[number];

/** Something that may be wrong, whether or not it is enough for a flag. */
export interface Suspicion {
  /** Names of those it is about. */
  readonly who: readonly string[];
  /** The higher the stronger; its unit is the detector's own. */
  readonly score: number;
  /** In words, with its figures. */
  readonly evidence: string;
}

export interface Detector {
  readonly name: DetectorName;
  /** What it looks for, in words. */
  readonly title: string;
  /** What its score is, in words. */
  readonly scale: string;
  /** From this score on it is a flag. */
  readonly threshold: number;
  /** No threshold below it means anything, whatever honest scores were seen. */
  readonly least: number;
  /** Of whom it should find which: what it is measured against. */
  readonly aims: readonly AdversaryKind[];
  readonly accuses: 'freelancers' | 'employers';
  suspect(run: WatchedRun): Suspicion[];
}

export const percent = (share: number): string => `${(share * 100).toFixed(0)} %`;
