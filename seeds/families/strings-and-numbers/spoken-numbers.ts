/** Task family: numbers in words: spelled out, as amounts of money, read back, or ordered by their names. */

import { type Chance, chance } from '../../../server/kernel/prng.ts';
import type { Json } from '../../../server/protocol/arena/acceptance.ts';
import { functionProject, PYTHON } from '../family.ts';
import { type Rule, ruledProject } from '../ruled-project.ts';
import { type StudyFamily, settingsOf } from '../study-family.ts';
import { alternativeProgram } from './spoken-numbers.alternatives.ts';
import { referenceProgram } from './spoken-numbers.programs.ts';
import { DIALS, TASKS, type Task, TONGUES, type Tongue } from './spoken-numbers-texts.ts';

type Arguments = [Json[]];

const ENGLISH =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(
    ' ',
  );
const TENS = 'x x twenty thirty forty fifty sixty seventy eighty ninety'.split(' ');
const GERMAN =
  'null ein zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn siebzehn achtzehn neunzehn'.split(
    ' ',
  );
const ZEHNER = 'x x zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig'.split(' ');
const FRENCH =
  'zéro un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize dix-sept dix-huit dix-neuf'.split(
    ' ',
  );
const DIZAINES = 'x x vingt trente quarante cinquante soixante soixante quatre-vingt quatre-vingt'.split(' ');

const at = (list: readonly string[], index: number): string => list[index] ?? '';

function english(n: number): string {
  if (n >= 1000) return [english(Math.floor(n / 1000)), 'thousand', ...(n % 1000 ? [english(n % 1000)] : [])].join(' ');
  if (n >= 100) return [at(ENGLISH, Math.floor(n / 100)), 'hundred', ...(n % 100 ? [english(n % 100)] : [])].join(' ');
  if (n < 20) return at(ENGLISH, n);
  return at(TENS, Math.floor(n / 10)) + (n % 10 ? `-${at(ENGLISH, n % 10)}` : '');
}

/** As the first part of a longer word: one is "ein". */
function germanPart(n: number): string {
  if (n >= 1000) return `${germanPart(Math.floor(n / 1000))}tausend${n % 1000 ? germanPart(n % 1000) : ''}`;
  if (n >= 100) return `${at(GERMAN, Math.floor(n / 100))}hundert${n % 100 ? germanPart(n % 100) : ''}`;
  if (n < 20) return at(GERMAN, n);
  return (n % 10 ? `${at(GERMAN, n % 10)}und` : '') + at(ZEHNER, Math.floor(n / 10));
}

const german = (n: number): string => germanPart(n) + (n % 100 === 1 ? 's' : '');

function french(n: number, last = true): string {
  if (n >= 1000) {
    const head = n < 2000 ? [] : [french(Math.floor(n / 1000), false)];
    return [...head, 'mille', ...(n % 1000 ? [french(n % 1000)] : [])].join(' ');
  }
  if (n >= 100) {
    const [hundreds, rest] = [Math.floor(n / 100), n % 100];
    const word = hundreds > 1 && rest === 0 && last ? 'cents' : 'cent';
    return [...(hundreds > 1 ? [at(FRENCH, hundreds)] : []), word, ...(rest ? [french(rest, last)] : [])].join(' ');
  }
  if (n < 20) return at(FRENCH, n);
  const ten = at(DIZAINES, Math.floor(n / 10));
  const rest = [70, 90].includes(n - (n % 10)) ? n - (Math.floor(n / 10) - 1) * 10 : n % 10;
  if (rest === 0) return n === 80 && last ? `${ten}s` : ten;
  return n < 80 && (rest === 1 || rest === 11) ? `${ten} et ${at(FRENCH, rest)}` : `${ten}-${at(FRENCH, rest)}`;
}

const WORDS: Readonly<Record<Tongue, (n: number) => string>> = { english, german, french: (n) => french(n) };

function money(text: string, tongue: Tongue): string {
  const [whole = '0', cents = '00'] = text.split('.');
  const { units, and } = TONGUES[tongue];
  const part = (n: number, [one, more]: readonly [string, string]): string => {
    const words = tongue === 'german' && n % 100 === 1 ? germanPart(n) : WORDS[tongue](n);
    return `${words} ${(tongue === 'french' ? n < 2 : n === 1) ? one : more}`;
  };
  const [large, small] = [Number(whole), Number(cents)];
  if (small === 0) return part(large, units[0]);
  return large === 0 ? part(small, units[1]) : `${part(large, units[0])} ${and} ${part(small, units[1])}`;
}

const byName = new Map<string, Map<string, number>>();

function namesOf(tongue: Tongue): Map<string, number> {
  const known = byName.get(tongue);
  if (known !== undefined) return known;
  const names = new Map(Array.from({ length: 10_000 }, (_, n) => [WORDS[tongue](n), n] as const));
  byName.set(tongue, names);
  return names;
}

function answer(tongue: Tongue, task: Task, [items]: Arguments): Json {
  const words = WORDS[tongue];
  if (task === 'spell') return items.map((n) => (Number(n) >= 0 && Number(n) < 1_000_000 ? words(Number(n)) : '?'));
  if (task === 'money') return items.map((text) => money(String(text), tongue));
  if (task === 'read')
    return items.map((text) => namesOf(tongue).get(String(text).toLowerCase().trim().replace(/ +/g, ' ')) ?? -1);
  const named = [...new Set(items.map(Number))].map((n) => [words(n), n] as const);
  return named
    .toSorted(([a], [b]) => (a < b ? -1 : Number(a > b)))
    .map(([name, n]) => [n, name.replace(/[ -]/g, '').length]);
}

