/** QuickJS: booted once, its memory copied; every run starts from a restored copy of that memory. */

import { assert } from '../../../../kernel/assert.ts';
import type { RunRequest } from '../../../sandbox.ts';
import { encodeFiles } from '../file-list.ts';
import {
  type Engine,
  failedOutcome,
  type GuestOutcome,
  kept,
  LimitReached,
  type Meter,
  NO_LIMITS,
  ProgramExit,
  startMeter,
} from '../guest-run.ts';
import { HOST_CALL_TICKS } from '../metering/charges.ts';
import { FULL_GAUGE, GAUGE_EXPORT } from '../metering/gauge.ts';
import { metered } from '../metering/metered.ts';
import { MAX_PAGES, PAGE_BYTES, withMemoryLimits } from '../wasm-limits.ts';
import { DELIVERY_FOLDER, freshState, type JavascriptGuest, javascriptImports } from './imports.ts';
import { call, copyText, newText, type QuickjsExports, textBytes } from './values.ts';

/** Pages the instance starts with: 4 MiB, so that small programs never grow it. */
const START_PAGES = 64;
/** Half of the stack that the binary has: beyond it recursion is a `RangeError` in the program. */
const STACK_BYTES = 524_288;
const TYPE_MODULE = 1;
const WORK_FOLDER = '/case';
const ENTRY_NAMES = ['enter', 'proceed', 'wake', 'close', 'written', 'compileFailed', 'fail'] as const;

type Entries = Record<(typeof ENTRY_NAMES)[number], number>;

/** Texts of the boot code: the guest's `fs`, and all the rest. */
export interface JavascriptBoot {
  readonly files: string;
  readonly main: string;
  /** A script of ours that runs before the copy is taken; what it sets is there for the programs. */
  readonly preload?: string;
}

interface JavascriptImage {
  readonly memory: Uint8Array;
  readonly stackPointer: number;
  readonly entries: Entries;
}

function newInstance(module: WebAssembly.Module, guest: JavascriptGuest): void {
  const instance = new WebAssembly.Instance(module, javascriptImports(guest));
  guest.exports = instance.exports as QuickjsExports;
}

function evaluate(exports: QuickjsExports, source: string, name: string, flags: number): number {
  const code = copyText(exports, source);
  const path = copyText(exports, name);
  return exports.qjs_eval(code.pointer, code.length, path.pointer, flags);
}

function takeImage(guest: JavascriptGuest, boot: JavascriptBoot): JavascriptImage {
  const { exports } = guest;
  exports._initialize();
  assert(exports.qjs_init() === 0, 'QuickJS does not start');
  if (boot.preload !== undefined) {
    const preloaded = evaluate(exports, boot.preload, 'preload.js', 0);
    assert(exports.qjs_is_exception(preloaded) === 0, 'the preloaded script failed');
  }
  const name = copyText(exports, 'host');
  const host = exports.qjs_new_host_function(name.pointer, name.length, 0);
  const files = evaluate(exports, boot.files, 'files.js', 0);
  const prepared = call(exports, evaluate(exports, boot.main, 'boot.js', 0), [host, files]);
  assert(exports.qjs_is_exception(prepared) === 0, 'the boot code of JavaScript failed');
  const entry = (key: string): number => exports.qjs_get_prop_string(prepared, copyText(exports, key).pointer);
  const entries = Object.fromEntries(ENTRY_NAMES.map((key) => [key, entry(key)])) as Entries;
  const memory = new Uint8Array(exports.memory.buffer);
  let length = memory.length;
  while (length > 0 && memory[length - 1] === 0) length -= 1;
  return { memory: memory.slice(0, length), stackPointer: exports.__stack_pointer.value, entries };
}

