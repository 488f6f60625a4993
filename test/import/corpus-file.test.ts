/** A corpus out of a file: all of it, or the line that is wrong. */

import { expect, test } from 'vitest';
import { buildCorpus } from '../../seeds/corpus.ts';
import { readCorpusFile } from '../../server/admission/corpus-file.ts';
import { headerLine, lineOf, projectLines } from '../../server/admission/import/lines.ts';
import { known } from '../../server/kernel/assert.ts';
import { testFolder } from './folder.ts';

const folder = testFolder();
const starter = buildCorpus('starter', 'corpus-file');
const first = known(starter[0], 'project');

test('the starter corpus, written and read, is what it was, byte by byte', async () => {
  const text = projectLines(starter);
  const read = await readCorpusFile(folder.write('starter.jsonl', text));
  expect(read).toEqual(starter);
  expect(projectLines(read)).toBe(text);
});

test.each([
  ['without a header', lineOf(first), 'its first line is not the header'],
  ['of postings', headerLine('postings'), 'holds postings without cases'],
  ['of nothing', headerLine('projects'), 'holds no project'],
  ['with a damaged line', `${headerLine('projects')}${lineOf(first)}{"slug":`, 'line 3'],
  [
    'with a project that lacks its key',
    `${headerLine('projects')}${JSON.stringify({ ...first, answerKey: undefined })}\n`,
    'line 2: answerKey',
  ],
  ['with one project twice', headerLine('projects') + lineOf(first) + lineOf(first), 'line 3: '],
  [
    'with two projects of one key',
    headerLine('projects') + lineOf(first) + lineOf({ ...first, slug: 'another' }),
    'line 3: another',
  ],
])('%s is refused', async (_name, text, said) => {
  await expect(readCorpusFile(folder.write('wrong.jsonl', text))).rejects.toThrow(said);
});
