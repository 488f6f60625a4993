/** The command line as a newcomer meets it: a process of its own, and everything it said. */

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { endingWithTests } from './children.ts';
import { ROOT } from './source-files.ts';

export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export const ENTRY = join(ROOT, 'cli/arena.mjs');

/**
 * Of this process's environment what a command needs and nothing else, with `home` as the user's own folder. Engines that stand
 * booted already are found where they are kept: to boot them anew takes seconds.
 */
export function environmentAt(home: string, more: Readonly<Record<string, string>>): NodeJS.ProcessEnv {
  const kept = process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache');
  return { PATH: process.env.PATH, HOME: home, XDG_CACHE_HOME: kept, ...more };
}

/** Killed at the end of the file's tests unless it has ended by then. */
export function start(command: string, args: readonly string[], cwd: string, env = process.env): ChildProcess {
  return endingWithTests(spawn(command, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] }));
}

export async function ended(child: ChildProcess): Promise<Ended> {
  const said = { stdout: '', stderr: '' };
  child.stdout?.on('data', (chunk) => {
    said.stdout += chunk;
  });
  child.stderr?.on('data', (chunk) => {
    said.stderr += chunk;
  });
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, ...said };
}

/** `arena ARGS` in the folder `cwd`. */
export function arena(cwd: string, ...args: readonly string[]): Promise<Ended> {
  return ended(start(process.execPath, [ENTRY, ...args], cwd));
}
