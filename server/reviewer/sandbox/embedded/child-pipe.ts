/** The child's end of the pipes to the reviewer: whole frames, read and written while the thread waits. */

import { readSync, writeSync } from 'node:fs';
import { workerData } from 'node:worker_threads';
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

/** Beside the runs themselves, most of what a run costs the reviewer's process is being woken for it. */
const HELD_MAX = 5;
/** Nothing is held for longer while the runner comes by; while it does not, the other thread lets go what is held. */
const HELD_MAX_MS = 10;

/** Frames on their way out, shared with the thread in child.mjs: a lock, a length, and the bytes. */
const shared = workerData as SharedArrayBuffer;
const words = new Int32Array(shared, 0, 2);
const held = new Uint8Array(shared, words.byteLength);
const [LOCK, LENGTH] = [0, 1];
let heldCount = 0;
let heldSince = 0;

function locked(work: () => void): void {
  while (Atomics.compareExchange(words, LOCK, 0, 1) !== 0) Atomics.wait(words, LOCK, 1);
  work();
  Atomics.store(words, LOCK, 0);
  Atomics.notify(words, LOCK);
}

function writeAll(bytes: Uint8Array): void {
  for (let at = 0; at < bytes.length; ) at += writeSync(OUTPUT_FD, bytes, at);
}

function letGo(): void {
  writeAll(held.subarray(0, words[LENGTH]));
  words[LENGTH] = 0;
  heldCount = 0;
}

/** Writes a frame, and before it whatever is held. */
export function writeFrame(frame: Buffer): void {
  locked(() => {
    letGo();
    writeAll(frame);
  });
}

/** Holds a frame back as long as more programs lie here to be run, a few of them at most and not for long. */
export function holdFrame(frame: Buffer): void {
  const now = performance.now();
  const used = words[LENGTH] ?? 0;
  if (used === 0) heldCount = 0;
  if (heldCount === 0) heldSince = now;
  const last = heldCount + 1 >= HELD_MAX || now - heldSince > HELD_MAX_MS || end - start < LENGTH_BYTES;
  if (last || used + frame.length > held.length) {
    writeFrame(frame);
    return;
  }
  locked(() => {
    const at = words[LENGTH] ?? 0;
    held.set(frame, at);
    words[LENGTH] = at + frame.length;
    heldCount += 1;
  });
}
