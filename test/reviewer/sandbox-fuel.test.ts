/** One fuel for every language: it ends whatever spins, wherever it spins, and is equal in every process and every run. */

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Language } from '../../server/protocol/arena/acceptance.ts';
import { createEmbeddedSandbox } from '../../server/reviewer/sandbox/embedded.ts';
import { DEFAULT_LIMITS, type RunLimits, type RunResult, type Sandbox } from '../../server/reviewer/sandbox.ts';

/** Some tenths of a second of work; the wall is so far away that only a defect could reach it. */
const LIMITS: RunLimits = { ...DEFAULT_LIMITS, fuel: 20_000_000, timeMs: 120_000 };
const SETUP = `CREATE TABLE t (n INTEGER, s TEXT);
  WITH RECURSIVE c(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM c WHERE i < 500) INSERT INTO t SELECT i, 'x' || i % 7 FROM c;`;

/** Two processes each, one program at a time in each. */
let sandboxes: readonly Sandbox[];

beforeAll(async () => {
  sandboxes = await Promise.all([createEmbeddedSandbox({ slots: 1 }), createEmbeddedSandbox({ slots: 1 })]);
});

afterAll(() => Promise.all(sandboxes.map((sandbox) => sandbox.close())));

function runOn(sandbox: Sandbox, language: Language, source: string, limits: RunLimits = LIMITS): Promise<RunResult> {
  const file = 'main';
  const task =
    language === 'sql'
      ? ({ kind: 'sql', file, setup: SETUP } as const)
      : ({ kind: 'function', file, entry: 'solve', args: [] } as const);
  return sandbox.run({ language, files: { [file]: source }, task, limits });
}

/** The result in two processes, side by side, without its wall time; they must be equal. */
async function equalResult(language: Language, source: string): Promise<Omit<RunResult, 'wallMs'>> {
  const [one, other] = await Promise.all(sandboxes.map((sandbox) => runOn(sandbox, language, source)));
  const { wallMs: _one, ...result } = one as RunResult;
  const { wallMs: _other, ...again } = other as RunResult;
  expect(again).toEqual(result);
  return result;
}

const PYTHON_SPINS: Readonly<Record<string, string>> = {
  'an empty loop': 'def solve():\n    while True: pass',
  'one call of sum': 'def solve():\n    return sum(range(10**13))',
  'one power': 'def solve():\n    return (3 ** (10 ** 9)) % 7',
  'a regular expression': 'import re\ndef solve():\n    return bool(re.match(r"(a+)+$", "a" * 60 + "b"))',
  'a search in a text': 'def solve():\n    return (("a" * 10**6 + "c") * 30).count("a" * 5000 + "b")',
  'sorting again and again': 'def solve():\n    x = list(range(10**5))[::-1]\n    while True: sorted(x)',
  'copies of much memory': 'def solve():\n    x = bytes(10**7)\n    while True: bytearray(x)',
  'filling much memory': 'def solve():\n    while True: bytearray(10**7)',
  'hashes of slices, which recur without a loop':
    'def solve():\n    s = slice(1, 2, 3)\n    for _ in range(60): s = slice(s, s, s)\n    return hash(s)',
  'checksums, whose loops have long bodies':
    'import hashlib\ndef solve():\n    h = hashlib.sha256()\n    while True: h.update(bytes(10**6))',
  'chance from the host': 'import os\ndef solve():\n    while True: os.urandom(10**6)',
  'files of the host': 'import os\ndef solve():\n    while True: os.stat("/delivery/main")',
  'collecting garbage': 'import gc\ndef solve():\n    x = [[i] for i in range(10**5)]\n    while True: gc.collect()',
  'unpacking a bomb': `import zlib\ndef solve():\n    packed = zlib.compress(bytes(10**6))\n    while True: zlib.decompress(packed)`,
  'the compiler': 'def solve():\n    while True: compile("x = 1\\n" * 1000, "", "exec")',
};

const JAVASCRIPT_SPINS: Readonly<Record<string, string>> = {
  'an empty loop': 'function solve() { for (;;) {} }',
  'joining an empty array': 'function solve() { return (new Array(1e9) + "").length }',
  'a regular expression': 'function solve() { return /(a+)+$/.test("a".repeat(60) + "b") }',
  'big integers': 'function solve() { let n = 7n ** 5000n; for (;;) n * n }',
  'copies of much memory': 'function solve() { const x = new Uint8Array(1e7); for (;;) x.copyWithin(0, 9) }',
  'filling much memory': 'function solve() { const x = new Uint8Array(1e7); for (;;) x.fill(1) }',
  promises: 'function solve() { const next = () => Promise.resolve().then(next); return next() }',
  timers: 'function solve() { setInterval(() => {}, 1); return new Promise(() => {}) }',
  sorting: 'function solve() { const x = Array.from({ length: 1e5 }, (_, i) => -i); for (;;) x.toSorted() }',
};

const SQL_SPINS: Readonly<Record<string, string>> = {
  'an endless recursion': 'WITH RECURSIVE c(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM c) SELECT count(*) FROM c',
  'a join of everything with everything': 'SELECT count(*) FROM t a, t b, t c, t d WHERE a.n + b.n = c.n * d.n',
  'a pattern': `SELECT count(*) FROM t a, t b WHERE printf('%.*c', 9000 + a.n, 'a') LIKE '${'%a'.repeat(40)}b'`,
  'long texts': `SELECT sum(length(replace(printf('%.*c', 900000 + a.n, 'a'), 'a', 'bc'))) FROM t a, t b`,
};

