/** The wall of the operating system around the child of the embedded tier. */

import { spawn, spawnSync } from 'node:child_process';
import { closeSync, openSync, readdirSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createEmbeddedSandbox } from '../../server/reviewer/sandbox/embedded.ts';
import { engineWall } from '../../server/reviewer/sandbox/linux/engine-wall.ts';
import { DEFAULT_LIMITS, type RunResult, type Sandbox } from '../../server/reviewer/sandbox.ts';
import { boxed, descendants, linkOf, type ProcessEntry, stillBoxed } from '../helpers/process-table.ts';
import { ROOT } from '../helpers/source-files.ts';

const stands = engineWall().sentence.startsWith('a bubblewrap box stands');
if (!stands && process.env.CI === 'true') throw new Error(`CI has to run these tests: ${engineWall().sentence}`);
if (!stands) console.warn(`Tests of the wall are not run: ${engineWall().sentence}`);

async function until(condition: () => boolean): Promise<void> {
  for (let attempt = 0; attempt < 3_000 && !condition(); attempt += 1) await sleep(20);
  expect(condition()).toBe(true);
}

/** Children that run an engine: the innermost ones. */
const engines = (of?: number): ProcessEntry[] =>
  boxed(of).filter(({ numbers }) => numbers.length === 2 && numbers[1] !== 1);

describe.runIf(stands)('the wall around the embedded child', () => {
  let sandbox: Sandbox;
  beforeAll(async () => {
    sandbox = await createEmbeddedSandbox({ slots: 1 });
  });
  afterAll(() => sandbox.close());

  const run = (language: 'python' | 'javascript' | 'sql'): Promise<RunResult> => {
    const files = {
      'a.py': 'def solve(a): return sorted(a)',
      'a.js': 'function solve(a) { return a.sort() }',
      'a.sql': 'SELECT 1',
    };
    const file = { python: 'a.py', javascript: 'a.js', sql: 'a.sql' }[language];
    const task =
      language === 'sql'
        ? ({ kind: 'sql', file, setup: '' } as const)
        : ({ kind: 'function', file, entry: 'solve', args: [[3, 1, 2]] } as const);
    return sandbox.run({ language, files, task, limits: DEFAULT_LIMITS });
  };

  test('is named among the walls, and every engine works inside', async () => {
    expect(sandbox.walls.at(-1)).toBe(engineWall().sentence);
    for (const language of ['python', 'javascript', 'sql'] as const)
      expect((await run(language)).exit).toBe('answered');
  });

  test('the child has no rights, a filter, namespaces of its own, and sees nothing but Node and the engines', () => {
    const [child] = engines();
    if (child === undefined) throw new Error('there is no child inside of namespaces');
    const field = (name: string): string => new RegExp(`^${name}:\\s*(.*)$`, 'm').exec(child.status)?.[1] ?? '';
    expect(child.user).not.toBe(0);
    expect([field('CapEff'), field('CapPrm'), field('NoNewPrivs'), field('Seccomp')]).toEqual([
      '0000000000000000',
      '0000000000000000',
      '1',
      '2',
    ]);
    for (const space of ['pid', 'mnt', 'net', 'ipc', 'uts']) {
      const ours = linkOf(process.pid, `ns/${space}`);
      expect(ours).not.toBe('');
      expect(linkOf(child.pid, `ns/${space}`)).not.toBe(ours);
    }
    const top = readdirSync(`/proc/${child.pid}/root`);
    for (const name of ['proc', 'sys', 'etc', 'home', 'root', 'var', 'run']) {
      // Where the project lies in such a folder, the way to it is there, and nothing beside it.
      if (!ROOT.startsWith(`/${name}/`)) expect(top).not.toContain(name);
    }
    expect(readdirSync(`/proc/${child.pid}/root${ROOT}`).sort()).toEqual(['node_modules', 'server']);
    const code = readdirSync(`/proc/${child.pid}/root${ROOT}server/reviewer/sandbox/embedded`);
    expect(code.sort()).toEqual(['child-thread.mjs', 'child.mjs', 'python']);
    expect(
      readFileSync(`/proc/${child.pid}/environ`, 'utf8')
        .split('\0')
        .filter((one) => one !== '' && !one.startsWith('PWD=')),
    ).toEqual([]);
  });

  test('a descriptor that somebody left open for us leads nowhere in the child', async () => {
    const script = `
      import { createEmbeddedSandbox } from './server/reviewer/sandbox/embedded.ts';
      await createEmbeddedSandbox({ slots: 1 });
      console.log('ready');
      setInterval(() => {}, 1000);`;
    const secret = openSync('/etc/passwd', 'r');
    const stdio = ['ignore', 'pipe', 'ignore', ...Array.from({ length: 57 }, () => 'ignore' as const), secret] as const;
    const arena = spawn(process.execPath, ['--input-type=module', '--eval', script], { cwd: ROOT, stdio: [...stdio] });
    closeSync(secret);
    let all: ReadonlySet<number>;
    try {
      await new Promise((resolve) => arena.stdout?.once('data', resolve));
      all = new Set(descendants(arena.pid).map(({ pid }) => pid));
      expect(linkOf(arena.pid ?? 0, 'fd/60')).toBe('/etc/passwd');
      const [child] = engines(arena.pid);
      expect(linkOf(child?.pid ?? 0, 'fd/60')).toBe('/dev/null');
      const opened = readdirSync(`/proc/${child?.pid}/fd`).map((fd) => linkOf(child?.pid ?? 0, `fd/${fd}`));
      expect(opened).not.toContain('/etc/passwd');
    } finally {
      arena.kill('SIGKILL');
    }
    await until(() => stillBoxed(all).length === 0);
  });

  test('a child whose program spins dies with the arena', async () => {
    const script = `
      import { createEmbeddedSandbox } from './server/reviewer/sandbox/embedded.ts';
      const sandbox = await createEmbeddedSandbox({ slots: 1 });
      const limits = { fuel: 1e15, timeMs: 600000, memoryBytes: 2 ** 27, answerBytes: 1000, outputBytes: 1000 };
      const files = { 'a.py': 'def solve(): return sum(range(10**15))' };
      const running = sandbox.run({ language: 'python', files, task: { kind: 'function', file: 'a.py', entry: 'solve', args: [] }, limits });
      console.log('ready');
      await running;`;
    const arena = spawn(process.execPath, ['--input-type=module', '--eval', script], {
      cwd: ROOT,
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    await new Promise((resolve) => arena.stdout.once('data', resolve));
    const all = new Set(descendants(arena.pid).map(({ pid }) => pid));
    expect(all.size).toBeGreaterThan(0);
    arena.kill('SIGKILL');
    await until(() => stillBoxed(all).length === 0);
  });
});

test('without bubblewrap the child starts all the same, and the walls say so', () => {
  const script = `
    import { createEmbeddedSandbox } from './server/reviewer/sandbox/embedded.ts';
    const sandbox = await createEmbeddedSandbox({ slots: 1 });
    console.log(sandbox.walls.at(-1));
    await sandbox.close();`;
  const found = spawnSync(process.execPath, ['--input-type=module', '--eval', script], {
    cwd: ROOT,
    env: { PATH: '/nowhere' },
  });
  expect(found.status, found.stderr.toString()).toBe(0);
  expect(found.stdout.toString()).toContain('no wall of the operating system stands around the child process');
});
