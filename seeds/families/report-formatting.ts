/** Task family: text reports (a CSV as an aligned table; an expense report with leaders and subtotals). */

import { type Chance, chance } from '../../server/kernel/prng.ts';
import type { Json } from '../../server/protocol/arena/acceptance.ts';
import type { ProjectPackage } from '../../server/protocol/arena/project-package.ts';
import { csvText, parseCsv } from './csv.ts';
import { decimalText } from './exact-number.ts';
import { type Family, functionProject, lines, type Posting, PYTHON, stdioProject } from './family.ts';
import { reportFormattingAnswers } from './report-formatting.answers.ts';
import { expenseReference, expenseWrong, tableReference, tableWrong } from './report-formatting.programs.ts';

const FAMILY = 'report-formatting';

const tablePosting: Posting = {
  slug: `${FAMILY}-1`,
  family: FAMILY,
  title: 'Script to print a CSV as an aligned text table',
  description: `
Simple job for somebody who knows Python: a filter that makes CSV readable in a terminal and in plain text mails. solution.py reads CSV from standard input (comma separated, usual double quotes, first line is the header) and prints a table to standard output.

Requirements
- Cells are stripped of blanks on both sides. Cells never contain line breaks.
- Blank lines of the input are skipped.
- The header decides the number of columns. Shorter rows are filled up with empty cells, extra cells of longer rows are dropped.
- Each column is as wide as its longest cell, header included. Columns are separated by two blanks.
- A column is aligned right (with its header) if it has at least one non-empty cell below the header and all its non-empty cells there are numbers: an optional minus sign, digits, and optionally a dot and more digits. All other columns are aligned left.
- After the header comes a line with dashes: for every column as many as the column is wide, with the same two blanks between columns.
- No blanks at the end of a line (the dashes line is never affected since every column has a header of at least one character).
- Every line ends with a newline, there is nothing before or after the table. Empty input prints nothing.

The output is compared character by character. ASCII only.

Example:
name,qty
Bolt M8,120
Nut,7

gives

name     qty
-------  ---
Bolt M8  120
Nut        7`,
  skills: ['Python', 'Linux', 'Report Writing', 'CSV'],
  bracket: 'micro',
  postedPriceCents: 2_500,
  estimatedMinutes: 30,
};

/** Builds whole columns first, then reads them across. */
function textTable(stdin: string): string {
  const [header = [], ...rows] = parseCsv(stdin).map((row) => row.map((cell) => cell.trim()));
  const columns = header.map((title, at) => {
    const cells = rows.map((row) => row[at] ?? '');
    const filled = cells.filter((cell) => cell !== '');
    const width = Math.max(...[title, ...cells].map((cell) => cell.length));
    const isNumeric = filled.length > 0 && filled.every((cell) => /^-?\d+(?:\.\d+)?$/.test(cell));
    const aligned = [title, ...cells].map((cell) => (isNumeric ? cell.padStart(width) : cell.padEnd(width)));
    return [aligned[0] ?? '', '-'.repeat(width), ...aligned.slice(1)];
  });
  const height = columns[0]?.length ?? 0;
  return lines(
    ...Array.from({ length: height }, (_, at) =>
      columns
        .map((column) => column[at])
        .join('  ')
        .trimEnd(),
    ),
  );
}

function drawnTable(random: Chance, count: number): string {
  const cell = () => random.pick(['', 'red', `${random.below(5_000)}`, `-${random.below(99)}.5`, 'two words', 'a, b']);
  const rows = Array.from({ length: count }, () => [
    `item ${random.below(999)}`,
    random.pick(['', decimalText(random.below(100_000), 2)]),
    cell(),
    random.pick(['x', '', ' y ']),
  ]);
  return csvText([['article', 'price', 'remark', 'ok'], ...rows]);
}

function tableProject(seed: string): ProjectPackage {
  const random = chance(seed, FAMILY, 'table');
  return stdioProject(PYTHON, tablePosting, {
    comparator: { kind: 'exact' },
    answer: textTable,
    visible: {
      'example of the posting': 'name,qty\nBolt M8,120\nNut,7\n',
      'text columns': 'code,colour\nA100,red\nB20,green\n',
    },
    hidden: {
      'empty input': '',
      'header only': 'name,quantity,x\n',
      'header wider than data': 'description,quantity\nnut,5\nbolt,12\n',
      'empty cells in a number column': 'a,b\nx,10\ny,\nz,-2.5\n',
      'column without any cell': 'a,b,c\nx,,1\ny,,22\n',
      'not quite numbers': 'a,b,c,d\n1.,+5,1e3,.5\n22.0,5,10,0.5\n',
      'rows too short and too long': 'a,b,c\nx\ny,1,2,3\n,4\n',
      'quotes and commas': 'name,note\n"Smith, Bob","said ""hi"""\n  Al  ,"  x "\n',
      'blank lines': '\nname,qty\n\nNut,7\n\n',
      'last column empty': 'name,remark\nlong name,\nx,ok\n',
      'drawn table': drawnTable(random, 12),
      'large table': drawnTable(random, 700),
    },
    reference: tableReference,
    wrong: tableWrong,
  });
}

