/** What the employers of the family `cohort-retention` ask for. */

import type { Piece } from '../study-family.ts';
import { type SettingsOf, tellerOf } from '../study-parts.ts';

export const COHORT_DIALS = {
  period: ['month', 'quarter', 'week', 'own days'],
  cell: ['active', 'came back', 'still there'],
  form: ['counts', 'shares', 'pooled'],
  horizon: ['to the end', 'given'],
} as const;
export type CohortSettings = SettingsOf<typeof COHORT_DIALS>;

export interface CohortNames {
  readonly firm: string;
  readonly entry: string;
  readonly who: string;
}

function periodPiece({ period }: CohortSettings, { who }: CohortNames, index: number): Piece {
  const tell = tellerOf(index);
  return {
    month: tell.need(
      [
        `Periods are calendar months. The cohort of a ${who} is the month of its first day, named like 2024-03; the offset of a day is how many months its month lies after the cohort.`,
        `I count in calendar months: a ${who} belongs to the month of the very first day on which we saw them (write it 2024-03), and any later day is so and so many months after that one, whatever the day of the month.`,
        `Period = calendar month. Cohort = month of the first day (format 2024-03). Offset = difference in calendar months.`,
      ],
      'borders of periods',
      'a leap of years',
      'long ago',
    ),
    quarter: tell.need(
      [
        `Periods are calendar quarters. The cohort of a ${who} is the quarter of its first day, named like 2024-Q1; the offset of a day is how many quarters its quarter lies after the cohort.`,
        `I count in quarters of the calendar year (January to March is Q1): a ${who} belongs to the quarter of the very first day on which we saw them, written 2024-Q1, and a later day is so many quarters after it.`,
        `Period = calendar quarter. Cohort = quarter of the first day (format 2024-Q1). Offset = difference in quarters.`,
      ],
      'borders of periods',
      'a leap of years',
      'long ago',
    ),
    week: tell.need(
      [
        `Periods are weeks from Monday to Sunday. The cohort of a ${who} is the week of its first day, named by the date of its Monday; the offset of a day is how many weeks its week lies after the cohort.`,
        `I count in weeks, and a week begins on Monday: a ${who} belongs to the week of the very first day on which we saw them, which I name by the date of that Monday (2024-03-04), and a later day is so many weeks after it.`,
        `Period = week, Monday to Sunday, identified by the date of the Monday (YYYY-MM-DD). Cohort = week of the first day. Offset = difference in weeks.`,
      ],
      'borders of periods',
      'a leap of years',
      'long ago',
    ),
    'own days': tell.need(
      [
        `Every ${who} has its own clock: offset 0 are its first day and the 29 days after it, offset 1 the next 30 days, and so on. The cohort is the calendar month of the first day, named like 2024-03.`,
        `Each ${who} has a clock of their own: it starts on the first day on which we saw them, that day and the following 29 are offset 0, the next 30 days offset 1 and so forth. They are put together by the calendar month of that first day, which I write 2024-03.`,
        `Offset = floor(days since the own first day / 30), individually for every ${who}. Cohort = calendar month of the first day (format 2024-03).`,
      ],
      'borders of periods',
      'a leap of years',
      'long ago',
    ),
  }[period];
}

function cellPiece({ cell }: CohortSettings, { who }: CohortNames, index: number): Piece {
  const tell = tellerOf(index);
  return {
    active: tell.need(
      [
        `A ${who} counts at offset k if it has a day with exactly the offset k. Several days in one period count once.`,
        `Somebody counts at offset k when there is at least one day at exactly that offset, however many days there are in it.`,
        `Counted at offset k: ${who}s with one day or more at offset k itself.`,
      ],
      'a break',
      'unordered',
      'drawn days',
    ),
    'came back': tell.need(
      [
        `A ${who} counts at offset k if it has a day with the offset k or a later one; breaks in between do not matter.`,
        `Somebody counts at offset k as long as they turn up at that offset or at any later one, so a break of a few periods does not make them lost.`,
        `Counted at offset k: ${who}s whose last day has an offset of k or more (unbounded retention).`,
      ],
      'a break',
      'unordered',
      'drawn days',
    ),
    'still there': tell.need(
      [
        `A ${who} counts at offset k if it has a day at every offset from 0 to k; after the first break it never counts again.`,
        `Somebody counts at offset k only while there was not a single break: they need a day at each offset from 0 up to k, and who has paused once is gone for good.`,
        `Counted at offset k: ${who}s with one day or more at each of the offsets 0, 1, ..., k (no re-entry after a break).`,
      ],
      'a break',
      'unordered',
      'drawn days',
    ),
  }[cell];
}

