/** Task family: regular expressions (order numbers and amounts in mails; masking of cards and mail addresses). */

import { type Chance, chance } from '../../server/kernel/prng.ts';
import type { Json } from '../../server/protocol/arena/acceptance.ts';
import type { ProjectPackage } from '../../server/protocol/arena/project-package.ts';
import { decimalText, scaledNumber } from './exact-number.ts';
import { type Family, functionProject, lines, type Posting, PYTHON } from './family.ts';
import { patternExtractionAnswers } from './pattern-extraction.answers.ts';
import { mailReference, mailWrong, maskReference, maskWrong } from './pattern-extraction.programs.ts';

const FAMILY = 'pattern-extraction';

const mailPosting: Posting = {
  slug: `${FAMILY}-1`,
  family: FAMILY,
  title: 'Regex: pull order numbers and dollar amounts out of customer mails',
  description: `
Our support inbox gets 500 mails a day. To route them we need order numbers and amounts from the plain text body. Regex person wanted :-)

Please write solution.py with extract(mail). mail is the body as a string. Result:
{"orders": [...], "amounts_cents": [...], "largest_cents": ...}

1) Lines that start with > (maybe after blanks) are quotes from older mails. Ignore them completely.

2) Order numbers look like ORD-2024-12345 or RET-2024-1234567: the letters ORD or RET in any case, a dash, exactly four digits, a dash, five to seven digits. If a letter, a digit or a dash stands directly before or after it, then it is something else (a file name, a tracking code) and does not count. A dot, underscore, bracket or the like is fine. Return them in UPPER CASE in the order of first appearance, each one once.

3) Amounts: a dollar sign directly followed by the number, or USD (upper case) followed by the number with at most one blank between. Numbers are plain digits (1250) or digits with commas in groups of three (1,250), with or without a dot and exactly two digits for the cents. If what follows the number is another digit, or a dot or comma and then a digit, it is not an amount we understand ($1.5, $12,50, $1.234.567) and must be skipped completely. A dot at the end of a sentence is fine ("it cost $20."). Return cents as whole numbers, in the order of appearance, duplicates included.

4) largest_cents is the largest amount or None if there is none.

All mails are plain ASCII. An empty mail gives two empty lists and None.`,
  skills: ['Python', 'Regular Expressions', 'Data Mining'],
  bracket: 'simple',
  postedPriceCents: 8_500,
  estimatedMinutes: 40,
};

/** Scans by hand from each possible beginning; no pattern covers a whole order number or amount. */
function extractMail(mail: string): Json {
  const text = mail
    .split('\n')
    .filter((line) => !line.trimStart().startsWith('>'))
    .join('\n');
  const orders = text
    .split(/[^A-Za-z0-9-]/)
    .map((word) => word.toUpperCase().split('-'))
    .filter(([kind, year, number, ...rest]) => {
      const digits = (part = '', low: number, high: number) =>
        part.length >= low && part.length <= high && !/\D/.test(part);
      return (kind === 'ORD' || kind === 'RET') && rest.length === 0 && digits(year, 4, 4) && digits(number, 5, 7);
    })
    .map((parts) => parts.join('-'));
  const amounts: number[] = [];
  for (let at = 0; at < text.length; at += 1) {
    const sign = text.startsWith('$', at) ? 1 : text.startsWith('USD ', at) ? 4 : text.startsWith('USD', at) ? 3 : 0;
    if (sign === 0) continue;
    const run = /^[0-9][0-9.,]*/.exec(text.slice(at + sign, at + sign + 40))?.[0] ?? '';
    const [whole = '', ...fractions] = run.replace(/[.,]+$/, '').split('.');
    const [first = '', ...groups] = whole.split(',');
    const grouped = groups.length === 0 || (first.length <= 3 && groups.every((group) => group.length === 3));
    const cents =
      fractions.length === 0 || (fractions.length === 1 && fractions[0]?.length === 2 && /^\d\d$/.test(fractions[0]));
    if (run !== '' && grouped && cents)
      amounts.push(scaledNumber(`${first}${groups.join('')}.${fractions[0] ?? ''}`, 2));
  }
  return {
    orders: [...new Set(orders)],
    amounts_cents: amounts,
    largest_cents: amounts.length > 0 ? Math.max(...amounts) : null,
  };
}

