/** The sources that a child runs, read and freed from types once in the reviewer's process: every child is sent them. */

import { readFileSync } from 'node:fs';
import { extname } from 'node:path';
import { createStripped } from './stripped.ts';

/** Sources in the repository, what was built of them in an installed package: this file is either itself. */
const ENDING = extname(import.meta.url);
const ENTRY = new URL(`./runner${ENDING}`, import.meta.url).href;
const IMPORT = /^(?:import|export)\b[^;]*?'(\.{1,2}\/[^']+\.(?:ts|js))';/gm;

/** What child-thread.mjs reads: the address of the first module, and the text of every module by its address. */
export interface ChildSources {
  readonly entry: string;
  readonly sources: Readonly<Record<string, string>>;
}

function collect(): ChildSources {
  const sources: Record<string, string> = {};
  const stripped = createStripped();
  const visit = (url: string): void => {
    if (Object.hasOwn(sources, url)) return;
    const source = readFileSync(new URL(url), 'utf8');
    const text = ENDING === '.ts' ? stripped.textOf(source) : source;
    sources[url] = text;
    // Imports of types alone are gone by now.
    for (const [, path = ''] of text.matchAll(IMPORT)) visit(new URL(path, url).href);
  };
  visit(ENTRY);
  stripped.keep();
  return { entry: ENTRY, sources };
}

let collected: ChildSources | undefined;

export function childSources(): ChildSources {
  collected ??= collect();
  return collected;
}
