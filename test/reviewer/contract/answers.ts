/** The contract of the port, first part: how runs end, in every language that a sandbox offers. */

import { describe, expect, test } from 'vitest';
import type { Json, Language } from '../../../server/protocol/arena/acceptance.ts';
import type { RunResult, Sandbox } from '../../../server/reviewer/sandbox.ts';
import { FILE_PROGRAMS, FUNCTIONS, type FunctionSources, PROGRAMS } from './programs.ts';
import { callOf, filesOf, LIMITS, programOf, repeatable, request } from './requests.ts';

/** The sandbox under test, ready when tests run, and the languages that it will offer. */
export interface Subject {
  readonly sandbox: () => Sandbox;
  readonly languages: readonly Language[];
}

const value = (json: Json): object => ({ exit: 'answered', answer: { kind: 'value', value: json } });

/** A result has its answer exactly where it was answered, and its figures are figures. */
function expectWhole(result: RunResult): void {
  expect(result.answer !== undefined).toBe(result.exit === 'answered');
  expect(result.message).not.toContain('\n');
  for (const figure of [result.fuel, result.memoryBytes])
    expect(Number.isSafeInteger(figure) && figure >= 0).toBe(true);
  expect(result.wallMs).toBeGreaterThanOrEqual(0);
}

function testFunctions({ sandbox }: Subject, language: Language, sources: FunctionSources): void {
  const run = (source: string, limits = {}): Promise<RunResult> =>
    sandbox().run(callOf(sandbox(), language, source, [[3, 1, 2]], limits));

  test('an honest function answers', async () => {
    const result = await run(sources.honest);
    expect(result).toMatchObject(value([1, 2, 3]));
    expectWhole(result);
  });

  test('streams are kept and are not the answer', async () => {
    const result = await run(sources.noisy);
    expect(result).toMatchObject({ ...value([1, 2, 3]), stdout: 'noise\n', stderr: 'noise\n' });
  });

  test('values cross as they are: texts of any script, depths, odd keys', async () => {
    const odd: Json = [{ '': [null, true, 1.5, -7, 'é ☃ 𝄞 \u0000 "\\'], constructor: { toString: [] } }, [[[[[[]]]]]]];
    expect(await sandbox().run(callOf(sandbox(), language, sources.echo, [odd]))).toMatchObject(value(odd));
  });

  test('numbers that JSON cannot say cross where the task allows them', async () => {
    const wide: Json = ['NaN', '-Infinity', '123456789012345678901'].map((text) => ({ $number: text }));
    const asked = callOf(sandbox(), language, sources.echo, [[...wide, 2]]);
    const task = Object.assign({}, asked.task, { numbers: 'wide' });
    expect(await sandbox().run({ ...asked, task })).toMatchObject(value([...wide, 2]));
    expect((await sandbox().run(callOf(sandbox(), language, sources.echo, [[2]]))).answer).toMatchObject({
      value: [2],
    });
  });

  test.each([
    ['raises', ['exception']],
    ['broken', ['compile_error']],
    ['exits', ['exited']],
    ['noAnswer', ['bad_answer']],
    ['longAnswer', ['output_limit']],
  ] as const)('the function that %s ends as %s', async (name, exits) => {
    const result = await run(sources[name]);
    expect(exits, JSON.stringify(result)).toContain(result.exit);
    expect(result.message).not.toBe('');
    expectWhole(result);
  });

  test('a loop that catches everything is ended', async () => {
    const result = await run(sources.loop, { timeMs: 1_500, fuel: 20_000_000 });
    expect(result.exit).toBe('time_limit');
    expectWhole(result);
  });

  test('a file that was not delivered, and a function that is not in it', async () => {
    const missing = { kind: 'function', file: 'other.txt', entry: 'solve', args: [] } as const;
    expect((await sandbox().run(request(sandbox(), language, {}, missing))).exit).toBe('compile_error');
    const file = Object.keys(callOf(sandbox(), language, '', []).files)[0] ?? '';
    const unnamed = { kind: 'function', file, entry: 'nowhere', args: [] } as const;
    const result = await sandbox().run(request(sandbox(), language, { [file]: sources.honest }, unnamed));
    expect(['exception', 'compile_error']).toContain(result.exit);
  });

  test('a delivery that no folder can hold is refused or runs, and is no fault of ours', async () => {
    const call = callOf(sandbox(), language, sources.honest, [[3, 1, 2]]);
    for (const path of ['data/inside.txt', 'other/', `${'x'.repeat(200)}`]) {
      const files = { data: 'x', 'other/y': 'y', ...call.files, [path]: 'z' };
      const result = await sandbox().run({ ...call, files });
      expect(['answered', 'compile_error'], JSON.stringify(result)).toContain(result.exit);
      if (result.exit === 'compile_error') expect(result.message).toContain('cannot be laid out');
    }
    expect((await sandbox().run(call)).exit).toBe('answered');
  });

  test('equal requests give equal results where a result says so', async () => {
    const [first, second] = await Promise.all([run(sources.noisy), run(sources.noisy)]);
    expect(first?.answer).toEqual(second?.answer);
    if (first?.unrepeatable === null && second !== undefined) expect(repeatable(first)).toEqual(repeatable(second));
  });
}

