/** What the family `checksum-digits` asks for, in three voices, with its dials and slips. */

import type { Slip, Told } from '../ruled-project.ts';

export const DIALS = { scheme: ['isbn', 'ean', 'luhn', 'iban'], task: ['audit', 'complete', 'mend'] } as const;

export type Scheme = (typeof DIALS)['scheme'][number];
export type Task = (typeof DIALS)['task'][number];

interface SchemeText {
  readonly title: string;
  readonly minutes: number;
  readonly told: Told;
  readonly plain: readonly string[];
  readonly edges: readonly string[];
  readonly slips: Readonly<Record<Task, readonly Slip[]>>;
}

const everyTask = (slips: readonly Slip[]): Readonly<Record<Task, readonly Slip[]>> => ({
  audit: slips,
  complete: slips,
  mend: slips,
});

export const SCHEMES: Readonly<Record<Scheme, SchemeText>> = {
  isbn: {
    title: 'ISBN book numbers',
    minutes: 20,
    told: [
      'Right numbers: 13 digits with the sum of the digits, times 1, 3, 1, 3 ... from the left, divisible by 10; or 10 digits, the last of which may be X = 10, with the sum of the digits, times 10, 9, ... 1, divisible by 11. An X anywhere else, or in a number that is not ten long, is a wrong character, as is any other sign.',
      'An ISBN is right in two cases. With 13 digits: multiply them in turn by 1 and 3, starting with 1, and the sum has to be a multiple of 10. With 10 digits: multiply the first by 10, the next by 9 and so on down to 1, and the sum has to be a multiple of 11; here the last sign may be an X that stands for ten. An X in any other place or in a number of another length is a wrong character just like any sign that is no digit.',
      'A valid number consists either of 13 digits whose sum, weighted alternately 1 and 3 from the left, is divisible by 10, or of 10 digits whose sum, weighted 10 down to 1, is divisible by 11, where the last of the ten may be X with the value 10. Any character other than a digit is inadmissible, except an X as the tenth and last character.',
    ],
    plain: ['9780306406157', '0306406152'],
    edges: ['080442957X', '9781861972712', '0000000000', '097522980X', '9971502100'],
    slips: everyTask([
      ['ten-digits-modulo-ten', 'Ten digits are checked by 11.', '% 11 == 0', '% 10 == 0'],
      [
        'weights-start-with-three',
        'The first weight of thirteen is 1.',
        '3 if place % 2 else 1',
        '1 if place % 2 else 3',
      ],
    ]),
  },
  ean: {
    title: 'EAN article numbers',
    minutes: 12,
    told: [
      'Right numbers: 8 or 13 digits; counted from the right the last digit has weight 1, the one before 3, then 1, 3 ...; the weighted sum is divisible by 10. Any sign but a digit is a wrong character.',
      'An article number is right if it has 8 or 13 digits and the following sum is a multiple of 10: start at the right end, take the last digit once, the one before it three times, the next once again and so forth. Every sign that is no digit is a wrong character.',
      'A valid number consists of 8 or 13 digits whose sum, weighted alternately 1 and 3 beginning with 1 at the last digit, is divisible by 10. Any character other than a digit is inadmissible.',
    ],
    plain: ['4006381333931', '73513537'],
    edges: ['96385074', '00000000', '5901234123457', '0000000000000', '40170725'],
    slips: everyTask([
      ['weights-from-the-left', 'Weights are counted from the right.', 'reversed(code)', 'code'],
      ['long-numbers-only', 'Eight digits are fine.', 'in (8, 13)', 'in (12, 13)'],
    ]),
  },
  luhn: {
    title: 'membership numbers (Luhn)',
    minutes: 15,
    told: [
      'Right numbers: 10 to 19 digits that pass the Luhn check: counted from the right, every second digit (the last one is the first and not doubled) is doubled, minus 9 if above 9; the sum is divisible by 10. Any sign but a digit is a wrong character.',
      'Our membership numbers have ten to nineteen digits and follow Luhn: beginning at the right end leave the last digit, double the one before, leave the next, and so on; where doubling gives more than 9 take away 9; all added up it must be a multiple of 10. A sign that is no digit is a wrong character.',
      'A valid number consists of 10 to 19 digits. Counting from the last digit as number one, each digit of even number is doubled, and reduced by 9 where the result exceeds 9; the sum of all must be divisible by 10. Any character other than a digit is inadmissible.',
    ],
    plain: ['79927398713', '4539148803436467'],
    edges: ['0000000000', '1234567897', '9999999999999999993', '12345678903', '5019717010103742'],
    slips: everyTask([
      ['doubles-from-the-left', 'Doubling is counted from the right.', 'reversed(code)', 'code'],
      ['nine-stays-eighteen', 'Above nine, nine is taken off.', 'digit > 9', 'digit > 10'],
    ]),
  },
  iban: {
    title: 'IBAN account numbers',
    minutes: 18,
    told: [
      'Right numbers: 15 to 34 signs: two letters, two digits, then letters and digits. Check: move the first four signs to the end, write letters as numbers (A = 10 ... Z = 35), the whole number modulo 97 must be 1. A number that does not start with two letters and two digits, or has another sign in it, has a wrong character (also when it is too short for that).',
      'An account number has 15 to 34 signs: first two letters, then two digits, then letters and digits as they come. To check it put the first four signs at the end, read A as 10, B as 11 up to Z as 35, and the long number you get has remainder 1 when divided by 97. If it does not begin with two letters and two digits (be it that it is too short), or contains any other sign, call that a wrong character.',
      'A valid number consists of two letters, two digits and further letters or digits, 15 to 34 characters in all. After moving the first four characters to the end and replacing the letters A to Z by 10 to 35, the resulting integer must be congruent to 1 modulo 97. Deviation from the pattern "two letters, two digits, letters or digits", even because of insufficient length, is an inadmissible character.',
    ],
    plain: ['DE89370400440532013000', 'GB82WEST12345698765432'],
    edges: [
      'NO9386011117947',
      'FR1420041010050500013M02606',
      'MT84MALT011000012345MTLCAST001S',
      'BE68539007547034',
      'NL91ABNA0417164300',
    ],
    slips: everyTask([
      ['first-four-stay', 'The first four signs move to the end.', 'code[4:] + code[:4]', 'code'],
      ['twenty-two-signs', 'Other lengths are fine, too.', '15 <= len(code) <= 34', '16 <= len(code) <= 34'],
    ]),
  },
};

