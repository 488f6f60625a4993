/**
 * Reads a Python literal (texts, numbers, True, False, None, lists, tuples, sets, dictionaries) as a JSON value. A reader
 * and nothing else: names, calls, operators and formatted texts are refused, and nothing is ever evaluated.
 */

import type { Json } from '../../protocol/arena/acceptance.ts';
import { escapedAt } from './python-escape.ts';
import { Skip } from './trouble.ts';

const DEPTH_MAX = 100;
const NUMBER = /[+-]?(?:\d[\d_]*(?:\.[\d_]*)?|\.\d[\d_]*)(?:[eE][+-]?\d+)?/y;
const SPACE = /(?:\s|#[^\n]*)*/y;
const PREFIX = /(?:[rRuU]?)(?='|")/y;
const WORD = /[A-Za-z_]\w*/y;
const WORDS: ReadonlyMap<string, Json> = new Map([
  ['None', null],
  ['True', true],
  ['False', false],
]);

interface Reader {
  readonly text: string;
  at: number;
}

function fail(reader: Reader, what: string): never {
  throw new Skip('no_literal', `${what} at character ${reader.at}`);
}

/** What the pattern matches here, and steps over it; null where it does not. */
function matched(reader: Reader, pattern: RegExp): string | null {
  pattern.lastIndex = reader.at;
  const [found] = pattern.exec(reader.text) ?? [];
  if (found === undefined) return null;
  reader.at += found.length;
  return found;
}

function readText(reader: Reader, raw: boolean): string {
  const { text } = reader;
  const letter = text[reader.at] ?? '';
  const quote = text.startsWith(letter.repeat(3), reader.at) ? letter.repeat(3) : letter;
  reader.at += quote.length;
  let value = '';
  for (;;) {
    if (reader.at >= text.length) fail(reader, 'a text without end');
    if (text.startsWith(quote, reader.at)) break;
    const next = text[reader.at] ?? '';
    if (next === '\n' && quote.length === 1) fail(reader, 'a text without end');
    if (next !== '\\') {
      value += next;
      reader.at += 1;
      continue;
    }
    const escaped = escapedAt(text, reader.at);
    if (escaped === null) return fail(reader, 'a damaged escape');
    value += raw ? text.slice(reader.at, reader.at + 2) : escaped.value;
    reader.at += raw ? 2 : escaped.length;
  }
  reader.at += quote.length;
  return value;
}

/** Texts one after another are one text. */
function readTexts(reader: Reader, prefix: string): string {
  let value = readText(reader, prefix.toLowerCase() === 'r');
  for (;;) {
    matched(reader, SPACE);
    const next = matched(reader, PREFIX);
    if (next === null) return value;
    value += readText(reader, next.toLowerCase() === 'r');
  }
}

/** Items up to `close`, with or without a comma at the end. */
function readItems(reader: Reader, close: string, readItem: () => void): { comma: boolean } {
  reader.at += 1;
  let comma = false;
  for (;;) {
    matched(reader, SPACE);
    if (reader.text[reader.at] === close) break;
    readItem();
    matched(reader, SPACE);
    comma = reader.text[reader.at] === ',';
    if (comma) reader.at += 1;
    else if (reader.text[reader.at] !== close) fail(reader, `no comma and no ${close}`);
  }
  reader.at += 1;
  return { comma };
}

/** A dictionary as an object; its keys are texts or whole numbers. A set as a list. */
function readBraces(reader: Reader, depth: number): Json {
  const items: Json[] = [];
  const entries: [string, Json][] = [];
  readItems(reader, '}', () => {
    const key = readValue(reader, depth);
    matched(reader, SPACE);
    if (reader.text[reader.at] !== ':') {
      items.push(key);
      return;
    }
    reader.at += 1;
    if (typeof key !== 'string' && !Number.isSafeInteger(key))
      fail(reader, 'a key that is neither text nor whole number');
    if (key === '__proto__') fail(reader, 'a key named __proto__');
    entries.push([String(key), readValue(reader, depth)]);
  });
  if (items.length > 0 && entries.length > 0) fail(reader, 'half a dictionary and half a set');
  return items.length > 0 ? items : Object.fromEntries(entries);
}

function readBrackets(reader: Reader, close: ']' | ')', depth: number): Json {
  const items: Json[] = [];
  const { comma } = readItems(reader, close, () => {
    items.push(readValue(reader, depth));
  });
  const [only] = items;
  // Brackets around one value are no tuple.
  return close === ')' && items.length === 1 && !comma && only !== undefined ? only : items;
}

function readNumber(reader: Reader): Json {
  const digits = matched(reader, NUMBER);
  if (digits === null) return fail(reader, 'not a literal');
  const number = Number(digits.replaceAll('_', ''));
  return Number.isFinite(number) ? number : fail(reader, 'a number beyond all bounds');
}

function readValue(reader: Reader, depth: number): Json {
  if (depth > DEPTH_MAX) fail(reader, `more than ${DEPTH_MAX} levels`);
  matched(reader, SPACE);
  const first = reader.text[reader.at];
  if (first === '[') return readBrackets(reader, ']', depth + 1);
  if (first === '(') return readBrackets(reader, ')', depth + 1);
  if (first === '{') return readBraces(reader, depth + 1);
  const prefix = matched(reader, PREFIX);
  if (prefix !== null) return readTexts(reader, prefix);
  const start = reader.at;
  const word = matched(reader, WORD);
  const value = word === null ? undefined : WORDS.get(word);
  if (word === null) return readNumber(reader);
  reader.at = start;
  if (value === undefined) return fail(reader, `"${word.slice(0, 40)}" is no literal`);
  reader.at += word.length;
  return value;
}

/** The value that the literal says. Throws a `Skip` that says where it is none. */
export function parsePythonLiteral(text: string): Json {
  const reader: Reader = { text, at: 0 };
  const value = readValue(reader, 0);
  matched(reader, SPACE);
  if (reader.at !== text.length) fail(reader, 'something behind the literal');
  return value;
}
