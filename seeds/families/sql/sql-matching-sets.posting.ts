/** What the employers of the family `sql-matching-sets` ask for. */

import type { Piece } from '../study-family.ts';
import { tellerOf } from '../study-parts.ts';
import { columnsOf, type SetNames, type SetSettings, schemaOf } from './sql-matching-sets.queries.ts';

function relationPiece({ relation }: SetSettings, { owner, thing }: SetNames, index: number): Piece {
  const tell = tellerOf(index);
  return {
    all: tell.need(
      [
        `Wanted are the ${owner}s that have every ${thing} in the table wanted; what else they have does not matter. If wanted is empty, that is every ${owner}.`,
        `I am looking for every ${owner} that has all the ${thing}s listed in wanted, and I do not mind what they have besides; with an empty list everybody qualifies.`,
        `Select each ${owner} whose set of ${thing}s includes all of wanted (extra ones allowed, empty wanted: all rows).`,
      ],
      'some of everything',
      'nothing wanted',
      'drawn tables',
    ),
    exactly: tell.need(
      [
        `Wanted are the ${owner}s that have every ${thing} in the table wanted and no other one. If wanted is empty, that is every ${owner} with none at all.`,
        `I am looking for every ${owner} that has precisely the ${thing}s listed in wanted, all of these and nothing more; with an empty list these are the ones who have nothing.`,
        `Select each ${owner} whose set of ${thing}s equals wanted (empty wanted: the ${owner}s without any).`,
      ],
      'some of everything',
      'nothing wanted',
      'drawn tables',
    ),
    none: tell.need(
      [
        `Wanted are the ${owner}s that have no ${thing} of the table wanted, those with none at all included. If wanted is empty, that is every ${owner}.`,
        `I am looking for every ${owner} that has not a single ${thing} of those listed in wanted, also the ones with nothing at all; with an empty list that means everybody.`,
        `Select each ${owner} whose set of ${thing}s is disjoint from wanted (no ${thing}s at all qualifies; empty wanted: all rows).`,
      ],
      'some of everything',
      'nothing wanted',
      'drawn tables',
    ),
    some: tell.need(
      [
        `Wanted are the ${owner}s that have at least one ${thing} of the table wanted, but not every one of them; what else they have does not matter. If wanted is empty or has one row, that is nobody.`,
        `I am looking for every ${owner} that is half-way: at least one ${thing} of those listed in wanted, yet at least one of them still missing. What they have besides is of no interest, and with an empty list, or only one in it, nobody qualifies.`,
        `Select each ${owner} with 1 to n - 1 of the n ${thing}s in wanted (others irrelevant; n < 2: no rows).`,
      ],
      'some of everything',
      'nothing wanted',
      'drawn tables',
    ),
  }[relation];
}

export function posting(settings: SetSettings, names: SetNames, index: number): Piece[] {
  const tell = tellerOf(index);
  const { links, result } = settings;
  const { firm, owner, thing, link, grade, year } = names;
  const columns = columnsOf(settings, names).join(', ');
  return [
    tell.say(
      `SQLite query for ${firm}: one SELECT in query.sql, WITH allowed.\n\n${schemaOf(names)}\n`,
      `Hello, I keep the data of ${firm} in SQLite and am stuck with one question. I need it as a single SELECT (WITH is fine) in a file query.sql, for these tables:\n\n${schemaOf(names)}\n\n`,
      `Ticket from ${firm}, database group\nDeliver: query.sql with one SELECT statement for SQLite (CTEs permitted)\n\n${schemaOf(names)}\n`,
    ),
    tell.need(
      [
        `A ${owner} has a ${thing} if there is at least one row in ${link} for both; several rows for the same two are the same as one.`,
        `Whether a ${owner} has a ${thing} is written in ${link}, sometimes more than once for the same two, that makes no difference.`,
        `"Has" = one or more rows in ${link}; repeated rows for the same ${owner} and ${thing} count once.`,
      ],
      'links twice',
      'grades and years',
      'unknown places',
      'large tables',
    ),
    {
      any: tell.say(
        `\n- grade and year are of no interest here.`,
        `Never mind the columns grade and year.`,
        `\nIgnore grade and year.`,
      ),
      good: tell.need(
        [
          `Only rows of ${link} with a grade of ${grade} or more count; a NULL grade does not.`,
          `Please look only at rows of ${link} whose grade is at least ${grade}; where it is NULL it is not good enough.`,
          `Relevant rows of ${link}: grade >= ${grade} (NULL: not relevant).`,
        ],
        'grades and years',
        'drawn tables',
      ),
      recent: tell.need(
        [
          `Only rows of ${link} of the year ${year} or later count.`,
          `Please look only at rows of ${link} from ${year} on, that year included; older ones are forgotten.`,
          `Relevant rows of ${link}: year >= ${year}.`,
        ],
        'grades and years',
        'drawn tables',
      ),
    }[links],
    relationPiece(settings, names, index),
    {
      names: tell.need(
        [
          `Columns: ${columns} (the name). Order: by name.`,
          `I want one column called ${columns} with their names, in order.`,
          `Output column: ${columns} = name. ORDER BY name.`,
        ],
        'order of names',
        'nobody there',
      ),
      counts: tell.need(
        [
          `Columns: ${columns}: the name, how many ${thing}s of wanted it has, how many others. Order: most ${thing}s altogether first, then by name.`,
          `Show me the columns ${columns}, that is the name, the number of its ${thing}s that are in wanted, and the number of its other ones; on top the ${owner} with the most ${thing}s in total, equal ones by name.`,
          `Output columns: ${columns} (name; number of different ${thing}s in wanted; number of different ${thing}s not in wanted). ORDER BY total descending, name.`,
        ],
        'order of names',
        'nobody there',
      ),
      places: tell.need(
        [
          `Columns: ${columns}: a place (NULL is shown as unknown, and so is a place of that name), how many of these ${owner}s it has, and the alphabetically first name. Places without any are left out. Order: highest count first, then place.`,
          `I do not need every name: show the columns ${columns}, that is each place with how many of these ${owner}s are there and the alphabetically first of their names. A missing place goes under unknown, together with a place that is really called so. Only places that have somebody, the highest count on top, equal ones by place.`,
          `Output columns: ${columns}: group the selected ${owner}s by place (NULL -> 'unknown', merged with that name), number, smallest name. ORDER BY count descending, place.`,
        ],
        'order of names',
        'nobody there',
        'unknown places',
      ),
    }[result],
    tell.need(
      [
        'Texts compare as SQLite does by default. Row order and names of the columns are checked.',
        'Sort texts the way SQLite does without further ado; I check the order of the rows and the names of the columns.',
        'Default collation; row order and column names matter.',
      ],
      'order of names',
      'large tables',
    ),
  ];
}
