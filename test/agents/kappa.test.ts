/** Agreement by the worked values of the literature, and its interval by another way of reckoning it. */

import { describe, expect, test } from 'vitest';
import { cohenKappa, fleissKappa, tableOf } from '../../agents/tournament/statistics/kappa.ts';
import { krippendorffAlpha } from '../../agents/tournament/statistics/krippendorff.ts';
import { known } from '../../server/kernel/assert.ts';

describe("Cohen's kappa", () => {
  test.each([
    [
      [
        [20, 5],
        [10, 15],
      ],
      0.4,
    ],
    [
      [
        [45, 15],
        [25, 15],
      ],
      0.13043,
    ],
    [
      [
        [25, 35],
        [5, 35],
      ],
      0.25926,
    ],
  ])('%j', (table, value) => {
    expect(cohenKappa(table).kappa).toBeCloseTo(value, 5);
  });

  test('says how much is agreed on, and how much by chance', () => {
    expect(
      cohenKappa([
        [20, 5],
        [10, 15],
      ]),
    ).toMatchObject({ count: 50, observed: 0.7, expected: 0.5 });
  });

  /** Leaves one out at a time: knows nothing of the formula. */
  function jackknifeError(table: readonly (readonly number[])[]): number {
    const count = table.flat().reduce((total, cell) => total + cell, 0);
    const left = table.flatMap((row, i) =>
      row.flatMap((cell, j) => {
        const without = table.map((other, k) => other.map((one, l) => (k === i && l === j ? one - 1 : one)));
        return cell === 0 ? [] : Array.from({ length: cell }, () => known(cohenKappa(without).kappa, 'kappa'));
      }),
    );
    const mean = left.reduce((total, one) => total + one, 0) / count;
    return Math.sqrt(((count - 1) / count) * left.reduce((total, one) => total + (one - mean) ** 2, 0));
  }

  test.each([
    [
      [
        [200, 50],
        [100, 150],
      ],
    ],
    [
      [
        [60, 5, 3],
        [8, 70, 6],
        [2, 9, 80],
      ],
    ],
  ])('its interval is the one that leaving one out gives: %j', (table) => {
    const { kappa, interval } = cohenKappa(table);
    const { low, high } = known(interval, 'interval');
    expect((high - low) / 2).toBeCloseTo(1.959964 * jackknifeError(table), 2);
    expect((high + low) / 2).toBeCloseTo(known(kappa, 'kappa'), 10);
  });

  test('who never differ are not certain for that: the interval keeps its width, and shrinks with the number', () => {
    const few = cohenKappa([
      [5, 0],
      [0, 5],
    ]);
    const many = cohenKappa([
      [500, 0],
      [0, 500],
    ]);
    expect([few.kappa, few.interval?.high]).toEqual([1, 1]);
    expect(few.interval?.low).toBeLessThan(0.6);
    expect(many.interval?.low).toBeGreaterThan(0.98);
  });

  test('is none where nothing is rated, or where both know one word only', () => {
    expect(
      cohenKappa([
        [0, 0],
        [0, 0],
      ]).kappa,
    ).toBeNull();
    expect(
      cohenKappa([
        [7, 0],
        [0, 0],
      ]),
    ).toMatchObject({ count: 7, observed: 1, kappa: null, interval: null });
    expect(
      cohenKappa([
        [0, 7],
        [0, 0],
      ]).kappa,
    ).toBe(0);
  });

  test('what is no table of counts is a mistake', () => {
    expect(() => cohenKappa([[1, 2]])).toThrow();
    expect(() =>
      cohenKappa([
        [1, -2],
        [1, 1],
      ]),
    ).toThrow();
  });

  test('pairs are counted with yes first', () => {
    expect(
      tableOf([
        [true, true],
        [true, false],
        [false, true],
        [true, true],
      ]),
    ).toEqual([
      [2, 1],
      [1, 0],
    ]);
  });
});

test("Fleiss' kappa of ten subjects, five categories and fourteen raters", () => {
  const rows =
    '0 0 0 0 14 / 0 2 6 4 2 / 0 0 3 5 6 / 0 3 9 2 0 / 2 2 8 1 1 / 7 7 0 0 0 / 3 2 6 3 0 / 2 5 3 2 2 / 6 5 2 1 0 / 0 2 2 3 7';
  const counts = rows.split('/').map((row) => row.trim().split(' ').map(Number));
  expect(fleissKappa(counts)).toBeCloseTo(0.209931, 6);
  expect(fleissKappa([])).toBeNull();
  expect(
    fleissKappa([
      [3, 0],
      [3, 0],
    ]),
  ).toBeNull();
  expect(() =>
    fleissKappa([
      [3, 0],
      [2, 0],
    ]),
  ).toThrow();
});

describe("Krippendorff's alpha", () => {
  /** Raters in rows, things in columns, a point for what one has not rated. */
  const units = (table: string): number[][] => {
    const rows = table.split('/').map((row) => row.trim().split(/\s+/));
    return (rows[0] ?? []).map((_, at) =>
      rows.map((row) => row[at]).flatMap((one) => (one === '.' ? [] : Number(one))),
    );
  };
  const alpha = (table: string, distance: 'nominal' | 'interval' = 'nominal'): number | null =>
    krippendorffAlpha(units(table), distance).alpha;

  // The fourth example of Krippendorff 2011, and his first and second, of two raters.
  const FOUR = '1 2 3 3 2 1 4 1 2 . . . / 1 2 3 3 2 2 4 1 2 5 . 3 / . 3 3 3 2 3 4 2 2 5 1 . / 1 2 3 3 2 4 4 1 2 5 1 .';

  test('four raters, twelve things, five values, some not rated: the worked values', () => {
    expect(alpha(FOUR)).toBeCloseTo(0.743421, 6);
    expect(alpha(FOUR, 'interval')).toBeCloseTo(0.84911, 5);
    // What one rater alone has rated says nothing: the last column but for its one value.
    expect(krippendorffAlpha(units(FOUR), 'nominal')).toMatchObject({ units: 11, ratings: 40 });
  });

  test('two raters with yes and no, and with five words: the worked values', () => {
    expect(alpha('0 1 0 0 0 0 0 0 1 0 / 1 1 1 0 0 1 0 0 0 0')).toBeCloseTo(0.095, 3);
    expect(alpha('1 1 2 2 4 3 3 3 5 4 4 1 / 2 1 2 2 2 3 3 3 5 4 4 4')).toBeCloseTo(0.692, 3);
  });

  test('one where all agree, about nothing by chance, below nothing against each other; null where there is no other word', () => {
    expect(alpha('1 2 1 2 / 1 2 1 2 / 1 2 1 .')).toBe(1);
    expect(alpha('1 2 1 2 / 2 1 2 1')).toBeLessThan(-0.5);
    expect(alpha('1 1 1 / 1 1 1')).toBeNull();
    expect(alpha('1 . / . 2')).toBeNull();
    expect(krippendorffAlpha([], 'nominal')).toEqual({ alpha: null, units: 0, ratings: 0 });
    expect(() => krippendorffAlpha([[1, Number.NaN]], 'nominal')).toThrow();
  });

  test('order of raters and ratings that stand alone change nothing', () => {
    const shuffled = units(FOUR).map((unit) => unit.toReversed());
    expect(krippendorffAlpha(shuffled, 'nominal').alpha).toBe(alpha(FOUR));
    expect(krippendorffAlpha([...units(FOUR), [5], [], [1]], 'nominal').alpha).toBe(alpha(FOUR));
  });
});
