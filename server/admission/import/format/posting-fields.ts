/** Cells of postings: numbers that may be missing, lists of tags, and texts without what only moves cursors. */

import type { ImportedPosting, PriceSource } from '../posting.ts';
import { parsePythonLiteral } from '../python-literal.ts';
import { type Row, Skip } from '../trouble.ts';

const NUMBER = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d{1,3})?$/;
const NONE = ['', 'nan', 'none', 'null', 'n/a'];

/** A number, or null where the cell says that there is none. A formula, a text, a negative amount is a `Skip`. */
export function numberIn(field: string, cell: string | number | boolean | null): number | null {
  if (cell === null) return null;
  const text = String(cell).trim();
  if (NONE.includes(text.toLowerCase())) return null;
  const number = NUMBER.test(text) ? Number(text) : Number.NaN;
  if (!Number.isFinite(number) || number < 0)
    throw new Skip('wrong_field', `${field}: "${text.slice(0, 40)}" is no amount`);
  return number;
}

/** A list of tags as Python spells it. */
export function skillsIn(field: string, text: string): string[] {
  const value = text.trim() === '' ? [] : parsePythonLiteral(text);
  if (!Array.isArray(value)) throw new Skip('wrong_field', `${field}: no list`);
  return value.map((tag) => {
    if (typeof tag !== 'string' || tag.trim() === '' || tag.length > 200)
      throw new Skip('wrong_field', `${field}: no text`);
    return tag.trim();
  });
}

/** What somebody offered, as it was written: nothing is converted, for a rate is a fact of its own. */
export function postedPrice(min: number | null, max: number | null, currency: string): ImportedPosting['price'] {
  if (min !== null && max !== null && min > max)
    throw new Skip('wrong_field', `the least price ${min} is above the most, ${max}`);
  const posted: PriceSource['posted'] = min === null && max === null ? null : { min, max, currency };
  return { posted, exchange: null, estimate: null };
}

/** These fields letter by letter. */
export function original(row: Row, ...names: readonly string[]): ImportedPosting['original'] {
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = row[name];
      const kept = typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : null;
      return Object.hasOwn(row, name) ? [[name, kept]] : [];
    }),
  );
}

/** Line ends of one kind, and no character that steers a terminal. */
export function plainText(text: string): string {
  return withoutControls(text.replaceAll('\r\n', '\n').replaceAll('\r', '\n')).trim();
}

/** Control characters but newline and tab, and those that turn the direction of writing. */
const CONTROLS = /[\p{Cc}\p{Bidi_Control}\u2028\u2029]/gu;

export function withoutControls(text: string): string {
  return text.replace(CONTROLS, (letter) => (letter === '\n' || letter === '\t' ? letter : ''));
}
