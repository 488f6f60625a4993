/** Copied deliveries: two who hand in nearly the same program far more often than others in the run do. */

import type { Files } from '../../../../server/protocol/arena/acceptance.ts';
import type { DeliveryRow } from '../../observations/row-schema.ts';
import type { Detector, Suspicion } from '../detector.ts';
import { sharedShare, shinglesOf } from '../shingles.ts';
import { placeKey, projectsByPlace, type WatchedRun } from '../watched-run.ts';

/** From this share of common token runs on two programs count as one. */
export const COPY_FROM = 0.8;
/** Shorter programs are alike by themselves. */
const SHINGLES_MIN = 12;
/** More deliveries for one project are not compared one by one. */
const COMPARED_MAX = 200;

/** How often a copier's program is near the one it took, and how often a program that was not taken is. */
const COPIER_AGREES = 0.95;

interface Tally {
  readonly names: readonly [string, string];
  together: number;
  copies: number;
  /** How often the second of the two was the later one, among copies. */
  secondLater: number;
  /** Decades for a copy against coincidence. */
  evidence: number;
}

interface Handed extends DeliveryRow {
  readonly shingles: ReadonlySet<string>;
}

function programText(files: Files): string {
  return Object.keys(files)
    .sort()
    .map((path) => files[path])
    .join('\n');
}

/** The first delivery of each freelancer for each answer key: later ones are mended after a verdict. */
function firstDeliveries(run: WatchedRun): Handed[][] {
  const projects = projectsByPlace(run);
  const byKey = new Map<string, Map<string, Handed>>();
  for (const row of run.observed.delivery) {
    const key = projects.get(placeKey(row.market, row.project ?? 0))?.acceptanceHash;
    const files = run.files.get(row.filesHash);
    if (key === undefined || files === undefined) continue;
    const own = byKey.get(key) ?? new Map<string, Handed>();
    byKey.set(key, own);
    if (own.has(row.freelancer)) continue;
    const shingles = shinglesOf(programText(files));
    if (shingles.size >= SHINGLES_MIN) own.set(row.freelancer, { ...row, shingles });
  }
  return [...byKey.values()].map((own) => [...own.values()].slice(0, COMPARED_MAX));
}

/** Which of the deliveries for one project are near each other. */
function nearness(handed: readonly Handed[]): readonly (readonly boolean[])[] {
  const near = handed.map(() => handed.map(() => false));
  for (const [at, one] of handed.entries()) {
    for (const [later, other] of handed.entries()) {
      if (later <= at || sharedShare(one.shingles, other.shingles) < COPY_FROM) continue;
      for (const [row, column] of [[at, later] as const, [later, at] as const]) {
        const cells = near[row];
        if (cells !== undefined) cells[column] = true;
      }
    }
  }
  return near;
}

/** How usual a program is: the share of the others that have one near it, neither none nor all of them. */
function usualness(near: readonly boolean[], other: number): number {
  const count = near.filter((isNear, at) => isNear && at !== other).length;
  return (count + 1) / near.length;
}

function talliesOf(run: WatchedRun): Tally[] {
  const tallies = new Map<string, Tally>();
  for (const together of firstDeliveries(run)) {
    const sorted = together.toSorted((a, b) => (a.freelancer < b.freelancer ? -1 : 1));
    const near = nearness(sorted);
    for (const [first, one] of sorted.entries()) {
      for (const [second, other] of sorted.entries()) {
        if (second <= first) continue;
        const names = [one.freelancer, other.freelancer] as const;
        const key = JSON.stringify(names);
        const tally = tallies.get(key) ?? { names, together: 0, copies: 0, secondLater: 0, evidence: 0 };
        tallies.set(key, tally);
        const [earlier, later] = one.at <= other.at ? [first, second] : [second, first];
        const usual = usualness(near[earlier] ?? [], later);
        const isNear = near[first]?.[second] === true;
        tally.together += 1;
        tally.evidence += Math.log10(isNear ? COPIER_AGREES / usual : (1 - COPIER_AGREES) / (1 - usual));
        if (isNear) tally.copies += 1;
        if (isNear && other.at > one.at) tally.secondLater += 1;
      }
    }
  }
  return [...tallies.values()];
}

function suspect(run: WatchedRun): Suspicion[] {
  return talliesOf(run).flatMap(({ names: [first, second], together, copies, secondLater, evidence: score }) => {
    if (copies === 0) return [];
    const [later, earlier] = secondLater * 2 >= copies ? [second, first] : [first, second];
    const evidence = `${copies} of ${together} first deliveries nearly those of ${earlier}, who was mostly earlier; 10^${score.toFixed(1)} times as likely for a copy as by coincidence`;
    return [{ who: [later], score, evidence }];
  });
}

export const nearCopy: Detector = {
  name: 'near_copy',
  title: "handing in another's program",
  scale: 'log10 of how much likelier the likeness is for a copy than by coincidence, rare programs weighing most',
  threshold: 1.5,
  least: 1,
  aims: ['copy'],
  accuses: 'freelancers',
  suspect,
};
