/** The comparators for texts and loose values: white space, float, unordered, json. */

import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Json } from '../../../server/protocol/arena/acceptance.ts';
import { compare } from '../../../server/reviewer/comparators/compare.ts';

const whitespace = (expected: Json, answer: Json) => compare({ kind: 'whitespace' }, expected, answer).equal;
const float = (expected: Json, answer: Json, absolute: number, relative = 0) =>
  compare({ kind: 'float', absolute, relative }, expected, answer).equal;
const unordered = (expected: Json, answer: Json, deep = false) =>
  compare({ kind: 'unordered', deep }, expected, answer).equal;
const json = (expected: Json, answer: Json) => compare({ kind: 'json' }, expected, answer).equal;

test('white space folds inside lines and is dropped at line ends and at the end of the text', () => {
  expect(whitespace('a b\nc\n', 'a  \t b \r\nc')).toBe(true);
  expect(whitespace('a\n', 'a\n\n \n')).toBe(true);
  expect(whitespace('', ' \n\n')).toBe(true);
});

test('white space: a missing space, a lost line break and a blank line in the middle are differences', () => {
  expect(whitespace('a b', 'ab')).toBe(false);
  expect(whitespace('a\nb', 'a b')).toBe(false);
  expect(whitespace('a\nb', 'a\n\nb')).toBe(false);
  expect(whitespace('a', ' a')).toBe(false);
});

test('white space folds in texts inside values and leaves numbers exact', () => {
  expect(whitespace(['a b', 1], ['a  b ', 1])).toBe(true);
  expect(whitespace(['a b', 1], ['a b', 2])).toBe(false);
  expect(whitespace('1', 1)).toBe(false);
});

test('a megabyte of spaces or digits is compared in linear time', () => {
  const started = performance.now();
  whitespace('x', `${' '.repeat(1_000_000)}x`);
  whitespace('x', `${' x'.repeat(500_000)} `);
  float('1', `${'1'.repeat(1_000_000)}x`, 1);
  compare(
    { kind: 'table', columns: { n: 'integer', m: 'number' }, absolute: 0, rowsOrdered: true },
    'n,m\n1,1\n',
    `n,m\n${'0'.repeat(500_000)}x,${'1'.repeat(500_000)}x\n`,
  );
  // In quadratic time it would be hours.
  expect(performance.now() - started).toBeLessThan(60_000);
});

test('float: the bounds of the tolerance belong to it', () => {
  expect(float(10, 10.5, 0.5)).toBe(true);
  expect(float(10, 9.5, 0.5)).toBe(true);
  expect(float(10, 10.500001, 0.5)).toBe(false);
  expect(float(8, 10, 0, 0.25)).toBe(true);
  expect(float(10, 8, 0, 0.25)).toBe(true);
  expect(float(8, 10.001, 0, 0.25)).toBe(false);
  // Relative to the expected value, never to the answer.
  expect(float(10, 13, 0, 0.25)).toBe(false);
  expect(float(0, 1e-12, 0, 1)).toBe(false);
});

test('float: any answer inside the tolerance passes, any clearly outside fails', () => {
  const real = fc.double({ min: -1e6, max: 1e6, noNaN: true });
  const share = fc.double({ min: 0, max: 0.99, noNaN: true });
  fc.assert(
    fc.property(real, share, fc.constantFrom(-1, 1), (expected, part, sign) => {
      const tolerance = 0.01 + 1e-6 * Math.abs(expected);
      expect(float([expected], [expected + sign * part * tolerance], 0.01, 1e-6)).toBe(true);
      expect(float([expected], [expected + sign * (1.01 + part) * tolerance], 0.01, 1e-6)).toBe(false);
    }),
  );
});

test('float: shape stays strict and truth values are no numbers', () => {
  expect(float([1, 2], [1], 9)).toBe(false);
  expect(float(1, true, 9)).toBe(false);
  expect(float({ a: 1 }, { b: 1 }, 9)).toBe(false);
  expect(float(1, '1', 9)).toBe(false);
});

test('float: texts compare word by word', () => {
  expect(float('total 3.14159\n', 'total  3.1416', 1e-4)).toBe(true);
  expect(float('total 3.14', 'sum 3.14', 1)).toBe(false);
  expect(float('1 2', '1', 1)).toBe(false);
  expect(float('1', '1 2', 1)).toBe(false);
  expect(float('1.5', '1,5', 9)).toBe(false);
  for (const word of ['nan', 'inf', '1e999', '-1e999', '0x1', '1_0']) {
    expect(float('1', word, 1e300), word).toBe(false);
    expect(float(word, word, 0), word).toBe(true);
  }
});

test('unordered: any shuffle is equal, any change of how often an item comes is not', () => {
  const items = fc.array(fc.jsonValue({ maxDepth: 1 }), { minLength: 1, maxLength: 12 });
  fc.assert(
    fc.property(items, fc.infiniteStream(fc.nat()), (list, order) => {
      const given = list as Json[];
      const shuffled = given
        .map((item) => ({ item, rank: order.next().value ?? 0 }))
        .toSorted((a, b) => a.rank - b.rank)
        .map(({ item }) => item);
      expect(unordered(given, shuffled)).toBe(true);
      expect(unordered(given, [...shuffled, given[0] ?? null])).toBe(false);
      expect(unordered([...given, 'new'], [...shuffled, given[0] ?? null])).toBe(given[0] === 'new');
    }),
  );
});

test('unordered: only the outermost list, unless deep', () => {
  expect(unordered([[1, 2], [3]], [[3], [1, 2]])).toBe(true);
  expect(unordered([[1, 2], [3]], [[3], [2, 1]])).toBe(false);
  expect(unordered([[1, 2], [3]], [[3], [2, 1]], true)).toBe(true);
  expect(unordered({ a: [1, 2] }, { a: [2, 1] })).toBe(false);
  expect(unordered({ a: [1, { b: [1, 2] }] }, { a: [{ b: [2, 1] }, 1] }, true)).toBe(true);
  expect(unordered([['1']], [[1]], true)).toBe(false);
});

test('unordered: texts are multisets of lines', () => {
  expect(unordered('a\nb\nb\n', 'b\r\na\nb')).toBe(true);
  expect(unordered('a\nb\nb\n', 'b\na\na\n')).toBe(false);
});

test('json: texts are compared as the values they say', () => {
  expect(json('{"a": 1, "b": [1.0]}', '{"b":[1],"a":1}\n')).toBe(true);
  expect(json('[1,2]', '[2,1]')).toBe(false);
  expect(json('[1]', 'not json')).toBe(false);
  expect(json('[1]', '[1] [1]')).toBe(false);
  expect(json('[1]', 'NaN')).toBe(false);
  expect(json('{"a":1}', '{"a":1,"__proto__":{"b":2}}')).toBe(false);
});

test('json: a text of a million brackets is no answer and no crash', () => {
  expect(json('[]', '['.repeat(1_000_000))).toBe(false);
  const deep = '['.repeat(300_000) + ']'.repeat(300_000);
  expect(json('[]', deep)).toBe(false);
  expect(json(deep, deep)).toBe(false);
});
