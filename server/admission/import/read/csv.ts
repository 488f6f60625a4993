/** Rows of CSV files: cells by their header, line numbers, and a damaged record told without losing those behind it. */

import { ImportError, type Place, type Read } from '../trouble.ts';
import { type Chunks, CutShort } from './bytes.ts';
import { csvRecord } from './csv-record.ts';
import { COLUMNS_MAX, RECORD_CHARACTERS_MAX, RECOVERIES_MAX } from './limits.ts';

/** `line` is where the record begins. `cut`: the file itself ended too early. */
type Item =
  | { readonly ok: true; readonly line: number; readonly cells: readonly string[] }
  | {
      readonly ok: false;
      readonly line: number;
      readonly code: 'not_csv' | 'too_large' | 'cut_short';
      readonly reason: string;
    };

function newlinesIn(text: string, from: number, to: number): number {
  let count = 0;
  for (let at = text.indexOf('\n', from); at !== -1 && at < to; at = text.indexOf('\n', at + 1)) count += 1;
  return count;
}

async function* texts(chunks: Chunks): AsyncGenerator<string> {
  // Bytes that are no UTF-8 become U+FFFD, and the rows that hold one are told.
  const decoder = new TextDecoder('utf-8');
  for await (const chunk of chunks) yield decoder.decode(chunk, { stream: true });
  yield decoder.decode();
}

/** A file's text as far as it has come, and the record that comes next. */
interface Tape {
  text: string;
  line: number;
  recoveries: number;
}

/** After a damaged record the next line begins a new one: what was quoted from there on is read again. */
function recovered(tape: Tape, code: 'not_csv' | 'too_large', reason: string): Item {
  const { line } = tape;
  const end = tape.text.indexOf('\n');
  tape.text = end === -1 ? '' : tape.text.slice(end + 1);
  tape.line += 1;
  tape.recoveries += 1;
  if (tape.recoveries > RECOVERIES_MAX) throw new ImportError(`more than ${RECOVERIES_MAX} damaged records`);
  return { ok: false, line, code, reason };
}

function* recordsOn(tape: Tape, delimiter: string, atEnd: boolean): Generator<Item> {
  let start = 0;
  const drop = (): void => {
    tape.text = tape.text.slice(start);
    start = 0;
  };
  while (start < tape.text.length) {
    const step = csvRecord(tape.text, start, delimiter, atEnd);
    if (step.kind === 'record') {
      const { line } = tape;
      tape.line += newlinesIn(tape.text, start, step.end);
      start = step.end;
      yield { ok: true, line, cells: step.cells };
      continue;
    }
    drop();
    if (step.kind === 'problem') yield recovered(tape, 'not_csv', step.reason);
    else if (tape.text.length > RECORD_CHARACTERS_MAX) {
      yield recovered(
        tape,
        'too_large',
        `a record of more than ${RECORD_CHARACTERS_MAX} characters, or a quote never closed`,
      );
    } else return;
  }
  drop();
}

async function* recordsOf(chunks: Chunks, delimiter: string): AsyncGenerator<Item> {
  const tape: Tape = { text: '', line: 1, recoveries: 0 };
  try {
    for await (const text of texts(chunks)) {
      tape.text += text;
      yield* recordsOn(tape, delimiter, false);
    }
  } catch (thrown) {
    if (!(thrown instanceof CutShort)) throw thrown;
    yield { ok: false, line: tape.line, code: 'cut_short', reason: thrown.message };
    return;
  }
  yield* recordsOn(tape, delimiter, true);
}

/**
 * A copy that some spreadsheet made: each record is one quoted cell of a table whose other cells are empty. Found by the
 * row of semicolons at the end of its first line.
 */
export function isWrapped(firstLine: string): boolean {
  return /;;+\s*$/.test(firstLine);
}

function unwrapped(item: Item): Item {
  if (!item.ok) return item;
  const { line, cells } = item;
  const last = cells.findLastIndex((cell) => cell !== '');
  const step = csvRecord(cells.slice(0, last + 1).join(';'), 0, ',', true);
  if (step.kind === 'record') return { ok: true, line, cells: step.cells };
  return { ok: false, line, code: 'not_csv', reason: step.kind === 'problem' ? step.reason : 'no record' };
}

function checkedHeader(file: string, header: readonly string[]): readonly string[] {
  const names = header.map((name) => name.trim());
  if (names.length > COLUMNS_MAX) throw new ImportError(`${file} has more than ${COLUMNS_MAX} columns`);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) throw new ImportError(`${file}, line 1: two columns are called "${twice}"`);
  if (names.includes('__proto__')) throw new ImportError(`${file}, line 1: no column can be called __proto__`);
  return names;
}

/** Rows by the header in the first record. Throws an `ImportError` where that is none. */
export async function* csvRows(file: string, chunks: Chunks, wrapped: boolean): AsyncGenerator<Read> {
  let header: readonly string[] | null = null;
  for await (const record of recordsOf(chunks, wrapped ? ';' : ',')) {
    const item = wrapped ? unwrapped(record) : record;
    const place: Place = { file, unit: 'line', at: item.line };
    if (!item.ok) {
      yield { ...item, place };
      continue;
    }
    const { cells } = item;
    if (header === null) {
      header = checkedHeader(file, cells);
      continue;
    }
    // An empty line.
    if (cells.length === 1 && cells[0] === '') continue;
    if (cells.length !== header.length) {
      const reason = `${cells.length} cells where the header has ${header.length}`;
      yield { ok: false, place, code: 'not_csv', reason };
    } else if (cells.some((cell) => cell.includes('\ufffd'))) {
      yield { ok: false, place, code: 'not_utf8', reason: 'bytes that are no UTF-8' };
    } else {
      yield { ok: true, place, row: Object.fromEntries(header.map((name, at) => [name, cells[at] ?? ''])), raw: null };
    }
  }
}
