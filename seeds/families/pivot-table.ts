/** Task family: pivot tables (a general pivot of records; a survey cross table written to a file). */

import { type Chance, chance } from '../../server/kernel/prng.ts';
import type { Files, Json } from '../../server/protocol/arena/acceptance.ts';
import type { ProjectPackage } from '../../server/protocol/arena/project-package.ts';
import { csvText, parseTable } from './csv.ts';
import { decimalText, divideHalfUp } from './exact-number.ts';
import { type Family, filesProject, functionProject, type Posting, PYTHON } from './family.ts';
import { pivotTableAnswers } from './pivot-table.answers.ts';
import { crosstabReference, crosstabWrong, pivotReference, pivotWrong } from './pivot-table.programs.ts';

const FAMILY = 'pivot-table';

const pivotPosting: Posting = {
  slug: `${FAMILY}-1`,
  family: FAMILY,
  title: 'Small pivot table function in pure Python (no pandas)',
  description: `
We cannot install pandas on the customer's machine and need a pivot table in plain Python. Deliver solution.py with the function

pivot(records, row_field, column_field, value_field, how)

records is a list of dictionaries; how is one of "sum", "count", "min", "max". Values are whole numbers, labels are strings.

Return a dictionary:
- "columns": the column labels in ascending plain string order
- "rows": a list of {"label", "values", "total"}, one per row label in the order in which the labels first appear in records; "values" has one entry per column
- "totals": one entry per column over all rows
- "grand_total": over everything

Rules:
* A record that has no row label or no column label (field missing, null or empty string) goes under the label "(blank)".
* A record whose value field is missing or null contributes no value. Its row and column labels still appear in the table. "count" counts values, not records. Zero is a value.
* Every total applies the same aggregate to all single values it covers. So with "max" a row total is the largest value in the row, not a sum.
* A cell or total without any values is 0 for "sum" and "count" and null (None) for "min" and "max".
* No records: columns, rows and totals are empty lists and grand_total follows the rule above.

Clean readable code appreciated, we will maintain it ourselves.`,
  skills: ['Python', 'Data Analysis', 'Software Architecture'],
  bracket: 'simple',
  postedPriceCents: 12_000,
  estimatedMinutes: 50,
};

type Sale = { shop?: string | null; item?: string | null; units?: number | null };

function pivot(records: Sale[], rowField: string, columnField: string, valueField: string, how: string): Json {
  const facts = (records as Record<string, Json>[]).map((record) => ({
    row: String(record[rowField] || '(blank)'),
    column: String(record[columnField] || '(blank)'),
    value: (record[valueField] ?? null) as number | null,
  }));
  const reduce = (wanted: (fact: (typeof facts)[number]) => boolean): number | null => {
    const values = facts.filter(wanted).flatMap(({ value }) => (value === null ? [] : [value]));
    if (how === 'count') return values.length;
    if (how === 'sum') return values.reduce((sum, value) => sum + value, 0);
    values.sort((a, b) => a - b);
    return (how === 'min' ? values[0] : values.at(-1)) ?? null;
  };
  const columns = [...new Set(facts.map(({ column }) => column))].sort();
  return {
    columns,
    rows: [...new Set(facts.map(({ row }) => row))].map((label) => ({
      label,
      values: columns.map((column) => reduce((fact) => fact.row === label && fact.column === column)),
      total: reduce((fact) => fact.row === label),
    })),
    totals: columns.map((column) => reduce((fact) => fact.column === column)),
    grand_total: reduce(() => true),
  };
}