function testPrograms({ sandbox }: Subject, language: Language, source: string): void {
  const run = (status: string, limits = {}): Promise<RunResult> =>
    sandbox().run(programOf(sandbox(), language, source, { stdin: 'é\n', argv: [status] }, limits));

  test('a program reads standard input and arguments; its answer is what it printed', async () => {
    const result = await run('0');
    expect(result).toMatchObject({ exit: 'answered', answer: { kind: 'text', text: 'é 0\n' } });
    expectWhole(result);
  });

  test('a status that is not 0 is an exit of its own', async () => {
    expect(await run('3')).toMatchObject({ exit: 'exited', stdout: 'é 3\n' });
  });

  test('a program that prints more than it may is ended', async () => {
    expect((await run('0', { answerBytes: 2 })).exit).toBe('output_limit');
    expect((await run('0', { outputBytes: 2 })).exit).toBe('output_limit');
  });
}

function testFiles({ sandbox }: Subject, language: Language, source: string): void {
  test('the answer is every file that was written or changed', async () => {
    const result = await sandbox().run(filesOf(sandbox(), language, source, { 'in.txt': 'é', 'seen.txt': '' }));
    expect(result, result.stderr).toMatchObject({ exit: 'answered' });
    expect(result.answer).toEqual({ kind: 'files', files: { 'out/twice.txt': 'éé' } });
    expectWhole(result);
  });
}

function testQueries({ sandbox }: Subject): void {
  const run = (source: string, setup = 'CREATE TABLE t(n); INSERT INTO t VALUES (2), (1);'): Promise<RunResult> => {
    const task = { kind: 'sql', file: 'query.sql', setup } as const;
    return sandbox().run(request(sandbox(), 'sql', { 'query.sql': source }, task, { timeMs: 3_000 }));
  };

  test('a query answers with columns and rows', async () => {
    const answer = {
      kind: 'rows',
      columns: ['n', 'x'],
      rows: [
        [1, null],
        [2, null],
      ],
    };
    expect(await run('SELECT n, NULL AS x FROM t ORDER BY n')).toMatchObject({ exit: 'answered', answer });
  });

  test('a query that is none does not run', async () => {
    expect((await run('SELEC 1')).exit).toBe('compile_error');
  });
}

/** How runs end: every kind of task, in every language. */
export function contractOfAnswers(subject: Subject): void {
  describe.each(subject.languages)('%s', (language) => {
    const [functions, program, files] = [FUNCTIONS[language], PROGRAMS[language], FILE_PROGRAMS[language]];
    test('is offered', () => expect(subject.sandbox().languages).toContain(language));
    if (functions !== undefined) testFunctions(subject, language, functions);
    if (program !== undefined) testPrograms(subject, language, program);
    if (files !== undefined) testFiles(subject, language, files);
    if (language === 'sql') testQueries(subject);
  });

  test('every language that is offered is tested', () => {
    expect([...subject.sandbox().languages].sort()).toEqual([...subject.languages].sort());
  });

  test('memory that is hoarded is ended', async () => {
    const source = 'def solve(a):\n    kept = []\n    while True:\n        kept.append(bytearray(1 << 20))';
    const result = await subject.sandbox().run(callOf(subject.sandbox(), 'python', source, [1], LIMITS));
    expect(['memory_limit', 'exception']).toContain(result.exit);
  });
}
