/** Task family: bank reconciliation (matching bank lines to ledger entries; checking the balances of a statement). */

import { type Chance, chance } from '../../server/kernel/prng.ts';
import type { Json } from '../../server/protocol/arena/acceptance.ts';
import type { ProjectPackage } from '../../server/protocol/arena/project-package.ts';
import { decimalText, scaledNumber } from './exact-number.ts';
import { type Family, functionProject, lines, type Posting, PYTHON, stdioProject } from './family.ts';
import { reconciliationAnswers } from './reconciliation.answers.ts';
import { balanceReference, balanceWrong, matchReference, matchWrong } from './reconciliation.programs.ts';

const FAMILY = 'reconciliation';
const DAY_MS = 86_400_000;

const matchPosting: Posting = {
  slug: `${FAMILY}-1`,
  family: FAMILY,
  title: 'Bank reconciliation: match bank lines with ledger entries',
  description: `
Small accounting office is looking for a Python developer. We reconcile bank statements for our clients by hand and want to automate the boring 90 %.

Please deliver solution.py with reconcile(bank, ledger, max_days).

bank: list of {"id": "B1", "date": "2024-02-28", "amount_cents": 12500, "text": "Transfer inv 1001 thank you"}
ledger: list of {"id": "L1", "date": "2024-03-01", "amount_cents": 12500, "reference": "INV 1001"}
Dates are ISO dates, ids are unique in their list, amounts can be negative, reference may be an empty string.

Procedure. Go through the bank lines by date, then by id (plain text order). For each one:
a) Candidates are the ledger entries not used yet with exactly the same amount and a date at most max_days calendar days before or after the bank date.
b) If the reference of one or more candidates appears in the text of the bank line (upper and lower case do not matter; an empty reference never counts), only those candidates are considered further.
c) Of the remaining candidates take the one with the smallest distance in days (before or after makes no difference), and if that is equal the one with the smaller id in plain text order.
d) No candidate: the line is unmatched.

A ledger entry is used for one bank line only. No need for anything clever that looks ahead.

Result: {"matches": [[bank id, ledger id], ...] in the order in which they were found, "unmatched_bank": [ids] in the order of processing, "unmatched_ledger": [ids] by date, then by id}.

Example with max_days 3: the two records above match because 2024-02-28 to 2024-03-01 is two days (leap year).`,
  skills: ['Python', 'Accounting', 'Bookkeeping', 'Data Processing'],
  bracket: 'small',
  postedPriceCents: 32_000,
  estimatedMinutes: 70,
};

type BankLine = { id: string; date: string; amount_cents: number; text: string };
type LedgerEntry = { id: string; date: string; amount_cents: number; reference: string };

const smaller = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
const byDate = (a: { date: string; id: string }, b: { date: string; id: string }): number =>
  smaller(a.date, b.date) || smaller(a.id, b.id);

/** Ranks all free entries for a line by (named, distance, id) and takes the first. */
function reconcile(bank: BankLine[], ledger: LedgerEntry[], maxDays: number): Json {
  const free = new Set(ledger);
  const matches: string[][] = [];
  const unmatched: string[] = [];
  for (const line of bank.toSorted(byDate)) {
    const ranked = [...free]
      .filter((entry) => entry.amount_cents === line.amount_cents)
      .map((entry) => ({
        entry,
        days: Math.abs(Date.parse(entry.date) - Date.parse(line.date)) / DAY_MS,
        named: entry.reference !== '' && line.text.toUpperCase().includes(entry.reference.toUpperCase()),
      }))
      .filter(({ days }) => days <= maxDays)
      .sort((a, b) => Number(b.named) - Number(a.named) || a.days - b.days || smaller(a.entry.id, b.entry.id));
    const chosen = ranked[0]?.entry;
    if (chosen === undefined) unmatched.push(line.id);
    else {
      matches.push([line.id, chosen.id]);
      free.delete(chosen);
    }
  }
  return { matches, unmatched_bank: unmatched, unmatched_ledger: [...free].sort(byDate).map(({ id }) => id) };
}

const bankLine = (id: string, date: string, amount_cents: number, text = 'payment'): BankLine => ({
  id,
  date,
  amount_cents,
  text,
});
const entry = (id: string, date: string, amount_cents: number, reference = ''): LedgerEntry => ({
  id,
  date,
  amount_cents,
  reference,
});

