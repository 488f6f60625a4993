/** The exact comparator: JSON by value, text by byte, and no input that it cannot survive. */

import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Json } from '../../../server/protocol/arena/acceptance.ts';
import { compare } from '../../../server/reviewer/comparators/compare.ts';

const exact = (expected: Json, answer: Json) => compare({ kind: 'exact' }, expected, answer);
const parsed = (text: string): Json => JSON.parse(text) as Json;

test('numbers compare by value, however they are written', () => {
  expect(exact(parsed('[1, 0, 100]'), parsed('[1.0, -0, 1e2]')).equal).toBe(true);
  expect(exact(1, 1.000001).equal).toBe(false);
});

test('truth values, null, texts and numbers are never each other', () => {
  const values: Json[] = [true, 1, '1', null, 0, false, '', [], {}, 'true', [1], { 0: 1 }];
  for (const [i, one] of values.entries()) {
    for (const [j, other] of values.entries()) expect(exact(one, other).equal, `${i} ${j}`).toBe(i === j);
  }
});

test('key order does not count, list order does', () => {
  expect(exact(parsed('{"a":1,"b":2}'), parsed('{"b":2,"a":1}')).equal).toBe(true);
  expect(exact([1, 2], [2, 1]).equal).toBe(false);
});

test('a missing key, an extra key and a shorter list are differences', () => {
  expect(exact({ a: 1, b: 2 }, { a: 1 }).difference).toBe('key "b" is missing');
  expect(exact({ a: 1 }, { a: 1, b: 2 }).difference).toBe('key "b" is not expected');
  expect(exact([1, 2], [1]).difference).toBe('expected a list of 2, got a list of 1');
  expect(exact({ a: null }, {}).equal).toBe(false);
});

test('the difference names the place', () => {
  expect(exact([{ name: 'x' }], [{ name: 'y' }]).difference).toBe('at [0]["name"]: expected "x", got "y"');
});

test('texts compare to the byte, and the difference names the line', () => {
  expect(exact('a\nb\n', 'a\nb\n').equal).toBe(true);
  expect(exact('a\nb\n', 'a\nb').difference).toBe('the text ends before line 3, which should be ""');
  expect(exact('a\nb', 'a\nc').difference).toBe('line 2: expected "b", got "c"');
  expect(exact('a', 'a\nb').difference).toBe('the text goes on after line 1, where it should end');
  expect(exact('é', 'e\u0301').equal).toBe(false);
});

test('keys that name parts of every object are keys like any other', () => {
  const plain = parsed('{"a":1}');
  for (const key of ['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'length']) {
    const odd = parsed(`{"a":1,"${key}":{"x":1}}`);
    expect(exact(plain, odd).equal, key).toBe(false);
    expect(exact(odd, plain).equal, key).toBe(false);
    expect(exact(odd, parsed(`{"a":1,"${key}":{"x":1}}`)).equal, key).toBe(true);
    expect(exact(odd, parsed(`{"a":1,"${key}":{"x":2}}`)).equal, key).toBe(false);
  }
  expect(exact(parsed('{"__proto__":null}'), {}).equal).toBe(false);
  expect(exact(parsed('{"__proto__":{}}'), {}).equal).toBe(false);
});

test('an answer of any depth or size gets a verdict', () => {
  let deep: Json = 1;
  for (let level = 0; level < 100_000; level += 1) deep = [deep];
  expect(exact(1, deep)).toEqual({ equal: false, difference: 'the answer is nested too deeply' });
  expect(
    exact(
      [1],
      Array.from({ length: 500_000 }, (_, index) => index),
    ).equal,
  ).toBe(false);
  expect(exact('x', 'y'.repeat(1_000_000)).difference.length).toBeLessThan(200);
});

test('every value equals a copy of itself under every comparator', () => {
  const comparators = [
    { kind: 'exact' },
    { kind: 'whitespace' },
    { kind: 'float', absolute: 0, relative: 0 },
    { kind: 'unordered', deep: false },
    { kind: 'unordered', deep: true },
    { kind: 'json' },
    { kind: 'table', columns: {}, absolute: 0, rowsOrdered: false },
  ] as const;
  const json = fc.jsonValue({ maxDepth: 5 }).map((one) => one as Json);
  fc.assert(
    fc.property(json, fc.constantFrom(...comparators), (one, comparator) => {
      expect(compare(comparator, one, parsed(JSON.stringify(one)))).toEqual({ equal: true, difference: '' });
    }),
    { numRuns: 1_000 },
  );
});

test('exact says equal for two values just when their canonical JSON is the same', () => {
  const small = fc.jsonValue({ maxDepth: 2 }).map((one) => one as Json);
  const sorted = (one: Json): Json =>
    typeof one !== 'object' || one === null
      ? one
      : Array.isArray(one)
        ? one.map(sorted)
        : Object.entries(one)
            .toSorted(([a], [b]) => (a < b ? -1 : 1))
            .map(([key, item]) => [key, sorted(item)]);
  fc.assert(
    fc.property(small, small, (one, other) => {
      fc.pre(Array.isArray(one) === Array.isArray(other));
      const same = JSON.stringify(sorted(one)) === JSON.stringify(sorted(other));
      expect(exact(one, other).equal).toBe(same && shapeOf(one) === shapeOf(other));
    }),
    { numRuns: 1_000 },
  );
});

function shapeOf(one: Json): string {
  if (Array.isArray(one)) return `[${one.map(shapeOf).join()}]`;
  if (typeof one !== 'object' || one === null) return typeof one;
  return `{${Object.entries(one)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([, item]) => shapeOf(item))
    .join()}}`;
}
