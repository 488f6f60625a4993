/** Loads sql.js with every door of its JavaScript glue replaced: fixed clock, fixed chance, no files of this machine. */

import { runInThisContext } from 'node:vm';
import { charged } from '../metering/charges.ts';
import { GAUGE_EXPORT, type Gauge, spend } from '../metering/gauge.ts';
import { metered } from '../metering/metered.ts';

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
  readonly gauge: Gauge;
}

type Start = (options: { wasmBinary: Uint8Array }) => Promise<Sqlite>;
type GlueImports = Record<string, Record<string, (...values: never[]) => unknown>>;
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
  const compiled = new WebAssembly.Module(metered(wasm));
  const enter = runInThisContext(`(function (${DOORS.join(', ')}) {${glue}\n})`, {
    filename: 'sql-wasm.js',
  }) as GlueFunction;
  return async () => {
    let memory: WebAssembly.Memory | undefined;
    let gauge: Gauge | undefined;
    const tick = (ticks: number): void => {
      if (gauge !== undefined) spend(gauge, ticks);
    };
    const instantiate = async (_bytes: unknown, imports: GlueImports): Promise<object> => {
      const counted = Object.entries(imports).map(([name, calls]) => [name, charged(calls, tick)]);
      const instance = new WebAssembly.Instance(compiled, Object.fromEntries(counted));
      const exports = instance.exports as Record<string, unknown> & { readonly [GAUGE_EXPORT]: Gauge };
      memory = Object.values(exports).find((item) => item instanceof WebAssembly.Memory);
      gauge = exports[GAUGE_EXPORT];
      return { instance, module: compiled };
    };
    const module: { exports: unknown } = { exports: {} };
    const doors = { instantiate, RuntimeError: Error, Memory: WebAssembly.Memory };
    const open = (name: string): object => builtIn[name] ?? {};
    enter(module, module.exports, open, '/sql-wasm.js', '/', doors, FixedDate, fixedMath, { now: () => 0 });
    const sqlite = await (module.exports as Start)({ wasmBinary: wasm });
    if (memory === undefined || gauge === undefined) throw new Error('sql.js has no memory');
    return { sqlite, memory, gauge };
  };
}
