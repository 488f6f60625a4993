/** CPython: booted once, its memory copied; every run is one call into a restored copy of that memory. */

import { assert, known } from '../../../../kernel/assert.ts';
import type { RunRequest } from '../../../sandbox.ts';
import { type Engine, type GuestOutcome, kept, type Meter, NO_LIMITS, startMeter } from '../guest-run.ts';
import {
  addFile,
  addFolder,
  changedFiles,
  emptyTree,
  type FileTree,
  type FolderNode,
  placeFiles,
} from '../memory-files.ts';
import { GAUGE_EXPORT, type Gauge } from '../metering/gauge.ts';
import { metered } from '../metering/metered.ts';
import { MAX_PAGES, PAGE_BYTES, withMemoryLimits } from '../wasm-limits.ts';
import { fileCalls } from './file-calls.ts';
import { freshState, type Guest } from './guest.ts';
import type { PythonImage } from './image.ts';
import { type Ending, readOutcome } from './outcome.ts';
import { streamCalls } from './stream-calls.ts';
import { pythonImports, systemCalls } from './system-calls.ts';
import { addTimeZones } from './time-zones.ts';

/** Pages the instance starts with: the image and 4 MiB of room, so that small programs never grow it. */
const START_PAGES = 224;
/** In bytes; the compiler of the binary counts on it. */
const STACK_ALIGNMENT = 16;
/** Offset of `tp_repr` in CPython's type object (32-bit). */
const TYPE_REPR_OFFSET = 44;
const DELIVERY_FOLDER = '/delivery';
const WORK_FOLDER = '/case';

/** Texts of ours that the image begins with: modules by name, each after those that it imports, and the main program. */
export interface PythonBoot {
  readonly modules: Readonly<Record<string, string>>;
  readonly main: string;
}

export interface PythonParts {
  readonly wasm: Uint8Array;
  /** What `pythonCode` made of it, where it was kept. */
  readonly code?: Uint8Array | undefined;
  readonly library: Uint8Array;
  readonly boot: PythonBoot;
  /** The text of a module that the library lacks (see `sysconfigdata.py`), and the zones that `zoneinfo` reads. */
  readonly buildFacts: string;
  readonly timeZones: Uint8Array;
  /** Asks the other side of a running program's exchange; null: nobody is there. */
  readonly exchange: (message: Uint8Array) => Uint8Array | null;
}

interface PythonExports {
  readonly memory: WebAssembly.Memory;
  readonly __indirect_function_table: WebAssembly.Table;
  readonly [GAUGE_EXPORT]: Gauge;
  __wasm_call_ctors(): void;
  __main_argc_argv(count: number, values: number): number;
  _emscripten_stack_alloc(bytes: number): number;
  _emscripten_stack_restore(pointer: number): void;
}

class SnapshotTaken extends Error {
  override readonly name = 'SnapshotTaken';
}

function newInstance(module: WebAssembly.Module, guest: Guest): PythonExports {
  const calls = { ...systemCalls(guest), ...streamCalls(guest), ...fileCalls(guest) };
  const instance = new WebAssembly.Instance(module, pythonImports(module, guest, calls));
  const exports = instance.exports as unknown as PythonExports;
  guest.memory = exports.memory;
  return exports;
}

/** The folders that the interpreter itself needs; they hold no more than its own library. */
function libraryTree({ library, buildFacts, timeZones }: PythonParts): FileTree {
  const tree = emptyTree();
  addFile(tree, addFolder(tree, tree.root, 'lib', false), 'python313.zip', library, false);
  const system = addFolder(tree, tree.root, 'usr', false);
  const home = addFolder(tree, addFolder(tree, system, 'lib', false), 'python3.13', false);
  addFile(tree, home, 'os.py', new Uint8Array(0), false);
  addFolder(tree, home, 'lib-dynload', false);
  addFile(tree, home, '_sysconfigdata__emscripten_wasm32-emscripten.py', Buffer.from(buildFacts), false);
  addTimeZones(tree, addFolder(tree, system, 'share', false), timeZones);
  return tree;
}

/** A tree for one run: the library shared, everything else new. */
function runTree(library: FileTree, request: RunRequest): { tree: FileTree; work: FolderNode | undefined } {
  const tree = emptyTree();
  for (const [name, node] of library.root.entries) tree.root.entries.set(name, node);
  tree.nextId = library.nextId;
  placeFiles(tree, addFolder(tree, tree.root, DELIVERY_FOLDER.slice(1), false), request.files);
  if (request.task.kind !== 'files') return { tree, work: undefined };
  const work = addFolder(tree, tree.root, WORK_FOLDER.slice(1), true);
  placeFiles(tree, work, request.task.inputFiles);
  addFolder(tree, tree.root, 'tmp', true);
  return { tree, work };
}

/** What the boot code reads: which file to run and how. Never an expected value; the request does not carry one. */
function requestText({ files, task }: RunRequest): string {
  const called =
    task.kind === 'function'
      ? { entry: task.entry, args: task.args, wide: task.numbers === 'wide' }
      : task.kind === 'calls'
        ? { names: task.names }
        : {};
  const argv = 'argv' in task ? task.argv : [];
  const path = `${DELIVERY_FOLDER}/${task.file}`;
  return JSON.stringify({ kind: task.kind, path, source: files[task.file] ?? '', argv, ...called });
}

