/** Which code and which machine made a run: versions, commit and hardware, and nothing of who sits there. */

import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { availableParallelism, cpus, totalmem } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { sha256 } from '../../server/kernel/hash.ts';

const PROJECT = fileURLToPath(new URL('../../', import.meta.url));

export const codeSchema = z.strictObject({
  /** Version of the project. */
  arena: z.string(),
  node: z.string(),
  platform: z.string(),
  /** Null: no repository, as where a package is installed. */
  commit: z.string().nullable(),
  /** Whether tracked files differ from the commit; null: no repository. */
  changed: z.boolean().nullable(),
  /** sha256 of the lock of all dependencies; null: a package carries none. */
  dependencies: z.string().nullable().default(null),
});
export type Code = z.infer<typeof codeSchema>;

export const machineSchema = z.strictObject({
  /** As the processor calls itself. */
  processor: z.string(),
  /** Of which so many may be used at once. */
  cores: z.int(),
  memoryMiB: z.int(),
});
export type Machine = z.infer<typeof machineSchema>;

function git(...args: readonly string[]): string | null {
  // An installed package often lies in somebody else's repository, whose commit says nothing about it.
  if (!existsSync(join(PROJECT, '.git'))) return null;
  try {
    return execFileSync('git', args, { cwd: PROJECT, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
  } catch {
    // Not a git checkout, or no git: the manifest then says null.
    return null;
  }
}

let code: Promise<Code> | null = null;

/** Of this process: what it has loaded does not change, whatever is written to its files meanwhile. */
export function codeHere(): Promise<Code> {
  code ??= readCode();
  return code;
}

async function readCode(): Promise<Code> {
  const { version } = JSON.parse(await readFile(join(PROJECT, 'package.json'), 'utf8')) as { version: string };
  const lock = join(PROJECT, 'package-lock.json');
  const commit = git('rev-parse', 'HEAD');
  return {
    arena: version,
    node: process.versions.node,
    platform: `${process.platform}-${process.arch}`,
    commit,
    changed: commit === null ? null : git('status', '--porcelain', '--untracked-files=no') !== '',
    dependencies: existsSync(lock) ? sha256(await readFile(lock, 'utf8')) : null,
  };
}

export function machineHere(): Machine {
  return {
    processor: cpus()[0]?.model.trim() ?? 'not said',
    cores: availableParallelism(),
    memoryMiB: Math.round(totalmem() / 2 ** 20),
  };
}
