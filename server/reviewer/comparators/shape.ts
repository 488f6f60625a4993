/** Walks two JSON values side by side; the caller says when two numbers and when two texts are equal. */

import type { Json } from '../../protocol/arena/acceptance.ts';
import { type Comparison, differs, EQUAL, expectedButGot, inWords, isList, isObject } from './comparison.ts';

export interface Leaves {
  readonly numbers: (expected: number, answer: number) => boolean;
  readonly texts: (expected: string, answer: string) => boolean;
}

interface Difference {
  readonly path: string;
  readonly words: string;
}

function listDifference(expected: readonly Json[], answer: readonly Json[], leaves: Leaves): Difference | null {
  if (expected.length !== answer.length) return { path: '', words: expectedButGot(expected, answer) };
  for (const [index, item] of expected.entries()) {
    const found = firstDifference(item, answer[index] ?? null, leaves);
    if (found !== null) return { ...found, path: `[${index}]${found.path}` };
  }
  return null;
}

// Only own keys are ever looked up: `__proto__` and `constructor` are keys like any other.
function objectDifference(
  expected: { readonly [key: string]: Json },
  answer: { readonly [key: string]: Json },
  leaves: Leaves,
): Difference | null {
  for (const key of Object.keys(expected)) {
    if (!Object.hasOwn(answer, key)) return { path: '', words: `key ${inWords(key)} is missing` };
    const found = firstDifference(expected[key] ?? null, answer[key] ?? null, leaves);
    if (found !== null) return { ...found, path: `[${inWords(key)}]${found.path}` };
  }
  for (const key of Object.keys(answer)) {
    if (!Object.hasOwn(expected, key)) return { path: '', words: `key ${inWords(key)} is not expected` };
  }
  return null;
}

function firstDifference(expected: Json, answer: Json, leaves: Leaves): Difference | null {
  if (isList(expected) && isList(answer)) return listDifference(expected, answer, leaves);
  if (isObject(expected) && isObject(answer)) return objectDifference(expected, answer, leaves);
  const equal =
    typeof expected === 'number' && typeof answer === 'number'
      ? leaves.numbers(expected, answer)
      : typeof expected === 'string' && typeof answer === 'string'
        ? leaves.texts(expected, answer)
        : expected === answer;
  return equal ? null : { path: '', words: expectedButGot(expected, answer) };
}

/** Compares by shape; lists in order, objects by key. Values must be no deeper than `DEPTH_MAX`. */
export function compareShape(expected: Json, answer: Json, leaves: Leaves): Comparison {
  const found = firstDifference(expected, answer, leaves);
  if (found === null) return EQUAL;
  return differs(found.path === '' ? found.words : `at ${found.path}: ${found.words}`);
}
