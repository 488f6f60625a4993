/** Picks the comparator. Expected values and answers meet here, in the reviewer's own process, and nowhere else. */

import { unreachable } from '../../kernel/assert.ts';
import type { Comparator, Json } from '../../protocol/arena/acceptance.ts';
import { type Comparison, differs, isTooDeep } from './comparison.ts';
import { compareExact } from './exact.ts';
import { compareFloat } from './float.ts';
import { compareJson } from './json.ts';
import { compareTable } from './table.ts';
import { compareUnordered } from './unordered.ts';
import { compareWhitespace } from './whitespace.ts';
import { exactForm, nearestForm } from './wide-number.ts';

/** Comparators that are plain functions; a `checker` runs in the sandbox instead (see `checker.ts`). */
export type PlainComparator = Exclude<Comparator, { kind: 'checker' }>;

/** Compares an answer with the expected value; texts are JSON strings. Never throws on any JSON value, however hostile. */
export function compare(comparator: PlainComparator, expected: Json, answer: Json): Comparison {
  if (isTooDeep(answer) || isTooDeep(expected)) return differs('the answer is nested too deeply');
  switch (comparator.kind) {
    case 'exact':
      return compareExact(expected, answer);
    case 'whitespace':
      return compareWhitespace(expected, answer);
    case 'float':
      return compareFloat(expected, answer, comparator);
    case 'unordered':
      return compareUnordered(expected, answer, comparator.deep);
    case 'json':
      return compareJson(expected, answer);
    case 'table':
      return compareTable(expected, answer, comparator);
    default:
      return unreachable(comparator);
  }
}

/** The same where `{"$number": text}` on either side is the number it says. */
export function compareWide(comparator: PlainComparator, expected: Json, answer: Json): Comparison {
  if (isTooDeep(answer) || isTooDeep(expected)) return differs('the answer is nested too deeply');
  const form = comparator.kind === 'float' ? nearestForm : exactForm;
  return compare(comparator, form(expected), form(answer));
}
