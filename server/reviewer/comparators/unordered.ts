/** Unordered: lists are equal as multisets, and texts are equal as multisets of lines. */

import { canonicalJson } from '../../kernel/hash.ts';
import type { Json } from '../../protocol/arena/acceptance.ts';
import { type Comparison, differs, EQUAL, isList, isObject } from './comparison.ts';
import { compareExact } from './exact.ts';

/** Equal texts for values that are equal when the order in lists does not count. */
function looseKey(value: Json): string {
  if (isList(value)) return `[${value.map(looseKey).sort().join(',')}]`;
  if (!isObject(value)) return canonicalJson(value);
  const members = Object.keys(value)
    .sort()
    .map((key) => `${JSON.stringify(key)}:${looseKey(value[key] ?? null)}`);
  return `{${members.join(',')}}`;
}

function count(keys: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  return counts;
}

/** Compares two multisets given by the keys of their items; `noun` names an item in the difference. */
export function compareMultisets(expected: readonly string[], answer: readonly string[], noun: string): Comparison {
  if (expected.length !== answer.length) {
    return differs(`expected ${expected.length} ${noun}s, got ${answer.length}`);
  }
  const wanted = count(expected);
  const got = count(answer);
  for (const [index, key] of expected.entries()) {
    if ((got.get(key) ?? 0) < (wanted.get(key) ?? 0)) {
      return differs(`in any order: expected ${noun} ${index + 1} is missing or too rare`);
    }
  }
  return EQUAL;
}

/** Lines without their line ends; empty lines at the end of the text do not count. */
function linesOf(text: string): readonly string[] {
  const lines = text.split('\n').map((line) => (line.endsWith('\r') ? line.slice(0, -1) : line));
  while (lines.at(-1) === '') lines.pop();
  return lines;
}

/** The outermost list as a multiset, or with `deep` every list; what is not a list or text compares exactly. */
export function compareUnordered(expected: Json, answer: Json, deep: boolean): Comparison {
  if (typeof expected === 'string' && typeof answer === 'string') {
    return compareMultisets(linesOf(expected), linesOf(answer), 'line');
  }
  const key = deep ? looseKey : canonicalJson;
  if (isList(expected) && isList(answer)) return compareMultisets(expected.map(key), answer.map(key), 'item');
  if (!deep) return compareExact(expected, answer);
  return looseKey(expected) === looseKey(answer) ? EQUAL : differs('the values differ, whatever the order in lists');
}
