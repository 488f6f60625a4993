/** Texts of the family `world-clock`. */

import type { Piece } from '../study-family.ts';
import type { Manner } from '../three-voices.ts';
import type { Settings } from './world-clock.ts';

function outputPieces({ need, say }: Manner, task: Settings['task']): Piece[] {
  return {
    convert: [
      say(
        'solution.py: local_times(text, home, zones). text is YYYY-MM-DD HH:MM, the local time in the zone home.',
        'Please write solution.py with a function local_times(text, home, zones): text is a local time like 2025-03-31 18:30 in the zone home.',
        'solution.py defines local_times(text, home, zones), text being a local time YYYY-MM-DD HH:MM of the zone home.',
      ),
      need(
        [
          'Return a list with the same moment in each zone of zones, in their order, as YYYY-MM-DD HH:MM. zones may be empty or repeat.',
          'I get back what the clocks show at that moment in each of the zones, in the order of the list and in the same form as text; the list may be empty or name a zone twice.',
          'The result is the list of local times YYYY-MM-DD HH:MM of that moment, one for each element of zones in order; zones may be empty or contain repetitions.',
        ],
        'no answers wanted',
        'drawn 1',
        'drawn 2',
        'drawn 3',
        'all of a year',
      ),
    ],
    durations: [
      say(
        'solution.py reads CSV from standard input: flight,from_zone,departure,to_zone,arrival. No quotes. Times are local, YYYY-MM-DD HH:MM.',
        'The program, solution.py, gets a CSV on standard input with the header flight,from_zone,departure,to_zone,arrival (no quotes in it). Departure is local time where the plane starts, arrival local time where it lands, both like 2025-03-31 18:30.',
        'solution.py reads unquoted CSV with the header flight,from_zone,departure,to_zone,arrival from standard input. departure is local time of from_zone, arrival local time of to_zone, both YYYY-MM-DD HH:MM.',
      ),
      need(
        [
          'Print flight,minutes: the true duration of each flight in minutes, in input order, then a line total,N with the sum. Without flights: header and total,0.',
          'Print a CSV with the columns flight and minutes: how many minutes each flight is really in the air, in the order of the input. The last line is total, with the sum of all minutes (0 when there is no flight).',
          'Standard output has the header flight,minutes, one line per flight in input order with the elapsed minutes, and a final line total,N where N is the sum, 0 without flights.',
        ],
        'no answers wanted',
        'drawn 1',
        'drawn 2',
        'drawn 3',
        'all of a year',
      ),
    ],
    series: [
      say(
        'solution.py: weekly_series(first, home, other, count). first is YYYY-MM-DD HH:MM, local time in the zone home.',
        'I would like a function weekly_series(first, home, other, count) in solution.py. Our call is every week at the same local time in the zone home; first is the first one, like 2025-03-31 18:30.',
        'solution.py defines weekly_series(first, home, other, count) for a meeting held weekly at one local time of the zone home, first YYYY-MM-DD HH:MM being its first date and time.',
      ),
      need(
        [
          'Return a list for the count weeks: [local time at home, local time in other, changed]. changed is true where the time of day in other is not that of the entry before; false for the first. count 0: empty list.',
          'For each of the count weeks I want a list of three: local time at home, local time in the zone other (both in the form of first), and true if people in other must look at the clock because their time of day is another than in the entry before, else false. The first entry is false; a count of 0 gives no entries.',
          'The result is a list of count entries, one a week, each [home local time, local time in other, changed], times as YYYY-MM-DD HH:MM. changed is true exactly where the time of day in other differs from the preceding entry; it is false in the first. For count = 0 the list is empty.',
        ],
        'no answers wanted',
        'drawn 1',
        'drawn 2',
        'drawn 3',
        'all of a year',
      ),
    ],
  }[task];
}

export function worldClockPieces(manner: Manner, { task, twice, missing }: Settings): Piece[] {
  const { need, say } = manner;
  const refused = {
    convert: ['the function returns None', 'give back None', 'the function returns None'],
    durations: [
      'the line is flight,invalid and adds nothing to the total',
      'write invalid instead of the minutes and leave the flight out of the total',
      'the line reads flight,invalid and does not enter the total',
    ],
    series: [
      'that week has no entry',
      'that week is left out of the list, and the next entry compares itself with the last one that is in it',
      'the week has no entry, and the following entry is compared with the last one present',
    ],
  }[task];
  const gap =
    missing === 'shift'
      ? need(
          [
            'Local times that do not exist (clocks go forward) move ahead by the gap: 02:30 is then 03:30.',
            'In the night in which clocks jump from 02:00 to 03:00 there is no 02:30; then take 03:30, so move on by the hour that is missing.',
            'A local time skipped when clocks are put forward denotes the time later by the skipped span (02:30 denotes 03:30 where 02:00 is followed by 03:00).',
          ],
          'time that does not exist',
          'all of a year',
        )
      : need(
          [
            `Local times that do not exist (clocks go forward): ${refused[0]}.`,
            `In the night in which clocks jump from 02:00 to 03:00 there is no 02:30, and then ${refused[1]}.`,
            `Where a local time given is skipped because clocks are put forward, ${refused[2]}.`,
          ],
          'time that does not exist',
          'all of a year',
        );
  return [
    ...outputPieces(manner, task),
    need(
      [
        'Zones are names like Europe/Berlin. Daylight saving as on the date itself: use zoneinfo, its data is installed.',
        'Zones have the usual names like America/New_York, and summer time must be right for every date, in the southern half of the world too (the zoneinfo module of Python and its data are there).',
        'Zones are named as in the IANA database, whose rules apply for the date concerned; the module zoneinfo with data is available.',
      ],
      'around daylight saving',
      'southern summer',
      'half hours',
    ),
    need(
      twice === 'earlier'
        ? [
            'Local times that occur twice (clocks go back): take the earlier moment.',
            'When clocks go back an hour happens twice; we always mean the first of the two.',
            'A local time that occurs twice because clocks are put back denotes its first occurrence.',
          ]
        : [
            'Local times that occur twice (clocks go back): take the later moment.',
            'When clocks go back an hour happens twice; we always mean the second of the two, when it is winter time already.',
            'A local time that occurs twice because clocks are put back denotes its second occurrence.',
          ],
      'time that occurs twice',
      'all of a year',
    ),
    gap,
    say(
      'All dates are in 2012 to 2029; clocks only change by a full hour.',
      'We only look at 2012 to 2029, and all places of ours change clocks by one hour, if at all.',
      'Dates lie in the years 2012 to 2029. All changes of clocks in the zones used are of 60 minutes.',
    ),
  ];
}
