/** The server's key for what people say: of the environment, or of a file beside the database that only its owner may read. */

import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { open, readFile, stat } from 'node:fs/promises';

const KEY_BYTES = 32;
const OWNER_ONLY = 0o600;
const OTHERS = 0o077;

/** The key cannot be used, and why, in words. */
export class KeyRefused extends Error {
  override readonly name = 'KeyRefused';
  readonly exitCode = 65;
}

/** 32 bytes in base64, as `openssl rand -base64 32` prints them. */
export function keyIn(text: string, from: string): Buffer {
  const key = Buffer.from(text.trim(), 'base64');
  if (key.length !== KEY_BYTES || !/^[A-Za-z0-9+/_-]{43}=?$/.test(text.trim())) {
    throw new KeyRefused(
      `${from} holds no key: ${KEY_BYTES} bytes in base64, as \`openssl rand -base64 32\` prints them`,
    );
  }
  return key;
}

export const newKey = (): Buffer => randomBytes(KEY_BYTES);

async function makeKey(file: string): Promise<Buffer> {
  const key = newKey();
  const handle = await open(file, 'wx', OWNER_ONLY);
  try {
    await handle.writeFile(`${key.toString('base64')}\n`);
    await handle.sync();
  } finally {
    await handle.close();
  }
  return key;
}

/** `mayMake`: nothing was encrypted yet, so a new key loses nothing. */
export async function keyOfFile(file: string, mayMake: boolean): Promise<Buffer> {
  if (!existsSync(file)) {
    if (mayMake) return makeKey(file);
    throw new KeyRefused(`${file} is missing: without it nobody can read what the people of this database said`);
  }
  const { mode } = await stat(file);
  if ((mode & OTHERS) !== 0) throw new KeyRefused(`${file} may be read by others: chmod 600 it`);
  return keyIn(await readFile(file, 'utf8'), file);
}
