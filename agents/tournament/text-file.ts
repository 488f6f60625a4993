/** Files that a person named: read and written, or refused in plain words. */

import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { InputError } from './input-error.ts';

export function reasonOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown);
}

/** The text of a file. Throws an `InputError` where it cannot be read. */
export async function readText(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (thrown) {
    const code = thrown instanceof Error && 'code' in thrown ? thrown.code : null;
    if (code === 'ENOENT') throw new InputError(`${file} does not exist`);
    if (code === 'EISDIR') throw new InputError(`${file} is a folder: name a file`);
    throw new InputError(`${file} cannot be read: ${reasonOf(thrown)}`);
  }
}

/** The value in a JSON file. Throws an `InputError` where there is none. */
export async function readJson(file: string): Promise<unknown> {
  const text = await readText(file);
  try {
    return JSON.parse(text);
  } catch (thrown) {
    throw new InputError(`${file} is no JSON: ${reasonOf(thrown)}`);
  }
}

/** Writes a file whole or not at all, its folder with it. Throws an `InputError` where that cannot be. */
export async function writeWhole(file: string, content: string | Uint8Array | Iterable<string>): Promise<void> {
  try {
    await mkdir(dirname(file), { recursive: true });
    await writeFile(`${file}.unfinished`, content);
    await rename(`${file}.unfinished`, file);
  } catch (thrown) {
    throw new InputError(`${file} cannot be written: ${reasonOf(thrown)}`, 64);
  }
}
