/** Numbers that JSON cannot say cross the border both ways where an acceptance allows them, and nowhere else. */

import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { acceptanceSchema, type Comparator, type Json, type Language } from '../../server/protocol/arena/acceptance.ts';
import { compare, compareWide } from '../../server/reviewer/comparators/compare.ts';
import { nearestForm } from '../../server/reviewer/comparators/wide-number.ts';
import { createReviewer } from '../../server/reviewer/reviewer.ts';
import { createEmbeddedSandbox } from '../../server/reviewer/sandbox/embedded.ts';
import { parseStrictJson } from '../../server/reviewer/sandbox/strict-json.ts';
import { DEFAULT_LIMITS, type RunResult, type Sandbox } from '../../server/reviewer/sandbox.ts';
import { laneOver } from '../helpers/fake-lane.ts';

let sandbox: Sandbox;

beforeAll(async () => {
  sandbox = await createEmbeddedSandbox({ slots: 1 });
});

afterAll(() => sandbox.close());

const number = (text: string): Json => ({ $number: text });
const FILES: Partial<Record<Language, string>> = { python: 'a.py', javascript: 'a.js', typescript: 'a.ts' };

function call(language: Language, source: string, args: readonly Json[], numbers?: 'wide'): Promise<RunResult> {
  const file = FILES[language] ?? '';
  const task = { kind: 'function', file, entry: 'solve', args, numbers } as const;
  return sandbox.run({ language, files: { [file]: source }, task, limits: DEFAULT_LIMITS });
}

const value = (expected: Json): object => ({ exit: 'answered', answer: { kind: 'value', value: expected } });

const WIDE = ['NaN', 'Infinity', '-Infinity', '12345678901234567890', '-9007199254740993'].map(number);

test.each([
  [
    'python',
    'def solve(a, b): return [a, b, {"x": [type(i).__name__ for i in a]}]',
    ['float', 'float', 'float', 'int', 'int'],
  ],
  [
    'javascript',
    'function solve(a, b) { return [a, b, { x: a.map((i) => typeof i) }] }',
    ['number', 'number', 'number', 'bigint', 'bigint'],
  ],
  [
    'typescript',
    'export function solve(a: unknown[], b: unknown) { return [a, b, { x: a.map((i) => typeof i) }] }',
    ['number', 'number', 'number', 'bigint', 'bigint'],
  ],
] as const)('%s gets them as its own numbers, however deep, and answers with them', async (language, source, types) => {
  const nested = { deep: [{ er: number('NaN'), plain: 1.5, none: null }] };
  expect(await call(language, source, [WIDE, nested], 'wide')).toMatchObject(value([WIDE, nested, { x: types }]));
});

test('a decimal arrives as one, minus zero keeps its sign, and arithmetic on large integers is exact', async () => {
  const source =
    'import math\ndef solve(a, b, c): return [type(a).__name__, math.copysign(1, b), c * c + 1, 2.0 ** 70]';
  expect(await call('python', source, [number('1.0'), number('-0.0'), number('1000000007')], 'wide')).toMatchObject(
    value(['float', -1, number('1000000014000000050'), 2 ** 70]),
  );
  const script = 'function solve(a, b, c) { return [typeof a, 1 / b, c * c + 1n, 5n, 2 ** 60] }';
  expect(await call('javascript', script, [number('1.0'), number('-0.0'), number('1000000007')], 'wide')).toMatchObject(
    value(['number', number('-Infinity'), number('1000000014000000050'), number('5'), number('1152921504606846976')]),
  );
});

test.each([
  ['python', 'def solve(): return float("nan")'],
  ['python', 'def solve(): return [float("-inf")]'],
  ['javascript', 'function solve() { return NaN }'],
  ['javascript', 'function solve() { return { a: 1 / 0 } }'],
  ['javascript', 'function solve() { return 10n }'],
  ['typescript', 'export const solve = (): number => -Infinity'],
] as const)('where they are not allowed, an answer with them is none: %s %s', async (language, source) => {
  expect(await call(language, source, [])).toMatchObject({ exit: 'bad_answer' });
});

test('where they are not allowed, the form is an object like any other', async () => {
  expect(await call('python', 'def solve(a): return a', [number('NaN')])).toMatchObject(value(number('NaN')));
  expect(await call('javascript', 'function solve(a) { return a }', [number('1')])).toMatchObject(value(number('1')));
});

test.each([
  ['a text that says no number', 'def solve(): return {"$number": "one"}'],
  ['a number where a text belongs', 'def solve(): return {"$number": 1}'],
  ['another key beside it', 'def solve(): return {"$number": "1", "a": 1}'],
  ['another key before it', 'def solve(): return [{"a": 1, "$number": "NaN"}]'],
  ['more digits than are read', 'def solve(): return {"$number": "9" * 4301}'],
  ['more digits than Python writes', 'def solve(): return 10 ** 5000'],
  ['a decimal beyond all bounds', 'def solve(): return {"$number": "1e999"}'],
])('a $number that says no number is no answer: %s', async (_what, source) => {
  expect(await call('python', source, [], 'wide')).toMatchObject({ exit: 'bad_answer' });
});

const json = fc.jsonValue({ maxDepth: 4 }).map((one) => one as Json);

