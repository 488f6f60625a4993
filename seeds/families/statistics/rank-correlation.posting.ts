/** What the employers of the family `rank-correlation` ask for. */

import type { Piece } from '../study-family.ts';
import { type SettingsOf, tellerOf } from '../study-parts.ts';

export const CORRELATION_DIALS = {
  coefficient: ['spearman', 'pearson', 'gamma', 'kendall'],
  result: ['pair', 'matrix', 'partner'],
  missing: ['none', 'by pair', 'whole rows'],
  form: ['columns', 'records'],
} as const;
export type CorrelationSettings = SettingsOf<typeof CORRELATION_DIALS>;

export interface CorrelationNames {
  readonly study: string;
  readonly entry: string;
}

export const callOf = ({ result }: CorrelationSettings, { entry }: CorrelationNames): string =>
  `${entry}(data${{ pair: ', one, other', matrix: '', partner: ', target' }[result]})`;

function coefficientPiece({ coefficient }: CorrelationSettings, index: number): Piece {
  const tell = tellerOf(index);
  return {
    spearman: tell.need(
      [
        'Coefficient: Spearman. Rank the values of each variable from 1, equal values get the mean of their ranks; the coefficient is the Pearson correlation of these ranks. Undefined (null) if a variable has only one value.',
        'The coefficient is the one by Spearman: replace the values by their ranks, those which are equal share the mean of their ranks, and take the ordinary correlation of the ranks (not the short formula with squared differences, that is wrong with ties). If all values of a variable are the same there is none: null.',
        'Spearman with mean ranks for ties, i.e. Pearson correlation of the ranks; null when a variable is constant.',
      ],
      'equal values',
      'constant variable',
      'reversed',
    ),
    pearson: tell.need(
      [
        'Coefficient: Pearson, sum of products of the deviations from the means over the root of the product of the sums of squared deviations. Undefined (null) if a variable has only one value.',
        'The coefficient is the ordinary one by Pearson: multiply the deviations from the two means, add up, divide by the root of the product of the two sums of squared deviations. If all values of a variable are the same there is none: null.',
        'Pearson: Σ(a - mean a)(b - mean b) / sqrt(Σ(a - mean a)² Σ(b - mean b)²); null when a variable is constant.',
      ],
      'equal values',
      'constant variable',
      'reversed',
    ),
    gamma: tell.need(
      [
        'Coefficient: Goodman and Kruskal gamma. Of all pairs of rows, C are concordant (both variables differ in the same direction) and D discordant (in opposite directions); pairs that are equal in either variable do not count; gamma = (C - D) / (C + D). Undefined (null) if C + D is 0.',
        'The coefficient is gamma by Goodman and Kruskal: compare every row with every other, C pairs go the same way in both variables, D pairs go opposite ways, and pairs with equal values in one of them are left out. It is (C - D) / (C + D), and null if there are no such pairs.',
        'Goodman-Kruskal gamma = (C - D) / (C + D), C/D = concordant/discordant pairs of rows, ties in either variable ignored; null when C + D = 0.',
      ],
      'equal values',
      'constant variable',
      'reversed',
    ),
    kendall: tell.need(
      [
        'Coefficient: Kendall tau-b = (C - D) / sqrt((P - Ta) * (P - Tb)), where P is the number of all pairs of rows, C the concordant and D the discordant ones, Ta the pairs equal in the first variable and Tb those equal in the second (pairs equal in both count in Ta and in Tb). Undefined (null) if the root is 0.',
        'The coefficient is tau-b by Kendall: of all P pairs of rows C go the same way in both variables and D opposite ways, Ta pairs are equal in the first variable and Tb in the second (equal in both: in Ta as well as in Tb). Then it is (C - D) / sqrt((P - Ta) * (P - Tb)), and null when that root is 0.',
        'Kendall tau-b = (C - D) / sqrt((P - Ta)(P - Tb)); P all pairs of rows, C/D concordant/discordant, Ta/Tb tied in the first/second variable (doubly tied pairs belong to both); null when the denominator is 0.',
      ],
      'equal values',
      'constant variable',
      'reversed',
    ),
  }[coefficient];
}

