/** The folder of a run: what was asked for, what it ran on, and what came out. A run goes on only with its own folder. */

import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { appendFile, mkdir, readFile, rename, writeFile } from 'node:fs/promises';
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
  readonly dir: string;
  readonly database: string;
  /** Folder for the exported logs. */
  readonly logs: string;
  /** Whether an earlier process began this run. */
  readonly resumed: boolean;
  /** Writes a file whole or not at all. */
  write(name: string, text: string): Promise<void>;
  /** Adds a line of JSON to a file. */
  append(name: string, value: unknown): Promise<void>;
}

/** Where a run may lie: in this folder and no other, or, where that one holds another run, in one beside it. */
export interface RunPlace {
  readonly dir: string;
  readonly strict: boolean;
}

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

/** The identity of the run that lies in the folder; null where there is none. */
async function identityIn(dir: string): Promise<unknown> {
  const file = join(dir, 'manifest.json');
  if (!existsSync(file)) return null;
  const manifest = await readJson(file);
  return manifest !== null && typeof manifest === 'object' && 'identity' in manifest ? manifest.identity : 'unreadable';
}

const identityOf = (inputs: RunInputs): string => sha256(canonicalJson(inputs));

/** What lies in the place already. Makes nothing, and refuses a strict place of another run as `openRunFolder` does. `written`: at its end. */
export async function findRun(
  place: RunPlace,
  inputs: RunInputs,
  written = 'standing.json',
): Promise<'nothing' | 'begun' | 'ended'> {
  const { dir, resumed } = await lookFor(place, identityOf(inputs));
  if (!resumed) return 'nothing';
  return existsSync(join(dir, written)) ? 'ended' : 'begun';
}

async function lookFor({ dir: wanted, strict }: RunPlace, identity: string) {
  const found = await identityIn(wanted);
  const taken = found !== null && found !== identity;
  if (taken && strict) {
    throw new InputError(
      `${wanted} holds another run (other configuration, roster, corpus or sandbox): choose another --out, or remove it`,
      64,
    );
  }
  const dir = taken ? `${wanted}-${identity.slice(0, 8)}` : wanted;
  return { dir, resumed: taken ? (await identityIn(dir)) === identity : found === identity };
}

/** Opens the run's folder, or makes it. Throws an `InputError` when a strict place belongs to another run. */
export async function openRunFolder(place: RunPlace, inputs: RunInputs): Promise<RunFolder> {
  const identity = identityOf(inputs);
  const { dir, resumed } = await lookFor(place, identity);
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

  const manifest = { identity, ...inputs, provenance: await provenance() };
  if (!resumed) await write('manifest.json', `${JSON.stringify(manifest, null, 2)}\n`);
  const append = (name: string, value: unknown): Promise<void> =>
    appendFile(join(dir, name), `${JSON.stringify(value)}\n`);
  return { dir, database: join(dir, 'market.db'), logs, resumed, write, append };
}
