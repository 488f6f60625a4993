/** Rewrites the memory limits of a WebAssembly binary, so that the engine itself enforces the cap. */

import { assert } from '../../../kernel/assert.ts';

export const PAGE_BYTES = 65_536;
/** No guest memory is ever larger than this: 512 MiB. */
export const MAX_PAGES = 8_192;

const MEMORY_SECTION = 5;
const CUSTOM_SECTION = 0;
const HEADER_BYTES = 8;

/** Reads an unsigned LEB128 number at `at`; gives the value and the position after it. */
function readLeb(bytes: Uint8Array, at: number): { value: number; next: number } {
  let value = 0;
  let scale = 1;
  for (let next = at; next < bytes.length; next += 1) {
    const byte = bytes[next] ?? 0;
    value += (byte & 0x7f) * scale;
    scale *= 0x80;
    if (byte < 0x80) return { value, next: next + 1 };
  }
  throw new RangeError('truncated WebAssembly binary');
}

function leb(value: number): number[] {
  const bytes: number[] = [];
  let rest = value;
  while (rest >= 0x80) {
    bytes.push((rest % 0x80) | 0x80);
    rest = Math.floor(rest / 0x80);
  }
  bytes.push(rest);
  return bytes;
}

/**
 * The same binary with one memory of `minimum` to `maximum` pages of 64 KiB, without custom sections (names, debug).
 * A truncated binary, or one without a memory of its own, is an error.
 */
export function withMemoryLimits(binary: Uint8Array, minimum: number, maximum: number): Uint8Array<ArrayBuffer> {
  const parts: Uint8Array[] = [binary.subarray(0, HEADER_BYTES)];
  let replaced = false;
  for (let at = HEADER_BYTES; at < binary.length; ) {
    const kind = binary[at];
    const { value: size, next: start } = readLeb(binary, at + 1);
    if (kind === MEMORY_SECTION) {
      const body = [1, 1, ...leb(minimum), ...leb(maximum)];
      parts.push(Uint8Array.from([MEMORY_SECTION, ...leb(body.length), ...body]));
      replaced = true;
    } else if (kind !== CUSTOM_SECTION) {
      parts.push(binary.subarray(at, start + size));
    }
    at = start + size;
  }
  assert(replaced, 'the WebAssembly binary has no memory section');
  const joined = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    joined.set(part, offset);
    offset += part.length;
  }
  return joined;
}
