/** Task family: Roman numerals of three habits: written, read, added, and put in order. */

import { type Chance, chance } from '../../../server/kernel/prng.ts';
import type { Json } from '../../../server/protocol/arena/acceptance.ts';
import { functionProject, PYTHON } from '../family.ts';
import { type Rule, ruledProject } from '../ruled-project.ts';
import { type StudyFamily, settingsOf } from '../study-family.ts';
import { alternativeProgram, referenceProgram } from './roman-numerals.programs.ts';
import { DIALS, HABITS, type Habit, TASKS, type Task } from './roman-numerals-texts.ts';

type Arguments = [Json[]];

const SIZES: readonly (readonly [string, number])[] = [
  ['M', 1000],
  ['CM', 900],
  ['D', 500],
  ['CD', 400],
  ['C', 100],
  ['XC', 90],
  ['L', 50],
  ['XL', 40],
  ['X', 10],
  ['IX', 9],
  ['V', 5],
  ['IV', 4],
  ['I', 1],
];

function numeral(n: number, habit: Habit): string | null {
  if (n < 1 || n > HABITS[habit].most) return null;
  if (habit === 'bracketed' && n >= 4000)
    return `[${numeral(Math.floor(n / 1000), habit)}]${n % 1000 === 0 ? '' : numeral(n % 1000, habit)}`;
  let rest = n;
  let text = '';
  for (const [sign, size] of SIZES) {
    if (habit === 'additive' && sign.length > 1) continue;
    text += sign.repeat(Math.floor(rest / size));
    rest %= size;
  }
  return text;
}

/** The only number that could be meant, which must be written just so. */
function numberOf(text: string, habit: Habit): number | null {
  const value = (part: string): number =>
    [...part.matchAll(/CM|CD|XC|XL|IX|IV|[MDCLXVI]/g)].reduce((sum, [sign]) => {
      const known = SIZES.find(([name]) => name === sign)?.[1] ?? 0;
      return (
        sum +
        (habit === 'additive' && sign.length > 1
          ? [...sign].reduce((all, one) => all + (SIZES.find(([name]) => name === one)?.[1] ?? 0), 0)
          : known)
      );
    }, 0);
  const upper = text.toUpperCase();
  const [, thousands = '', rest = ''] = /^(?:\[(.*)\])?(.*)$/.exec(upper) ?? [];
  const n = value(thousands) * 1000 + value(rest);
  return numeral(n, habit) === upper ? n : null;
}

function answer(habit: Habit, task: Task, [items]: Arguments): Json {
  if (task === 'write') return items.map((n) => numeral(Number(n), habit));
  if (task === 'read') return items.map((text) => numberOf(String(text), habit));
  if (task === 'add') {
    return items.map((group) =>
      numeral(
        (group as string[]).reduce((sum, text) => sum + (numberOf(text, habit) ?? 0), 0),
        habit,
      ),
    );
  }
  const read = items.map((text) => ({ text: String(text), n: numberOf(String(text), habit) }));
  const good = read.flatMap(({ text, n }) => (n === null ? [] : [{ text, n }]));
  return [good.toSorted((a, b) => a.n - b.n).map(({ text, n }) => [n, text]), read.length - good.length];
}

function itemsOf(task: Task, habit: Habit, numbers: readonly number[]): Json[] {
  if (task === 'write') return [...numbers];
  const texts = numbers.map((n) => numeral(n, habit) ?? 'I');
  if (task === 'add') return texts.map((_, at) => texts.slice(at, at + 1 + (at % 4)));
  return texts.map((text, at) => (at % 5 === 3 ? text.toLowerCase() : text));
}

function drawnNumbers(random: Chance, habit: Habit, count: number): number[] {
  const { most } = HABITS[habit];
  return Array.from({ length: count }, () => 1 + random.below(random.pick([30, 500, 3900, most])));
}

