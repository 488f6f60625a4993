/** Reviews in the real sandbox: every kind of acceptance in every language, and deliveries that attack the reviewer. */

import { afterAll, expect, test } from 'vitest';
import {
  type Acceptance,
  acceptanceSchema,
  type Comparator,
  type Files,
} from '../../server/protocol/arena/acceptance.ts';
import type { Finding, Outcome } from '../../server/reviewer/combine.ts';
import { publicEvidence, publicEvidenceText } from '../../server/reviewer/evidence.ts';
import { createReviewer } from '../../server/reviewer/reviewer.ts';
import { createEmbeddedSandbox } from '../../server/reviewer/sandbox/embedded.ts';
import { createTrustedLane } from '../../server/reviewer/trusted-lane.ts';

const sandbox = await createEmbeddedSandbox({ slots: 2 });
const trusted = createTrustedLane({ workers: 2 });
const reviewer = createReviewer({ sandbox, trusted, cache: null });
afterAll(() => Promise.all([sandbox.close(), trusted.close()]));

const CANARY = 'canary7e2b';
const python = (source: string): Files => ({ 'solution.py': source });
const javascript = (source: string): Files => ({ 'solution.js': source });

function functionAcceptance(language: 'python' | 'javascript', comparator: Comparator = { kind: 'exact' }) {
  const file = language === 'python' ? 'solution.py' : 'solution.js';
  const side = (cases: readonly object[]): Acceptance =>
    acceptanceSchema.parse({ kind: 'function', language, file, entry: 'solve', comparator, cases });
  return {
    acceptance: side([{ name: 'shown', args: [[3, 1, 2]], expected: [1, 2, 3] }]),
    hidden: side([
      { name: `${CANARY} name`, args: [[2, 1, CANARY.length]], expected: [1, 2, 10], weight: 2 },
      { name: 'empty', args: [[]], expected: [] },
    ]),
  };
}

const outcomes = (finding: Finding): Outcome[] => finding.cases.map((one) => one.outcome);
const pythonKey = functionAcceptance('python');
const javascriptKey = functionAcceptance('javascript');

test('function, Python: honest, wrong and every kind of broken delivery', async () => {
  const run = async (source: string) =>
    outcomes(await reviewer.review({ files: python(source), ...pythonKey, fuelPerCase: 20_000_000 }));
  expect(await run('def solve(a):\n    return sorted(a)\n')).toEqual(['passed', 'passed', 'passed']);
  expect(await run('def solve(a):\n    return a\n')).toEqual(['wrong_answer', 'wrong_answer', 'passed']);
  expect(await run('def solve(a)\n')).toEqual(Array(3).fill('compile_error'));
  expect(await run('def solve(a):\n    return a[0]\n')).toEqual(['wrong_answer', 'wrong_answer', 'exception']);
  expect(await run('def solve(a):\n    while True: pass\n')).toEqual(Array(3).fill('time_limit'));
  expect(await run('def solve(a):\n    return {1, 2}\n')).toEqual(Array(3).fill('bad_answer'));
  expect(await run('import os\ndef solve(a):\n    os._exit(0)\n')).toEqual(Array(3).fill('exited'));
  expect(await run('def solve(a):\n    return [bytearray(10**8) for _ in range(99)]\n')).toEqual(
    Array(3).fill('memory_limit'),
  );
  expect(await run('def solve(a):\n    print("x" * 2000000)\n    return sorted(a)\n')).toEqual(
    Array(3).fill('output_limit'),
  );
});

