/** Everything a QuickJS instance can reach: its meter, a virtual clock, the delivered modules, and one host function. */

import type { Files } from '../../../../protocol/arena/acceptance.ts';
import { type Meter, ProgramExit } from '../guest-run.ts';
import { pathNames } from '../memory-files.ts';
import { charged, ticksForBytes } from '../metering/charges.ts';
import { copyText, type QuickjsExports, readText, textBytes } from './values.ts';

export const DELIVERY_FOLDER = '/delivery';
const CLOCK_START_NS = 1_735_689_600_000_000_000n;
const CLOCK_STEP_NS = 1_000n;
const ERRNO_BADF = 8;
const ERRNO_NOSYS = 52;
const RANDOM_BYTE = 0x5e;

const FS_NAMES = [
  'readFileSync',
  'writeFileSync',
  'appendFileSync',
  'existsSync',
  'readdirSync',
  'mkdirSync',
  'unlinkSync',
];
const BUILT_IN: Readonly<Record<string, string>> = {
  fs: `const fs = require('fs'); export default fs; export const { ${FS_NAMES.join(', ')} } = fs;`,
  process: "const process = require('process'); export default process; export const { argv, env, exit } = process;",
};

/** What changes from run to run. */
export interface JavascriptState {
  meter: Meter;
  files: Files;
  /** The letter and text that the boot code ended with; empty while it runs. */
  ending: { readonly letter: string; readonly text: Buffer } | undefined;
  clockNs: bigint;
  /** Reasons of rejected promises that nobody handles, by promise. */
  rejections: Map<number, number>;
}

export interface JavascriptGuest {
  state: JavascriptState;
  exports: QuickjsExports;
}

export function freshState(meter: Meter, files: Files): JavascriptState {
  return { meter, files, ending: undefined, clockNs: CLOCK_START_NS, rejections: new Map() };
}

/** The one host function: `write` a stream, `exit` the program, or `end` the run with a letter and a text. */
function hostCall(guest: JavascriptGuest, count: number, values: number): number {
  const { exports, state } = guest;
  const bytes = (index: number): Buffer => {
    if (index >= count) return Buffer.alloc(0);
    return textBytes(exports, new DataView(exports.memory.buffer).getUint32(values + index * 4, true));
  };
  const operation = bytes(0).toString();
  if (operation === 'write') {
    state.meter.write(bytes(1).toString() === 'stderr' ? 'stderr' : 'stdout', bytes(2));
  } else if (operation === 'exit') {
    throw new ProgramExit(Number(bytes(1).toString()) || 0);
  } else if (operation === 'end') {
    const text = bytes(2);
    state.meter.write('answer', text);
    state.ending ??= { letter: bytes(1).toString(), text };
  }
  return exports.qjs_get_undefined();
}

/** The delivered file that `specifier` names when module `base` imports it; the plain name when there is none. */
function moduleName(files: Files, base: string, specifier: string): string {
  const plain = specifier.replace(/^node:/, '');
  if (Object.hasOwn(BUILT_IN, plain)) return plain;
  if (!/^\.{0,2}\//.test(specifier)) return specifier;
  const names = pathNames(base.slice(0, base.lastIndexOf('/')), specifier);
  if (typeof names === 'string') return specifier;
  const path = `/${names.join('/')}`;
  const delivered = (name: string): boolean => Object.hasOwn(files, name.slice(DELIVERY_FOLDER.length + 1));
  // As in TypeScript, `./part.js` may also mean the file that would become it.
  const source = path.replace(/\.(m?)js$/, '.$1ts');
  const endings = ['.js', '.mjs', '.ts', '.mts', '/index.js', '/index.ts'];
  return [path, source, ...endings.map((ending) => path + ending)].find(delivered) ?? path;
}

function moduleSource(guest: JavascriptGuest, name: string): string | undefined {
  const { files } = guest.state;
  if (Object.hasOwn(BUILT_IN, name)) return BUILT_IN[name];
  const path = name.slice(DELIVERY_FOLDER.length + 1);
  const source = name.startsWith(`${DELIVERY_FOLDER}/`) && Object.hasOwn(files, path) ? files[path] : undefined;
  guest.state.meter.tick(ticksForBytes(source?.length ?? 0));
  if (source === undefined || /\.m[jt]s$/.test(name) || /^\s*(?:export|import)\b/m.test(source)) return source;
  return `export default require(${JSON.stringify(name)});`;
}

export function javascriptImports(guest: JavascriptGuest): WebAssembly.Imports {
  const view = (): DataView => new DataView(guest.exports.memory.buffer);
  const env = {
    host_call: (_name: number, _length: number, _self: number, count: number, values: number) =>
      hostCall(guest, count, values),
    host_interrupt: () => 0,
    host_promise_rejection: (promise: number, reason: number, handled: number) => {
      const key = guest.exports.qjs_get_value_ptr(promise);
      if (handled === 0) guest.state.rejections.set(key, reason);
      else guest.state.rejections.delete(key);
    },
    host_module_normalize: (base: number, name: number) => {
      const { exports, state } = guest;
      return copyText(exports, moduleName(state.files, readText(exports, base), readText(exports, name))).pointer;
    },
    host_module_load: (name: number, lengthAt: number) => {
      const source = moduleSource(guest, readText(guest.exports, name));
      if (source === undefined) return 0;
      const { pointer, length } = copyText(guest.exports, source);
      view().setUint32(lengthAt, length, true);
      return pointer;
    },
    host_get_timezone_offset: () => 0,
  };
  const wasi = {
    clock_time_get: (_clock: number, _precision: bigint, to: number) => {
      guest.state.clockNs += CLOCK_STEP_NS;
      view().setBigUint64(to, guest.state.clockNs, true);
      return 0;
    },
    random_get: (to: number, length: number) => {
      new Uint8Array(guest.exports.memory.buffer, to, length).fill(RANDOM_BYTE);
      return 0;
    },
    fd_write: () => ERRNO_BADF,
    fd_close: () => ERRNO_BADF,
    fd_fdstat_get: () => ERRNO_BADF,
    fd_seek: () => ERRNO_NOSYS,
  };
  const tick = (ticks: number): void => guest.state.meter.tick(ticks);
  return { env: charged(env, tick), wasi_snapshot_preview1: charged(wasi, tick) };
}
