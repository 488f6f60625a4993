/** Rewrites the memory limits of a WebAssembly binary, so that the engine itself enforces the cap. */

import { assert } from '../../../kernel/assert.ts';
import { readSections, SECTION, unsignedLeb, writeSections } from './metering/wasm-binary.ts';

export const PAGE_BYTES = 65_536;
/** No guest memory is ever larger than this: 512 MiB. */
export const MAX_PAGES = 8_192;

/**
 * The same binary with one memory of `minimum` to `maximum` pages of 64 KiB, without custom sections (names, debug).
 * A truncated binary, or one without a memory of its own, is an error.
 */
export function withMemoryLimits(binary: Uint8Array, minimum: number, maximum: number): Uint8Array<ArrayBuffer> {
  const sections = new Map(readSections(binary));
  assert(sections.has(SECTION.memory), 'the WebAssembly binary has no memory section');
  sections.set(SECTION.memory, Uint8Array.from([1, 1, ...unsignedLeb(minimum), ...unsignedLeb(maximum)]));
  return writeSections(sections);
}