/** The request as the boot code reads it: every file that the program can see, by absolute path. */
function requestText({ files, task }: RunRequest): string {
  const place = (folder: string, given: Record<string, string>): [string, string][] =>
    Object.entries(given).map(([path, content]) => [`${folder}/${path}`, content]);
  const work = task.kind === 'files' ? [[WORK_FOLDER, null], ...place(WORK_FOLDER, task.inputFiles)] : [];
  return JSON.stringify({
    kind: task.kind,
    path: `${DELIVERY_FOLDER}/${task.file}`,
    folder: task.kind === 'files' ? WORK_FOLDER : DELIVERY_FOLDER,
    files: [...place(DELIVERY_FOLDER, files), ...work],
    stdin: 'stdin' in task ? task.stdin : '',
    argv: 'argv' in task ? task.argv : [],
    ...(task.kind === 'function' ? { entry: task.entry, args: task.args, wide: task.numbers === 'wide' } : {}),
  });
}

/** Runs promise jobs and timers until none is left or the program has ended. */
function drain(guest: JavascriptGuest, entries: Entries): void {
  const { exports, state } = guest;
  for (;;) {
    while (state.ending === undefined && exports.qjs_is_job_pending() !== 0) {
      state.meter.tick(HOST_CALL_TICKS);
      exports.qjs_execute_pending_job();
    }
    const [reason] = state.rejections.values();
    if (state.ending === undefined && reason !== undefined) call(exports, entries.fail, [reason]);
    if (state.ending !== undefined || exports.qjs_get_bool(call(exports, entries.wake, [])) === 0) return;
  }
}

/** Runs to the end, and says whether the program ended its own process, with status 0. */
function runProgram(guest: JavascriptGuest, entries: Entries, request: RunRequest): boolean {
  try {
    runMain(guest, entries, request);
    return false;
  } catch (error) {
    if (error instanceof ProgramExit && error.status === 0 && request.task.kind !== 'function') return true;
    throw error;
  }
}

function runMain(guest: JavascriptGuest, entries: Entries, request: RunRequest): void {
  const { exports, state } = guest;
  const wantsModule = call(exports, entries.enter, [newText(exports, requestText(request))]);
  if (exports.qjs_is_exception(wantsModule) !== 0) throw new LimitReached('memory_limit', 'out of memory');
  if (exports.qjs_get_bool(wantsModule) !== 0) {
    const source = request.files[request.task.file] ?? '';
    const promise = evaluate(exports, source, `${DELIVERY_FOLDER}/${request.task.file}`, TYPE_MODULE);
    if (exports.qjs_is_exception(promise) !== 0) call(exports, entries.compileFailed, [exports.qjs_get_exception()]);
    else call(exports, entries.proceed, [promise]);
  }
  drain(guest, entries);
  if (state.ending === undefined) call(exports, entries.close, []);
}

type Finding = Pick<GuestOutcome, 'exit' | 'unrepeatable' | 'message' | 'form' | 'answer'>;

/** Checked by hand: the child reads no packages but the engines. */
function isListOfFiles(told: unknown): told is readonly (readonly [string, string])[] {
  const isFile = (one: unknown): boolean =>
    Array.isArray(one) && one.length === 2 && one.every((part) => typeof part === 'string');
  return Array.isArray(told) && told.every(isFile);
}

/** The list of written files as the guest tells it. A program can patch what makes the list, so it may be anything. */
function writtenFiles(guest: JavascriptGuest, entries: Entries): Finding {
  const { exports, state } = guest;
  const text = textBytes(exports, call(exports, entries.written, []));
  let told: unknown;
  try {
    told = JSON.parse(text.toString());
  } catch {
    told = undefined;
  }
  if (!isListOfFiles(told)) return failedOutcome('bad_answer', 'the list of written files is damaged');
  const answer = encodeFiles(told.map(([path, content]) => [path, Buffer.from(content)]));
  state.meter.write('answer', answer);
  return { exit: 'answered', unrepeatable: null, message: '', form: 'files', answer };
}

