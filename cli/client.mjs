// Builds the web app into `client/built/`, unless what is there was built from the very same files. Runs on any Node of set-up.

import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const built = join(root, 'client', 'built');
const stamp = join(built, '.stamp');

/** What the app is made of: its own files, the protocol that it speaks, and the packages of the lock file. */
function sources() {
  const rooms = ['client', join('server', 'protocol'), join('server', 'kernel')];
  const files = rooms.flatMap((room) =>
    readdirSync(join(root, room), { recursive: true })
      .map((path) => join(room, path))
      .filter((path) => !path.startsWith(join('client', 'built')) && /\.[a-z]+$/.test(path)),
  );
  return [...files.sort(), 'package-lock.json'];
}

function fingerprint() {
  const hash = createHash('sha256');
  for (const path of sources())
    hash
      .update(`${path}\0`)
      .update(readFileSync(join(root, path)))
      .update('\0');
  return hash.digest('hex');
}

/** Ends the process where the app cannot be built. */
export function buildClient() {
  const wanted = fingerprint();
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  const { status, error, stdout, stderr } = spawnSync('vite', ['build', 'client', '--logLevel', 'warn'], {
    cwd: root,
    shell: process.platform === 'win32',
    encoding: 'utf8',
    env: { ...process.env, PATH: [join(root, 'node_modules', '.bin'), process.env.PATH].join(delimiter) },
  });
  if (status !== 0) {
    process.stderr.write(`${stdout ?? ''}${stderr ?? ''}`);
    process.stderr.write(`The web app was not built: ${error ? error.message : `vite ended with status ${status}`}\n`);
    process.exit(1);
  }
  writeFileSync(stamp, wanted);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) buildClient();
