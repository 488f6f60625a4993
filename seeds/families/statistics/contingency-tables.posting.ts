/** What the employers of the family `contingency-tables` ask for. */

import type { Piece } from '../study-family.ts';
import { tellerOf, type Voices } from '../study-parts.ts';
import { type ContingencyNames, type ContingencySettings, hasStatistic } from './contingency-tables.programs.ts';

function inputOf({ input }: ContingencySettings, { row, column }: ContingencyNames): Voices {
  return {
    pairs: [
      `data: list of observations [${row}, ${column}], both texts, one for each observation. Rows of the table are the different ${row}s, columns the different ${column}s, both in order of character codes (capitals are other values than small letters).`,
      `data is the raw list, one entry [${row}, ${column}] for each case, both are texts. Please count them yourself into a table with the ${row}s as rows and the ${column}s as columns, both sorted by plain character codes; "A" and "a" are two different things.`,
      `data = [[${row}, ${column}], ...], one pair of strings per observation. Table: rows = distinct ${row}s, columns = distinct ${column}s, each in ascending string order, case sensitive.`,
    ] as const,
    matrix: [
      `data: the table of counts, a list of rows (${row}s) of equal length, whole numbers of 0 or more. Rows and columns in which all counts are 0 are left out; the others keep their order.`,
      `data is our table as it is, a list of rows for the ${row}s with a whole number for each ${column}, all rows equally long. If a row or a column has nothing but zeros take it out first, and leave the others in their order.`,
      `data = [[count, ...], ...], rectangular, integers >= 0, rows = ${row}s, columns = ${column}s. All-zero rows and columns are dropped beforehand; order is kept.`,
    ] as const,
    counted: [
      `data: list of [${row}, ${column}, count] (two texts, a whole number of 0 or more). The same cell may come several times, then the counts are added; what is not in the list is 0. Rows (${row}s) and columns (${column}s) in order of character codes; those without any count above 0 are left out.`,
      `data is a list of [${row}, ${column}, count] with two texts and a whole number, zero allowed. Some combinations are there twice because two offices reported them, so add those up, and whatever is missing is a zero. Rows are the ${row}s and columns the ${column}s, sorted by plain character codes, but not the ones for which nothing above zero was ever counted.`,
      `data = [[${row}, ${column}, count], ...] (strings, integer >= 0); repeated cells accumulate, absent cells are 0. Rows / columns ascending as strings; those whose counts are all 0 do not exist.`,
    ] as const,
  }[input];
}

const EXPECTED: Voices = [
  'Expected count e of a cell: total of its row x total of its column / total of all. n is the observed count.',
  'For every cell the expected count e is the total of its row times the total of its column, divided by the total of everything; n is what was observed in it.',
  'e = row total * column total / grand total; n = observed count.',
];

const STATISTIC: Readonly<Record<ContingencySettings['statistic'], Voices>> = {
  pearson: [
    'The statistic is the chi-square of Pearson, the sum of (n - e)^2 / e over all cells, without a correction.',
    'The statistic I mean is the ordinary chi-square: (n - e) squared and divided by e, added up over all the cells, with no correction whatever the size of the table.',
    'statistic = sum over cells of (n - e)^2 / e (no continuity correction).',
  ],
  yates: [
    'The statistic is chi-square with the correction of Yates: in a table of 2 x 2 (after what was left out) the sum of max(|n - e| - 0.5, 0)^2 / e, in all other tables the sum of (n - e)^2 / e.',
    'The statistic is chi-square, with the correction by Yates if the table that remains has just two rows and two columns: then |n - e| is made smaller by one half (but not below zero) before it is squared and divided by e. Larger tables are not corrected. Add up over all cells.',
    'statistic = sum of (|n - e| - c)^2 / e with c = 0.5 for 2 x 2 tables (|n - e| - c not below 0) and c = 0 for all others.',
  ],
  likelihood: [
    'The statistic is that of the likelihood ratio (G): 2 x the sum of n x ln(n / e); a cell with n = 0 adds nothing.',
    'Please do not take chi-square but the G statistic, twice the sum of n times the natural logarithm of n / e, where cells with nothing in them add nothing.',
    'statistic = G = 2 * sum of n * ln(n / e), cells with n = 0 contribute 0.',
  ],
};

const RESIDUALS: Readonly<Record<ContingencySettings['statistic'], Voices>> = {
  pearson: [
    'Result: the adjusted residuals as a list of rows: (n - e) / sqrt(e x (1 - row total / total) x (1 - column total / total)).',
    'I want the adjusted residual of each cell back, as a list of rows: n - e divided by the square root of e times (1 - total of the row / total of all) times (1 - total of the column / total of all).',
    'Return [[r, ...], ...], adjusted residuals r = (n - e) / sqrt(e * (1 - row total / N) * (1 - column total / N)), N = grand total.',
  ],
  yates: [
    'Result: the residuals of Pearson as a list of rows: (n - e) / sqrt(e).',
    'I want the plain residual of each cell back, as a list of rows: n - e, divided by the square root of e and by nothing else.',
    'Return [[r, ...], ...], Pearson residuals r = (n - e) / sqrt(e).',
  ],
  likelihood: [
    'Result: the deviance residuals as a list of rows: sqrt(2 x (n x ln(n / e) - (n - e))), with the sign of n - e; n x ln(n / e) is 0 for n = 0.',
    'I want the deviance residual of each cell back, as a list of rows: the square root of twice (n ln(n / e) - (n - e)), negative when n is smaller than e. The part with the logarithm is 0 if n is 0.',
    'Return [[r, ...], ...], deviance residuals r = sign(n - e) * sqrt(2 * (n * ln(n / e) - (n - e))), with 0 * ln 0 = 0.',
  ],
};

