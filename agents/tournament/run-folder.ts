/** The folder of a run: what was asked for, what it ran on, and what came out. A run goes on only with its own folder. */

import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { canonicalJson, sha256 } from '../../server/kernel/hash.ts';
import { InputError } from './input-error.ts';
import { readJson, reasonOf } from './text-file.ts';

const PROJECT = fileURLToPath(new URL('../../', import.meta.url));

/** What makes two runs the same run: nothing of the machine, nothing of how fast it goes. */
export interface RunInputs {
  readonly config: unknown;
  readonly roster: unknown;
  readonly corpusHash: string;
  readonly sandboxImage: string;
}

export interface RunFolder {
  readonly database: string;
  /** Folder for the exported logs. */
  readonly logs: string;
  /**
   * Says which run the folder is for. Returns whether an earlier process began it; throws an `InputError` when the
   * folder belongs to another run.
   */
  claim(inputs: RunInputs): Promise<'new' | 'resumed'>;
  /** Writes a file whole or not at all. */
  write(name: string, text: string): Promise<void>;
}

function git(...args: readonly string[]): string | null {
  try {
    return execFileSync('git', args, { cwd: PROJECT, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
  } catch {
    // Not a git checkout, or no git: the manifest then says null.
    return null;
  }
}

/** Which code ran: commit, whether files were changed since, versions. */
async function provenance(): Promise<Record<string, unknown>> {
  const { version } = JSON.parse(await readFile(join(PROJECT, 'package.json'), 'utf8')) as { version: string };
  const commit = git('rev-parse', 'HEAD');
  const changed = commit === null ? null : git('status', '--porcelain', '--untracked-files=no') !== '';
  return {
    arena: version,
    node: process.versions.node,
    platform: `${process.platform}-${process.arch}`,
    commit,
    changed,
  };
}

export async function openRunFolder(dir: string): Promise<RunFolder> {
  const manifestFile = join(dir, 'manifest.json');
  const logs = join(dir, 'log');
  try {
    await mkdir(logs, { recursive: true });
  } catch (thrown) {
    throw new InputError(`${dir} cannot be made: ${reasonOf(thrown)}. Choose another --out`, 64);
  }

  async function write(name: string, text: string): Promise<void> {
    const file = join(dir, name);
    await writeFile(`${file}.unfinished`, text);
    await rename(`${file}.unfinished`, file);
  }

  async function claim(inputs: RunInputs): Promise<'new' | 'resumed'> {
    const identity = sha256(canonicalJson(inputs));
    if (!existsSync(manifestFile)) {
      const manifest = { identity, ...inputs, provenance: await provenance() };
      await write('manifest.json', `${JSON.stringify(manifest, null, 2)}\n`);
      return 'new';
    }
    const earlier = await readJson(manifestFile);
    if (earlier !== null && typeof earlier === 'object' && 'identity' in earlier && earlier.identity === identity) {
      return 'resumed';
    }
    throw new InputError(
      `${dir} holds another run (other configuration, roster, corpus or sandbox): choose another --out, or remove it`,
      64,
    );
  }

  return { database: join(dir, 'market.db'), logs, claim, write };
}
