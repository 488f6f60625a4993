/** SQLite: a fresh engine and an empty database for every run; the rows of the last delivered statement are the answer. */

import { assert } from '../../../../kernel/assert.ts';
import { type RunRequest, SandboxUnavailable } from '../../../sandbox.ts';
import { type Engine, failedOutcome, type GuestOutcome, LimitReached, type Meter, startMeter } from '../guest-run.ts';
import { loadGlue, type SqlDatabase, type Sqlite, type SqlStatement } from './glue.ts';

class Refused extends Error {
  override readonly name = 'Refused';
  readonly exit: GuestOutcome['exit'];

  constructor(exit: GuestOutcome['exit'], message: string) {
    super(message);
    this.exit = exit;
  }
}

/** Runs `step`; trouble inside it ends the run with `exit`, or as the memory limit when that is what SQLite says. */
function guarded<T>(exit: GuestOutcome['exit'], step: () => T): T {
  try {
    return step();
  } catch (error) {
    if (error instanceof Refused || error instanceof LimitReached) throw error;
    const message = error instanceof Error ? error.message : String(error);
    if (/out of memory/i.test(message)) throw new Refused('memory_limit', message);
    if (error instanceof RangeError) throw new Refused('crashed', message);
    throw new Refused(exit, message);
  }
}

function cell(value: unknown): null | number | string {
  if (value === null || typeof value === 'string') return value;
  if (typeof value === 'number' && Number.isFinite(value)) return value;
  throw new Refused('bad_answer', 'a value is neither null nor a finite number nor a text');
}

/** Writes the rows of one statement as JSON, piece by piece, so that the meter stops an endless one. */
function readRows(statement: SqlStatement, meter: Meter): Uint8Array[] {
  const pieces: Uint8Array[] = [];
  const add = (text: string): void => {
    const piece = Buffer.from(text);
    meter.write('answer', piece);
    pieces.push(piece);
  };
  add(`[${JSON.stringify(statement.getColumnNames())},[`);
  for (let count = 0; guarded('exception', () => statement.step()); count += 1) {
    add(`${count === 0 ? '' : ','}${JSON.stringify(statement.get().map(cell))}`);
  }
  add(']]');
  return pieces;
}

/** The answer of the last of the delivered statements; those before it run to their end unread. */
function query(database: SqlDatabase, source: string, limits: RunRequest['limits']): Uint8Array {
  const statements = database.iterateStatements(source);
  const following = (): SqlStatement | undefined => {
    const next = guarded('compile_error', () => statements.next());
    return next.done === true ? undefined : next.value;
  };
  let answer: Uint8Array | undefined;
  for (let statement = following(); statement !== undefined; statement = following()) {
    answer = Buffer.concat(readRows(statement, startMeter(limits, false)));
  }
  if (answer === undefined) throw new Refused('compile_error', 'the delivery has no statement');
  return answer;
}

function prepare(sqlite: Sqlite, setup: string, memoryBytes: number): SqlDatabase {
  const database = new sqlite.Database();
  try {
    database.exec(`PRAGMA hard_heap_limit = ${memoryBytes}`);
    database.exec(setup);
  } catch (error) {
    throw new SandboxUnavailable(`the set-up of the case failed: ${String(error)}`);
  }
  return database;
}

export function startSql(wasm: Uint8Array<ArrayBuffer>, glue: string): Engine {
  const fresh = loadGlue(wasm, glue);

  async function run(request: RunRequest): Promise<GuestOutcome> {
    const { task, limits, files } = request;
    assert(task.kind === 'sql', 'SQL runs only queries');
    const { sqlite, memory } = await fresh();
    const database = prepare(sqlite, task.setup, limits.memoryBytes);
    const base = failedOutcome('bad_answer', '');
    const measured = (): Pick<GuestOutcome, 'memoryBytes'> => ({ memoryBytes: memory.buffer.byteLength });
    try {
      const answer = query(database, files[task.file] ?? '', limits);
      return { ...base, exit: 'answered', form: 'rows', answer, ...measured() };
    } catch (error) {
      if (error instanceof Refused || error instanceof LimitReached) {
        return { ...failedOutcome(error.exit, error.message), ...measured() };
      }
      throw error;
    }
  }

  return { run };
}
