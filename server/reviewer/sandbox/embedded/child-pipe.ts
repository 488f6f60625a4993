/** The child's end of the pipes to the reviewer: whole frames, read and written while the thread waits. */

import { readSync, writeSync } from 'node:fs';
import { LENGTH_BYTES } from './frames.ts';

const INPUT_FD = 0;
const OUTPUT_FD = 1;
const BUFFER_BYTES = 65_536;

/** What has been read and not been taken; it may hold the beginning of what was sent ahead. */
const buffer = Buffer.alloc(BUFFER_BYTES);
let start = 0;
let end = 0;

/** Reads at least until `wanted` bytes of `into` are filled; the reviewer closing the pipe ends this process. */
function fill(into: Buffer, filled: number, wanted: number): number {
  let count = filled;
  while (count < wanted) {
    const read = readSync(INPUT_FD, into, count, into.length - count, null);
    if (read === 0) process.exit(0);
    count += read;
  }
  return count;
}

/** The next `size` bytes. A short piece is a window on the buffer: it holds until the next one is taken. */
function take(size: number): Buffer {
  if (size > BUFFER_BYTES) {
    const large = Buffer.allocUnsafe(size);
    const held = buffer.copy(large, 0, start, end);
    start = 0;
    end = 0;
    fill(large, held, size);
    return large;
  }
  if (end - start < size) {
    buffer.copyWithin(0, start, end);
    end = fill(buffer, end - start, size);
    start = 0;
  }
  start += size;
  return buffer.subarray(start - size, start);
}

export function readFrame(): Buffer {
  return take(take(LENGTH_BYTES).readUInt32LE(0));
}

export function writeFrame(frame: Buffer): void {
  for (let at = 0; at < frame.length; ) at += writeSync(OUTPUT_FD, frame, at);
}
