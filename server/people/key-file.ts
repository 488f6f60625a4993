/** The server's key for what people say: of the environment, or of a file beside the database that only its owner may read. */

import { randomBytes } from 'node:crypto';
import { closeSync, existsSync, fsyncSync, openSync, readFileSync, statSync, writeSync } from 'node:fs';

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

function makeKey(file: string): Buffer {
  const key = newKey();
  const handle = openSync(file, 'wx', OWNER_ONLY);
  try {
    writeSync(handle, `${key.toString('base64')}\n`);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
  return key;
}

/** `mayMake`: nothing was encrypted yet, so a new key loses nothing. */
export function keyOfFile(file: string, mayMake: boolean): Buffer {
  if (!existsSync(file)) {
    if (mayMake) return makeKey(file);
    throw new KeyRefused(`${file} is missing: without it nobody can read what the people of this database said`);
  }
  if ((statSync(file).mode & OTHERS) !== 0) throw new KeyRefused(`${file} may be read by others: chmod 600 it`);
  return keyIn(readFileSync(file, 'utf8'), file);
}