describe.each([
  ['python', PYTHON_SPINS],
  ['javascript', JAVASCRIPT_SPINS],
  ['sql', SQL_SPINS],
] as const)('%s: fuel ends', (language, spins) => {
  test.each(Object.entries(spins))('%s', async (_name, source) => {
    expect(await equalResult(language, source)).toMatchObject({
      exit: 'time_limit',
      unrepeatable: null,
      fuel: LIMITS.fuel,
      message: 'used its 20000000 ticks of work',
    });
  });
});

const PYTHON_WORK = [
  'def solve():\n    return sum(i * i for i in range(20000))',
  'import re, json\ndef solve():\n    x = json.dumps([{"a": i} for i in range(500)])\n    return len(re.findall(r"\\d+", x)) + len(json.loads(x))',
  'import random\ndef solve():\n    x = [random.random() for _ in range(5000)]\n    return sorted(x, key=lambda v: -v)[0]',
  'def solve():\n    x = {str(i): [i] for i in range(5000)}\n    return len(set(x) & {str(i) for i in range(0, 9999, 3)})',
  'import decimal, fractions\ndef solve():\n    return str(decimal.Decimal(2).sqrt() + int(fractions.Fraction(7, 3)))',
  'def solve():\n    x = bytearray(50_000_000)\n    return len(x)',
  'def solve():\n    def f(n): return n if n < 2 else f(n - 1) + f(n - 2)\n    return f(18)',
  'import time\ndef solve():\n    time.sleep(100)\n    return time.time()',
  'def solve():\n    return 1 / 0',
];
const JAVASCRIPT_WORK = [
  'function solve() { let s = 0; for (let i = 0; i < 50000; i++) s = (s * 31 + i) % 1000003; return s }',
  'function solve() { return Array.from({ length: 5000 }, (_, i) => (i * 7919) % 5003).sort((a, b) => a - b)[9] }',
  'function solve() { return JSON.stringify(JSON.parse(JSON.stringify(Array(999).fill({ a: [1] })))).length }',
  'async function solve() { let n = 0; for (let i = 0; i < 99; i++) n += await i; return n }',
  'function solve() { return new Uint8Array(2e7).length }',
  'function solve() { null.x }',
];
const SQL_WORK = [
  'SELECT s, count(*), sum(n) FROM t GROUP BY s ORDER BY s',
  'SELECT count(*) FROM t a JOIN t b ON a.s = b.s WHERE a.n < b.n',
  'SELECT n, sum(n) OVER (ORDER BY n) FROM t LIMIT 5',
  'SELECT nothing FROM t',
];

test.each([
  ...PYTHON_WORK.map((source) => ['python', source] as const),
  ...JAVASCRIPT_WORK.map((source) => ['javascript', source] as const),
  ...SQL_WORK.map((source) => ['sql', source] as const),
])('%s costs the same in every process, cold and warm: %s', async (language, source) => {
  const first = await equalResult(language, source);
  expect(first.fuel).toBeGreaterThan(0);
  // By now the engine's code has been compiled anew, by a better compiler, while it ran.
  for (let round = 0; round < 10; round += 1) expect(await equalResult(language, source)).toEqual(first);
});

test.each([
  ['python', 'def solve():\n    x = ()\n    for _ in range(10**6): x = (x,)\n    return hash(x)'],
  ['python', 'def solve():\n    x = iter([1])\n    for _ in range(10**6): x = map(str, x)\n    return list(x)'],
  [
    'python',
    'import sys\nsys.setrecursionlimit(10**9)\nclass A:\n    def __repr__(s): return repr(s)\ndef solve(): return repr(A())',
  ],
  ['python', 'def solve():\n    x = []\n    for _ in range(10**5): x = [x]\n    print(x)'],
  ['python', 'def solve():\n    return eval("-" * 10**5 + "1")'],
  ['javascript', 'function solve() { return solve() }'],
  ['javascript', 'function solve() { let x = []; for (let i = 0; i < 1e6; i++) x = [x]; return x }'],
  ['javascript', 'function solve() { return new RegExp("(".repeat(1e5)) }'],
  ['javascript', 'class A { toString() { return String(this) } } function solve() { return String(new A()) }'],
] as const)('recursion in the engine ends the same in every process: %s %s', async (language, source) => {
  const result = await equalResult(language, source);
  expect(result.unrepeatable).toBeNull();
  expect(result.exit).not.toBe('answered');
});

test('what a set-up costs is counted, and an endless one is cut', async () => {
  const [sandbox] = sandboxes;
  const setup = 'CREATE TABLE u AS WITH RECURSIVE c(i) AS (SELECT 1 UNION ALL SELECT 1 FROM c) SELECT i FROM c';
  const request = { language: 'sql', files: { main: 'SELECT 1' }, limits: LIMITS } as const;
  const result = await sandbox?.run({ ...request, task: { kind: 'sql', file: 'main', setup } });
  expect(result).toMatchObject({ exit: 'time_limit', fuel: LIMITS.fuel, unrepeatable: null });
});

test('fuel is exact: what a program used is enough for it, and one tick less is not', async () => {
  const [sandbox] = sandboxes as readonly [Sandbox];
  for (const [language, source] of [
    ['python', PYTHON_WORK[0]],
    ['javascript', JAVASCRIPT_WORK[0]],
    ['sql', SQL_WORK[0]],
  ] as const) {
    const { fuel } = await runOn(sandbox, language, source ?? '');
    expect((await runOn(sandbox, language, source ?? '', { ...LIMITS, fuel })).exit).toBe('answered');
    expect((await runOn(sandbox, language, source ?? '', { ...LIMITS, fuel: fuel - 1 })).exit).toBe('time_limit');
  }
});
