/** Task family: small languages (formulas with names and errors; a search query with AND, OR, NOT and phrases). */

import { type Chance, chance } from '../../server/kernel/prng.ts';
import type { Json } from '../../server/protocol/arena/acceptance.ts';
import type { ProjectPackage } from '../../server/protocol/arena/project-package.ts';
import { expressionParserAnswers } from './expression-parser.answers.ts';
import { formulaReference, formulaWrong, searchReference, searchWrong } from './expression-parser.programs.ts';
import { type Family, functionProject, type Posting, PYTHON } from './family.ts';

const FAMILY = 'expression-parser';

const formulaPosting: Posting = {
  slug: `${FAMILY}-1`,
  family: FAMILY,
  title: 'Safe formula evaluator in Python (no eval)',
  description: `
Our pricing tool lets sales people type formulas. At the moment we use eval(), which is a security problem. Please replace it by a small parser. eval, exec and compile are not acceptable; the code will be read.

File solution.py, function evaluate(formula, cells). formula is a string, cells is a dictionary from names to numbers.

A formula consists of
- numbers: digits, optionally a dot and more digits (12, 0.5; not .5 or 5.)
- names: letters A-Z in upper or lower case, which does not matter (price, PRICE and Price are the same cell; cells never has two names that differ by case only)
- + - * / ^ and round brackets. Blanks between these are ignored.

Precedence from weak to strong: + and -; then * and /; then the minus sign in front; then ^. Operators of the same strength work from left to right, only ^ works from right to left: 2^3^2 is 2^9. The minus sign is weaker than ^ on its right: -2^2 is -4. It may also stand behind another operator or repeat: 2*-3 is -6, 2^-1 is 0.5, --5 is 5. There is no plus sign in front.

Return {"value": number, "error": null}, or if something is wrong {"value": null, "error": text} with one of these texts:
"division by zero": division by 0, and 0 to a negative power
"unknown NAME": a name that is not in cells, in upper case
"syntax": everything that is not a formula (also the empty one, unknown characters, text left over at the end), and also a negative number to a power that is not whole

If a formula has several errors, report the first one met when reading and calculating from left to right; for example "1/0 +" is "division by zero" and "x + (" with unknown x is "unknown X".

Results are compared with a relative tolerance of 1e-9. Powers stay in a sensible range.`,
  skills: ['Python', 'Algorithm', 'Software Architecture', 'Security'],
  bracket: 'small',
  postedPriceCents: 30_000,
  estimatedMinutes: 80,
};

class FormulaProblem extends Error {}

/** Precedence climbing: one loop over binary operators with their binding strength. */
function evaluateFormula(formula: string, cells: Record<string, number>): Json {
  const tokens = formula.match(/\d+(?:\.\d+)?|[A-Za-z]+|\S/g) ?? [];
  const known = new Map(Object.entries(cells).map(([name, value]) => [name.toUpperCase(), value]));
  let at = 0;
  const strength: Record<string, number> = { '+': 1, '-': 1, '*': 2, '/': 2, '^': 4 };
  const first = (): number => {
    const token = tokens[at++] ?? '';
    if (token === '-') return -climb(3);
    if (/^\d/.test(token)) return Number(token);
    if (/^[A-Za-z]/.test(token)) {
      const value = known.get(token.toUpperCase());
      if (value === undefined) throw new FormulaProblem(`unknown ${token.toUpperCase()}`);
      return value;
    }
    const inner = token === '(' ? climb(1) : Number.NaN;
    if (token !== '(' || tokens[at++] !== ')') throw new FormulaProblem('syntax');
    return inner;
  };
  const climb = (weakest: number): number => {
    let left = first();
    for (;;) {
      const operator = tokens[at] ?? '';
      const own = strength[operator] ?? 0;
      if (own < weakest) return left;
      at += 1;
      left = combine(operator, left, climb(operator === '^' ? 3 : own + 1));
    }
  };
  try {
    const value = climb(1);
    if (at < tokens.length) throw new FormulaProblem('syntax');
    return { value, error: null };
  } catch (problem) {
    if (problem instanceof FormulaProblem) return { value: null, error: problem.message };
    throw problem;
  }
}

function combine(operator: string, left: number, right: number): number {
  if (operator === '+') return left + right;
  if (operator === '-') return left - right;
  if (operator === '*') return left * right;
  if ((operator === '/' && right === 0) || (operator === '^' && left === 0 && right < 0))
    throw new FormulaProblem('division by zero');
  if (operator === '/') return left / right;
  if (left < 0 && !Number.isInteger(right)) throw new FormulaProblem('syntax');
  return left ** right;
}

