/** Texts of the family `business-days`. */

import type { Piece } from '../study-family.ts';
import type { Manner } from '../three-voices.ts';
import type { Settings } from './business-days.ts';

function holidayPiece({ need, tell }: Manner, { holidays, files, weekend }: Settings): Piece {
  const days = { 'sat-sun': 'Saturday or Sunday', 'fri-sat': 'Friday or Saturday', sunday: 'Sunday' }[weekend];
  if (holidays === 'dated') {
    return need(
      [
        `${files.holidays}: one date YYYY-MM-DD a line, no working days. The file may be empty.`,
        `Public holidays are in ${files.holidays}, one date like 2025-12-25 on each line (perhaps none at all); nobody works on those.`,
        `${files.holidays} lists holidays, one date YYYY-MM-DD a line, possibly none; a holiday is not a working day.`,
      ],
      'over Christmas',
      'no holidays',
      'arrives on a holiday',
      'holiday on a free day',
    );
  }
  const text = tell(
    `${files.holidays}: one MM-DD a line, a holiday in every year; may be empty. A holiday on ${days} is made up for: the next day that would otherwise be a working day is free too (that means neither ${days} nor a holiday). Two holidays in a row on free days give one such day, not two.`,
    `Holidays are in ${files.holidays} as month and day (12-25), the same every year, and the file can be empty. When one falls on ${days}, we get the next day off that is neither ${days} nor itself a holiday. If several fall on the same stretch of free days, that is still only one extra day off.`,
    `${files.holidays} lists holidays of every year as MM-DD, one a line, possibly none. Where one or more holidays fall on a weekend day (${days}), the first following day that is neither a weekend day nor a holiday is free as well; consecutive weekend days give one such substitute at most.`,
  );
  return need([text, text, text], 'holiday on a free day', 'over Christmas', 'no holidays');
}

function backwards({ need }: Manner, { cutoff, files }: Settings): Piece[] {
  return cutoff === 'none'
    ? [
        need(
          [
            'Day 0 is the day of event, or the working day before it if that is none.',
            'Day 0 is the day of the event itself; if nobody works then, it is the working day before.',
            'Day 0 is the date in event where it is a working day, else the last working day before it.',
          ],
          'arrives on a holiday',
          'every day of a week',
        ),
      ]
    : [
        need(
          [
            `An event before ${files.hour}: start from the calendar day before. From ${files.hour} on: from its own day. Day 0 is that day, or the working day before it if that is none.`,
            `The courier comes before ${files.hour}, so for an event earlier than ${files.hour} we start with the day before it in the calendar, and from ${files.hour} on with its own day. If nobody works on that day, go back to a working day. That is day 0.`,
            `For a time earlier than ${files.hour} the preceding calendar day, otherwise the date of event is taken; day 0 is the day so found where it is a working day, else the last working day before it.`,
          ],
          'around the closing hour',
          'arrives on a holiday',
          'every day of a week',
        ),
      ];
}

