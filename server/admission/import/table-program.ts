/** Programs made of answers: they stand where a set has cases and no solution, so that a project can be played at all. */

import { canonicalJson, sha256 } from '../../kernel/hash.ts';
import type { Json } from '../../protocol/arena/acceptance.ts';
import { pythonText } from './bench.ts';
import type { FunctionCase, StdioCase } from './draft.ts';

const STDIO = pythonText('table_stdio');
const FUNCTION = pythonText('table_function');

/**
 * Turns of an empty loop, some 20 million ticks: twenty times as much is the largest budget there is, which is what a
 * solution that nobody has measured should have.
 */
export const SPIN = 2_400_000;

/** A text of Python that says the JSON text. */
const quoted = (value: Json): string =>
  JSON.stringify(canonicalJson(value)).replaceAll('\u2028', '\\u2028').replaceAll('\u2029', '\\u2029');

function filled(template: string, words: Readonly<Record<string, string>>): string {
  // A function as replacement: what is put in may hold what would be a pattern there.
  return Object.entries(words).reduce((text, [word, value]) => text.replace(word, () => value), template);
}

export function stdioTable(cases: readonly StdioCase[], spin = 0): string {
  const table = Object.fromEntries(cases.map(({ stdin, expected }) => [sha256(stdin), expected]));
  return filled(STDIO, { SPIN: String(spin), TABLE: quoted(table) });
}

export function functionTable(entry: string, cases: readonly FunctionCase[], spin = 0): string {
  const table = cases.map(({ args, expected }) => [args, expected]);
  return filled(FUNCTION, { SPIN: String(spin), TABLE: quoted(table), ENTRY: entry });
}
