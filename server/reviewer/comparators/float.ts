/** Float: the same shape, with numbers equal within a tolerance around the expected one. */

import type { Json } from '../../protocol/arena/acceptance.ts';
import { type Comparison, differs, EQUAL, expectedButGot } from './comparison.ts';
import { compareShape } from './shape.ts';

export interface Tolerance {
  readonly absolute: number;
  readonly relative: number;
}

/** Whether `answer` lies within `absolute + relative × |expected|` of `expected`, bounds included. */
export function isClose(expected: number, answer: number, tolerance: Tolerance): boolean {
  if (expected === answer) return true;
  if (!Number.isFinite(expected) || !Number.isFinite(answer)) return false;
  return Math.abs(expected - answer) <= tolerance.absolute + tolerance.relative * Math.abs(expected);
}

// Every letter can be read in one way only, so that a megabyte of digits takes linear time.
const NUMBER = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?$/;

/** The number that a token of text says in decimal notation, or null. */
export function readNumber(token: string): number | null {
  return NUMBER.test(token) ? Number(token) : null;
}

function tokensOf(text: string): readonly string[] {
  return text.split(/[ \t\r\n\f\v]+/).filter((token) => token !== '');
}

function compareTokens(expected: string, answer: string, tolerance: Tolerance): Comparison {
  const wanted = tokensOf(expected);
  const got = tokensOf(answer);
  for (const [index, token] of wanted.entries()) {
    const found = got[index];
    if (found === undefined) return differs(`the text ends after ${got.length} of ${wanted.length} words`);
    if (found === token) continue;
    const value = readNumber(token);
    const other = readNumber(found);
    if (value === null || other === null || !isClose(value, other, tolerance)) {
      return differs(`word ${index + 1}: ${expectedButGot(token, found)}`);
    }
  }
  return got.length > wanted.length ? differs(`${got.length} words where ${wanted.length} are expected`) : EQUAL;
}

/** Numbers within the tolerance; texts word by word, words that are numbers within the tolerance too. */
export function compareFloat(expected: Json, answer: Json, tolerance: Tolerance): Comparison {
  if (typeof expected === 'string' && typeof answer === 'string') return compareTokens(expected, answer, tolerance);
  return compareShape(expected, answer, {
    numbers: (a, b) => isClose(a, b, tolerance),
    texts: (a, b) => compareTokens(a, b, tolerance).equal,
  });
}
