/** Secrets that are given out, and passwords that people choose: only hashes of either are kept. */

import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';
import { sha256 } from '../kernel/hash.ts';

const SECRET_BYTES = 32;
const SALT_BYTES = 16;
const KEY_BYTES = 32;
/** OWASP's parameters for scrypt: 128 MiB would be N = 2^17; this is N = 2^15, r = 8, p = 3, which costs the same work. */
const COST = { N: 32_768, r: 8, p: 3, maxmem: 67_108_864 };

const derive = promisify<string, Buffer, number, typeof COST, Buffer>(scrypt);

/** A new secret of 256 bits. The prefix says to whoever finds one in a log what it opens. */
export function newSecret(): string {
  return `fla_${randomBytes(SECRET_BYTES).toString('base64url')}`;
}

/** A secret has 256 bits of chance, so one round of a fast hash is enough: there is nothing to guess. */
export function secretHashOf(secret: string): string {
  return sha256(secret);
}

/** `scrypt$salt$key`, both in base64. Unicode spellings of one password are one password. */
export async function passwordHashOf(password: string): Promise<string> {
  const salt = randomBytes(SALT_BYTES);
  const key = await derive(password.normalize('NFKC'), salt, KEY_BYTES, COST);
  return `scrypt$${salt.toString('base64')}$${key.toString('base64')}`;
}

/** Takes as long for a user without a password as for one with: names cannot be told apart by time. */
export async function passwordMatches(password: string, passwordHash: string | null): Promise<boolean> {
  const [, salt = '', wanted = ''] = passwordHash?.split('$') ?? [];
  const key = await derive(password.normalize('NFKC'), Buffer.from(salt, 'base64'), KEY_BYTES, COST);
  const expected = Buffer.from(wanted, 'base64');
  return expected.length === key.length && timingSafeEqual(expected, key);
}
