/** Task family: numbers that carry a check digit: audited, completed, or mended where two neighbours were swapped. */

import { type Chance, chance } from '../../../server/kernel/prng.ts';
import type { Json } from '../../../server/protocol/arena/acceptance.ts';
import { functionProject, PYTHON } from '../family.ts';
import { type Rule, ruledProject } from '../ruled-project.ts';
import { type StudyFamily, settingsOf } from '../study-family.ts';
import { alternativeProgram, referenceProgram } from './checksum-digits.programs.ts';
import { DIALS, SCHEMES, type Scheme, TASKS, type Task } from './checksum-digits-texts.ts';

type Arguments = [string[]];

const weighted = (code: string, weights: readonly number[]): number =>
  [...code].reduce((sum, sign, at) => sum + (sign === 'X' ? 10 : Number(sign)) * (weights[at] ?? 0), 0);

const LENGTHS: Readonly<Record<Scheme, (length: number) => boolean>> = {
  isbn: (length) => length === 10 || length === 13,
  ean: (length) => length === 8 || length === 13,
  luhn: (length) => length >= 10 && length <= 19,
  iban: (length) => length >= 15 && length <= 34,
};

const SHAPES: Readonly<Record<Scheme, RegExp>> = {
  isbn: /^(?:\d*|\d{9}X)$/,
  ean: /^\d*$/,
  luhn: /^\d*$/,
  iban: /^[A-Z]{2}\d{2}[A-Z0-9]*$/,
};

function sumHolds(code: string, scheme: Scheme): boolean {
  if (scheme === 'iban') {
    const digits = [...(code.slice(4) + code.slice(0, 4))].map((sign) => Number.parseInt(sign, 36)).join('');
    return BigInt(digits) % 97n === 1n;
  }
  if (scheme === 'isbn' && code.length === 10) return weighted(code, [10, 9, 8, 7, 6, 5, 4, 3, 2, 1]) % 11 === 0;
  const mirrored = [...code].toReversed().join('');
  if (scheme === 'luhn') {
    const doubled = [...mirrored].map((sign, at) =>
      at % 2 === 1 ? [0, 2, 4, 6, 8, 1, 3, 5, 7, 9][Number(sign)] : Number(sign),
    );
    return doubled.reduce<number>((sum, value) => sum + (value ?? 0), 0) % 10 === 0;
  }
  return (
    weighted(
      mirrored,
      Array.from({ length: 13 }, (_, at) => (at % 2 === 1 ? 3 : 1)),
    ) %
      10 ===
    0
  );
}

function verdict(code: string, scheme: Scheme): string {
  if (!SHAPES[scheme].test(code)) return 'character';
  if (!LENGTHS[scheme](code.length)) return 'length';
  return sumHolds(code, scheme) ? 'ok' : 'checksum';
}

function answer(scheme: Scheme, task: Task, [codes]: Arguments): Json {
  return codes.map((raw) => {
    const code = raw.replace(/[ -]/g, '').toUpperCase();
    if (task === 'audit') return verdict(code, scheme);
    if (task === 'complete') {
      if (code.split('?').length !== 2) return '';
      const fits = (sign: string): boolean => verdict(code.replace('?', sign), scheme) === 'ok';
      const found = [...(scheme === 'isbn' ? '0123456789X' : '0123456789')].find(fits);
      return found === undefined ? '' : code.replace('?', found);
    }
    const first = verdict(code, scheme);
    if (first === 'ok') return [code];
    if (first !== 'checksum') return [];
    const swaps = Array.from(
      { length: code.length - 1 },
      (_, at) => code.slice(0, at) + code[at + 1] + code[at] + code.slice(at + 2),
    );
    return [...new Set(swaps.filter((swap) => verdict(swap, scheme) === 'ok'))].sort();
  });
}

const digits = (random: Chance, count: number): string =>
  Array.from({ length: count }, () => random.below(10)).join('');

/** A valid code of the scheme. */
function drawnCode(random: Chance, scheme: Scheme): string {
  for (;;) {
    if (scheme === 'iban') {
      const body = digits(random, 6) + random.pick(['', 'ABNA', 'X']) + digits(random, 8);
      const country = random.pick(['DE', 'NL', 'GB']);
      const check = Array.from({ length: 97 }, (_, at) => String(at + 2).padStart(2, '0')).find((two) =>
        sumHolds(country + two + body, scheme),
      );
      if (check !== undefined) return country + check + body;
    }
    const length = { isbn: random.pick([9, 12]), ean: random.pick([7, 12]), luhn: 9 + random.below(10), iban: 0 }[
      scheme
    ];
    const body = digits(random, length);
    const check = [...'0123456789X'].find((sign) => verdict(body + sign, scheme) === 'ok');
    if (check !== undefined) return body + check;
  }
}

