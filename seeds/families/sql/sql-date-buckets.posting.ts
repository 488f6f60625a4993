/** What the employers of the family `sql-date-buckets` ask for. */

import type { Piece } from '../study-family.ts';
import { tellerOf } from '../study-parts.ts';
import { type BucketNames, type BucketSettings, columnsOf, schemaOf } from './sql-date-buckets.queries.ts';

export function posting(settings: BucketSettings, names: BucketNames, index: number): Piece[] {
  const tell = tellerOf(index);
  const { bucket, figure, shape } = settings;
  const { firm, who, amount } = names;
  const columns = columnsOf(settings).join(', ');
  const range = 'from the one of the earliest to the one of the latest day in the table';
  return [
    tell.say(
      `Statistics query for ${firm} (SQLite). File query.sql, one SELECT (WITH RECURSIVE allowed).\n\n${schemaOf(names)}\n\nday is text YYYY-MM-DD.`,
      `Hi, we are ${firm} and keep everything in one SQLite table:\n\n${schemaOf(names)}\n\nday is a text like 2024-03-31. I need one query for my statistics, a single SELECT in query.sql; WITH and WITH RECURSIVE are welcome.`,
      `Fwd: numbers for the annual report of ${firm}\nDeliver query.sql, one SELECT for SQLite (recursive CTEs allowed). Table:\n\n${schemaOf(names)}\n\nday: text, YYYY-MM-DD.`,
    ),
    {
      month: tell.need(
        [
          `One row for every calendar month ${range}, named like 2024-03, months without rows included.`,
          `I want a row for each calendar month, called like 2024-03, ${range}, also those in which nothing happened.`,
          `Buckets: calendar months (YYYY-MM), without holes, ${range}.`,
        ],
        'empty buckets',
        'borders',
        'end of months',
        'same person often',
        'later in the table',
      ),
      quarter: tell.need(
        [
          `One row for every calendar quarter ${range}, named like 2024-Q1, quarters without rows included.`,
          `I want a row for each quarter of the calendar year, called like 2024-Q1, ${range}, also those in which nothing happened.`,
          `Buckets: calendar quarters (YYYY-Qn), without holes, ${range}.`,
        ],
        'empty buckets',
        'borders',
        'end of months',
        'same person often',
        'later in the table',
      ),
      week: tell.need(
        [
          `One row for every week from Monday to Sunday ${range}, named by the date of its Monday, weeks without rows included.`,
          `I want a row for each week, which begins on Monday and is called by the date of that Monday, ${range}, also those in which nothing happened.`,
          `Buckets: weeks Monday to Sunday, label = date of the Monday (YYYY-MM-DD), without holes, ${range}.`,
        ],
        'empty buckets',
        'borders',
        'end of months',
        'same person often',
        'later in the table',
      ),
      weekday: tell.need(
        [
          `Always seven rows, one for every day of the week: 1 for Monday to 7 for Sunday (as numbers), over the whole table.`,
          `I want seven rows, always, for the days of the week over the whole table, as numbers from 1 for Monday to 7 for Sunday, also when nothing happened on one of them.`,
          `Buckets: weekday as integer, 1 = Monday ... 7 = Sunday, all seven rows in every case, whole table.`,
        ],
        'empty buckets',
        'borders',
        'end of months',
        'same person often',
        'later in the table',
      ),
    }[bucket],
    {
      sum: tell.need(
        [
          `value: the sum of ${amount} in the bucket, 0 if it is empty.`,
          `The value is what ${amount} adds up to there, and 0 if there is nothing.`,
          `value = SUM(${amount}), 0 for empty buckets.`,
        ],
        'small table',
        'drawn table',
      ),
      people: tell.need(
        [
          `value: how many different ${who}s occur in the bucket, 0 if it is empty.`,
          `The value is how many ${who}s came in that time, each of them counted once there however often they came, and 0 if nobody did.`,
          `value = number of distinct ${who} values, 0 for empty buckets.`,
        ],
        'small table',
        'drawn table',
      ),
      new: tell.need(
        [
          `value: how many ${who}s have their very first day of the whole table in the bucket, 0 if nobody has.`,
          `The value is the number of new ${who}s: those whose first day ever in the table falls there, and 0 if there are none.`,
          `value = number of ${who}s whose earliest day belongs to the bucket, 0 if none.`,
        ],
        'small table',
        'drawn table',
      ),
    }[figure],
    {
      plain: tell.need(
        [
          `Columns: ${columns}, ordered by ${bucket}.`,
          `Just the columns ${columns}, in the order of ${bucket}.`,
          `Output: ${columns}; ORDER BY ${bucket}.`,
        ],
        'small table',
        'large table',
      ),
      running: tell.need(
        [
          `Columns: ${columns}, ordered by ${bucket}; running is the sum of the values of all rows up to and with this one.`,
          `The columns are ${columns}, in the order of ${bucket}, where running is this value plus all values in the rows above it.`,
          `Output: ${columns}; running = cumulative sum of value in the order of ${bucket}; ORDER BY ${bucket}.`,
        ],
        'small table',
        'large table',
      ),
      change: tell.need(
        [
          `Columns: ${columns}, ordered by ${bucket}; change is the value minus the value of the row before, NULL in the first row.`,
          `The columns are ${columns}, in the order of ${bucket}, where change says how much the value is above the one in the row before, and NULL in the very first row.`,
          `Output: ${columns}; change = value - value of the preceding row (first row: NULL); ORDER BY ${bucket}.`,
        ],
        'small table',
        'large table',
      ),
    }[shape],
    tell.need(
      [
        `An empty table gives ${bucket === 'weekday' ? 'the seven rows with 0' : 'no rows'}. Names of columns and the order of rows are checked.`,
        `If the table is empty I expect ${bucket === 'weekday' ? 'the seven rows, all with 0' : 'no row at all'}. Please mind the names of the columns and the order, both are compared.`,
        `Empty table: ${bucket === 'weekday' ? 'seven rows, value 0' : 'empty result'}. Column names and row order are compared.`,
      ],
      'empty table',
      'one day',
    ),
    tell.say(
      '',
      `${amount} can also be negative when something is corrected. Thanks!`,
      '\nSeveral rows on one day, even identical ones, are normal.',
    ),
  ];
}
