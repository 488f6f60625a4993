/** Numbers that JSON has no way to say, written as `{"$number": text}` where an acceptance allows wide numbers. */

import type { Json } from './acceptance.ts';

export const NUMBER_KEY = '$number';
/** What Python turns into a text and back without being asked to allow more. */
export const NUMBER_DIGITS_MAX = 4_300;

export interface WideNumber {
  readonly [NUMBER_KEY]: string;
}

const INTEGER = /^-?(?:0|[1-9][0-9]*)$/;
const DECIMAL = /^-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?$/;
const NOT_FINITE = ['NaN', 'Infinity', '-Infinity'];

export function isIntegerText(text: string): boolean {
  return INTEGER.test(text);
}

function isNumberText(text: string): boolean {
  if (NOT_FINITE.includes(text)) return true;
  if (text.length > NUMBER_DIGITS_MAX || !DECIMAL.test(text)) return false;
  return INTEGER.test(text) || Number.isFinite(Number(text));
}

/** Whether a value is a number in this form: no other key, and a text that says one. */
export function isWideNumber(value: Json): value is WideNumber & Json {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const [key, ...others] = Object.keys(value);
  if (key !== NUMBER_KEY || others.length > 0) return false;
  const text = (value as Readonly<Record<string, Json>>)[key];
  return typeof text === 'string' && isNumberText(text);
}

/** The path of the first `$number` in a value that says no number, or null: there is none. */
export function firstBadNumber(
  value: Json,
  path: readonly (string | number)[] = [],
): readonly (string | number)[] | null {
  if (typeof value !== 'object' || value === null || isWideNumber(value)) return null;
  if (Object.hasOwn(value, NUMBER_KEY)) return path;
  for (const [key, item] of Object.entries(value)) {
    const found = firstBadNumber(item, [...path, key]);
    if (found !== null) return found;
  }
  return null;
}
