/** Python literals are read, never run: what is one gives its value, what only looks like one is refused. */

import { describe, expect, test } from 'vitest';
import { unescaped } from '../../server/admission/import/python-escape.ts';
import { parsePythonLiteral } from '../../server/admission/import/python-literal.ts';
import { Skip } from '../../server/admission/import/trouble.ts';

describe('literals', () => {
  test.each([
    ["['python', 'excel']", ['python', 'excel']],
    ['["it\'s", "a \\"b\\""]', ["it's", 'a "b"']],
    ["{'game': {'correct_proposal': {'id': 2}}, 3: None}", { game: { correct_proposal: { id: 2 } }, 3: null }],
    ['(1, -2.5, 1e3, 1_000, .5, True, False, None,)', [1, -2.5, 1000, 1000, 0.5, true, false, null]],
    ['(5)', 5],
    ['(5,)', [5]],
    ['()', []],
    ['{1, 2}', [1, 2]],
    ["'one' \"two\"\n 'three'", 'onetwothree'],
    ["r'\\d' '\\x41\\u00e9\\101\\n'", '\\dAéA\n'],
    ["'''two\nlines'''", 'two\nlines'],
    ['[1, # a comment\n 2]', [1, 2]],
    ["u'x'", 'x'],
  ])('%s', (text, value) => {
    expect(parsePythonLiteral(text)).toEqual(value);
  });
});

describe('what is none', () => {
  test.each([
    ['a call', "__import__('os').system('true')"],
    ['a name', 'os'],
    ['a call inside', "['a', open('x')]"],
    ['an operation', '1 + 1'],
    ['a comprehension', '[x for x in (1, 2)]'],
    ['a formatted text', "f'{1}'"],
    ['an attribute', "'a'.upper()"],
    ['a lambda', 'lambda: 1'],
    ['two values', '1 2'],
    ['nothing', ''],
    ['a list without end', '[1, 2'],
    ['a text without end', "'abc"],
    ['a text over the line', "'a\nb'"],
    ['a damaged escape', "'\\x4'"],
    ['no comma', '[1 2]'],
    ['half a dictionary', '{1: 2, 3}'],
    ['a list as key', '{[1]: 2}'],
    ['a prototype as key', "{'__proto__': 1}"],
    ['a number beyond all bounds', '1e999'],
    ['a hundred thousand levels', `${'['.repeat(100_000)}${']'.repeat(100_000)}`],
    ['a thousand brackets around nothing', '('.repeat(1_000)],
  ])('%s', (_name, text) => {
    expect(() => parsePythonLiteral(text)).toThrow(Skip);
  });

  test('a megabyte of backslashes takes no time to speak of', () => {
    const text = `'${'\\\\'.repeat(500_000)}'`;
    expect(parsePythonLiteral(text)).toBe('\\'.repeat(500_000));
  });
});

test('texts of the codec unicode_escape; damaged escapes stay as they are', () => {
  expect(unescaped(String.raw`a\nb\u00e9\x41\\n\U0001f600`)).toBe('a\nbéA\\n😀');
  expect(unescaped(String.raw`\x4 \u12 \q \U99999999`)).toBe(String.raw`\x4 \u12 \q \U99999999`);
  expect(unescaped('end\\')).toBe('end\\');
});
