/** What the server writes for a review board is read as headings, lists and tables, and whatever somebody put into it stays text. */

import { expect, test } from 'vitest';
import { blocksOf } from '../../client/data/markdown.ts';

test('headings, paragraphs, lists, tables and code', () => {
  const text =
    '# A study\n\nStudy `one`, open.\n\n- first\n- second\n\n| what | until |\n|---|---|\n| ids \\| answers | the end |\n';
  const plain = (words: string) => [{ code: false, text: words }];
  expect(blocksOf(text)).toEqual([
    { kind: 'heading', level: 1, text: plain('A study') },
    {
      kind: 'paragraph',
      text: [
        { code: false, text: 'Study ' },
        { code: true, text: 'one' },
        { code: false, text: ', open.' },
      ],
    },
    { kind: 'list', items: [plain('first'), plain('second')] },
    {
      kind: 'table',
      head: [plain('what'), plain('until')],
      rows: [[plain('ids | answers'), plain('the end')]],
    },
  ]);
});

test('links, markup and escaped letters are words and nothing else', () => {
  const hostile = '[a](javascript:alert\\(1\\)) <img src=x onerror=alert\\(1\\)> \\*not bold\\*';
  expect(blocksOf(hostile)).toEqual([
    {
      kind: 'paragraph',
      text: [{ code: false, text: '[a](javascript:alert(1)) <img src=x onerror=alert(1)> *not bold*' }],
    },
  ]);
});
