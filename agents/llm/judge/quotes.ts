/** Whether a quote stands in what it is said to be from, and whether it is code: a judge's words are checked before they count. */

import type { Files } from '../../../server/protocol/arena/acceptance.ts';
import type { Quote } from '../../../server/protocol/arena/rubric.ts';

/** A single letter stands everywhere, and shows nothing. */
const CHARACTERS_MIN = 4;

/** Runs of white space are one space: models indent as they like. */
function folded(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

/** Without lines that are only a comment, in any of the languages that are delivered. */
function withoutComments(text: string): string {
  return text
    .replace(/\/\*[\s\S]*?\*\//g, ' ')
    .split('\n')
    .filter((line) => !/^\s*(?:#|\/\/|--)/.test(line))
    .map((line) => line.replace(/\s(?:#|\/\/|--)\s.*$/, ''))
    .join('\n');
}

/** Python's texts in threes that stand as a statement say something and do nothing. */
function withoutDocstrings(text: string): string {
  return text.replace(/^[ \t]*[rRuU]?("""|''')[\s\S]*?\1[ \t]*;?[ \t]*$/gm, ' ');
}

/** What is wrong with a quote, in words for the model, or null. */
export function quoteProblem({ file, text }: Quote, files: Files): string | null {
  const whole = Object.hasOwn(files, file) ? files[file] : undefined;
  if (whole === undefined) return `there is no file ${JSON.stringify(file.slice(0, 80))}`;
  const quote = folded(text);
  if (quote.length < CHARACTERS_MIN) return 'a quote has at least four characters';
  return folded(whole).includes(quote) ? null : `${JSON.stringify(text.slice(0, 80))} does not stand in ${file}`;
}

/** Whether the quote still stands there when everything that does nothing is taken out. */
export function isCode({ file, text }: Quote, files: Files): boolean {
  const code = folded(withoutComments(withoutDocstrings(files[file] ?? '')));
  return code.includes(folded(text));
}

/** Whether a sentence stands in a posting. */
export function standsIn(sentence: string, description: string): boolean {
  const wanted = folded(sentence);
  return wanted.length >= CHARACTERS_MIN && folded(description).includes(wanted);
}
