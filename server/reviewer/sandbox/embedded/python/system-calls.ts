/** The remaining calls that the interpreter needs: process end, clock, randomness, environment, memory growth. */

import { ProgramExit } from '../guest-run.ts';
import { hold } from '../memory-files.ts';
import { charged } from '../metering/charges.ts';
import { PAGE_BYTES } from '../wasm-limits.ts';
import {
  clockStartMs,
  ERRNO,
  EXCHANGE_FD,
  fillRandom,
  type Guest,
  growMemory,
  memoryBytes,
  OPEN_FILES_MAX,
  readClock,
  readClockBusy,
  view,
} from './guest.ts';

const ENVIRONMENT = [
  'PYTHONHOME=/usr',
  'PYTHONPATH=/lib/python313.zip',
  'PYTHONHASHSEED=0',
  'PYTHONDONTWRITEBYTECODE=1',
  'PYTHON_COLORS=0',
  'LANG=C.UTF-8',
  'PATH=/',
  'HOME=/',
].map((entry) => Buffer.from(`${entry}\0`));

const ABORT_STATUS = 134;
const NANOSECONDS_PER_MS = 1e6;

const CONTROL = { duplicate: 0, getFlags: 1, setFlags: 2, getStatus: 3, setStatus: 4, duplicateClosing: 1_030 };

function clockTime(guest: Guest, clockId: number, to: number): number {
  const now = readClock(guest) - (clockId === 0 ? 0 : clockStartMs());
  view(guest).setBigUint64(to, BigInt(Math.round(now * NANOSECONDS_PER_MS)), true);
  return 0;
}

function environment(guest: Guest, pointers: number, buffer: number): number {
  let pointer = pointers;
  let at = buffer;
  for (const entry of ENVIRONMENT) {
    view(guest).setUint32(pointer, at, true);
    memoryBytes(guest, at, entry.length).set(entry);
    pointer += 4;
    at += entry.length;
  }
  return 0;
}

/** Splits seconds since the epoch into the fields of `struct tm`, always in UTC. */
function splitTime(guest: Guest, seconds: bigint, to: number): void {
  const date = new Date(Number(seconds) * 1_000);
  const year = date.getUTCFullYear();
  const dayOfYear = Math.floor((Date.UTC(year, date.getUTCMonth(), date.getUTCDate()) - Date.UTC(year, 0, 1)) / 864e5);
  const fields = [
    date.getUTCSeconds(),
    date.getUTCMinutes(),
    date.getUTCHours(),
    date.getUTCDate(),
    date.getUTCMonth(),
    year - 1_900,
    date.getUTCDay(),
    dayOfYear,
    0,
    0,
  ];
  for (const [index, field] of fields.entries()) view(guest).setInt32(to + index * 4, field, true);
}

function joinTime(guest: Guest, from: number): bigint {
  const field = (index: number): number => view(guest).getInt32(from + index * 4, true);
  const ms = Date.UTC(field(5) + 1_900, field(4), field(3), field(2), field(1), field(0));
  return Number.isFinite(ms) ? BigInt(Math.floor(ms / 1_000)) : -1n;
}

/** `fcntl`: flags are not kept; a duplicated descriptor shares its position, as everywhere. */
function control(guest: Guest, fd: number, command: number): number {
  const { state } = guest;
  const opened = state.open.get(fd);
  if (opened === undefined && (fd < 0 || fd > EXCHANGE_FD)) return -ERRNO.EBADF;
  if (command === CONTROL.duplicate || command === CONTROL.duplicateClosing) {
    if (opened === undefined) return -ERRNO.EINVAL;
    if (state.open.size >= OPEN_FILES_MAX) return -ERRNO.EMFILE;
    hold(opened.node);
    state.open.set(state.nextFd, opened);
    state.nextFd += 1;
    return state.nextFd - 1;
  }
  if (command === CONTROL.getStatus) return fd === 0 ? 0 : 1;
  return command === CONTROL.getFlags || command === CONTROL.setFlags || command === CONTROL.setStatus
    ? 0
    : -ERRNO.EINVAL;
}

function end(status: number): never {
  throw new ProgramExit(status);
}

export function systemCalls(guest: Guest): Record<string, (...numbers: never[]) => number | bigint | undefined> {
  return {
    exit: (status: number) => end(status),
    proc_exit: (status: number) => end(status),
    _abort_js: () => end(ABORT_STATUS),
    _Py_emscripten_runtime: () => 0,
    emscripten_date_now: () => readClock(guest),
    emscripten_get_now: () => readClockBusy(guest) - clockStartMs(),
    clock_res_get: (_clock: number, to: number) => {
      view(guest).setBigUint64(to, 1_000n, true);
      return 0;
    },
    clock_time_get: (clock: number, _precision: bigint, to: number) => clockTime(guest, clock, to),
    random_get: (to: number, length: number) => fillRandom(guest, to, length),
    environ_sizes_get: (count: number, size: number) => {
      view(guest).setUint32(count, ENVIRONMENT.length, true);
      view(guest).setUint32(
        size,
        ENVIRONMENT.reduce((sum, entry) => sum + entry.length, 0),
        true,
      );
      return 0;
    },
    environ_get: (pointers: number, buffer: number) => environment(guest, pointers, buffer),
    _tzset_js: (zone: number, daylight: number, standardName: number, daylightName: number) => {
      view(guest).setUint32(zone, 0, true);
      view(guest).setInt32(daylight, 0, true);
      for (const name of [standardName, daylightName]) memoryBytes(guest, name, 4).set(Buffer.from('UTC\0'));
      return undefined;
    },
    _gmtime_js: (seconds: bigint, to: number) => {
      splitTime(guest, seconds, to);
      return undefined;
    },
    _localtime_js: (seconds: bigint, to: number) => {
      splitTime(guest, seconds, to);
      return undefined;
    },
    _mktime_js: (from: number) => joinTime(guest, from),
    emscripten_get_heap_max: () => guest.state.memoryMaxBytes,
    emscripten_resize_heap: (bytes: number) => growMemory(guest, PAGE_BYTES, bytes),
    __syscall_fcntl64: (fd: number, command: number) => control(guest, fd, command),
    __syscall_ioctl: () => -ERRNO.ENOTTY,
    __syscall_poll: (_descriptors: number, _count: number, timeoutMs: number) => {
      if (timeoutMs > 0) guest.state.nowMs += timeoutMs;
      return 0;
    },
    _emscripten_system: () => -1,
    _setitimer_js: () => 0,
    _munmap_js: () => 0,
    _msync_js: () => 0,
    getprotobyname: () => 0,
    _emscripten_runtime_keepalive_clear: () => undefined,
    __call_sighandler: () => undefined,
  };
}

/** Every import of the module: the calls we know, and "not implemented" for all others. Each costs its ticks. */
export function pythonImports(
  module: WebAssembly.Module,
  guest: Guest,
  calls: Record<string, (...numbers: never[]) => number | bigint | undefined>,
): WebAssembly.Imports {
  const denied = (): number => -ERRNO.ENOSYS;
  const imports: Record<string, Record<string, (...numbers: never[]) => unknown>> = {};
  for (const wanted of WebAssembly.Module.imports(module)) {
    const group = imports[wanted.module] ?? {};
    imports[wanted.module] = group;
    group[wanted.name] = calls[wanted.name] ?? denied;
  }
  const tick = (ticks: number): void => guest.state.meter.tick(ticks);
  return Object.fromEntries(Object.entries(imports).map(([name, group]) => [name, charged(group, tick)]));
}