test('what plain JSON says is read alike with and without wide numbers, the digits of large integers aside', () => {
  fc.assert(
    fc.property(json, (given) => {
      const text = JSON.stringify(given);
      const wide = parseStrictJson(text, 'wide');
      expect(wide.ok && nearestForm(wide.value)).toEqual(JSON.parse(text));
      expect(parseStrictJson(text)).toEqual({ ok: true, value: JSON.parse(text) });
    }),
    { numRuns: 500 },
  );
});

test('integers of any size keep their digits, and what is safe stays a number', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: -(2n ** 200n), max: 2n ** 200n }), (integer) => {
      const small = Number(integer);
      const expected = Number.isSafeInteger(small) ? small : number(String(integer));
      expect(parseStrictJson(`[${integer}]`, 'wide')).toEqual({ ok: true, value: [expected] });
    }),
  );
});

test.each(['NaN', 'Infinity', '-Infinity', '[NaN,1]'])('without wide numbers %s is refused', (text) => {
  expect(parseStrictJson(text).ok).toBe(false);
  expect(parseStrictJson(text, 'wide').ok).toBe(true);
});

test.each(['nan', '+Infinity', '-NaN', 'Infinit', 'NaNa', '--Infinity', '0NaN', '01', '1'.repeat(4_301)])(
  'even with wide numbers %s is refused',
  (text) => {
    expect(parseStrictJson(text, 'wide').ok).toBe(false);
  },
);

const EXACT = { kind: 'exact' } as const;
const FLOAT = { kind: 'float', absolute: 1e-6, relative: 1e-9 } as const;
const UNORDERED = { kind: 'unordered', deep: true } as const;

test.each([
  [EXACT, number('NaN'), number('NaN'), true],
  [EXACT, [number('Infinity')], [number('-Infinity')], false],
  [EXACT, number('Infinity'), 1.7976931348623157e308, false],
  [EXACT, number('100000000000000000000'), 1e20, true],
  [EXACT, number('100000000000000000001'), 1e20, false],
  [EXACT, number('9007199254740993'), number('9007199254740992'), false],
  [EXACT, number('1.0'), 1, true],
  [EXACT, number('-0.0'), 0, true],
  [EXACT, number('5'), 5, true],
  [EXACT, number('5'), '5', false],
  [FLOAT, [number('NaN'), 1], [number('NaN'), 1.0000000001], true],
  [FLOAT, number('NaN'), 0, false],
  [FLOAT, number('Infinity'), number('-Infinity'), false],
  [FLOAT, number('100000000000000000000'), 1.00000000001e20, true],
  [FLOAT, number('100000000000000000000'), number('100000000100000000001'), false],
  [FLOAT, 9007199254740991, number('9007199254740993'), true],
  [UNORDERED, [number('NaN'), number('100000000000000000000'), 1], [1e20, 1, number('NaN')], true],
  [UNORDERED, [number('NaN'), number('NaN')], [number('NaN'), 1], false],
] as const)('compared with %j, expected %j and answered %j: %s', (comparator, expected, answer, equal) => {
  expect(compareWide(comparator, expected, answer).equal).toBe(equal);
});

test('comparison of plain values is the same with and without wide numbers', () => {
  const comparators = fc.constantFrom(EXACT, FLOAT, UNORDERED);
  fc.assert(
    fc.property(comparators, json, json, (comparator, one, other) => {
      expect(compareWide(comparator, one, other).equal).toBe(compare(comparator, one, other).equal);
      expect(compareWide(comparator, one, one).equal).toBe(true);
    }),
  );
});

function acceptance(numbers: 'wide' | undefined, expected: Json, args: Json[]): object {
  const one = { name: 'one', args, expected };
  return { kind: 'function', language: 'python', file: 'a.py', entry: 'solve', numbers, cases: [one] };
}

test('an acceptance with a $number that says none is refused at the border, with its place', () => {
  const bad = acceptanceSchema.safeParse(acceptance('wide', 1, [[{ a: { $number: '0x10' } }]]));
  expect(bad.error?.issues[0]?.path.join('.')).toBe('cases.0.args.0.0.a');
  expect(acceptanceSchema.safeParse(acceptance('wide', number('1e5'), [number('NaN')])).success).toBe(true);
  expect(acceptanceSchema.safeParse(acceptance(undefined, { $number: 5 }, [])).success).toBe(true);
});

test('a whole review, with a checker too, tells the same numbers apart', async () => {
  const reviewer = createReviewer({ sandbox, trusted: laneOver(sandbox), cache: null });
  const given = acceptance('wide', number('12345678901234567891'), [number('12345678901234567890')]);
  const outcome = async (source: string, comparator: Comparator = { kind: 'exact' }): Promise<string> => {
    const parsed = acceptanceSchema.parse({ ...given, comparator });
    const finding = await reviewer.runVisible({ files: { 'a.py': source }, acceptance: parsed });
    return `${finding.cases[0]?.outcome} ${finding.cases[0]?.details?.difference}`;
  };
  expect(await outcome('def solve(a): return a + 1')).toBe('passed ');
  expect(await outcome('def solve(a): return a + 2')).toBe(
    'wrong_answer at ["$number"]: expected "12345678901234567891", got "12345678901234567892"',
  );
  const source = 'def check(given, expected, answer): return given[0] + 1 == expected == answer';
  expect(await outcome('def solve(a): return a + 1', { kind: 'checker', source })).toBe('passed ');
});