const USABLE: Readonly<Record<ContingencySettings['statistic'], Voices>> = {
  pearson: [
    'Result: { "expected": the e as list of rows, "low": number of cells with e below 5, "usable": true or false }. Usable: at most a fifth of the cells is low and no e is below 1.',
    'Give me a dictionary: "expected" with the e of the cells as a list of rows, "low" with the number of cells whose e is under 5, and "usable", which is true if no more than a fifth of all cells are low (exactly a fifth is fine) and no e is under 1.',
    'Return {"expected": [[e, ...], ...], "low": count of e < 5, "usable": bool}; usable = low / cells <= 0.2 and every e >= 1.',
  ],
  yates: [
    'Result: { "expected": the e as list of rows, "low": number of cells with e below 5, "usable": true or false }. Usable: no cell is low, or one is and the total is at least 40.',
    'Give me a dictionary: "expected" with the e of the cells as a list of rows, "low" with the number of cells whose e is under 5, and "usable": true without low cells, also true with a single low one provided that we have 40 observations or more, otherwise false.',
    'Return {"expected": [[e, ...], ...], "low": count of e < 5, "usable": bool}; usable = low = 0, or low = 1 and grand total >= 40.',
  ],
  likelihood: [
    'Result: { "expected": the e as list of rows, "low": number of cells with e below 5, "usable": true or false }. Usable: the total is at least 5 x the number of cells and every e is above 2.',
    'Give me a dictionary: "expected" with the e of the cells as a list of rows, "low" with the number of cells whose e is under 5, and "usable", true if there are on average five observations or more for each cell of the table and every e is more than 2 (2 itself is too little).',
    'Return {"expected": [[e, ...], ...], "low": count of e < 5, "usable": bool}; usable = grand total >= 5 * cells and every e > 2.',
  ],
};

function resultPieces({ output, statistic }: ContingencySettings, index: number): Piece[] {
  const tell = tellerOf(index);
  const cases = ['two by two', 'a fifth is low', 'strict limits', 'forty', 'drawn table', 'large table'] as const;
  if (output === 'residuals') return [tell.need(RESIDUALS[statistic], ...cases)];
  if (output === 'expected') return [tell.need(USABLE[statistic], ...cases)];
  return [
    tell.need(STATISTIC[statistic], ...cases),
    output === 'test'
      ? tell.need(
          [
            'Result: { "statistic", "df", "p" }: df = (rows - 1) x (columns - 1), p the chance that chi-square with df degrees of freedom is at least the statistic (upper tail).',
            'Give me a dictionary with "statistic", the degrees of freedom "df", that is (rows - 1) times (columns - 1), and "p", the probability of such a statistic or a larger one under the chi-square distribution with df degrees of freedom.',
            'Return {"statistic", "df", "p"}; df = (rows - 1)(columns - 1); p = upper tail of chi-square(df) at the statistic.',
          ],
          'many columns',
          'no connection',
          ...cases,
        )
      : tell.need(
          [
            'Result: { "statistic", "v" }: v = sqrt(statistic / (total x m)), m being the smaller of rows - 1 and columns - 1.',
            'Give me a dictionary with "statistic" and "v" for the strength of the connection: the square root of statistic / (total of all times m), where m is the number of rows or of columns, whichever is smaller, minus 1.',
            'Return {"statistic", "v"}; v = sqrt(statistic / (N * (min(rows, columns) - 1))), N = grand total.',
          ],
          'many columns',
          'no connection',
          ...cases,
        ),
  ];
}

export function posting(settings: ContingencySettings, names: ContingencyNames, index: number): Piece[] {
  const tell = tellerOf(index);
  const { topic, entry, row, column } = names;
  const digits = hasStatistic(settings) || settings.output === 'residuals' ? 'Numbers' : 'Expected counts';
  return [
    tell.say(
      `Contingency table of ${topic}: does the ${column} depend on the ${row}? Function ${entry}(data) in solution.py, Python 3 with its standard library (no scipy, no numpy).`,
      `Good morning! We look at ${topic} and would like to know whether the ${column} has to do with the ${row}. The statistics package is gone with the colleague who had the licence, so please write ${entry}(data) in a file solution.py, plain Python 3, we can install neither scipy nor numpy.`,
      `Fwd: analysis of ${topic}\nsolution.py shall define ${entry}(data). Python 3, standard library. Question: association of ${row} and ${column}.`,
    ),
    tell.need(
      inputOf(settings, names),
      'rows and columns to leave out',
      'out of order',
      'many rows',
      'many columns',
      'large table',
    ),
    tell.need(EXPECTED, 'two by two', 'no connection', 'many columns'),
    ...resultPieces(settings, index),
    tell.need(
      [
        'Fewer than two rows or fewer than two columns are left: the result is None.',
        'If there are not at least two rows and two columns in the end, or no data at all, return None.',
        'Return None when fewer than 2 rows or fewer than 2 columns remain (also for empty data).',
      ],
      'nothing',
      'one row',
      'one column',
    ),
    tell.say(
      `\n- ${digits} are compared to six digits; no rounding.`,
      `${digits} need not be rounded, I compare about six digits. Kind regards`,
      `\n${digits} unrounded, tolerance 1e-6.`,
    ),
  ];
}
