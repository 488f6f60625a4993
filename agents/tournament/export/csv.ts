/** Rows as CSV: RFC 4180, and no text in it that a spreadsheet would run. */

import type { DictionaryLine } from '../observations/dictionary.ts';
import type { ExportedRow, Value } from './exported-rows.ts';

/** What a spreadsheet takes for the start of a formula, its full-width forms too, and the quote that keeps it from doing so. */
const DANGEROUS = /^['=+\-@\t\r\n＝＋－＠]/u;

/**
 * A text that begins like a formula, or with a quote, is led by one quote: whoever reads the file takes one quote away
 * from the start of every text that has one, and has the text again. Numbers stay numbers, negative ones too.
 */
export function csvValue(value: Value): string {
  if (value === null) return '';
  if (typeof value !== 'string') return String(value);
  const safe = DANGEROUS.test(value) ? `'${value}` : value;
  // An empty text is quoted: an empty cell is no value.
  return safe === '' || /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** Lines end in CRLF; the first names the columns. */
export function* csvLines(columns: readonly DictionaryLine[], rows: Iterable<ExportedRow>): Generator<string> {
  yield `${columns.map(({ column }) => csvValue(column)).join(',')}\r\n`;
  for (const row of rows) yield `${columns.map(({ column }) => csvValue(row[column] ?? null)).join(',')}\r\n`;
}

const DICTIONARY = ['table', 'column', 'type', 'values', 'nullable', 'unit', 'meaning'] as const;

export function* dictionaryLines(dictionary: readonly DictionaryLine[]): Generator<string> {
  yield `${DICTIONARY.join(',')}\r\n`;
  for (const line of dictionary) {
    const cells = DICTIONARY.map((key) => (key === 'values' ? line.values.join(' ') : line[key]));
    yield `${cells.map(csvValue).join(',')}\r\n`;
  }
}