function rules(habit: Habit, task: Task, random: Chance): Rule<Arguments>[] {
  const { told, most, wrong, edges } = HABITS[habit];
  const specials: Readonly<Record<Task, Readonly<Record<string, Arguments>>>> = {
    write: { 'out of range': [[0, -1, most, most + 1, 10_000_000]] },
    read: { 'not written so': [[...wrong]] },
    add: {
      'sums out of range': [[[numeral(most, habit) ?? ''], [numeral(most, habit) ?? '', 'I'], ['I', 'I', 'I', 'I']]],
    },
    order: { 'wrong ones among them': [[...wrong, 'X', 'V', ...wrong.slice(0, 3), 'x', 'i']] },
  };
  const slips = HABITS[habit].slips[task];
  return [
    {
      told,
      cases: {
        'numbers of note': [itemsOf(task, habit, edges)],
        'up to fifty': [
          itemsOf(
            task,
            habit,
            Array.from({ length: 50 }, (_, at) => at + 1),
          ),
        ],
        hundreds: [
          itemsOf(
            task,
            habit,
            Array.from({ length: 39 }, (_, at) => (at + 1) * 100 - 1),
          ),
        ],
      },
      slips,
    },
    {
      told: TASKS[task].told(most),
      cases: {
        ...specials[task],
        'empty list': [[]],
        'one item': [itemsOf(task, habit, [1984])],
        drawn: [itemsOf(task, habit, drawnNumbers(random, habit, 15))],
        'drawn again': [itemsOf(task, habit, drawnNumbers(random, habit, 40))],
        'many items': [itemsOf(task, habit, drawnNumbers(random, habit, 300))],
      },
      slips: TASKS[task].slips,
    },
  ];
}

export const romanNumerals: StudyFamily = {
  name: 'roman-numerals',
  category: 'strings_and_numbers',
  variants: 12,
  build: (seed, index) => {
    const random = chance(seed, 'roman-numerals', index);
    const { task, habit } = settingsOf(DIALS, index);
    const { title, entries, parameter, minutes } = TASKS[task];
    const entry = random.pick(entries);
    const who = random.pick([
      'a clockmaker',
      'a museum of antiquities',
      'a publisher of old maps',
      'a cathedral archive',
      'a school magazine',
    ]);
    return ruledProject<Arguments>(
      {
        family: romanNumerals,
        index,
        seed,
        title: `${title} Roman numerals (${HABITS[habit].title})`,
        opening: [
          `Python function ${entry}(${parameter}) in solution.py; takes a list, perhaps empty.`,
          `Working for ${who} I need a function ${entry}(${parameter}) in Python, in the file solution.py; what it takes is a list, which may be empty. We write Roman numerals in our own way, so read closely.`,
          `The function ${entry}(${parameter}) in solution.py (Python 3), for ${who}, takes a list, possibly empty.`,
        ],
        rules: rules(habit, task, random),
        closing: [
          'Signs: I = 1, V = 5, X = 10, L = 50, C = 100, D = 500, M = 1000. Numbers are whole. Standard library only.',
          'The signs are the usual ones: I is 1, V is 5, X is 10, L is 50, C is 100, D is 500 and M is 1000. All numbers are whole. It should run without installing packages.',
          'The values of the signs are I = 1, V = 5, X = 10, L = 50, C = 100, D = 500 and M = 1000. All numbers are integers. Third-party packages are not available.',
        ],
        skills: ['Python', 'Algorithms', 'History'],
        estimatedMinutes: minutes + HABITS[habit].minutes,
        visible: { 'two items': [itemsOf(task, habit, [7, 12])], 'one more': [itemsOf(task, habit, [3])] },
        reference: referenceProgram(habit, task, entry),
        alternative: {
          how: 'A table of all short numerals, or matching by regular expressions, in place of arithmetic sign by sign.',
          program: alternativeProgram(habit, task, entry),
        },
      },
      (posting, parts) =>
        functionProject<Arguments>(PYTHON, posting, {
          ...parts,
          entry,
          answer: (...args) => answer(habit, task, args),
        }),
    );
  },
};