export function businessPieces(manner: Manner, settings: Settings): Piece[] {
  const { need, say } = manner;
  const { task, weekend, cutoff, files } = settings;
  const days = { 'sat-sun': 'Monday to Friday', 'fri-sat': 'Sunday to Thursday', sunday: 'Monday to Saturday' }[
    weekend
  ];
  const stamp = { add: 'received', count: 'opened', back: 'event' }[task];
  const form = cutoff === 'none' ? 'a date YYYY-MM-DD' : 'YYYY-MM-DD HH:MM';
  const columns = { add: 'id,received,days', count: 'id,opened,closed,limit', back: 'id,event,days' }[task];
  const begin =
    task === 'back'
      ? backwards(manner, settings)
      : cutoff === 'none'
        ? [
            need(
              [
                `Day 0 is ${stamp}, or the next working day if that is none.`,
                `The clock starts on the day in ${stamp}; if that is no working day, on the next one. That starting day is day 0.`,
                `The first day (day 0) is the date in ${stamp} where it is a working day, else the next working day.`,
              ],
              'arrives on a holiday',
              'every day of a week',
            ),
          ]
        : [
            need(
              [
                `From ${files.hour} on (that minute included) it counts as the next calendar day. Day 0 is that day, or the next working day if that is none.`,
                `We close the counter at ${files.hour}: what comes in at ${files.hour} or later is treated as if it had come the next calendar day. If the day is no working day, go on to the next one. That is day 0.`,
                `A time of ${files.hour} or later counts as the following calendar day. The first day (day 0) is the day so found where it is a working day, else the next working day.`,
              ],
              'around the closing hour',
              'arrives on a holiday',
              'every day of a week',
            ),
          ];
  const result = {
    add: need(
      [
        `due = the working day that lies days working days after day 0 (days 0: day 0 itself). Write ${files.output} with header id,due, rows in the order of the input, dates YYYY-MM-DD.`,
        `Then count on by the number in days (one is the next working day, zero is day 0 itself), and write ${files.output} with the columns id and due, in the same order as the input, dates as 2025-12-31.`,
        `due is the working day reached by days steps from day 0, a step leading to the next working day; 0 steps leave day 0. ${files.output} has the header id,due and a row YYYY-MM-DD for each input row in its order.`,
      ],
      'drawn few',
      'drawn many',
      'no rows',
    ),
    count: need(
      [
        `days = number of working days after day 0 up to and including closed (0 if closed is not after day 0). status = late if days is more than limit, else ok. Write ${files.output} with header id,days,status, rows in the order of the input.`,
        `Count the working days after day 0 until the day in closed (a date only), which counts too if it is one; if it was closed before or on day 0 that is 0. More than limit is late, anything else ok. Write id, days and status with this header to ${files.output}, rows in the order they came.`,
        `days is the number of working days later than day 0 and not later than closed, a date YYYY-MM-DD, hence 0 where closed is not after day 0. status is late where days exceeds limit, otherwise ok. ${files.output} has the header id,days,status and the rows in input order.`,
      ],
      'drawn few',
      'drawn many',
      'no rows',
    ),
    back: need(
      [
        `send = the working day that lies days working days before day 0 (days 0: day 0 itself). Write ${files.output} with header id,send,weekday (Monday ... Sunday), sorted by send, then id as text.`,
        `Count back from day 0 by the number in days (one is the working day before it, zero is day 0 itself). ${files.output} gets the columns id, send (like 2025-12-31) and weekday (its English name in full, Monday), what has to leave first on top, on the same day by id in the order of characters.`,
        `send is the working day reached by days steps back from day 0, a step leading to the working day before; 0 steps leave day 0. ${files.output} has the header id,send,weekday, weekday being the full English name, and rows ascending by send, then by the characters of id.`,
      ],
      'drawn few',
      'drawn many',
      'no rows',
    ),
  }[task];
  return [
    say(
      `Deliver solution.py. It reads ${files.input} and ${files.holidays} in its folder.`,
      `The script is to be called solution.py and finds ${files.input} and ${files.holidays} in the folder it runs in.`,
      `solution.py reads ${files.input} and ${files.holidays} from the working folder.`,
    ),
    say(
      `${files.input} is CSV with header ${columns}; ${stamp} is ${form}. No quotes. All dates lie in 2023 to 2030.`,
      `${files.input} is a simple CSV (no quotes) headed ${columns}, where ${stamp} is ${form}; everything is between 2023 and 2030.`,
      `${files.input} is CSV without quoting, header ${columns}. ${stamp} has the form ${form === 'a date YYYY-MM-DD' ? 'YYYY-MM-DD' : form}. Dates range from 2023 to 2030.`,
    ),
    need(
      [
        `Working days are ${days}, without holidays.`,
        `Here people work ${days}, except on holidays.`,
        `A working day is any day of ${days} that is no holiday.`,
      ],
      'every day of a week',
      'drawn many',
    ),
    holidayPiece(manner, settings),
    ...begin,
    result,
  ];
}
