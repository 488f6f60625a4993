/** A test that passes only when it is tried again: told by name with its first words, and begun where the first try began. */

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { ended, start } from './helpers/arena-command.ts';
import { ROOT } from './helpers/source-files.ts';

const CONFIG = {
  globals: true,
  retry: 1,
  include: ['*.test.js'],
  reporters: ['default', join(ROOT, 'test/helpers/plain-line-reporter.ts')],
};

const TESTS = `
import { openedFor } from '${ROOT}test/helpers/stage.ts';

const calls = [];
let stage;
openedFor(async () => { calls.push('open'); stage = []; }, async () => { calls.push('close'); });

test('stands on a stage', () => {
  stage.push('done');
  if (calls.length === 1) throw new Error('no frame came\\nfor a minute');
  expect([calls, stage]).toEqual([['open', 'close', 'open'], ['done']]);
});
test('passes at once', () => undefined);
test('never passes', () => { throw new Error('no'); });
test('is left out', (context) => context.skip());
`;

test('what passed only when tried again stands before the last line, and the last line counts it as passed', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'arena-tried-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  writeFileSync(join(folder, 'vitest.config.mjs'), `export default ${JSON.stringify({ test: CONFIG })};\n`);
  writeFileSync(join(folder, 'some.test.js'), TESTS);
  const vitest = [join(ROOT, 'node_modules/vitest/vitest.mjs'), 'run', '--root', folder];
  const { VITEST: _ours, ...env } = process.env;
  const { code, stdout, stderr } = await ended(start(process.execPath, vitest, folder, env));
  expect(code, stdout + stderr).toBe(1);
  expect(stdout.trimEnd().split('\n').slice(-3), stderr).toEqual([
    'Passed only when tried again: 1',
    '  some.test.js > stands on a stage: no frame came',
    '2 passed, 1 failed, 1 skipped',
  ]);
});
