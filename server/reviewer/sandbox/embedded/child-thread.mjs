// Where the thread begins that runs programs: its sources come through the request pipe, without types. So a child starts in
// half the time, and may read no file of this project but its own two entries.

import { readSync } from 'node:fs';
import { registerHooks } from 'node:module';

const INPUT_FD = 0;
const LENGTH_BYTES = 4;

function readExactly(size) {
  const bytes = Buffer.alloc(size);
  for (let filled = 0; filled < size; ) {
    const count = readSync(INPUT_FD, bytes, filled, size - filled, null);
    if (count === 0) process.exit(0);
    filled += count;
  }
  return bytes;
}

const { entry, sources } = JSON.parse(readExactly(readExactly(LENGTH_BYTES).readUInt32LE(0)).toString('utf8'));

registerHooks({
  resolve: (specifier, context, next) => {
    const url = specifier.startsWith('.') ? new URL(specifier, context.parentURL).href : specifier;
    return Object.hasOwn(sources, url) ? { url, format: 'module', shortCircuit: true } : next(specifier, context);
  },
  load: (url, context, next) =>
    Object.hasOwn(sources, url) ? { format: 'module', source: sources[url], shortCircuit: true } : next(url, context),
});

await import(entry);
