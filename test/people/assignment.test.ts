/** Assignment: balanced in every block, every order as often as the others, told again from its seed and by nobody without it. */

import { expect, test } from 'vitest';
import { conditionAt, namesOf, orderAt, williamsRows } from '../../server/people/assignment.ts';

const SEED = 'a seed';
const CONDITIONS = ['alone', 'together', 'open'];
const sequence = (seed: string, count: number, repeats = 1): string[] =>
  Array.from({ length: count }, (_, place) => conditionAt(seed, place, CONDITIONS, repeats));

test('each block holds every condition equally often, so that no moment of a study is out of balance', () => {
  const drawn = sequence(SEED, 600, 2);
  for (let block = 0; block < 100; block += 1) {
    const here = drawn.slice(block * 6, block * 6 + 6).sort();
    expect(here).toEqual(['alone', 'alone', 'open', 'open', 'together', 'together']);
  }
  for (let n = 1; n <= 600; n += 1) {
    const counts = CONDITIONS.map((one) => drawn.slice(0, n).filter((each) => each === one).length);
    expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(2);
  }
});

test('the same seed draws the same, another another; blocks differ, so the last of a block cannot be told from the first ones', () => {
  expect(sequence(SEED, 60)).toEqual(sequence(SEED, 60));
  expect(sequence(SEED, 60)).not.toEqual(sequence('another', 60));
  const blocks = new Set(
    Array.from({ length: 60 }, (_, b) =>
      sequence(SEED, 180)
        .slice(b * 3, b * 3 + 3)
        .join(),
    ),
  );
  expect(blocks.size).toBe(6);
});

test('Williams squares: the reference’s for four; everything at each place once, every neighbourhood equally often', () => {
  // market-science: 1243 / 2314 / 3421 / 4132, here from 0.
  expect(williamsRows(4)).toEqual([
    [0, 1, 3, 2],
    [1, 2, 0, 3],
    [2, 3, 1, 0],
    [3, 0, 2, 1],
  ]);
  for (const n of [1, 2, 3, 4, 5, 6, 7, 8, 24]) {
    const rows = williamsRows(n);
    const times = n % 2 === 0 ? 1 : 2;
    expect(rows).toHaveLength(n * times);
    for (let place = 0; place < n; place += 1) {
      const counts = Array.from({ length: n }, (_, thing) => rows.filter((row) => row[place] === thing).length);
      expect(new Set(counts)).toEqual(new Set([times]));
    }
    const pairs = rows.flatMap((row) => row.slice(1).map((thing, index) => `${row[index]}>${thing}`));
    expect(new Set(pairs).size).toBe(n * (n - 1));
    expect(pairs).toHaveLength(n * (n - 1) * times);
  }
});

test('markets of a condition go through all rows before any comes again', () => {
  const things = ['a', 'b', 'c', 'd'];
  const orders = Array.from({ length: 40 }, (_, place) =>
    orderAt(SEED, { condition: 'alone', place }, things, 'williams').join(''),
  );
  for (let block = 0; block < 10; block += 1) expect(new Set(orders.slice(block * 4, block * 4 + 4)).size).toBe(4);
  expect(orderAt(SEED, { condition: 'alone', place: 3 }, things, 'fixed')).toEqual(things);
  expect(orderAt(SEED, { condition: 'alone', place: 3 }, things, 'shuffled').toSorted()).toEqual(things);
});

test('names are of one form, none twice, in an order that says nothing of the seats', () => {
  const names = namesOf(SEED, 40);
  expect(new Set(names).size).toBe(40);
  for (const name of names) expect(name).toMatch(/^Freelancer [A-Z][2-9]$/);
  expect(names).not.toEqual(namesOf('another', 40));
  expect(names).not.toEqual(names.toSorted());
});
