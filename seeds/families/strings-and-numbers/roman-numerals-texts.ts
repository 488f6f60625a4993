/** What the family `roman-numerals` asks for, in three voices, with its dials and slips. */

import type { Slip, Told } from '../ruled-project.ts';

export const DIALS = { task: ['write', 'read', 'add', 'order'], habit: ['classic', 'additive', 'bracketed'] } as const;

export type Task = (typeof DIALS)['task'][number];
export type Habit = (typeof DIALS)['habit'][number];

interface HabitText {
  readonly title: string;
  readonly minutes: number;
  readonly most: number;
  readonly told: Told;
  readonly wrong: readonly string[];
  readonly edges: readonly number[];
  readonly slips: Readonly<Record<Task, readonly Slip[]>>;
}

function perTask(writing: readonly Slip[], reading: readonly Slip[]): Readonly<Record<Task, readonly Slip[]>> {
  return { write: writing, read: reading, add: writing, order: reading };
}

const UNCHECKED: Slip = [
  'not-checked',
  'A numeral must be written just so.',
  'numeral(number) != text.upper()',
  'number == 0',
];
const SMALL: Slip = [
  'capitals-only',
  'Small letters are read like capitals.',
  'numeral(number) != text.upper()',
  'numeral(number) != text',
];

export const HABITS: Readonly<Record<Habit, HabitText>> = {
  classic: {
    title: 'the usual way',
    minutes: 15,
    most: 3999,
    told: [
      'Writing: digit by digit, thousands first: M, MM, MMM; C, CC, CCC, CD, D, DC, DCC, DCCC, CM; likewise X, L, C for tens and I, V, X for ones; nothing for 0. Range 1 to 3999. 1984 = "MCMLXXXIV".',
      'We write the usual way: thousands, hundreds, tens and ones one after the other, a zero being left out. Ones are I, II, III, IV, V, VI, VII, VIII, IX, tens the same with X, L, C, hundreds with C, D, M, and thousands M, MM, MMM. So numbers go from 1 to 3999, and 1984 is MCMLXXXIV.',
      'A number from 1 to 3999 is written as the sequence of its decimal digits other than zero, from thousands to units: the digits 1 to 9 as a, aa, aaa, ab, b, ba, baa, baaa, ac with (a, b, c) = (I, V, X) for units, (X, L, C) for tens, (C, D, M) for hundreds; thousands as M, MM, MMM. 1984 is "MCMLXXXIV".',
    ],
    wrong: ['', 'IIII', 'VX', 'IC', 'MMMM', 'A', 'X X', 'VV', 'IVI', 'CMC', 'iiv', '0', 'IXI', 'LXL'],
    edges: [4, 9, 14, 40, 49, 90, 99, 400, 444, 499, 900, 944, 999, 1000, 1990, 3000, 3888, 3999],
    slips: perTask(
      [
        ['four-ones', 'Four is written IV.', "'ab'", "'aaaa'"],
        ['nine-as-viiii', 'Nine is written IX.', "'ac'", "'baaaa'"],
      ],
      [UNCHECKED, SMALL],
    ),
  },
  additive: {
    title: 'without subtraction',
    minutes: 10,
    most: 4999,
    told: [
      'Writing: never by subtraction. Take the largest sign as often as it fits, then the next: M, D, C, L, X, V, I. Range 1 to 4999. 4 = "IIII", 9 = "VIIII", 1984 = "MDCCCCLXXXIIII".',
      'We write as on old clocks, where nothing is ever subtracted: first as many M as fit, then D, then C, L, X, V and I. So four is IIII, nine is VIIII, and 1984 is MDCCCCLXXXIIII. Numbers go from 1 to 4999.',
      'A number from 1 to 4999 is written additively: the signs M, D, C, L, X, V, I in this order, each repeated as often as its value is contained in the remainder. 4 is "IIII", 9 is "VIIII" and 1984 is "MDCCCCLXXXIIII".',
    ],
    wrong: ['', 'IV', 'IX', 'IIIII', 'VV', 'XL', 'A', 'MMMMM', 'IVI', 'X X', 'LL', 'DD', 'CM', 'iiiii'],
    edges: [4, 5, 9, 14, 40, 45, 49, 90, 99, 400, 444, 499, 500, 900, 949, 999, 1000, 3999, 4000, 4999],
    slips: perTask(
      [
        ['never-five', 'The five is used.', "('V', 5), ", ''],
        ['no-fifty', 'The fifty is used.', "('L', 50), ", ''],
      ],
      [UNCHECKED, SMALL],
    ),
  },
  bracketed: {
    title: 'thousands in brackets',
    minutes: 20,
    most: 3_999_999,
    told: [
      'Writing: up to 3999 as usual (ones I, II, III, IV, V, VI, VII, VIII, IX, tens with X, L, C, hundreds with C, D, M, thousands M to MMM). From 4000 on: the number of whole thousands as such a numeral in square brackets, then the rest below 1000 as usual, nothing if it is 0. Range 1 to 3999999. 4000 = "[IV]", 61984 = "[LXI]CMLXXXIV".',
      'Up to 3999 we write the usual way (ones I, II, III, IV, V, VI, VII, VIII, IX, tens the same with X, L, C, hundreds with C, D, M, then M, MM, MMM). From 4000 on the number of whole thousands comes first, as a numeral in square brackets, and after it what is left below a thousand, if anything: 4000 is [IV], and 61984 is [LXI]CMLXXXIV. This way we get from 1 up to 3999999.',
      'A number from 1 to 3999 is written in the usual subtractive form (units I, II, III, IV, V, VI, VII, VIII, IX; tens with X, L, C; hundreds with C, D, M; thousands M to MMM). A number from 4000 to 3999999 is written as the usual form of its thousands in square brackets followed by that of its remainder modulo 1000, if not zero. 4000 is "[IV]" and 61984 is "[LXI]CMLXXXIV".',
    ],
    wrong: [
      '',
      '[]',
      '[I]',
      '[III]',
      'MMMM',
      '[IV',
      'IV]',
      '[IV]M',
      '[[IV]]',
      'I[IV]',
      '[IIII]',
      '[V]IIII',
      '[MMMM]',
      '[iv]mm',
    ],
    edges: [
      4, 9, 49, 99, 444, 999, 1000, 3999, 4000, 4001, 9000, 9999, 40_000, 61_984, 999_999, 1_000_000, 3_999_000,
      3_999_999,
    ],
    slips: perTask(
      [
        ['brackets-from-one-thousand', 'Brackets start at 4000.', 'number >= 4000', 'number >= 1000'],
        [
          'thousand-rest',
          'What is left is below a thousand.',
          'divmod(number, 1000)',
          'number // 1000, number % 1000 or 1',
        ],
      ],
      [UNCHECKED, SMALL],
    ),
  },
};

