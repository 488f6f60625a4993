/** Runaways are killed alone, equal requests give equal results in every slot, and nothing outlives the sandbox. */

import { spawn } from 'node:child_process';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createEmbeddedSandbox } from '../../server/reviewer/sandbox/embedded.ts';
import {
  DEFAULT_LIMITS,
  type RunRequest,
  type RunResult,
  type Sandbox,
  SandboxUnavailable,
} from '../../server/reviewer/sandbox.ts';

const SPIN = 'def solve(a):\n    return sum(range(10**13))';
const HONEST =
  'import random, time\ndef solve(a):\n    return [sorted(a), random.random(), time.time(), id(a), hash("x")]';

let sandbox: Sandbox;

beforeAll(async () => {
  sandbox = await createEmbeddedSandbox({ slots: 2 });
});

afterAll(() => sandbox.close());

function python(source: string, timeMs = 10_000): RunRequest {
  return {
    language: 'python',
    files: { 'main.py': source },
    task: { kind: 'function', file: 'main.py', entry: 'solve', args: [[3, 1, 2]] },
    // So much that only the wall clock ends a program.
    limits: { ...DEFAULT_LIMITS, fuel: 1e12, timeMs },
  };
}

function repeatable({ wallMs: _, ...result }: RunResult): Omit<RunResult, 'wallMs'> {
  return result;
}

test('equal requests give equal exit, answer, fuel and memory, in whatever slot and order', async () => {
  const results = await Promise.all(Array.from({ length: 12 }, () => sandbox.run(python(HONEST))));
  const kinds = new Set(results.map((result) => JSON.stringify(repeatable(result))));
  expect(kinds.size).toBe(1);
  expect(results[0]?.exit).toBe('answered');
});

test('a runaway is killed without disturbing the runs beside it', async () => {
  const runaway = sandbox.run(python(SPIN, 300));
  const beside = await Promise.all(Array.from({ length: 30 }, () => sandbox.run(python(HONEST))));
  expect(beside.every((result) => result.exit === 'answered')).toBe(true);
  expect(await runaway).toMatchObject({ exit: 'time_limit', fuel: 0 });
  expect((await sandbox.run(python(HONEST))).exit).toBe('answered');
});

test('a program that its wall time ended is repeated while nothing else runs', async () => {
  const timeMs = 400;
  const runaway = sandbox.run(python(SPIN, timeMs));
  let running = true;
  void runaway.finally(() => {
    running = false;
  });
  // Honest programs one after the other: there is always one that waits or runs, and one of them waits for all of the repetition.
  let longestMs = 0;
  while (running) {
    const askedAt = performance.now();
    expect((await sandbox.run(python(HONEST))).exit).toBe('answered');
    longestMs = Math.max(longestMs, performance.now() - askedAt);
  }
  expect(await runaway).toMatchObject({ exit: 'time_limit', unrepeatable: 'wall_clock' });
  expect(longestMs).toBeGreaterThan(0.9 * timeMs);
});

const ASKING = `import os
def solve(a):
    heard = []
    for word in a:
        os.write(5, word.encode())
        heard.append(os.read(5, 100).decode())
    return heard`;

function asking(words: readonly string[], timeMs: number): RunRequest {
  const request = python(ASKING, timeMs);
  return { ...request, task: { kind: 'function', file: 'main.py', entry: 'solve', args: [words] } };
}

test('a program exchanges messages while others run beside it, and its waiting does not count', async () => {
  const exchange = async (message: Uint8Array): Promise<Uint8Array> => {
    await new Promise((resolve) => setTimeout(resolve, 1_800));
    return Buffer.from(`${Buffer.from(message).toString()}!`);
  };
  const beside = Array.from({ length: 10 }, () => sandbox.run(python(HONEST)));
  const result = await sandbox.run(asking(['one', 'two'], 3_000), { exchange });
  expect(result.answer).toEqual({ kind: 'value', value: ['one!', 'two!'] });
  expect((await Promise.all(beside)).every(({ exit }) => exit === 'answered')).toBe(true);
});

