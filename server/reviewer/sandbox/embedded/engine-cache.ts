/**
 * What an engine would have to make anew in every process, kept in a folder of the user. A file there is believed only when its
 * sha256 is the one written here, so whoever can change the folder can make a start slower and nothing else.
 */

import { randomUUID } from 'node:crypto';
import { closeSync, constants, fstatSync, openSync, readFileSync } from 'node:fs';
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import { isAbsolute, join } from 'node:path';
import { sha256 } from '../../../kernel/hash.ts';

interface Pin {
  readonly sha256: string;
  readonly bytes: number;
}

/** The image of the sandbox that the pins below belong to: with any other, nothing that was kept is looked at. */
export const KEPT_FOR = 'fd7da32ea3ca59f069326cb3485c5216846111f3d10e57cc7c010182d43170d8';

/** Equal on every machine for equal binaries and boot code; test/reviewer/engine-cache.test.ts makes them anew and says what to write. */
export const KEPT = {
  /** The binary of Python as it runs. */
  pythonCode: { sha256: '2a386a218d4f56329fedd062b9df629c1c718272c1515f42f085636057eecad5', bytes: 6136903 },
  /** The booted Python, see `encodeImage`. */
  pythonImage: { sha256: '3031abcc1f52331137dea05a1d5e9df23c737aa5b8fe39a8a74956cc4219c2ff', bytes: 10936297 },
} as const satisfies Record<string, Pin>;

type KeptName = keyof typeof KEPT;
/** Names of `KEPT` and their bytes. */
export type Kept = ReadonlyMap<string, Uint8Array>;

const KEPT_NAMES = Object.keys(KEPT) as KeptName[];
/** Files of one name that stay: those of other versions of this project are in use as well. */
const VERSIONS_MAX = 4;
const STALE_MS = 3_600_000;
/** A link is not followed, and opening a pipe does not wait for somebody to write into it. */
const READ_FLAGS = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);

function isKeptName(name: string): name is KeptName {
  return Object.hasOwn(KEPT, name);
}

/** The folder of this user on this system, or null where there is none. Relative settings are ignored, as the XDG rules ask. */
export function cacheFolder(
  env: Readonly<Record<string, string | undefined>> = process.env,
  platform: NodeJS.Platform = process.platform,
): string | null {
  const home = env.HOME ?? env.USERPROFILE ?? homedir();
  const ofSystem = { win32: join(home, 'AppData', 'Local'), darwin: join(home, 'Library', 'Caches') };
  const given = platform === 'win32' ? env.LOCALAPPDATA : env.XDG_CACHE_HOME;
  const usual = platform === 'win32' || platform === 'darwin' ? ofSystem[platform] : join(home, '.cache');
  const base = given !== undefined && isAbsolute(given) ? given : usual;
  return isAbsolute(base) ? join(base, 'freelance-arena') : null;
}

/** The file's name says which version it holds; that it really does is for the hash to say. */
export function keptPath(folder: string, name: KeptName): string {
  return join(folder, `${name}-${KEPT[name].sha256.slice(0, 16)}`);
}

const isPinned = (name: KeptName, bytes: Uint8Array): boolean =>
  bytes.length === KEPT[name].bytes && sha256(bytes) === KEPT[name].sha256;

function readOne(folder: string, name: KeptName): Uint8Array | null {
  let file: number | undefined;
  try {
    file = openSync(keptPath(folder, name), READ_FLAGS);
    const found = fstatSync(file);
    // The size first: what is not even of the right length is not read at all.
    if (!found.isFile() || found.size !== KEPT[name].bytes) return null;
    const bytes = readFileSync(file);
    return isPinned(name, bytes) ? bytes : null;
  } catch {
    // Whatever the reason, there is nothing to be used, and the engine makes its own.
    return null;
  } finally {
    if (file !== undefined) closeSync(file);
  }
}

/** What lies in the folder and is exactly what is pinned. Missing, damaged and foreign files are as good as none. */
export function readKept(folder: string | null): Kept {
  const kept = new Map<KeptName, Uint8Array>();
  for (const name of folder === null ? [] : KEPT_NAMES) {
    const bytes = readOne(folder ?? '', name);
    if (bytes !== null) kept.set(name, bytes);
  }
  return kept;
}

async function writeOne(folder: string, name: KeptName, bytes: Uint8Array): Promise<void> {
  const unfinished = join(folder, `${name}-${randomUUID()}.new`);
  try {
    const file = await open(unfinished, 'wx', 0o600);
    try {
      await file.writeFile(bytes);
    } finally {
      await file.close();
    }
    await rename(unfinished, keptPath(folder, name));
  } catch (problem) {
    await rm(unfinished, { force: true });
    throw problem;
  }
}

/** Removes the oldest files of this name, and what a process left that ended while it wrote. */
async function tidy(folder: string, name: KeptName): Promise<void> {
  const mine = (await readdir(folder)).filter((file) => file.startsWith(`${name}-`));
  const files: { readonly path: string; readonly at: number }[] = [];
  for (const path of mine.map((file) => join(folder, file))) {
    // Another process that writes at this moment may have renamed or removed it.
    const found = await stat(path).catch(() => null);
    if (found !== null) files.push({ path, at: found.mtimeMs });
  }
  const left = files.filter(({ path, at }) => path.endsWith('.new') && Date.now() - at > STALE_MS);
  const whole = files.filter(({ path }) => !path.endsWith('.new')).toSorted((one, other) => other.at - one.at);
  for (const { path } of [...left, ...whole.slice(VERSIONS_MAX)]) await rm(path, { force: true });
}

/**
 * Keeps what is pinned of `made`: whole files or none, also when several processes write at once. Settles with what could not be
 * kept, and why: a folder that cannot be written to costs the next start its time, and harms nothing.
 */
export async function writeKept(folder: string, made: Kept): Promise<readonly string[]> {
  const troubles: string[] = [];
  for (const [name, bytes] of made) {
    try {
      if (!isKeptName(name) || !isPinned(name, bytes)) throw new Error('not the pinned bytes');
      await mkdir(folder, { recursive: true, mode: 0o700 });
      await writeOne(folder, name, bytes);
      await tidy(folder, name);
    } catch (problem) {
      troubles.push(`${name}: ${String(problem)}`);
    }
  }
  return troubles;
}
