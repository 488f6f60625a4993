/** The guide of imports says what is so: every format, option, code and field is there, and none that is not. */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { FORMATS } from '../../server/admission/import/formats.ts';
import { importedPostingSchema } from '../../server/admission/import/posting.ts';
import { PRICE_RULES } from '../../server/admission/import/price.ts';
import { SKIP_CODES } from '../../server/admission/import/trouble.ts';
import { projectPackageSchema } from '../../server/protocol/arena/project-package.ts';
import { quoted, section, tableRows } from '../helpers/markdown.ts';
import { ROOT } from '../helpers/source-files.ts';

const guide = readFileSync(join(ROOT, 'docs/importing.md'), 'utf8');
const firstCells = (text: string): string[] => tableRows(text).flatMap(([cell = '']) => quoted(cell));

test('formats, and what each makes', () => {
  const told = tableRows(section(guide, 'Formats')).map(([name = '', , makes]) => [quoted(name)[0], makes]);
  expect(told).toEqual(
    FORMATS.map(({ name, makes }) => [name, makes === 'tasks' ? 'projects' : 'postings']).toSorted(byGuide(told)),
  );
});

/** In the order of the guide: which is told, not how it is sorted, is the matter. */
function byGuide(told: readonly (readonly unknown[])[]): (a: readonly unknown[], b: readonly unknown[]) => number {
  const place = ([name]: readonly unknown[]): number => told.findIndex(([other]) => other === name);
  return (a, b) => place(a) - place(b);
}

test('codes with their meanings', () => {
  const told = tableRows(section(guide, 'Why a row is skipped')).map(([code = '', meaning]) => [
    quoted(code)[0],
    meaning,
  ]);
  expect(told).toEqual(Object.entries(SKIP_CODES));
});

test('price rules and options', () => {
  expect(firstCells(section(guide, 'How a row becomes a project'))).toEqual([...PRICE_RULES]);
  const source = readFileSync(join(ROOT, 'cli/import-options.ts'), 'utf8');
  const options = [...source.matchAll(/^ {2}'?([a-z-]+)'?: \{ type: /gm)].map(([, name = '']) => `--${name}`);
  expect(options.length).toBeGreaterThan(8);
  const told = firstCells(section(guide, 'Options')).map((option) => option.split(' ')[0]);
  expect(told.toSorted()).toEqual(options.toSorted());
});

test('fields of postings and of projects', () => {
  expect(firstCells(section(guide, 'Postings')).toSorted()).toEqual(
    Object.keys(importedPostingSchema.shape).toSorted(),
  );
  expect(firstCells(section(guide, "The arena's own files")).toSorted()).toEqual(
    Object.keys(projectPackageSchema.shape).toSorted(),
  );
});
