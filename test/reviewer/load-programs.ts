/** Deliveries for the load test: honest ones of every language and kind, wrong ones among them, and hostile ones. */

import { type Acceptance, acceptanceSchema, type Files } from '../../server/protocol/arena/acceptance.ts';

export interface Entry {
  readonly name: string;
  readonly hostile: boolean;
  readonly files: Files;
  readonly acceptance: Acceptance;
  readonly hidden: Acceptance;
  readonly fuelPerCase: number;
}

type Cases = readonly Readonly<Record<string, unknown>>[];

function entry(name: string, base: object, source: string, [shown, ...rest]: Cases, more: Partial<Entry> = {}): Entry {
  const { file } = base as { file: string };
  const side = (cases: Cases): Acceptance =>
    acceptanceSchema.parse({ ...base, cases: cases.map((one, index) => ({ name: `${index}`, ...one })) });
  const sides = { acceptance: side(shown === undefined ? [] : [shown]), hidden: side(rest) };
  return { name, hostile: false, files: { [file]: source }, ...sides, fuelPerCase: 80_000_000, ...more };
}

const FORM = {
  python: { kind: 'function', language: 'python', file: 'a.py', entry: 'solve' },
  javascript: { kind: 'function', language: 'javascript', file: 'a.js', entry: 'solve' },
  typescript: { kind: 'function', language: 'typescript', file: 'a.ts', entry: 'solve' },
  stdio: { kind: 'stdio', language: 'python', file: 'a.py', comparator: { kind: 'whitespace' } },
  files: { kind: 'files', language: 'python', file: 'a.py' },
  sql: { kind: 'sql', language: 'sql', file: 'a.sql' },
};
const SORT: Cases = [
  { args: [[3, 1, 2]], expected: [1, 2, 3] },
  { args: [[10, 9]], expected: [9, 10] },
  { args: [[]], expected: [] },
];

export const HONEST: readonly Entry[] = [
  entry('sorted', FORM.python, 'def solve(a): return sorted(a)', SORT),
  entry('not sorted', FORM.python, 'def solve(a): return a', SORT),
  entry('state', FORM.python, 'seen = []\ndef solve(a):\n    seen.extend(a)\n    return sorted(seen)', SORT),
  entry('raises', FORM.python, 'def solve(a): return [a[0]] and sorted(a)', SORT),
  entry('does not compile', FORM.python, 'def solve(a', SORT),
  entry('some work', FORM.python, 'def solve(a):\n    for i in range(20000): str(i)\n    return sorted(a)', SORT),
  entry('memory grows', FORM.python, 'def solve(a):\n    b = bytearray(20_000_000)\n    return sorted(a)', SORT),
  entry('chance', FORM.python, 'import random\ndef solve(a):\n    random.shuffle(a)\n    return a', SORT),
  entry('sorts in JavaScript', FORM.javascript, 'module.exports = (a) => a.sort((x, y) => x - y)', SORT),
  entry('sorts texts', FORM.javascript, 'module.exports = (a) => a.sort()', SORT),
  entry('waits', FORM.javascript, 'async function solve(a) { await 0; return a.sort((x, y) => x - y) }', SORT),
  entry('typed', FORM.typescript, 'export const solve = (a: number[]): number[] => a.sort((x, y) => x - y)', SORT),
  entry('doubles', FORM.stdio, 'print(int(input()) * 2)', [
    { stdin: '2\n', expected: '4' },
    { stdin: '5\n', expected: '10' },
  ]),
  entry('copies', FORM.files, "open('b.txt', 'w').write(open('a.txt').read().upper())", [
    { files: { 'a.txt': 'x' }, expected: { 'b.txt': 'X' } },
    { files: { 'a.txt': 'yz' }, expected: { 'b.txt': 'YZ' } },
  ]),
  entry('sums', FORM.sql, 'SELECT sum(n) AS total FROM t', [
    { setup: 'CREATE TABLE t (n); INSERT INTO t VALUES (1), (2)', expected: { columns: ['total'], rows: [[3]] } },
    { setup: 'CREATE TABLE t (n)', expected: { columns: ['total'], rows: [[null]] } },
  ]),
];

const LIMITS = { limits: { timeMs: 200, memoryBytes: 33_554_432 } };
const NEVER: Cases = [
  { args: [[2, 1]], expected: [1, 2] },
  { args: [[4, 3]], expected: [3, 4] },
];
const PATIENT = { limits: { timeMs: 10_000, memoryBytes: 33_554_432 } };

/** Ended by the wall clock: in C, in a regular expression, or without any count of work. Each costs twice its time, alone. */
const WALL: readonly Entry[] = [
  entry('spins in C', { ...FORM.python, ...LIMITS }, 'def solve(a): return sum(range(10 ** 13))', NEVER),
  entry(
    'spins in a pattern',
    { ...FORM.python, ...LIMITS },
    "import re\ndef solve(a): return re.match('(a+)+$', 'a' * 40 + 'b')",
    NEVER,
  ),
  entry(
    'queries for ever',
    { ...FORM.sql, ...LIMITS },
    'WITH RECURSIVE c(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM c) SELECT count(*) AS total FROM c',
    [{ setup: 'CREATE TABLE t (n)', expected: { columns: ['total'], rows: [[1]] } }],
  ),
];
const COUNTED: readonly Entry[] = [
  entry(
    'loops',
    { ...FORM.python, ...PATIENT },
    'def solve(a):\n    while True:\n        try: pass\n        except BaseException: pass',
    NEVER,
  ),
  entry(
    'hoards',
    { ...FORM.python, ...PATIENT },
    'def solve(a): return [bytearray(1 << 22) for _ in range(1000)]',
    NEVER,
  ),
  entry('floods', { ...FORM.python, ...PATIENT }, 'def solve(a):\n    while True: print("x" * 65536)', NEVER),
  entry('leaves', { ...FORM.python, ...PATIENT }, 'import os\ndef solve(a): os._exit(0)', NEVER),
  entry(
    'breaks the interpreter',
    { ...FORM.python, ...PATIENT },
    'def solve(a):\n    code = solve.__code__.replace(co_code=bytes([101, 255] * 40), co_names=())\n    exec(code)',
    NEVER,
  ),
  entry('loops in JavaScript', { ...FORM.javascript, ...PATIENT }, 'module.exports = () => { for (;;); }', NEVER),
  entry(
    'hoards in JavaScript',
    { ...FORM.javascript, ...PATIENT },
    'module.exports = () => { const a = []; for (;;) a.push(new Uint8Array(1 << 20)); }',
    NEVER,
  ),
  entry(
    'loops in TypeScript',
    { ...FORM.typescript, ...PATIENT },
    'export function solve(): never { for (;;); }',
    NEVER,
  ),
  entry('unreadable types', { ...FORM.typescript, ...PATIENT }, `const solve = ${'f<'.repeat(5_000)}`, NEVER),
];

/** In an order that spreads those that the wall clock ends. */
export const HOSTILE: readonly Entry[] = COUNTED.flatMap((one, index) => {
  const wall = index % 3 === 0 ? WALL[index / 3] : undefined;
  return wall === undefined ? [one] : [wall, one];
}).map((one) => ({ ...one, hostile: true, fuelPerCase: 10_000_000 }));
