/** Rows of JSON files: one object a line, or one value as a whole. */

import { parseStrictJson } from '../../../reviewer/sandbox/strict-json.ts';
import { ImportError, type Place, type Read, type Row } from '../trouble.ts';
import { type Chunks, CutShort } from './bytes.ts';
import { LINE_BYTES_MAX, WHOLE_BYTES_MAX } from './limits.ts';

const NEWLINE = 0x0a;
const PROTOTYPE = '__proto__';
const utf8 = new TextDecoder('utf-8', { fatal: true });

/** The text, or null where the bytes are no UTF-8. A byte order mark is no part of it. */
export function textOf(bytes: Uint8Array): string | null {
  try {
    return utf8.decode(bytes);
  } catch {
    // The decoder has no other way to say it.
    return null;
  }
}

interface Line {
  readonly number: number;
  /** Null: longer than a line may be. */
  readonly bytes: Buffer | null;
}

/** Lines without their ends. A line that is too long takes no memory beyond the bound. */
export async function* linesOf(chunks: Chunks, bytesMax = LINE_BYTES_MAX): AsyncGenerator<Line> {
  let number = 1;
  let parts: Buffer[] = [];
  let size = 0;
  const line = (): Line => ({ number, bytes: size > bytesMax ? null : Buffer.concat(parts) });
  const add = (part: Buffer): void => {
    size += part.length;
    if (size <= bytesMax) parts.push(part);
    else parts = [];
  };
  for await (const chunk of chunks) {
    let start = 0;
    for (let end = chunk.indexOf(NEWLINE); end !== -1; end = chunk.indexOf(NEWLINE, start)) {
      add(chunk.subarray(start, end));
      yield line();
      number += 1;
      parts = [];
      size = 0;
      start = end + 1;
    }
    add(chunk.subarray(start));
  }
  if (size > 0) yield line();
}

/** Whether a key named `__proto__` is anywhere inside: whoever copied such an object would lose it silently. */
export function hasPrototypeKey(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (Array.isArray(value)) return value.some(hasPrototypeKey);
  return Object.entries(value).some(([key, inner]) => key === PROTOTYPE || hasPrototypeKey(inner));
}

function readOf(place: Place, value: unknown, raw: string | null): Read {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return { ok: false, place, code: 'not_json', reason: 'a JSON value, but no object' };
  }
  if (hasPrototypeKey(value)) return { ok: false, place, code: 'unsafe_key', reason: `a key is named ${PROTOTYPE}` };
  return { ok: true, place, row: value as Row, raw };
}

/** One object a line. Empty lines are nothing; a damaged line is told and the next one read. */
export async function* jsonLines(file: string, chunks: Chunks): AsyncGenerator<Read> {
  let last = 0;
  try {
    for await (const { number, bytes } of linesOf(chunks)) {
      last = number;
      const place: Place = { file, unit: 'line', at: number };
      if (bytes === null) {
        yield { ok: false, place, code: 'too_large', reason: `a line of more than ${LINE_BYTES_MAX} bytes` };
        continue;
      }
      const text = textOf(bytes)?.trim();
      if (text === '') continue;
      if (text === undefined) {
        yield { ok: false, place, code: 'not_utf8', reason: 'the line is no UTF-8 text' };
        continue;
      }
      const parsed = parseStrictJson(text, 'wide');
      if (parsed.ok) yield readOf(place, parsed.value, text);
      else yield { ok: false, place, code: 'not_json', reason: parsed.error };
    }
  } catch (thrown) {
    if (!(thrown instanceof CutShort)) throw thrown;
    yield { ok: false, place: { file, unit: 'line', at: last + 1 }, code: 'cut_short', reason: thrown.message };
  }
}

/** One value: an array of objects is its rows, an object is one row. Throws an `ImportError` where it is neither. */
export async function* wholeJson(file: string, chunks: Chunks): AsyncGenerator<Read> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const chunk of chunks) {
    size += chunk.length;
    if (size > WHOLE_BYTES_MAX)
      throw new ImportError(`${file} is one JSON value of more than ${WHOLE_BYTES_MAX} bytes`);
    parts.push(chunk);
  }
  const text = textOf(Buffer.concat(parts));
  if (text === null) throw new ImportError(`${file} is no UTF-8 text`);
  const parsed = parseStrictJson(text, 'wide');
  if (!parsed.ok) throw new ImportError(`${file} is no JSON: ${parsed.error}`);
  const rows = Array.isArray(parsed.value) ? parsed.value : [parsed.value];
  // The text of a row inside an array is not at hand: only a file that is one object has it.
  const raw = Array.isArray(parsed.value) ? null : text;
  for (const [index, value] of rows.entries()) yield readOf({ file, unit: 'row', at: index + 1 }, value, raw);
}