test('function, JavaScript: honest, wrong and broken deliveries', async () => {
  const run = async (source: string) =>
    outcomes(await reviewer.review({ files: javascript(source), ...javascriptKey, fuelPerCase: 5_000_000 }));
  expect(await run('module.exports.solve = (a) => a.sort((x, y) => x - y);')).toEqual(['passed', 'passed', 'passed']);
  expect(await run('module.exports.solve = (a) => a.sort();')).toEqual(['passed', 'wrong_answer', 'passed']);
  expect(await run('module.exports.solve = (a) => {')).toEqual(Array(3).fill('compile_error'));
  expect(await run('module.exports.solve = (a) => a[0].x.y;')).toEqual(Array(3).fill('exception'));
  expect(await run('module.exports.solve = (a) => { for (;;); };')).toEqual(Array(3).fill('time_limit'));
});

test('a comparison that the answer would like to win is lost', async () => {
  const tricks = [
    'class Equal(list):\n    def __eq__(self, other): return True\ndef solve(a):\n    return Equal([9])\n',
    'import json\njson.dumps = lambda *a, **k: "[1,2,3]"\njson.JSONEncoder.encode = lambda *a: "[1,2,3]"\ndef solve(a):\n    return 0\n',
    'import os, sys\ndef solve(a):\n    for fd in range(3, 20):\n        try: os.write(fd, b"A[1,2,3]")\n        except OSError: pass\n    os._exit(0)\n',
  ];
  for (const source of tricks) {
    const finding = await reviewer.review({ files: python(source), ...pythonKey });
    expect(finding.casesPassed, source).toBe(0);
  }
  const polluted = 'Object.prototype.toJSON = () => [1, 2, 3];\nmodule.exports.solve = () => 0;\n';
  expect((await reviewer.review({ files: javascript(polluted), ...javascriptKey })).passed).toBe(false);
});

const SUM = 'n = [int(x) for x in open(0).read().split()]\nprint(sum(n))\n';
const SUM_JS =
  "const n = require('fs').readFileSync(0, 'utf8').split(/\\s+/).filter(Boolean).map(Number);\nconsole.log(n.reduce((a, b) => a + b, 0));\n";

test.each([
  ['python', 'solution.py', SUM, 'print(6)\n'],
  ['javascript', 'solution.js', SUM_JS, 'console.log(6);\n'],
] as const)('stdio, %s', async (language, file, honest, wrong) => {
  const side = (cases: readonly object[]) =>
    acceptanceSchema.parse({ kind: 'stdio', language, file, comparator: { kind: 'whitespace' }, cases });
  const key = {
    acceptance: side([{ name: 'shown', stdin: '1 2 3\n', expected: '6\n' }]),
    hidden: side([{ name: 'none', stdin: '', expected: '0' }]),
  };
  expect(outcomes(await reviewer.review({ files: { [file]: honest }, ...key }))).toEqual(['passed', 'passed']);
  expect(outcomes(await reviewer.review({ files: { [file]: wrong }, ...key }))).toEqual(['passed', 'wrong_answer']);
});

const UPPER = "text = open('in.csv').read()\nopen('out.csv', 'w').write(text.upper())\n";
const UPPER_JS =
  "const fs = require('fs');\nfs.writeFileSync('out.csv', fs.readFileSync('in.csv', 'utf8').toUpperCase());\n";

test.each([
  ['python', 'solution.py', UPPER, 'pass\n'],
  ['javascript', 'solution.js', UPPER_JS, '0;\n'],
] as const)('files, %s', async (language, file, honest, idle) => {
  const comparator = { kind: 'table', columns: { N: 'number' }, rowsOrdered: false };
  const acceptance = acceptanceSchema.parse({
    kind: 'files',
    language,
    file,
    comparator,
    cases: [
      {
        name: 'x',
        files: { 'in.csv': 'n,w\n1,a\n2,b\n' },
        expected: { 'out.csv': 'W,N\nB,2.0\nA,1\n', 'in.csv': 'n,w\n2,b\n1,a\n' },
      },
    ],
  });
  expect(outcomes(await reviewer.runVisible({ files: { [file]: honest }, acceptance }))).toEqual(['passed']);
  const finding = await reviewer.runVisible({ files: { [file]: idle }, acceptance });
  expect(finding.cases[0]?.details?.difference).toBe('file out.csv is missing');
});

