/** Reference and wrong programs of the family `date-arithmetic`. */

import { edited, type WrongProgram } from './family.ts';

export const dueReference = `
from calendar import monthrange
from datetime import date, timedelta


def due_date(invoice_date, terms, holidays):
    day = date.fromisoformat(invoice_date)
    closed = {date.fromisoformat(text) for text in holidays}

    def is_working(candidate):
        return candidate.weekday() < 5 and candidate not in closed

    kind, count = terms["kind"], terms["days"]
    if kind == "working_days":
        while count > 0:
            day += timedelta(days=1)
            if is_working(day):
                count -= 1
        return day.isoformat()
    if kind == "end_of_month":
        day = day.replace(day=monthrange(day.year, day.month)[1])
    day += timedelta(days=count)
    while not is_working(day):
        day += timedelta(days=1)
    return day.isoformat()
`;

export const dueWrong: readonly WrongProgram[] = [
  {
    name: 'holidays-ignored-at-the-end',
    why: 'Moves a due date off a weekend but not off a holiday.',
    program: edited(dueReference, 'while not is_working(day):', 'while day.weekday() >= 5:'),
  },
  {
    name: 'moved-once',
    why: 'Moves the due date by one step only; the next day may be closed as well.',
    program: edited(dueReference, '    while not is_working(day):', '    if not is_working(day):'),
  },
  {
    name: 'thirty-day-months',
    why: 'Takes the 30th as the end of every month.',
    program: edited(dueReference, 'monthrange(day.year, day.month)[1]', 'min(30, monthrange(day.year, day.month)[1])'),
  },
  {
    name: 'invoice-day-counts',
    why: 'Counts the invoice date itself as the first working day.',
    program: edited(
      dueReference,
      `            day += timedelta(days=1)
            if is_working(day):
                count -= 1
`,
      `            if is_working(day):
                count -= 1
            day += timedelta(days=1)
        day -= timedelta(days=1)
`,
    ),
  },
];

export const shiftReference = `
from datetime import datetime, timedelta

NIGHT_STARTS, NIGHT_ENDS = 22 * 60, 6 * 60


def weekly_hours(shifts):
    totals = {}
    for shift in shifts:
        start = datetime.fromisoformat(shift["start"])
        end = datetime.fromisoformat(f"{start.date().isoformat()}T{shift['end']}")
        if end <= start:
            end += timedelta(days=1)
        length = int((end - start).total_seconds()) // 60
        pause = 45 if length > 9 * 60 else 30 if length > 6 * 60 else 0
        year, week, _ = start.isocalendar()
        total = totals.setdefault((shift["name"], year, week), [0, 0])
        total[0] += (length - pause) // 15 * 15
        first = start.hour * 60 + start.minute
        total[1] += sum(is_night(minute) for minute in range(first, first + length))
    return [
        {"name": name, "week": f"{year}-W{week:02}", "paid_minutes": paid, "night_minutes": night}
        for (name, year, week), (paid, night) in sorted(totals.items())
    ]


def is_night(minute):
    minute %= 24 * 60
    return minute >= NIGHT_STARTS or minute < NIGHT_ENDS
`;

export const shiftWrong: readonly WrongProgram[] = [
  {
    name: 'calendar-year-of-the-week',
    why: 'Combines the calendar year with the ISO week, which is wrong around New Year.',
    program: edited(
      shiftReference,
      'year, week, _ = start.isocalendar()',
      'year, week = start.year, start.isocalendar()[1]',
    ),
  },
  {
    name: 'pause-from-six-hours',
    why: 'Deducts a pause at exactly six or nine hours; it is due above them.',
    program: edited(
      shiftReference,
      '45 if length > 9 * 60 else 30 if length > 6 * 60 else 0',
      '45 if length >= 9 * 60 else 30 if length >= 6 * 60 else 0',
    ),
  },
  {
    name: 'rounded-over-the-week',
    why: 'Rounds down the sum of a week instead of every shift.',
    program: edited(
      edited(shiftReference, '(length - pause) // 15 * 15', 'length - pause'),
      '"paid_minutes": paid,',
      '"paid_minutes": paid // 15 * 15,',
    ),
  },
  {
    name: 'night-until-midnight',
    why: 'Counts night work up to midnight only.',
    program: edited(shiftReference, 'minute >= NIGHT_STARTS or minute < NIGHT_ENDS', 'minute >= NIGHT_STARTS'),
  },
];
