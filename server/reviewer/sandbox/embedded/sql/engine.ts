/** SQLite: a fresh engine and an empty database for every run; the rows of the last delivered statement are the answer. */

import { assert } from '../../../../kernel/assert.ts';
import { type RunLimits, type RunRequest, SandboxUnavailable } from '../../../sandbox.ts';
import { type Engine, failedOutcome, type GuestOutcome, LimitReached, type Meter, startMeter } from '../guest-run.ts';
import { HOST_CALL_TICKS } from '../metering/charges.ts';
import { loadGlue, type SqlDatabase, type Sqlite, type SqlStatement } from './glue.ts';

/** Bytes of rows for one tick: the glue of the engine reads and writes them one by one. */
const ROW_BYTES_PER_TICK = 4;

class Refused extends Error {
  override readonly name = 'Refused';
  readonly exit: GuestOutcome['exit'];

  constructor(exit: GuestOutcome['exit'], message: string) {
    super(message);
    this.exit = exit;
  }
}

/** Runs `step`; trouble inside it is the limit that the meter or SQLite names, or else ends the run with `exit`. */
function guarded<T>(meter: Meter, exit: GuestOutcome['exit'], step: () => T): T {
  try {
    return step();
  } catch (error) {
    if (error instanceof Refused) throw error;
    const limit = meter.limitBehind(error);
    if (limit !== undefined) throw limit;
    const message = error instanceof Error ? error.message : String(error);
    throw new Refused(/out of memory/i.test(message) ? 'memory_limit' : exit, message);
  }
}

function cell(value: unknown): null | number | string {
  if (value === null || typeof value === 'string') return value;
  if (typeof value === 'number' && Number.isFinite(value)) return value;
  throw new Refused('bad_answer', 'a value is neither null nor a finite number nor a text');
}

/** Writes the rows of one statement as JSON, piece by piece, so that the limit of the answer stops an endless one. */
function readRows(statement: SqlStatement, meter: Meter, limits: RunLimits): Uint8Array[] {
  const pieces: Uint8Array[] = [];
  const output = startMeter(limits, false);
  const add = (text: string): void => {
    meter.tick(HOST_CALL_TICKS + Math.floor(text.length / ROW_BYTES_PER_TICK));
    const piece = Buffer.from(text);
    output.write('answer', piece);
    pieces.push(piece);
  };
  // A text can be too long for what JSON makes of it, so that writing it down is guarded like the step that made it.
  add(`[${guarded(meter, 'exception', () => JSON.stringify(statement.getColumnNames()))},[`);
  for (let count = 0; guarded(meter, 'exception', () => statement.step()); count += 1) {
    const row = guarded(meter, 'exception', () => JSON.stringify(statement.get().map(cell)));
    add(`${count === 0 ? '' : ','}${row}`);
  }
  add(']]');
  return pieces;
}

/** The answer of the last of the delivered statements; those before it run to their end unread. */
function query(database: SqlDatabase, source: string, meter: Meter, limits: RunLimits): Uint8Array {
  const statements = database.iterateStatements(source);
  const following = (): SqlStatement | undefined => {
    const next = guarded(meter, 'compile_error', () => statements.next());
    return next.done === true ? undefined : next.value;
  };
  let answer: Uint8Array | undefined;
  for (let statement = following(); statement !== undefined; statement = following()) {
    answer = Buffer.concat(readRows(statement, meter, limits));
  }
  if (answer === undefined) throw new Refused('compile_error', 'the delivery has no statement');
  return answer;
}

/** The set-up of a case is ours, so its trouble is no verdict; but its work counts as the delivery's, and has its limit. */
function prepare({ Database }: Sqlite, setup: string, meter: Meter, memoryBytes: number): SqlDatabase {
  try {
    const database = new Database();
    database.exec(`PRAGMA hard_heap_limit = ${memoryBytes}`);
    database.exec(setup);
    return database;
  } catch (error) {
    throw meter.limitBehind(error) ?? new SandboxUnavailable(`the set-up of the case failed: ${String(error)}`);
  }
}

export function startSql(wasm: Uint8Array<ArrayBuffer>, glue: string): Engine {
  const fresh = loadGlue(wasm, glue);

  async function run(request: RunRequest): Promise<GuestOutcome> {
    const { task, limits, files } = request;
    assert(task.kind === 'sql', 'SQL runs only queries');
    const { sqlite, memory, gauge } = await fresh();
    const meter = startMeter(limits, false, gauge);
    const measured = (outcome: GuestOutcome): GuestOutcome => ({
      ...outcome,
      fuel: meter.fuelUsed(),
      memoryBytes: memory.buffer.byteLength,
    });
    try {
      const database = prepare(sqlite, task.setup, meter, limits.memoryBytes);
      const answer = query(database, files[task.file] ?? '', meter, limits);
      return measured({ ...failedOutcome('answered', ''), form: 'rows', answer });
    } catch (error) {
      if (error instanceof Refused) return measured(failedOutcome(error.exit, error.message));
      if (error instanceof LimitReached) return measured(failedOutcome(error.exit, error.message, error.unrepeatable));
      throw error;
    }
  }

  return { run };
}
