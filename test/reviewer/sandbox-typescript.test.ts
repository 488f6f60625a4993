/** TypeScript deliveries: types are removed in a guest, the right lines are named, and nothing hostile gets further. */

import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Files, Json } from '../../server/protocol/arena/acceptance.ts';
import { createEmbeddedSandbox } from '../../server/reviewer/sandbox/embedded.ts';
import { DEFAULT_LIMITS, type RunResult, type RunTask, type Sandbox } from '../../server/reviewer/sandbox.ts';

let sandbox: Sandbox;

beforeAll(async () => {
  sandbox = await createEmbeddedSandbox({ slots: 1 });
});

afterAll(() => sandbox.close());

function run(files: Files, task: RunTask): Promise<RunResult> {
  return sandbox.run({ language: 'typescript', files, task, limits: { ...DEFAULT_LIMITS, timeMs: 60_000 } });
}

function call(files: Files, ...args: Json[]): Promise<RunResult> {
  return run(files, { kind: 'function', file: Object.keys(files)[0] ?? '', entry: 'solve', args });
}

const value = (expected: Json): object => ({ exit: 'answered', answer: { kind: 'value', value: expected } });

const FORMS = `
enum Colour { Red = 2, Green }
const enum Size { Small = 1 << 3 }
declare namespace Outside { const known: number }
abstract class Base<T extends object = {}> {
  static made = 0;
  #hidden = 1;
  optional?: string;
  constructor(private readonly held: T, public kept = 3) { Base.made += this.#hidden; }
  abstract act(): void;
  get value(): T { return this.held; }
}
class Derived extends Base<{ q: number }> {
  constructor() { super({ q: 5 }, 4); }
  override act(): void {}
}
function over(a: string): string;
function over(a: number): string;
function over(a: any): string { return String(a); }
function known(value: unknown): asserts value is string {}
const same = <T,>(value: T): T => value;
const namespace: number = 1;
function solve(this: void, n: number): unknown[] {
  const one = new Derived() as Base<{ q: number }>;
  for (const x of [n] as const) known(x);
  return [Colour.Green, Colour[2], Size.Small, one.value.q, one.kept, Base.made, over(7), same<number>(n)!, namespace, <any>n satisfies unknown];
}`;

test('the forms of TypeScript that have a meaning at run time keep it, and the others go away', async () => {
  expect(await call({ 'main.ts': FORMS }, 9)).toMatchObject(value([3, 'Red', 8, 5, 4, 1, '7', 9, 1, 9]));
});

test.each([
  ['a plain script', 'function solve(a: number[]): number[] { return a.sort() }'],
  ['an ES module', 'export function solve(a: number[]): number[] { return a.sort() }'],
  ['CommonJS', 'const solve = (a: number[]) => a.sort(); module.exports = { solve }'],
  ['a default export', 'export default (a: number[]): number[] => a.sort()'],
])('functions may be delivered as %s', async (_form, source) => {
  expect(await call({ 'main.ts': source }, [3, 1, 2])).toMatchObject(value([1, 2, 3]));
});

test('imports find delivered files by their own name, by the name they would get, and without an ending', async () => {
  const files = {
    'main.ts': `
import { two } from './two.ts';
import { three } from './three.js';
import { four, type Four } from './four';
import type { Unused } from './types';
import { Shape } from './types';
import six = require('./six');
import { seven } from './seven.mjs';
import { eight } from './plain.js';
export const solve = (): Four => { const shape: Shape = { size: 1 }; return [two, three, four, six.six, seven, eight, shape.size]; };`,
    'two.ts': 'export const two: number = 2',
    'three.ts': 'export const three: number = 3',
    'four/index.ts': "import { two } from '../two'; export type Four = number[]; export const four: number = two * 2",
    'types.ts': 'export interface Shape { size: number } export type Unused = never',
    'six.ts': 'exports.six = 6 as number',
    'seven.mts': 'export const seven: number = 7',
    'plain.js': 'export const eight = 8',
  };
  expect(await call(files)).toMatchObject(value([2, 3, 4, 6, 7, 8, 1]));
  expect(
    await call({
      'main.mts': "export { two as solve } from './two.mjs'",
      'two.mts': 'export const two = (): number => 2',
    }),
  ).toMatchObject(value(2));
});

