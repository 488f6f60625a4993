/** The file of a study under its form: read with lines, changed at one place, and nothing else in it touched. */

import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { inline } from '../../client/data/people-studies/markdown.ts';
import { readStudyFile, written } from '../../client/data/people-studies/study-file.ts';

const SEED = readFileSync(new URL('../../seeds/people-study.yaml', import.meta.url), 'utf8');

test('a change at one place leaves comments, order and all else as they were', () => {
  const changed = written(SEED, ['pay', 'baseCents'], 700);
  expect(readStudyFile(changed).troubles).toEqual([]);
  expect(changed).toContain('# A study with people');
  const before = readStudyFile(SEED).value as { pay: object };
  expect(readStudyFile(changed).value).toEqual({ ...before, pay: { ...before.pay, baseCents: 700 } });
  const text = 'Two lines: one,\n  # and "another"\n';
  expect(readStudyFile(written(SEED, ['debrief'], text)).value).toEqual({ ...before, debrief: text });
});

test('what is taken away takes its empty map along, and a text in the way of a map gives way', () => {
  expect(written('practice: { slug: x }\nname: a\n', ['practice', 'slug'], undefined)).toBe('name: a\n');
  expect(readStudyFile(written('pay: much\n', ['pay', 'baseCents'], 5)).value).toEqual({ pay: { baseCents: 5 } });
});

test('what is wrong is told by place and line, also within one of several forms, and for texts that are no YAML', () => {
  const wrong = written(written(SEED, ['projects', 'slugs'], []), ['quota'], 'many');
  const told = readStudyFile(wrong).troubles.map(({ place, line }) => [place, line]);
  const lineOf = (start: string): number => wrong.split('\n').findIndex((line) => line.trim().startsWith(start)) + 1;
  expect(told).toEqual([
    ['quota', lineOf('quota:')],
    ['projects.slugs', lineOf('slugs:')],
  ]);
  expect(readStudyFile('name: a\nquota: [1\n')).toMatchObject({ value: null, troubles: [{ line: 3 }] });
  for (const nothing of ['', 'hello', '- 1']) expect(readStudyFile(nothing)).toMatchObject({ value: null });
  const levels = Array.from({ length: 9 }, (_, level) => `a${level + 1}: &a${level + 1} [${`*a${level},`.repeat(9)}]`);
  expect(readStudyFile(`a0: &a0 [x]\n${levels.join('\n')}\n`)).toMatchObject({
    value: null,
    troubles: [{ place: '' }],
  });
});

test('words in a summary stay words', () => {
  expect(inline('\\<b\\>not bold\\</b\\> \\`x\\` and `pilot`.')).toEqual([
    { code: false, text: '<b>not bold</b> `x` and ' },
    { code: true, text: 'pilot' },
    { code: false, text: '.' },
  ]);
});
