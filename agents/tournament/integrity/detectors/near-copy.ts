/** Copied deliveries: two whose programs have more in common than those of others who solve the same project the same way. */

import type { Files } from '../../../../server/protocol/arena/acceptance.ts';
import type { Detector, Suspicion } from '../detector.ts';
import { allRunsOf, fingerprintsOf } from '../fingerprints.ts';
import { type Handed, likenessesOf } from '../likeness.ts';
import { placeKey, projectsByPlace, type WatchedRun } from '../watched-run.ts';

/** With fewer fingerprints of its own a program is alike by itself. */
const MARKS_MIN = 8;
/** More deliveries for one project are not compared one by one. */
const COMPARED_MAX = 200;

function programText(files: Files): string {
  return Object.keys(files)
    .sort()
    .map((path) => files[path])
    .join('\n');
}

/** What was given to everybody: a program to repair or to extend, examples. Whoever has it in a delivery has it from there. */
function givenIn({ given, shown }: WatchedRun, key: string): ReadonlySet<string> {
  return allRunsOf(`${given.get(key) ?? ''}\n${JSON.stringify(shown.get(key) ?? '')}`);
}

/** The first delivery of each freelancer for each answer key: later ones are mended after a verdict. */
function contestsIn(run: WatchedRun): Handed[][] {
  const projects = projectsByPlace(run);
  const byKey = new Map<string, Map<string, Handed | null>>();
  const common = new Map<string, ReadonlySet<string>>();
  for (const row of run.observed.delivery) {
    const key = projects.get(placeKey(row.market, row.project ?? 0))?.acceptanceHash;
    const files = run.files.get(row.filesHash);
    if (key === undefined || files === undefined) continue;
    const own = byKey.get(key) ?? new Map<string, Handed | null>();
    byKey.set(key, own);
    if (own.has(row.freelancer)) continue;
    const given = common.get(key) ?? givenIn(run, key);
    common.set(key, given);
    const marks = fingerprintsOf(programText(files), given);
    own.set(row.freelancer, marks.size < MARKS_MIN ? null : { freelancer: row.freelancer, at: row.at, marks });
  }
  return [...byKey.values()]
    .map((own) => [...own.values()].filter((one) => one !== null).slice(0, COMPARED_MAX))
    .filter(({ length }) => length > 1);
}

interface Tally {
  readonly copier: string;
  readonly author: string;
  together: number;
  alike: number;
  evidence: number;
}

/** From this evidence on a delivery is spoken of as a copy: twenty times as likely. */
const ALIKE_FROM = Math.log(20);

/** For each two, in both directions: what comes after may be taken from what was there, and speaks against the other direction. */
function talliesOf(run: WatchedRun): Tally[] {
  const tallies = new Map<string, Tally>();
  const tallyOf = (copier: string, author: string): Tally => {
    const key = JSON.stringify([copier, author]);
    const tally = tallies.get(key) ?? { copier, author, together: 0, alike: 0, evidence: 0 };
    tallies.set(key, tally);
    return tally;
  };
  for (const { copier, author, evidence } of likenessesOf(contestsIn(run))) {
    const [later, earlier] = [tallyOf(copier, author), tallyOf(author, copier)];
    for (const tally of [later, earlier]) tally.together += 1;
    later.evidence += evidence;
    if (evidence >= ALIKE_FROM) later.alike += 1;
    earlier.evidence -= Math.max(0, evidence);
  }
  return [...tallies.values()];
}

/** One suspicion for each, with the author that it is likeliest from. Who looks at many pairs finds more by chance, so that their number counts against each. */
function suspect(run: WatchedRun): Suspicion[] {
  const tallies = talliesOf(run);
  const byCopier = Map.groupBy(
    tallies.filter(({ alike }) => alike > 0),
    ({ copier }) => copier,
  );
  return [...byCopier.values()].flatMap((own) => {
    const [likeliest] = own.toSorted((a, b) => b.evidence - a.evidence || (a.author < b.author ? -1 : 1));
    if (likeliest === undefined) return [];
    const { copier, author, together, alike } = likeliest;
    const decades = likeliest.evidence / Math.LN10;
    const pairs = tallies.length / 2;
    const evidence = `${alike} of ${together} first deliveries nearly those of ${author}, and later; 10^${decades.toFixed(1)} times as likely for a copy as for two who had the same idea, of ${pairs} pairs looked at`;
    return [{ who: [copier], score: decades - Math.log10(pairs), evidence }];
  });
}

export const nearCopy: Detector = {
  name: 'near_copy',
  title: "handing in another's program",
  scale:
    'log10 of how much likelier the likeness is for a copy than for the same idea, less log10 of the pairs looked at',
  threshold: 1,
  least: 1,
  aims: ['copy'],
  accuses: 'freelancers',
  suspect,
};