function drawnBooks(random: Chance, count: number): [BankLine[], LedgerEntry[], number] {
  const date = () => new Date(Date.UTC(2024, 1, 20) + random.below(25) * DAY_MS).toISOString().slice(0, 10);
  const amount = () => random.pick([5_000, 12_500, -990, 100 * random.below(40)]);
  return [
    Array.from({ length: count }, (_, at) =>
      bankLine(`B${at}`, date(), amount(), `Order inv-${random.below(count)} x`),
    ),
    Array.from({ length: count }, (_, at) => entry(`L${at}`, date(), amount(), random.pick(['', `INV-${at}`]))),
    random.below(6),
  ];
}

function matchProject(seed: string): ProjectPackage {
  const random = chance(seed, FAMILY, 'match');
  return functionProject<[BankLine[], LedgerEntry[], number]>(PYTHON, matchPosting, {
    entry: 'reconcile',
    answer: reconcile,
    visible: {
      'example of the posting': [
        [bankLine('B1', '2024-02-28', 12_500, 'Transfer inv 1001 thank you')],
        [entry('L1', '2024-03-01', 12_500, 'INV 1001')],
        3,
      ],
      'two of three': [
        [bankLine('B1', '2024-05-02', 700), bankLine('B2', '2024-05-03', -90), bankLine('B3', '2024-05-04', 1)],
        [entry('L1', '2024-05-01', 700), entry('L2', '2024-05-03', -90), entry('L3', '2024-05-04', 2)],
        2,
      ],
    },
    hidden: {
      'nothing at all': [[], [], 5],
      'no ledger': [[bankLine('B2', '2024-05-02', 7), bankLine('B1', '2024-05-02', 7)], [], 5],
      'no bank lines': [
        [],
        [entry('L2', '2024-05-02', 1), entry('L10', '2024-05-02', 1), entry('L9', '2024-05-01', 1)],
        5,
      ],
      'exactly at the limit': [
        [bankLine('B1', '2023-02-27', 5)],
        [entry('L1', '2023-03-02', 5), entry('L2', '2023-02-23', 5)],
        3,
      ],
      'limit zero': [
        [bankLine('B1', '2024-05-02', 5)],
        [entry('L1', '2024-05-01', 5), entry('L2', '2024-05-02', 5)],
        0,
      ],
      'reference beats distance': [
        [bankLine('B1', '2024-05-05', 5, 'ref INV-77x')],
        [entry('L1', '2024-05-05', 5), entry('L2', '2024-05-01', 5, 'inv-77')],
        4,
      ],
      'entry is used once': [
        [bankLine('B1', '2024-05-05', 5), bankLine('B2', '2024-05-05', 5), bankLine('B3', '2024-05-06', 5)],
        [entry('L1', '2024-05-05', 5), entry('L2', '2024-05-07', 5)],
        4,
      ],
      'before and after are equal': [
        [bankLine('B1', '2024-05-05', 5)],
        [entry('L2', '2024-05-04', 5), entry('L1', '2024-05-06', 5)],
        1,
      ],
      'bank lines unsorted': [
        [bankLine('B1', '2024-05-09', 5), bankLine('B2', '2024-05-05', 5), bankLine('B10', '2024-05-05', 5)],
        [entry('L1', '2024-05-07', 5), entry('L2', '2024-05-06', 5)],
        4,
      ],
      'empty reference names nobody': [
        [bankLine('B1', '2024-05-05', 5, '')],
        [entry('L2', '2024-05-03', 5), entry('L1', '2024-05-04', 5)],
        4,
      ],
      'over the year': [[bankLine('B1', '2024-01-01', 5)], [entry('L1', '2023-12-31', 5)], 1],
      'drawn books': drawnBooks(random, 25),
      'large books': drawnBooks(random, 160),
    },
    reference: matchReference,
    wrong: matchWrong,
  });
}

const balancePosting: Posting = {
  slug: `${FAMILY}-2`,
  family: FAMILY,
  title: 'Check running balances of a bank statement (stdin to stdout)',
  description: `
We convert old paper statements with OCR and the program sometimes reads a digit wrong. Wanted: solution.py that reads such a statement from standard input and reports where the balances do not add up.

INPUT
First line: opening|<balance>
Then one line per booking: date|amount|balance after the booking
Amounts and balances are decimal numbers with exactly two decimals, a minus sign if negative, no thousands separators. There may be blanks around the | and empty lines; both have no meaning. Completely empty input counts as opening balance 0.00 and no bookings.

OUTPUT
For each booking whose balance is not the balance before plus the amount:
line <n> <date>: expected <a>, found <b>, difference <d>
n counts bookings from 1 (opening line and empty lines not counted). a, b and d have two decimals; d is found minus expected, always with a sign (+ or -).
After an error continue from the balance that was found, so that one misread digit does not make errors of all following lines.

After all bookings two more lines:
in <sum of positive amounts> out <sum of negative amounts, printed without the minus sign> closing <last balance found, or the opening balance if there are no bookings>
OK   (or "1 error", or "2 errors", "3 errors" ...)

EXAMPLE
opening|100.00
2024-01-02|-20.00|80.00
2024-01-03|5.50|85.00
gives
line 2 2024-01-03: expected 85.50, found 85.00, difference -0.50
in 5.50 out 20.00 closing 85.00
1 error

Money must be exact to the cent.`,
  skills: ['Python', 'Accounting', 'OCR', 'Data Processing'],
  bracket: 'simple',
  postedPriceCents: 5_500,
  estimatedMinutes: 35,
};

