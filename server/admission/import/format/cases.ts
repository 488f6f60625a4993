/** What sets of competition problems share: cases in JSON texts, methods of a class, and the words for both. */

import type { Json } from '../../../protocol/arena/acceptance.ts';
import { parseStrictJson } from '../../../reviewer/sandbox/strict-json.ts';
import { hasPrototypeKey } from '../read/json.ts';
import { Skip } from '../trouble.ts';

/** A JSON text inside a field, numbers kept as they are written. A `Skip` names the field. */
export function jsonIn(field: string, text: string): Json {
  const parsed = parseStrictJson(text, 'wide');
  if (parsed.ok && hasPrototypeKey(parsed.value)) throw new Skip('unsafe_key', `${field}: a key is named __proto__`);
  if (parsed.ok) return parsed.value;
  throw new Skip('wrong_field', `${field}: ${parsed.error}`);
}

/** Sets ask for a method of `class Solution`; here it is a function, so that there is one way to call what was delivered. */
export function functionForm(entry: string, question: string, starter: string): string {
  const method = starter.includes('self');
  const shape = method ? `, with the parameters of the method shown but \`self\` and outside of any class` : '';
  const shown = starter.trim() === '' ? '' : `\n\n${starter.trim()}`;
  return `Write the Python function ${entry} in solution.py${shape}.\n\n${question.trim()}${shown}\n`;
}

export function programForm(question: string): string {
  return `Write a Python program, solution.py, that reads standard input and writes standard output.\n\n${question.trim()}\n`;
}

/** A solution that has the function inside `class Solution`, with the function that is asked for behind it. */
export function asFunction(program: string, entry: string): string {
  if (!/^class Solution\b/m.test(program)) return program;
  return `${program.trimEnd()}\n\n\ndef ${entry}(*arguments):\n    return Solution().${entry}(*arguments)\n`;
}

export function shownAndHidden<Case>(cases: readonly Case[]): { visible: readonly Case[]; hidden: readonly Case[] } {
  if (cases.length < 2) throw new Skip('no_tests', 'one case only: shown, it leaves nothing to judge by');
  return { visible: cases.slice(0, 1), hidden: cases.slice(1) };
}
