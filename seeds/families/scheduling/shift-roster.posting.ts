/** Texts of the family `shift-roster`. */

import type { Piece } from '../study-family.ts';
import type { Manner } from '../three-voices.ts';
import type { Settings } from './shift-roster.ts';

export function shiftRosterPieces({ main, need, say }: Manner, { task, fair, weekend }: Settings): Piece[] {
  const closed = weekend === 'closed';
  const turn = fair === 'turn';
  const absent = say(
    'absences.csv: header name,date; who is away on which day. May have no rows.',
    'Who is away is in absences.csv with the header name,date, a row for each day; sometimes there are no rows.',
    'absences.csv (header name,date) has a row for each person and day of absence, possibly none.',
  );
  if (task === 'plan') {
    return [
      say(
        'solution.py reads people.txt: first day, last day (YYYY-MM-DD), then the names, one a line.',
        'The script is solution.py. In people.txt there are the first day, the last day (both like 2025-03-31) and then our names, each on a line of its own.',
        'solution.py reads people.txt, whose lines are the first day, the last day (YYYY-MM-DD) and one or more distinct names.',
      ),
      absent,
      main(
        'Write roster.csv, header date,name: one person for each day from first to last, both included.',
        'It writes roster.csv with the header date,name and one person for each day from the first to the last, both included.',
        'roster.csv (header date,name) receives one person for each day from the first to the last inclusive, in ascending order.',
      ),
      turn
        ? need(
            [
              'People take turns in the order of the list: look from the one after the last chosen, round and round, and take the first who is not away. Skipped people do not get their turn back.',
              'We go round the list: begin after the person who was chosen last and take the first who is there, beginning anew at the top after the end. Who is skipped has bad luck and waits until the round comes again.',
              'The list is cyclic: for each day the first person present is chosen, beginning with the one after the person chosen last (at first with the top). Persons passed over are not made up for.',
            ],
            'long absence',
            'drawn 1',
            'drawn 2',
          )
        : need(
            [
              'Take the person not away with the fewest days so far in this roster; equal: the one higher up in the list.',
              'Always take the person who has had the fewest days so far, of those who are there, and if several have, the one who stands higher up in the list.',
              'For each day the present person with the fewest days assigned before in this roster is chosen, of several the one earlier in the list.',
            ],
            'long absence',
            'drawn 1',
            'drawn 2',
          ),
      closed
        ? need(
            [
              'Saturdays and Sundays have no row.',
              'We are closed at weekends, so Saturdays and Sundays do not appear.',
              'Saturdays and Sundays are omitted.',
            ],
            'over a weekend',
            'turn of the year',
          )
        : need(
            [
              'Saturdays and Sundays are days like others.',
              'Weekends are worked as well.',
              'Saturdays and Sundays are included.',
            ],
            'over a weekend',
            'turn of the year',
          ),
      need(
        [
          'Everybody away: nobody. No days: header only.',
          'If everybody is away write nobody as name; if the last day is before the first there is only the header.',
          'Where nobody is present the name is "nobody". A last day before the first gives the header only.',
        ],
        'nobody is there',
        'nothing to do',
      ),
    ];
  }
  if (task === 'check') {
    return [
      say(
        'solution.py reads roster.csv, header date,name, in any order. Nobody twice on one day, but several people a day.',
        'The script is solution.py and reads roster.csv with the header date,name. The rows are in any order; several people can work on a day, nobody twice.',
        'solution.py reads roster.csv (header date,name, rows in any order, each pair once).',
      ),
      absent,
      main(
        'Write problems.csv, header date,name,problem, one row per problem.',
        'It writes problems.csv with the header date,name,problem and a row for everything that is wrong.',
        'problems.csv (header date,name,problem) receives a row for each problem.',
      ),
      need(
        [
          'absent: the person is away on that day.',
          'If somebody is planned while away the problem is called absent.',
          '"absent": the person has an absence on that date.',
        ],
        'nobody is there',
        'long absence',
      ),
      turn
        ? need(
            [
              'two days running: the person is in the roster on the calendar day before too (every such day).',
              'If somebody also worked on the day before in the calendar it is two days running, and that for each such day.',
              '"two days running": the roster also has the person on the preceding calendar day; reported for each such date.',
            ],
            'turn of the year',
            'drawn 1',
            'drawn 2',
          )
        : need(
            [
              'third time in a week: the third day of the person in one week, Monday to Sunday (only the third, by date).',
              'On the third day of somebody within one week (Monday to Sunday) it is third time in a week; the fourth and later ones are not told again.',
              '"third time in a week": it is, by date, the third date of the person within a week from Monday to Sunday; later ones are not reported.',
            ],
            'turn of the year',
            'drawn 1',
            'drawn 2',
          ),
      closed
        ? need(
            [
              'closed: the day is a Saturday or Sunday.',
              'On Saturdays and Sundays we are closed, so any shift then is a problem called closed.',
              '"closed": the date is a Saturday or Sunday.',
            ],
            'over a weekend',
            'two on one day',
            'drawn 2',
          )
        : need(
            ['Weekends are no problem.', 'Working at weekends is fine.', 'Dates on weekends are not a problem.'],
            'over a weekend',
            'two on one day',
          ),
      need(
        [
          'Sorted by date, name, problem. No problems: header only.',
          'Sort by date, then name, then problem. If all is well there is only the header.',
          'Rows ascend by date, name, problem; without problems only the header is written.',
        ],
        'nothing to do',
        'one day',
        'a long roster',
      ),
    ];
  }
  return [
    say(
      'solution.py reads roster.csv, header date,name,hours,cents: whole hours and the pay for an hour in cents. Rows in any order.',
      'The script is solution.py and reads roster.csv with the header date,name,hours,cents: the day, the person, full hours and what an hour pays in cents, in no special order.',
      'solution.py reads roster.csv (header date,name,hours,cents), rows in any order; hours are whole, cents is the hourly pay in cents.',
    ),
    main(
      `Write pay.csv, header ${turn ? '' : 'month,'}name,hours,pay: sums per ${turn ? 'person' : 'month (YYYY-MM) and person'}, sorted by ${turn ? 'name' : 'month, then name'}.`,
      `It writes pay.csv with the header ${turn ? '' : 'month,'}name,hours,pay, a row with the sums for each ${turn ? 'person, by name' : 'month (like 2025-03) and person, by month and then name'}.`,
      `pay.csv (header ${turn ? '' : 'month,'}name,hours,pay) receives the sums for each ${turn ? 'person, ascending by name' : 'month (YYYY-MM) and person, ascending by month, then name'}.`,
    ),
    closed
      ? need(
          [
            'Shifts on Saturday or Sunday do not count at all (a mistake of the clock).',
            'Entries on Saturdays and Sundays are mistakes of the time clock; leave them out altogether, so somebody with nothing else does not appear.',
            'Shifts on Saturdays and Sundays are disregarded entirely.',
          ],
          'over a weekend',
          'drawn 1',
          'drawn 2',
        )
      : need(
          [
            'Saturday and Sunday pay one and a half times; each such shift is rounded half up to a cent. Hours count simply.',
            'On Saturdays and Sundays the pay of the shift is one and a half times as much, rounded to a cent (half a cent up) for each shift. The hours stay as they are.',
            'The pay of a shift on Saturday or Sunday is multiplied by 1.5 and rounded half up to a cent, shift by shift; hours are not.',
          ],
          'over a weekend',
          'drawn 1',
          'drawn 2',
        ),
    need(
      [
        'pay with two decimals and a point: 1042.50.',
        'Write the pay like 1042.50.',
        'pay is given with a point and two decimals.',
      ],
      'one day',
      'turn of the year',
    ),
    need(
      [
        'No shifts: header only.',
        'Without any shift there is only the header.',
        'Without shifts only the header is written.',
      ],
      'nothing to do',
    ),
  ];
}