/** A formula of `depth` levels whose divisors and powers are never zero. */
function drawnFormula(random: Chance, depth: number): string {
  if (depth === 0) return random.pick(['price', 'Qty', 'RATE', String(1 + random.below(90)), `${random.below(9)}.25`]);
  const inner = () => drawnFormula(random, depth - 1 - random.below(depth));
  const bracketed = random.below(3) === 0;
  const text = random.pick([
    () => `${inner()} ${random.pick(['+', '-', '*'])} ${inner()}`,
    () => `-${inner()} / ${random.pick(['qty', '7', '0.5', '-3'])}`,
    () => `${inner()} - ${1 + random.below(3)}^${random.pick(['2', '-1', '3^0.5'])}`,
  ])();
  return bracketed ? `(${text})` : text;
}

function formulaProject(seed: string): ProjectPackage {
  const random = chance(seed, FAMILY, 'formula');
  const cells = { price: 19.5, QTY: 4, Rate: 0.19 };
  return functionProject<[string, Record<string, number>]>(PYTHON, formulaPosting, {
    entry: 'evaluate',
    comparator: { kind: 'float', absolute: 1e-9, relative: 1e-9 },
    answer: evaluateFormula,
    visible: {
      'price with tax': ['price * Qty * (1 + rate)', cells],
      'unknown name': ['price + margin', cells],
      brackets: ['(2 + 3) * 4.5 / 3', {}],
    },
    hidden: {
      'power from the right': ['2^3^2', {}],
      'minus and power': ['-2^2 + 2^-1 - --5', {}],
      'minus behind operators': ['2*-3 - -4/-8', {}],
      'left to right': ['100 - 10 - 5 / 2 / 5', {}],
      'empty formula': ['  ', cells],
      'left over': ['2 3', {}],
      'bracket not closed': ['(1 + 2', {}],
      'bracket too much': ['1 + 2)', {}],
      'numbers like .5': ['.5 + 1', {}],
      'plus in front': ['+5', {}],
      'division by zero first': ['1/(2-2) + x +', {}],
      'unknown first': ['x + (', {}],
      'zero to a negative power': ['0^-1', {}],
      'zero to zero': ['0^0 + qty^0', cells],
      'root of a negative number': ['(0-8)^0.5', {}],
      'negative to a whole power': ['(0-2)^3 * (-2)^2', {}],
      'many brackets': [`${'('.repeat(40)}rate${')'.repeat(40)}`, cells],
      'drawn formula': [drawnFormula(random, 4), cells],
      'large formula': [Array.from({ length: 250 }, () => `(${drawnFormula(random, 3)})`).join(' + '), cells],
    },
    reference: formulaReference,
    wrong: formulaWrong,
  });
}

const searchPosting: Posting = {
  slug: `${FAMILY}-2`,
  family: FAMILY,
  title: 'Boolean search over short documents (AND, OR, NOT, phrases, prefix)',
  description: `
I keep about two thousand notes and want to search them properly. Write me a Python module solution.py with search(query, documents). documents is a list of {"id": "n1", "text": "..."}; the result is the list of the ids of all matching documents, in the order of the documents.

Words of a document are the unbroken runs of the letters a-z and digits 0-9 after converting to lower case. Everything else separates words, so "e-mail" is two words, e and mail.

The query consists of these parts:

word: the document contains this word as a whole word, upper/lower case does not matter. If the word in the query contains separators it is a phrase (e-mail is the same as "e mail").
prefix*: some word of the document starts with this. In front of the star only letters and digits.
"some phrase": the words stand directly one after the other in the document, in this order
( ... ) grouping
NOT part: the part directly after it does not match. The part is a word, prefix, phrase, group or another NOT.
AND between parts; parts that simply follow each other are also meant as AND
OR between parts

NOT binds strongest, then AND (written or not), then OR: a b OR c NOT d means (a and b) or (c and not d).

The operators are upper case only; and, or, not in lower case are ordinary words. An operator inside quotes is an ordinary word too. A quote or bracket ends a word even without a blank.

The queries are always well formed: brackets and quotes match, operators have their parts, words and phrases contain at least one letter or digit. Only the query without any parts (empty or blanks) is special: it matches nothing. ASCII only.`,
  skills: ['Python', 'Search Engine', 'Algorithm', 'Text Processing'],
  bracket: 'small',
  postedPriceCents: 26_000,
  estimatedMinutes: 70,
};

