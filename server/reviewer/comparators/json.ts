/** JSON: texts are parsed and compared as values, so key order and white space do not count. */

import type { Json } from '../../protocol/arena/acceptance.ts';
import { type Comparison, differs, isTooDeep } from './comparison.ts';
import { compareExact } from './exact.ts';

function parse(text: string): { readonly value: Json } | null {
  try {
    return { value: JSON.parse(text) as Json };
  } catch (problem) {
    if (problem instanceof SyntaxError || problem instanceof RangeError) return null;
    throw problem;
  }
}

/** Texts by the value they say; an expected text that is no JSON, and values that are no texts, compare exactly. */
export function compareJson(expected: Json, answer: Json): Comparison {
  if (typeof expected !== 'string' || typeof answer !== 'string') return compareExact(expected, answer);
  const wanted = parse(expected);
  if (wanted === null) return compareExact(expected, answer);
  const got = parse(answer);
  if (got === null) return differs('the answer is not JSON');
  if (isTooDeep(got.value) || isTooDeep(wanted.value)) return differs('the answer is nested too deeply');
  return compareExact(wanted.value, got.value);
}