function pivotProject(seed: string): ProjectPackage {
  const random = chance(seed, FAMILY, 'pivot');
  type Arguments = [Sale[], string, string, string, string];
  const table = (
    how: string,
    ...sales: [shop: string | null, item: string | null, units: number | null][]
  ): Arguments => [sales.map(([shop, item, units]) => ({ shop, item, units })), 'shop', 'item', 'units', how];
  const drawn = (how: string, count: number): Arguments =>
    table(
      how,
      ...Array.from({ length: count }, (): [string | null, string | null, number | null] => [
        random.pick(['Rome', 'Oslo', 'Lima', 'Bonn', '', null]),
        random.pick(['tea', 'jam', 'Rice', 'salt', null]),
        random.pick([null, random.below(200) - 60, random.below(200) - 60, 0]),
      ]),
    );
  return functionProject<Arguments>(PYTHON, pivotPosting, {
    entry: 'pivot',
    answer: pivot,
    visible: {
      'sum of three': table('sum', ['Bonn', 'tea', 3], ['Oslo', 'tea', 4], ['Bonn', 'jam', 5]),
      'count of three': table('count', ['Bonn', 'tea', 3], ['Oslo', 'tea', 4], ['Bonn', 'jam', 5], ['Oslo', 'jam', 1]),
    },
    hidden: {
      'no records, sum': table('sum'),
      'no records, max': table('max'),
      'rows in order of appearance': table('sum', ['Zug', 'b', 1], ['Ulm', 'a', 2], ['Aix', 'B', 3]),
      'maximum of negatives': table(
        'max',
        ['Bonn', 'tea', -3],
        ['Bonn', 'tea', -1],
        ['Bonn', 'jam', -7],
        ['Oslo', 'jam', -9],
      ),
      'minimum with gaps': table('min', ['Bonn', 'tea', 5], ['Bonn', 'jam', 2], ['Oslo', 'jam', 4]),
      'blank labels': table('sum', [null, 'tea', 1], ['', 'tea', 2], ['Bonn', null, 4], ['(blank)', '', 8]),
      'missing fields': [
        [{ shop: 'Bonn' }, { item: 'tea', units: 2 }, { shop: 'Bonn', item: 'tea', units: 0 }],
        'shop',
        'item',
        'units',
        'count',
      ],
      'values missing': table('count', ['Bonn', 'tea', null], ['Oslo', 'jam', 0], ['Oslo', 'jam', 2]),
      'only missing values': table('min', ['Bonn', 'tea', null]),
      'fields swapped': [
        [
          { shop: 'B', item: 'x', units: 2 },
          { shop: 'A', item: 'x', units: 3 },
        ],
        'item',
        'shop',
        'units',
        'sum',
      ],
      'drawn sum': drawn('sum', 60),
      'drawn minimum': drawn('min', 40),
      'large maximum': drawn('max', 700),
    },
    reference: pivotReference,
    wrong: pivotWrong,
  });
}

const crosstabPosting: Posting = {
  slug: `${FAMILY}-2`,
  family: FAMILY,
  title: 'Survey cross table: answers.csv in, crosstab.csv out',
  description: `
I teach at a vocational school and run little surveys with my classes. The survey tool gives me a file answers.csv and I need a script that counts it. Please write solution.py; it is started in the folder where answers.csv lies and must write crosstab.csv there. No arguments, no output on the screen needed.

answers.csv (UTF-8, comma separated, normal CSV quoting) has the header respondent,question,answer. Example:

respondent,question,answer
anna,Q1,yes
ben,Q1,no
anna,Q1,no
cem,Q1,

crosstab.csv gets the header question,answer,count,percent and one line per question and different answer.

How to count:
- People sometimes answer the same question twice. Then only their last line for this question counts (even if that last answer is empty). In the example anna said "no".
- Cut spaces at both ends of an answer. Otherwise answers are taken literally, "Yes" and "yes" are two answers.
- An empty answer means no answer: no line for it, and the person does not count for the percentages of that question.
- percent = count divided by the people who really answered that question, times 100, with one decimal, exact halves rounded up. 1 of 8 is 12.5, 1 of 16 is 6.3.
- Questions in the order in which they first appear in the file. Inside a question the most frequent answer first, answers with the same count in alphabetical order (plain character codes, so capital letters first).
- A question nobody answered has no lines. If there are no answers at all, write just the header.

For the example the result is one line: Q1,no,2,100.0

That's all, thank you!`,
  skills: ['Python', 'Data Processing', 'Survey Research', 'Statistics'],
  bracket: 'simple',
  postedPriceCents: 5_000,
  estimatedMinutes: 35,
};

