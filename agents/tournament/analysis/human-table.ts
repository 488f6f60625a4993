/** Earnings beside the human side's on the same projects. */

import type { ProjectRow } from '../observations/row-schema.ts';
import type { Provenance } from '../standing-schema.ts';
import { earningsRatio, humanRatio, type Matched, shareAsGood } from '../statistics/human-ratio.ts';
import { clusterOf, type HumanLine, offeredTo, SEED, type Subject, unitOf, worksOf } from './subject.ts';
import { type Cell, cellOf, type Table, tableOf } from './table.ts';

export const HUMAN = {
  freelancer: ['Freelancer', 'text'],
  projects: ['Projects', 'count'],
  ratio: ['Of human', 'share'],
  logRatio: ['log', 'number'],
  asGood: ['As much or more', 'share'],
  estimate: ['Estimate', 'yes_no'],
  origin: ['Origin', 'text'],
  humanOrigin: ['Of the human side', 'text'],
} as const;

function earnedBy(subject: Subject, name: string): Map<string, number> {
  return new Map(worksOf(subject, name).map((work) => [unitOf(work), work.grossCents]));
}

/** Both on every project that was offered to both. */
function matchedOf(subject: Subject, name: string): Matched[] {
  const { human } = subject;
  const own = earnedBy(subject, name);
  const theirs = human.kind === 'simulated' ? earnedBy(subject, human.name) : null;
  function humanOn(project: ProjectRow): number | null {
    if (human.kind === 'published') return human.rate * project.postedPriceCents;
    if (human.kind !== 'measured') return theirs?.get(unitOf(project)) ?? 0;
    const passed = human.passed.get(project.slug ?? '');
    return passed === undefined ? null : passed * project.postedPriceCents;
  }
  return offeredTo(subject, name).flatMap((project) => {
    const [unit, humanCents] = [unitOf(project), humanOn(project)];
    // What no person has tried says nothing of people.
    if (humanCents === null) return [];
    return [{ project: unit, family: clusterOf(project), agent: own.get(unit) ?? 0, human: humanCents }];
  });
}

function noteOf(human: Exclude<HumanLine, { readonly kind: 'none' }>): string {
  switch (human.kind) {
    case 'published':
      return `Human side: a published rate of ${human.rate} of every price, an estimate without an interval of its own.`;
    case 'simulated':
      return `Human side: what ${human.name} earned on the same projects, failures included.`;
    case 'measured':
      return `Human side: ${human.source}. Of each project that people tried, the share of tries that passed, at its price.`;
  }
}

/** Null in an auction, where what one side earned the other could not, and where there is no human side. */
export function humanTable(subject: Subject): Table | null {
  const { human, protocol } = subject;
  if (human.kind === 'none' || protocol === 'auction') return null;
  const published = human.kind === 'published';
  const humanOrigin: Provenance = human.kind;
  const others = subject.participants.filter(({ name }) => human.kind !== 'simulated' || name !== human.name);
  const rows = others.map(({ name, origin }) => {
    const matched = matchedOf(subject, name);
    const ratio = humanRatio(matched, SEED);
    const value = ratio?.value ?? earningsRatio(matched);
    return {
      freelancer: name,
      projects: matched.length,
      ratio: cellOf(ratio) ?? value,
      logRatio: (value === null || value <= 0 ? null : Math.log(value)) satisfies Cell,
      asGood: published ? null : shareAsGood(matched),
      estimate: published,
      origin,
      humanOrigin,
    };
  });
  const notes = [noteOf(human), 'Ratio of sums, BCa bootstrap over task families on the scale of logarithms.'];
  return tableOf({ name: 'human', title: 'Beside the human side', notes }, HUMAN, rows);
}
