/** Hostile programs in Node and in the shell, hostile files as answers, and hostile builds. */

import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Files } from '../../../server/protocol/arena/acceptance.ts';
import { createNativeSandbox } from '../../../server/reviewer/sandbox/native.ts';
import type { RunExit, RunResult, Sandbox } from '../../../server/reviewer/sandbox.ts';
import { call, describeOnNative, native, ROUNDS, run } from '../../helpers/native.ts';
import { guests } from '../../helpers/process-table.ts';

const CANARY = 'canary-90c1fe22';
const SHORT = { timeMs: 500 };

describeOnNative('the native tier', () => {
  let sandbox: Sandbox;
  beforeAll(async () => {
    process.env.CANARY = CANARY;
    sandbox = await createNativeSandbox({ slots: 1, buildSeconds: 2 });
  });
  afterAll(async () => {
    await sandbox.close();
    delete process.env.CANARY;
  });

  function nothingIsLeft(result: RunResult): void {
    expect(JSON.stringify(result)).not.toContain(CANARY);
    expect(guests().map(({ status }) => status)).toEqual([]);
  }

  test.each<[string, string, RunExit[]]>([
    ['a loop that catches everything', 'for (;;) { try { for (;;) {} } catch {} }', ['time_limit']],
    [
      'a chain of promises without end',
      'const next = () => Promise.resolve().then(next); return next()',
      ['time_limit', 'memory_limit'],
    ],
    [
      'a heap that grows',
      'const kept = []; for (;;) kept.push({ a: new Array(100).fill(1.5) })',
      ['memory_limit', 'crashed'],
    ],
    ['buffers', 'const kept = []; for (;;) kept.push(Buffer.alloc(1 << 24, 1))', ['memory_limit', 'exception']],
    ['a doubling text', 'let s = "x"; for (;;) s = (s + s).normalize()', ['exception', 'memory_limit']],
    ['deep recursion', 'return solve(a, evil)', ['exception', 'crashed']],
    ['a slow regular expression', 'return /^(a+)+$/.test("a".repeat(60) + "b")', ['time_limit']],
    [
      'processes without end',
      'const { spawn } = require("node:child_process"); for (;;) spawn("sleep", ["60"]).on("error", () => {})',
      ['time_limit', 'memory_limit', 'exception', 'crashed'],
    ],
    [
      'a kill of everybody',
      'for (const pid of [1, process.ppid, -1]) try { process.kill(pid, "SIGKILL") } catch {} return a.sort()',
      ['answered'],
    ],
    ['an answer written twice', 'require("fs").writeSync(4, "A[0]"); return a', ['bad_answer']],
    ['an answer that spins', 'return { toJSON() { for (;;) {} } }', ['time_limit']],
    ['an answer without end', 'const b = []; b.push(b); return b', ['bad_answer']],
    ['an abort', 'process.abort()', ['crashed']],
    [
      'a native binding',
      'process.dlopen({ exports: {} }, "/lib/x86_64-linux-gnu/libc.so.6")',
      ['exception', 'crashed'],
    ],
    ['a flood', 'for (;;) require("node:fs").writeSync(1, "x".repeat(65536))', ['output_limit']],
    [
      'a worker that stays',
      'new (require("worker_threads").Worker)("for (;;) {}", { eval: true }); return a.sort()',
      ['answered'],
    ],
    [
      'a server',
      'return new Promise((done) => require("net").createServer().on("error", (e) => done(e.code)).listen(0, () => done("open")))',
      ['answered'],
    ],
    ['the environment', 'return [process.env, require("fs").readFileSync("/proc/self/environ", "utf8")]', ['answered']],
  ])('Node: %s', async (_name, body, exits) => {
    const files = { 'main.js': `function solve(a, evil) { if (!evil) return a.sort(); ${body} }` };
    const alone = exits.includes('time_limit');
    const limits = alone ? SHORT : {};
    for (let round = 0; round < ROUNDS; round += 1) {
      const result = await call(sandbox, { language: 'javascript', files, limits, alone }, [3, 1, 2], true);
      expect(exits, JSON.stringify(result)).toContain(result.exit);
      const value = result.answer?.kind === 'value' ? JSON.stringify(result.answer.value) : '';
      expect(value).not.toContain('open');
      nothingIsLeft(result);
      const honest = await call(sandbox, { language: 'javascript', files }, [3, 1, 2], false);
      expect(honest.answer, JSON.stringify(honest)).toEqual({ kind: 'value', value: [1, 2, 3] });
    }
  });

  const shell = (script: string, build: readonly (readonly string[])[] = []) => ({
    language: 'command' as const,
    files: { 'main.sh': script },
    environment: native({ build: build.map((command) => [...command]), start: ['sh', '/delivery/main.sh'] }),
  });
  const filesTask = (inputFiles: Files = {}) =>
    ({ kind: 'files', file: 'main.sh', stdin: '', argv: [], inputFiles }) as const;

  test.each<[string, string, RunExit[]]>([
    ['a fork bomb', 'f() { f | f & }; f; sleep 60', ['time_limit', 'memory_limit', 'exited']],
    ['a loop deaf to signals', 'trap "" INT TERM HUP XCPU; while :; do :; done', ['time_limit']],
    ['a text that doubles', 'kept=x; while :; do kept=$kept$kept; done', ['memory_limit', 'exited', 'crashed']],
    ['a process that stays', '(setsid sh -c "while :; do echo x >> /tmp/alive; done" &) ; echo done', ['answered']],
    [
      'the environment and the disk',
      'env; cat /etc/shadow /etc/gshadow /proc/1/environ; ls / /home /root /var; true',
      ['answered'],
    ],
  ])('shell: %s', async (_name, script, exits) => {
    const task = { kind: 'stdio', file: 'main.sh', stdin: '', argv: [] } as const;
    const alone = exits.includes('time_limit');
    const result = await run(sandbox, { ...shell(script), limits: alone ? SHORT : {}, alone }, task);
    expect(exits, JSON.stringify(result)).toContain(result.exit);
    expect(result.stdout).not.toContain('root:');
    nothingIsLeft(result);
  });

  test('of what a program leaves in its folder only plain files are an answer', async () => {
    const script = `
ln -s /etc/passwd link; ln -s / folder; mkfifo pipe; ln -s loop loop; mkdir closed; echo x > closed/in; chmod 000 closed
rm in.txt; ln -s /etc/passwd in.txt; echo y > plain; ln plain twin; chmod 000 plain; mkdir empty; touch none
python3 -c 'import socket; socket.socket(socket.AF_UNIX).bind("socket")'
`;
    const result = await run(sandbox, shell(script), filesTask({ 'in.txt': 'given', 'kept.txt': 'given' }));
    const files = { 'closed/in': 'x\n', plain: 'y\n', twin: 'y\n', none: '' };
    expect(result.answer, JSON.stringify(result)).toEqual({ kind: 'files', files });
    nothingIsLeft(result);
  });

  test.each<[string, string, RunExit]>([
    ['names outside the alphabet', 'touch "$(printf \'a\\nb\')"', 'bad_answer'],
    ['names that are not UTF-8', 'touch "$(printf \'\\377\')"', 'bad_answer'],
    ['content that is not UTF-8', "printf '\\377' > x", 'bad_answer'],
    ['more files than anybody reads', 'seq 1 20000 | xargs touch', 'exited'],
    ['just too many files', 'seq 1 4097 | xargs touch 2> /dev/null; true', 'answered'],
    ['folders without end', 'i=0; while [ $i -lt 100 ]; do mkdir d && cd d; i=$((i + 1)); done', 'output_limit'],
    ['more bytes than an answer has', 'head -c 3000000 /dev/zero | tr "\\0" x > big', 'output_limit'],
    ['a file with a hole', 'truncate -s 30M hole', 'output_limit'],
  ])('a folder with %s ends as %s', async (_name, script, exit) => {
    const result = await run(sandbox, shell(`cd /case; ${script}`), filesTask());
    expect(result.exit, JSON.stringify(result).slice(0, 500)).toBe(exit === 'answered' ? result.exit : exit);
    expect(['answered', 'output_limit', 'bad_answer', 'exited']).toContain(result.exit);
    nothingIsLeft(result);
  });

  test('many folders cost our own process nothing that it lacks', async () => {
    const script = 'for i in $(seq 1 1500); do mkdir $i; echo $i > $i/x; done';
    const result = await run(sandbox, shell(script), filesTask());
    expect(result.answer?.kind === 'files' && Object.keys(result.answer.files).length, result.message).toBe(1_500);
  });

  test('a build cannot reach outside, sees no case, leaves no process, and what it links to is not followed', async () => {
    const build = [
      [
        'sh',
        '-c',
        'ln -s /etc/shadow secret; ls /case /tmp /proc > seen; env >> seen; cat /proc/1/environ >> seen 2>&1; true',
      ],
      ['sh', '-c', 'touch /usr/x /harness/x /x 2> /dev/null; (setsid sleep 100 &); echo built > made'],
    ];
    const program = shell('cat made seen; cat secret 2> /dev/null; ls /tmp; echo x > made', build);
    const result = await run(sandbox, program, {
      kind: 'stdio',
      file: 'main.sh',
      stdin: 'input of the case',
      argv: [],
    });
    expect(result.stdout).toContain('built\n');
    expect(result.stdout).not.toContain('root:');
    expect(result.stdout).not.toContain('input of the case');
    nothingIsLeft(result);
    const again = await run(sandbox, program, { kind: 'stdio', file: 'main.sh', stdin: '', argv: [] });
    expect(again.stdout).toBe(result.stdout);
  });

  test.each<[string, string[], RunExit]>([
    ['is not there', ['no-such-compiler'], 'compile_error'],
    ['fails', ['false'], 'compile_error'],
    ['floods', ['yes'], 'compile_error'],
    ['never ends', ['sleep', '1000'], 'time_limit'],
    ['fills the memory', ['python3', '-c', 'x = bytearray(b"x") * (2 << 30)'], 'compile_error'],
    ['fills the disk', ['sh', '-c', 'cat /dev/zero > x'], 'compile_error'],
    ['forks for ever', ['sh', '-c', 'f() { f | f & }; f; sleep 100'], 'time_limit'],
    ['opens the network', ['python3', '-c', 'import socket; socket.socket()'], 'compile_error'],
  ])('a build that %s is the end of every case of that program, and of nothing else', async (_name, command, exit) => {
    const task = { kind: 'stdio', file: 'main.sh', stdin: '', argv: [] } as const;
    const result = await run(sandbox, { ...shell('echo right', [command]), alone: exit === 'time_limit' }, task);
    expect(result.exit, JSON.stringify(result).slice(0, 500)).toBe(exit);
    expect(result.message).toContain(exit === 'time_limit' ? 'longer than 2 s' : '');
    nothingIsLeft(result);
    const honest = await run(sandbox, shell('echo right'), task);
    expect(honest.answer).toEqual({ kind: 'text', text: 'right\n' });
  });
});
