/** The page about MCP names what there is, and no other; its settings start what they say. */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { OPTIONS } from '../../cli/mcp.ts';
import { TOOLS } from '../../server/http/mcp/tools.ts';
import { RULES } from '../../server/http/rules.ts';
import { codeBlocks, quoted, section, tableRows } from '../helpers/markdown.ts';
import { ROOT } from '../helpers/source-files.ts';

const page = readFileSync(join(ROOT, 'docs/mcp.md'), 'utf8');
const words = Object.keys(OPTIONS).map((name) => `--${name}`);

interface Settings {
  readonly mcpServers: {
    readonly arena: { readonly command?: string; readonly args?: readonly string[]; readonly url?: string };
  };
}

test('its tools are those of the server, with the scopes that they ask for', () => {
  const named = tableRows(section(page, 'The tools')).map(([tool = '', scope = '']) => [
    quoted(tool)[0],
    quoted(scope)[0],
  ]);
  expect(named).toEqual(TOOLS.map(({ name, scope }) => [name, scope]));
});

test('its words are those of the verb', () => {
  const rows = tableRows(section(page, 'A running arena, for assistants that start a program'));
  expect(rows.map(([cell = '']) => quoted(cell)[0]?.split(' ')[0]).sort()).toEqual(words.toSorted());
});

test('its settings name commands, words and routes that there are', () => {
  const blocks = codeBlocks(page).filter(({ language }) => language === 'json');
  expect(blocks.length).toBe(3);
  for (const { text } of blocks) {
    const { command, args, url } = (JSON.parse(text) as Settings).mcpServers.arena;
    if (url !== undefined) expect(RULES).toHaveProperty([`POST ${new URL(url).pathname.replace(/^\/m\/[^/]+/, '')}`]);
    else expect([command, ...(args ?? []).slice(0, 2)]).toEqual(['npx', 'arena', 'mcp']);
    for (const word of (args ?? []).filter((one) => one.startsWith('-'))) expect(words).toContain(word);
  }
});
