/** The texts that engines boot from: part of the identity of every verdict. */

import { readFileSync } from 'node:fs';
import type { StartMessage } from './frames.ts';

function text(path: string): string {
  return readFileSync(new URL(path, import.meta.url), 'utf8');
}

export function bootTexts(): StartMessage['boot'] {
  return {
    python: text('./python/boot.py'),
    buildFacts: text('./python/sysconfigdata.py'),
    typescript: text('./typescript/remover.js'),
    javascript: { files: text('./javascript/files.js'), main: text('./javascript/boot.js') },
  };
}
