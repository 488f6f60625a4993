/** What a comparison says, and how values are named to people without ever quoting much of them. */

import type { Json } from '../../protocol/arena/acceptance.ts';
import { isWideNumber, NUMBER_KEY } from '../../protocol/arena/wide-number.ts';

/** `difference` is one short sentence for people, empty when equal. It quotes the expected value: visible cases only. */
export interface Comparison {
  readonly equal: boolean;
  readonly difference: string;
}

export const EQUAL: Comparison = { equal: true, difference: '' };

export function differs(difference: string): Comparison {
  return { equal: false, difference };
}

/** Levels of lists and objects that are compared; the sandbox refuses deeper answers, parsed texts are held to the same. */
export const DEPTH_MAX = 200;

const QUOTED_MAX = 60;

export function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}

export function isObject(value: Json): value is { readonly [key: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Walks without recursion, so that a hostile answer cannot exhaust the reviewer's own stack. */
export function isTooDeep(value: Json): boolean {
  let level: Json[] = [value];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > DEPTH_MAX) return true;
    const next: Json[] = [];
    for (const item of level) {
      if (typeof item !== 'object' || item === null) continue;
      for (const child of Object.values(item)) if (typeof child === 'object' && child !== null) next.push(child);
    }
    level = next;
  }
  return false;
}

function cut(text: string): string {
  return text.length <= QUOTED_MAX ? JSON.stringify(text) : `${JSON.stringify(text.slice(0, QUOTED_MAX))}…`;
}

function shortened(digits: string): string {
  return digits.length <= QUOTED_MAX ? digits : `${digits.slice(0, QUOTED_MAX)}…`;
}

/** Names a value in a few words: small ones are quoted, large ones are counted. */
export function inWords(value: Json): string {
  if (typeof value === 'string') return cut(value);
  if (isWideNumber(value)) return shortened(value[NUMBER_KEY]);
  if (isList(value)) return value.length === 0 ? 'an empty list' : `a list of ${value.length}`;
  if (isObject(value)) return `an object with ${Object.keys(value).length} keys`;
  return String(value);
}

export function expectedButGot(expected: Json, answer: Json): string {
  return `expected ${inWords(expected)}, got ${inWords(answer)}`;
}