/** A code as people type it: right, with a slip, spaced out, or with a sign lost. */
function typed(random: Chance, scheme: Scheme, task: Task): string {
  const code = drawnCode(random, scheme);
  const at = random.below(code.length - 1);
  if (task === 'complete') {
    const place = random.pick([at, code.length - 1, random.below(code.length)]);
    const hole = `${code.slice(0, place)}?${code.slice(place + 1)}`;
    return random.pick([hole, hole, hole.replace('?', '?-'), code, hole.replace(/\d/, '?')]);
  }
  const swapped = code.slice(0, at) + code[at + 1] + code[at] + code.slice(at + 2);
  const wrong = code.slice(0, -1) + random.below(10);
  return random.pick([
    code,
    swapped,
    swapped,
    wrong,
    swapped.toLowerCase(),
    code.slice(1),
    `${code}0`,
    code.replace(/(.{4})/g, '$1 '),
    code.replace(/\d/, 'o'),
  ]);
}

function rules(scheme: Scheme, task: Task, random: Chance): Rule<Arguments>[] {
  const { told, edges, slips } = SCHEMES[scheme];
  const more = Array.from({ length: 3 }, () => drawnCode(random, scheme));
  const holes = [...edges, ...more].flatMap((code) => [
    `?${code.slice(1)}`,
    `${code.slice(0, -1)}?`,
    `${code.slice(0, 5)}?${code.slice(6)}`,
  ]);
  const list = task === 'complete' ? holes : [...edges, ...more];
  const one = more[0] ?? '';
  return [
    {
      told,
      cases: {
        'known numbers': [list],
        'wrong lengths': [[one.slice(0, 5), `${one}${one}${one}`, '', list[0]?.slice(1) ?? '', `${list[1]}1`]],
        'strange signs': [['abc', '12.345', `${one}.`, `x${one}`, one.replace(/\d/, 'O'), `${one}X`, 'X'.repeat(10)]],
      },
      slips: slips[task],
    },
    {
      told: [
        'Blanks and hyphens anywhere in a number are ignored; small letters count as capitals.',
        'People put blanks and hyphens wherever they like, ignore them, and take small letters for capitals.',
        'Spaces and hyphens are removed beforehand, and letters are converted to upper case.',
      ],
      cases: {
        'blanks and hyphens': [
          list.map((code) => ` ${code.slice(0, 3)}-${code.slice(3, 7)} -${code.slice(7).toLowerCase()}`),
        ],
        'only separators': [['-', '  ', ...(task === 'complete' ? ['?', '- ?'] : ['0', '- 0'])]],
      },
    },
    {
      told: TASKS[task].told[scheme === 'isbn' ? 1 : 0],
      cases: {
        'no numbers': [[]],
        'neighbours swapped': [
          more.flatMap((code) =>
            [2, 5, 7].map((at) => code.slice(0, at) + code[at + 1] + code[at] + code.slice(at + 2)),
          ),
        ],
        drawn: [Array.from({ length: 14 }, () => typed(random, scheme, task))],
        'many numbers': [Array.from({ length: 300 }, () => typed(random, scheme, task))],
      },
      slips: TASKS[task].slips,
    },
  ];
}

export const checksumDigits: StudyFamily = {
  name: 'checksum-digits',
  category: 'strings_and_numbers',
  variants: 12,
  build: (seed, index) => {
    const random = chance(seed, 'checksum-digits', index);
    const { scheme, task } = settingsOf(DIALS, index);
    const { title, plain, minutes } = SCHEMES[scheme];
    const entry = random.pick(TASKS[task].entries);
    const place = random.pick(['library', 'warehouse', 'publisher', 'wholesaler', 'booking office']);
    const [first = '', second = ''] = plain;
    const shown =
      task === 'complete'
        ? [first.replace(/\d(?=\d$)/, '?'), `${second.slice(0, 6)}?${second.slice(7)}`]
        : [first, second];
    return ruledProject<Arguments>(
      {
        family: checksumDigits,
        index,
        seed,
        title: `${TASKS[task].title} ${title}`,
        opening: [
          `${entry}(codes) in solution.py, Python 3. codes: list of strings. Returns a list with one entry per code, same order.`,
          `Good day, we are a ${place} and our lists are full of mistyped numbers. Please write a Python function ${entry}(codes) in solution.py; it gets a list of numbers as strings and returns a list with one entry for each, in that order.`,
          `The file solution.py shall provide ${entry}(codes), which maps a list of strings to a list of results of equal length and order.`,
        ],
        rules: rules(scheme, task, random),
        closing: [
          'Input is ASCII text. Standard library only.',
          'Nothing but ASCII characters comes in, and please do not use any package that has to be installed.',
          'All strings are ASCII. No third-party modules.',
        ],
        skills: ['Python', 'Algorithms', 'Data Validation'],
        estimatedMinutes: minutes + TASKS[task].minutes,
        visible: { 'two numbers': [shown], 'one number': [[`${shown[1]?.slice(0, 4)} ${shown[1]?.slice(4)}`]] },
        reference: referenceProgram(scheme, task, entry),
        alternative: {
          how: 'Other arithmetic: running remainders and tables, and solving by trial in another order.',
          program: alternativeProgram(scheme, task, entry),
        },
      },
      (posting, parts) =>
        functionProject<Arguments>(PYTHON, posting, {
          ...parts,
          entry,
          answer: (...args) => answer(scheme, task, args),
        }),
    );
  },
};