function answered(guest: JavascriptGuest, entries: Entries, kind: RunRequest['task']['kind']): Finding {
  const right = { exit: 'answered', unrepeatable: null, message: '' } as const;
  if (kind === 'stdio') return { ...right, form: 'text', answer: guest.state.meter.written('stdout') };
  if (kind === 'files') return writtenFiles(guest, entries);
  return { ...right, form: 'json', answer: guest.state.ending?.text ?? new Uint8Array(0) };
}

const EXIT_OF_LETTER = { B: 'bad_answer', C: 'compile_error', E: 'exception', M: 'memory_limit' } as const;

function readEnding(guest: JavascriptGuest, entries: Entries, kind: RunRequest['task']['kind']): Finding {
  const letter = guest.state.ending?.letter ?? '';
  if (letter === (kind === 'function' ? 'A' : 'D')) return answered(guest, entries, kind);
  const exit = Object.hasOwn(EXIT_OF_LETTER, letter)
    ? EXIT_OF_LETTER[letter as keyof typeof EXIT_OF_LETTER]
    : 'bad_answer';
  return failedOutcome(exit, guest.state.ending?.text.toString() ?? 'no answer');
}

/** Whatever came out of the engine: a limit, the program's own end, or trouble of the engine. */
function readThrown(guest: JavascriptGuest, error: unknown): Finding {
  if (error instanceof ProgramExit) return failedOutcome('exited', error.message);
  const limit = guest.state.meter.limitBehind(error);
  if (limit !== undefined) return failedOutcome(limit.exit, limit.message, limit.unrepeatable);
  return failedOutcome('crashed', `the engine crashed: ${String(error)}`);
}

/** Runs the program and reads how it ended. Reading calls into the guest again, and so may be ended by it too. */
function findingOf(guest: JavascriptGuest, entries: Entries, request: RunRequest): Finding {
  const { kind } = request.task;
  try {
    const endedItself = runProgram(guest, entries, request);
    return endedItself ? answered(guest, entries, kind) : readEnding(guest, entries, kind);
  } catch (error) {
    return readThrown(guest, error);
  }
}

/** Boots the engine; it runs one program at a time. */
export function startJavascript(wasm: Uint8Array, boot: JavascriptBoot): Engine {
  const module = new WebAssembly.Module(withMemoryLimits(metered(wasm), START_PAGES, MAX_PAGES));
  const guest = { state: freshState(startMeter(NO_LIMITS, false), {}) } as JavascriptGuest;
  newInstance(module, guest);
  const image = takeImage(guest, boot);
  const startBytes = guest.exports.memory.buffer.byteLength;

  /** A memory that grew cannot shrink, so it is replaced: no run can see how large an earlier one became. */
  function restore(limits: RunRequest['limits']): void {
    if (guest.exports.memory.buffer.byteLength > startBytes) newInstance(module, guest);
    const { exports } = guest;
    exports[GAUGE_EXPORT].value = FULL_GAUGE;
    const missing = startBytes - exports.memory.buffer.byteLength;
    if (missing > 0) exports.memory.grow(missing / PAGE_BYTES);
    const memory = new Uint8Array(exports.memory.buffer);
    memory.set(image.memory);
    memory.fill(0, image.memory.length);
    exports.__stack_pointer.value = image.stackPointer;
    exports.qjs_set_memory_limit(limits.memoryBytes);
    exports.qjs_set_max_stack_size(STACK_BYTES);
    exports.qjs_set_promise_rejection_handler(1);
    exports.qjs_set_module_loader(1);
  }

  function run(request: RunRequest): GuestOutcome {
    const { kind } = request.task;
    restore(request.limits);
    const meter: Meter = startMeter(request.limits, kind === 'stdio', guest.exports[GAUGE_EXPORT]);
    guest.state = freshState(meter, request.files);
    const finding = findingOf(guest, image.entries, request);
    return {
      ...finding,
      stdout: kept(meter.written('stdout')),
      stderr: kept(meter.written('stderr')),
      fuel: meter.fuelUsed(),
      memoryBytes: guest.exports.memory.buffer.byteLength,
    };
  }

  return { run };
}
