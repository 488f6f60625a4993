/** What the container tier asks of its engine, word for word, and what it says where an engine, an image or an answer is wrong. */

import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import type { Environment, Json } from '../../server/protocol/arena/acceptance.ts';
import { type Engine, runArguments } from '../../server/reviewer/sandbox/container/command-line.ts';
import { findEngine } from '../../server/reviewer/sandbox/container/engine.ts';
import { createContainerSandbox } from '../../server/reviewer/sandbox/container.ts';
import { type RunRequest, type RunResult, SandboxUnavailable, shortageOf } from '../../server/reviewer/sandbox.ts';
import { createEngineShim, type EngineShim } from '../helpers/engine-shim.ts';
import { callOf, filesOf, programOf, request } from './contract/requests.ts';

const IMAGE = `example/python@sha256:${'1'.repeat(64)}`;
const MIB = 1_048_576;
const undo: (() => void)[] = [];
afterEach(() => {
  for (const one of undo.splice(0)) one();
});

function shimOf(...options: Parameters<typeof createEngineShim>): EngineShim {
  const shim = createEngineShim(...options);
  undo.push(shim.remove);
  return shim;
}

const WALLS = [
  ...['run', '--rm', '--interactive', '--name', 'NAME', '--pull', 'never'],
  ...['--network', 'none', '--hostname', 'sandbox', '--ipc', 'none', '--read-only'],
  'ENGINE',
  ...['--tmpfs', '/delivery:rw,size=33554432,mode=1777,nosuid,nodev,exec'],
  ...['--tmpfs', '/case:rw,size=33554432,mode=1777,nosuid,nodev,noexec'],
  ...['--tmpfs', '/tmp:rw,size=33554432,mode=1777,nosuid,nodev,noexec'],
  ...['--user', '65534:65534', '--cap-drop', 'ALL', '--security-opt', 'no-new-privileges'],
  ...['--pids-limit', '64', '--memory', String(160 * MIB), '--memory-swap', String(160 * MIB), '--cpus', '1'],
  ...['--ulimit', 'nofile=256:256', '--ulimit', 'nproc=4096:4096', '--ulimit', 'core=0:0'],
  ...['--log-driver', 'none', '--workdir', '/'],
  'RUNTIME',
  ...['--entrypoint', 'python3', IMAGE, '-I', '-B', '-c'],
];

test.each([
  ['podman', null, ['--read-only-tmpfs=false', '--no-hosts'], []],
  ['docker', null, [], []],
  ['docker', 'runsc', [], ['--runtime', 'runsc']],
] as const)('the command line for %s, runtime %s', (name, runtime, ofEngine, ofRuntime) => {
  const engine: Engine = { name, command: name, runtime };
  const words = runArguments(engine, IMAGE, 'NAME', { memoryBytes: 64 * MIB });
  const wanted = WALLS.flatMap((word) => (word === 'ENGINE' ? ofEngine : word === 'RUNTIME' ? ofRuntime : [word]));
  expect(words.slice(0, -1)).toEqual(wanted);
  // The loader, and nothing of a program: other processes of the machine can read a command line.
  expect(words.at(-1)).toContain('exec(compile(read(');
});

test('an engine is only ever asked to run, to look, and to remove; nothing is mounted, copied, pulled or published', async () => {
  const shim = shimOf();
  const sandbox = await createContainerSandbox({ image: IMAGE, engine: shim.command, slots: 1 });
  const secret = 'def solve(a):\n    return "the-program"';
  await sandbox.run(callOf(sandbox, 'python', secret, [['the-input']], { memoryBytes: 64 * MIB }));
  const control = new AbortController();
  const aborted = sandbox.run(callOf(sandbox, 'python', 'def solve(a):\n    while True: pass', [1]), control);
  const runs = (): number => shim.calls().filter(([verb]) => verb === 'run').length;
  // The first container describes the image.
  const begun = expect.poll(runs).toBe(3);
  await Promise.all([begun.then(() => control.abort(new Error('enough'))), expect(aborted).rejects.toThrow('enough')]);
  await sandbox.close();
  const calls = shim.calls();
  const verbs = calls.map(([verb]) => verb);
  expect(verbs.filter((verb) => verb === 'run').length).toBe(3);
  expect(verbs.filter((verb) => verb === 'rm').length).toBe(1);
  expect(new Set(verbs)).toEqual(new Set(['version', 'image', 'run', 'rm']));
  const names = calls.filter(([verb]) => verb === 'run').map((words) => words[4]);
  expect(new Set(names).size).toBe(3);
  expect(calls.find(([verb]) => verb === 'rm')).toEqual(['rm', '--force', '--time', '0', names[2]]);
  const words = calls.flat();
  for (const banned of [/^(?:-v|--volume|--mount|--device|--privileged|--publish|-p|--env|-e|cp|pull|exec)\b/]) {
    expect(words.filter((word) => banned.test(word) && word !== '--entrypoint')).toEqual([]);
  }
  expect(words.join(' ')).not.toMatch(/the-program|the-input/);
});

