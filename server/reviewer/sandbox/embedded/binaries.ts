/** The engine binaries: where the installed packages keep them, and the exact bytes that may run. */

import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { sha256 } from '../../../kernel/hash.ts';
import { SandboxUnavailable } from '../../sandbox.ts';

interface PinnedBinary {
  /** A module of the package that its `exports` let us resolve. */
  readonly anchor: string;
  /** The binary, relative to the folder of the anchor. */
  readonly path: string;
  readonly sha256: string;
}

export const BINARIES = {
  /** CPython 3.13.2 for Emscripten. Its JavaScript glue beside it is never loaded. */
  pythonWasm: {
    anchor: 'just-bash',
    path: '../../vendor/cpython-emscripten/python.wasm',
    sha256: 'b2b1a3f18a6fe035d609e3aa47e9508b55729e5f3ebbd2a40d467c0cd3200eee',
  },
  pythonLibrary: {
    anchor: 'just-bash',
    path: '../../vendor/cpython-emscripten/python313.zip',
    sha256: '00b6fb26ce2157860ce0eaae6849ea2b673f32ca06456503176e8d1fe8be4915',
  },
  /** The time zone database in the public domain, packed by `python/pack-time-zones.ts`: a file of ours. */
  timeZones: {
    anchor: './python/time-zones.bin',
    path: 'time-zones.bin',
    sha256: 'f73aef31e07094f45c1808f1b561f7b20c0fd429f750d9fbff345f5116e12a8e',
  },
  /** QuickJS-ng for WASI preview 1. */
  quickjsWasm: {
    anchor: 'quickjs-wasi/quickjs.wasm',
    path: 'quickjs.wasm',
    sha256: 'd4c9375f2b1ca4dc95f72c8aa2982a7a9951ac8011490d79c6582df732b4bbd9',
  },
  sqliteWasm: {
    anchor: 'sql.js',
    path: 'sql-wasm.wasm',
    sha256: '43bbcdd44287e5a2db3b6b5af34b1a3485a7a441285d247976c1ebe3c61f8dbf',
  },
  /** The one JavaScript glue that runs: sql.js is not usable without it. */
  sqliteGlue: {
    anchor: 'sql.js',
    path: 'sql-wasm.js',
    sha256: '9b96118841c6edfdf53c6f388c1419d1f473cf469df6a6fc2864b386d60bdb5e',
  },
  /** A folder: the CommonJS modules of sucrase, which removes types. They run inside a guest, never here. */
  typeRemover: {
    anchor: 'sucrase',
    path: '.',
    sha256: 'bcef873d62456fe0a9994a3759b77e86a2594837f03aee9a403057a749e0c46b',
  },
} as const satisfies Record<string, PinnedBinary>;

export type BinaryName = keyof typeof BINARIES;
export type BinaryPaths = Readonly<Record<BinaryName, string>>;

const resolver = createRequire(import.meta.url);

/** Where each pinned binary lies on this machine; `SandboxUnavailable` when its package is not installed. */
export function findBinaries(): BinaryPaths {
  const find = (name: BinaryName): string => {
    const { anchor, path } = BINARIES[name];
    try {
      return join(dirname(resolver.resolve(anchor)), path);
    } catch (error) {
      throw new SandboxUnavailable(`${anchor} is not installed: ${String(error)}`);
    }
  };
  return {
    pythonWasm: find('pythonWasm'),
    pythonLibrary: find('pythonLibrary'),
    timeZones: find('timeZones'),
    quickjsWasm: find('quickjsWasm'),
    sqliteWasm: find('sqliteWasm'),
    sqliteGlue: find('sqliteGlue'),
    typeRemover: find('typeRemover'),
  };
}

function unreadable(name: BinaryName, error: unknown): SandboxUnavailable {
  return new SandboxUnavailable(`cannot read ${name}: ${String(error)}`);
}

function checkHash(name: BinaryName, bytes: Uint8Array | string): void {
  const found = sha256(bytes);
  if (found === BINARIES[name].sha256) return;
  throw new SandboxUnavailable(`${name} has sha256 ${found}, not the pinned ${BINARIES[name].sha256}`);
}

/** The bytes of a pinned binary; `SandboxUnavailable` when they are missing or are not the pinned ones. */
export function readBinary(name: Exclude<BinaryName, 'typeRemover'>, paths: BinaryPaths): Buffer<ArrayBuffer> {
  let bytes: Buffer<ArrayBuffer>;
  try {
    bytes = readFileSync(paths[name]);
  } catch (error) {
    throw unreadable(name, error);
  }
  checkHash(name, bytes);
  return bytes;
}

/** Other forms of the same modules, command lines, and what needs further packages (see `typescript/remover.js`). */
const LEFT_OUT =
  /^(?:esm|types)\/|^(?:cli|register|computeSourceMap|Options|Options-gen-types)\.js$|^util\/formatTokens\.js$/;

/** The modules of the library that removes types, by path in code-unit order; the pinned hash is over paths and texts. */
export function readTypeRemover(paths: BinaryPaths): ReadonlyMap<string, string> {
  let modules: [string, string][];
  try {
    const found = readdirSync(paths.typeRemover, { recursive: true, encoding: 'utf8' });
    const names = found
      .map((name) => name.replaceAll('\\', '/'))
      .filter((name) => name.endsWith('.js') && !LEFT_OUT.test(name));
    modules = names.sort().map((name) => [name, readFileSync(join(paths.typeRemover, name), 'utf8')]);
  } catch (error) {
    throw unreadable('typeRemover', error);
  }
  checkHash('typeRemover', JSON.stringify(modules));
  return new Map(modules);
}
