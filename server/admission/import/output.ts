/** The file that an import writes: whole under its name, or not there at all. */

import { createHash } from 'node:crypto';
import { type FileHandle, open, rename, rm, stat } from 'node:fs/promises';
import { ImportError, reasonOf } from './trouble.ts';

export interface Output {
  write(text: string): Promise<void>;
  /** Gives the file its name; answers the SHA-256 of its bytes. */
  finish(): Promise<string>;
  /** Leaves nothing behind. Does nothing after `finish`. */
  discard(): Promise<void>;
}

/** Texts are gathered so far before they are written. */
const GATHERED_MAX = 1_048_576;

async function exists(file: string): Promise<boolean> {
  try {
    await stat(file);
    return true;
  } catch (thrown) {
    if (thrown instanceof Error && 'code' in thrown && thrown.code === 'ENOENT') return false;
    throw new ImportError(`${file} cannot be written: ${reasonOf(thrown)}`, 64);
  }
}

async function refuseTaken(file: string): Promise<void> {
  if (await exists(file)) throw new ImportError(`${file} exists already: choose another --out, or remove it`, 64);
}

async function opened(file: string): Promise<FileHandle> {
  try {
    return await open(file, 'wx');
  } catch (thrown) {
    throw new ImportError(`${file} cannot be written: ${reasonOf(thrown)}`, 64);
  }
}

/** Throws an `ImportError` where the file is there already or cannot be made. */
export async function openOutput(file: string): Promise<Output> {
  await refuseTaken(file);
  const unfinished = `${file}.${process.pid}.unfinished`;
  const handle = await opened(unfinished);
  const hash = createHash('sha256');
  let gathered: string[] = [];
  let size = 0;
  let isOver = false;

  async function flush(): Promise<void> {
    const text = gathered.join('');
    gathered = [];
    size = 0;
    hash.update(text);
    await handle.appendFile(text);
  }

  return {
    write: async (text) => {
      gathered.push(text);
      size += text.length;
      if (size > GATHERED_MAX) await flush();
    },
    finish: async () => {
      await flush();
      await handle.sync();
      await handle.close();
      isOver = true;
      try {
        await refuseTaken(file);
        await rename(unfinished, file);
      } catch (thrown) {
        await rm(unfinished, { force: true });
        throw thrown;
      }
      return hash.digest('hex');
    },
    discard: async () => {
      if (isOver) return;
      isOver = true;
      await handle.close();
      await rm(unfinished, { force: true });
    },
  };
}
