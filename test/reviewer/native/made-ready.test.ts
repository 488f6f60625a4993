/** What a box makes ready before a case is there is seen by no program: not in its modules, its chances or its memory. */

import { afterAll, beforeAll, expect, test } from 'vitest';
import { createNativeSandbox } from '../../../server/reviewer/sandbox/native.ts';
import type { RunResult, RunTask, Sandbox } from '../../../server/reviewer/sandbox.ts';
import { call, describeOnNative, type Program, run } from '../../helpers/native.ts';

const MIB = 1_048_576;
const STDIO: RunTask = { kind: 'stdio', file: 'main.py', stdin: '', argv: [] };
const python = (files: Record<string, string>): Program => ({ language: 'python', files });
const answerOf = ({ exit, answer, message }: RunResult): unknown => (exit === 'answered' ? answer : message);

describeOnNative('what is ready before a case', () => {
  let sandbox: Sandbox;
  beforeAll(async () => {
    sandbox = await createNativeSandbox({ slots: 1 });
  });
  afterAll(() => sandbox.close());

  test('delivered modules may have the names of ours, and of those of Python that a program would have ready', async () => {
    const names = ['kernel', 'wire', 'limits', 'harness', 'guest', 'case', 'zygote', 'queue', 'string', 'statistics'];
    const modules = Object.fromEntries(names.map((name) => [`${name}.py`, `said = "delivered ${name}"\n`]));
    const main = `import ${names.join(', ')}\ndef solve(): return [${names.map((name) => `${name}.said`).join(', ')}]\n`;
    const result = await call(sandbox, python({ 'main.py': main, ...modules }));
    expect(answerOf(result)).toEqual({ kind: 'value', value: names.map((name) => `delivered ${name}`) });
  });

  test('that holds in folders too, and for what a plain module loads on its own', async () => {
    const files = {
      'src/main.py': 'import statistics, queue, random\nprint(statistics.mean([1, 3]), queue.said, random.said)\n',
      'src/queue.py': 'said = "delivered queue"\n',
      'src/random.py': 'said = "delivered random"\n',
    };
    const task = { ...STDIO, file: 'src/main.py' } as const;
    const text = '2 delivered queue delivered random\n';
    expect(answerOf(await run(sandbox, python(files), task))).toEqual({ kind: 'text', text });
  });

  test('packages that were not named are found, and what Python offers beside its modules is there', async () => {
    const main =
      'import numpy\nprint(int(numpy.arange(4).sum()))\nprint(callable(help), callable(quit), bool(copyright))\nexit(0)\n';
    expect(answerOf(await run(sandbox, python({ 'main.py': main }), STDIO))).toEqual({
      kind: 'text',
      text: '6\nTrue True True\n',
    });
  });

  test('a module that was loaded once throws its dice anew in every case', async () => {
    const program = python({ 'main.py': 'import random\ndef solve(): return random.getrandbits(53)\n' });
    const results = [await call(sandbox, program), await call(sandbox, program), await call(sandbox, program)];
    expect(new Set(results.map((result) => JSON.stringify(answerOf(result)))).size).toBe(3);
  });

  test('garbage is collected, threads are waited for and exit functions run as ever', async () => {
    const main = `
import atexit, gc, sys, threading, time
atexit.register(print, 'last')
threading.Thread(target=lambda: (time.sleep(0.1), print('thread'))).start()
print(gc.isenabled(), gc.get_threshold()[0] > 0)
`;
    expect(answerOf(await run(sandbox, python({ 'main.py': main }), STDIO))).toEqual({
      kind: 'text',
      text: 'True True\nthread\nlast\n',
    });
  });

  test('what a case leaves in its folders takes no memory from the next, which may begin while they go', async () => {
    const main = `
def solve(write):
    if write:
        for folder in ("/tmp/", "/dev/shm/"):
            with open(folder + "left", "wb") as file:
                for _ in range(55): file.write(b"x" * ${MIB})
        return "left"
    held = bytearray(${MIB} * 100)
    held[::4096] = b"y" * len(held[::4096])
    import os
    return [len(held), os.listdir("/tmp"), os.listdir("/dev/shm")]
`;
    for (let round = 0; round < 3; round += 1) {
      expect(answerOf(await call(sandbox, python({ 'main.py': main }), true))).toEqual({
        kind: 'value',
        value: 'left',
      });
      const next = await call(sandbox, python({ 'main.py': main }), false);
      expect(answerOf(next)).toEqual({ kind: 'value', value: [100 * MIB, [], []] });
    }
  });

  test('Node begins with nothing to say about how it was begun', async () => {
    const main = 'console.log(typeof process.emitWarning, require("node:v8").cachedDataVersionTag() > 0)\n';
    const program: Program = { language: 'javascript', files: { 'main.js': main } };
    const result = await run(sandbox, program, { ...STDIO, file: 'main.js' });
    expect(answerOf(result)).toEqual({ kind: 'text', text: 'function true\n' });
    expect(result.stderr).toBe('');
    const warns = { ...program, files: { 'main.js': 'process.emitWarning("heard")\n' } };
    expect((await run(sandbox, warns, { ...STDIO, file: 'main.js' })).stderr).toContain('heard');
  });
});
