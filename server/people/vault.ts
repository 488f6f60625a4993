/**
 * What people say is encrypted under a key of each person's own, and those keys under the server's: whoever has the database alone
 * reads nothing, and a person's words are gone with one key. AES-256-GCM throughout; each text is bound to whose it is.
 */

import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto';

const KEY_BYTES = 32;
const IV_BYTES = 12;
const TAG_BYTES = 16;
const FORM = 'v1.';

export interface Vault {
  /** A new key, as it is kept: wrapped for the one it is named for. */
  newKey(owner: string): string;
  /** The text, readable only with the key that was made for `owner`. */
  seal(wrapped: string, owner: string, text: string): string;
  /** Throws where the key is another's, the server's key is another one, or a byte was changed. */
  open(wrapped: string, owner: string, sealed: string): string;
  /** Names what only the holder of the key can name: the same each time, under another key another. 64 hexadecimal digits. */
  nameUnder(wrapped: string, owner: string, text: string): string;
}

function encrypt(key: Buffer, about: string, plain: Buffer): string {
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key, iv);
  cipher.setAAD(Buffer.from(about));
  const body = Buffer.concat([cipher.update(plain), cipher.final()]);
  return FORM + Buffer.concat([iv, cipher.getAuthTag(), body]).toString('base64url');
}

function decrypt(key: Buffer, about: string, text: string): Buffer {
  const bytes = Buffer.from(text.slice(FORM.length), 'base64url');
  const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, IV_BYTES));
  decipher.setAAD(Buffer.from(about));
  decipher.setAuthTag(bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
  return Buffer.concat([decipher.update(bytes.subarray(IV_BYTES + TAG_BYTES)), decipher.final()]);
}

/** The server's key is asked for when it is first needed. */
export function createVault(askKey: () => Buffer): Vault {
  let known: Buffer | null = null;
  const serverKey = (): Buffer => {
    known ??= askKey();
    return known;
  };
  const unwrap = (wrapped: string, owner: string): Buffer => decrypt(serverKey(), `key of ${owner}`, wrapped);
  return {
    newKey: (owner) => encrypt(serverKey(), `key of ${owner}`, randomBytes(KEY_BYTES)),
    seal: (wrapped, owner, text) => encrypt(unwrap(wrapped, owner), owner, Buffer.from(text, 'utf8')),
    open: (wrapped, owner, sealed) => decrypt(unwrap(wrapped, owner), owner, sealed).toString('utf8'),
    nameUnder: (wrapped, owner, text) => createHmac('sha256', unwrap(wrapped, owner)).update(text).digest('hex'),
  };
}