type Note = { id: string; text: string };
type Matcher = (text: string) => boolean;

/** Matches on the words as one text with blanks around each, so that a phrase is a substring. */
function search(query: string, documents: Note[]): Json {
  const spaced = (text: string) =>
    ` ${text
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, ' ')
      .trim()} `;
  const tokens = query.match(/"[^"]*"|[()]|[^\s()"]+/g) ?? [];
  if (tokens.length === 0) return [];
  const part = (): Matcher => {
    const token = tokens.shift() ?? '';
    if (token === 'NOT') {
      const inner = part();
      return (text) => !inner(text);
    }
    if (token === '(') {
      const inner = alternatives();
      tokens.shift();
      return inner;
    }
    const wanted = token.endsWith('*') ? ` ${token.slice(0, -1).toLowerCase()}` : spaced(token);
    return (text) => text.includes(wanted);
  };
  const alternatives = (): Matcher => {
    const rows: Matcher[][] = [[]];
    while (tokens.length > 0 && tokens[0] !== ')') {
      if (tokens[0] === 'OR') rows.push([]);
      if (tokens[0] === 'OR' || tokens[0] === 'AND') tokens.shift();
      else rows.at(-1)?.push(part());
    }
    return (text) => rows.some((row) => row.every((matches) => matches(text)));
  };
  const matches = alternatives();
  return documents.filter(({ text }) => matches(spaced(text))).map(({ id }) => id);
}

const WORDS = ['tea', 'team', 'green', 'Not', 'or', 'meeting', 'MEET', 'e-mail', 'mail', '2024', 'note', 'budget'];

function drawnNotes(random: Chance, count: number): Note[] {
  return Array.from({ length: count }, (_, at) => ({
    id: `n${at}`,
    text: Array.from(
      { length: 2 + random.below(7) },
      () => random.pick(WORDS) + random.pick([' ', ', ', '. ', ' ']),
    ).join(''),
  }));
}

function searchProject(seed: string): ProjectPackage {
  const random = chance(seed, FAMILY, 'search');
  const notes: Note[] = [
    'Green tea for the team meeting',
    'E-mail: budget 2024, green light',
    'The team drinks tea. Green? Not me',
    'meetings or mails',
    '',
    'tea-time / TEA',
  ].map((text, at) => ({ id: `n${at + 1}`, text }));
  const ask = (query: string): [string, Note[]] => [query, notes];
  const drawnQuery = (): string => {
    const word = () =>
      random.pick([...WORDS, 'me*', 'te*', '"green tea"', 'NOT team', '(mail OR note)', 'NOT (tea budget)']);
    return `${word()} ${word()} OR ${word()} AND ${word()} OR ${word()}`;
  };
  return functionProject<[string, Note[]]>(PYTHON, searchPosting, {
    entry: 'search',
    answer: search,
    visible: { 'one word': ask('budget'), 'or and phrase': ask('"green tea" OR budget') },
    hidden: {
      'empty query': ask('   '),
      'whole words only': ask('meeting'),
      prefix: ask('meet*'),
      'prefix of the whole word': ask('TEA*'),
      'and binds stronger than or': ask('tea team OR mails tea'),
      'or first': ask('budget OR tea NOT green'),
      'not takes one part': ask('NOT green tea'),
      'double not': ask('NOT NOT green AND team'),
      'not a group': ask('NOT (green OR tea)'),
      'lower case operators are words': ask('or OR not'),
      'operators in quotes': ask('"OR"'),
      'phrase has an order': ask('"tea green" OR "team tea"'),
      'word with separator': ask('e-mail'),
      'nested groups without blanks': ask('(tea(team OR"tea time"))NOT budget'),
      'no documents': ['tea', []],
      'drawn query': [drawnQuery(), drawnNotes(random, 40)],
      'large collection': [drawnQuery(), drawnNotes(random, 450)],
    },
    reference: searchReference,
    wrong: searchWrong,
  });
}

/** Expression parsers: a formula evaluator; a boolean search. */
export const expressionParser: Family = {
  name: FAMILY,
  category: 'parsing',
  answers: expressionParserAnswers,
  build: (seed) => [formulaProject(seed), searchProject(seed)],
};
