/** What the family `number-systems` asks for, in three voices, with its dials and slips. */

import type { Slip, Told } from '../ruled-project.ts';

export const DIALS = { system: ['negative', 'balanced', 'columns', 'mixed'], task: ['write', 'read', 'add'] } as const;

export type System = (typeof DIALS)['system'][number];
export type Task = (typeof DIALS)['task'][number];
type Parameter = number | string | number[];

interface SystemText {
  readonly title: string;
  readonly name: string;
  readonly minutes: number;
  readonly told: Told;
  readonly parameters: readonly [Parameter, Parameter, Parameter];
  readonly broken: readonly string[];
  readonly slips: Readonly<Record<Task, readonly Slip[]>>;
}

export const SYSTEMS: Readonly<Record<System, SystemText>> = {
  negative: {
    title: 'numbers in a negative base',
    name: 'base',
    minutes: 15,
    told: [
      'Writing: base is a whole number from -10 to -2. Digits 0 to |base| - 1, the last place counts 1, the one before base, then base squared ...; no sign, no leading zeros, zero is "0". With base -2: 6 = "11010", -3 = "1101".',
      'How numbers are written here: the base is negative, from -10 to -2, so the places count 1, base, base times base and so on from the right, alternately positive and negative, and no minus sign is ever needed. The digits go from 0 to one less than the size of the base. There are no zeros in front, except that nought is "0". In base -2 six is 11010 and minus three is 1101.',
      'A number is represented to the base b (-10 <= b <= -2) by digits 0 <= d < |b| without sign such that it equals the sum of d(i) times b to the power i, i being counted from the last digit, from 0. There are no leading zeros; zero is "0". For b = -2, 6 is "11010" and -3 is "1101".',
    ],
    parameters: [-10, -2, -3],
    broken: ['', '-5', '1a', '10 ', '007', '190', '+1', '1.0'],
    slips: {
      write: [
        ['zero-is-empty', 'Zero is written 0.', "or '0'", "or ''"],
        [
          'positive-base',
          'The base is negative.',
          'rest, digit = rest + 1, digit - base',
          'rest, digit = rest - 1, digit - base',
        ],
      ],
      read: [
        ['positive-base', 'The base is negative.', 'total * base', 'total * -base'],
        ['digit-too-large', 'A digit is less than the size of the base.', 'value < -base', 'value <= 9'],
      ],
      add: [
        ['zero-is-empty', 'Zero is written 0.', "or '0'", "or ''"],
        ['absolute-values', 'Places alternate in sign.', 'total * base', 'total * -base'],
      ],
    },
  },
  balanced: {
    title: 'balanced ternary numbers',
    name: 'signs',
    minutes: 15,
    told: [
      'Writing: base three with digits -1, 0 and 1, for which stand the three different signs of the text signs in this order, e.g. "-0+". Places count 1, 3, 9 ... from the right; no leading zeros, zero itself is the single zero sign. With "-0+": 8 = "+0-", -2 = "-+".',
      'How numbers are written here: in threes, with places that count 1, 3, 9 and so on from the right, and digits that mean minus one, nothing and one. Which characters are used for the three is given by signs, in this order, for example "-0+". No zeros in front, nought itself is one zero sign. With "-0+" eight is +0- and minus two is -+.',
      'Numbers are represented in balanced ternary: the sum of d(i) times 3 to the power i, with digits -1, 0, 1 denoted by the first, second and third character of signs (three distinct characters). There are no leading zeros; zero is a single zero digit. For "-0+", 8 is "+0-" and -2 is "-+".',
    ],
    parameters: ['-0+', 'T01', 'abc'],
    broken: ['', '8', '+ -', '00+', 'x', '+0-?', '--+', '0'],
    slips: {
      write: [
        ['zero-is-empty', 'Zero is one zero sign.', 'or signs[1]', "or ''"],
        ['digits-from-zero', 'A remainder of two is the digit -1.', 'divmod(number + 1, 3)', 'divmod(number, 3)'],
      ],
      read: [
        ['signs-shuffled', 'The first sign is minus one.', 'signs.index(sign) - 1', '1 - signs.index(sign)'],
        ['empty-is-zero', 'An empty text is no number.', "if text == '' or", 'if'],
      ],
      add: [
        ['zero-is-empty', 'Zero is one zero sign.', 'or signs[1]', "or ''"],
        ['signs-shuffled', 'The first sign is minus one.', 'signs.index(sign) - 1', '1 - signs.index(sign)'],
      ],
    },
  },
  columns: {
    title: 'numbers as column letters',
    name: 'letters',
    minutes: 12,
    told: [
      'Writing: as the columns of a spreadsheet, but with the letters of the text letters (two or more, all different): with "ABC", 1 = "A", 3 = "C", 4 = "AA", 12 = "CC", 13 = "AAA". There is no zero; numbers start at 1.',
      'How numbers are written here: you know the columns of a spreadsheet, A to Z and then AA, AB and so on. It is the same, only that any letters can be used, those in the text letters (at least two, no letter twice). With ABC, one is A, three is C, four is AA, twelve is CC and thirteen is AAA. All numbers are 1 or more.',
      'Positive integers are represented in the bijective base k, k being the length of letters (k >= 2, characters distinct), whose characters denote the digits 1 to k in order. For "ABC", 1, 3, 4, 12 and 13 are "A", "C", "AA", "CC" and "AAA". Zero and negative numbers do not occur.',
    ],
    parameters: ['ABCDEFGHIJKLMNOPQRSTUVWXYZ', 'xy', 'ABC'],
    broken: ['', 'a', 'A1', ' A', 'AZ', 'AB C', 'ZZ', '1'],
    slips: {
      write: [
        [
          'usual-base',
          'There is no zero among the digits.',
          'divmod(number - 1, len(letters))',
          'divmod(number, len(letters))',
        ],
        ['turned-round', 'The highest place comes first.', 'letters[digit] + text', 'text + letters[digit]'],
      ],
      read: [
        ['counts-from-zero', 'The first letter is one.', 'letters.index(letter) + 1', 'letters.index(letter)'],
        ['empty-is-zero', 'An empty text is no number.', "text != '' and", ''],
      ],
      add: [
        [
          'usual-base',
          'There is no zero among the digits.',
          'divmod(number - 1, len(letters))',
          'divmod(number, len(letters))',
        ],
        ['counts-from-zero', 'The first letter is one.', 'letters.index(letter) + 1', 'letters.index(letter)'],
      ],
    },
  },
  mixed: {
    title: 'quantities in mixed units',
    name: 'sizes',
    minutes: 15,
    told: [
      'Writing: parts joined by ":", from the largest unit to the smallest. sizes (one or more numbers above 1) says how many of each unit make one of the unit before: [24, 60, 60] is days:hours:minutes:seconds. The first part is unlimited, each other part is below its size; all parts are written, without leading zeros; a minus sign in front if negative, never for zero. With [24, 60, 60]: 90061 = "1:1:1:1", -5 = "-0:0:0:5".',
      'How quantities are written here: in several units with colons between, the largest first, as in days:hours:minutes:seconds. The list sizes has a number (above 1) for every unit but the first, saying how many of it make one of the unit before; for that example it would be [24, 60, 60]. So every part is less than its size, only the first may be as large as it likes. All parts are there, even zeros, with no zeros in front; a negative quantity has one minus at the very beginning, zero has none. With these sizes 90061 is 1:1:1:1 and minus five is -0:0:0:5.',
      'A quantity in terms of the smallest unit is represented by n + 1 integers joined by ":", n >= 1 being the length of sizes; sizes[i] > 1 units of part i + 2 equal one unit of part i + 1. Each part but the first is less than its size. All parts are present, in decimal without leading zeros. Negative quantities are preceded by "-"; zero is not. For [24, 60, 60], 90061 is "1:1:1:1" and -5 is "-0:0:0:5".',
    ],
    parameters: [[24, 60, 60], [2], [20, 12]],
    broken: [
      '',
      '1:2:3',
      '1:24:0:0',
      '1:23:60:0',
      '1:1:1:1:1',
      '0:0:0:x',
      '--1:0:0:0',
      '1::0:0',
      '-0:0:0:0',
      '0:-1:0:0',
      '007:01:0:0',
      '99:23:59:59',
    ],
    slips: {
      write: [
        ['first-part-limited', 'The first part is unlimited.', 'parts = [rest] + parts', 'parts = [rest % 7] + parts'],
        [
          'rounds-down-below-zero',
          'A negative quantity is a minus and its size.',
          'rest = abs(number)',
          'rest = number',
        ],
      ],
      read: [
        ['sizes-ignored', 'Each part is below its size.', 'part >= size', 'part > size'],
        [
          'minus-on-first-part',
          'The minus is for the whole quantity.',
          'return -total if negative',
          'return total if negative',
        ],
      ],
      add: [
        [
          'rounds-down-below-zero',
          'A negative quantity is a minus and its size.',
          'rest = abs(number)',
          'rest = number',
        ],
        [
          'minus-on-first-part',
          'The minus is for the whole quantity.',
          'return -total if negative',
          'return total if negative',
        ],
      ],
    },
  },
};

