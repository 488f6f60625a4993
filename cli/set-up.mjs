// Brings the dependencies of the lock file to a fresh clone. Runs before `npm start` and `npm test`, on any Node.

import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const lock = createHash('sha256')
  .update(readFileSync(join(root, 'package-lock.json')))
  .digest('hex');
const stamp = join(root, 'node_modules', '.arena-set-up');
const installed = existsSync(stamp) ? readFileSync(stamp, 'utf8') : '';

if (installed !== lock) {
  process.stdout.write('Set-up: installing the packages of package-lock.json (npm ci), once; about a minute …\n');
  const { status, error } = spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit'],
    shell: process.platform === 'win32',
  });
  if (status !== 0) {
    process.stderr.write(
      `Set-up failed: npm ci ended with ${error ? error.message : `status ${status}`}.\n` +
        'Check that the npm registry can be reached, then run the same command again.\n',
    );
    process.exit(1);
  }
  mkdirSync(dirname(stamp), { recursive: true });
  linkCommand();
  writeFileSync(stamp, lock);
  process.stdout.write('Set-up: done.\n');
}

/** Makes `npx arena` work inside the project itself: npm links the commands of dependencies only. */
function linkCommand() {
  const link = join(root, 'node_modules', '.bin', 'arena');
  if (process.platform === 'win32' || existsSync(link)) return;
  symlinkSync(join('..', '..', 'cli', 'arena.mjs'), link);
}
