/** Programs of the self-check: honest, wrong, endless, greedy and curious, in every language. */

import type { Language } from '../protocol/arena/acceptance.ts';

export interface Probes {
  readonly file: string;
  readonly honest: string;
  readonly wrong: string;
  readonly loop: string;
  readonly hog: string;
  /** Brings back whatever it can read of the machine outside, `OUTSIDE_FILE` among it. */
  readonly leak: string;
}

/** Stands for the path of a file on the machine of whoever checks. */
export const OUTSIDE_FILE = '@outside-file@';

const OUTSIDE = [OUTSIDE_FILE, '/proc/self/environ', '/proc/1/environ', '/etc/passwd', '../../../../../../etc/passwd'];

const PYTHON: Probes = {
  file: 'solution.py',
  honest: 'def solve(numbers):\n    return sum(numbers)\n',
  wrong: 'def solve(numbers):\n    return len(numbers)\n',
  // Swallows every exception, as a program would that wants to outlive its limit.
  loop: 'def solve(numbers):\n    while True:\n        try:\n            len(numbers)\n        except BaseException:\n            pass\n',
  hog: 'def solve(numbers):\n    kept = []\n    while True:\n        kept.append(bytearray(1 << 20))\n',
  leak: `import os

def read(path):
    try:
        with open(path) as file:
            return file.read()
    except Exception as problem:
        return str(problem)

def solve(numbers):
    return [dict(os.environ), [read(path) for path in ${JSON.stringify(OUTSIDE)}]]
`,
};

const JAVASCRIPT: Probes = {
  file: 'solution.js',
  honest: 'module.exports.solve = (numbers) => numbers.reduce((sum, number) => sum + number, 0);\n',
  wrong: 'module.exports.solve = (numbers) => numbers.length;\n',
  loop: 'module.exports.solve = () => { for (;;) { try { JSON.stringify(1); } catch {} } };\n',
  hog: 'module.exports.solve = () => { const kept = []; for (;;) kept.push(new Uint8Array(1048576).fill(1)); };\n',
  leak: `const attempt = (work) => { try { return String(work()); } catch (problem) { return String(problem); } };
module.exports.solve = () => [
  attempt(() => JSON.stringify(process.env)),
  attempt(() => JSON.stringify(Function('return this')().process.env)),
  ...${JSON.stringify(OUTSIDE)}.map((path) => attempt(() => require('fs').readFileSync(path, 'utf8'))),
];
`,
};

const SQL: Probes = {
  file: 'query.sql',
  honest: 'SELECT sum(n) AS total FROM t;\n',
  wrong: 'SELECT count(*) AS total FROM t;\n',
  loop: 'WITH RECURSIVE c(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM c) SELECT count(*) AS total FROM c;\n',
  hog: 'SELECT length(hex(zeroblob(200000000))) AS total FROM t;\n',
  leak: "ATTACH DATABASE '/etc/passwd' AS outside; SELECT readfile('/proc/self/environ'), readfile('/etc/passwd');\n",
};

const TYPESCRIPT: Probes = {
  ...JAVASCRIPT,
  file: 'solution.ts',
  honest: 'export const solve = (numbers: number[]): number => numbers.reduce((sum, number) => sum + number, 0);\n',
  wrong: 'export const solve = (numbers: number[]): number => numbers.length;\n',
};

/** For `sh`: the sum is of standard input, all numbers on one line. */
const COMMAND: Probes = {
  file: 'solution.sh',
  honest: 'read -r line; sum=0; for number in $line; do sum=$((sum + number)); done; echo $sum\n',
  wrong: 'read -r line; set -- $line; echo $#\n',
  loop: 'trap "" INT TERM HUP; while :; do :; done\n',
  hog: 'kept=x; while :; do kept=$kept$kept; done\n',
  leak: `env; cat ${OUTSIDE.join(' ')} 2>&1; true\n`,
};

export const PROBES: Readonly<Record<Language, Probes>> = {
  python: PYTHON,
  javascript: JAVASCRIPT,
  typescript: TYPESCRIPT,
  sql: SQL,
  command: COMMAND,
};
