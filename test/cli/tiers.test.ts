/** The command line over other machines: runners and containers by name, and what is said where they are not there. */

import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { arena } from '../helpers/arena-command.ts';
import { startRunner } from '../helpers/arena-work.ts';

// Whole runs, each a process of its own, on a machine that may have other things to do.
vi.setConfig({ testTimeout: 400_000 });

const folder = mkdtempSync(join(tmpdir(), 'arena-tiers-'));
beforeAll(() => {
  writeFileSync(join(folder, 'small.yaml'), 'name: small\nseed: s\nprotocol: auction\ncorpus: { limit: 1 }\n');
  writeFileSync(join(folder, 'token'), 'a-token-of-some-length\n');
  writeFileSync(join(folder, 'short'), 'short\n');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test.each([
  ['a runner that is not there', ['run', 'small.yaml', '--runner', 'http://127.0.0.1:1'], 69, 'ECONNREFUSED'],
  ['a runner that is no address', ['run', 'small.yaml', '--runner', 'here'], 64, 'write http://host:port'],
  [
    'a token that is not there',
    ['run', 'small.yaml', '--runner', 'http://127.0.0.1:1', '--runner-token', 'no'],
    65,
    'cannot be read',
  ],
  ['a token that is none', ['work', '--port', '0', '--token-file', 'short'], 65, 'at least 16'],
  ['no port', ['work'], 64, 'arena work --port 7000'],
  ['a port that is none', ['work', '--port', 'x'], 64, '--port: 0 to 65535'],
  ['a tier that is none', ['work', '--port', '0', '--tier', 'moon'], 64, 'embedded or native'],
  ['an address for everybody without a token', ['work', '--port', '0', '--host', '0.0.0.0'], 64, 'name a --token-file'],
  [
    'an image by a name that can move',
    ['work', '--port', '0', '--container', 'python:3'],
    69,
    'container engine|not named by its content',
  ],
])('%s', async (_what, args, code, words) => {
  const end = await arena(folder, ...args);
  expect({ code: end.code, stdout: end.stdout }, end.stderr).toEqual({ code, stdout: '' });
  expect(end.stderr).toMatch(new RegExp(words));
  expect(end.stderr).not.toMatch(/\n\s+at .*:\d+/);
  expect(existsSync(join(folder, 'runs'))).toBe(false);
});

test('a tournament whose deliveries are judged on another machine comes out the same, to the byte; the doctor tells every tier', async () => {
  const work = await startRunner('--token-file', join(folder, 'token'), '--workers', '2');
  try {
    const options = ['--runner', work.url.origin, '--runner-token', 'token'];
    // A run that takes long says how far it is, and nothing else.
    const stderr = expect.stringMatching(/^(?:small · \d\/1 projects.*\n)*$/);
    expect(await arena(folder, 'run', 'small.yaml', '--out', 'apart', ...options)).toMatchObject({ code: 0, stderr });
    expect(await arena(folder, 'run', 'small.yaml', '--out', 'here')).toMatchObject({ code: 0, stderr });
    for (const file of ['standing.json', 'log/small.ndjson']) {
      const of = (run: string): string => readFileSync(join(folder, run, 'small', file), 'utf8');
      expect(of('apart')).toBe(of('here'));
    }
    const doctor = await arena(folder, 'doctor', ...options, '--container', 'python:3');
    expect(doctor.code, doctor.stdout).toBe(1);
    for (const words of [
      'Tier embedded, which stands on every machine: stands',
      'A runner on a machine apart: stands',
      'Tier native, in containers: FAILS',
    ])
      expect(doctor.stdout).toContain(words);
  } finally {
    expect(await work.stop()).toMatchObject({ code: 0 });
  }
});
