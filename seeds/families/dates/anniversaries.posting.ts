/** Texts of the family `anniversaries`. */

import type { Piece } from '../study-family.ts';
import type { Manner } from '../three-voices.ts';
import type { Settings } from './anniversaries.ts';

export function anniversariesPieces({ need, say }: Manner, { task, leap, who }: Settings): Piece[] {
  const people = 'people is a list of { name, born }, born being text YYYY-MM-DD; names are all different.';
  const day = leap === 'mar1' ? '1 March' : '28 February';
  const head = {
    upcoming: [
      say(
        `solution.js (Node, no packages): upcoming(people, today, days), exported with module.exports. ${people}`,
        `Please write a function upcoming(people, today, days) in solution.js and export it. ${people}`,
        `solution.js exports upcoming(people, today, days). ${people}`,
      ),
      need(
        [
          'Return [{ name, date, age }] for every birthday from today until days days later, both ends included. date is YYYY-MM-DD, age the age reached on it.',
          'I want to see every birthday from today until so many days from now, today and the last day included, as objects { name, date, age }: the date of the birthday as YYYY-MM-DD and how old they turn.',
          'The result lists { name, date, age } for each birthday not earlier than today and not later than today plus days days; date is its date YYYY-MM-DD, age the age attained.',
        ],
        'over new year',
        'last day of the window',
        'drawn few',
        'drawn many',
      ),
      need(
        [
          'Sorted by date, then name (plain comparison of strings). days is at most 300.',
          'The next one first; if several share a day, by name, compared with < as JavaScript does. We never look more than 300 days ahead.',
          'Elements ascend by date, then by name (comparison of code units). days is at most 300.',
        ],
        'same day',
        'over new year',
        'drawn few',
      ),
    ],
    calendar: [
      say(
        `solution.js (Node, no packages): calendar(people, year), exported with module.exports. ${people}`,
        `Please write a function calendar(people, year) in solution.js and export it. ${people} The year is a number.`,
        `solution.js exports calendar(people, year), year being a number. ${people}`,
      ),
      need(
        [
          'Return a list of lines: the English name of a month, then one line "DD Name (AGE)" per birthday of that month in that year; months without any are left out.',
          'I get a list of lines for the wall: a month (January and so on), then for each birthday in it a line like "05 Ada (30)" with the day, the name and the age they turn that year. A month without birthdays does not appear.',
          'The result is a list of strings: for every month that has a birthday its full English name followed by one string DD name (age) each, DD being the day with two digits and age the age attained in year.',
        ],
        'over new year',
        'last day of the window',
        'drawn few',
        'drawn many',
        'born on a leap day, leap year',
      ),
      need(
        [
          'Within a month by day, then name (plain comparison of strings).',
          'Inside a month the earlier day comes first, and on one day the name, compared with < as JavaScript does.',
          'Strings of a month ascend by day, then by name (comparison of code units).',
        ],
        'same day',
        'drawn few',
      ),
    ],
    ages: [
      say(
        'solution.js (Node, no packages). Standard input: first line the day of the question, YYYY-MM-DD, then lines name,YYYY-MM-DD with the date of birth. Names have no commas.',
        'The script solution.js for Node reads standard input: in the first line the day we ask about, like 2025-03-31, below it one line for each person with name, comma and date of birth in the same form.',
        'solution.js (Node.js, without packages) reads standard input. Line 1 is a date YYYY-MM-DD; every further line is name,date of birth, the name free of commas.',
      ),
      need(
        [
          'Print per person, in input order: NAME: Y years, D days. Y = full years, D = days since the last birthday (since birth if there was none). On the birthday itself D is 0 and the year is full.',
          'For everybody print a line like "Ada: 31 years, 12 days" in the order of the input: the full years, and the days since the last birthday, or since birth for a baby in its first year. On the birthday itself it is "32 years, 0 days". Always years and days, even if there is only one.',
          'For each person, in input order, a line "name: Y years, D days" is printed, Y being the completed years and D the days elapsed since the latest birthday or, before the first, since birth. On a birthday D is 0. The words do not change for the number 1.',
        ],
        'over new year',
        'last day of the window',
        'same day',
        'drawn few',
        'drawn many',
        'born on a leap day, leap year',
      ),
    ],
  }[task];
  const unborn =
    task === 'ages'
      ? need(
          [
            'Born after the day: NAME: not born yet.',
            'If somebody is born only after that day (it happens with due dates) print "Ada: not born yet".',
            'Where the date of birth is later than the date of line 1, the line reads "name: not born yet".',
          ],
          'not born yet',
        )
      : need(
          [
            task === 'calendar'
              ? 'Born after that year: not listed. The day of birth itself counts as a birthday with age 0.'
              : 'Not born by then: not listed. The day of birth itself counts as a birthday with age 0.',
            'Due dates are in the list too: nobody has a birthday before being born, but the day of birth itself is one, with age 0.',
            'No birthday precedes the date of birth; the date of birth itself counts, with age 0.',
          ],
          'not born yet',
        );
  return [
    ...head,
    need(
      [
        `Born on 29 February: in years without that day it is ${day}.`,
        `Two of us were born on 29 February; in other years they celebrate on ${day}.`,
        `For a date of birth of 29 February the birthday in a year that is no leap year is ${day}.`,
      ],
      'born on a leap day, common year',
      'on 28 February',
      'on 1 March',
      'born on a leap day, leap year',
    ),
    unborn,
    ...(who === 'round'
      ? [
          need(
            [
              task === 'ages'
                ? 'Only people whose number of full years is 5, 10, 15, ... are printed (the unborn always).'
                : 'Only ages 5, 10, 15, ... are listed; 0 is not.',
              task === 'ages'
                ? 'Leave out everybody whose full years cannot be divided by five, and babies of 0 years as well; those not born yet stay in.'
                : 'This is about presents for round birthdays, so leave out all ages that cannot be divided by five, and the 0.',
              task === 'ages'
                ? 'Persons whose completed years are 0 or no multiple of five are omitted; persons not born yet are not.'
                : 'Birthdays whose age is 0 or no multiple of five are omitted.',
            ],
            'not born yet',
            'drawn few',
            'drawn many',
          ),
        ]
      : []),
    need(
      [
        `No people: ${task === 'ages' ? 'no output' : 'empty list'}.`,
        `With no people ${task === 'ages' ? 'nothing is printed' : 'the list is empty'}.`,
        `Without people the ${task === 'ages' ? 'output' : 'result'} is empty.`,
      ],
      'nobody',
    ),
  ];
}