function resultPiece({ result }: CorrelationSettings, index: number): Piece {
  const tell = tellerOf(index);
  return {
    pair: tell.need(
      [
        'Result: { coefficient, used } for the variables named one and other; used is the number of rows that were used. coefficient is null if it is undefined.',
        'Give me { coefficient, used } for the two variables whose names are one and other, where used says how many rows went into it, and coefficient is null if there is none.',
        'Returns { coefficient, used } for variables one and other (names); used: rows taken into account.',
      ],
      'few rows',
      'no rows',
      'large data',
    ),
    matrix: tell.need(
      [
        'Result: { names, matrix }: names are all variables sorted by character codes, matrix[i][j] the coefficient of names[i] with names[j], null where undefined. The diagonal is calculated like all others (1 or null).',
        'Give me { names, matrix }, with all the variables in the order of character codes and a square matrix of coefficients in that order, null where there is none; the diagonal is treated like every other cell, so it is 1, or null for a variable that has no coefficient.',
        'Returns { names, matrix }; names sorted as strings; full symmetric matrix, null where undefined, diagonal computed by the same rule (1 or null).',
      ],
      'few rows',
      'no rows',
      'large data',
    ),
    partner: tell.need(
      [
        'Result: list of { name, coefficient } for all variables but target, sorted by name (character codes), and coefficient is null where undefined.',
        'Give me a list of { name, coefficient } with every variable except the target itself, in order of their names by character codes; coefficient is null where there is none.',
        'Returns [{ name, coefficient }, ...] of target with each other variable, ascending by name as strings, null where undefined.',
      ],
      'few rows',
      'no rows',
      'large data',
    ),
  }[result];
}

function missingPieces({ missing }: CorrelationSettings, index: number): Piece[] {
  const tell = tellerOf(index);
  if (missing === 'none')
    return [tell.say('\n- No value is missing.', 'Nothing is missing in the data.', '\nComplete data, no nulls.')];
  return [
    missing === 'by pair'
      ? tell.need(
          [
            'Missing values are null. For each two variables use the rows in which both are there (ranks are taken among these rows only).',
            'Some answers are missing (null): for any two variables use exactly the rows which have both of them, so ranks and means come from these rows only.',
            'null = missing; pairwise deletion (everything, ranks included, computed on the rows where both values are present).',
          ],
          'missing values',
        )
      : tell.need(
          [
            'Missing values are null. A row in which any variable is null, even one that is not asked for, is not used at all.',
            'Some answers are missing (null): throw away every row with a null anywhere in it, also in a variable which is not asked for.',
            'null = missing; listwise deletion over all variables of the data.',
          ],
          'missing values',
        ),
  ];
}

export function posting(settings: CorrelationSettings, names: CorrelationNames, index: number): Piece[] {
  const tell = tellerOf(index);
  const { study } = names;
  const call = callOf(settings, names);
  return [
    tell.say(
      `Correlations for ${study}, in TypeScript\n\nsolution.ts exports nothing and needs no packages; it defines function ${call}.`,
      `Dear all, we are evaluating ${study} and our page is written in TypeScript, so please no Python: a file solution.ts with a plain function ${call} (no export needed, no packages).`,
      `Fwd from the team of ${study}:\nneeded in TypeScript, file solution.ts, top-level function ${call}, no imports`,
    ),
    settings.form === 'columns'
      ? tell.need(
          [
            'data: object from variable name to its list of numbers; all lists have the same length, position i of all lists is row i.',
            'data is an object: the key is the name of a variable, the value the list of its numbers. The lists are equally long and what stands at the same position belongs together, that is a row.',
            'data = { variable: number[] }, equal lengths, same position = same row.',
          ],
          'few rows',
        )
      : tell.need(
          [
            'data: { names, rows }: names lists the variables, rows is a list of lists of numbers, one for each row, in the order of names.',
            'data has two parts, names (the variables) and rows, a list of rows with one number for each variable in the order of names.',
            'data = { names: string[], rows: number[][] }, cells in the order of names.',
          ],
          'few rows',
        ),
    ...missingPieces(settings, index),
    coefficientPiece(settings, index),
    resultPiece(settings, index),
    tell.need(
      [
        'With fewer than two rows every coefficient is null. No rounding, tolerance 1e-9. Up to 200 rows and 8 variables.',
        'If fewer than two rows are left there is no coefficient, null. Please do not round, I compare within 1e-9. We have at most 200 rows and 8 variables.',
        'Fewer than 2 rows: null. Unrounded, compared with 1e-9. Limits: 200 rows, 8 variables.',
      ],
      'no rows',
      'one row',
      'drawn rows',
      'more variables',
    ),
    tell.say('', 'Kind regards from the whole group.', '\nValues are numbers of any sign with at most two decimals.'),
  ];
}