function formPiece({ form }: CohortSettings, { who }: CohortNames, index: number): Piece {
  const tell = tellerOf(index);
  return {
    counts: tell.need(
      [
        `Result: list of { "cohort", "size", "kept" }, cohorts ascending by name, cohorts without ${who}s left out. size is the number of ${who}s, kept a list of counts for the offsets 0, 1, 2, ...`,
        `Give me a list of dictionaries with "cohort", "size" (how many ${who}s) and "kept" (a list of the counts at offset 0, 1, 2 and so on), ordered by the name of the cohort; only cohorts that have somebody.`,
        `Return: [{"cohort", "size", "kept"}, ...] ascending by cohort, non-empty cohorts only; kept[k] = number of ${who}s counted at offset k.`,
      ],
      'a few people',
      'nobody',
      'large list',
    ),
    shares: tell.need(
      [
        `Result: dictionary from cohort name to a list of shares for the offsets 0, 1, 2, ...: count divided by the number of ${who}s of the cohort (not rounded, compared within 1e-9). Cohorts without ${who}s are left out.`,
        `Give me a dictionary: the key is the name of the cohort and the value a list with the share of its ${who}s at offset 0, 1, 2 and so on, as a number between 0 and 1 without rounding (1e-9 is close enough). Only cohorts that have somebody.`,
        `Return: {cohort: [share, ...]}, share at position k = ${who}s counted at offset k / size of the cohort, unrounded (tolerance 1e-9), non-empty cohorts only.`,
      ],
      'a few people',
      'nobody',
      'large list',
    ),
    pooled: tell.need(
      [
        `Result: list with one [offset, size, count] for every offset from 0 on, over all cohorts together: size is the number of ${who}s whose cohort's row reaches that offset (see the length of rows), count how many of those count there. The list ends with the longest row.`,
        `I do not need every cohort, only all of them together: a list of [offset, size, count] from offset 0 upwards, where size is how many ${who}s are in cohorts whose row is long enough to have that offset (I say below how long rows are) and count how many of them count at it. Stop where the longest row stops.`,
        `Return: [[offset, size, count], ...] summed over all cohorts; a cohort contributes to the offsets that its row has (length of rows: below); up to the longest row.`,
      ],
      'a few people',
      'nobody',
      'large list',
    ),
  }[form];
}

function horizonPiece({ horizon, period }: CohortSettings, { who }: CohortNames, index: number): Piece {
  const tell = tellerOf(index);
  const last =
    period === 'own days'
      ? `the number of whole months from the cohort's month to the calendar month of the latest day in the whole list`
      : `the offset that the latest day in the whole list has for the cohort`;
  return horizon === 'to the end'
    ? tell.need(
        [
          `Length of rows: the row of a cohort ends with ${last}, whoever has that day${period === 'own days' ? `; a later offset of a ${who} is not shown` : ''}. Offsets without anybody are 0.`,
          `A row goes on until ${last}, no matter who that day belongs to, with zeros where nobody counts${period === 'own days' ? ', and if somebody has an even later offset it is not shown' : ''}.`,
          `Row length: offsets 0 up to and including ${last} (zeros included${period === 'own days' ? ', anything beyond is cut' : ''}).`,
        ],
        'length of rows',
        'borders of periods',
      )
    : tell.need(
        [
          `Length of rows: the second argument says how many offsets a row has (from 0); every row has all of them, 0 where nobody counts, and later days do not show.`,
          `How long the rows are is the second argument, so with 4 I get the offsets 0 to 3, zeros included, even if they lie in the future, and everything after that is cut off.`,
          `Row length: argument 2 (at least 1), identical for all cohorts, padded with zeros, later offsets cut.`,
        ],
        'length of rows',
        'borders of periods',
      );
}

export function posting(settings: CohortSettings, names: CohortNames, index: number): Piece[] {
  const tell = tellerOf(index);
  const { firm, entry, who } = names;
  const call = `${entry}(days${settings.horizon === 'given' ? ', offsets' : ''})`;
  return [
    tell.say(
      `Cohort table for ${firm}. solution.py, Python 3 without packages: ${call}\n\n- days: list of [${who}, date] pairs, date as text YYYY-MM-DD; a ${who} has one or many, in no order, the same pair may come twice.`,
      `We are ${firm} and I would like to know how many people stay with us. Please write ${call} in solution.py (Python 3, standard library). days is a list of pairs [${who}, date], the date is text like 2024-03-05; they are not sorted, and the same pair can be in it twice.`,
      `Sender: ${firm}\nThing needed: cohort retention, function ${call} in solution.py, plain Python 3.\ndays = unordered list of [${who}, "YYYY-MM-DD"], duplicates possible.`,
    ),
    periodPiece(settings, names, index),
    cellPiece(settings, names, index),
    formPiece(settings, names, index),
    horizonPiece(settings, names, index),
    tell.need(
      [
        `An empty list gives an empty ${settings.form === 'shares' ? 'dictionary' : 'list'}.`,
        `With an empty list I expect an empty ${settings.form === 'shares' ? 'dictionary' : 'list'} and no error.`,
        `days empty: empty ${settings.form === 'shares' ? 'dict' : 'list'}.`,
      ],
      'nobody',
    ),
    tell.say('', 'The dates are all between 2015 and 2035. Thanks a lot!', '\nRange of dates: 2015 to 2035.'),
  ];
}
