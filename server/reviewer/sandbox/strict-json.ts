/**
 * A strict JSON reader for untrusted answers: bounded depth, no duplicate keys, whole Unicode texts, finite numbers. Where
 * wide numbers are allowed, NaN, Infinity, -Infinity and integers beyond the safe range are read as `{"$number": text}`.
 */

import { accept, type Result, refuse } from '../../kernel/result.ts';
import type { Json } from '../../protocol/arena/acceptance.ts';
import { isIntegerText, isWideNumber, NUMBER_DIGITS_MAX, NUMBER_KEY } from '../../protocol/arena/wide-number.ts';

export const JSON_DEPTH_MAX = 200;

const NUMBER = /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?/y;
const NOT_FINITE = /NaN|-?Infinity/y;
const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const FIRST_PRINTABLE = 0x20;
const SPACE = /[ \t\n\r]*/y;
const ESCAPES: Readonly<Record<string, string>> = {
  '"': '"',
  '\\': '\\',
  '/': '/',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
};
const WORDS: readonly (readonly [string, Json])[] = [
  ['true', true],
  ['false', false],
  ['null', null],
];

class NotStrict extends Error {
  override readonly name = 'NotStrict';
}

interface Reader {
  readonly text: string;
  readonly wide: boolean;
  at: number;
}

function skipSpace(reader: Reader): void {
  SPACE.lastIndex = reader.at;
  SPACE.test(reader.text);
  reader.at = SPACE.lastIndex;
}

function fail(reader: Reader, what: string): never {
  throw new NotStrict(`${what} at character ${reader.at}`);
}

function readEscape(reader: Reader): string {
  const letter = reader.text[reader.at + 1] ?? '';
  if (letter === 'u') {
    const digits = reader.text.slice(reader.at + 2, reader.at + 6);
    if (!/^[0-9a-fA-F]{4}$/.test(digits)) fail(reader, 'a damaged escape');
    reader.at += 6;
    return String.fromCharCode(Number.parseInt(digits, 16));
  }
  const plain = Object.hasOwn(ESCAPES, letter) ? ESCAPES[letter] : undefined;
  if (plain === undefined) fail(reader, 'an unknown escape');
  reader.at += 2;
  return plain;
}

/** Where the run of characters that stand for themselves ends. */
function plainEnd(reader: Reader): number {
  let end = reader.at;
  for (; end < reader.text.length; end += 1) {
    const code = reader.text.charCodeAt(end);
    if (code === QUOTE || code === BACKSLASH || code < FIRST_PRINTABLE) break;
  }
  return end;
}

function readText(reader: Reader): string {
  const start = reader.at;
  let text = '';
  reader.at += 1;
  for (;;) {
    const end = plainEnd(reader);
    text += reader.text.slice(reader.at, end);
    reader.at = end;
    const next = reader.text[reader.at];
    if (next === '"') break;
    if (next !== '\\') fail(reader, 'a text without end');
    text += readEscape(reader);
  }
  reader.at += 1;
  if (!text.isWellFormed()) {
    reader.at = start;
    fail(reader, 'half of a surrogate pair');
  }
  return text;
}

function readNumber(reader: Reader): Json {
  NOT_FINITE.lastIndex = reader.at;
  const [word] = (reader.wide ? NOT_FINITE.exec(reader.text) : null) ?? [];
  if (word !== undefined) {
    reader.at += word.length;
    return { [NUMBER_KEY]: word };
  }
  NUMBER.lastIndex = reader.at;
  const [digits] = NUMBER.exec(reader.text) ?? [];
  if (digits === undefined) return fail(reader, 'not a JSON value');
  const number = Number(digits);
  if (reader.wide && !Number.isSafeInteger(number) && isIntegerText(digits)) {
    if (digits.length > NUMBER_DIGITS_MAX) fail(reader, `a number of more than ${NUMBER_DIGITS_MAX} digits`);
    reader.at += digits.length;
    return { [NUMBER_KEY]: digits };
  }
  if (!Number.isFinite(number)) fail(reader, 'a number beyond all bounds');
  reader.at += digits.length;
  return number;
}

/** Reads items up to `close`; `readItem` reads one. */
function readItems(reader: Reader, close: string, readItem: () => void): void {
  reader.at += 1;
  skipSpace(reader);
  if (reader.text[reader.at] === close) {
    reader.at += 1;
    return;
  }
  for (;;) {
    readItem();
    skipSpace(reader);
    const next = reader.text[reader.at];
    if (next !== ',' && next !== close) fail(reader, `no comma and no ${close}`);
    reader.at += 1;
    if (next === close) return;
    skipSpace(reader);
  }
}

function readObject(reader: Reader, depth: number): Json {
  const start = reader.at;
  const seen = new Set<string>();
  const entries: [string, Json][] = [];
  readItems(reader, '}', () => {
    if (reader.text[reader.at] !== '"') fail(reader, 'a key that is not a text');
    const key = readText(reader);
    if (seen.has(key)) fail(reader, 'a key given twice');
    seen.add(key);
    skipSpace(reader);
    if (reader.text[reader.at] !== ':') fail(reader, 'no colon');
    reader.at += 1;
    entries.push([key, readValue(reader, depth)]);
  });
  // fromEntries defines own properties, so a key named __proto__ stays an ordinary key.
  const object: Json = Object.fromEntries(entries);
  if (reader.wide && seen.has(NUMBER_KEY) && !isWideNumber(object)) {
    reader.at = start;
    fail(reader, `a ${NUMBER_KEY} that says no number`);
  }
  return object;
}

function readArray(reader: Reader, depth: number): Json {
  const items: Json[] = [];
  readItems(reader, ']', () => {
    items.push(readValue(reader, depth));
  });
  return items;
}

function readValue(reader: Reader, depth: number): Json {
  skipSpace(reader);
  const first = reader.text[reader.at];
  if (first === '"') return readText(reader);
  if (first === '{' || first === '[') {
    if (depth >= JSON_DEPTH_MAX) fail(reader, `more than ${JSON_DEPTH_MAX} levels`);
    return first === '{' ? readObject(reader, depth + 1) : readArray(reader, depth + 1);
  }
  for (const [word, value] of WORDS) {
    if (reader.text.startsWith(word, reader.at)) {
      reader.at += word.length;
      return value;
    }
  }
  return readNumber(reader);
}

/**
 * The one JSON value that `text` is, or in words why it is not one. Everything accepted here `JSON.parse` reads alike, wide
 * numbers aside.
 */
export function parseStrictJson(text: string, numbers?: 'wide'): Result<Json, string> {
  const reader: Reader = { text, wide: numbers === 'wide', at: 0 };
  try {
    const value = readValue(reader, 0);
    skipSpace(reader);
    if (reader.at !== text.length) fail(reader, 'something after the value');
    return accept(value);
  } catch (error) {
    if (error instanceof NotStrict) return refuse(error.message);
    throw error;
  }
}
