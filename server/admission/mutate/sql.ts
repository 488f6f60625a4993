/** Slips in SQL, by its words: a small set, for queries are short and their clauses say what they ask for. */

import { type Edit, lineAt, type Operator } from './mutant.ts';

const TOKEN =
  /'(?:[^']|'')*'|"(?:[^"]|"")*"|--[^\n]*|\/\*[\s\S]*?\*\/|[A-Za-z_][A-Za-z0-9_]*|\d+(?:\.\d+)?|<=|>=|<>|!=|\|\||[^\s]/g;

/** Words and signs, and what stands in their place; an empty text takes them away. */
const SWAPS: Readonly<Record<string, readonly [Operator, readonly string[]]>> = {
  '<': ['comparison', ['<=', '>=']],
  '<=': ['comparison', ['<', '>']],
  '>': ['comparison', ['>=', '<=']],
  '>=': ['comparison', ['>', '<']],
  '=': ['comparison', ['<>']],
  '<>': ['comparison', ['=']],
  '!=': ['comparison', ['=']],
  '+': ['arithmetic', ['-']],
  '-': ['arithmetic', ['+']],
  '/': ['arithmetic', ['*']],
  OR: ['boolean', ['AND']],
  NOT: ['boolean', ['']],
  MIN: ['min and max', ['MAX']],
  MAX: ['min and max', ['MIN']],
  SUM: ['query clause', ['AVG', 'MAX']],
  AVG: ['query clause', ['SUM']],
  COUNT: ['query clause', ['SUM']],
  DISTINCT: ['query clause', ['']],
  LEFT: ['query clause', ['']],
  ALL: ['query clause', ['']],
  RANK: ['query clause', ['ROW_NUMBER']],
  DENSE_RANK: ['query clause', ['RANK']],
  ROW_NUMBER: ['query clause', ['RANK']],
  LAG: ['query clause', ['LEAD']],
  LEAD: ['query clause', ['LAG']],
  ASC: ['sort order', ['DESC']],
  DESC: ['sort order', ['ASC']],
  UPPER: ['text case', ['LOWER']],
  LOWER: ['text case', ['UPPER']],
  TRIM: ['text case', ['']],
};
const QUERY_START = /^(?:SELECT|WITH|VALUES)$/i;

interface Token {
  readonly text: string;
  readonly start: number;
}

function tokensOf(source: string): Token[] {
  return [...source.matchAll(TOKEN)]
    .map((found) => ({ text: found[0], start: found.index }))
    .filter(({ text }) => !text.startsWith('--') && !text.startsWith('/*'));
}

function literalsFor(text: string): readonly string[] {
  if (/^\d/.test(text)) {
    const value = Number(text);
    return value === 0 ? ['1'] : [String(value + 1), String(value - 1)];
  }
  if (!text.startsWith("'")) return [];
  return [text === "''" ? "'x'" : "''"];
}

/** The AND that belongs to a BETWEEN joins no conditions. */
function isOfBetween(tokens: readonly Token[], at: number): boolean {
  const before = tokens.slice(Math.max(0, at - 8), at).map(({ text }) => text.toUpperCase());
  const between = before.lastIndexOf('BETWEEN');
  return between !== -1 && !before.slice(between).includes('AND');
}

/** Every slip that the operators know. Throws a `SyntaxError` where the text does not begin as a query. */
export function sqlEdits(source: string): readonly Edit[] {
  const tokens = tokensOf(source);
  if (!QUERY_START.test(tokens[0]?.text ?? '')) throw new SyntaxError('a query begins with SELECT, WITH or VALUES');
  return tokens.flatMap(({ text, start }, at): Edit[] => {
    const place = { line: lineAt(source, start), start, end: start + text.length };
    const constants = literalsFor(text).map((replacement): Edit => ({ ...place, operator: 'constant', replacement }));
    const word = text.toUpperCase();
    if (word === 'AND') {
      return isOfBetween(tokens, at) ? [] : [{ ...place, operator: 'boolean', replacement: 'OR' }];
    }
    const [operator, others] = (Object.hasOwn(SWAPS, word) ? SWAPS[word] : undefined) ?? (['constant', []] as const);
    return [...constants, ...others.map((replacement): Edit => ({ ...place, operator, replacement }))];
  });
}
