/** What the contract runs in each language: a source for each way in which a run ends. */

import type { Language } from '../../../server/protocol/arena/acceptance.ts';

/** Functions `solve(list)`; the honest one sorts. */
export interface FunctionSources {
  readonly honest: string;
  readonly raises: string;
  readonly broken: string;
  readonly exits: string;
  readonly loop: string;
  /** Answers with something that is no JSON value. */
  readonly noAnswer: string;
  /** Answers with a text of two million characters. */
  readonly longAnswer: string;
  /** Prints the word `noise` on both streams, then answers honestly. */
  readonly noisy: string;
  /** Answers with what it was given. */
  readonly echo: string;
}

export const FUNCTIONS: Partial<Record<Language, FunctionSources>> = {
  python: {
    honest: 'def solve(a):\n    return sorted(a)',
    raises: 'def solve(a):\n    return a[0] // 0',
    broken: 'def solve(:',
    exits: 'import sys\ndef solve(a):\n    sys.exit(3)',
    loop: 'def solve(a):\n    while True:\n        try:\n            len(a)\n        except BaseException:\n            pass',
    noAnswer: 'def solve(a):\n    return {1, 2}',
    longAnswer: 'def solve(a):\n    return "x" * 2_000_000',
    noisy: 'import sys\ndef solve(a):\n    print("noise")\n    print("noise", file=sys.stderr)\n    return sorted(a)',
    echo: 'def solve(a):\n    return a',
  },
  javascript: {
    honest: 'function solve(a) { return a.sort((x, y) => x - y) }',
    raises: 'function solve(a) { return a.nothing.there }',
    broken: 'function solve( {',
    exits: 'function solve(a) { process.exit(3) }',
    loop: 'function solve(a) { for (;;) { try { JSON.stringify(a) } catch {} } }',
    noAnswer: 'function solve(a) { return undefined }',
    longAnswer: 'function solve(a) { return "x".repeat(2000000) }',
    noisy: 'function solve(a) { console.log("noise"); console.error("noise"); return a.sort((x, y) => x - y) }',
    echo: 'module.exports.solve = (a) => a',
  },
  typescript: {
    honest: 'export function solve(a: number[]): number[] { return a.sort((x: number, y: number) => x - y) }',
    raises: 'export function solve(a: { nothing: { there: number } }): number { return a.nothing.there }',
    broken: 'export function solve(a: number[] {',
    exits: 'export function solve(a: number[]): void { process.exit(3) }',
    loop: 'export function solve(a: number[]): void { for (;;) { try { JSON.stringify(a) } catch {} } }',
    noAnswer: 'export function solve(a: number[]): undefined { return undefined }',
    longAnswer: 'export const solve = (a: number[]): string => "x".repeat(2000000)',
    noisy:
      'export function solve(a: number[]) { console.log("noise"); console.error("noise"); return a.sort((x, y) => x - y) }',
    echo: 'export const solve = (a: unknown): unknown => a',
  },
};

/** Whole programs: they print standard input and their first argument, and end with the status that this one names. */
export const PROGRAMS: Partial<Record<Language, string>> = {
  python: 'import sys\nprint(input(), sys.argv[1])\nsys.exit(int(sys.argv[1]))',
  javascript:
    "const text = require('fs').readFileSync(0, 'utf8'); console.log(text.trim(), process.argv[2]); process.exit(Number(process.argv[2]))",
  command: 'read -r line; echo "$line $1"; exit $1',
};

/** Programs over files: `out/twice.txt` becomes `in.txt` twice, `seen.txt` stays as it is. */
export const FILE_PROGRAMS: Partial<Record<Language, string>> = {
  python:
    "import os\nos.makedirs('out')\ntext = open('in.txt').read()\nopen('out/twice.txt', 'w').write(text * 2)\nopen('seen.txt').read()",
  javascript:
    "const fs = require('fs'); fs.mkdirSync('out'); const text = fs.readFileSync('in.txt', 'utf8'); fs.writeFileSync('out/twice.txt', text + text)",
};
