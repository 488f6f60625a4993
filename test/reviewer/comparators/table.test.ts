/** Tables: the CSV reader, typed columns, and rows as multisets under a tolerance. */

import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Json } from '../../../server/protocol/arena/acceptance.ts';
import { compare } from '../../../server/reviewer/comparators/compare.ts';
import { parseCsv } from '../../../server/reviewer/comparators/csv.ts';
import { compareQueryRows } from '../../../server/reviewer/comparators/query-rows.ts';

type Type = 'text' | 'integer' | 'number' | 'date';
function table(expected: Json, answer: Json, columns: Record<string, Type> = {}, rowsOrdered = true, absolute = 1e-9) {
  return compare({ kind: 'table', columns, absolute, rowsOrdered }, expected, answer);
}
const cell = (type: Type, expected: string, answer: string) =>
  table(`c\n${expected}\n`, `c\n${answer}\n`, { c: type }).equal;

test('CSV: quotes, doubled quotes, line breaks inside cells and all line ends', () => {
  expect(parseCsv('a,"b,1","c ""x"""\r\n"d\ne",,f\ng,h,i')).toEqual({
    ok: true,
    value: [
      ['a', 'b,1', 'c "x"'],
      ['d\ne', '', 'f'],
      ['g', 'h', 'i'],
    ],
  });
  expect(parseCsv('')).toEqual({ ok: true, value: [] });
  expect(parseCsv('a,\n')).toEqual({ ok: true, value: [['a', '']] });
  expect(parseCsv('a,')).toEqual({ ok: true, value: [['a', '']] });
  expect(parseCsv('\uFEFFa\n""')).toEqual({ ok: true, value: [['a'], ['']] });
});

test('CSV: an open quote and text after a closing quote are malformed', () => {
  expect(parseCsv('a\n"b').ok).toBe(false);
  expect(parseCsv('"a"b,c').ok).toBe(false);
  expect(parseCsv('a"b,c').ok).toBe(true);
});

test('CSV: what is written with quotes is read back', () => {
  const text = fc.string({ unit: fc.constantFrom('a', '"', ',', '\n', '\r', ' ', 'é') });
  const rows = fc.array(fc.array(text, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 6 });
  fc.assert(
    fc.property(rows, (given) => {
      const quoted = given.map((row) => row.map((one) => `"${one.replaceAll('"', '""')}"`).join(','));
      expect(parseCsv(quoted.join('\r\n'))).toEqual({ ok: true, value: given });
    }),
  );
});

test('columns are matched by header, in any order', () => {
  expect(table('a,b\n1,2\n', 'b,a\n2,1\n').equal).toBe(true);
  expect(table('a,b\n1,2\n', 'a,c\n1,2\n').difference).toBe('column "b" is missing');
  expect(table('a\n1\n', 'a,b\n1,2\n').difference).toBe('column "b" is not expected');
  expect(table('a,b\n1,2\n', 'a,a\n1,2\n').equal).toBe(false);
  expect(table('a,b\n1,2\n', 'a,b\n1\n').difference).toBe(
    'the answer is no CSV table: row 2 has not as many cells as the header',
  );
  expect(table('a\n1\n', '').equal).toBe(false);
  expect(table('__proto__\n1\n', '__proto__\n1\n').equal).toBe(true);
});

test('cells of type text compare to the byte', () => {
  expect(cell('text', 'x', 'x')).toBe(true);
  expect(cell('text', 'x', 'x ')).toBe(false);
  expect(cell('text', '1', '1.0')).toBe(false);
});

test('cells of type integer compare by value, at any size', () => {
  expect(cell('integer', '7', '+007')).toBe(true);
  expect(cell('integer', '0', '-0')).toBe(true);
  expect(cell('integer', '-7', '7')).toBe(false);
  expect(cell('integer', '9007199254740993', '9007199254740992')).toBe(false);
  expect(cell('integer', '7', '7.0')).toBe(false);
  expect(cell('integer', '', '')).toBe(true);
  expect(cell('integer', '', '0')).toBe(false);
});

test('cells of type number compare within the tolerance, bounds included', () => {
  const near = (expected: string, answer: string) =>
    table(`c\n${expected}\n`, `c\n${answer}\n`, { c: 'number' }, true, 0.25).equal;
  expect(near('1', '1.25')).toBe(true);
  expect(near('1', '1.2501')).toBe(false);
  expect(near('1e3', '1000.0')).toBe(true);
  expect(near('1', 'one')).toBe(false);
  expect(near('n/a', 'n/a')).toBe(true);
  expect(near('', '0')).toBe(false);
  expect(near('1', '1e999')).toBe(false);
});

