/** What the app says stands in `client/text/` and nowhere else, and figures are written and read by the locale there. */

import { parse } from '@babel/parser';
import { expect, test } from 'vitest';
import { childrenOf, isNode, type SyntaxNode } from '../../server/admission/mutate/javascript-tree.ts';
import { type SourceFile, sourceFiles } from '../helpers/source-files.ts';

const LETTERS = /\p{L}{2}/u;
/** Begins as a sentence does, and goes on. */
const PROSE = /^\p{Lu}\p{Ll}+[,:]? \p{L}/u;
const READ_ALOUD = new Set(['aria-label', 'title', 'label', 'placeholder', 'alt', 'hint', 'text']);

/** What a programmer reads when something is broken is for no reader of the app. */
function isForProgrammers({ type, callee }: SyntaxNode): boolean {
  return type === 'NewExpression' && isNode(callee) && /Error$/.test(String(callee.name));
}

function wordsOf(node: SyntaxNode): string | null {
  switch (node.type) {
    case 'JSXText':
      return LETTERS.test(String(node.value)) ? String(node.value).trim() : null;
    case 'JSXAttribute': {
      const { name, value } = node;
      const read = isNode(name) && READ_ALOUD.has(String(name.name));
      const said = read && isNode(value) ? String(value.value ?? '') : '';
      return LETTERS.test(said) ? said : null;
    }
    case 'StringLiteral':
      return PROSE.test(String(node.value)) ? String(node.value) : null;
    case 'TemplateElement': {
      const { raw } = node.value as { readonly raw: string };
      return PROSE.test(raw.trim()) ? raw : null;
    }
    default:
      return null;
  }
}

function saidIn(node: SyntaxNode): readonly string[] {
  if (isForProgrammers(node)) return [];
  const own = wordsOf(node);
  return [...(own === null ? [] : [own]), ...childrenOf(node).flatMap(({ node: child }) => saidIn(child))];
}

function saidBy({ path, text }: SourceFile): readonly string[] {
  const { program } = parse(text, { sourceType: 'module', plugins: ['typescript', 'jsx'] });
  return saidIn(program as unknown as SyntaxNode).map((words) => `${path}: ${words}`);
}

const outside = sourceFiles(/^client\/(?!text\/|built\/).*\.tsx?$/);

test('no page, part or address of the app holds a word of its own', () => {
  expect(outside.length).toBeGreaterThan(150);
  expect(outside.flatMap(saidBy)).toEqual([]);
});

test('the rule finds a text, a label, a sentence and half of one', () => {
  const text = `const one = <p aria-label="Bids">Open <b>{'Place a bid'}</b>{\`Paid to \${you}\`}</p>; throw new Error('No such');`;
  const found = saidBy({ path: 'client/x.tsx', text, lines: [text] });
  expect(found.map((one) => one.split(': ')[1])).toEqual(['Bids', 'Open', 'Place a bid', 'Paid to ']);
});

test('figures are written and read by the locale, in one place', () => {
  const formatting = /\bnew Intl\.|\.toLocale[A-Z]\w*\(|\bparseFloat\(/;
  expect(outside.filter(({ text }) => formatting.test(text)).map(({ path }) => path)).toEqual([]);
});
