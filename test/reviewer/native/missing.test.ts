/** Where the native tier cannot stand, one sentence says what is missing. */

import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createNativeSandbox } from '../../../server/reviewer/sandbox/native.ts';
import { SandboxUnavailable } from '../../../server/reviewer/sandbox.ts';
import { ROOT } from '../../helpers/source-files.ts';

function describedWith(env: NodeJS.ProcessEnv, before = ''): { readonly stands: boolean; readonly missing?: string } {
  const script = `${before}
    const { describeNative } = await import('./server/reviewer/sandbox/native.ts');
    console.log(JSON.stringify(await describeNative()));`;
  const found = spawnSync(process.execPath, ['--input-type=module', '--eval', script], { cwd: ROOT, env });
  expect(found.status, found.stderr.toString()).toBe(0);
  return JSON.parse(found.stdout.toString());
}

test.runIf(process.platform === 'linux')('without bubblewrap', () => {
  const missing =
    'the native tier cannot stand here: bubblewrap is not installed (Debian and Ubuntu: apt install bubblewrap)';
  expect(describedWith({ PATH: '/nowhere' })).toEqual({ stands: false, missing });
});

test('on another system or processor', () => {
  const named = (name: string, value: string): string =>
    `Object.defineProperty(process, '${name}', { value: '${value}' });`;
  expect(describedWith({}, named('platform', 'darwin')).missing).toContain('it needs Linux, and this is darwin');
  if (process.platform !== 'linux') return;
  expect(describedWith({}, named('arch', 'riscv64')).missing).toContain(
    'no system-call filter for processors of riscv64',
  );
});

test('a bubblewrap that may not make namespaces is named with its own words', () => {
  if (process.platform !== 'linux') return;
  const folder = mkdtempSync(join(tmpdir(), 'bwrap-'));
  writeFileSync(join(folder, 'bwrap'), '#!/bin/sh\necho "bwrap: setting up uid map: Permission denied" >&2\nexit 1\n', {
    mode: 0o755,
  });
  const { missing } = describedWith({ PATH: `${folder}:${process.env.PATH}` });
  rmSync(folder, { recursive: true });
  expect(missing).toContain('the box does not work (bwrap: setting up uid map: Permission denied)');
  expect(missing).toMatch(/CAP_SYS_ADMIN|AppArmor profile/);
});

test('it is a fault, never a verdict', async () => {
  const path = process.env.PATH;
  process.env.PATH = '/nowhere';
  try {
    await expect(createNativeSandbox()).rejects.toBeInstanceOf(SandboxUnavailable);
  } finally {
    process.env.PATH = path;
  }
});
