/** Task family: small codings of text: run lengths, Morse, a shifting key, a rail fence; coded, decoded or audited. */

import { type Chance, chance } from '../../../server/kernel/prng.ts';
import type { Json } from '../../../server/protocol/arena/acceptance.ts';
import { functionProject, PYTHON } from '../family.ts';
import { type Rule, ruledProject } from '../ruled-project.ts';
import { type StudyFamily, settingsOf } from '../study-family.ts';
import { alternativeProgram, referenceProgram } from './small-codings.programs.ts';
import { CODES, type Code, DIALS, MORSE, TASKS, type Task } from './small-codings-texts.ts';

type Arguments = [Json[], string | number];

const TO_MORSE = new Map(
  MORSE.split(' ').map((mark, at) => ['abcdefghijklmnopqrstuvwxyz0123456789'.charAt(at), mark] as const),
);
const FROM_MORSE = new Map([...TO_MORSE].map(([letter, mark]) => [mark, letter] as const));

function shifted(text: string, key: string, sign: 1 | -1): string {
  let at = 0;
  return text.replace(/[A-Za-z]/g, (letter) => {
    const first = letter < 'a' ? 65 : 97;
    const by = key.charCodeAt(at % key.length) - 97;
    at += 1;
    return String.fromCharCode(first + ((letter.charCodeAt(0) - first + sign * by + 26) % 26));
  });
}

/** Places of a text of this length in the order in which the rails are read. */
function railOrder(length: number, rails: number): number[] {
  const period = Math.max(1, 2 * rails - 2);
  const rail = (at: number): number => Math.min(at % period, period - (at % period));
  return Array.from({ length }, (_, at) => at).toSorted((a, b) => rail(a) - rail(b) || a - b);
}

function encoded(code: Code, text: string, key: string | number): string {
  if (code === 'keyed') return shifted(text, String(key), 1);
  if (code === 'fence')
    return railOrder(text.length, Number(key))
      .map((at) => text.charAt(at))
      .join('');
  if (code === 'morse') {
    const words = text
      .toLowerCase()
      .split(' ')
      .map((word) => [...word].flatMap((letter) => TO_MORSE.get(letter) ?? []).join(' '));
    return words.filter((word) => word !== '').join(` ${key} `);
  }
  const plain = (sign: string): string => (/[0-9\\]/.test(sign) ? `\\${sign}` : sign);
  return [...text.matchAll(/(.)\1*/g)]
    .map(([run, sign = '']) => {
      const [full, rest] = [Math.floor(run.length / Number(key)), run.length % Number(key)];
      return `${key}${plain(sign)}`.repeat(full) + (rest > 1 ? rest : '') + (rest > 0 ? plain(sign) : '');
    })
    .join('');
}

function decoded(code: Code, text: string, key: string | number): string | null {
  if (code === 'keyed') return shifted(text, String(key), -1);
  if (code === 'fence') {
    const places = railOrder(text.length, Number(key));
    return Array.from({ length: text.length }, (_, at) => text.charAt(places.indexOf(at))).join('');
  }
  if (code === 'morse') {
    if (text === '') return '';
    const letters = text.split(` ${key} `).map((word) => word.split(' ').map((mark) => FROM_MORSE.get(mark)));
    return letters.flat().includes(undefined) ? null : letters.map((word) => word.join('')).join(' ');
  }
  if (!/^(?:[2-9]?(?:\\[0-9\\]|[^0-9\\]))*$/.test(text)) return null;
  const runs = [...text.matchAll(/([2-9]?)\\?(.)/g)].map(([, count, sign = '']) => ({
    count: Number(count || 1),
    sign,
  }));
  return runs.some(({ count }) => count > Number(key))
    ? null
    : runs.map(({ count, sign }) => sign.repeat(count)).join('');
}

function answer(code: Code, task: Task, [items, key]: Arguments): Json {
  if (task === 'encode') return items.map((text) => encoded(code, String(text), key));
  if (task === 'decode') return items.map((text) => decoded(code, String(text), key));
  return items.map((pair) => {
    const [plain, given] = pair as [string, string];
    const right = encoded(code, plain, key);
    let at = 0;
    while (at < right.length && at < given.length && right[at] === given[at]) at += 1;
    return right === given ? ['ok', -1] : [right, at];
  });
}

