/**
 * What walls and boxes promise, once more as an ordinary user without any rights, where these tests are run by root. What
 * programs may rely on inside does not depend on who runs them: that is done again with `npm run test:long`.
 */

import { spawnSync } from 'node:child_process';
import { chmodSync, chownSync, mkdtempSync, rmdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { expect, test } from 'vitest';
import { describeOnNative } from '../../helpers/native.ts';
import { ROOT } from '../../helpers/source-files.ts';

const NOBODY = '65534';
const isRoot = process.geteuid?.() === 0;
const WHOLE = process.env.ARENA_ORDINARY_USER === 'whole';
const NATIVE_SUITE = [...(WHOLE ? ['programs'] : []), 'hostile', 'hostile-others', 'box', 'missing'];
const SUITE = [
  'test/reviewer/engine-wall.test.ts',
  ...NATIVE_SUITE.map((name) => `test/reviewer/native/${name}.test.ts`),
];
/** The project may lie where nobody can walk to: it is mounted where everybody can, for this one process. */
const SCRIPT =
  'mount --bind "$1" "$2" && cd "$2" && shift 2 && exec setpriv --reuid "$NOBODY" --regid "$NOBODY" --clear-groups "$@"';

if (!isRoot)
  console.warn('The suite of the native tier is not run a second time: it already runs as an ordinary user.');

describeOnNative('as an ordinary user', () => {
  test.runIf(isRoot)('all of it passes', { timeout: 1_200_000 }, () => {
    const place = mkdtempSync(join(tmpdir(), 'arena-'));
    chmodSync(place, 0o755);
    const compiled = mkdtempSync(join(tmpdir(), 'arena-compiled-'));
    chownSync(compiled, Number(NOBODY), Number(NOBODY));
    const vitest = [join(place, 'node_modules/vitest/vitest.mjs'), 'run', '--configLoader', 'runner', ...SUITE];
    const inside = relative(ROOT, process.execPath);
    const node = inside.startsWith('..') ? process.execPath : join(place, inside);
    const found = spawnSync('unshare', ['--mount', 'sh', '-c', SCRIPT, 'sh', ROOT, place, node, ...vitest], {
      env: {
        ...{ NOBODY, PATH: process.env.PATH, CI: 'true', HOME: '/tmp', NO_COLOR: '1', ARENA_HOSTILE_ROUNDS: '1' },
        // What this process has compiled is not read by another user, and he may write none into the project.
        NODE_COMPILE_CACHE: compiled,
      },
      maxBuffer: 1 << 26,
    });
    rmdirSync(place);
    rmSync(compiled, { recursive: true });
    const report = `${found.stdout}\n${found.stderr}`;
    expect(found.status, report.slice(-20_000)).toBe(0);
    expect(report).toMatch(/(\d{2,}) passed, 0 failed, 0 skipped/);
  });
});