function checkBalances(stdin: string): string {
  const rows = stdin
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);
  const [opening, ...bookings] = rows.map((line) => line.split('|').map((cell) => cell.trim()));
  let balance = scaledNumber(opening?.[1] ?? '0', 2);
  const totals = { in: 0, out: 0 };
  const findings: string[] = [];
  bookings.forEach(([day = '', amountText = '', foundText = ''], at) => {
    const amount = scaledNumber(amountText, 2);
    const found = scaledNumber(foundText, 2);
    totals[amount > 0 ? 'in' : 'out'] += Math.abs(amount);
    const gap = found - balance - amount;
    if (gap !== 0) {
      const difference = `${gap > 0 ? '+' : ''}${decimalText(gap, 2)}`;
      const expected = decimalText(balance + amount, 2);
      findings.push(
        `line ${at + 1} ${day}: expected ${expected}, found ${decimalText(found, 2)}, difference ${difference}`,
      );
    }
    balance = found;
  });
  const sums = `in ${decimalText(totals.in, 2)} out ${decimalText(totals.out, 2)} closing ${decimalText(balance, 2)}`;
  const count = findings.length;
  return lines(...findings, sums, count === 0 ? 'OK' : `${count} error${count === 1 ? '' : 's'}`);
}

/** A statement whose balances are right except in about one of `misread` bookings. */
function drawnStatement(random: Chance, count: number, misread: number): string {
  let balance = random.below(100_000);
  const rows = [`opening|${decimalText(balance, 2)}`];
  for (let at = 0; at < count; at += 1) {
    const amount = random.below(40_000) - 22_000;
    balance += amount + (random.below(misread) === 0 ? random.pick([100, -1, 9_000]) : 0);
    rows.push(
      `2024-06-${String(1 + random.below(30)).padStart(2, '0')}|${decimalText(amount, 2)}|${decimalText(balance, 2)}`,
    );
  }
  return lines(...rows);
}

function balanceProject(seed: string): ProjectPackage {
  const random = chance(seed, FAMILY, 'balance');
  const statement = (opening: string, ...bookings: string[]) => lines(`opening|${opening}`, ...bookings);
  return stdioProject(PYTHON, balancePosting, {
    answer: checkBalances,
    visible: {
      'example of the posting': statement('100.00', '2024-01-02|-20.00|80.00', '2024-01-03|5.50|85.00'),
      'all right': statement('0.00', '2024-01-02|20.00|20.00', '2024-01-03|-5.50|14.50'),
    },
    hidden: {
      'empty input': '',
      'opening only': statement('-12.30'),
      'cents that floats miss': statement('0.10', 'a|0.20|0.30', 'b|0.40|0.70', 'c|0.10|0.80', 'd|-0.10|0.70'),
      'two errors': statement('10.00', 'a|1.00|12.00', 'b|1.00|13.00', 'c|1.00|13.50'),
      'error is not carried on': statement('10.00', 'a|1.00|21.00', 'b|1.00|22.00', 'c|-2.00|20.00'),
      'below zero': statement('5.00', 'a|-9.99|-4.99', 'b|-0.01|5.00', 'c|0.00|5.00'),
      'difference of less than one': statement('5.00', 'a|1.00|6.05', 'b|1.00|7.00'),
      'blanks and empty lines': '\n opening | 7.00 \n\n 2024-01-01 | 1.00 | 8.00 \n\n2024-01-02|1.00|9.10\n\n',
      'large amounts': statement('1234567.89', 'a|-9876543.21|-8641975.32', 'b|0.01|-8641975.30'),
      'drawn statement': drawnStatement(random, 30, 5),
      'large statement': drawnStatement(random, 1_000, 40),
    },
    reference: balanceReference,
    wrong: balanceWrong,
  });
}

/** Reconciliation: bank lines against the ledger; the running balances of a statement. */
export const reconciliation: Family = {
  name: FAMILY,
  category: 'finance',
  answers: reconciliationAnswers,
  build: (seed) => [matchProject(seed), balanceProject(seed)],
};
