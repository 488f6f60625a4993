/** Task family: cleaning hand-typed columns (dates, amounts and flags; a contact list). */

import { type Chance, chance } from '../../server/kernel/prng.ts';
import type { Json } from '../../server/protocol/arena/acceptance.ts';
import type { ProjectPackage } from '../../server/protocol/arena/project-package.ts';
import { scaledNumber } from './exact-number.ts';
import { type Family, functionProject, type Posting, PYTHON } from './family.ts';
import { messyColumnsAnswers } from './messy-columns.answers.ts';
import { importReference, importWrong } from './messy-columns.programs.ts';
import { phoneProject } from './messy-columns-contacts.ts';

const FAMILY = 'messy-columns';

const importPosting: Posting = {
  slug: `${FAMILY}-1`,
  family: FAMILY,
  title: 'Clean messy spreadsheet rows: mixed date and amount formats',
  description: `
Twelve people filled the same spreadsheet for years, everyone in their own way. Please write clean_rows(rows) in solution.py; rows is a list of {"date": "...", "amount": "...", "active": "..."} (all strings).

Result: {"cleaned": [...], "rejected": [...]}. A row goes to cleaned as {"date": ISO date, "cents": whole number, "active": true/false} if all three fields can be read, otherwise to rejected as {"row": number starting with 1, "problems": [names of all bad fields in the order date, amount, active]}. Both lists keep the order of the rows.

DATE (spaces at the ends do not matter). Exactly these forms; day and month with one or two digits, year with four:
2024-3-5 (year-month-day)
5.3.2024 (day.month.year, German colleagues)
3/5/2024 (month/day/year, American colleagues)
5 Mar 2024 (day, one space, English month with three letters in any case, one space, year)
It must be a real date of the calendar, 30.2.2024 is bad. Year 0000 does not occur.

AMOUNT. First remove all white space and the signs € and $ wherever they are. A minus in front or brackets around it, (12.50), make it negative; not both. What remains is a whole part and maybe a decimal separator, dot or comma, with one or two digits. The whole part is either plain digits or digits in groups of three separated by dots or by commas (one kind only). The decimal separator must be different from the group separator. So 1.234,5 and 1,234.50 and 1234 and 12,50 are fine. 1.234 is 1234 because three digits behind the dot can only be a group. 1.234.5 and .50 and the empty text are bad.

ACTIVE, in any case, spaces at the ends do not matter: y, yes, true, 1, x are true; n, no, false, 0 and nothing are false; the rest is bad.`,
  skills: ['Python', 'Data Cleansing', 'Excel', 'Regular Expressions'],
  bracket: 'small',
  postedPriceCents: 27_500,
  estimatedMinutes: 65,
};

type Row = { date: string; amount: string; active: string };

function isoDate(text: string): string | null {
  const parts = text
    .trim()
    .toLowerCase()
    .split(/([-./ ])/);
  const [a = '', one, b = '', two, c = '', ...more] = parts;
  if (more.length > 0 || one !== two) return null;
  const month = 1 + ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'].indexOf(b);
  const forms: Record<string, [year: string, month: string, day: string]> = {
    '-': [a, b, c],
    '.': [c, b, a],
    '/': [c, a, b],
    ' ': [c, month > 0 ? String(month) : '', a],
  };
  const [yearText = '', monthText = '', dayText = ''] = forms[one ?? ''] ?? [];
  if (!/^\d{4}$/.test(yearText) || !/^\d\d?$/.test(monthText) || !/^\d\d?$/.test(dayText)) return null;
  const iso = `${yearText}-${monthText.padStart(2, '0')}-${dayText.padStart(2, '0')}`;
  const time = Date.parse(`${iso}T00:00:00Z`);
  return Number.isNaN(time) || new Date(time).toISOString().slice(0, 10) !== iso ? null : iso;
}

function amountCents(text: string): number | null {
  const bare = text.replace(/[\s€$]/g, '');
  const size = /^\(.*\)$/.test(bare) ? bare.slice(1, -1) : bare.replace(/^-/, '');
  const decimal = /[.,]\d{1,2}$/.exec(size)?.[0] ?? '';
  const groups = size.slice(0, size.length - decimal.length).split(/[.,]/);
  const separators = new Set(size.replace(/\d/g, '').slice(0, groups.length - 1));
  const grouped =
    groups.every((group, at) => (at === 0 ? /^\d{1,3}$/ : /^\d{3}$/).test(group)) && separators.size === 1;
  const plain = groups.length === 1 && /^\d+$/.test(groups[0] ?? '');
  if (!(plain || grouped) || (decimal !== '' && separators.has(decimal[0] ?? ''))) return null;
  const cents = scaledNumber(`${groups.join('')}.${decimal.slice(1)}`, 2);
  return size === bare || cents === 0 ? cents : -cents;
}

