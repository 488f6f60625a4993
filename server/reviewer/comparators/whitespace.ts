/** White space: texts are equal after folding runs inside lines and dropping what stands at the end of a line or text. */

import type { Json } from '../../protocol/arena/acceptance.ts';
import { type Comparison, differs, EQUAL } from './comparison.ts';
import { textDifference } from './exact.ts';
import { compareShape } from './shape.ts';

/**
 * Spaces, tabs, carriage returns and form feeds fold to one space; line breaks stay, except at the end of the text.
 * Runs are folded before ends are trimmed, so that a megabyte of spaces takes linear time.
 */
export function foldWhitespace(text: string): string {
  const lines = text
    .replaceAll(/[ \t\r\f\v]+/g, ' ')
    .split('\n')
    .map((line) => (line.endsWith(' ') ? line.slice(0, -1) : line));
  let count = lines.length;
  while (count > 0 && lines[count - 1] === '') count -= 1;
  return lines.slice(0, count).join('\n');
}

/** Texts by their folded form, wherever they stand in the value; everything else exactly. */
export function compareWhitespace(expected: Json, answer: Json): Comparison {
  if (typeof expected === 'string' && typeof answer === 'string') {
    const wanted = foldWhitespace(expected);
    const got = foldWhitespace(answer);
    return wanted === got ? EQUAL : differs(textDifference(wanted, got));
  }
  return compareShape(expected, answer, {
    numbers: (a, b) => a === b,
    texts: (a, b) => foldWhitespace(a) === foldWhitespace(b),
  });
}
