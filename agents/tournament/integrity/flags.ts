/** What was flagged in a run. A flag is a suspicion with its reason, never a verdict: nothing in the market follows from one. */

import { z } from 'zod';
import { type Table, tableOf } from '../analysis/table.ts';
import { DETECTOR_NAMES, type Detector } from './detector.ts';
import { DETECTORS } from './detectors.ts';
import type { WatchedRun } from './watched-run.ts';

export const flagSchema = z.strictObject({
  detector: z.enum(DETECTOR_NAMES),
  /** What the detector looks for, in words. */
  title: z.string(),
  /** Names of those it is about, freelancers or employers. */
  who: z.array(z.string()),
  /** At least the threshold; the higher the stronger, in a unit of the detector's own. */
  score: z.number(),
  threshold: z.number(),
  /** The reason in words, with its figures. */
  evidence: z.string(),
});
export type Flag = z.infer<typeof flagSchema>;

export const FLAGS_TITLE = 'Flags';
export const FLAGS_NOTES: readonly string[] = [
  'A flag is a suspicion, not a verdict: somebody honest can be flagged, and somebody dishonest may not be. No money and no figure follows from it.',
  'Thresholds were set on other seeds than the published rates of error: docs/decisions/integrity.md.',
];

/** Detector by detector, the strongest first. */
export function flagsOf(run: WatchedRun, detectors: readonly Detector[] = DETECTORS): Flag[] {
  return detectors.flatMap(({ name, title, threshold, suspect }) =>
    suspect(run)
      .filter(({ score }) => score >= threshold)
      .toSorted((a, b) => b.score - a.score)
      .map(({ who, score, evidence }) => ({ detector: name, title, who: [...who], score, threshold, evidence })),
  );
}

const COLUMNS = {
  looksLike: ['Looks like', 'text'],
  who: ['Who', 'text'],
  score: ['Score', 'number'],
  threshold: ['Flag from', 'number'],
  evidence: ['Because', 'text'],
} as const;

/** The flags as a table for a terminal or a report; without rows where nothing was flagged. */
export function flagsTable(flags: readonly Flag[]): Table {
  const rows = flags.map(({ title, who, score, threshold, evidence }) => ({
    looksLike: title,
    who: who.join(', '),
    score,
    threshold,
    evidence,
  }));
  return tableOf(
    {
      name: 'flags',
      title: FLAGS_TITLE,
      notes: [...(flags.length === 0 ? ['Nothing was flagged.'] : []), ...FLAGS_NOTES],
    },
    COLUMNS,
    rows,
  );
}