function newGuest(tree: FileTree, meter: Meter, exchange: Guest['exchange']): Guest {
  const nothing = new Uint8Array(0);
  const input = { folder: '/', stdin: nothing, request: nothing, memoryMaxBytes: MAX_PAGES * PAGE_BYTES };
  const memory = new WebAssembly.Memory({ initial: 0 });
  return { state: freshState(meter, tree, input), memory, exchange, onClock: () => {} };
}

function callMain(guest: Guest, exports: PythonExports, values: readonly string[]): void {
  const pointers = values.map((value) => {
    const bytes = Buffer.from(`${value}\0`);
    const pointer = exports._emscripten_stack_alloc(bytes.length);
    new Uint8Array(guest.memory.buffer).set(bytes, pointer);
    return pointer;
  });
  const list = exports._emscripten_stack_alloc((pointers.length + 1) * 4);
  const memory = new DataView(guest.memory.buffer);
  for (const [index, pointer] of [...pointers, 0].entries()) memory.setUint32(list + index * 4, pointer, true);
  exports.__main_argc_argv(pointers.length, list);
}

function withoutTrailingZeros(memory: Uint8Array): Uint8Array {
  let length = memory.length;
  while (length > 0 && memory[length - 1] === 0) length -= 1;
  return memory.slice(0, length);
}

/** Boots the interpreter and copies its memory in the middle of the boot code's last call. */
function takeImage(module: WebAssembly.Module, library: FileTree, boot: PythonBoot): PythonImage {
  const meter = startMeter(NO_LIMITS, false);
  const guest = newGuest(library, meter, () => null);
  // The main program is an argument, and arguments lie on the stack that every run has to make do with: it stays small.
  guest.state.request = { bytes: Buffer.from(JSON.stringify(boot.modules)), position: 0 };
  const exports = newInstance(module, guest);
  guest.onClock = () => {
    if (meter.written('answer').length > 0) throw new SnapshotTaken();
  };
  exports.__wasm_call_ctors();
  try {
    callMain(guest, exports, ['python', '-S', '-c', boot.main]);
  } catch (error) {
    if (!(error instanceof SnapshotTaken)) throw error;
  }
  const [entry, type, stackEnd] = Buffer.from(meter.written('answer')).toString().split(' ').map(Number);
  assert(
    entry && type && stackEnd,
    `the boot code of Python failed: ${Buffer.from(meter.written('stderr')).toString()}`,
  );
  return {
    memory: withoutTrailingZeros(new Uint8Array(guest.memory.buffer)),
    stackPointer: stackEnd - (stackEnd % STACK_ALIGNMENT),
    entry,
    slot: new DataView(guest.memory.buffer).getUint32(type + TYPE_REPR_OFFSET, true),
  };
}

export interface PythonEngine extends Engine {
  readonly image: PythonImage;
  readonly code: Uint8Array;
}

/** The binary as it runs, metered and with a cap on its memory. Equal for equal binaries; other processes may keep it. */
function pythonCode(wasm: Uint8Array): Uint8Array<ArrayBuffer> {
  return withMemoryLimits(metered(wasm), START_PAGES, MAX_PAGES);
}

/** Starts from `image`, or boots one first. One engine runs one program at a time. */
export function startPython(parts: PythonParts, givenImage?: PythonImage): PythonEngine {
  const code = parts.code === undefined ? pythonCode(parts.wasm) : new Uint8Array(parts.code);
  const module = new WebAssembly.Module(code);
  const library = libraryTree(parts);
  const image = givenImage ?? takeImage(module, library, parts.boot);
  const guest = newGuest(library, startMeter(NO_LIMITS, false), parts.exchange);
  let exports = newInstance(module, guest);

  /** A memory that grew cannot shrink, so it is replaced: no run can see how large an earlier one became. */
  function restore(): void {
    if (guest.memory.buffer.byteLength > START_PAGES * PAGE_BYTES) exports = newInstance(module, guest);
    const memory = new Uint8Array(guest.memory.buffer);
    memory.set(image.memory);
    memory.fill(0, image.memory.length);
    exports._emscripten_stack_restore(image.stackPointer);
  }

  function run(request: RunRequest): GuestOutcome {
    const { task } = request;
    restore();
    const { tree, work } = runTree(library, request);
    const meter = startMeter(request.limits, task.kind === 'stdio', exports[GAUGE_EXPORT]);
    guest.state = freshState(meter, tree, {
      folder: work === undefined ? DELIVERY_FOLDER : WORK_FOLDER,
      stdin: Buffer.from('stdin' in task ? task.stdin : ''),
      request: Buffer.from(requestText(request)),
      memoryMaxBytes: request.limits.memoryBytes,
    });
    const call = known(exports.__indirect_function_table.get(image.slot), 'the entry of the boot code');
    let ending: Ending;
    try {
      ending = { kind: 'returned', value: call(image.entry) };
    } catch (error) {
      ending = { kind: 'thrown', error };
    }
    return {
      ...readOutcome(task.kind, ending, guest.state, work === undefined ? [] : changedFiles(work)),
      stdout: kept(meter.written('stdout')),
      stderr: kept(meter.written('stderr')),
      fuel: meter.fuelUsed(),
      memoryBytes: guest.memory.buffer.byteLength,
    };
  }

  return { image, code, run };
}
