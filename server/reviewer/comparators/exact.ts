/** Exact: the same JSON value, or the same text to the byte. */

import type { Json } from '../../protocol/arena/acceptance.ts';
import { type Comparison, differs, EQUAL, inWords } from './comparison.ts';
import { compareShape } from './shape.ts';

/** Names the first line that differs: long texts are of no use to people. */
export function textDifference(expected: string, answer: string): string {
  const wanted = expected.split('\n');
  const got = answer.split('\n');
  const index = wanted.findIndex((line, position) => line !== got[position]);
  if (index === -1) return `the text goes on after line ${wanted.length}, where it should end`;
  const found = got[index];
  const line = wanted[index] ?? '';
  if (found === undefined) return `the text ends before line ${index + 1}, which should be ${inWords(line)}`;
  return `line ${index + 1}: expected ${inWords(line)}, got ${inWords(found)}`;
}

/** Numbers by value (1 is 1.0, -0 is 0), truth values never equal numbers, key order does not count, texts to the byte. */
export function compareExact(expected: Json, answer: Json): Comparison {
  if (typeof expected === 'string' && typeof answer === 'string') {
    return expected === answer ? EQUAL : differs(textDifference(expected, answer));
  }
  return compareShape(expected, answer, { numbers: (a, b) => a === b, texts: (a, b) => a === b });
}