test('sql: rows as a multiset or in order, names of columns count', async () => {
  const acceptance = (rowsOrdered: boolean) =>
    acceptanceSchema.parse({
      kind: 'sql',
      language: 'sql',
      file: 'query.sql',
      rowsOrdered,
      cases: [
        {
          name: 'x',
          setup: "CREATE TABLE t (n INTEGER, w TEXT); INSERT INTO t VALUES (1, 'a'), (2, NULL);",
          expected: {
            columns: ['w', 'n'],
            rows: [
              [null, 2],
              ['a', 1],
            ],
          },
        },
      ],
    });
  const run = async (query: string, ordered: boolean) =>
    outcomes(await reviewer.runVisible({ files: { 'query.sql': query }, acceptance: acceptance(ordered) }));
  expect(await run('SELECT w, n FROM t ORDER BY n', false)).toEqual(['passed']);
  expect(await run('SELECT w, n FROM t ORDER BY n', true)).toEqual(['wrong_answer']);
  expect(await run('SELECT w, n FROM t ORDER BY n DESC', true)).toEqual(['passed']);
  expect(await run('SELECT w, n AS m FROM t', false)).toEqual(['wrong_answer']);
  expect(await run('SELEC w', false)).toEqual(['compile_error']);
});

const CHECKER =
  'def check(input, expected, answer):\n    return isinstance(answer, list) and sorted(answer) == expected\n';

test('checker: our program decides in a run of its own; when it fails, the fault is ours', async () => {
  const key = functionAcceptance('javascript', { kind: 'checker', source: CHECKER });
  const files = javascript('module.exports.solve = (a) => a;');
  expect((await reviewer.review({ files, ...key })).passed).toBe(true);
  const wrong = javascript('module.exports.solve = (a) => a.length;');
  expect((await reviewer.review({ files: wrong, ...key })).passed).toBe(false);
  const broken = functionAcceptance('javascript', { kind: 'checker', source: 'def check(*a):\n    return 1 / 0\n' });
  await expect(reviewer.review({ files, ...broken })).rejects.toMatchObject({ reason: 'checker_failed' });
});

const LOUD = `
import sys
def solve(a):
    text = repr(a) + str(len(a))
    print(text); print(text, file=sys.stderr)
    if a == [3, 1, 2]: return 'open'
    spent = sum(1 for _ in range(5000 * len(a)))
    raise ValueError('${CANARY} ' + text + str(spent))
`;

test('a delivery that shouts hidden inputs is heard by nobody', async () => {
  const finding = await reviewer.review({ files: python(LOUD), ...pythonKey });
  const evidence = publicEvidence(finding);
  expect(evidence.hidden).toEqual([
    { number: 1, outcome: 'exception' },
    { number: 2, outcome: 'exception' },
  ]);
  expect(evidence.visible[0]?.stdout.text).toContain('[3, 1, 2]');
  expect(publicEvidenceText(finding)).not.toContain(CANARY);
  expect(publicEvidenceText(finding)).not.toContain('[2, 1, 10]');
});

test('equal reviews give equal bytes, alone or among others', async () => {
  const files = python(
    'import random, time\ndef solve(a):\n    print(random.random(), time.time(), id(a))\n    return sorted(a)\n',
  );
  const one = await reviewer.review({ files, ...pythonKey });
  const many = await Promise.all(Array.from({ length: 12 }, () => reviewer.review({ files, ...pythonKey })));
  expect(one.passed).toBe(true);
  for (const other of many) expect(other).toEqual(one);
});

test('nothing of one case is left for the next', async () => {
  const counting = python(
    'import builtins\nbuiltins.n = getattr(builtins, "n", 0) + 1\ndef solve(a):\n    return sorted(a) if builtins.n == 1 else None\n',
  );
  expect((await reviewer.review({ files: counting, ...pythonKey })).passed).toBe(true);
});