interface TaskText {
  readonly title: string;
  readonly items: string;
  readonly entries: readonly string[];
  readonly minutes: number;
  readonly told: Told;
  readonly slips: readonly Slip[];
}

export const TASKS: Readonly<Record<Task, TaskText>> = {
  write: {
    title: 'Write',
    items: 'numbers',
    entries: ['write_all', 'to_texts', 'write_numbers'],
    minutes: 0,
    told: [
      'Items are integers; result: their texts.',
      'I pass integers and get the texts.',
      'Items are integers; the results are their representations.',
    ],
    slips: [
      [
        'sorted-first',
        'Results are in the order of the items.',
        'for number in numbers]',
        'for number in sorted(numbers)]',
      ],
    ],
  },
  read: {
    title: 'Read',
    items: 'texts',
    entries: ['read_all', 'to_numbers', 'read_numbers'],
    minutes: 5,
    told: [
      'Items are texts; result: the integers. Leading zeros are accepted here (so is a minus for zero, where there is a minus), but anything else that is not written as said, the empty text too, gives None.',
      'I pass texts and get integers. Too many zeros in front do not matter (nor does a minus before a zero, where a minus exists at all), but whatever is otherwise not written by these rules, including an empty text, gives None.',
      'Items are strings; the results are the integers represented. Leading zeros and, where the notation has a sign, a signed zero are accepted; any other deviation from the notation, and the empty string, yields None.',
    ],
    slips: [
      ['errors-are-zero', 'What is not written so gives None.', ') for text in texts]', ') or 0 for text in texts]'],
    ],
  },
  add: {
    title: 'Add',
    items: 'groups',
    entries: ['sums', 'add_all', 'totals'],
    minutes: 15,
    told: [
      'Items are lists of one or more texts, all well written; result: the text of their sum.',
      'Each item is a list of texts, at least one, and I get the sum written as a text in the same way. All the texts are right, no need to check.',
      'Each item is a non-empty list of correct representations; the result is the representation of their sum.',
    ],
    slips: [['first-two-only', 'All texts of a group are added.', 'for text in group', 'for text in group[:2]']],
  },
};