test('programs read standard input, and work on files', async () => {
  const main = `import { readFileSync } from 'node:fs';
const lines: string[] = readFileSync(0, 'utf8').trim().split('\\n');
console.log(lines.map((line: string): number => Number(line) * 2).join(','));`;
  const answer = { kind: 'text', text: '2,4\n' };
  const stdio: RunTask = { kind: 'stdio', file: 'main.ts', stdin: '1\n2\n', argv: [] };
  expect(await run({ 'main.ts': main }, stdio)).toMatchObject({ exit: 'answered', answer });
  const copy = `const fs = require('fs'); fs.writeFileSync('out.txt', (fs.readFileSync('in.txt', 'utf8') as string).toUpperCase());`;
  const inputFiles = { 'in.txt': 'abc' };
  expect(
    await run({ 'main.ts': copy }, { kind: 'files', file: 'main.ts', stdin: '', argv: [], inputFiles }),
  ).toMatchObject({
    exit: 'answered',
    answer: { kind: 'files', files: { 'out.txt': 'ABC' } },
  });
});

const TYPED_LINES = 'type X = {\n  a: number\n}\n';

test('trouble names the line that the freelancer wrote', async () => {
  const thrown = await call({
    'main.ts': `${TYPED_LINES}export function solve(n: number): X {\n  const held = null as any;\n  return held.a;\n}`,
  });
  expect(thrown).toMatchObject({ exit: 'exception', message: "TypeError: cannot read property 'a' of null" });
  expect(thrown.stderr).toContain('/delivery/main.ts:6');
  const messages = async (files: Files): Promise<string> => {
    const { exit, message } = await call(files);
    return `${exit}: ${message}`;
  };
  expect(await messages({ 'main.ts': `${TYPED_LINES}export const solve = ): number` })).toBe(
    'compile_error: SyntaxError: Unexpected token (main.ts:4)',
  );
  expect(await messages({ 'main.ts': `${TYPED_LINES}let a = 1;\nlet a = 2;` })).toBe(
    'compile_error: SyntaxError: invalid redefinition of global identifier (main.ts:5)',
  );
  expect(await messages({ 'main.ts': "import './b'", 'b.ts': '\nlet x: = 1' })).toMatch(
    /^compile_error: .* \(b\.ts:2\)$/,
  );
  expect(await messages({ 'main.ts': '\n@decorate class A {}' })).toMatch(/^compile_error: .* \(main\.ts:2\)$/);
  expect(await messages({ 'main.ts': 'let a: number;\nnamespace N { export const x = 1 }' })).toBe(
    'compile_error: SyntaxError: a namespace holds values; write a module of its own instead (main.ts:2)',
  );
});

const HOSTILE: readonly (readonly [string, string])[] = [
  ['a hundred thousand brackets', '('.repeat(100_000)],
  ['open type arguments', `export const solve = ${'f<'.repeat(20_000)}`],
  ['nested arrow functions that may be none', `export const solve = ${'(a = '.repeat(3_000)}`],
  ['nested types', `type T = ${'{a:['.repeat(30_000)}`],
  ['nested templates', `const s = ${'`${'.repeat(30_000)}`],
  ['a megabyte of generic calls', 'a<b>(c);'.repeat(131_072)],
  ['comparisons that may be type arguments', `const x = ${'a < '.repeat(20_000)}1`],
];

test.each(HOSTILE)('hostile source ends as a compile error, twice alike: %s', async (_what, source) => {
  const attempts = [await call({ 'main.ts': source }), await call({ 'main.ts': source })];
  for (const { exit, unrepeatable, message } of attempts) {
    expect({ exit, unrepeatable }).toEqual({ exit: 'compile_error', unrepeatable: null });
    expect(message).toBe(attempts[0]?.message);
  }
  expect(await call({ 'main.ts': 'export const solve = (n: number) => n' }, 4)).toMatchObject(value(4));
});

test('what removing types costs is not the fuel of the program, first time or not', async () => {
  const long = `${'interface A { a: number }\n'.repeat(500)}export const solve = (): number => 1`;
  const first = await call({ 'main.ts': long });
  const second = await call({ 'main.ts': long });
  expect(first).toMatchObject(value(1));
  expect({ ...second, wallMs: 0 }).toEqual({ ...first, wallMs: 0 });
  expect(first.fuel).toBeLessThan(50_000);
});

test('starting what removes types is not the time of the program', async () => {
  const limits = { ...DEFAULT_LIMITS, timeMs: 20 };
  const task = { kind: 'function', file: 'a.ts', entry: 'solve', args: [] } as const;
  const files = { 'a.ts': 'export const solve = (): number => 1' };
  const first = async (): Promise<RunResult> => {
    const fresh = await createEmbeddedSandbox({ slots: 1 });
    try {
      return await fresh.run({ language: 'typescript', files, task, limits });
    } finally {
      await fresh.close();
    }
  };
  // A busy machine may hold the program itself up for so long, but not each time; the start takes longer on any.
  await expect.poll(first).toMatchObject(value(1));
});

test('names that objects inherit are paths like any other', async () => {
  const files = {
    'main.ts': "import { n } from './constructor'; export const solve = (): number => n",
    'constructor.ts': 'export const n: number = 1',
  };
  expect(await call(files)).toMatchObject(value(1));
});