test('cells of type date compare as moments of the calendar', () => {
  expect(cell('date', '2025-01-05', '2025/1/5')).toBe(true);
  expect(cell('date', '2025-01-05', '2025-01-05T00:00:00Z')).toBe(true);
  expect(cell('date', '2025-01-05T01:30+02:00', '2025-01-04 23:30:00')).toBe(true);
  expect(cell('date', '2025-01-05', '2025-05-01')).toBe(false);
  expect(cell('date', '2025-01-05T10:00:00.5', '2025-01-05T10:00:00.500')).toBe(true);
  expect(cell('date', '2025-01-05T10:00:00.5', '2025-01-05T10:00:00')).toBe(false);
  expect(cell('date', '2025-03-01', '2025-02-29')).toBe(false);
  expect(cell('date', '2025-01-06T00:00', '2025-01-05T24:00')).toBe(false);
});

test('the order of rows counts only when it is asked for', () => {
  expect(table('a\n1\n2\n', 'a\n2\n1\n').difference).toBe('row 1 differs from the expected one');
  expect(table('a\n1\n2\n', 'a\n2\n1\n', {}, false).equal).toBe(true);
  expect(table('a\n1\n2\n2\n', 'a\n1\n1\n2\n', {}, false).equal).toBe(false);
  expect(table('a\n1\n', 'a\n1\n1\n', {}, false).equal).toBe(false);
});

test('rows in any order are paired, not sorted: closeness is not transitive', () => {
  // 1.0 must take 1.05 although 1.05 has an identical partner waiting.
  expect(table('a\n1.05\n1.0\n', 'a\n1.05\n1.1\n', { a: 'number' }, false, 0.06).equal).toBe(true);
  expect(table('a\n1.0\n1.0\n', 'a\n1.05\n1.1\n', { a: 'number' }, false, 0.06).equal).toBe(false);
});

test('a pairing is found whenever one exists', () => {
  const point = fc.tuple(fc.integer({ min: 0, max: 20 }), fc.integer({ min: 0, max: 20 }));
  const text = (rows: readonly (readonly number[])[]): string =>
    `x,y\n${rows.map((row) => `${row.join()}\n`).join('')}`;
  const all = (size: number): number[][] =>
    size === 0
      ? [[]]
      : all(size - 1).flatMap((rest) =>
          rest
            .map((_, i) => i)
            .concat(rest.length)
            .map((at) => rest.toSpliced(at, 0, size - 1)),
        );
  fc.assert(
    fc.property(fc.array(fc.tuple(point, point), { minLength: 1, maxLength: 5 }), (pairs) => {
      const wanted = pairs.map(([one]) => one);
      const got = pairs.map(([, other]) => other);
      const close = (i: number, j: number) =>
        (wanted[i] ?? []).every((number, axis) => Math.abs(number - (got[j]?.[axis] ?? Number.NaN)) <= 6);
      const possible = all(wanted.length).some((order) => order.every((j, i) => close(i, j)));
      const found = table(text(wanted), text(got), { x: 'number', y: 'number' }, false, 6).equal;
      expect(found).toBe(possible);
    }),
    { numRuns: 500 },
  );
});

test('query rows: column names must match in order, rows as a multiset or in order', () => {
  const rows = (columns: string[], ...cells: Json[][]) => ({ columns, rows: cells });
  const exact = { kind: 'exact' } as const;
  const expected = rows(['a', 'b'], [1, 'x'], [2, null]);
  expect(compareQueryRows(expected, rows(['a', 'b'], [2, null], [1, 'x']), exact, false).equal).toBe(true);
  expect(compareQueryRows(expected, rows(['a', 'b'], [2, null], [1, 'x']), exact, true).equal).toBe(false);
  expect(compareQueryRows(expected, rows(['b', 'a'], [1, 'x'], [2, null]), exact, false).equal).toBe(false);
  expect(compareQueryRows(expected, rows(['a', 'b'], [1, 'x'], ['2', null]), exact, false).equal).toBe(false);
  expect(compareQueryRows(expected, rows(['a', 'b'], [1, 'x']), exact, false).equal).toBe(false);
  const near = { kind: 'float', absolute: 0.1, relative: 0 } as const;
  expect(compareQueryRows(expected, rows(['a', 'b'], [2.05, null], [0.95, 'x']), near, false).equal).toBe(true);
  expect(compareQueryRows(expected, rows(['a', 'b'], [null, 2], ['x', 1]), near, false).equal).toBe(false);
});