function drawnMail(random: Chance, count: number): string {
  const order = () =>
    `${random.pick(['ORD', 'ret', 'Ord', 'XORD'])}-${2020 + random.below(5)}-${random.below(30_000) + 5_000}`;
  const amount = () =>
    random.pick(['$', 'USD ', 'USD', 'usd ']) +
    random.pick(['12', '1,250.00', '0.99', '7.5', `${random.below(9_000)}.05`]);
  return lines(
    ...Array.from({ length: count }, () => {
      const text = `${random.pick(['Hello,', 'about', 'see file'])} ${order()}${random.pick(['', '.', ',', ' ', '-a', '_1'])} ${amount()}`;
      return random.pick(['', '', '', '> ', '  >']) + text + random.pick([' please.', '', ` or ${amount()}?`]);
    }),
  );
}

function mailProject(seed: string): ProjectPackage {
  const random = chance(seed, FAMILY, 'mail');
  return functionProject<[string]>(PYTHON, mailPosting, {
    entry: 'extract',
    answer: extractMail,
    visible: {
      'one order, one amount': ['Hello,\nmy order ORD-2024-12345 was $49.90.\nThanks'],
      'nothing in it': ['Hi, where is my parcel? Call 555-1234-56789.'],
    },
    hidden: {
      'empty mail': [''],
      'any case and duplicates': ['ord-2024-12345, Ret-2023-1234567 and ORD-2024-12345 again; RET-2023-1234567'],
      'borders of order numbers': [
        'XORD-2024-12345 ORD-2024-12345-A ORD-2024-12345a 1ORD-2024-12345 -ORD-2024-12345 (ORD-2024-12345)',
      ],
      'wrong lengths': ['ORD-2024-1234 ORD-2024-12345678 ORD-24-12345 ORD-20245-12345 ord_2024-12345'],
      'underscore and dot are fine': ['see _ORD-2024-11111_ and ORD-2024-22222.pdf'],
      'quoted lines': ['> ORD-2024-11111 $5\n   > $6\nnew: $7 > $8\n>>RET-2024-22222'],
      thousands: ['$1,250.00 and USD 12,345,678 and $1234567.89 and USD3'],
      'numbers we do not understand': ['$1.5 $12,50 $1.234.567 $1,2345 $12.345 $1,250.5 USD  4 usd 5 $ 6'],
      'end of a sentence': ['It cost $20. Then USD 30, and $0.05!'],
      'largest and order of amounts': ['$3 $100 $20 $100'],
      'not grouped in threes': ['$1234,567 $12,34 $0,100 $01'],
      'drawn mail': [drawnMail(random, 15)],
      'large mail': [drawnMail(random, 500)],
    },
    reference: mailReference,
    wrong: mailWrong,
  });
}

const maskPosting: Posting = {
  slug: `${FAMILY}-2`,
  family: FAMILY,
  title: 'Mask credit card numbers and email addresses in chat logs',
  description: `
For a compliance audit we must mask personal data in chat logs before they go to a vendor. Deliverable: solution.py with the function mask(text) that returns the masked text. Python 3.13, standard library only.

1. Card numbers
A candidate is a run of 13 to 19 digits in which single blanks or single dashes may stand between two digits (also mixed), with no further digit directly before or after the run. Take runs from left to right and as long as possible. Longer runs than 19 digits do not occur in our data.
A candidate is a card number if it passes the Luhn check: counted from the right, every second digit is doubled (the rightmost is not), 9 is subtracted from doubled values above 9, and the sum of all must be divisible by 10. Candidates that fail stay unchanged.
In a card number every digit except the last four is replaced by *. Blanks and dashes stay where they are.

2. Email addresses
One or more of letters, digits and . _ % + - followed by @ and a domain of at least two parts separated by dots; the parts consist of letters, digits and dashes. Keep the first character before the @, then write three stars (always three), then the @ and the domain unchanged: jane.doe@example.com becomes j***@example.com. A dot at the end of the sentence is not part of the domain.

Cards are masked first, then addresses. Everything else, including line breaks, stays exactly as it is. ASCII text only; the text may be empty.

Example: "4111 1111 1111 1111 / bob@mail.example.org" becomes "**** **** **** 1111 / b***@mail.example.org".`,
  skills: ['Python', 'Regular Expressions', 'Data Protection', 'Security'],
  bracket: 'simple',
  postedPriceCents: 10_000,
  estimatedMinutes: 45,
};

