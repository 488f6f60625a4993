/** Only the pinned bytes run: one letter more in a file of an engine, and the sandbox is unavailable instead of different. */

import { appendFileSync, cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import {
  BINARIES,
  type BinaryName,
  findBinaries,
  readBinary,
  readTypeRemover,
} from '../../server/reviewer/sandbox/embedded/binaries.ts';

const paths = findBinaries();
const folder = mkdtempSync(join(tmpdir(), 'pinned-'));
afterAll(() => rmSync(folder, { recursive: true }));

type OneFile = Exclude<BinaryName, 'typeRemover'>;
const FILES = (Object.keys(BINARIES) as BinaryName[]).filter((name): name is OneFile => name !== 'typeRemover');

test.each(FILES)('%s', (name) => {
  expect(readBinary(name, paths).length).toBeGreaterThan(0);
  const changed = join(folder, `${name}-${basename(paths[name])}`);
  cpSync(paths[name], changed);
  appendFileSync(changed, ' ');
  expect(() => readBinary(name, { ...paths, [name]: changed })).toThrow(`${name} has sha256`);
  expect(() => readBinary(name, { ...paths, [name]: join(folder, 'nowhere') })).toThrow(`cannot read ${name}`);
});

test('the modules that remove types: none changed, none more, none less', () => {
  expect(readTypeRemover(paths).has('index.js')).toBe(true);
  const copy = (name: string): string => {
    cpSync(paths.typeRemover, join(folder, name), { recursive: true });
    return join(folder, name);
  };
  const changed = copy('changed');
  appendFileSync(join(changed, 'parser/index.js'), ' ');
  const more = copy('more');
  writeFileSync(join(more, 'more.js'), '');
  const less = copy('less');
  rmSync(join(less, 'NameManager.js'));
  for (const typeRemover of [changed, more, less]) {
    expect(() => readTypeRemover({ ...paths, typeRemover })).toThrow('typeRemover has sha256');
  }
  expect(() => readTypeRemover({ ...paths, typeRemover: join(folder, 'nowhere') })).toThrow('cannot read typeRemover');
  // Forms of the modules that are never read may change.
  const aside = copy('aside');
  appendFileSync(join(aside, 'cli.js'), ' ');
  expect(readTypeRemover({ ...paths, typeRemover: aside }).size).toBe(53);
});
