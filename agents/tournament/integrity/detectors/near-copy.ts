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

/** How often a copier's program is near the one it took and later than it, and how often one that was not taken is. */
const COPIER_AGREES = 0.95;

interface Tally {
  /** Who may have copied, and from whom. */
  readonly copier: string;
  readonly author: string;
  together: number;
  copies: number;
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

/** For each two, in both directions: a copy comes after what it was taken from, so likeness to what came later speaks against one. */
function talliesOf(run: WatchedRun): Tally[] {
  const tallies = new Map<string, Tally>();
  for (const together of firstDeliveries(run)) {
    const near = nearness(together);
    for (const [at, own] of together.entries()) {
      for (const [source, other] of together.entries()) {
        if (source === at) continue;
        const key = JSON.stringify([own.freelancer, other.freelancer]);
        const fresh = { copier: own.freelancer, author: other.freelancer, together: 0, copies: 0, evidence: 0 };
        const tally = tallies.get(key) ?? fresh;
        tallies.set(key, tally);
        const usual = usualness(near[source] ?? [], at);
        const isCopy = near[at]?.[source] === true && other.at < own.at;
        tally.together += 1;
        tally.evidence += Math.log10(isCopy ? COPIER_AGREES / usual : (1 - COPIER_AGREES) / (1 - usual));
        if (isCopy) tally.copies += 1;
      }
    }
  }
  return [...tallies.values()];
}

/** One suspicion for each, with the author that it is likeliest from: where many share a program, that may be another one of them. */
function suspect(run: WatchedRun): Suspicion[] {
  const byCopier = Map.groupBy(
    talliesOf(run).filter(({ copies }) => copies > 0),
    ({ copier }) => copier,
  );
  return [...byCopier.values()].flatMap((own) => {
    const [likeliest] = own.toSorted((a, b) => b.evidence - a.evidence || (a.author < b.author ? -1 : 1));
    if (likeliest === undefined) return [];
    const { copier, author, together, copies, evidence: score } = likeliest;
    const evidence = `${copies} of ${together} first deliveries nearly those of ${author}, and later; 10^${score.toFixed(1)} times as likely for a copy as by coincidence`;
    return [{ who: [copier], score, evidence }];
  });
}

export const nearCopy: Detector = {
  name: 'near_copy',
  title: "handing in another's program",
  scale: 'log10 of how much likelier the likeness is for a copy than by coincidence, rare programs weighing most',
  threshold: 1.1,
  least: 1,
  aims: ['copy'],
  accuses: 'freelancers',
  suspect,
};
