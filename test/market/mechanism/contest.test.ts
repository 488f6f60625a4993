/** Contests: thresholds, ties, guaranteed prizes, and the value of many entries. */

import { expect, test } from 'vitest';
import { chance, keyedHash } from '../../../server/kernel/prng.ts';
import { clearContest } from '../../../server/market/mechanism/clear.ts';
import type { ContestRule } from '../../../server/market/mechanism/contest.ts';
import { contestShares } from './oracles.ts';
import { auction, entry, result } from './profiles.ts';

const figures = auction({ reserve: 1_000, posted: 800 });
const open: ContestRule = {
  kind: 'contest',
  entrantsMax: 10,
  entriesMax: 5,
  thresholdBps: 6_000,
  guaranteed: false,
};
const guaranteed: ContestRule = { ...open, guaranteed: true };

test('[M51] the best entry at or above the threshold wins the prize, alone or not', () => {
  expect(result(clearContest(open, figures, [entry(1, 7_000), entry(2, 9_000)]))).toEqual({ bidder: 2, price: 800 });
  expect(result(clearContest(open, figures, [entry(1, 6_000)]))).toEqual({ bidder: 1, price: 800 });
  for (const entries of [[], [entry(1, 5_999)], [entry(1, 0), entry(2, 5_999)]]) {
    expect(clearContest(open, figures, entries)).toMatchObject({ winner: null, reason: 'no_entry_passed' });
  }
});

test('[M52] equal scores go to the earlier entry, equal times to the lowest tie hash', () => {
  const early = [entry(1, 9_000, 50), entry(2, 9_000, 40), entry(3, 8_000, 1)];
  expect(result(clearContest(open, figures, early))?.bidder).toBe(2);
  const seen = new Set<number>();
  for (let round = 0; round < 30; round += 1) {
    const seed = `contest-${round}`;
    const hash = (bidder: number): string => keyedHash(seed, 'tie', figures.projectId, bidder);
    const winner = result(clearContest(open, { ...figures, seed }, [entry(1, 9_000, 40), ...early.slice(1)]))?.bidder;
    expect(winner).toBe(hash(1) < hash(2) ? 1 : 2);
    seen.add(winner ?? 0);
  }
  expect(seen.size).toBe(2);
});

test('[M53] a guaranteed prize goes to the best entry below the threshold, and to nobody without entries', () => {
  expect(result(clearContest(guaranteed, figures, [entry(1, 10), entry(2, 20)]))).toEqual({ bidder: 2, price: 800 });
  expect(result(clearContest(guaranteed, figures, [entry(1, 0)]))?.bidder).toBe(1);
  expect(clearContest(guaranteed, figures, [])).toMatchObject({ winner: null, reason: 'no_entry_passed' });
});

test('[M3] contest: the order of entries decides nothing', () => {
  const entries = [entry(1, 9_000, 5), entry(2, 9_000, 5), entry(3, 9_000, 5), entry(4, 8_000, 1)];
  const expected = clearContest(open, figures, entries);
  for (let round = 0; round < 50; round += 1) {
    expect(clearContest(open, figures, chance('contest order', round).shuffle(entries))).toEqual(expected);
  }
});

test('[M8] contest: two entries of one entrant are a bug', () => {
  expect(() => clearContest(open, figures, [entry(1, 1), entry(1, 2)])).toThrow('more than one offer');
});

test('[M54] one, two and five entries of equal ability win .125, .25 and .625', () => {
  const counts = [1, 2, 5];
  const expected = contestShares(counts);
  expect(expected).toEqual([0.125, 0.25, 0.625]);
  const draw = chance('contest shares');
  const rounds = 40_000;
  const wins = [0, 0, 0];
  const always: ContestRule = { ...open, thresholdBps: 0 };
  for (let round = 0; round < rounds; round += 1) {
    const best = (count: number): number => Math.max(...Array.from({ length: count }, () => draw.below(10_001)));
    const entries = counts.map((count, index) => entry(index, best(count)));
    const winner = result(clearContest(always, { ...figures, seed: `share-${round}` }, entries))?.bidder ?? 0;
    wins[winner] = (wins[winner] ?? 0) + 1;
  }
  expected.forEach((share, index) => {
    const error = Math.sqrt((share * (1 - share)) / rounds);
    expect(Math.abs((wins[index] ?? 0) / rounds - share)).toBeLessThan(4 * error);
  });
});
