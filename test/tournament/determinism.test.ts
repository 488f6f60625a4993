/** A tournament is a function of its file: same bytes whatever the machine does, also when it was killed on the way. */

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test, vi } from 'vitest';
import { endingWithTests } from '../helpers/children.ts';
import { runHere } from '../helpers/run-command.ts';
import { ROOT } from '../helpers/source-files.ts';

// Whole runs, some in processes of their own, on a machine that may have other things to do.
vi.setConfig({ testTimeout: 400_000 });
const folder = mkdtempSync(join(tmpdir(), 'arena-tournament-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Writes a tournament of a few projects and returns its file. */
function tournament(name: string, more: string, seed = 'seed-1'): string {
  const file = join(folder, `${name}-${seed}.yaml`);
  writeFileSync(file, `name: ${name}\nseed: ${seed}\nroster: study\n${more}\n`);
  return file;
}

const SOLO = 'protocol: solo\ncorpus: { limit: 3 }\nbaseline: { kind: published }';
const AUCTION = 'protocol: auction\ncorpus: { limit: 5 }\nmarket: { fees: freelancer_com, speed: { batchMs: 60000 } }';

function arena(...args: readonly string[]): ChildProcess {
  return endingWithTests(
    spawn(process.execPath, [join(ROOT, 'cli/arena.mjs'), ...args], { stdio: ['ignore', 'pipe', 'pipe'] }),
  );
}

async function finished(child: ChildProcess): Promise<{ code: number | null; output: string }> {
  let output = '';
  child.stdout?.on('data', (chunk) => {
    output += chunk;
  });
  child.stderr?.on('data', (chunk) => {
    output += chunk;
  });
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, output };
}

/** In this process: what is proved about it needs no other. */
async function play(file: string, out: string): Promise<string> {
  const { code, output } = await runHere([file, '--out', join(folder, out)]);
  expect(code, output).toBe(0);
  return output;
}

/** Every exported log of a run, by name. */
function logs(out: string, name: string): Record<string, string> {
  const dir = join(folder, out, name, 'log');
  return Object.fromEntries(readdirSync(dir).map((log) => [log, readFileSync(join(dir, log), 'utf8')]));
}

/**
 * Holds a process up again and again, for as long as a machine may that has too much to do; its sandboxes go on meanwhile.
 * The returned function ends it.
 */
function holdUp(child: ChildProcess): () => void {
  let held = false;
  const timer = setInterval(() => {
    held = !held;
    child.kill(held ? 'SIGSTOP' : 'SIGCONT');
  }, 40);
  return () => {
    clearInterval(timer);
    child.kill('SIGCONT');
  };
}

test('one worker in peace and two workers in a run that is held up write the same logs', async () => {
  const files = [tournament('solo', SOLO), tournament('auction', AUCTION)];
  const run = (out: string, workers: string) =>
    arena('run', ...files, '--out', join(folder, out), '--workers', workers);
  const quiet = await finished(run('quiet', '1'));
  expect(quiet.code, quiet.output).toBe(0);
  const child = run('loud', '2');
  const letGo = holdUp(child);
  const loud = await finished(child).finally(letGo);
  expect(loud.code, loud.output).toBe(0);
  const standing = (out: string, name: string): string =>
    readFileSync(join(folder, out, name, 'standing.json'), 'utf8');
  for (const name of ['solo', 'auction']) {
    expect(Object.keys(logs('quiet', name)), name).not.toEqual([]);
    expect(logs('loud', name), name).toEqual(logs('quiet', name));
    expect(standing('loud', name), name).toBe(standing('quiet', name));
  }
});

test('another seed writes another log', async () => {
  await play(tournament('solo', SOLO, 'seed-2'), 'other');
  expect(logs('other', 'solo')).not.toEqual(logs('quiet', 'solo'));
});

/** Waits until the run's database holds more than set-up, then kills it without warning. */
async function killOnTheWay(file: string, out: string, afterMs: number): Promise<void> {
  const child = arena('run', file, '--out', join(folder, out));
  const ended = finished(child);
  const manifest = join(folder, out, 'auction', 'manifest.json');
  while (!existsSync(manifest) && child.exitCode === null) await new Promise((wake) => setTimeout(wake, 10));
  await new Promise((wake) => setTimeout(wake, afterMs));
  child.kill('SIGKILL');
  await ended;
}

test('a run that was killed twice goes on where it stopped and writes the same log', async () => {
  const file = tournament('auction', AUCTION);
  await killOnTheWay(file, 'killed', 150);
  await killOnTheWay(file, 'killed', 400);
  await play(file, 'killed');
  expect(logs('killed', 'auction')).toEqual(logs('quiet', 'auction'));
});

test('a finished run only prints its standing again, and another configuration is kept out of its folder', async () => {
  const file = tournament('auction', AUCTION);
  const again = await play(file, 'quiet');
  expect(again).toContain('Human engineer');
  const other = tournament('auction', `${AUCTION}\nverdictMinutes: 7`, 'seed-1');
  const { code, output } = await runHere([other, '--out', join(folder, 'quiet')]);
  expect(code).toBe(64);
  expect(output).toContain('holds another run');
});
