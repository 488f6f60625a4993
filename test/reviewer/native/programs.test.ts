/** Honest programs of the native tier get the answers that their posting promises, in every language and kind. */

import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Json } from '../../../server/protocol/arena/acceptance.ts';
import { createNativeSandbox } from '../../../server/reviewer/sandbox/native.ts';
import type { RunTask, Sandbox } from '../../../server/reviewer/sandbox.ts';
import { call, describeOnNative, native, run } from '../../helpers/native.ts';

const value = (expected: Json): object => ({ exit: 'answered', answer: { kind: 'value', value: expected } });
const text = (expected: string): object => ({ exit: 'answered', answer: { kind: 'text', text: expected } });

describeOnNative('the native tier', () => {
  let sandbox: Sandbox;
  beforeAll(async () => {
    sandbox = await createNativeSandbox({ slots: 1, buildSeconds: 30 });
  });
  afterAll(() => sandbox.close());

  const stdio = (file: string, stdin: string, ...argv: string[]): RunTask => ({ kind: 'stdio', file, stdin, argv });

  test('says what it is and what it has', () => {
    expect(sandbox.tier).toBe('native');
    expect(sandbox.packages).toEqual(expect.arrayContaining(['numpy', 'pandas', 'gcc', 'sh', 'node', 'python3']));
    expect(sandbox.packages).not.toContain('no-such-package');
    expect(sandbox.imageHash).toMatch(/^[0-9a-f]{64}$/);
  });

  test('Python functions answer with what JSON makes of their value, and no figure that varies', async () => {
    const source = 'def solve(a):\n    return {1: (a, None), None: "é", "x": 1.5}';
    const result = await call(sandbox, { language: 'python', files: { 'main.py': source } }, [3]);
    expect(result).toMatchObject(value({ '1': [[3], null], null: 'é', x: 1.5 }));
    expect(result).toMatchObject({ fuel: 0, memoryBytes: 0, unrepeatable: 'native_process' });
  });

  test('Python imports delivered modules, and knows its own name and place', async () => {
    const files = {
      'main.py':
        'import helper, sys\nfrom parts.inner import two\ndef solve(): return [helper.one() + two, __name__, sys.argv]',
      'helper.py': 'def one(): return 1',
      'parts/inner.py': 'two = 2',
    };
    expect(await call(sandbox, { language: 'python', files })).toMatchObject(value([3, 'main', ['/delivery/main.py']]));
  });

  test('a Python program reads standard input and arguments, and a status that is not 0 is its own exit', async () => {
    const main = 'import sys\nprint(int(input()) * 2, sys.argv[1:], __name__)\nsys.exit(int(sys.argv[1]))';
    const program = { language: 'python', files: { 'main.py': main } } as const;
    expect(await run(sandbox, program, stdio('main.py', '21\n', '0'))).toMatchObject(text("42 ['0'] __main__\n"));
    expect(await run(sandbox, program, stdio('main.py', '21\n', '3'))).toMatchObject({ exit: 'exited' });
  });

  test('a program that floods its output meets that limit, and not its memory, in which Node queues what nobody has read yet', async () => {
    const source = 'function solve() { for (;;) console.log("x".repeat(10000)) }';
    const limits = { memoryBytes: 33_554_432, outputBytes: 100_000 };
    const exits = new Set<string>();
    // One flood in ten or twenty took the other end when the pipe was narrower than the limit.
    for (let flood = 0; flood < 40; flood += 1) {
      exits.add((await call(sandbox, { language: 'javascript', files: { 'main.js': source }, limits })).exit);
    }
    expect([...exits]).toEqual(['output_limit']);
  });

  test('threads are waited for and exit functions run before a Python program ends', async () => {
    const main =
      'import atexit, threading, time\natexit.register(lambda: print("third"))\nthreading.Thread(target=lambda: (time.sleep(0.1), print("second"))).start()\nprint("first")';
    expect(await run(sandbox, { language: 'python', files: { 'main.py': main } }, stdio('main.py', ''))).toMatchObject(
      text('first\nsecond\nthird\n'),
    );
  });

  test('a Python program works on files; the answer is what it created or changed, closed or not', async () => {
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
print(sorted(os.listdir('.')), os.path.exists('gone.txt'), os.getcwd())
`;
    const inputFiles = { 'in.csv': 'a,b\n1,2\n', 'gone.txt': 'x' };
    const task: RunTask = { kind: 'files', file: 'main.py', stdin: '', argv: [], inputFiles };
    const result = await run(sandbox, { language: 'python', files: { 'main.py': main } }, task);
    expect(result.stdout).toBe("['in.csv', 'out'] False /case\n");
    const files = { 'out/rows.txt': "[['a', 'b'], ['1', '2']]", 'out/log.txt': 'first second' };
    expect(result.answer).toEqual({ kind: 'files', files });
  });

  test('trouble in Python is named, and its traceback shows the delivered lines only', async () => {
    const result = await call(sandbox, { language: 'python', files: { 'main.py': 'def solve():\n    return 1 / 0' } });
    expect(result).toMatchObject({ exit: 'exception', message: 'ZeroDivisionError: division by zero' });
    expect(result.stderr).toContain('File "/delivery/main.py", line 2, in solve');
    expect(result.stderr).not.toContain('harness');
    expect(await call(sandbox, { language: 'python', files: { 'main.py': 'def solve(:' } })).toMatchObject({
      exit: 'compile_error',
    });
    const task: RunTask = { kind: 'function', file: 'b.py', entry: 'solve', args: [] };
    expect(await run(sandbox, { language: 'python', files: { 'a.py': '' } }, task)).toMatchObject({
      exit: 'compile_error',
      message: 'the delivery has no file b.py',
    });
  });

  test('numpy and pandas work, imported once for all cases of a program', async () => {
    const source =
      'import numpy as np, pandas as pd\ndef solve(a):\n    return [np.linalg.matrix_rank(np.array(a)).item(), pd.DataFrame(a).sum().tolist()]';
    const environment = native({ packages: ['numpy', 'pandas'] });
    const program = { language: 'python', files: { 'main.py': source }, environment } as const;
    expect(
      await call(sandbox, program, [
        [1, 2],
        [3, 4],
      ]),
    ).toMatchObject(value([2, [4, 6]]));
    expect(
      await call(sandbox, program, [
        [1, 2],
        [2, 4],
      ]),
    ).toMatchObject(value([1, [3, 6]]));
    // Delivered files do not take the place of packages that are imported beforehand.
    const shadow = { ...program, files: { ...program.files, 'numpy.py': 'raise SystemExit' } };
    expect(
      await call(sandbox, shadow, [
        [1, 2],
        [3, 4],
      ]),
    ).toMatchObject(value([2, [4, 6]]));
  });

  test.each([
    ['a plain script', 'function solve(a) { return a.sort() }'],
    ['CommonJS', 'const solve = (a) => a.sort(); module.exports = { solve }'],
    ['exports', 'exports.solve = (a) => a.sort()'],
    ['an ES module', 'export function solve(a) { return a.sort() }'],
    ['a default export', 'export default (a) => a.sort()'],
    ['a promise', 'async function solve(a) { await new Promise((done) => setTimeout(done, 5)); return a.sort() }'],
    ['top-level await', 'const sort = await Promise.resolve((a) => a.sort()); export const solve = sort'],
  ])('JavaScript functions may be delivered as %s', async (_form, source) => {
    const program = { language: 'javascript', files: { 'main.js': source } } as const;
    expect(await call(sandbox, program, [3, 1, 2])).toMatchObject(value([1, 2, 3]));
  });

  test('JavaScript imports and requires delivered files', async () => {
    const files = {
      'main.js':
        "import { one } from './lib/one.mjs'; import two from './two.cjs'; export const solve = () => one + two.two",
      'lib/one.mjs': 'export const one = 1',
      'two.cjs': 'module.exports = { two: require("./two.json").two }',
      'two.json': '{"two": 2}',
    };
    expect(await call(sandbox, { language: 'javascript', files })).toMatchObject(value(3));
  });

  test.each([
    ['a broken script', 'function solve(a) {', 'compile_error'],
    ['a broken module', 'export const solve = (a) => {', 'compile_error'],
    ['an exception', 'function solve() { throw new TypeError("no") }', 'exception'],
    ['a rejected promise', 'async function solve() { throw new TypeError("no") }', 'exception'],
    [
      'an exception elsewhere',
      'function solve() { setTimeout(() => { throw new Error("no") }, 1); return new Promise(() => {}) }',
      'exception',
    ],
    ['a promise that nobody settles', 'function solve() { return new Promise(() => {}) }', 'exception'],
    ['no function', 'const other = 1', 'exception'],
    ['an early end', 'function solve() { process.exit(0) }', 'exited'],
    ['a number that JSON has not', 'function solve() { return NaN }', 'bad_answer'],
    ['nothing', 'function solve() {}', 'bad_answer'],
  ])('JavaScript: %s ends as it ought to', async (_name, source, exit) => {
    expect(await call(sandbox, { language: 'javascript', files: { 'main.js': source } }, [1])).toMatchObject({ exit });
  });

  test('a JavaScript program reads standard input, prints, exits, and knows that it is the main one', async () => {
    const main =
      "const text = require('fs').readFileSync('/dev/stdin', 'utf8'); if (require.main === module) console.log(text.trim(), process.argv[2]); process.exitCode = Number(process.argv[2])";
    const program = { language: 'javascript', files: { 'main.js': main } } as const;
    expect(await run(sandbox, program, stdio('main.js', 'é\n', '0'))).toMatchObject(text('é 0\n'));
    expect(await run(sandbox, program, stdio('main.js', 'é\n', '2'))).toMatchObject({ exit: 'exited' });
    const failing = { language: 'javascript', files: { 'main.js': 'JSON.parse("{")' } } as const;
    expect(await run(sandbox, failing, stdio('main.js', ''))).toMatchObject({ exit: 'exception' });
    const broken = { language: 'javascript', files: { 'main.js': 'const = 1' } } as const;
    expect(await run(sandbox, broken, stdio('main.js', ''))).toMatchObject({ exit: 'compile_error' });
  });

  test('TypeScript runs with its types taken off', async () => {
    const script = 'function solve(a: number[]): number[] { return a.sort() }';
    const module = "import type { Row } from './row.ts'; export const solve = (a: Row): Row => a.sort()";
    const files = { 'main.ts': module, 'row.ts': 'export type Row = number[]' };
    const plain = { language: 'typescript', files: { 'main.ts': script } } as const;
    expect(await call(sandbox, plain, [3, 1, 2])).toMatchObject(value([1, 2, 3]));
    expect(await call(sandbox, { language: 'typescript', files }, [3, 1, 2])).toMatchObject(value([1, 2, 3]));
    const printed = { language: 'typescript', files: { 'main.ts': 'const n: number = 4; console.log(n)' } } as const;
    expect(await run(sandbox, printed, stdio('main.ts', ''))).toMatchObject(text('4\n'));
  });

  test('a program in C is compiled once, inside, and then only read', async () => {
    const files = {
      'main.c':
        '#include <stdio.h>\nint main(int c, char **v) { int n; scanf("%d", &n); printf("%d %s\\n", n * 2, v[1]); return fopen("main", "a") ? 9 : 0; }',
    };
    const environment = native({
      packages: ['gcc'],
      build: [['gcc', '-O2', '-o', 'main', 'main.c']],
      start: ['./main'],
    });
    const program = { language: 'command', files, environment } as const;
    expect(await run(sandbox, program, stdio('main.c', '21', 'x'))).toMatchObject(text('42 x\n'));
    expect(await run(sandbox, program, stdio('main.c', '4', 'y'))).toMatchObject(text('8 y\n'));
    const broken = { ...program, files: { 'main.c': 'int main({' } };
    const first = await run(sandbox, broken, stdio('main.c', '21', 'x'));
    expect(first).toMatchObject({ exit: 'compile_error', message: 'the build ended with status 1' });
    expect(first.stderr).toContain('main.c:1');
    expect({ ...(await run(sandbox, broken, stdio('main.c', '1', 'x'))), wallMs: 0 }).toEqual({ ...first, wallMs: 0 });
  });

  test('a shell command works on files, and is not called as a function', async () => {
    const files = { 'main.sh': 'sort in.txt > out.txt; mkdir d; wc -l < in.txt > d/count; cat' };
    const program = {
      language: 'command',
      files,
      environment: native({ start: ['sh', '/delivery/main.sh'] }),
    } as const;
    const inputFiles = { 'in.txt': 'b\na\n' };
    const task: RunTask = { kind: 'files', file: 'main.sh', stdin: 'seen', argv: [], inputFiles };
    const answer = { kind: 'files', files: { 'out.txt': 'a\nb\n', 'd/count': '2\n' } };
    expect(await run(sandbox, program, task)).toMatchObject({ exit: 'answered', stdout: 'seen', answer });
    expect(await call(sandbox, program, [1])).toMatchObject({ exit: 'compile_error' });
    const absent = { ...program, environment: native({ start: ['no-such-command'] }) };
    expect(await run(sandbox, absent, task)).toMatchObject({
      exit: 'compile_error',
      message: 'cannot start no-such-command: No such file or directory',
    });
  });

  test('numbers that JSON cannot say arrive as what they are, where the task allows them', async () => {
    const args = ['1.0', 'NaN', '-Infinity', '123456789012345678901234567890'].map((text) => ({ $number: text }));
    const task = (file: string): RunTask => ({ kind: 'function', file, entry: 'solve', args, numbers: 'wide' });
    const python = {
      language: 'python',
      files: { 'a.py': 'def solve(*all): return [repr(one) for one in all]' },
    } as const;
    const digits = '123456789012345678901234567890';
    expect(await run(sandbox, python, task('a.py'))).toMatchObject(value(['1.0', 'nan', '-inf', digits]));
    const source = 'exports.solve = (...all) => all.map((one) => typeof one + one)';
    const javascript = { language: 'javascript', files: { 'a.js': source } } as const;
    const seen = ['number1', 'numberNaN', 'number-Infinity', `bigint${digits}`];
    expect(await run(sandbox, javascript, task('a.js'))).toMatchObject(value(seen));
    const back = { language: 'python', files: { 'a.py': 'def solve(*all): return all[1:]' } } as const;
    const forth = { language: 'javascript', files: { 'a.js': 'exports.solve = (...all) => all.slice(1)' } } as const;
    for (const [program, file] of [
      [back, 'a.py'],
      [forth, 'a.js'],
    ] as const) {
      expect(await run(sandbox, program, task(file)), file).toMatchObject(value(args.slice(1)));
    }
  });

  test('what it cannot run is our trouble, not the program’s', async () => {
    const files = { 'main.sql': 'SELECT 1' };
    await expect(
      run(sandbox, { language: 'sql', files }, { kind: 'sql', file: 'main.sql', setup: '' }),
    ).rejects.toThrow('does not run sql');
    await expect(run(sandbox, { language: 'command', files }, stdio('main.sql', ''))).rejects.toThrow('start command');
  });
});