function cleanRows(rows: Row[]): Json {
  const flags: Record<string, boolean> = {
    y: true,
    yes: true,
    true: true,
    1: true,
    x: true,
    n: false,
    no: false,
    false: false,
    0: false,
    '': false,
  };
  const read = rows.map(({ date, amount, active }) => ({
    date: isoDate(date),
    cents: amountCents(amount),
    active: flags[active.trim().toLowerCase()] ?? null,
  }));
  const problems = read.map((row) => {
    const bad = [row.date === null && 'date', row.cents === null && 'amount', row.active === null && 'active'];
    return bad.filter((name) => name !== false);
  });
  return {
    cleaned: read.filter((_, at) => problems[at]?.length === 0),
    rejected: problems.flatMap((names, at) => (names.length > 0 ? [{ row: at + 1, problems: names }] : [])),
  };
}

const row = (date: string, amount: string, active = 'y'): Row => ({ date, amount, active });
const amounts = (...texts: string[]): [Row[]] => [texts.map((text) => row('2024-01-31', text))];
const dates = (...texts: string[]): [Row[]] => [texts.map((text) => row(text, '1'))];

function drawnRows(random: Chance, count: number): [Row[]] {
  const day = () => 1 + random.below(31);
  const month = () => 1 + random.below(13);
  const date = () =>
    random.pick([
      `2023-${month()}-${day()}`,
      `${day()}.${month()}.2024`,
      `${month()}/${day()}/2021 `,
      `${day()} Feb 2023`,
      'soon',
    ]);
  const size = () =>
    random.pick([
      `${random.below(999)},${random.below(100)}`,
      `1.${100 + random.below(900)},5`,
      `${random.below(9_999)}`,
    ]);
  return [
    Array.from({ length: count }, () =>
      row(
        date(),
        random.pick([size(), `$ ${size()}`, `(${size()})`, `-${size()} €`, 'n/a']),
        random.pick(['Yes', 'no ', '', 'X', '?']),
      ),
    ),
  ];
}

function importProject(seed: string): ProjectPackage {
  const random = chance(seed, FAMILY, 'import');
  return functionProject<[Row[]]>(PYTHON, importPosting, {
    entry: 'clean_rows',
    answer: cleanRows,
    visible: {
      'clean already': [[row('2024-03-05', '12.50', 'yes'), row('2024-03-06', '7', 'no')]],
      'some colleagues': [[row('5.3.2024', '$1,234.50'), row('13/13/2024', '5', 'y'), row('5 mar 2024', '8', '')]],
    },
    hidden: {
      'no rows': [[]],
      'American and German dates': dates(
        '3/5/2024',
        '5.3.2024',
        '12/31/2023',
        '31/12/2023',
        '31.12.2023',
        '12.31.2023',
      ),
      'days that do not exist': dates(
        '30.2.2024',
        '29.2.2024',
        '2023-2-29',
        '31 Apr 2024',
        '2024-0-1',
        '2024-1-0',
        '2100-2-29',
      ),
      'forms that are not agreed': dates(
        '24-3-5',
        '2024/3/5',
        '5-3-2024',
        '5  Mar 2024',
        '5 March 2024',
        'Mar 5 2024',
        '',
        '5.3.24',
        '2024-03-05x',
      ),
      'months in any case': dates(' 1 JAN 2024', '9 sEp 2024 ', '31 dec 1999', '1 mai 2024'),
      'European amounts': amounts('12,50', '1.234,5', '1.234.567,89', '1.234', '1,234', '0,5'),
      'bad amounts': amounts(
        '1.234.5',
        '.50',
        '',
        '1,23,456',
        '1.23.456',
        '1.234,567',
        '12.',
        '1,234,50',
        '1.2.3',
        '5 -',
        '1.234567',
      ),
      'negative amounts': amounts('(12.50)', '-12,5', '-(5)', '(-5)', '- 1 000', '(€ 1.000,00)', '--5', '(5', '-0'),
      'blanks and currencies': amounts(' $ 1 234.50 ', '12 €', '€12', '1\u00a0234,00', '$'),
      flags: [
        ['Y', ' TRUE ', '1', 'x', 'N', 'false', '0', '  ', 'maybe', '2', 'yess'].map((flag) =>
          row('2024-1-1', '1', flag),
        ),
      ],
      'all problems of a row': [
        [row('x', 'y', 'z'), row('1.1.2024', '', '?'), row('', '1', 'no'), row('1.1.2024', '1', 'no')],
      ],
      'drawn rows': drawnRows(random, 30),
      'large sheet': drawnRows(random, 450),
    },
    reference: importReference,
    wrong: importWrong,
  });
}

/** Messy columns: mixed formats of dates, amounts and flags; a contact list with phone numbers. */
export const messyColumns: Family = {
  name: FAMILY,
  category: 'data_analysis',
  answers: messyColumnsAnswers,
  build: (seed) => [importProject(seed), phoneProject(seed)],
};
