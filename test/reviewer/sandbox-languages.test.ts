/** Honest programs of every language and kind get the answers that their posting promises. */

import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Files, Json, Language } from '../../server/protocol/arena/acceptance.ts';
import { createEmbeddedSandbox } from '../../server/reviewer/sandbox/embedded.ts';
import { DEFAULT_LIMITS, type RunResult, type RunTask, type Sandbox } from '../../server/reviewer/sandbox.ts';

let sandbox: Sandbox;

beforeAll(async () => {
  sandbox = await createEmbeddedSandbox({ slots: 1 });
});

afterAll(() => sandbox.close());

function run(language: Language, files: Files, task: RunTask): Promise<RunResult> {
  return sandbox.run({ language, files, task, limits: DEFAULT_LIMITS });
}

function call(language: Language, files: Files, ...args: Json[]): Promise<RunResult> {
  const file = Object.keys(files)[0] ?? '';
  return run(language, files, { kind: 'function', file, entry: 'solve', args });
}

const value = (expected: Json): object => ({ exit: 'answered', answer: { kind: 'value', value: expected } });

test('Python functions answer with what JSON makes of their value', async () => {
  const source = 'def solve(a):\n    return {1: (a, None), None: "é", "x": 1.5}';
  expect(await call('python', { 'main.py': source }, [3])).toMatchObject(
    value({ '1': [[3], null], null: 'é', x: 1.5 }),
  );
});

test('Python imports delivered modules and packages', async () => {
  const files = {
    'main.py': 'import helper\nfrom parts.inner import two\ndef solve(): return helper.one() + two',
    'helper.py': 'def one(): return 1',
    'parts/inner.py': 'two = 2',
  };
  expect(await call('python', files)).toMatchObject(value(3));
});

test('a Python program reads standard input and arguments, and a status that is not 0 is its own exit', async () => {
  const main = 'import sys\nprint(int(input()) * 2, sys.argv[1:], __name__)\nsys.exit(int(sys.argv[1]))';
  const task = (status: string): RunTask => ({ kind: 'stdio', file: 'main.py', stdin: '21\n', argv: [status] });
  const answer = { kind: 'text', text: "42 ['0'] __main__\n" };
  expect(await run('python', { 'main.py': main }, task('0'))).toMatchObject({ exit: 'answered', answer });
  expect(await run('python', { 'main.py': main }, task('3'))).toMatchObject({ exit: 'exited' });
});

test('a Python program works on files in memory; the answer is what it created or changed, closed or not', async () => {
  const main = `
import csv, os, shutil
rows = list(csv.reader(open('in.csv')))
os.makedirs('out/deep')
left_open = open('out/rows.txt', 'w')
left_open.write(str(rows))
with open('log.txt', 'a') as log: log.write('first ')
with open('log.txt', 'a') as log: log.write('second')
os.remove('gone.txt')
shutil.rmtree('out/deep')
os.rename('log.txt', 'out/log.txt')
print(sorted(os.listdir('.')), os.path.exists('gone.txt'), os.path.isdir('out'))
`;
  const inputFiles = { 'in.csv': 'a,b\n1,2\n', 'gone.txt': 'x' };
  const result = await run(
    'python',
    { 'main.py': main },
    { kind: 'files', file: 'main.py', stdin: '', argv: [], inputFiles },
  );
  expect(result.stdout).toBe("['in.csv', 'out'] False True\n");
  expect(result.answer).toEqual({
    kind: 'files',
    files: { 'out/rows.txt': "[['a', 'b'], ['1', '2']]", 'out/log.txt': 'first second' },
  });
});

test('trouble in Python is named, and its traceback shows the delivered lines only', async () => {
  const result = await call('python', { 'main.py': 'def solve():\n    return 1 / 0' });
  expect(result).toMatchObject({ exit: 'exception', message: 'ZeroDivisionError: division by zero' });
  expect(result.stderr).toContain('File "/delivery/main.py", line 2, in solve');
  expect(result.stderr).not.toContain('<string>');
  expect(await call('python', { 'main.py': 'def solve(:' })).toMatchObject({ exit: 'compile_error' });
  expect(
    await run('python', { 'a.py': '' }, { kind: 'function', file: 'b.py', entry: 'solve', args: [] }),
  ).toMatchObject({ exit: 'compile_error' });
});

test.each([
  ['a plain script', 'function solve(a) { return a.sort() }'],
  ['CommonJS', 'const solve = (a) => a.sort(); module.exports = { solve }'],
  ['exports', 'exports.solve = (a) => a.sort()'],
  ['an ES module', 'export function solve(a) { return a.sort() }'],
  ['a default export', 'export default (a) => a.sort()'],
  ['a promise', 'async function solve(a) { await new Promise((done) => setTimeout(done, 1e6)); return a.sort() }'],
])('JavaScript functions may be delivered as %s', async (_form, source) => {
  expect(await call('javascript', { 'main.js': source }, [3, 1, 2])).toMatchObject(value([1, 2, 3]));
});

