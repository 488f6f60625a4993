/**
 * All words of the app, by page; those of most pages come with them. A translation is another value of this form; nothing else in
 * the app holds a word. Texts that hold values are functions, so that each language can order and bend them as it must.
 */

import { entry } from './en/entry.ts';
import { markets } from './en/markets.ts';
import { shell } from './en/shell.ts';

export const words = {
  shell,
  entry,
  markets,
} as const;
