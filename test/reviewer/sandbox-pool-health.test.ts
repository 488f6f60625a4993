/** Children that misbehave, die, or have run long enough are replaced; what was asked of them is still answered, once. */

import { execFileSync } from 'node:child_process';
import { getEventListeners } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterAll, afterEach, expect, test } from 'vitest';
import { findBinaries } from '../../server/reviewer/sandbox/embedded/binaries.ts';
import { bootTexts } from '../../server/reviewer/sandbox/embedded/boot-texts.ts';
import { cacheFolder } from '../../server/reviewer/sandbox/embedded/engine-cache.ts';
import { type Pool, startPool } from '../../server/reviewer/sandbox/embedded/pool.ts';
import { DEFAULT_LIMITS, type RunRequest, SandboxUnavailable } from '../../server/reviewer/sandbox.ts';

const folder = mkdtempSync(join(tmpdir(), 'arena-pool-'));
const pools: Pool[] = [];
const start = { paths: findBinaries(), boot: bootTexts() };

afterEach(async () => {
  await Promise.all(pools.splice(0).map((pool) => pool.close()));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function pooled(
  options: { slots?: number; runsPerChild?: number; entry?: string; cache?: null } = {},
): Promise<Pool> {
  const pool = await startPool({ slots: 1, cache: cacheFolder(), start, ...options });
  pools.push(pool);
  return pool;
}

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;
function heapBytes(): number {
  collectGarbage();
  return process.memoryUsage().heapUsed;
}

const SPIN = 'def solve(a):\n    return sum(range(10**13))';
const HONEST = 'def solve(a):\n    return sorted(a)';

function python(source: string, timeMs = 60_000): RunRequest {
  const task = { kind: 'function', file: 'main.py', entry: 'solve', args: [[3, 1, 2]] } as const;
  return { language: 'python', files: { 'main.py': source }, task, limits: { ...DEFAULT_LIMITS, timeMs } };
}

function childrenOf(pid: number): number[] {
  const listed = execFileSync('ps', ['-o', 'pid=,args=', '--ppid', String(pid)]).toString();
  return listed
    .split('\n')
    .filter((line) => line.includes('child.mjs'))
    .map((line) => Number(line.trim().split(/\s+/)[0]));
}

/** A real process in the place of a child: it says `first` at once, and `then` for every chunk that comes after the first second. */
function misbehaving(name: string, first: string, then: string): string {
  const path = join(folder, `${name}.mjs`);
  const source = `
    const say = (...bytes) => process.stdout.write(Buffer.from(bytes));
    let heard = 0;
    let waiting = setTimeout(() => {}, 60_000);
    process.stdin.on('data', (chunk) => {
      heard += 1;
      if (!chunk.includes('misbehave')) return;
      ${then};
    });
    process.stdin.on('end', () => process.exit());
    ${first};`;
  writeFileSync(path, source);
  return path;
}

const READY = 'say(1, 0, 0, 0, 1)';
const HARMLESS = python('# misbehave');

test.each([
  ['nothing but garbage', 'say(3, 0, 0, 0, 99, 1, 2)'],
  ['a frame longer than any can be', 'say(255, 255, 255, 255)'],
  ['a result before it is ready', 'say(1, 0, 0, 0, 3)'],
  ['ready with half a file', 'say(3, 0, 0, 0, 1, 9, 9)'],
])('a child that says %s at its start is no sandbox', async (what, first) => {
  const entry = misbehaving(what.replaceAll(' ', '-'), first, '');
  await expect(pooled({ entry })).rejects.toBeInstanceOf(SandboxUnavailable);
});

test.each([
  ['a damaged result', 'say(44, 0, 0, 0, 3, ...Buffer.alloc(43, 255))'],
  ['ready a second time', READY],
  ['half a frame, and goes', 'say(200, 0, 0, 0, 3); setTimeout(() => process.exit(), 50)'],
  ['nothing, and goes', 'process.exit()'],
])('a child that says %s in the middle of a run is a fault, and the next one is heard', async (what, then) => {
  const pool = await pooled({ entry: misbehaving(what.replaceAll(/\W+/g, '-'), READY, then) });
  for (let round = 0; round < 3; round += 1) {
    await expect(pool.run(HARMLESS)).rejects.toMatchObject({ name: 'SandboxUnavailable', diedUnderRun: true });
  }
});

test('a child that asks again before it got its reply is not to be trusted', async () => {
  const ask = 'say(2, 0, 0, 0, 4, 65, 2, 0, 0, 0, 4, 66)';
  const pool = await pooled({ entry: misbehaving('asks-twice', READY, ask) });
  const heard: string[] = [];
  const exchange = async (message: Uint8Array): Promise<Uint8Array> => {
    heard.push(Buffer.from(message).toString());
    return new Promise(() => {});
  };
  await expect(pool.run(HARMLESS, { exchange })).rejects.toBeInstanceOf(SandboxUnavailable);
  expect(heard).toEqual(['A']);
});

test('a child that answers twice for one run is replaced, and the second answer is nobody\u2019s', async () => {
  const header = '...Buffer.concat([Buffer.of(3, 1, 0), Buffer.alloc(41)])';
  const pool = await pooled({
    entry: misbehaving('answers-twice', READY, `say(44, 0, 0, 0, ${header}, 44, 0, 0, 0, ${header})`),
  });
  for (let round = 0; round < 3; round += 1) expect((await pool.run(HARMLESS)).exit).toBe('compile_error');
});

test('a child that is killed fails what it ran alone; what waits is answered by the next one', async () => {
  const before = new Set(childrenOf(process.pid));
  const pool = await pooled();
  const [child = 0] = childrenOf(process.pid).filter((pid) => !before.has(pid));
  const spinning = pool.run(python(SPIN));
  process.kill(child, 'SIGKILL');
  await expect(spinning).rejects.toMatchObject({ name: 'SandboxUnavailable', diedUnderRun: true });
  const others = await Promise.all(Array.from({ length: 4 }, () => pool.run(python(HONEST))));
  expect(others.map(({ exit }) => exit)).toEqual(Array(4).fill('answered'));
});

test('a program of many that brings down the child is the one that fails, however the others lay around it', async () => {
  const source = `
    const OUTCOME = Buffer.concat([Buffer.of(44, 0, 0, 0, 3, 1, 0), Buffer.alloc(41)]);
    let held = [];
    let text = Buffer.alloc(0);
    process.stdin.on('data', (chunk) => {
      text = Buffer.concat([text, chunk]);
      while (text.length >= 4 && text.length >= 4 + text.readUInt32LE(0)) {
        const body = text.subarray(4, 4 + text.readUInt32LE(0));
        text = text.subarray(4 + body.length);
        if (body[0] === 1 && body.includes('misbehave')) kills = true;
        else if (body[0] === 1 && body.includes('main.py')) kills = false;
        if (body[0] !== 2 || !body.includes('"entry"')) continue;
        if (kills) process.exit(1);
        held.push(OUTCOME);
        if (held.length >= 3 || text.length < 4) process.stdout.write(Buffer.concat(held.splice(0)));
      }
    });
    let kills = false;
    process.stdin.on('end', () => process.exit());
    process.stdout.write(Buffer.of(1, 0, 0, 0, 1));`;
  const entry = join(folder, 'holds-and-dies.mjs');
  writeFileSync(entry, source);
  const pool = await pooled({ entry, cache: null });
  const programs = Array.from({ length: 40 }, (_, at) => python(at % 7 === 5 ? `# misbehave ${at}` : `# fine ${at}`));
  const ended = await Promise.allSettled(programs.map((program) => pool.run(program)));
  expect(ended.map(({ status }) => status)).toEqual(programs.map((_, at) => (at % 7 === 5 ? 'rejected' : 'fulfilled')));
});

test('what a child has run is heard while what lies behind it still spins', async () => {
  const pool = await pooled();
  for (let round = 0; round < 2; round += 1) {
    // So many that the child is known to be quick, and is sent several ahead.
    await Promise.all(Array.from({ length: 60 }, () => pool.run(python(HONEST))));
    const control = new AbortController();
    const honest = [HONEST, HONEST].map((source) => pool.run(python(source)));
    const spin = python(SPIN);
    const endless = { ...spin, limits: { ...spin.limits, fuel: 1e12 } };
    const spinning = pool.run(endless, { signal: control.signal }).then(
      () => 'spun to its end',
      () => 'spun to its end',
    );
    const heard = Promise.all(honest).then(() => 'heard');
    expect(await Promise.race([heard, spinning])).toBe('heard');
    control.abort(new Error('long enough'));
    await spinning;
  }
});

test('a program that asks where nobody answers gets nothing of the programs behind it', async () => {
  const thief = `import os
def solve(a):
    heard = []
    for _ in range(50):
        try:
            os.write(5, b"anybody?")
            heard.append(os.read(5, 100_000).decode("latin-1"))
        except OSError as trouble:
            heard.append(type(trouble).__name__)
    return sorted(set(heard))`;
  const pool = await pooled();
  const runs = Array.from({ length: 20 }, (_, at) =>
    pool.run(python(at % 2 === 0 ? `${thief}#${at}` : `${HONEST}#${at}`)),
  );
  for (const [at, result] of (await Promise.all(runs)).entries()) {
    expect(result.answer).toEqual({ kind: 'value', value: at % 2 === 0 ? ['BrokenPipeError'] : [1, 2, 3] });
  }
});

test('a program that lies behind a slow one is given to a child that has nothing to do', async () => {
  const pool = await pooled({ slots: 2 });
  const control = new AbortController();
  const slow = pool.run(python(SPIN), { signal: control.signal });
  const others = await Promise.all(Array.from({ length: 3 }, () => pool.run(python(HONEST))));
  expect(others.map(({ exit }) => exit)).toEqual(Array(3).fill('answered'));
  control.abort(new Error('long enough'));
  await expect(slow).rejects.toThrow('long enough');
  expect((await pool.run(python(HONEST))).exit).toBe('answered');
});

test('honest programs are answered in the middle of a flood that must run alone', async () => {
  const pool = await pooled({ slots: 2 });
  const ended: string[] = [];
  const flood = Array.from({ length: 4 }, (_, index) =>
    pool.run(python(`${SPIN}\n# ${index}`, 500), { alone: true }).then(() => ended.push('flood')),
  );
  const honest = Array.from({ length: 4 }, () => pool.run(python(HONEST)).then(() => ended.push('honest')));
  await Promise.all([...flood, ...honest]);
  // On however busy a machine: as long as honest ones wait, no two of the flood run one after the other.
  const whileWaiting = ended.slice(0, ended.lastIndexOf('honest')).join(' ');
  expect(whileWaiting).toMatch(/^flood honest/);
  expect(whileWaiting).not.toContain('flood flood');
});

test('a child that has run its share makes room for the next, between two runs', async () => {
  const before = new Set(childrenOf(process.pid));
  const pool = await pooled({ runsPerChild: 5 });
  const seen = new Set<number>();
  for (let round = 0; round < 4; round += 1) {
    const results = await Promise.all(Array.from({ length: 4 }, () => pool.run(python(HONEST))));
    expect(results.every(({ exit }) => exit === 'answered')).toBe(true);
    for (const pid of childrenOf(process.pid)) if (!before.has(pid)) seen.add(pid);
  }
  expect(seen.size).toBeGreaterThan(2);
});

test('a thousand runs under one signal leave no listener, no timer and no heap behind', async () => {
  const pool = await pooled();
  const { signal } = new AbortController();
  const wave = (): Promise<unknown> =>
    Promise.all(Array.from({ length: 200 }, () => pool.run(python(HONEST), { signal })));
  const timers = (): number => process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length;
  await wave();
  const timersBefore = timers();
  const heapBefore = heapBytes();
  for (let round = 0; round < 4; round += 1) await wave();
  expect(getEventListeners(signal, 'abort')).toEqual([]);
  expect(timers()).toBeLessThanOrEqual(timersBefore + 1);
  expect(heapBytes() - heapBefore).toBeLessThan(8_000_000);
});