test('nothing lies behind a program in an exchange, also when another child has taken it over', async () => {
  const slow = (steps: number): RunRequest => python(`def solve(a):\n    return sum(range(${steps}))`, 60_000);
  for (let round = 0; round < 4; round += 1) {
    const [begun, ended] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const exchange = async (): Promise<Uint8Array> => {
      begun.resolve();
      await ended.promise;
      return Buffer.from('!');
    };
    // Asked for behind the slow one, begun where the quick one was, and in the first child still to come.
    const before = [sandbox.run(slow(1e7)), sandbox.run(slow(3e5))];
    const talk = sandbox.run(asking(['one'], 60_000), { exchange });
    await begun.promise;
    const honest = [0, 1, 2].map((n) => sandbox.run(python(`def solve(a):\n    return "honest ${n}"`)));
    const after = Promise.all(honest);
    await Promise.all([before[0], Promise.race([after, new Promise((resolve) => setTimeout(resolve, 300))])]);
    ended.resolve();
    expect((await after).map(({ answer }) => answer)).toEqual(
      [0, 1, 2].map((n) => ({ kind: 'value', value: `honest ${n}` })),
    );
    expect((await talk).answer).toEqual({ kind: 'value', value: ['!'] });
    await Promise.all(before);
  }
});

test('a program whose other side is away gets a broken pipe, with an exchange and without', async () => {
  for (const options of [{}, { exchange: async () => null }, { exchange: () => Promise.reject(new Error('gone')) }]) {
    const result = await sandbox.run(asking(['one'], 30_000), options);
    expect(result).toMatchObject({ exit: 'exception', message: expect.stringContaining('BrokenPipeError') });
  }
});

test('an abort ends a running program and takes a waiting one out of the queue', async () => {
  const control = new AbortController();
  const runs = [1, 2, 3].map(() => sandbox.run(python(SPIN), { signal: control.signal }));
  setTimeout(() => control.abort(new Error('enough')), 100);
  for (const outcome of await Promise.allSettled(runs)) {
    expect(outcome).toMatchObject({ status: 'rejected', reason: { message: 'enough' } });
  }
  expect((await sandbox.run(python(HONEST))).exit).toBe('answered');
});

test('what waits or runs when the sandbox closes is a fault of ours, and so is everything later', async () => {
  const closing = await createEmbeddedSandbox({ slots: 1 });
  const runs = [closing.run(python(SPIN)), closing.run(python(HONEST))];
  const settled = Promise.allSettled(runs);
  await closing.close();
  for (const outcome of await settled) {
    expect(outcome.status === 'rejected' && outcome.reason).toBeInstanceOf(SandboxUnavailable);
  }
  await expect(closing.run(python(HONEST))).rejects.toBeInstanceOf(SandboxUnavailable);
});

test('a set-up of ours that fails is a fault, not a verdict', async () => {
  const request: RunRequest = {
    language: 'sql',
    files: { 'query.sql': 'SELECT 1' },
    task: { kind: 'sql', file: 'query.sql', setup: 'not SQL' },
    limits: DEFAULT_LIMITS,
  };
  await expect(sandbox.run(request)).rejects.toBeInstanceOf(SandboxUnavailable);
});

/** Starts a host process that prints the ids of its children and then does `then`. */
async function host(then: string): Promise<{ children: number[]; exited: Promise<void>; kill: () => void }> {
  const source = `
    import { execFileSync } from 'node:child_process';
    import { createEmbeddedSandbox } from ${JSON.stringify(new URL('../../server/reviewer/sandbox/embedded.ts', import.meta.url).href)};
    const sandbox = await createEmbeddedSandbox({ slots: 1 });
    const request = ${JSON.stringify(python(SPIN, 60_000))};
    sandbox.run(request).catch(() => {});
    console.log(execFileSync('ps', ['-o', 'pid=', '--ppid', String(process.pid)]).toString().trim().split(/\\s+/)[0]);
    ${then}`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', source], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const line = await new Promise<string>((resolve) =>
    child.stdout.once('data', (data: Buffer) => resolve(data.toString())),
  );
  return { children: [Number(line.trim())], exited, kill: () => child.kill('SIGKILL') };
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

async function untilGone(pid: number): Promise<void> {
  while (isAlive(pid)) await new Promise((resolve) => setTimeout(resolve, 20));
}

test('closing the sandbox lets its host process end and leaves no child', async () => {
  const { children, exited } = await host('await sandbox.close();');
  await exited;
  for (const pid of children) await untilGone(pid);
});

test('children die with a host that is killed, even while a program spins', async () => {
  const { children, exited, kill } = await host('setInterval(() => {}, 1000);');
  kill();
  await exited;
  for (const pid of children) await untilGone(pid);
});
