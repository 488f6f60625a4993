/** The state behind the imports of one Python instance: its memory, its streams, its files and its clock. */

import { LimitReached, type Meter } from '../guest-run.ts';
import type { FileTree, Node } from '../memory-files.ts';
import { GROWN_PAGE_SHIFT, ticksForBytes } from '../metering/charges.ts';

/** Error numbers of WASI, which this build of CPython uses. */
export const ERRNO = {
  EBADF: 8,
  EEXIST: 20,
  EINVAL: 28,
  EISDIR: 31,
  EMFILE: 33,
  ENOENT: 44,
  ENOSPC: 51,
  ENOSYS: 52,
  ENOTDIR: 54,
  ENOTEMPTY: 55,
  ENOTTY: 59,
  EPIPE: 64,
  EROFS: 69,
  ESPIPE: 70,
} as const;

/** File descriptors that the boot code knows: what to do is read from 3, the answer is written to 4. */
export const REQUEST_FD = 3;
export const ANSWER_FD = 4;
/** A write to 5 sends one message to the other side of an exchange and waits; what it replied is then read from 5. */
export const EXCHANGE_FD = 5;
export const FIRST_FREE_FD = 6;
export const OPEN_FILES_MAX = 64;

export interface OpenFile {
  readonly node: Node;
  readonly path: readonly string[];
  readonly append: boolean;
  readonly readable: boolean;
  readonly writable: boolean;
  position: number;
}

/** What changes from run to run. */
export interface GuestState {
  meter: Meter;
  tree: FileTree;
  /** The working folder, absolute. */
  folder: string;
  stdin: { readonly bytes: Uint8Array; position: number };
  request: { readonly bytes: Uint8Array; position: number };
  reply: { bytes: Uint8Array; position: number };
  open: Map<number, OpenFile>;
  nextFd: number;
  /** Virtual milliseconds since the Unix epoch: they pass by being read, and by sleeping. */
  nowMs: number;
  busyReads: number;
  busyStepMs: number;
  randomState: number;
  memoryMaxBytes: number;
  memoryRefused: boolean;
}

export interface Guest {
  state: GuestState;
  memory: WebAssembly.Memory;
  /** Asks the other side of the exchange; null: nobody is there. */
  readonly exchange: (message: Uint8Array) => Uint8Array | null;
  /** Called on every read of the clock; the boot takes its snapshot from inside it. */
  onClock: () => void;
}

const CLOCK_START_MS = 1_735_689_600_000;
const CLOCK_STEP_MS = 0.001;
const BUSY_READS_MAX = 64;
const BUSY_STEP_MAX_MS = 1e9;
const RANDOM_SEED = 0x5eed;

export function freshState(
  meter: Meter,
  tree: FileTree,
  input: { folder: string; stdin: Uint8Array; request: Uint8Array; memoryMaxBytes: number },
): GuestState {
  return {
    meter,
    tree,
    folder: input.folder,
    stdin: { bytes: input.stdin, position: 0 },
    request: { bytes: input.request, position: 0 },
    reply: { bytes: new Uint8Array(0), position: 0 },
    open: new Map(),
    nextFd: FIRST_FREE_FD,
    nowMs: CLOCK_START_MS,
    busyReads: 0,
    busyStepMs: CLOCK_STEP_MS,
    randomState: RANDOM_SEED,
    memoryMaxBytes: input.memoryMaxBytes,
    memoryRefused: false,
  };
}

export function clockStartMs(): number {
  return CLOCK_START_MS;
}

/** Reads the virtual clock in milliseconds. A wait begins and ends with it, so it is no part of one. */
export function readClock(guest: Guest): number {
  guest.onClock();
  guest.state.busyReads = 0;
  guest.state.busyStepMs = CLOCK_STEP_MS;
  guest.state.nowMs += CLOCK_STEP_MS;
  return guest.state.nowMs;
}

/** A read from inside a C-level wait: after a burst of them the clock runs ahead, so that sleeping ends at once. */
export function readClockBusy(guest: Guest): number {
  const { state } = guest;
  state.busyReads += 1;
  if (state.busyReads > BUSY_READS_MAX) {
    state.busyStepMs = Math.min(state.busyStepMs * 1.5, BUSY_STEP_MAX_MS);
  }
  state.nowMs += state.busyStepMs;
  return state.nowMs;
}

/** Fills memory with a fixed sequence (a linear congruential generator), a tick for each byte: seeds are equal in every run. */
export function fillRandom(guest: Guest, pointer: number, length: number): number {
  guest.state.meter.tick(length >>> 0);
  const bytes = memoryBytes(guest, pointer, length);
  for (let index = 0; index < bytes.length; index += 1) {
    guest.state.randomState = (Math.imul(guest.state.randomState, 1_664_525) + 1_013_904_223) >>> 0;
    bytes[index] = guest.state.randomState >>> 24;
  }
  return 0;
}

/** Decides over a request for more memory; a refused one is a `MemoryError` in the program. */
export function growMemory(guest: Guest, pageBytes: number, wanted: number): number {
  const bytes = wanted >>> 0;
  const now = guest.memory.buffer.byteLength;
  const limit = guest.state.memoryMaxBytes;
  if (bytes > limit) {
    guest.state.memoryRefused = true;
    return 0;
  }
  const target = Math.min(Math.floor(limit / pageBytes) * pageBytes, Math.max(bytes, Math.floor(now * 1.2)));
  const pages = Math.ceil((target - now) / pageBytes);
  guest.state.meter.tick(pages << GROWN_PAGE_SHIFT);
  try {
    guest.memory.grow(pages);
    return 1;
  } catch {
    throw new LimitReached('memory_limit', 'the engine has no memory left');
  }
}

export function view(guest: Guest): DataView {
  return new DataView(guest.memory.buffer);
}

/**
 * A live window on guest memory, whose bytes are about to be moved; one that reaches outside throws, which ends the run as
 * crashed.
 */
export function memoryBytes(guest: Guest, pointer: number, length: number): Uint8Array {
  guest.state.meter.tick(ticksForBytes(length >>> 0));
  return new Uint8Array(guest.memory.buffer, pointer >>> 0, length >>> 0);
}

/** The zero-terminated UTF-8 text at `pointer`. */
export function readText(guest: Guest, pointer: number): string {
  const bytes = new Uint8Array(guest.memory.buffer);
  const end = bytes.indexOf(0, pointer >>> 0);
  guest.state.meter.tick(ticksForBytes(Math.max(0, end - (pointer >>> 0))));
  return Buffer.from(bytes.subarray(pointer >>> 0, end)).toString('utf8');
}
