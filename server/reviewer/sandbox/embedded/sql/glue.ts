/** Loads sql.js with every door of its JavaScript glue replaced: fixed clock, fixed chance, no files of this machine. */

import { runInThisContext } from 'node:vm';

const NOW_MS = 1_735_689_600_000;
const RANDOM_BYTE = 0x5e;

/** The part of sql.js that the engine uses. */
export interface SqlStatement {
  step(): boolean;
  get(): unknown[];
  getColumnNames(): string[];
}

export interface SqlDatabase {
  exec(sql: string): unknown;
  iterateStatements(sql: string): Iterator<SqlStatement>;
}

export interface Sqlite {
  readonly Database: new () => SqlDatabase;
}

export interface FreshSqlite {
  readonly sqlite: Sqlite;
  readonly memory: WebAssembly.Memory;
}

type Start = (options: { wasmBinary: Uint8Array }) => Promise<Sqlite>;
type GlueFunction = (...doors: unknown[]) => void;

const DOORS = ['module', 'exports', 'require', '__filename', '__dirname', 'WebAssembly', 'Date', 'Math', 'performance'];

class FixedDate extends Date {
  constructor(...values: [] | [number]) {
    super(...(values.length === 0 ? ([NOW_MS] as [number]) : values));
  }

  static override now(): number {
    return NOW_MS;
  }
}

const fixedMath = Object.create(Math, { random: { value: () => 0.5 } }) as typeof Math;

const builtIn: Readonly<Record<string, object>> = {
  'node:fs': {},
  'node:crypto': { randomFillSync: (bytes: Uint8Array) => bytes.fill(RANDOM_BYTE) },
};

/** Compiles the glue once; each call of the result gives a database engine that shares nothing with any other. */
export function loadGlue(wasm: Uint8Array<ArrayBuffer>, glue: string): () => Promise<FreshSqlite> {
  const compiled = new WebAssembly.Module(wasm);
  const enter = runInThisContext(`(function (${DOORS.join(', ')}) {${glue}\n})`, {
    filename: 'sql-wasm.js',
  }) as GlueFunction;
  return async () => {
    let memory: WebAssembly.Memory | undefined;
    const instantiate = async (_bytes: unknown, imports: WebAssembly.Imports): Promise<object> => {
      const instance = new WebAssembly.Instance(compiled, imports);
      memory = Object.values(instance.exports as object).find((item) => item instanceof WebAssembly.Memory);
      return { instance, module: compiled };
    };
    const module: { exports: unknown } = { exports: {} };
    const doors = { instantiate, RuntimeError: Error, Memory: WebAssembly.Memory };
    const open = (name: string): object => builtIn[name] ?? {};
    enter(module, module.exports, open, '/sql-wasm.js', '/', doors, FixedDate, fixedMath, { now: () => 0 });
    const sqlite = await (module.exports as Start)({ wasmBinary: wasm });
    if (memory === undefined) throw new Error('sql.js has no memory');
    return { sqlite, memory };
  };
}
