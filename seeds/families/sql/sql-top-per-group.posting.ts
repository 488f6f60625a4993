/** What the employers of the family `sql-top-per-group` ask for. */

import type { Piece } from '../study-family.ts';
import { tellerOf } from '../study-parts.ts';
import { schemaOf, type TopNames, type TopSettings } from './sql-top-per-group.queries.ts';

function kindPiece({ kind }: TopSettings, { area, person, top }: TopNames, index: number): Piece {
  const tell = tellerOf(index);
  return {
    ties: tell.need(
      [
        `Per ${area} the ${person}s on places 1 to ${top} by value, highest first. Equals share a place and the places after them are skipped (1, 2, 2, 4), so there can be more than ${top} rows. Columns: ${area}, place, ${person}, value. Order: ${area}, place, ${person}.`,
        `For each ${area} I want the best ${top} places by value; ${person}s with the same value have the same place, then places are left out (1, 2, 2, 4), and all who share a place up to ${top} are listed. Columns ${area}, place, ${person}, value, in the order of ${area}, place and ${person}.`,
        `Output columns: ${area}, place, ${person}, value. Per ${area}: place = 1 + number of ${person}s with a higher value, all rows with place <= ${top}. ORDER BY ${area}, place, ${person}.`,
      ],
      'equal values',
      'small tables',
    ),
    exactly: tell.need(
      [
        `Per ${area} the ${top} best ${person}s by value (fewer where there are not as many), highest first; of equal values the alphabetically first ${person} goes ahead. place is 1, 2, 3, ... without repetition. Columns: ${area}, place, ${person}, value. Order: ${area}, place.`,
        `For each ${area} I want never more than ${top} ${person}s, the ones with the highest value, and where values are equal the name decides (ascending). Number them 1, 2, 3 and so on as place. Columns ${area}, place, ${person}, value, in the order of ${area} and place.`,
        `Output columns: ${area}, place, ${person}, value. Per ${area} the first ${top} rows in the order value descending, ${person} ascending, numbered by place. ORDER BY ${area}, place.`,
      ],
      'equal values',
      'small tables',
    ),
    share: tell.need(
      [
        `Per ${area} the ${person} with the highest value (of equal ones the alphabetically first) and share: 1000 times its value over the sum of the values of all ${person}s of the ${area} that are in the report, rounded to a whole number, halves up. Columns: ${area}, ${person}, value, share. Order: ${area}.`,
        `For each ${area} I want only the ${person} with the highest value, by name if several have it, and which part of the ${area} that is: value times 1000 divided by the sum of the values of the ${person}s of that ${area} who take part, rounded to a whole number with halves going up. Columns ${area}, ${person}, value, share, ordered by ${area}.`,
        `Output columns: ${area}, ${person}, value, share. Per ${area} the top ${person} (value descending, ${person} ascending); share = 1000 * value / sum of value over all qualifying ${person}s of the ${area}, integer, half up. ORDER BY ${area}.`,
      ],
      'equal values',
      'small tables',
    ),
    latest: tell.need(
      [
        `Per ${area} the ${person} who was active last: the one with the latest day (of the same day the higher value, then the alphabetically first); day is that latest day. Columns: ${area}, ${person}, day, value. Order: ${area}.`,
        `For each ${area} I want the ${person} whose last day is the most recent one, and if several have the same day the one with the higher value, then by name. Show that day. Columns ${area}, ${person}, day, value, ordered by ${area}.`,
        `Output columns: ${area}, ${person}, day, value. day = latest day of the ${person}; per ${area} the first row in the order day descending, value descending, ${person} ascending. ORDER BY ${area}.`,
      ],
      'equal values',
      'small tables',
    ),
  }[kind];
}

export function posting(settings: TopSettings, names: TopNames, index: number): Piece[] {
  const tell = tellerOf(index);
  const { measure, scope } = settings;
  const { firm, area, person, deal, least } = names;
  return [
    tell.say(
      `One SQLite query for ${firm}, in a file query.sql (one SELECT, WITH allowed).\n\n${schemaOf(names)}\n`,
      `Good morning, at ${firm} we use SQLite and need one query (a single SELECT, WITH is all right), please put it in query.sql. These are the tables:\n\n${schemaOf(names)}\n\n`,
      `Fwd from ${firm}:\n> we are looking for somebody for one report. query.sql, exactly one SELECT for SQLite, common table expressions are fine.\n\n${schemaOf(names)}\n`,
    ),
    {
      sum: tell.need(
        [
          `value is the sum of cents of a ${person}'s ${deal}s.`,
          `The value of a ${person} is what its ${deal}s add up to in cents.`,
          `value = SUM(cents) over the ${deal}s of the ${person}.`,
        ],
        'drawn tables',
        'several rows',
      ),
      count: tell.need(
        [
          `value is how many ${deal}s a ${person} has, whatever their cents.`,
          `The value of a ${person} is simply the number of its ${deal}s, no matter how large they are.`,
          `value = number of ${deal} rows of the ${person}.`,
        ],
        'drawn tables',
        'several rows',
      ),
      average: tell.need(
        [
          `value is the average of cents over a ${person}'s ${deal}s, rounded to a whole number, halves up.`,
          `The value of a ${person} is the average of the cents of its ${deal}s, as a whole number, and exact halves go up.`,
          `value = average cents per ${deal} of the ${person}, integer, half up.`,
        ],
        'drawn tables',
        'several rows',
      ),
    }[measure],
    tell.say(
      '\n- cents are never negative, at least 1. day is text YYYY-MM-DD.',
      'All cents are at least 1, and the days are texts like 2024-05-31.',
      '\ncents >= 1; day = YYYY-MM-DD text.',
    ),
    kindPiece(settings, names, index),
    {
      sellers: tell.need(
        [
          `${person}s without ${deal}s take no part, and a ${area} without any that do is not in the result.`,
          `Whoever has no ${deal} at all is not in the report, and a ${area} in which nobody has one is missing from it as well.`,
          `Only ${person}s with at least one ${deal}; no rows for a ${area} that has none of them.`,
        ],
        'nothing there',
        'no groups',
        'somebody without',
      ),
      'all groups': tell.need(
        [
          `${person}s without ${deal}s take no part. A ${area} where nobody takes part has one row with NULL in all other columns.`,
          `Whoever has no ${deal} at all is not in the report, but every ${area} is: if there is nobody to show, one row with the name of the ${area} and NULL for everything else.`,
          `Only ${person}s with at least one ${deal}; each ${area} appears, with a single row (name, NULL, NULL, NULL) when empty.`,
        ],
        'nothing there',
        'no groups',
        'somebody without',
      ),
      busy: tell.need(
        [
          `Only ${person}s with at least ${least} ${deal}s take part, and a ${area} without any that do is not in the result.`,
          `A ${person} with fewer than ${least} ${deal}s does not take part at all, and if nobody is left in a ${area} it is missing from the report.`,
          `Only ${person}s with ${least} or more ${deal}s; no rows for a ${area} that has none of them.`,
        ],
        'nothing there',
        'no groups',
        'somebody without',
      ),
    }[scope],
    tell.need(
      [
        'Texts are compared by their character codes, as SQLite does. The order of the rows counts.',
        'Names are sorted the way SQLite does it by itself, and I check the order of the rows, too.',
        'Default text collation. Row order is part of the check, so are the names of the columns.',
      ],
      'large tables',
      'upper and lower case',
    ),
  ];
}
