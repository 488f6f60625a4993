/** What the employers of the family `depreciation` ask for. */

import type { Piece } from '../study-family.ts';
import { type SettingsOf, tellerOf } from '../study-parts.ts';

export const DEPRECIATION_DIALS = {
  method: ['straight', 'digits', 'declining', 'switching'],
  result: ['amounts', 'book value', 'register'],
  cents: ['cents', 'whole'],
} as const;
export type DepreciationSettings = SettingsOf<typeof DEPRECIATION_DIALS>;

export interface DepreciationNames {
  readonly firm: string;
  readonly entry: string;
}

export const callOf = ({ method, result }: DepreciationSettings, { entry }: DepreciationNames): string => {
  const rate = method === 'declining' || method === 'switching' ? ', percent' : '';
  return `${entry}(${result === 'register' ? 'assets' : `cost, residual, years${rate}${result === 'book value' ? ', after' : ''}`})`;
};

export function posting(settings: DepreciationSettings, names: DepreciationNames, index: number): Piece[] {
  const tell = tellerOf(index);
  const { method, result, cents } = settings;
  const { firm } = names;
  const unit = cents === 'cents' ? 'a whole cent' : 'whole hundreds of cents (dollars)';
  const rate = method === 'declining' || method === 'switching';
  const fields = `cost, residual, years${rate ? ', percent' : ''}`;
  return [
    tell.say(
      `Depreciation for ${firm}: ${callOf(settings, names)} in solution.py, Python 3 without packages.\n- cost and residual are whole cents, 0 <= residual <= cost, years a whole number of at least 1${rate ? ', percent a whole number from 1 to 100' : ''}.`,
      `Good day, for ${firm} I need a function that writes off our machines: ${callOf(settings, names)} in solution.py, plain Python 3. Money is in whole cents, the residual value lies between 0 and the cost, years is 1 or more${rate ? ', and percent is a whole number from 1 to 100' : ''}.`,
      `Fwd by the accountant of ${firm}: please have this programmed.\nsolution.py, ${callOf(settings, names)}, Python 3 standard library. Integer cents, 0 <= residual <= cost, years >= 1${rate ? ', percent 1..100 (integer)' : ''}.`,
    ),
    {
      straight: tell.need(
        [
          `Straight line: every year (cost - residual) / years is written off; the last year takes what is then left above residual.`,
          `It is the straight line: each year the same part, (cost - residual) / years, and in the last year whatever is still above the residual value.`,
          `Method: linear, (cost - residual) / years per year, the last year clears the difference to residual.`,
        ],
        'five years',
        'drawn assets',
      ),
      digits: tell.need(
        [
          `Sum of digits: in year k (from 1) (cost - residual) * (years - k + 1) / (1 + 2 + ... + years) is written off; the last year takes what is then left above residual.`,
          `It is the sum of the years' digits: with n years, year 1 takes n parts, year 2 takes n - 1 and so on down to one, of 1 + 2 + ... + n parts of cost - residual, and the last year takes whatever is still above the residual value.`,
          `Method: sum-of-years digits, year k: (cost - residual) * (years - k + 1) / (years * (years + 1) / 2); the last year clears the difference to residual.`,
        ],
        'five years',
        'drawn assets',
      ),
      declining: tell.need(
        [
          `Declining balance: every year percent % of the book value at its beginning is written off, but never below residual; the last year takes all that is left above residual.`,
          `It is the declining balance: each year percent % of what the book value was at its beginning, though it never falls below the residual value, and in the last year everything that is still above it.`,
          `Method: declining balance, book value * percent / 100, limited so that the book value stays >= residual; the last year clears the difference to residual.`,
        ],
        'five years',
        'drawn assets',
      ),
      switching: tell.need(
        [
          `Declining with a change to straight line: every year the larger of percent % of the book value at its beginning and (book value - residual) / remaining years (this one included) is written off (both rounded before they are compared), but never below residual; the last year takes all that is left above it.`,
          `It is the declining balance with a switch: each year take percent % of the book value at its beginning, or (book value - residual) divided by the years that remain, this one included, whichever is more after rounding, never going below the residual value; in the last year everything that is still above it.`,
          `Method: max(book value * percent / 100, (book value - residual) / remaining years incl. the current one), each rounded first, limited by book value - residual; the last year clears the difference.`,
        ],
        'five years',
        'drawn assets',
      ),
    }[method],
    cents === 'cents'
      ? tell.need(
          [
            `Amounts are rounded half up to ${unit}; no amount is more than what is left above residual.`,
            `Round each amount half up to ${unit}, and never write off more than is left above the residual value.`,
            `Rounding: half up to ${unit} per amount, capped at what is left above residual.`,
          ],
          'odd cents',
          'nothing to write off',
          'small amounts',
          'high rate',
          'small amounts',
          'high rate',
        )
      : tell.need(
          [
            `Amounts are rounded up to ${unit}, except in the last year; no amount is more than what is left above residual.`,
            `Round each amount up to ${unit}, only the last year is not rounded, and never write off more than is left above the residual value.`,
            `Rounding: up to ${unit} per amount (the last year is exact), capped at what is left above residual.`,
          ],
          'odd cents',
          'nothing to write off',
          'small amounts',
          'high rate',
          'small amounts',
          'high rate',
        ),
    {
      amounts: tell.need(
        [
          `Result: list of the amounts of all years, zeros included.`,
          `Return the list of the amounts, one for each year, also where it is 0.`,
          `Return [amount of year 1, ..., amount of year n], zeros included.`,
        ],
        'one year',
        'many years',
        'before the first',
        'after the last',
        'large register',
      ),
      'book value': tell.need(
        [
          `Result: the book value after \`after\` years (0: cost; years or more: residual), a whole number.`,
          `Return the book value, one whole number, once \`after\` years are over; after 0 years it is the cost, and from the last year on the residual value.`,
          `Return the book value (integer) at the end of year \`after\`; 0 -> cost, >= years -> residual.`,
        ],
        'one year',
        'many years',
        'before the first',
        'after the last',
        'large register',
      ),
      register: tell.need(
        [
          `assets: list of { "start", ${fields
            .split(', ')
            .map((field) => `"${field}"`)
            .join(
              ', ',
            )} }, start being the first calendar year. Result: list of [calendar year, total written off] from the earliest to the latest year in which any asset is written off (its \`years\` years, even with 0), ascending, none left out (0 where nothing is). No assets: empty list.`,
          `assets is a list of dictionaries with "start", the first calendar year, and ${fields
            .split(', ')
            .map((field) => `"${field}"`)
            .join(
              ', ',
            )}. I want the total per calendar year of all of them: a list of [year, total], from the first to the last year of any asset (every asset has its \`years\` years, also those with 0), in order and without holes; years in between that belong to no asset have 0. With no assets the list is empty.`,
          `assets = [{ "start" (calendar year), ${fields
            .split(', ')
            .map((field) => `"${field}"`)
            .join(
              ', ',
            )} }, ...]; return [[year, total], ...] for every calendar year from min(start) to max(start + years - 1), zeros included; [] for no assets.`,
        ],
        'one year',
        'many years',
        'before the first',
        'after the last',
        'large register',
      ),
    }[result],
    tell.say(
      '',
      'The numbers are below 100 million, and nothing lasts more than 50 years. Many thanks!',
      '\nLimits: cost below 10^8, years up to 50.',
    ),
  ];
}
