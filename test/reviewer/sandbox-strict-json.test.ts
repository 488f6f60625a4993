/** The strict JSON reader agrees with JSON.parse on what it accepts and refuses what the arena cannot compare. */

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { JSON_DEPTH_MAX, parseStrictJson } from '../../server/reviewer/sandbox/strict-json.ts';

test('every value that JSON can say is read as JSON.parse reads it, in any spacing', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.constantFrom(undefined, 1, '\t', ' \n'), (value, space) => {
      const text = JSON.stringify(value, undefined, space);
      expect(parseStrictJson(text)).toEqual({ ok: true, value: JSON.parse(text) });
    }),
    { numRuns: 500 },
  );
});

test('whatever is accepted, JSON.parse accepts with the same value', () => {
  const piece = fc.constantFrom(
    '{',
    '}',
    '[',
    ']',
    ',',
    ':',
    '"',
    '"a"',
    '1',
    '-',
    '0',
    '.5',
    'e9',
    'true',
    'null',
    ' ',
    '\\',
    '\\u0041',
    '\n',
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
      const text = pieces.join('');
      const read = parseStrictJson(text);
      if (read.ok) expect(read.value).toEqual(JSON.parse(text));
    }),
    { numRuns: 5_000 },
  );
});

test.each([
  ['a key given twice', '{"a":1,"a":2}'],
  ['a key given twice through an escape', '{"a":1,"\\u0061":2}'],
  ['a number beyond all bounds', '1e999'],
  ['half a surrogate pair', '"\\ud800"'],
  ['NaN', 'NaN'],
  ['a leading zero', '01'],
  ['a second value', '1 2'],
  ['nothing', ''],
  ['a control character', '"\u0001"'],
  ['a byte order mark', '\ufeff1'],
  ['a trailing comma', '[1,]'],
  ['too many levels', '['.repeat(JSON_DEPTH_MAX + 1) + ']'.repeat(JSON_DEPTH_MAX + 1)],
  ['a hundred thousand levels', '['.repeat(100_000)],
])('%s is refused', (_what, text) => {
  expect(parseStrictJson(text).ok).toBe(false);
});

test('the deepest allowed value is read, and __proto__ is an ordinary key', () => {
  expect(parseStrictJson('['.repeat(JSON_DEPTH_MAX) + ']'.repeat(JSON_DEPTH_MAX)).ok).toBe(true);
  const read = parseStrictJson('{"__proto__":{"a":1}}');
  expect(read.ok && Object.keys(read.value as object)).toEqual(['__proto__']);
});
