/** What the family `text-redaction` blanks out: how each kind is recognised, said, and drawn. */

import type { Chance } from '../../../server/kernel/prng.ts';
import { lines } from '../family.ts';
import type { Slip, Told } from '../ruled-project.ts';

export type Kind = 'mail' | 'phone' | 'card' | 'account';

interface KindOfData {
  readonly title: string;
  readonly label: string;
  readonly minutes: number;
  readonly candidate: RegExp;
  readonly counts: (candidate: string) => boolean;
  readonly same: (hit: string) => string;
  readonly sameSaid: Told;
  /** How the reference normalises a hit before it compares. */
  readonly normalised: string;
  readonly told: Told;
  readonly hits: readonly [string, string];
  /** The same value in two spellings. */
  readonly twice: readonly [string, string];
  readonly near: readonly string[];
  readonly edges: Readonly<Record<string, string>>;
  readonly draw: (random: Chance) => string;
  readonly slips: readonly Slip[];
}

const digitsOf = (text: string): string => text.replace(/\D/g, '');

function luhn(digits: string): boolean {
  const total = [...digits].toReversed().reduce((sum, sign, place) => {
    const value = Number(sign) * (1 + (place % 2));
    return sum + (value > 9 ? value - 9 : value);
  }, 0);
  return total % 10 === 0;
}

function ibanHolds(text: string): boolean {
  const moved = text.slice(4) + text.slice(0, 4);
  const digits = [...moved].map((sign) => Number.parseInt(sign, 36)).join('');
  return [...digits].reduce((rest, digit) => (rest * 10 + Number(digit)) % 97, 0) === 1;
}

function mailHolds(text: string): boolean {
  const [local, domain, ...more] = text.split('@');
  if (!local || domain === undefined || more.length > 0) return false;
  const labels = domain.split('.');
  const last = labels.at(-1) ?? '';
  return labels.length > 1 && labels.every((label) => /^[A-Za-z0-9-]+$/.test(label)) && /^[A-Za-z]{2,}$/.test(last);
}

const drawnDigits = (random: Chance, count: number): string =>
  Array.from({ length: count }, () => random.below(10)).join('');

function drawnCard(random: Chance): string {
  const body = random.pick(['4', '5', '3']) + drawnDigits(random, 11 + random.below(5));
  const check = [...'0123456789'].find((digit) => luhn(body + digit)) ?? '0';
  return (body + check).replace(/(.{4})(?=.)/g, `$1${random.pick(['', ' ', '-'])}`);
}

function drawnAccount(random: Chance): string {
  const body = drawnDigits(random, 14);
  const country = random.pick(['DE', 'FR', 'NL', 'AT']);
  for (let check = 2; check < 99; check += 1) {
    const text = country + String(check).padStart(2, '0') + body;
    if (ibanHolds(text)) return text;
  }
  return country + body;
}

