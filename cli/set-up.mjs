// Brings the dependencies of the lock file to a fresh clone, and builds the web app. Runs before `npm start` and `npm test`, on any Node.

import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { buildClient } from './client.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const lock = createHash('sha256')
  .update(readFileSync(join(root, 'package-lock.json')))
  .digest('hex');
const stamp = join(root, 'node_modules', '.arena-set-up');
const windows = process.platform === 'win32';

if ((existsSync(stamp) ? readFileSync(stamp, 'utf8') : '') !== lock) {
  process.stdout.write('Set-up: installing the packages of package-lock.json, once; about a minute …\n');
  // No package's own scripts: better-sqlite3 brings its binaries, and npm would try to compile it all the same.
  attempt('npm ci', 'npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'], root, windows);
  bringNode();
  linkCommand();
  writeFileSync(stamp, lock);
  process.stdout.write('Set-up: done.\n');
}

buildClient();

/** Runs one step; where it fails, says which and what to do, and ends the process. */
function attempt(step, command, args, cwd, shell = false) {
  const { status, error } = spawnSync(command, args, { cwd, shell, stdio: ['ignore', 'ignore', 'inherit'] });
  if (status === 0) return;
  process.stderr.write(
    `Set-up failed: ${step} ended with ${error ? error.message : `status ${status}`}.\n` +
      'Check that the npm registry can be reached, then run the same command again.\n',
  );
  process.exit(1);
}

/** The one script that is needed: the package `node` fetches the Node of this platform from the npm registry. */
function bringNode() {
  const home = join(root, 'node_modules', 'node');
  // By name: npm ci has just removed the Node of an earlier set-up, and with it perhaps the one that runs this.
  attempt('fetching Node from the npm registry', 'node', ['installArchSpecificPackage.js'], home, windows);
  attempt('linking Node', 'npm', ['rebuild', 'node', '--ignore-scripts', '--loglevel=error'], root, windows);
}

/** Makes `npx arena` work inside the project itself: npm links the commands of dependencies only. */
function linkCommand() {
  const link = join(root, 'node_modules', '.bin', 'arena');
  if (!windows && !existsSync(link)) symlinkSync(join('..', '..', 'cli', 'arena.mjs'), link);
}