test('JavaScript imports and requires delivered files', async () => {
  const modules = {
    'main.js':
      "import { one } from './lib/one.js'; import two from './two.js'; export const solve = () => one + two.two",
    'lib/one.js': 'export const one = 1',
    'two.js': 'module.exports = { two: 2 }',
  };
  const required = {
    'main.js': "const { one } = require('./lib/one'); function solve() { return one + require('./two.json').two }",
    'lib/one.js': 'exports.one = 1',
    'two.json': '{"two": 2}',
  };
  expect(await call('javascript', modules)).toMatchObject(value(3));
  expect(await call('javascript', required)).toMatchObject(value(3));
});

test('a JavaScript program reads standard input, prints, and exits', async () => {
  const main =
    "const text = require('fs').readFileSync(0, 'utf8'); console.log(text.trim(), process.argv[2]); process.exit(Number(process.argv[2]))";
  const task = (status: string): RunTask => ({ kind: 'stdio', file: 'main.js', stdin: 'é\n', argv: [status] });
  const answer = { kind: 'text', text: 'é 0\n' };
  expect(await run('javascript', { 'main.js': main }, task('0'))).toMatchObject({ exit: 'answered', answer });
  expect(await run('javascript', { 'main.js': main }, task('2'))).toMatchObject({ exit: 'exited' });
});

test('a JavaScript program works on files in memory', async () => {
  const main = `
const fs = require('fs');
fs.mkdirSync('out');
fs.writeFileSync('out/upper.txt', fs.readFileSync('in.txt').toString().toUpperCase());
fs.appendFileSync('log.txt', '1');
fs.appendFileSync('log.txt', '2');
fs.unlinkSync('gone.txt');
console.log(fs.readdirSync('.').join(), fs.existsSync('gone.txt'));
`;
  const inputFiles = { 'in.txt': 'é', 'gone.txt': '' };
  const result = await run(
    'javascript',
    { 'main.js': main },
    { kind: 'files', file: 'main.js', stdin: '', argv: [], inputFiles },
  );
  expect(result.stdout).toBe('in.txt,log.txt,out false\n');
  expect(result.answer).toEqual({ kind: 'files', files: { 'out/upper.txt': 'É', 'log.txt': '12' } });
});

test('the working folder is there even when no file is given', async () => {
  const task = (file: string): RunTask => ({ kind: 'files', file, stdin: '', argv: [], inputFiles: {} });
  const answer = { kind: 'files', files: { 'out.txt': 'x' } };
  const javascript = { 'main.js': "require('fs').writeFileSync('out.txt', 'x')" };
  const python = { 'main.py': "open('out.txt', 'w').write('x')" };
  expect((await run('javascript', javascript, task('main.js'))).answer).toEqual(answer);
  expect((await run('python', python, task('main.py'))).answer).toEqual(answer);
});

const SETUP = "CREATE TABLE sale(item TEXT, cents INTEGER); INSERT INTO sale VALUES ('a', 1), ('b', NULL), ('a', 2);";

function query(source: string): Promise<RunResult> {
  return run('sql', { 'query.sql': source }, { kind: 'sql', file: 'query.sql', setup: SETUP });
}

test('a query answers with the columns and rows of its last statement', async () => {
  const result = await query('SELECT 1; SELECT item, sum(cents) AS total FROM sale GROUP BY item ORDER BY item');
  const rows = [
    ['a', 3],
    ['b', null],
  ];
  expect(result).toMatchObject({ exit: 'answered', answer: { kind: 'rows', columns: ['item', 'total'], rows } });
});

test.each([
  ['SELEC 1', 'compile_error'],
  ['SELECT * FROM nothing', 'compile_error'],
  ["SELECT x'00'", 'bad_answer'],
  ["ATTACH '/etc/passwd' AS p; SELECT * FROM p.sqlite_master", 'exception'],
  ["SELECT load_extension('x')", 'compile_error'],
  ["SELECT readfile('/etc/passwd')", 'compile_error'],
  ['WITH RECURSIVE r(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM r) SELECT x FROM r', 'output_limit'],
])('the query %s ends as %s', async (source, exit) => {
  expect(await query(source)).toMatchObject({ exit });
});

test('chance and time are the same in every SQL run, and nothing of an earlier run is left', async () => {
  const source = "SELECT random(), datetime('now')";
  expect((await query(source)).answer).toEqual((await query(source)).answer);
  await query("ATTACH 'kept.db' AS k; CREATE TABLE k.left_behind(x)");
  expect((await query("ATTACH 'kept.db' AS k; SELECT count(*) FROM k.sqlite_master")).answer).toMatchObject({
    rows: [[0]],
  });
});
