/** Copied deliveries: two who hand in nearly the same program far more often than others in the run do. */

import type { Files } from '../../../../server/protocol/arena/acceptance.ts';
import type { DeliveryRow } from '../../observations/row-schema.ts';
import { type Detector, percent, type Suspicion } from '../detector.ts';
import { sharedShare, shinglesOf } from '../shingles.ts';
import { placeKey, projectsByPlace, type WatchedRun } from '../watched-run.ts';

/** From this share of common token runs on two programs count as one. */
export const COPY_FROM = 0.8;
/** Shorter programs are alike by themselves. */
const SHINGLES_MIN = 12;
/** More deliveries for one project are not compared one by one. */
const COMPARED_MAX = 200;

interface Tally {
  readonly names: readonly [string, string];
  together: number;
  copies: number;
  /** How often the second of the two was the later one, among copies. */
  secondLater: number;
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

function talliesOf(run: WatchedRun): Tally[] {
  const tallies = new Map<string, Tally>();
  for (const together of firstDeliveries(run)) {
    const sorted = together.toSorted((a, b) => (a.freelancer < b.freelancer ? -1 : 1));
    for (const [at, one] of sorted.entries()) {
      for (const other of sorted.slice(at + 1)) {
        const names = [one.freelancer, other.freelancer] as const;
        const key = JSON.stringify(names);
        const tally = tallies.get(key) ?? { names, together: 0, copies: 0, secondLater: 0 };
        tallies.set(key, tally);
        tally.together += 1;
        if (sharedShare(one.shingles, other.shingles) < COPY_FROM) continue;
        tally.copies += 1;
        if (other.at > one.at) tally.secondLater += 1;
      }
    }
  }
  return [...tallies.values()];
}

/** Chance of at least `hits` of `tries` where each hits with `chance`. */
export function atLeast(hits: number, tries: number, chance: number): number {
  let sum = 0;
  let term = (1 - chance) ** tries;
  for (let at = 0; at <= tries; at += 1) {
    if (at >= hits) sum += term;
    term *= ((tries - at) / (at + 1)) * (chance / (1 - chance));
  }
  return Math.min(1, sum);
}

function suspect(run: WatchedRun): Suspicion[] {
  const tallies = talliesOf(run);
  const total = tallies.reduce((sum, { together, copies }) => [sum[0] + together, sum[1] + copies] as const, [
    0, 0,
  ] as readonly [number, number]);
  return tallies.flatMap(({ names, together, copies, secondLater }) => {
    if (copies === 0) return [];
    // How often other pairs coincide: one short task has one short answer, and that is nobody's copy.
    const usual = (total[1] - copies + 1) / (total[0] - together + 2);
    const chance = Math.max(1e-12, atLeast(copies, together, usual));
    const later = secondLater * 2 >= copies ? names[1] : names[0];
    const other = later === names[1] ? names[0] : names[1];
    const evidence = `${copies} of ${together} first deliveries nearly those of ${other}, mostly later; other pairs coincide ${percent(usual)} of the times`;
    return [{ who: [later], score: -Math.log10(chance), evidence }];
  });
}

export const nearCopy: Detector = {
  name: 'near_copy',
  title: "handing in another's program",
  scale: '−log10 of the chance of so many coincidences at the rate of the other pairs',
  threshold: 2,
  aims: ['copy'],
  accuses: 'freelancers',
  suspect,
};
