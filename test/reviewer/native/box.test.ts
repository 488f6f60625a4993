/** The boxes themselves: when one is kept, what a case cannot know of another, what is confirmed, and what is left in the end. */

import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { known } from '../../../server/kernel/assert.ts';
import { findCgroupPlace } from '../../../server/reviewer/sandbox/linux/cgroup.ts';
import { TURN_MS } from '../../../server/reviewer/sandbox/native/schedule.ts';
import { createNativeSandbox, describeNative } from '../../../server/reviewer/sandbox/native.ts';
import { type RunResult, type Sandbox, SandboxUnavailable } from '../../../server/reviewer/sandbox.ts';
import { call, describeOnNative, native, type Program, run } from '../../helpers/native.ts';
import { boxed, descendants, guests, linkOf, type ProcessEntry, stillBoxed } from '../../helpers/process-table.ts';
import { ROOT } from '../../helpers/source-files.ts';

const python = (source: string, given: Partial<Program> = {}): Program => ({
  language: 'python',
  files: { 'main.py': source },
  ...given,
});
const NO_RIGHTS = '0000000000000000';
const isRoot = process.geteuid?.() === 0;

/** Waits until `condition` holds; a machine may be slow, so the bound is wide. */
async function until(condition: () => boolean): Promise<void> {
  for (let attempt = 0; attempt < 3_000 && !condition(); attempt += 1) await sleep(20);
  expect(condition()).toBe(true);
}

/** The first process of a box, as seen from outside. */
const keepers = (): ProcessEntry[] => boxed().filter(({ numbers }) => numbers.length === 2 && numbers[1] === 1);

function groupFolders(): string[] {
  const { memory, processes } = findCgroupPlace();
  return [memory, processes].flatMap((place) => {
    if (place === null) return [];
    return readdirSync(place.folder).filter((name) => name.startsWith(`arena-box-${process.pid}-`));
  });
}