/** Luhn by a table of doubled digits. */
function isCard(digits: string): boolean {
  const doubled = [0, 2, 4, 6, 8, 1, 3, 5, 7, 9];
  const values = [...digits].map(Number).reverse();
  return values.reduce((sum, digit, at) => sum + (at % 2 === 1 ? (doubled[digit] ?? 0) : digit), 0) % 10 === 0;
}

function maskText(text: string): Json {
  const cards = text.replace(/\d(?:[ -]?\d)*/g, (run) => {
    const digits = run.replace(/\D/g, '');
    if (digits.length < 13 || !isCard(digits)) return run;
    let seen = 0;
    return run.replace(/\d/g, (digit) => {
      seen += 1;
      return seen <= digits.length - 4 ? '*' : digit;
    });
  });
  return cards.replace(/([\w.%+-])[\w.%+-]*@((?:[A-Za-z0-9-]+\.)+[A-Za-z0-9-]+)/g, '$1***@$2');
}

/** A number of `length` digits that passes or, with `broken`, fails the Luhn check. */
function cardNumber(random: Chance, length: number, broken: boolean): string {
  const head = Array.from({ length: length - 1 }, () => random.below(10)).join('');
  const last = [...'0123456789'].filter((digit) => isCard(head + digit) !== broken);
  return head + random.pick(last);
}

function drawnChat(random: Chance, count: number): string {
  const grouped = (number: string) => number.replace(/(\d{4})(?=\d)/g, `$1${random.pick([' ', '-', ''])}`);
  return lines(
    ...Array.from({ length: count }, (_, at) => {
      const card = grouped(cardNumber(random, 13 + random.below(7), random.below(2) === 0));
      const person = `user${decimalText(random.below(999), 1)}@${random.pick(['example.org', 'mail.example.com', 'localhost'])}`;
      return random.pick([
        `${at}: my card is ${card}, ok?`,
        `write to ${person}.`,
        `<${person}> ${card}`,
        'nothing here',
      ]);
    }),
  );
}

function maskProject(seed: string): ProjectPackage {
  const random = chance(seed, FAMILY, 'mask');
  return functionProject<[string]>(PYTHON, maskPosting, {
    entry: 'mask',
    answer: maskText,
    visible: {
      'example of the posting': ['4111 1111 1111 1111 / bob@mail.example.org'],
      'mail only': ['Ask ann@example.com, please.\n'],
    },
    hidden: {
      'empty text': [''],
      'card that fails the check': ['4111 1111 1111 1112'],
      'odd number of digits': ['378282246310005 and 6304000000000000000'],
      'dashes and no separators': ['5555-5555-5555-4444, 5105105105105100'],
      'double blanks break a run': ['4111  1111 1111 1111 and 4111--1111-1111-1111'],
      'twelve and thirteen digits': ['411111111111, 4222222222222, 0000000000000'],
      'letters around a card': ['x4111111111111111y #4111111111111111.'],
      'mail at the end of a sentence': ['Write to jane.doe+shop@example.co.uk. Or a@b.c!'],
      'not an address': ['user@localhost @example.com a@b @ c.d mail@.org'],
      'one letter name': ['x@example.org, <_%@ex-ample.org>'],
      'card in a mail name': ['4111111111111111@example.org'],
      'phone numbers stay': ['+49 170 1234567 and 0800-123-456 on 2024-05-01'],
      'drawn chat': [drawnChat(random, 12)],
      'large chat': [drawnChat(random, 450)],
    },
    reference: maskReference,
    wrong: maskWrong,
  });
}

/** Pattern extraction: order numbers and amounts in mails; masking of personal data. */
export const patternExtraction: Family = {
  name: FAMILY,
  category: 'text_processing',
  answers: patternExtractionAnswers,
  build: (seed) => [mailProject(seed), maskProject(seed)],
};
