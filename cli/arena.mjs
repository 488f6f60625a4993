#!/usr/bin/env node
// The entry of every command. Plain JavaScript, so that any Node can run it far enough to say what is wrong.

import { existsSync } from 'node:fs';
import module from 'node:module';
import process from 'node:process';
import { fileURLToPath } from 'node:url';

const OLDEST = 24;
const major = Number(process.versions.node.split('.')[0]);

if (major < OLDEST) {
  process.stderr.write(
    `Freelance Arena needs Node ${OLDEST} or newer; this is Node ${process.versions.node}.\n` +
      'In the project folder, `npm start`, `npm test` and `npx arena` bring the right Node with them:\n' +
      'start it that way, or install Node 24 (https://nodejs.org) and try again.\n',
  );
  process.exitCode = 69;
} else {
  // Half of a short command's time is compiling what did not change. The cache is in our own folder, since code found in a
  // temporary folder that all may write to would be run; where ours cannot be written, Node goes on without.
  module.enableCompileCache(fileURLToPath(new URL('../node_modules/.cache/arena', import.meta.url)));
  // A reader that has seen enough (`arena standing … | head`) is no trouble of ours.
  process.stdout.on('error', (thrown) => {
    if (thrown.code !== 'EPIPE') throw thrown;
    process.exit();
  });
  // The repository has the sources, which Node runs as they are; under node_modules it does not, so a package brings what was built.
  const inRepository = existsSync(new URL('./arena.ts', import.meta.url));
  const { main } = await import(inRepository ? './arena.ts' : '../dist/cli/arena.js');
  process.exitCode = await main(process.argv.slice(2));
}
