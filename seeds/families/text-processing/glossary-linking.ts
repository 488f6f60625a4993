/** Task family: terms of a glossary linked in running text: how a link is written, and which occurrences get one. */

import { type Chance, chance } from '../../../server/kernel/prng.ts';
import { functionProject, PYTHON } from '../family.ts';
import { type Rule, ruledProject, type Slip } from '../ruled-project.ts';
import { type StudyFamily, settingsOf } from '../study-family.ts';
import { alternativeProgram, referenceProgram } from './glossary-linking.programs.ts';
import {
  type Arguments,
  DIALS,
  FINDING,
  FORMATS,
  type Format,
  GLOSSARY,
  type Glossary,
  WHICH,
  type Which,
} from './glossary-linking-texts.ts';

interface Hit {
  readonly from: number;
  readonly to: number;
  readonly term: string;
}

/** Signs that lie at least between two links, where terms are linked once. */
const GAP = 30;

/** At every place the longest term that stands there as whole words. */
function hitsIn(text: string, glossary: Glossary, which: Which): Hit[] {
  const ticks = which === 'every' ? [...text.matchAll(/`/g)].map(({ index }) => index) : [];
  const inCode = (at: number): boolean => {
    const before = ticks.filter((tick) => tick < at).length;
    return before % 2 === 1 && before < ticks.length;
  };
  const terms = Object.keys(glossary).toSorted((a, b) => b.length - a.length);
  const solid = (sign: string | undefined): boolean => sign !== undefined && /[A-Za-z0-9]/.test(sign);
  const small = text.toLowerCase();
  const hits: Hit[] = [];
  for (let at = 0; at < text.length; at += 1) {
    if (solid(text[at - 1]) || inCode(at)) continue;
    const term = terms.find((one) => small.startsWith(one.toLowerCase(), at) && !solid(text[at + one.length]));
    if (term === undefined) continue;
    hits.push({ from: at, to: at + term.length, term });
    at += term.length - 1;
  }
  return hits;
}

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

function wikiLink(words: string, target: string): string {
  const raised = (text: string): string => text.replace(/^./, (sign) => sign.toUpperCase());
  if (raised(words) === raised(target)) return `[[${words}]]`;
  return words.startsWith(target) ? `[[${target}]]${words.slice(target.length)}` : `[[${target}|${words}]]`;
}

function answer(format: Format, which: Which, [text, glossary]: Arguments): string {
  const linked = new Set<string>();
  const numbers = new Map<string, number>();
  const plain = format === 'html' ? escaped : (part: string) => part;
  let result = '';
  let end = 0;
  let last = Number.NEGATIVE_INFINITY;
  for (const { from, to, term } of hitsIn(text, glossary, which)) {
    if (which === 'paragraph' && text.slice(end, from).includes('\n\n')) linked.clear();
    result += plain(text.slice(end, from));
    end = to;
    const written = text.slice(from, to);
    const target = glossary[term] ?? '';
    if (which !== 'every' && (linked.has(term) || (which === 'once' && from - last < GAP))) {
      result += plain(written);
      continue;
    }
    linked.add(term);
    last = to;
    if (format === 'markdown') result += `[${written}](${/[ ()]/.test(target) ? `<${target}>` : target})`;
    if (format === 'html') result += `<a href="${escaped(target).replaceAll('"', '&quot;')}">${plain(written)}</a>`;
    if (format === 'wiki') result += wikiLink(written, target);
    if (format === 'notes') {
      if (!numbers.has(target)) numbers.set(target, numbers.size + 1);
      result += `${written} [${numbers.get(target)}]`;
    }
  }
  result += plain(text.slice(end));
  const notes = [...numbers].map(([target, number]) => `\n[${number}] ${target}`);
  return notes.length === 0 ? result : `${result}\n${notes.join('')}`;
}

const PIECES = [
  'tax',
  'Tax',
  'income tax',
  'Income  tax',
  'income tax return',
  'VAT',
  'vats',
  'value-added tax',
  'Form 12',
  'form 123',
  'return',
  'pre-tax',
  '(tax)',
  'a<b',
  'the',
  'and so',
  'R&D',
  '`',
];

function drawnText(random: Chance, count: number): string {
  return Array.from(
    { length: count },
    () => random.pick(PIECES) + random.pick([' ', ' ', ', ', '. ', '\n', '\n\n']),
  ).join('');
}

function rules(format: Format, which: Which, random: Chance): Rule<Arguments>[] {
  const whole: Slip = ['parts-of-words', 'Terms are whole words.', "+ r')(?![A-Za-z0-9])'", "+ r')'"];
  const longest: Slip = [
    'takes-the-first-listed',
    'The longest term prevails.',
    'sorted(glossary, key=len, reverse=True)',
    'glossary',
  ];
  return [
    {
      told: FINDING,
      cases: {
        'whole words only': ['taxes syntax tax-free pre-tax tax_ 2tax tax2 (tax)', GLOSSARY],
        'longest term': ['Your income tax return, your income tax. Return income taxes', GLOSSARY],
        'almost a term': ['Form  12, form 12, form 1 2, Form 12.', GLOSSARY],
        'no terms given': ['tax & return', {}],
        'empty text': ['', GLOSSARY],
      },
      slips: [whole, longest],
    },
    {
      told: WHICH[which].told,
      cases: {
        'again and again': [
          'Tax, TAX, vat tax.\n\ntax and value-added tax\nVAT\n\n\n\nincome tax, INCOME TAX tax',
          GLOSSARY,
        ],
        'backticks, one without partner': ['tax `tax` `VAT\n\nvat` Form 12 `return', GLOSSARY],
        'far apart': [
          `vat${' and so on'.repeat(4)} VAT, vat; ${'abc '.repeat(8)}tax${'.'.repeat(29)}Return${'.'.repeat(30)}RETURN`,
          GLOSSARY,
        ],
        drawn: [drawnText(random, 30), GLOSSARY],
        'long text': [drawnText(random, 900), GLOSSARY],
      },
      slips: WHICH[which].slips,
    },
    { told: FORMATS[format].told, cases: FORMATS[format].edges, slips: FORMATS[format].slips },
  ];
}

export const glossaryLinking: StudyFamily = {
  name: 'glossary-linking',
  category: 'text_processing',
  variants: 12,
  build: (seed, index) => {
    const random = chance(seed, 'glossary-linking', index);
    const { format, which } = settingsOf(DIALS, index);
    const { title, minutes } = FORMATS[format];
    const entry = random.pick(['link_terms', 'add_links', 'with_links', 'annotate', 'cross_reference']);
    const place = random.pick(['tax adviser', 'town hall', 'small law office', 'bookkeeping school']);
    return ruledProject<Arguments>(
      {
        family: glossaryLinking,
        index,
        seed,
        title: `${title}${{ every: '', paragraph: ', once per paragraph', once: ', first mention only' }[which]}`,
        opening: [
          `solution.py with ${entry}(text, glossary). glossary is a dict: term -> target. Returns the text with links.`,
          `Hi! I look after the website of a ${place} and want the terms of our glossary linked automatically. Please write ${entry}(text, glossary) in solution.py; the glossary is a dictionary from term to target, and I get the finished text back.`,
          `Function ${entry}(text, glossary) in the file solution.py, Python 3. glossary maps terms to targets (strings). The function returns the text in which occurrences of terms have been linked.`,
        ],
        rules: rules(format, which, random),
        closing: [
          'All text is ASCII. Terms start and end with a letter or digit, and no two differ only in capitals. Everything that is not linked stays as it is. The glossary may be empty.',
          'Everything is plain ASCII. No two terms of mine are the same but for capitals, and each begins and ends with a letter or a digit. What is no link must not change. An empty glossary or an empty text can happen.',
          'Texts are ASCII. Terms begin and end with a letter or digit and are distinct irrespective of capitalisation. Other text remains unchanged unless stated above. Glossary and text may be empty.',
        ],
        skills: ['Python', 'Text Processing', format === 'html' ? 'HTML' : 'Regular Expressions'],
        estimatedMinutes: minutes + (which === 'every' ? 0 : 10),
        visible: {
          'one paragraph': ['The income tax is a tax. Ask for Form 12!', GLOSSARY],
          'two paragraphs': ['VAT is added.\n\nSend the return, and VAT, today.', GLOSSARY],
        },
        reference: referenceProgram(format, which, entry),
        alternative: {
          how: 'Walks through the text and compares slices with the terms, without regular expressions.',
          program: alternativeProgram(format, which, entry),
        },
      },
      (posting, parts) =>
        functionProject<Arguments>(PYTHON, posting, {
          ...parts,
          entry,
          answer: (...args) => answer(format, which, args),
        }),
    );
  },
};
