/** Amounts as people type them: what can only be one number is read, what may be either is not guessed. */

import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { typedNumber } from '../../client/text/typed.ts';
import { ROOT } from '../helpers/source-files.ts';

test.each([
  ['12', 12],
  [' 12.5 ', 12.5],
  ['12,50', 12.5],
  ['1234567.89', 1_234_567.89],
  ['1 250', 1_250],
  ["1'250.5", 1_250.5],
  ['1\u202f250,50', 1_250.5],
  ['0', 0],
])('%j is the same everywhere', (typed, value) => {
  for (const group of [',', '.', '\u202f', '’']) expect(typedNumber(typed, group)).toBe(value);
});

test.each([
  ['1,250', ',', 1_250],
  ['1,250.50', ',', 1_250.5],
  ['1.250', '.', 1_250],
  ['12.345.678,90', '.', 12_345_678.9],
])('%j is thousands where %j parts them', (typed, group, value) => {
  expect(typedNumber(typed, group)).toBe(value);
});

test.each([
  ['1.250', ','],
  ['1,250', '.'],
  ['1,250', '\u202f'],
  ['1,25,000', ','],
  ['1.250,500', '.'],
  ['12.345', ','],
  ['', ','],
  ['-5', ','],
  ['1e3', ','],
  ['$5', ','],
  ['0x10', ','],
  ['Infinity', ','],
  ['12 50', ','],
  ['12345678901', ','],
])('%j is no number where %j parts thousands', (typed, group) => {
  expect(typedNumber(typed, group)).toBeNull();
});

test.each([
  ['en_US', '1250', '99.50'],
  ['de_DE', '1250', '99,50'],
  ['ar_EG', '1250', '99.50'],
  ['fa_IR', '1250', '99.50'],
])('what a field begins with in %s it reads again', (locale, whole, withCents) => {
  const program = `
    const { amountText, typedCents } = await import(${JSON.stringify(join(ROOT, 'client/text/typed.ts'))});
    const texts = [125_000, 9_950].map(amountText);
    console.log(JSON.stringify([...texts, ...texts.map(typedCents)]));`;
  const env = { ...process.env, LC_ALL: `${locale}.UTF-8` };
  const said = execFileSync(process.execPath, ['--input-type=module', '--eval', program], { env, encoding: 'utf8' });
  expect(JSON.parse(said)).toEqual([whole, withCents, 125_000, 9_950]);
});
