/** Who is shown a run in the browser after it was played, and how: people at a terminal, until they have seen enough. */

import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { invitation, looksOn } from '../../cli/look-on.ts';
import { readOptions } from '../../cli/serve-options.ts';
import { serveUntilTold } from '../../cli/serve-until-told.ts';

const PERSON = { files: [], quiet: false, noServe: false, input: true, output: true };

test('a person at a terminal who named no file looks on', () => {
  expect(looksOn(PERSON)).toBe(true);
});

test.each([
  ['a named file', { files: ['first.yaml'] }],
  ['--quiet', { quiet: true }],
  ['--no-serve', { noServe: true }],
  ['nobody who could press Ctrl-C', { input: false }],
  ['output into a pipe', { output: false }],
])('%s ends when it is played', (_what, change) => {
  expect(looksOn({ ...PERSON, ...change })).toBe(false);
});

test('the invitation leads to a seat, or to the sign-in of who has one', () => {
  expect(invitation('http://127.0.0.1:8080', { ownerLink: 'secret' })).toContain('http://127.0.0.1:8080/join/secret\n');
  expect(invitation('http://127.0.0.1:8080', { ownerLink: null })).toContain('http://127.0.0.1:8080\n');
});

test('where the port is taken another serves, and Ctrl-C ends it', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'arena-look-'));
  const other = createServer();
  onTestFinished(() => {
    other.close();
    rmSync(folder, { recursive: true, force: true });
  });
  const taken = await new Promise<number>((resolve) => {
    other.listen(0, '127.0.0.1', () => resolve(Number(Object(other.address()).port)));
  });
  const told = new AbortController();
  let address = '';
  let page: Promise<Response> | null = null;
  const words = ['--db', join(folder, 'market.db'), '--port', String(taken), '--quiet'];
  const options = { ...readOptions(words), anyPort: true };
  await serveUntilTold(options, told.signal, (url) => {
    address = url;
    page = fetch(url);
    page.then(
      () => told.abort(),
      () => told.abort(),
    );
    return '';
  });
  expect(new URL(address).port).not.toBe(String(taken));
  expect(await page).toMatchObject({ status: 200 });
});
