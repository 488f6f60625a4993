/** The texts that engines boot from: part of the identity of every verdict. */

import { readFileSync } from 'node:fs';
import type { StartMessage } from './frames.ts';

/** Python modules of ours that the interpreter knows from its boot on, each after those that it imports. */
const PRELOADED = { arena_values: 'values.py', arena_calls: 'calls.py', arena_assertions: 'assertions.py' } as const;

function text(path: string): string {
  return readFileSync(new URL(path, import.meta.url), 'utf8');
}

export function bootTexts(): StartMessage['boot'] {
  const modules = Object.entries(PRELOADED).map(([name, file]) => [name, text(`./python/${file}`)]);
  return {
    python: { modules: Object.fromEntries(modules), main: text('./python/boot.py') },
    buildFacts: text('./python/sysconfigdata.py'),
    typescript: text('./typescript/remover.js'),
    javascript: { files: text('./javascript/files.js'), main: text('./javascript/boot.js') },
  };
}
