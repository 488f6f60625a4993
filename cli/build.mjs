// Builds what a package carries: JavaScript and types into `dist/`, and beside them every file that code reads by its own address.
// Nothing in the repository runs what is built: sources run as they are.

import { spawnSync } from 'node:child_process';
import { cpSync, readdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { buildClient } from './client.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const ROOMS = ['server', 'agents', 'db', 'seeds'];

// TypeScript is compiled, pages are for people, and a migration's picture of the schema is for whoever writes the next one.
const LEFT_OUT = /\.(?:ts|md)$|_snapshot\.json$/;

rmSync(join(root, 'dist'), { recursive: true, force: true });
// All of the JavaScript, and the types of the one module that a package lets others import.
for (const project of ['tsconfig.build.json', 'tsconfig.types.json']) {
  const { status, error } = spawnSync('tsc', ['-p', project], {
    cwd: root,
    shell: process.platform === 'win32',
    // What `npm pack` prints on its standard output is for programs.
    stdio: ['ignore', 2, 2],
  });
  if (status === 0) continue;
  process.stderr.write(`build: tsc -p ${project} ended with ${error ? error.message : `status ${status}`}\n`);
  process.exit(1);
}
buildClient();
cpSync(join(root, 'client', 'built'), join(root, 'dist', 'client', 'built'), { recursive: true });
// Whoever asks which version this is finds it at the same distance, built or not.
cpSync(join(root, 'package.json'), join(root, 'dist', 'package.json'));
for (const room of ROOMS) {
  for (const entry of readdirSync(join(root, room), { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || LEFT_OUT.test(entry.name)) continue;
    const file = join(entry.parentPath, entry.name);
    cpSync(file, join(root, 'dist', file.slice(root.length)));
  }
}
