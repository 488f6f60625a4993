/** Task family: one text with many items in it, protected by quotes, brackets or lengths, taken apart by the rules. */

import { type Chance, chance } from '../../../server/kernel/prng.ts';
import type { Json } from '../../../server/protocol/arena/acceptance.ts';
import { functionProject, PYTHON } from '../family.ts';
import { type Rule, ruledProject } from '../ruled-project.ts';
import { type StudyFamily, settingsOf } from '../study-family.ts';
import { alternativeProgram, referenceProgram } from './quoted-items.programs.ts';
import { DIALS, OUTPUTS, type Output, STYLES, type Style } from './quoted-items-texts.ts';

type Arguments = [string[]];

function shellWords(text: string): string[] | null {
  const items: string[] = [];
  let rest = text;
  for (;;) {
    rest = rest.replace(/^ +/, '');
    if (rest === '') return items;
    const word = /^(?:[^ '"\\]|\\.|'[^']*'|"(?:[^"\\]|\\["\\])*")+/.exec(rest)?.[0];
    if (word === undefined || !/^(?: |$)/.test(rest.slice(word.length))) return null;
    items.push(
      word.replace(
        /\\(.)|'([^']*)'|"((?:[^"\\]|\\.)*)"/g,
        (_, escaped, single, double) => escaped ?? single ?? double.replace(/\\(.)/g, '$1'),
      ),
    );
    rest = rest.slice(word.length);
  }
}

function doubledQuotes(text: string): string[] | null {
  if (text === '') return [];
  const shape = /^ *(?:"((?:[^"]|"")*)"|([^",]*?)) *(,|$)/;
  const items: string[] = [];
  let rest = text;
  for (;;) {
    const match = shape.exec(rest);
    if (match === null) return null;
    items.push(match[1]?.replaceAll('""', '"') ?? match[2] ?? '');
    rest = rest.slice(match[0].length);
    if (match[3] !== ',') return items;
  }
}

function bracketed(text: string): string[] | null {
  const items = [''];
  const open: string[] = [];
  const pairs: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' };
  for (const sign of text) {
    if (sign === ';' && open.length === 0) {
      items.push('');
      continue;
    }
    const closing = pairs[sign];
    if (closing !== undefined) open.push(closing);
    else if (')]}'.includes(sign) && open.pop() !== sign) return null;
    items[items.length - 1] += sign;
  }
  return open.length > 0 ? null : items.map((item) => item.trim()).filter((item) => item !== '');
}

function measured(text: string): string[] | null {
  const items: string[] = [];
  for (let rest = text; rest !== ''; ) {
    const head = /^(0|[1-9]\d*):/.exec(rest);
    const size = Number(head?.[1]);
    if (head === null || rest.length < head[0].length + size + 1 || rest[head[0].length + size] !== ',') return null;
    items.push(rest.slice(head[0].length, head[0].length + size));
    rest = rest.slice(head[0].length + size + 1);
  }
  return items;
}

const READERS: Readonly<Record<Style, (text: string) => string[] | null>> = {
  shell: shellWords,
  doubled: doubledQuotes,
  brackets: bracketed,
  lengths: measured,
};

function answer(style: Style, output: Output, [texts]: Arguments): Json {
  return texts.map((text) => {
    const items = READERS[style](text);
    if (items === null) return output === 'joined' ? 'error' : null;
    if (output === 'items') return items;
    if (output === 'joined')
      return items.map((item) => (item === '' ? '~' : item.replace(/[~|\\]/g, (sign) => `\\${sign}`))).join('|');
    const longest = Math.max(0, ...items.map((item) => item.length));
    return [items.length, longest, items.findIndex((item) => item.length === longest) + 1, new Set(items).size];
  });
}

function drawnText(random: Chance, style: Style): string {
  const { pieces } = STYLES[style];
  return Array.from({ length: random.below(7) }, () => random.pick(pieces)).join('');
}

function rules(style: Style, output: Output, random: Chance): Rule<Arguments>[] {
  const { told, good, bad, slips } = STYLES[style];
  const drawn = (count: number): string[] => Array.from({ length: count }, () => drawnText(random, style));
  return [
    {
      told,
      cases: {
        'well written': [[...good]],
        'each well written one alone': [good.flatMap((text) => [text, text])],
        'badly written': [[...bad]],
        'well and badly written': [[...bad, ...good].toReversed()],
      },
      slips,
    },
    {
      told: OUTPUTS[output].told,
      cases: {
        'empty texts': [['', good[0] ?? '', '']],
        'no texts': [[]],
        drawn: [drawn(15)],
        'more drawn': [drawn(40)],
        'many texts': [drawn(400)],
      },
      slips: OUTPUTS[output].slips.filter(([slip]) => style !== 'brackets' || slip !== 'empty-item-unmarked'),
    },
  ];
}

export const quotedItems: StudyFamily = {
  name: 'quoted-items',
  category: 'parsing',
  variants: 12,
  build: (seed, index) => {
    const random = chance(seed, 'quoted-items', index);
    const { style, output } = settingsOf(DIALS, index);
    const { title, plain, minutes } = STYLES[style];
    const entry = random.pick(OUTPUTS[output].entries);
    const system = random.pick([
      'an old order system',
      'a batch runner',
      'the data logger',
      'our chat bot',
      'a label printer',
    ]);
    return ruledProject<Arguments>(
      {
        family: quotedItems,
        index,
        seed,
        title: `${OUTPUTS[output].title} ${title}`,
        opening: [
          `Python, solution.py: ${entry}(texts). List of one-line texts in, list with one result per text out, same order.`,
          `What comes out of ${system} are texts with many items in each, and I need them taken apart: a Python function ${entry}(texts) in solution.py that takes a list of such texts (one line each) and returns a list with one result per text, in the same order.`,
          `The function ${entry}(texts) in solution.py (Python 3) evaluates texts produced by ${system}. Its argument is a list of single-line strings, its value the list of their results in order.`,
        ],
        rules: rules(style, output, random),
        closing: [
          'ASCII without tabs. Standard library is fine, packages are not.',
          'It is all plain ASCII without tabs, and it must do without packages from elsewhere.',
          'Texts are printable ASCII. Only the standard library may be used.',
        ],
        skills: ['Python', 'Parsing', 'Text Processing'],
        estimatedMinutes: minutes + OUTPUTS[output].minutes,
        visible: { 'two texts': [[...plain]], 'one text': [[plain[0]]] },
        reference: referenceProgram(style, output, entry),
        alternative: {
          how: 'Regular expressions where the reference reads sign by sign, and the other way round.',
          program: alternativeProgram(style, output, entry),
        },
      },
      (posting, parts) =>
        functionProject<Arguments>(PYTHON, posting, {
          ...parts,
          entry,
          answer: (...args) => answer(style, output, args),
        }),
    );
  },
};
