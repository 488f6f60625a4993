/** The calls of the guest that move bytes: descriptors 0 to 5 are pipes of ours, all others are in-memory files. */

import { MESSAGE_BYTES_MAX } from '../../../sandbox.ts';
import { letGo, writeFileAt } from '../memory-files.ts';
import {
  ANSWER_FD,
  ERRNO,
  EXCHANGE_FD,
  type Guest,
  type GuestState,
  memoryBytes,
  type OpenFile,
  REQUEST_FD,
  view,
} from './guest.ts';

const SOCKET_STREAM = 6;
const REGULAR_FILE = 4;
const STREAMS = new Map([
  [1, 'stdout'],
  [2, 'stderr'],
  [ANSWER_FD, 'answer'],
] as const);

interface Window {
  readonly pointer: number;
  readonly length: number;
}

/** The buffers that a vector of `count` (pointer, length) pairs at `vector` names. */
function windows(guest: Guest, vector: number, count: number): Window[] {
  const memory = view(guest);
  return Array.from({ length: Math.min(count >>> 0, 1_024) }, (_, index) => ({
    pointer: memory.getUint32(vector + index * 8, true),
    length: memory.getUint32(vector + index * 8 + 4, true),
  }));
}

function readInto(guest: Guest, source: Uint8Array, from: number, into: readonly Window[]): number {
  let position = from;
  for (const { pointer, length } of into) {
    const chunk = source.subarray(position, position + length);
    memoryBytes(guest, pointer, chunk.length).set(chunk);
    position += chunk.length;
    if (chunk.length < length) break;
  }
  return Math.max(0, position - from);
}

function pipeOf(state: GuestState, fd: number): GuestState['reply'] | undefined {
  if (fd === 0) return state.stdin;
  if (fd === REQUEST_FD) return state.request;
  return fd === EXCHANGE_FD ? state.reply : undefined;
}

function read(guest: Guest, fd: number, into: readonly Window[], at: number | undefined, result: number): number {
  const { state } = guest;
  const pipe = pipeOf(state, fd);
  const opened = state.open.get(fd);
  let count: number;
  if (pipe !== undefined) {
    if (at !== undefined) return ERRNO.ESPIPE;
    count = readInto(guest, pipe.bytes, pipe.position, into);
    pipe.position += count;
  } else {
    if (opened?.readable !== true) return ERRNO.EBADF;
    if (opened.node.kind !== 'file') return ERRNO.EISDIR;
    count = readInto(guest, opened.node.bytes.subarray(0, opened.node.size), at ?? opened.position, into);
    if (at === undefined) opened.position += count;
  }
  view(guest).setUint32(result, count, true);
  return 0;
}

function writeOpened(guest: Guest, opened: OpenFile, from: readonly Window[], at: number | undefined): number {
  if (!opened.writable || opened.node.kind !== 'file') return -ERRNO.EBADF;
  let position = opened.append ? opened.node.size : (at ?? opened.position);
  const start = position;
  for (const { pointer, length } of from) {
    const fault = writeFileAt(guest.state.tree, opened.node, position, memoryBytes(guest, pointer, length));
    if (fault !== undefined) return -ERRNO[fault];
    position += length;
  }
  if (at === undefined) opened.position = position;
  return position - start;
}

function write(guest: Guest, fd: number, from: readonly Window[], at: number | undefined, result: number): number {
  const stream = STREAMS.get(fd as 1 | 2 | typeof ANSWER_FD);
  let count = 0;
  if (fd === EXCHANGE_FD) {
    const message = Buffer.concat(from.map(({ pointer, length }) => memoryBytes(guest, pointer, length)));
    if (message.length > MESSAGE_BYTES_MAX) return ERRNO.EINVAL;
    const reply = guest.exchange(message);
    if (reply === null) return ERRNO.EPIPE;
    guest.state.reply = { bytes: reply, position: 0 };
    count = message.length;
  } else if (stream !== undefined) {
    if (at !== undefined) return ERRNO.ESPIPE;
    for (const { pointer, length } of from) {
      guest.state.meter.write(stream, memoryBytes(guest, pointer, length).slice());
      count += length;
    }
  } else {
    const opened = guest.state.open.get(fd);
    if (opened === undefined) return ERRNO.EBADF;
    count = writeOpened(guest, opened, from, at);
    if (count < 0) return -count;
  }
  view(guest).setUint32(result, count, true);
  return 0;
}

function close({ state }: Guest, fd: number): number {
  const opened = state.open.get(fd);
  if (opened === undefined) return fd >= 0 && fd <= EXCHANGE_FD ? 0 : ERRNO.EBADF;
  state.open.delete(fd);
  letGo(state.tree, opened.node);
  return 0;
}

function seek(guest: Guest, fd: number, offset: number, whence: number, result: number): number {
  const opened = guest.state.open.get(fd);
  if (opened === undefined) return fd >= 0 && fd <= EXCHANGE_FD ? ERRNO.ESPIPE : ERRNO.EBADF;
  const size = opened.node.kind === 'file' ? opened.node.size : 0;
  const position = offset + (whence === 0 ? 0 : whence === 1 ? opened.position : size);
  if (!Number.isSafeInteger(position) || position < 0 || whence < 0 || whence > 2) return ERRNO.EINVAL;
  opened.position = position;
  view(guest).setBigInt64(result, BigInt(position), true);
  return 0;
}

export function streamCalls(guest: Guest): Record<string, (...numbers: never[]) => number> {
  const vector = (pointer: number, count: number): Window[] => windows(guest, pointer, count);
  return {
    fd_read: (fd: number, iov: number, count: number, result: number) =>
      read(guest, fd, vector(iov, count), undefined, result),
    fd_pread: (fd: number, iov: number, count: number, at: bigint, result: number) =>
      read(guest, fd, vector(iov, count), Number(at), result),
    fd_write: (fd: number, iov: number, count: number, result: number) =>
      write(guest, fd, vector(iov, count), undefined, result),
    fd_pwrite: (fd: number, iov: number, count: number, at: bigint, result: number) =>
      write(guest, fd, vector(iov, count), Number(at), result),
    fd_close: (fd: number) => close(guest, fd),
    fd_seek: (fd: number, offset: bigint, whence: number, result: number) =>
      seek(guest, fd, Number(offset), whence, result),
    fd_sync: () => 0,
    fd_fdstat_get: (fd: number, to: number) => {
      memoryBytes(guest, to, 24).fill(0);
      view(guest).setUint8(to, fd <= EXCHANGE_FD ? SOCKET_STREAM : REGULAR_FILE);
      return 0;
    },
  };
}