test('what an image has is told, and a project that needs more is refused', async () => {
  const sandbox = await createContainerSandbox({ image: IMAGE, engine: shimOf().command });
  undo.push(() => void sandbox.close());
  expect(sandbox).toMatchObject({ tier: 'native', languages: expect.arrayContaining(['python', 'command']) });
  const needs = (...packages: string[]): Environment => ({ tier: 'native', packages, build: [] });
  expect(shortageOf(sandbox, 'command', needs('sh'))).toBeNull();
  expect(shortageOf(sandbox, 'python', needs('no-such-package'))).toContain('has no no-such-package');
  expect(shortageOf(sandbox, 'sql', needs())).toContain('does not run sql');
  expect(sandbox.walls.join(' ')).toContain('no network');
});

const broken: readonly (readonly [what: string, command: () => string, image: string, words: string])[] = [
  ['no such engine', () => 'podman-that-is-not-here', IMAGE, 'podman-that-is-not-here is not installed'],
  ['something else', () => 'sh', IMAGE, 'sh is neither podman nor docker'],
  [
    'an engine that does not answer',
    () => shimOf('docker', ['version']).command,
    IMAGE,
    'its engine does not answer (version fails here)',
  ],
  ['an image that is not here', () => shimOf('podman', ['image']).command, IMAGE, 'fetch or build it first'],
  ['an image by a name that can move', () => shimOf().command, 'python:3.13', 'not named by its content'],
  [
    'an image that looks like an option',
    () => shimOf().command,
    `--privileged@sha256:${'1'.repeat(64)}`,
    'not named by its content',
  ],
  [
    'an engine that starts nothing',
    () => shimOf('podman', ['run']).command,
    IMAGE,
    'starts no container: run fails here',
  ],
];

test.each(broken)('%s is told in words', async (_what, command, image, words) => {
  const made = createContainerSandbox({ image, engine: command() });
  await expect(made).rejects.toEqual(
    expect.objectContaining({ name: 'SandboxUnavailable', message: expect.stringContaining(words) }),
  );
});

test('without a wish the first engine that answers is taken, and where none does each says why', async () => {
  const found = await findEngine();
  if (found.kind === 'found') expect(found.version).not.toBe('');
  else expect(found.why).toMatch(/podman .*; docker /);
});

/** An engine whose containers say `bytes` and end. */
function engineSaying(bytes: Buffer, stay = false): string {
  const folder = mkdtempSync(join(tmpdir(), 'arena-liar-'));
  undo.push(() => rmSync(folder, { recursive: true }));
  const real = shimOf();
  writeFileSync(join(folder, 'bytes'), bytes);
  writeFileSync(join(folder, 'count'), '');
  const command = join(folder, 'podman');
  // The first container describes the image, by the shim; all others lie.
  const script = `#!/bin/sh
if [ "$1" != run ] || [ ! -s '${folder}/count' ]; then [ "$1" = run ] && echo 1 > '${folder}/count'; exec '${real.command}' "$@"; fi
cat '${folder}/bytes'; ${stay ? 'exec cat > /dev/null' : 'exit 1'}
`;
  writeFileSync(command, script);
  chmodSync(command, 0o755);
  return command;
}

function frame(letter: string, body: string): Buffer {
  const bytes = Buffer.concat([Buffer.alloc(4), Buffer.from(letter + body)]);
  bytes.writeUInt32LE(bytes.length - 4);
  return bytes;
}
const outcome = { exit: 'answered', message: '', answer: 'MQ==', stdout: '', stderr: '', memoryBytes: 1, wallMs: 1 };

