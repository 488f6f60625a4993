/** Task family: unusual ways to write whole numbers: written, read, or added. */

import { type Chance, chance } from '../../../server/kernel/prng.ts';
import type { Json } from '../../../server/protocol/arena/acceptance.ts';
import { functionProject, PYTHON } from '../family.ts';
import { type Rule, ruledProject } from '../ruled-project.ts';
import { type StudyFamily, settingsOf } from '../study-family.ts';
import { alternativeProgram, referenceProgram } from './number-systems.programs.ts';
import { DIALS, SYSTEMS, type System, TASKS, type Task } from './number-systems-texts.ts';

type Parameter = number | string | number[];
type Arguments = [Json[], Parameter];

function written(system: System, n: number, parameter: Parameter): string {
  if (system === 'mixed') {
    const sizes = parameter as number[];
    let rest = Math.abs(n);
    const parts: number[] = [];
    for (const size of sizes.toReversed()) {
      parts.unshift(rest % size);
      rest = Math.floor(rest / size);
    }
    return `${n < 0 ? '-' : ''}${[rest, ...parts].join(':')}`;
  }
  const text = String(parameter);
  let digits = '';
  for (let rest = n; rest !== 0; ) {
    if (system === 'columns') {
      const digit = (rest - 1) % text.length;
      digits = text.charAt(digit) + digits;
      rest = (rest - 1 - digit) / text.length;
    } else if (system === 'balanced') {
      const digit = (((rest + 1) % 3) + 3) % 3;
      digits = text.charAt(digit) + digits;
      rest = (rest - digit + 1) / 3;
    } else {
      const base = Number(parameter);
      const digit = ((rest % base) - base) % base;
      digits = digit.toString() + digits;
      rest = (rest - digit) / base;
    }
  }
  return digits || (system === 'balanced' ? text.charAt(1) : '0');
}

function readBack(system: System, text: string, parameter: Parameter): number | null {
  if (system === 'mixed') {
    const sizes = parameter as number[];
    if (!/^-?\d+(?::\d+)*$/.test(text)) return null;
    const parts = text.replace('-', '').split(':').map(Number);
    if (parts.length !== sizes.length + 1) return null;
    if (parts.slice(1).some((part, at) => part >= (sizes[at] ?? 0))) return null;
    const size = parts.slice(1).reduce((total, part, at) => total * (sizes[at] ?? 1) + part, parts[0] ?? 0);
    return text.startsWith('-') && size > 0 ? -size : size;
  }
  const signs = system === 'negative' ? '0123456789'.slice(0, -Number(parameter)) : String(parameter);
  const base = system === 'negative' ? Number(parameter) : system === 'balanced' ? 3 : signs.length;
  const shift = { negative: 0, balanced: -1, columns: 1 }[system];
  if (text === '' || [...text].some((sign) => !signs.includes(sign))) return null;
  return [...text].reduce((total, sign) => total * base + signs.indexOf(sign) + shift, 0);
}

function answer(system: System, task: Task, [items, parameter]: Arguments): Json {
  if (task === 'write') return items.map((n) => written(system, Number(n), parameter));
  if (task === 'read') return items.map((text) => readBack(system, String(text), parameter));
  return items.map((list) => {
    const values = (list as string[]).map((text) => readBack(system, text, parameter) ?? 0);
    return written(
      system,
      values.reduce((sum, value) => sum + value, 0),
      parameter,
    );
  });
}

function drawnNumber(random: Chance, system: System): number {
  const size =
    random.pick([random.below(10), random.below(100), random.below(5000), random.below(10_000_000)]) +
    (system === 'columns' ? 1 : 0);
  return system === 'columns' || random.below(2) === 0 ? size : -size;
}

function itemsOf(system: System, task: Task, numbers: readonly number[], parameter: Parameter): Json[] {
  if (task === 'write') return [...numbers];
  const texts = numbers.map((n) => written(system, n, parameter));
  if (task === 'read') return texts;
  return texts.map((_, at) => texts.slice(at, at + 1 + (at % 4)));
}

