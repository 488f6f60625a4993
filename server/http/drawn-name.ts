/** Names that nobody can guess and nobody has used: 128 bits of chance, drawn for many of them at once. */

import { randomFillSync } from 'node:crypto';

const NAME_BYTES = 16;
/** Each draw costs as much as hundreds of names do. */
const pool = Buffer.alloc(NAME_BYTES * 512);
let used = pool.length;

/** 32 hexadecimal digits. */
export function drawnName(): string {
  if (used === pool.length) {
    randomFillSync(pool);
    used = 0;
  }
  used += NAME_BYTES;
  return pool.toString('hex', used - NAME_BYTES, used);
}
