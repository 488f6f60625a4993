/** Cuts texts of any size to what people read and a finding keeps. */

import type { Json } from '../protocol/arena/acceptance.ts';
import type { Excerpt } from './combine.ts';

/** Characters (UTF-16 code units) of a text that a finding keeps. */
export const EXCERPT_MAX = 4_000;

/** The beginning of `text`; a character is never cut in half. */
export function excerptOf(text: string): Excerpt {
  if (text.length <= EXCERPT_MAX) return { text, characters: text.length };
  const last = text.charCodeAt(EXCERPT_MAX - 1);
  const end = last >= 0xd800 && last <= 0xdbff ? EXCERPT_MAX - 1 : EXCERPT_MAX;
  return { text: text.slice(0, end), characters: text.length };
}

/** Values as JSON without white space (indentation can make a hostile answer hundreds of times larger), texts as they are. */
export function excerptOfValue(value: Json): Excerpt {
  return excerptOf(typeof value === 'string' ? value : JSON.stringify(value));
}