describeOnNative('the boxes of the native tier', () => {
  let sandbox: Sandbox;
  beforeAll(async () => {
    sandbox = await createNativeSandbox({ slots: 2 });
  });
  afterAll(() => sandbox.close());

  /** A case that does nothing until it is aborted. */
  function asleep(signal: AbortSignal): Promise<RunResult> {
    const task = { kind: 'function', file: 'main.py', entry: 'solve', args: [600] } as const;
    const limits = { fuel: 1, timeMs: 700_000, memoryBytes: 1 << 27, answerBytes: 1_000, outputBytes: 1_000 };
    const files = { 'main.py': 'import time\ndef solve(n): time.sleep(n)' };
    return sandbox.run({ language: 'python', environment: native(), files, task, limits }, { signal });
  }

  test('a box is kept while the program is the same, and another program gets another', async () => {
    const program = python('import os, time\ndef solve(n): return n');
    await call(sandbox, program, 1);
    const [first] = keepers();
    await call(sandbox, program, 2);
    expect(keepers().map(({ pid }) => pid)).toContain(first?.pid);
    for (const name of ['a', 'b']) await call(sandbox, python(`def solve(n): return "${name}"`), 1);
    await until(() => !keepers().some(({ pid }) => pid === first?.pid));
  });

  test('a case runs with nothing of the machine: its own namespaces, no rights, a filter, an unprivileged user', async () => {
    const seen = new AbortController();
    const running = asleep(seen.signal);
    // Also where it fails: a case that goes on would keep the next tests waiting.
    onTestFinished(() => seen.abort(new Error('seen enough')));
    const fieldOf = ({ status }: ProcessEntry, name: string): string =>
      new RegExp(`^${name}:\\s*(.*)$`, 'm').exec(status)?.[1] ?? '';
    // Until its rights are laid down, which comes last, the process is ours, and the program has not begun.
    const confined = (): ProcessEntry | undefined => guests().find((one) => fieldOf(one, 'CapEff') === NO_RIGHTS);
    await until(() => confined() !== undefined);
    const guest = known(confined(), 'the program of the case');
    const field = (name: string): string => fieldOf(guest, name);
    expect(guest.user).not.toBe(0);
    expect(field('CapPrm')).toBe(NO_RIGHTS);
    expect(field('NoNewPrivs')).toBe('1');
    expect(field('Seccomp')).toBe('2');
    for (const space of ['user', 'pid', 'mnt', 'net', 'ipc', 'uts', 'cgroup']) {
      const ours = linkOf(process.pid, `ns/${space}`);
      expect(ours).not.toBe('');
      expect(linkOf(guest.pid, `ns/${space}`), space).not.toBe(ours);
    }
    expect(keepers().map(({ user }) => user)).toContain(guest.user);
    if (isRoot) expect([60_000, 60_001]).toContain(guest.user);
    seen.abort(new Error('seen enough'));
    await expect(running).rejects.toThrow('seen enough');
  });

  test('no case finds the input of another in its memory', async () => {
    const source = `
import ctypes, re
def solve(first, second):
    wanted, found = (first + "-" + second).encode(), 0
    if first == "": return second
    with open("/proc/self/maps") as maps, open("/proc/self/mem", "rb", 0) as memory:
        for line in maps:
            low, high, rights = re.match(r"([0-9a-f]+)-([0-9a-f]+) (\\S+)", line).groups()
            if rights[0] != "r" or "[v" in line: continue
            memory.seek(int(low, 16))
            try: found += memory.read(int(high, 16) - int(low, 16)).count(wanted)
            except OSError: pass
    # The joined text itself is there; how often does not matter, only whether it was before.
    return found
`;
    const program = python(source);
    const alone = await call(sandbox, program, 'parrot', 'sketch');
    await call(sandbox, program, '', 'parrot-sketch');
    await call(sandbox, program, '', 'parrot-sketch');
    const after = await call(sandbox, program, 'parrot', 'sketch');
    expect(alone.answer).toMatchObject({ kind: 'value' });
    expect(after.answer).toEqual(alone.answer);
  });

  test('a wall time that ended beside others is confirmed alone, and then it counts', async () => {
    const slow = call(sandbox, python('import time\ndef solve(n): time.sleep(n)', { limits: { timeMs: 500 } }), 60);
    const honest = Array.from({ length: 6 }, (_, n) => call(sandbox, python('def solve(n): return n'), n));
    expect(await slow).toMatchObject({
      exit: 'time_limit',
      unrepeatable: 'wall_clock',
      message: 'ran longer than 500 ms',
    });
    for (const [n, result] of (await Promise.all(honest)).entries()) {
      expect(result.answer).toEqual({ kind: 'value', value: n });
    }
    // The same box goes on: its own watch has ended the program, not a kill of the box.
    expect(keepers().length).toBeGreaterThan(0);
  });

  test('an aborted run ends at once, and the next one gets a box', async () => {
    const stop = new AbortController();
    const running = asleep(stop.signal);
    await until(() => guests().length > 0);
    stop.abort(new Error('enough'));
    await expect(running).rejects.toThrow('enough');
    await until(() => guests().length === 0);
    expect((await call(sandbox, python('def solve(n): return n'), 4)).answer).toEqual({ kind: 'value', value: 4 });
  });

  test('a box that dies under a run is our trouble', async () => {
    const program = python('import time\ndef solve(n):\n    time.sleep(n)\n    return n');
    const running = call(sandbox, program, 600).catch((problem: unknown) => problem);
    await until(() => guests().length > 0);
    for (const { pid } of keepers()) process.kill(pid, 'SIGKILL');
    const problem = await running;
    expect(problem).toBeInstanceOf(SandboxUnavailable);
    expect(problem).toMatchObject({ diedUnderRun: true });
    expect((await call(sandbox, program, 0)).answer).toEqual({ kind: 'value', value: 0 });
  });

  test('closing leaves no process and no group, and later runs are refused', async () => {
    const other = await createNativeSandbox({ slots: 2 });
    const before = new Set(keepers().map(({ pid }) => pid));
    const groups = new Set(groupFolders());
    await call(other, python('def solve(n): return n'), 1);
    const running = call(other, python('import time\ndef solve(n): time.sleep(n)'), 600).catch(() => 'rejected');
    await until(() => guests().length > 0);
    await other.close();
    expect(await running).toBe('rejected');
    await until(() => keepers().every(({ pid }) => before.has(pid)));
    expect(guests()).toEqual([]);
    expect(groupFolders().filter((name) => !groups.has(name))).toEqual([]);
    await expect(call(other, python('def solve(n): return n'), 1)).rejects.toThrow('closed');
  });

  test('killing the arena in the middle of a case leaves nothing', async () => {
    const script = `
      import { createNativeSandbox } from './server/reviewer/sandbox/native.ts';
      const sandbox = await createNativeSandbox({ slots: 1 });
      const limits = { fuel: 1, timeMs: 600000, memoryBytes: 2 ** 27, answerBytes: 1000, outputBytes: 1000 };
      const source = 'import os, time\\ndef solve():\\n    for _ in range(3): os.fork()\\n    time.sleep(600)';
      console.log('starting');
      await sandbox.run({ language: 'python', environment: { tier: 'native', packages: [], build: [] }, files: { 'a.py': source },
        task: { kind: 'function', file: 'a.py', entry: 'solve', args: [] }, limits });`;
    const arena = spawn(process.execPath, ['--input-type=module', '--eval', script], { cwd: ROOT, stdio: 'ignore' });
    const isGuest = ({ numbers }: ProcessEntry): boolean => numbers.length >= 3 && numbers.at(-1) !== 1;
    let all: ReadonlySet<number>;
    try {
      await until(() => descendants(arena.pid).filter(isGuest).length >= 8);
      all = new Set(descendants(arena.pid).map(({ pid }) => pid));
    } finally {
      arena.kill('SIGKILL');
    }
    await until(() => stillBoxed(all).length === 0);
  });

  test('the next arena sweeps away the groups of one that was killed', () => {
    const { memory } = findCgroupPlace();
    if (memory === null) return;
    const dead = spawnSync('true').pid;
    const folder = join(memory.folder, `arena-box-${dead}-1`);
    spawnSync('mkdir', [folder]);
    expect(existsSync(folder)).toBe(true);
    findCgroupPlace();
    expect(existsSync(folder)).toBe(false);
  });

  test('programs of many authors at once keep their own answers, and each has one box', async () => {
    const programs = Array.from({ length: 5 }, (_, index) => python(`def solve(n): return [${index}, n]`));
    const boxes = new Set<number>();
    const begunAt = performance.now();
    const runs = Array.from({ length: 40 }, async (_, n) => {
      const result = await call(sandbox, programs[n % 5] ?? python(''), n);
      for (const { pid } of keepers()) boxes.add(pid);
      return result;
    });
    for (const [n, result] of (await Promise.all(runs)).entries()) {
      expect(result.answer).toEqual({ kind: 'value', value: [n % 5, n] });
    }
    // Two more are those from before; turns end only where the machine is slow.
    const turns = (2 * (performance.now() - begunAt)) / TURN_MS;
    expect(boxes.size).toBeLessThanOrEqual(programs.length + 2 + Math.floor(turns));
  });

  test('a description says which walls stand', async () => {
    const description = await describeNative();
    expect(description).toMatchObject({ stands: true, walls: sandbox.walls });
    expect(sandbox.walls.join('\n')).toContain(
      isRoot ? 'an unprivileged user id of its own' : 'the user id of the arena',
    );
  });

  test('messages of an exchange are refused, and a run that must be alone is', async () => {
    const request = {
      language: 'python',
      environment: native(),
      files: { 'main.py': 'def solve(): return 1' },
    } as const;
    const task = { kind: 'function', file: 'main.py', entry: 'solve', args: [] } as const;
    const limits = { fuel: 1, timeMs: 20_000, memoryBytes: 1 << 27, answerBytes: 1_000, outputBytes: 1_000 };
    const exchange = async (): Promise<null> => null;
    await expect(sandbox.run({ ...request, task, limits }, { exchange })).rejects.toThrow('carries no messages');
    const results = await Promise.all([
      sandbox.run({ ...request, task, limits }, { alone: true }),
      run(sandbox, request, task),
      sandbox.run({ ...request, task, limits }, { alone: true }),
    ]);
    expect(results.map(({ exit }) => exit)).toEqual(['answered', 'answered', 'answered']);
  });
});
