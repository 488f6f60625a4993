/** Sources without types are kept between processes, and whatever is wrong with what was kept costs time only. */

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { createStripped } from '../../server/reviewer/sandbox/embedded/stripped.ts';

const folder = mkdtempSync(join(tmpdir(), 'arena-stripped-'));
afterAll(() => rmSync(folder, { recursive: true }));

const SOURCE = 'export const one: number = 1;\n';
const TEXT = 'export const one         = 1;\n';

function textWith(file: string): string {
  const stripped = createStripped(file);
  const text = stripped.textOf(SOURCE);
  stripped.keep();
  return text;
}

test('what was stripped once is found again by its source, and another source is not', () => {
  const file = join(folder, 'new/kept.json');
  expect(textWith(file)).toBe(TEXT);
  writeFileSync(file, readFileSync(file, 'utf8').replace('= 1', '= 2'));
  expect(textWith(file)).toContain('= 2');
  expect(createStripped(file).textOf(`${SOURCE}\n`)).toBe(`${TEXT}\n`);
});

test.each(['', '{', '[]', '{"a":1}'])('a file that holds %j is as good as none', (damaged) => {
  const file = join(folder, 'damaged.json');
  writeFileSync(file, damaged);
  expect(textWith(file)).toBe(TEXT);
  expect(Object.values(JSON.parse(readFileSync(file, 'utf8')))).toEqual([TEXT]);
});

test('a folder that cannot be written to harms nothing', () => {
  writeFileSync(join(folder, 'file'), '');
  expect(textWith(join(folder, 'file/kept.json'))).toBe(TEXT);
});