export const KINDS: Readonly<Record<Kind, KindOfData>> = {
  mail: {
    title: 'Remove e-mail addresses from support tickets',
    label: 'MAIL',
    minutes: 40,
    candidate: /[A-Za-z0-9._+@-]*[A-Za-z0-9_+@-]/g,
    counts: mailHolds,
    same: (hit) => hit.toLowerCase(),
    sameSaid: [
      'capital or small letters make no difference',
      'Anna@X.com and anna@x.COM are one person for me',
      'values are equal when they agree up to capitalisation',
    ],
    normalised: 'hit.lower()',
    told: [
      'What to find: e-mail addresses. Look at runs, as long as possible, of ASCII letters, digits and the signs . _ + - @; dots at the end of a run do not belong to it. A run is an address if it has exactly one @, something before it, and behind it two or more labels joined by dots, each made of one or more letters, digits or hyphens, the last one of at least two letters and nothing else.',
      'The delicate bits are e-mail addresses. To be exact about them: take the longest possible stretches of letters, digits and . _ + - @, and forget dots at the very end of such a stretch (end of a sentence). It is an address when there is one @ and no second, at least one sign in front, and behind it at least two parts with dots between, no part empty, all of letters, digits or hyphens, and the last part two or more letters only.',
      'A candidate is a maximal run of characters from the set {A-Z, a-z, 0-9, ".", "_", "+", "-", "@"}, less any dots at its end. A candidate is an e-mail address if and only if: it contains exactly one "@"; the part before it is not empty; the part behind it consists of at least two non-empty labels separated by single dots; labels consist of letters, digits and hyphens; the last label consists of two or more letters.',
    ],
    hits: ['anna.berg@mail.example.com', 'j+r_o-9@shop.io'],
    twice: ['Tim.Fox@Post.example', 'tim.fox@post.EXAMPLE'],
    near: [
      '@nobody.com',
      'a@b',
      'x@@y.com',
      'me@home.c',
      'me@10.0.0.1',
      'a@b..com',
      'a@b_c.com',
      'one@two@three.com',
      'a@x.c0m',
    ],
    edges: {
      'end of a sentence': lines(
        'Write to bo@ex.org. Or to <cy@a-b.museum>...',
        'mailto:di@ex.org?subject=x,eve@ex.org',
      ),
      'long run with a second at sign': lines('x.y@z.com@q.com but (u.v@z.com)'),
    },
    draw: (random) =>
      `${random.pick(['kim', 'Lee.R', 'o_p', 'sales+7'])}@${random.pick(['ex', 'A-1', 'mx.post'])}.${random.pick(['org', 'COM', 'x', 'c3'])}${random.pick(['', '.', '..'])}`,
    slips: [
      [
        'any-last-label',
        'The last label is two or more letters only.',
        'len(labels[-1]) >= 2 and labels[-1].isalpha()',
        'len(labels[-1]) >= 2',
      ],
      ['second-at-sign', 'There is exactly one at sign.', "text.count('@') == 1", "'@' in text"],
    ],
  },
  phone: {
    title: 'Remove international phone numbers from letters',
    label: 'PHONE',
    minutes: 35,
    candidate: /\+\d(?:[ -]?\d)*/g,
    counts: (text) => digitsOf(text).length >= 8 && digitsOf(text).length <= 15,
    same: digitsOf,
    sameSaid: [
      'compare digits only',
      'blanks and dashes do not make another number',
      'two numbers are equal when their digits are',
    ],
    normalised: "re.sub('[ -]', '', hit)",
    told: [
      'What to find: phone numbers. A plus sign directly followed by a digit, then more digits; between two digits there may be one blank or one hyphen. Always take the longest such stretch; it is a phone number if it has 8 to 15 digits, otherwise leave it alone as a whole.',
      'What has to go are phone numbers in the international form: a plus, straight behind it a digit, and further digits, where one blank or one dash may sit between any two digits (never two of them in a row). Take as long a stretch as you can get and count its digits: from 8 up to 15 it is a phone number, with fewer or more it is something else and stays entirely.',
      'A candidate is a maximal match of: "+", a digit, and any number of further digits, each optionally preceded by exactly one space or one hyphen. A candidate is a telephone number if and only if it contains no fewer than 8 and no more than 15 digits; other candidates shall not be altered, not even in part.',
    ],
    hits: ['+44 20 7946 0958', '+4930-1234567'],
    twice: ['+1 555-010-2345', '+15550102345'],
    near: [
      '+123456',
      '+12 345 67',
      '+1234567890123456',
      '030 1234567',
      '+ 4912345678',
      '00442079460958',
      '+49  301234',
      '+-12345678',
      '+1234 5678 9012 3456 7',
    ],
    edges: {
      'eight and fifteen digits': lines(
        'min +12345678 max +123456789012345 end',
        '+1-2-3-4-5-6-7-8 and +1 2 3 4 5 6 7',
      ),
      'signs around': lines(
        '(+4412345678) tel:+4412345679, a+4412345670b',
        '+4412345678-',
        '+4412345678 - 9',
        '++4412345678+4412345679',
      ),
    },
    draw: (random) => {
      const digits = `${1 + random.below(9)}${drawnDigits(random, 5 + random.below(13))}`;
      return `+${digits.replace(/(\d{3})(?=\d)/g, `$1${random.pick(['', ' ', '-', '--'])}`)}`;
    },
    slips: [
      ['seven-is-enough', 'A number has at least eight digits.', '8 <=', '7 <='],
      [
        'takes-a-part',
        'A stretch of more than fifteen digits stays as a whole.',
        '(?:[ -]?[0-9])*',
        '(?:[ -]?[0-9]){0,14}',
      ],
    ],
  },
  card: {
    title: 'Remove payment card numbers from chat transcripts',
    label: 'CARD',
    minutes: 45,
    candidate: /\d(?:[ -]?\d)*/g,
    counts: (text) => digitsOf(text).length >= 13 && digitsOf(text).length <= 19 && luhn(digitsOf(text)),
    same: digitsOf,
    sameSaid: [
      'written with or without separators',
      'no matter how it was spaced out that time',
      'separators are disregarded in the comparison',
    ],
    normalised: "re.sub('[ -]', '', hit)",
    told: [
      'What to find: card numbers. Take stretches, as long as possible, of digits with at most one blank or hyphen between two digits. A stretch of 13 to 19 digits that passes the Luhn check is a card number (from the right, double every second digit, take 9 off what is above 9; the sum of all must be divisible by 10). Everything else stays.',
      'Customers type their card numbers into the chat, and those must vanish. By card number I mean: digits in a row, maybe a single blank or dash between two of them, as many as hang together; 13 to 19 digits in all; and the usual Luhn check comes out right. (Starting at the right end every second digit is doubled, 9 is subtracted if the result is above 9, and everything added up must be a multiple of ten.) Order numbers that fail the check are to stay.',
      'A candidate is a maximal sequence of digits in which neighbouring digits may be separated by exactly one space or one hyphen. It is a card number if and only if it has at least 13 and at most 19 digits and satisfies the Luhn formula: counting from the last digit, each second digit is doubled (minus 9 where that exceeds 9), and the total is a multiple of 10.',
    ],
    hits: ['4539 1488 0343 6467', '5500-0055-5555-5559'],
    twice: ['3400 0000 0000 009', '340000000000009'],
    near: [
      '4539 1488 0343 6468',
      '4539  1488 0343 6467',
      '000000000000',
      '1234567890123',
      '12345678901234567890',
      '4539_1488_0343_6467',
      '18 0343 6467',
    ],
    edges: {
      'thirteen and nineteen digits': lines(
        '4222222222222 and 6304000000000000000',
        '0000000000000 00000000000000000000',
      ),
      'glued to letters': lines('card4539148803436467x -5500005555555559-', '5500005555555559 - 1'),
      'joined by one blank': lines('4539148803436467 1', '1 4539148803436467'),
    },
    draw: (random) => random.pick([drawnCard(random), drawnDigits(random, 16), drawnCard(random)]),
    slips: [
      ['no-check', 'A card number passes the Luhn check.', '% 10 == 0', '% 10 >= 0'],
      ['doubles-from-the-left', 'Doubling starts from the right.', 'reversed(digits)', 'iter(digits)'],
    ],
  },
  account: {
    title: 'Remove bank account numbers (IBAN) from complaints',
    label: 'IBAN',
    minutes: 55,
    candidate: /[A-Za-z0-9]+/g,
    counts: (text) => text.length >= 15 && text.length <= 34 && /^[A-Za-z]{2}\d{2}/.test(text) && ibanHolds(text),
    same: (hit) => hit.toUpperCase(),
    sameSaid: [
      'small or capital letters are the same',
      'if it was typed in small letters that time, it is still the same account',
      'capitalisation is disregarded in the comparison',
    ],
    normalised: 'hit.upper()',
    told: [
      'What to find: IBANs without blanks. Split into runs of ASCII letters and digits, as long as possible. A run is an IBAN if it has 15 to 34 signs, starts with two letters and two digits, and the check works: move the first four signs to the end, write A as 10, B as 11 ... Z as 35 (small letters likewise), and the resulting number leaves 1 when divided by 97.',
      'People write their bank account, that is the IBAN, into complaints. We only bother about those typed without blanks. So: words made of letters and digits only (whatever hangs together), 15 to 34 signs long, two letters first and then two digits, in capitals or small. And check it properly, please, since our part numbers look alike: put the first four signs at the back, replace letters by 10 for A up to 35 for Z, divide by 97, and the remainder has to be 1.',
      'A candidate is a maximal run of ASCII letters and digits. It is an IBAN if and only if its length is between 15 and 34 inclusive; its first two characters are letters and the next two digits; and, after moving its first four characters to the end and substituting 10 to 35 for the letters A to Z irrespective of case, the decimal number obtained is congruent to 1 modulo 97.',
    ],
    hits: ['DE89370400440532013000', 'GB82WEST12345698765432'],
    twice: ['FR1420041010050500013M02606', 'fr1420041010050500013m02606'],
    near: [
      'DE88370400440532013000',
      'DE89 3704 0044 0532 0130 00',
      'DE8937040044',
      'D189370400440532013000',
      '89DE370400440532013000',
      'xDE89370400440532013000',
      'DE893704004405320130001',
    ],
    edges: {
      'shortest and longest': lines('NO9386011117947 MT84MALT011000012345MTLCAST001S', '_DE89370400440532013000.'),
      'small letters': lines('iban=gb82west12345698765432;', 'Gb82WeSt12345698765432-x'),
    },
    draw: (random) =>
      random.pick([drawnAccount(random), drawnAccount(random).toLowerCase(), `DE${drawnDigits(random, 20)}`]),
    slips: [
      ['no-check', 'The remainder by 97 is 1.', '% 97 == 1', '% 97 >= 0'],
      ['capitals-only', 'Small letters count likewise.', 're.IGNORECASE', '0'],
    ],
  },
};