interface TaskText {
  readonly title: string;
  readonly parameter: string;
  readonly entries: readonly string[];
  readonly minutes: number;
  readonly told: (most: number) => Told;
  readonly slips: readonly Slip[];
}

export const TASKS: Readonly<Record<Task, TaskText>> = {
  write: {
    title: 'Write',
    parameter: 'numbers',
    entries: ['to_roman', 'write_roman', 'roman'],
    minutes: 5,
    told: (most) => [
      `numbers: integers. Result: list of their numerals, None below 1 and above ${most}.`,
      `I pass a list of whole numbers and get the list of their numerals, with None for whatever is less than 1 or more than ${most}.`,
      `The items are integers; the result is the list of their numerals, None for integers less than 1 or greater than ${most}.`,
    ],
    slips: [['zero-is-empty', 'Zero has no numeral.', 'number < 1', 'number < 0']],
  },
  read: {
    title: 'Read',
    parameter: 'texts',
    entries: ['from_roman', 'read_roman', 'values'],
    minutes: 15,
    told: () => [
      'texts: strings. Result: list of the numbers; small letters are read like capitals; None for a text that is not exactly the numeral of a number in range.',
      'I pass a list of texts and get the list of numbers. Letters can be small or capital; but apart from that a text that is not exactly how we would write a number gives None.',
      'The items are strings; the result is the list of the numbers of which they are the numerals, irrespective of case, and None for any other string.',
    ],
    slips: [['wrong-is-zero', 'A wrong text gives None.', 'return None if', 'return 0 if']],
  },
  add: {
    title: 'Add',
    parameter: 'groups',
    entries: ['add_roman', 'roman_sums', 'totals'],
    minutes: 20,
    told: (most) => [
      `groups: lists of one or more correct numerals. Result: list of the numerals of the sums, None above ${most}.`,
      `I pass a list of groups; each group is a list of one or more numerals, all of them right. I get the list of the sums, as numerals again, or None where a sum is above ${most}.`,
      `The items are non-empty lists of correct numerals; the result is the list of the numerals of their sums, None for sums greater than ${most}.`,
    ],
    slips: [['first-three', 'All numerals of a group are added.', 'for text in group', 'for text in group[:3]']],
  },
  order: {
    title: 'Sort',
    parameter: 'texts',
    entries: ['in_order', 'sort_roman', 'chapter_order'],
    minutes: 20,
    told: () => [
      'texts: strings. Result: [list, count]: list has [number, text] for the correct numerals (small letters are read like capitals, the text stays as given), smallest number first, equal ones in the given order; count = how many texts are no correct numerals.',
      'I pass a list of texts and get two things. First a list of [number, text] for those that are exactly as we would write a number (small letters are fine too; leave the text as it is), by their numbers, and where the numbers agree in the order in which they came. Second, how many texts were not right.',
      'The items are strings; the result is [entries, n], entries being the list of [number, item] for items that are, irrespective of case, the numeral of a number, in ascending order of numbers and otherwise in the given order, and n the number of other items.',
    ],
    slips: [['by-text-then', 'Equal numbers stay in the given order.', 'key=lambda entry: entry[0]', 'key=None']],
  },
};
