/** Task family: concordances: where words stand in a text, in what company, and how often. */

import { type Chance, chance } from '../../../server/kernel/prng.ts';
import type { Json } from '../../../server/protocol/arena/acceptance.ts';
import { functionProject, PYTHON } from '../family.ts';
import { type Rule, ruledProject } from '../ruled-project.ts';
import { type StudyFamily, settingsOf } from '../study-family.ts';
import { alternativeProgram, referenceProgram } from './word-concordance.programs.ts';
import { RESULTS, WORDS } from './word-concordance-texts.ts';
import { DIALS, type Result, STOP, type Words } from './word-concordance-words.ts';

type Arguments = [string, Json, number];

function wordsOf(line: string, words: Words): string[] {
  if (words === 'possessive') {
    const found = line.toLowerCase().match(/[a-z]+(?:['-][a-z]+)*/g) ?? [];
    return found.map((word) => (word.endsWith("'s") ? word.slice(0, -2) : word));
  }
  const plain = line
    .toLowerCase()
    .split(/[^a-z]+/)
    .filter((word) => word !== '');
  if (words === 'stop') return plain.filter((word) => !STOP.includes(word));
  return plain.map((word) => (/^[a-z]{3,}[^s]s$|^[a-z]{2}[^s]s$/.test(word) ? word.slice(0, -1) : word));
}

function ranges(numbers: readonly number[]): string {
  const parts: [number, number][] = [];
  for (const number of numbers) {
    const last = parts.at(-1);
    if (last !== undefined && last[1] === number - 1) last[1] = number;
    else parts.push([number, number]);
  }
  return parts.map(([from, to]) => (from === to ? `${from}` : `${from}-${to}`)).join(', ');
}

const ordered = (one: string, other: string): number => (one < other ? -1 : Number(one > other));

function answer(result: Result, words: Words, [text, key, limit]: Arguments): Json {
  const rows = text.split('\n').map((line) => wordsOf(line, words));
  const places = rows.flatMap((row, line) => row.map((word, at) => ({ word, line: line + 1, at: at + 1 })));
  if (result === 'context') {
    const around = (from: number, to: number) =>
      places
        .slice(Math.max(0, from), Math.max(0, to))
        .map(({ word }) => word)
        .join(' ');
    return places.flatMap(({ word, line }, at) =>
      word === key ? [[line, around(at - limit, at), around(at + 1, at + 1 + limit)]] : [],
    );
  }
  if (result === 'pairs') {
    const counts = new Map<string, number>();
    for (const row of rows) {
      row.slice(1).forEach((word, at) => {
        counts.set(`${row[at]} ${word}`, (counts.get(`${row[at]} ${word}`) ?? 0) + 1);
      });
    }
    return [...counts]
      .filter(([pair]) => key === '' || pair.split(' ').includes(String(key)))
      .toSorted((a, b) => b[1] - a[1] || ordered(a[0], b[0]))
      .slice(0, limit)
      .map(([pair, count]) => [...pair.split(' '), count]);
  }
  const kinds = [...new Set(places.map(({ word }) => word))];
  const starting = kinds.filter((word) => word.startsWith(String(key)));
  if (result === 'index') {
    return starting
      .toSorted(ordered)
      .map(
        (word) => [word, [...new Set(places.filter((place) => place.word === word).map(({ line }) => line))]] as const,
      )
      .filter(([, lines]) => lines.length >= limit)
      .map(([word, lines]) => [word, ranges(lines)]);
  }
  return starting
    .filter((word) => word.length >= limit && places.filter((place) => place.word === word).length === 1)
    .map((word) => places.filter((place) => place.word === word)[0])
    .map((place) => [place?.word ?? '', place?.line ?? 0, place?.at ?? 0]);
}

const VOCABULARY = [
  'the',
  'The',
  'a',
  'of',
  'and',
  'to',
  'in',
  'ship',
  'ships',
  "ship's",
  "captain's",
  'captain',
  'sea',
  'seas',
  'storm-lit',
  'glass',
  'glasses',
  'well-known',
  "don't",
  'harbour',
  'Harbour',
  'light',
  'lights',
  "light's",
  'is',
  'was',
  'gas',
  'sail',
];

function drawnText(random: Chance, count: number): string {
  return Array.from({ length: count }, () =>
    Array.from({ length: random.below(9) }, () => random.pick(VOCABULARY) + random.pick(['', '', ',', '.', ';'])).join(
      ' ',
    ),
  ).join('\n');
}

export const PARAMETERS: Readonly<Record<Result, string>> = {
  index: 'text, start, least',
  context: 'text, word, span',
  pairs: 'text, companion, limit',
  once: 'text, start, least',
};

const BOOK = [
  "The captain's ship left the harbour",
  'and the ship met a storm; the captain',
  "didn't sleep. Ships, lights, glass",
  '',
  "in the harbour the ship's lights shone.",
].join('\n');

function rules(result: Result, words: Words, random: Chance): Rule<Arguments>[] {
  const { told, edge, slips, key } = WORDS[words];
  const kind = RESULTS[result];
  const [usual, ...others] = kind.argument(key);
  const repeated = `sea sea sea gas sea gull gull\n${key} ${key} sails ${key}\n\n\nsea ${key} ${key}\n${key}`;
  return [
    {
      told,
      cases: {
        'odd words': [edge, ...usual],
        'no words at all': ['12, 34!\n...', ...usual],
        'empty text': ['', ...usual],
      },
      slips,
    },
    {
      told: kind.told,
      cases: {
        ...Object.fromEntries(
          others.map((argument, at) => [`other arguments ${at + 1}`, [BOOK, ...argument] as Arguments]),
        ),
        'a whole page': [BOOK, ...usual],
        'repeated words': [repeated, ...usual],
        'repeated words, narrower': [repeated, usual[0], usual[1] + 1],
        drawn: [drawnText(random, 12), ...usual],
        'long text': [drawnText(random, 150), usual[0], usual[1] + 3],
      },
      slips: kind.slips,
    },
  ];
}

export const wordConcordance: StudyFamily = {
  name: 'word-concordance',
  category: 'text_processing',
  variants: 12,
  build: (seed, index) => {
    const random = chance(seed, 'word-concordance', index);
    const { result, words } = settingsOf(DIALS, index);
    const { title, minutes, argument } = RESULTS[result];
    const entry = random.pick(['concordance', 'look_up', 'word_report', 'list_words', 'survey']);
    const call = `${entry}(${PARAMETERS[result]})`;
    const [usual] = argument(WORDS[words].key);
    return ruledProject<Arguments>(
      {
        family: wordConcordance,
        index,
        seed,
        title: `${title}${{ possessive: ', with hyphens', stop: ' without filler words', plural: ', plurals folded' }[words]}`,
        opening: [
          `Python function ${call} in solution.py. text is ASCII, lines are separated by "\\n".`,
          `I edit the letters of a ${random.pick(['sea captain', 'lighthouse keeper', 'ship builder'])} and would like a helper in Python: a file solution.py with the function ${call}. The text is one long string, plain ASCII, with "\\n" between the lines.`,
          `The module solution.py shall define ${call}. The argument text is an ASCII string consisting of lines separated by the character "\\n".`,
        ],
        rules: rules(result, words, random),
        closing: [
          'No hits: empty list. Only the standard library.',
          'When nothing fits I expect an empty list back. The texts are up to a few hundred lines, nothing dramatic.',
          'Where no entry qualifies, an empty list shall be returned. Only modules of the Python standard library may be imported.',
        ],
        skills: ['Python', 'Text Processing', 'Linguistics'],
        estimatedMinutes: minutes + (words === 'possessive' ? 10 : 0),
        visible: {
          'a short letter': [`Some harbour lights shone\n\non this quiet ${WORDS[words].key}`, ...usual],
          'one line': [`Light ${WORDS[words].key} light sail`, ...usual],
        },
        reference: referenceProgram(result, words, entry),
        alternative: {
          how: 'Reads sign by sign in place of a regular expression, and sorts or searches lists in place of counting.',
          program: alternativeProgram(result, words, entry),
        },
      },
      (posting, parts) =>
        functionProject<Arguments>(PYTHON, posting, {
          ...parts,
          entry,
          answer: (...args) => answer(result, words, args),
        }),
    );
  },
};