function crosstab(files: Files): Files {
  const rows = parseTable(files['answers.csv'] ?? '');
  const counted = rows.filter(
    (row, at) =>
      !rows.some(
        (later, other) => other > at && later.respondent === row.respondent && later.question === row.question,
      ),
  );
  const table: (string | number)[][] = [['question', 'answer', 'count', 'percent']];
  for (const question of new Set(rows.map((row) => row.question ?? ''))) {
    const answers = counted.filter((row) => row.question === question).map((row) => (row.answer ?? '').trim());
    const given = answers.filter((answer) => answer !== '').sort();
    const counts = [...new Set(given)].map((answer) => ({
      answer,
      count: given.filter((other) => other === answer).length,
    }));
    for (const { answer, count } of counts.sort((a, b) => b.count - a.count)) {
      table.push([question, answer, count, decimalText(divideHalfUp(count * 1_000, given.length), 1)]);
    }
  }
  return { 'crosstab.csv': csvText(table) };
}

const survey = (...rows: [respondent: string, question: string, answer: string][]): Files => ({
  'answers.csv': csvText([['respondent', 'question', 'answer'], ...rows]),
});

function drawnSurvey(random: Chance, count: number, people: number): Files {
  return survey(
    ...Array.from({ length: count }, (): [string, string, string] => [
      `person ${random.below(people)}`,
      random.pick(['Q3', 'Q1', 'Lunch?', 'Q2']),
      random.pick(['yes', 'no', 'Yes', ' maybe ', '', 'well, it depends']),
    ]),
  );
}

function crosstabProject(seed: string): ProjectPackage {
  const random = chance(seed, FAMILY, 'crosstab');
  const people = (answers: string[]) => answers.map((answer, at): [string, string, string] => [`p${at}`, 'Q1', answer]);
  return filesProject(PYTHON, crosstabPosting, {
    comparator: { kind: 'table', columns: { count: 'integer', percent: 'number' }, absolute: 1e-9, rowsOrdered: true },
    answer: crosstab,
    visible: {
      'two questions': survey(
        ['a', 'Q1', 'yes'],
        ['b', 'Q1', 'no'],
        ['c', 'Q1', 'yes'],
        ['a', 'Q2', 'tea'],
        ['b', 'Q2', 'tea'],
      ),
      'example of the posting': survey(
        ['anna', 'Q1', 'yes'],
        ['ben', 'Q1', 'no'],
        ['anna', 'Q1', 'no'],
        ['cem', 'Q1', ''],
      ),
    },
    hidden: {
      'header only': survey(),
      'nobody answered': survey(['a', 'Q1', ''], ['b', 'Q1', '   ']),
      'last answer is empty': survey(['a', 'Q1', 'yes'], ['b', 'Q1', 'no'], ['a', 'Q1', '']),
      'same count': survey(...people(['pear', 'fig', 'Zander', 'fig', 'pear', 'apple'])),
      'halves go up': survey(...people(['b', ...Array.from({ length: 15 }, () => 'a')])),
      'empty answers are no base': survey(...people(['a', 'b', '', ' ', 'a'])),
      'questions keep their order': survey(['a', 'Z', '1'], ['a', 'B', '1'], ['b', 'Z', '2'], ['b', 'A', '2']),
      'question first seen unanswered': survey(['a', 'Z', ''], ['a', 'B', '1'], ['b', 'Z', '2']),
      'answers with comma and quote': survey(...people(['red, blue', 'say "hi"', 'red, blue '])),
      'drawn survey': drawnSurvey(random, 50, 12),
      'large survey': drawnSurvey(random, 900, 150),
    },
    reference: crosstabReference,
    wrong: crosstabWrong,
  });
}

/** Pivot tables: a general pivot of records; a survey cross table from file to file. */
export const pivotTable: Family = {
  name: FAMILY,
  category: 'data_analysis',
  answers: pivotTableAnswers,
  build: (seed) => [pivotProject(seed), crosstabProject(seed)],
};
