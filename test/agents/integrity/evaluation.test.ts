/** Flags as a whole, and how detectors are measured. */

import { expect, test } from 'vitest';
import type { Detector, Suspicion } from '../../../agents/tournament/integrity/detector.ts';
import { DETECTORS } from '../../../agents/tournament/integrity/detectors.ts';
import { evaluationTable, fittedThreshold, type Judged } from '../../../agents/tournament/integrity/evaluation.ts';
import { flagSchema, flagsOf, flagsTable } from '../../../agents/tournament/integrity/flags.ts';
import { type WatchedRun, watchedTogether } from '../../../agents/tournament/integrity/watched-run.ts';
import type { BidRow } from '../../../agents/tournament/observations/row-schema.ts';
import { known } from '../../../server/kernel/assert.ts';
import { ringBids, watched } from './story.ts';

test('an empty run has no flags, and flags keep to their schema and say that they are suspicions', () => {
  expect(flagsOf(watched({ projects: 0 }))).toEqual([]);
  const flags = flagsOf(watched({ projects: 40, bids: ringBids(40) }));
  for (const flag of flags) flagSchema.parse(flag);
  const table = flagsTable(flags);
  expect(table.rows).toHaveLength(flags.length);
  expect(table.notes.join(' ')).toContain('a suspicion, not a verdict');
  expect(flagsTable([]).notes[0]).toBe('Nothing was flagged.');
});

test('markets of the same accounts are one run: what one alone is too short for is seen in all', () => {
  const [first, second] = [1, 2].map((number) => {
    const run = watched({ projects: 7, bids: ringBids(7) });
    const rows = <T extends object>(all: readonly T[]): T[] => all.map((one) => ({ ...one, market: `m-${number}` }));
    return { ...run, observed: { ...run.observed, project: rows(run.observed.project), bid: rows(run.observed.bid) } };
  });
  const found = (run: WatchedRun): string[] =>
    flagsOf(run)
      .filter(({ detector }) => detector === 'turns')
      .map(({ who }) => who.join('+'));
  expect(found(known(first, 'run'))).toEqual([]);
  expect(found(watchedTogether([known(first, 'run'), known(second, 'run')]))).toEqual(['Ann+Bob+Cid']);
});

test('names are nothing to a detector: other names give the same flags', () => {
  const bids = ringBids(40);
  const names = ['Ann', 'Bob', 'Cid', 'Dee', 'Eve'];
  const renamed = bids.map((one) => ({ ...one, freelancer: `Z${names.indexOf(known(one.freelancer, 'name'))}` }));
  const scores = (all: readonly Partial<BidRow>[]): string[] =>
    flagsOf(watched({ projects: 40, bids: all }))
      .map(({ detector, score }) => `${detector} ${score.toFixed(9)}`)
      .sort();
  expect(scores(renamed)).toEqual(scores(bids));
});

function judged(seed: string, scores: Readonly<Record<string, number>>, detector: Detector): Judged {
  const suspicions: Suspicion[] = Object.entries(scores).map(([name, score]) => ({ who: [name], score, evidence: '' }));
  return {
    ...{ population: 'adversaries', seed, freelancers: Object.keys(scores), employers: [], markets: 1 },
    truth: new Map([
      ['Cheat', 'shill'],
      ['Other', 'tamper'],
    ]),
    suspicions: new Map([[detector.name, suspicions]]),
  };
}

test('precision and recall count as they should, and a threshold lies above 99 of 100 honest scores', () => {
  const detector = known(
    DETECTORS.find(({ name }) => name === 'shill'),
    'detector',
  );
  const over = detector.threshold + 1;
  const all = [
    judged('1', { Cheat: over, Other: over, Good: 0, Better: over }, detector),
    judged('2', { Cheat: 0, Other: 0, Good: 0, Better: 0 }, detector),
  ];
  const [row] = evaluationTable([detector], all).rows;
  expect(row).toMatchObject({ found: 1, of: 2, others: 1, honest: 1, honestOf: 4 });
  expect(row?.recall).toMatchObject({ value: 0.5 });
  expect(row?.precision).toMatchObject({ value: 0.5 });
  const many = Array.from({ length: 200 }, (_, at) =>
    judged(`${at}`, { Cheat: 99, Good: at < 199 ? at / 100 : 50 }, detector),
  );
  const fitted = fittedThreshold(detector, many, detector.least);
  expect(fitted).toBeGreaterThan(1.97);
  expect(fitted).toBeLessThan(2.1);
  expect(fittedThreshold(detector, all.slice(1), detector.least)).toBe(detector.least);
});

test('every detector has its name, its aims and a threshold that means something', () => {
  expect(new Set(DETECTORS.map(({ name }) => name)).size).toBe(DETECTORS.length);
  for (const { aims, threshold, least, title } of DETECTORS) {
    expect(aims.length, title).toBeGreaterThan(0);
    expect(threshold, title).toBeGreaterThanOrEqual(least);
  }
});