const EDGES = [
  1, 2, 3, 4, 5, 9, 10, 13, 26, 27, 28, 40, 52, 53, 99, 100, 121, 364, 676, 702, 703, 729, 1000, 59_049, 1_000_000,
];

function rules(system: System, task: Task, random: Chance): Rule<Arguments>[] {
  const { told, parameters, broken, slips } = SYSTEMS[system];
  const [usual, other, third] = parameters;
  const signed = system === 'columns' ? EDGES : EDGES.flatMap((n) => [n, -n]);
  const make = (numbers: readonly number[], parameter: Parameter): Arguments => [
    itemsOf(system, task, numbers, parameter),
    parameter,
  ];
  const drawn = (count: number): number[] => Array.from({ length: count }, () => drawnNumber(random, system));
  const extra: Record<string, Arguments> =
    task === 'read'
      ? { 'not written so': [[...broken], usual], 'not written so, otherwise': [[...broken], other] }
      : task === 'add'
        ? { 'nothing to add': [[[itemsOf(system, 'read', [11], usual)[0] ?? '']], usual] }
        : {};
  return [
    {
      told,
      cases: {
        'numbers at the turn': make(signed, usual),
        'numbers at the turn, otherwise': make(signed, other),
        'small numbers': make(
          Array.from({ length: 30 }, (_, at) => at + (system === 'columns' ? 1 : -10)),
          third,
        ),
        zero: system === 'columns' ? make([1], other) : make([0], usual),
      },
      slips: slips[task],
    },
    {
      told: TASKS[task].told,
      cases: {
        ...extra,
        'empty list': [[], usual],
        drawn: make(drawn(12), usual),
        'drawn, third way': make(drawn(12), third),
        'many numbers': make(drawn(150), other),
      },
      slips: TASKS[task].slips,
    },
  ];
}

export const numberSystems: StudyFamily = {
  name: 'number-systems',
  category: 'strings_and_numbers',
  variants: 12,
  build: (seed, index) => {
    const random = chance(seed, 'number-systems', index);
    const { system, task } = settingsOf(DIALS, index);
    const { title, name, parameters, minutes } = SYSTEMS[system];
    const entry = random.pick(TASKS[task].entries);
    const call = `${entry}(${TASKS[task].items}, ${name})`;
    const who = random.pick([
      'maths teacher',
      'museum of computing',
      'puzzle author',
      'hobby programmer',
      'board game maker',
    ]);
    return ruledProject<Arguments>(
      {
        family: numberSystems,
        index,
        seed,
        title: `${TASKS[task].title} ${title}`,
        opening: [
          `Python function ${call} in solution.py; returns a list, one entry per item, same order. The list may be empty.`,
          `I am a ${who} and need a Python function ${call}, in solution.py, that returns a list with one entry for each item I pass, in order. (It may happen that I pass none.)`,
          `Required by a ${who}: solution.py, defining ${call}, which returns the list of results for the items of the possibly empty list given, in order.`,
        ],
        rules: rules(system, task, random),
        closing: [
          'All numbers are below 1e9 in size. Plain Python.',
          'Numbers stay below a thousand million, up or down. Please use Python as it comes.',
          'No absolute value exceeds 1,000,000,000. Third-party packages are not available.',
        ],
        skills: ['Python', 'Mathematics', 'Algorithms'],
        estimatedMinutes: minutes + TASKS[task].minutes,
        visible: {
          'two numbers': [itemsOf(system, task, [6, 8], parameters[0]), parameters[0]],
          'one number': [itemsOf(system, task, [7], parameters[0]), parameters[0]],
        },
        reference: referenceProgram(system, task, entry),
        alternative: {
          how: 'Works from the highest place down, or adds digit by digit with carries, in place of repeated division.',
          program: alternativeProgram(system, task, entry),
        },
      },
      (posting, parts) =>
        functionProject<Arguments>(PYTHON, posting, {
          ...parts,
          entry,
          answer: (...args) => answer(system, task, args),
        }),
    );
  },
};
