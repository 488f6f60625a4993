/** What the employers of the family `sql-cross-tabs` ask for. */

import type { Piece } from '../study-family.ts';
import { tellerOf, type Voices } from '../study-parts.ts';
import { type CrossNames, type CrossSettings, columnsOf, schemaOf } from './sql-cross-tabs.queries.ts';

const ACROSS: Readonly<Record<CrossSettings['across'], Voices>> = {
  quarters: [
    'Columns q1 to q4: quarters of the calendar by the month of day (YYYY-MM-DD), all years together.',
    'I want the four quarters side by side as q1, q2, q3 and q4. Just look at the month in day (it is YYYY-MM-DD); the first quarters of all the years go into q1 together and so on.',
    'q1..q4 = calendar quarter of day (text YYYY-MM-DD); years are not told apart.',
  ],
  states: [
    'Columns open, paid, other: by state, in lower case exactly as written. Any other state counts as other, also NULL.',
    'Side by side I want open, paid and other. The first two are the states spelled exactly like that, in small letters, and other takes all the rest, including entries where the state is missing (NULL).',
    'open / paid = state equal to that word (case matters); other = everything else, NULL included.',
  ],
  bands: [
    'Columns small, medium, large: by cents of the single row. small is below 1000, medium from 1000 to below 5000, large from 5000.',
    'Side by side I want small, medium and large: under 1000 cents an entry is small, from exactly 1000 it is medium, and from exactly 5000 on it is large.',
    'small: cents < 1000; medium: 1000 <= cents < 5000; large: cents >= 5000 (each row by itself).',
  ],
};

function measureOf({ measure }: CrossSettings, { deal }: CrossNames): Voices {
  return {
    count: [
      `A cell is the number of rows of ${deal}, 0 if none.`,
      `In the cells I want to see how many entries there are in ${deal}, and a plain 0 where there is none.`,
      `cell = row count of ${deal} (0 for none).`,
    ] as const,
    sum: [
      `A cell is the sum of cents, 0 if there are no rows.`,
      `In the cells I want to see the cents of ${deal} added up, and a plain 0 where there is nothing to add.`,
      `cell = total of cents (0 for none, never NULL).`,
    ] as const,
    average: [
      'A cell is the average of cents, rounded half up to a whole number, and NULL if there are no rows.',
      `In the cells I want to see how many cents an entry of ${deal} has on average, as a whole number with halves rounded up; where there is no entry the cell stays empty, that is NULL.`,
      'cell = mean of cents, integer, half up; NULL without rows.',
    ] as const,
    share: [
      'A cell is the percentage that its cents have of the cents of the whole line, rounded half up to a whole number: 0 without rows, but NULL in every cell of a line that has no rows at all.',
      'In the cells I want percentages: what part of all cents of the line falls here, as a whole number with halves rounded up (they need not add up to 100). A part without entries has 0, and if the line has no entries at all its cells are NULL.',
      'cell = 100 * cents of the cell / cents of the line, integer, half up; 0 for an empty cell; all cells NULL for a line without rows.',
    ] as const,
  }[measure];
}

function marginOf({ margin, measure }: CrossSettings, { area, deal, least }: CrossNames): Voices {
  const whole = {
    count: 'the number of all its rows',
    sum: 'the sum of all its cents',
    average: 'the average over all its rows (same rounding, NULL without rows)',
    share: 'the sum of its cents, not a percentage, 0 without rows',
  }[measure];
  return {
    column: [
      `Every ${area} has a line, also without rows of ${deal}. Last column total: ${whole}.`,
      `Please list every ${area}, even one that has nothing in ${deal}, and put one more column at the end that is called total: ${whole}.`,
      `One line per ${area}, including those without ${deal}. Column total at the end = ${whole}.`,
    ] as const,
    row: [
      `Every ${area} has a line, also without rows of ${deal}. After them one more line named total, whose cells are worked out in the same manner over all rows together (it is there even if there is no ${area}).`,
      `Please list every ${area}, even one that has nothing in ${deal}. The very last line is named total, and its cells are worked out just like the others, only over all the entries of everybody; it has to be there even with an empty database.`,
      `One line per ${area}, including those without ${deal}; then a final line 'total', same rule for its cells applied to all rows (present even for empty tables).`,
    ] as const,
    busy: [
      `Only ${area}s that have at least ${least} rows of ${deal} in all columns together.`,
      `Leave out every ${area} with few entries: it is listed only with ${least} entries or more, counting all columns together.`,
      `Lines: only ${area}s with >= ${least} rows of ${deal} altogether.`,
    ] as const,
  }[margin];
}

export function posting(settings: CrossSettings, names: CrossNames, index: number): Piece[] {
  const tell = tellerOf(index);
  const { firm, area } = names;
  const columns = columnsOf(settings, names).join(', ');
  return [
    tell.say(
      `Cross-tab report for ${firm}: one SELECT for SQLite in query.sql. Tables:\n\n${schemaOf(names)}\n`,
      `Hello, we are ${firm} and look at our figures in a spreadsheet, where somebody turns them by hand so that the parts stand next to each other. Please do that in the database: a single SELECT in query.sql, for SQLite. These are the tables:\n\n${schemaOf(names)}\n\n`,
      `Ticket from the office of ${firm}: report as one SQLite query (query.sql).\n\n${schemaOf(names)}\n`,
    ),
    tell.need(
      [
        `Columns in this order: ${columns}.`,
        `The columns should be ${columns}, in this order.`,
        `Result columns: ${columns}.`,
      ],
      'drawn tables',
      'large tables',
    ),
    tell.need(ACROSS[settings.across], 'on the limits', 'strange states', 'whole year', 'drawn tables'),
    tell.need(measureOf(settings, names), 'empty cells', 'halves', 'equal amounts', 'large tables'),
    tell.need(marginOf(settings, names), 'somebody without', 'nothing there', 'no lines'),
    tell.need(
      [
        `Lines in order of the name of the ${area} (SQLite's own order, capitals first)${settings.margin === 'row' ? ', total last whatever the names' : ''}.`,
        `Sort by the name of the ${area} as SQLite does by itself, capitals before small letters${settings.margin === 'row' ? ', but total always comes last' : ''}.`,
        `ORDER: name of ${area}, plain binary order${settings.margin === 'row' ? '; total stays last' : ''}.`,
      ],
      'upper and lower case',
    ),
    tell.say(
      `\n- cents are always above 0; the report only reads.`,
      'All cents are above 0. Thanks a lot!',
      '\nGiven: cents > 0 in every row.',
    ),
  ];
}