test.each([
  ['nothing', Buffer.alloc(0), false],
  ['no frame', Buffer.from('Traceback (most recent call last)'), true],
  ['a result before it was asked', frame('E', JSON.stringify(outcome)), true],
  ['an empty frame', Buffer.alloc(4), true],
  ['a result that is no JSON', Buffer.concat([frame('Y', ''), frame('E', '{')]), true],
  [
    'an exit that is none',
    Buffer.concat([frame('Y', ''), frame('E', JSON.stringify({ ...outcome, exit: 'passed' }))]),
    true,
  ],
  ['a field more', Buffer.concat([frame('Y', ''), frame('E', JSON.stringify({ ...outcome, passed: true }))]), true],
  ['half a frame', Buffer.concat([frame('Y', ''), frame('E', JSON.stringify(outcome)).subarray(0, 30)]), false],
])('a container that says %s gives a fault, never a result', async (_what, bytes, stay) => {
  const sandbox = await createContainerSandbox({ image: IMAGE, engine: engineSaying(bytes, stay), slots: 1 });
  const run = sandbox.run(callOf(sandbox, 'python', 'def solve(a):\n    return 1', [1]));
  await expect(run).rejects.toBeInstanceOf(SandboxUnavailable);
  await sandbox.close();
});

test('build steps run in the folder of the delivery before the program; one that fails is an error of compiling', async () => {
  const sandbox = await createContainerSandbox({ image: IMAGE, engine: shimOf().command });
  const built = (step: string): Promise<RunResult> => {
    const task = { kind: 'stdio', file: 'main.sh', stdin: '', argv: ['x'] } as const;
    const environment: Environment = {
      tier: 'native',
      packages: [],
      build: [['sh', '-c', step]],
      start: ['sh', 'made.sh'],
    };
    const asked = request(sandbox, 'command', { 'main.sh': 'echo made $1' }, task);
    return sandbox.run({ ...asked, environment });
  };
  expect(await built('cp main.sh made.sh')).toMatchObject({ exit: 'answered', answer: { text: 'made x\n' } });
  expect(await built('echo no such thing >&2; exit 4')).toMatchObject({
    exit: 'compile_error',
    stderr: 'no such thing\n',
  });
  await sandbox.close();
});

test('a link is no file that a program hands in, and a name from elsewhere is no name', async () => {
  const sandbox = await createContainerSandbox({ image: IMAGE, engine: shimOf().command });
  const links = "import os\nos.symlink('/etc/passwd', 'link.txt')\nos.mkfifo('pipe')\nopen('real.txt', 'w').write('x')";
  expect((await sandbox.run(filesOf(sandbox, 'python', links, {}))).answer).toEqual({
    kind: 'files',
    files: { 'real.txt': 'x' },
  });
  const odd = "open('a b.txt', 'w').write('x')";
  expect((await sandbox.run(filesOf(sandbox, 'python', odd, {}))).exit).toBe('bad_answer');
  await sandbox.close();
});

test('what a program leaves behind ends with it', async () => {
  const sandbox = await createContainerSandbox({ image: IMAGE, engine: shimOf().command });
  const leaving = 'import os, sys, time\nif os.fork() == 0:\n    time.sleep(600)\nprint("done")';
  expect(await sandbox.run(programOf(sandbox, 'python', leaving))).toMatchObject({
    exit: 'answered',
    answer: { text: 'done\n' },
  });
  await sandbox.close();
});

test('numbers that JSON cannot say arrive and come back, where the task allows them', async () => {
  const sandbox = await createContainerSandbox({ image: IMAGE, engine: shimOf().command });
  const number = (text: string): Json => ({ $number: text });
  const args = [[number('NaN'), number('-Infinity'), number('123456789012345678901'), number('1.0'), 2]];
  const sources = { python: 'def solve(a):\n    return a', javascript: 'function solve(a) { return a }' } as const;
  for (const [language, source] of Object.entries(sources) as ['python' | 'javascript', string][]) {
    const asked = callOf(sandbox, language, source, args);
    const wide: RunRequest = { ...asked, task: Object.assign({}, asked.task, { numbers: 'wide' }) };
    const result = await sandbox.run(wide);
    expect(result.answer, result.stderr).toEqual({ kind: 'value', value: [...(args[0] ?? []).slice(0, 3), 1, 2] });
    const nothing = callOf(sandbox, language, source, [[1]]);
    expect((await sandbox.run(nothing)).answer).toEqual({ kind: 'value', value: [1] });
  }
  await sandbox.close();
});

test.each([
  ['python', 'def solve(a):\n    return float("nan")'],
  ['javascript', 'function solve(a) { return NaN }'],
  ['javascript', 'function solve(a) { return [undefined] }'],
  ['javascript', 'function solve(a) { return { f() {} } }'],
] as const)('what is no JSON is no answer: %s %s', async (language, source) => {
  const sandbox = await createContainerSandbox({ image: IMAGE, engine: shimOf().command });
  expect((await sandbox.run(callOf(sandbox, language, source, [1]))).exit).toBe('bad_answer');
  await sandbox.close();
});