function drawnText(random: Chance, code: Code): string {
  const { alphabet } = CODES[code];
  return Array.from({ length: random.below(12) }, () =>
    random.pick([...alphabet]).repeat(random.pick([1, 1, 1, 2, 3, 5, 11])),
  )
    .join('')
    .slice(0, 60);
}

function itemsOf(task: Task, code: Code, key: string | number, texts: readonly string[], random: Chance): Json[] {
  if (task === 'encode') return [...texts];
  const coded = texts.map((text) => encoded(code, text, key));
  if (task === 'decode') return coded;
  return texts.map((text, at) => {
    const right = coded[at] ?? '';
    const place = random.below(right.length + 1);
    return [
      text,
      random.pick([
        right,
        right,
        right.slice(0, place),
        `${right.slice(0, place)}#${right.slice(place + 1)}`,
        `${right}.`,
      ]),
    ];
  });
}

function rules(code: Code, task: Task, random: Chance): Rule<Arguments>[] {
  const { told, texts, keys, broken, slips } = CODES[code];
  const [usual, other, third] = keys;
  const make = (list: readonly string[], key: string | number): Arguments => [
    itemsOf(task, code, key, list, random),
    key,
  ];
  const drawn = (count: number): string[] => Array.from({ length: count }, () => drawnText(random, code));
  return [
    {
      told,
      cases: {
        'special texts': make(texts, usual),
        'special texts, other key': make(texts, other),
        'special texts, third key': make(texts, third),
        'empty text': [
          task === 'audit'
            ? [
                ['', ''],
                ['', 'a'],
                [texts[0] ?? '', ''],
              ]
            : [''],
          other,
        ],
      },
      slips: slips[task],
    },
    {
      told: TASKS[task].told[code === 'runs' || code === 'morse' ? 0 : 1],
      cases: {
        ...(task === 'decode' && broken.length > 0
          ? { 'nothing that was coded so': [[...broken], usual] as Arguments }
          : {}),
        'empty list': [[], usual],
        'one text': make([texts.join('').slice(0, 40)], other),
        drawn: make(drawn(12), usual),
        'drawn, third key': make(drawn(12), third),
        'many texts': make(drawn(250), other),
      },
      slips: TASKS[task].slips,
    },
  ];
}

export const smallCodings: StudyFamily = {
  name: 'small-codings',
  category: 'strings_and_numbers',
  variants: 12,
  build: (seed, index) => {
    const random = chance(seed, 'small-codings', index);
    const { code, task } = settingsOf(DIALS, index);
    const { title, parameter, plain, keys, minutes } = CODES[code];
    const entry = random.pick(TASKS[task].entries);
    const call = `${entry}(${task === 'audit' ? 'pairs' : 'texts'}, ${parameter})`;
    const use = random.pick(['an escape room', 'a scout camp', 'a puzzle magazine', 'a radio club', 'a school museum']);
    const make = (list: readonly string[]): Arguments => {
      const items = list.map((text) =>
        task === 'audit'
          ? [text, encoded(code, text, keys[0])]
          : task === 'decode'
            ? encoded(code, text, keys[0])
            : text,
      );
      return [items, keys[0]];
    };
    return ruledProject<Arguments>(
      {
        family: smallCodings,
        index,
        seed,
        title: `${TASKS[task].title} ${title}`,
        opening: [
          `solution.py with ${call}, Python. One result per item, same order.`,
          `We are making ${use} and need ${call} in Python, in a file solution.py, giving back a list with one result for each item, in the same order.`,
          `For ${use}, the Python file solution.py shall define ${call}, which returns one result for each item of the list, in order.`,
        ],
        rules: rules(code, task, random),
        closing: [
          'Texts are ASCII without line breaks. Any text may be empty. No packages.',
          'All texts are plain ASCII on one line and may be empty. It has to work without installing anything.',
          'Texts consist of printable ASCII characters and may be empty. No third-party packages.',
        ],
        skills: ['Python', 'Cryptography', 'Algorithms'],
        estimatedMinutes: minutes + TASKS[task].minutes,
        visible: { 'two texts': make([plain[0], plain[1]]), 'one short text': make([plain[1]]) },
        reference: referenceProgram(code, task, entry),
        alternative: {
          how: 'Regular expressions, tables of all shifts and stepwise rails, where the reference loops over signs.',
          program: alternativeProgram(code, task, entry),
        },
      },
      (posting, parts) =>
        functionProject<Arguments>(PYTHON, posting, { ...parts, entry, answer: (...args) => answer(code, task, args) }),
    );
  },
};
