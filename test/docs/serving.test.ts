/** The page about serving names what there is, and no other. */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { OPTIONS } from '../../cli/serve-options.ts';
import { SCOPE_MEANINGS } from '../../server/protocol/arena/scope.ts';
import { quoted, section, tableRows } from '../helpers/markdown.ts';
import { ROOT } from '../helpers/source-files.ts';

const page = readFileSync(join(ROOT, 'docs/serving.md'), 'utf8');

test('its words are those of the verb', () => {
  const named = tableRows(section(page, 'Starting')).flatMap(([cell = '']) => quoted(cell));
  expect(named.map((word) => word.split(' ')[0]?.slice(2)).sort()).toEqual(Object.keys(OPTIONS).sort());
});

test('its scopes are those of tokens, with what people are told of them', () => {
  const named = tableRows(section(page, 'Programs')).map(([scope = '', meaning]) => [quoted(scope)[0], meaning]);
  expect(Object.fromEntries(named)).toEqual(SCOPE_MEANINGS);
});