interface TaskText {
  readonly title: string;
  readonly entries: readonly string[];
  readonly minutes: number;
  /** Without and with an X among the signs. */
  readonly told: readonly [Told, Told];
  readonly slips: readonly Slip[];
}

const same = (told: Told): readonly [Told, Told] => [told, told];

const complete = (terse: string, chatty: string, formal: string): Told => [
  `Entry: each code should have exactly one "?" for a lost digit${terse}. Give the completed right number without blanks and hyphens, or "" if there is not exactly one "?" or nothing makes it right.`,
  `In every number one digit could not be read and there is a question mark in its place${chatty}. Return the number with the right digit filled in, without blanks and hyphens. If there is no question mark, or more than one, or no digit that makes the number right, return an empty string.`,
  `In each code one digit is represented by "?"${formal}. The result is the valid number obtained by replacing it, without separators; it is the empty string if "?" does not occur exactly once or no replacement yields a valid number.`,
];

export const TASKS: Readonly<Record<Task, TaskText>> = {
  audit: {
    title: 'Check a list of',
    entries: ['audit', 'check_codes', 'verdicts'],
    minutes: 5,
    told: same([
      'Entry: "character" if there is a wrong character, else "length" if the number of signs is wrong, else "checksum" if the check fails, else "ok".',
      'For each one tell me what is wrong, and only the first of these: "character" for a wrong character, "length" for a wrong number of signs, "checksum" when the check does not come out. A right number is "ok".',
      'The result for each code is the first applicable of "character" (inadmissible character), "length" (inadmissible length), "checksum" (check not satisfied) and "ok".',
    ]),
    slips: [
      [
        'length-first',
        'Wrong characters come before wrong lengths.',
        "return 'character'",
        "return 'character' if right_length(code) else 'length'",
      ],
    ],
  },
  complete: {
    title: 'Fill the unreadable digit of',
    entries: ['complete', 'fill_in', 'restore'],
    minutes: 15,
    told: [
      complete('', '', ''),
      complete(' (or an X at the end)', ' (it may have been an X at the end, too)', ' (the final X included)'),
    ],
    slips: [
      ['several-holes', 'More than one question mark gives an empty text.', "code.count('?') != 1", "'?' not in code"],
    ],
  },
  mend: {
    title: 'Find swapped digits in',
    entries: ['mend', 'unswap', 'suggestions'],
    minutes: 20,
    told: same([
      'Entry: a list. A right number: just itself, without blanks and hyphens. A number whose only fault is the check: all right numbers that arise when two neighbouring signs are swapped, each once, sorted as text. Any other fault: [].',
      'For every number I want a list of suggestions. If it is right, the list has only the number itself, without blanks and hyphens. If it has a wrong character or a wrong length the list is empty. But if merely the check fails, somebody may have swapped two neighbours: list all the right numbers that you get by swapping two signs next to each other, every one once, in ASCII order.',
      'The result for each code is a list: for a valid code, the code without separators; for a code which fails the check only, all distinct valid codes obtainable by exchanging two adjacent characters, in ascending order of strings; for any other code, the empty list.',
    ]),
    slips: [['unsorted', 'Suggestions are sorted.', 'sorted(found)', 'sorted(found, reverse=True)']],
  },
};