const EDGES = [
  0, 1, 10, 11, 16, 17, 20, 21, 30, 61, 70, 71, 77, 79, 80, 81, 90, 91, 99, 100, 101, 111, 180, 200, 201, 280, 300, 381,
  999, 1000, 1001, 1080, 1100, 1200, 2000, 2001, 4100, 8000, 9999,
];
const LARGE = [
  10_000, 21_000, 71_300, 80_000, 81_000, 99_999, 100_000, 101_001, 200_000, 200_080, 280_000, 500_101, 999_999,
];

function drawnNumber(random: Chance, most: number): number {
  return random.pick([random.below(100), random.below(1000), random.below(most), random.below(most)]);
}

function itemsOf(task: Task, tongue: Tongue, numbers: readonly number[], random: Chance): Json[] {
  if (task === 'money') {
    return numbers.map(
      (n, place) => `${n}${place % 3 === 0 ? '' : `.${String((n + place * 7) % 100).padStart(2, '0')}`}`,
    );
  }
  if (task !== 'read') return [...numbers];
  const typed = (text: string): string =>
    random.pick([text, text.toUpperCase(), ` ${text}`, text.replaceAll(' ', '  ')]);
  return numbers.map((n) => typed(WORDS[tongue](n % 10_000)));
}

function rules(tongue: Tongue, task: Task, random: Chance): Rule<Arguments>[] {
  const { told, slips, wrongNames } = TONGUES[tongue];
  const make = (numbers: readonly number[]): Arguments => [itemsOf(task, tongue, numbers, random)];
  const most = task === 'read' ? 10_000 : 1_000_000;
  const special: Json[] = {
    spell: [-1, 1_000_000, 5],
    money: ['0', '0.00', '0.01', '1', '1.00', '1.01', '2.02', '101.21', '0.71', '1000.10'],
    read: [...wrongNames],
    order: [7, 7, 21, 7, 100],
  }[task];
  return [
    {
      told,
      cases: {
        'numbers with rules of their own': make(EDGES),
        'hundreds and thousands': make(task === 'read' ? LARGE.map((n) => n / 10).map(Math.floor) : LARGE),
        'up to a hundred': make(Array.from({ length: 101 }, (_, n) => n)),
      },
      slips: slips.filter(([slip]) => !(task === 'money' && slip === 'eins-before-others')),
    },
    {
      told: TASKS[task].told[tongue],
      cases: {
        'special entries': [special],
        'empty list': [[]],
        'one entry': make([345]),
        drawn: make(Array.from({ length: 12 }, () => drawnNumber(random, most))),
        'many entries': make(Array.from({ length: 350 }, () => drawnNumber(random, most))),
      },
      slips: TASKS[task].slips.filter(([slip]) => !(tongue === 'german' && slip === 'hyphens-count')),
    },
  ];
}

export const spokenNumbers: StudyFamily = {
  name: 'spoken-numbers',
  category: 'strings_and_numbers',
  variants: 12,
  build: (seed, index) => {
    const random = chance(seed, 'spoken-numbers', index);
    const { task, tongue } = settingsOf(DIALS, index);
    const { title, minutes, parameter } = TASKS[task];
    const entry = random.pick(TASKS[task].entries);
    const use = random.pick([
      'a counting game for children',
      'a telephone announcement',
      'a cheque printer',
      'a language course',
      'a talking till',
    ]);
    const make = (numbers: readonly number[]): Arguments => [itemsOf(task, tongue, numbers, random)];
    return ruledProject<Arguments>(
      {
        family: spokenNumbers,
        index,
        seed,
        title: `${title} in ${TONGUES[tongue].title}`,
        opening: [
          `solution.py, Python: ${entry}(${parameter}). Takes a list (maybe empty, entries may repeat), returns a list. Spelling as below, letter by letter.`,
          `For ${use} I need a Python function ${entry}(${parameter}) in a file called solution.py. It takes a list and returns a list. It is about ${TONGUES[tongue].title} words for numbers, and I am particular about the spelling.`,
          `A function ${entry}(${parameter}) shall be supplied in solution.py (Python 3), taking and returning a list, for use in ${use}.`,
        ],
        rules: rules(tongue, task, random),
        closing: [
          'No packages. No decimals other than said.',
          'Please do it without any packages from the internet.',
          'Third-party packages must not be used.',
        ],
        skills: ['Python', 'Localization', 'Algorithms'],
        estimatedMinutes: minutes + TONGUES[tongue].minutes,
        visible: { 'small numbers': make([3, 12, 8]), 'two numbers': make([15, 7]) },
        reference: referenceProgram(tongue, task, entry),
        alternative: {
          how: 'Builds the words digit by digit out of tables, and reads them back by decomposition.',
          program: alternativeProgram(tongue, task, entry),
        },
      },
      (posting, parts) =>
        functionProject<Arguments>(PYTHON, posting, {
          ...parts,
          entry,
          answer: (...args) => answer(tongue, task, args),
        }),
    );
  },
};