const expensePosting: Posting = {
  slug: `${FAMILY}-2`,
  family: FAMILY,
  title: 'Plain text expense report with subtotals and dot leaders',
  description: `
The board of our sports club gets the expense report by plain text mail (yes, really) and they like it the way the old typewriter ones looked. Please write expense_report(expenses, width) in solution.py. It returns the report as one string; lines are separated by a newline and there is none after the last line.

expenses: list of {"department": "Youth", "text": "New balls", "cents": 12550}. cents is a whole number, negative for refunds. width: the width of the report in characters, 40 or more.

Structure: the departments in plain string order of their names. For each department a line with its name in upper case; then its expenses, the highest amount first (a refund counts as less than 0), equal amounts in the order given; then the subtotal; then an empty line. At the very end the total of everything. Without expenses the report is only the total line.

Each line with an amount is exactly width characters long: the left text, one blank, filling, one blank, the amount. The filling is dots for expenses and blanks for subtotal and total. It is at least one character; if the left text is too long for that, cut it and put three dots directly behind, so that text and dots together are exactly as long as possible (the filling is then one character).

Left texts: two blanks and the text for expenses; two blanks and the word Subtotal; TOTAL without blanks.
Amounts: 1,234.50, with commas for thousands and two decimals; refunds in brackets without minus: (20.00).

Example with width 40:
YOUTH
  New balls ..................... 125.50
  Subtotal                        125.50

TOTAL                             125.50`,
  skills: ['Python', 'Report Writing', 'Accounting'],
  bracket: 'simple',
  postedPriceCents: 5_000,
  estimatedMinutes: 35,
};

type Expense = { department: string; text: string; cents: number };

/** Pads the left text to the column in front of the amount instead of counting the filling. */
function expenseReport(expenses: Expense[], width: number): Json {
  const amount = (cents: number) => {
    const text = decimalText(Math.abs(cents), 2).replace(/\B(?=(\d{3})+\.)/g, ',');
    return cents < 0 ? `(${text})` : text;
  };
  const line = (left: string, cents: number, fill: string) => {
    const right = ` ${amount(cents)}`;
    const room = width - right.length;
    const shown = left.length + 2 > room ? `${left.slice(0, room - 5)}...` : left;
    return `${shown} `.padEnd(room, fill) + right;
  };
  const sum = (items: Expense[]) => items.reduce((total, { cents }) => total + cents, 0);
  const blocks = [...new Set(expenses.map(({ department }) => department))].sort().map((name) => {
    const items = expenses.filter(({ department }) => department === name).sort((a, b) => b.cents - a.cents);
    const rows = items.map(({ text, cents }) => line(`  ${text}`, cents, '.'));
    return lines(name.toUpperCase(), ...rows, line('  Subtotal', sum(items), ' '), '');
  });
  return blocks.join('') + line('TOTAL', sum(expenses), ' ');
}

function expenseProject(seed: string): ProjectPackage {
  const random = chance(seed, FAMILY, 'expense');
  const spend = (department: string, text: string, cents: number): Expense => ({ department, text, cents });
  const drawn = (count: number): Expense[] =>
    Array.from({ length: count }, () =>
      spend(
        random.pick(['Youth', 'Board', 'Ground', 'bar']),
        random.pick(['Balls', 'Bus to the away game', 'Rent', 'Flowers for the retirement of the old chairman']),
        random.pick([5_000, random.below(300_000) - 60_000, 100 * random.below(90)]),
      ),
    );
  return functionProject<[Expense[], number]>(PYTHON, expensePosting, {
    entry: 'expense_report',
    answer: expenseReport,
    visible: {
      'example of the posting': [[spend('Youth', 'New balls', 12_550)], 40],
      'two departments': [
        [spend('Youth', 'Balls', 5_000), spend('Board', 'Stamps', 840), spend('Youth', 'Bus', 99_900)],
        44,
      ],
    },
    hidden: {
      'no expenses': [[], 40],
      'refunds in brackets': [
        [spend('Bar', 'Deposit back', -2_000), spend('Bar', 'Beer', 1_999), spend('Bar', 'Cups', -1)],
        40,
      ],
      'thousands and millions': [
        [spend('Ground', 'Roof', 123_456_789), spend('Ground', 'Lawn', 100_000), spend('Ground', 'Line', 99_999)],
        50,
      ],
      'equal amounts keep their order': [['Zebra', 'Ant', 'Mole'].map((text) => spend('Zoo', text, 700)), 40],
      'text that just fits': [[29, 30, 31, 32, 33].map((size) => spend('Youth', 'x'.repeat(size), 500)), 40],
      'text far too long': [[spend('Youth', 'a very long description '.repeat(5), 123_456)], 42],
      'cents only': [[spend('Youth', 'Candy', 5), spend('Youth', 'Free', 0)], 40],
      'departments in string order': [
        [spend('b', 'x', 1), spend('B', 'x', 1), spend('a', 'x', 1), spend('Äa', 'x', 1)],
        40,
      ],
      'wide report': [[spend('Youth', 'Balls', -150_000)], 100],
      'drawn expenses': [drawn(15), 48],
      'large report': [drawn(350), 60],
    },
    reference: expenseReference,
    wrong: expenseWrong,
  });
}

/** Report formatting: an aligned text table; an expense report with leaders. */
export const reportFormatting: Family = {
  name: FAMILY,
  category: 'text_processing',
  answers: reportFormattingAnswers,
  build: (seed) => [tableProject(seed), expenseProject(seed)],
};
