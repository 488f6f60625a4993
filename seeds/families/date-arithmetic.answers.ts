/** Second solutions of the family `date-arithmetic`, and which cases stand for which sentence. */

import type { MoreAnswers } from './family.ts';

const dueDate = `
from datetime import date
from itertools import count, islice


def month_end(day):
    year, month = (day.year + 1, 1) if day.month == 12 else (day.year, day.month + 1)
    return date(year, month, 1).toordinal() - 1


def due_date(invoice_date, terms, holidays):
    invoice = date.fromisoformat(invoice_date)
    closed = set(map(date.toordinal, map(date.fromisoformat, holidays)))

    def working_days(first):
        # Day number 1 was a Monday.
        return (number for number in count(first) if number % 7 not in (6, 0) and number not in closed)

    days = terms["days"]
    if terms["kind"] == "working_days":
        if days == 0:
            return invoice_date
        number = next(islice(working_days(invoice.toordinal() + 1), days - 1, None))
    else:
        start = invoice.toordinal() if terms["kind"] == "net" else month_end(invoice)
        number = next(working_days(start + days))
    return date.fromordinal(number).isoformat()
`;

const weeklyHours = `
from collections import defaultdict
from datetime import date

DAY = 24 * 60
QUIET = ((0, 6 * 60), (22 * 60, DAY + 6 * 60), (DAY + 22 * 60, 2 * DAY))


def clock(text):
    hours, minutes = text.split(":")
    return int(hours) * 60 + int(minutes)


def weekly_hours(shifts):
    paid, night = defaultdict(int), defaultdict(int)
    for shift in shifts:
        day, time = shift["start"].split("T")
        start, end = clock(time), clock(shift["end"])
        if end <= start:
            end += DAY
        length = end - start
        if length > 540:
            worked = length - 45
        elif length > 360:
            worked = length - 30
        else:
            worked = length
        year, week, _ = date.fromisoformat(day).isocalendar()
        key = (shift["name"], "%04d-W%02d" % (year, week))
        paid[key] += worked - worked % 15
        night[key] += sum(max(0, min(end, late) - max(start, early)) for early, late in QUIET)
    return [
        {"name": name, "week": week, "paid_minutes": paid[name, week], "night_minutes": night[name, week]}
        for name, week in sorted(paid)
    ]
`;

export const dateArithmeticAnswers: Readonly<Record<string, MoreAnswers>> = {
  'date-arithmetic-1': {
    how: 'Counts with day numbers, and takes working days from an endless sequence of them.',
    program: dueDate,
    requirements: {
      'holidays is a list of ISO dates': ['working days around Christmas', 'many holidays'],
      'invoice date plus that many calendar days': ['net thirty', 'net zero on a Saturday', 'drawn net'],
      'last day of the month of the invoice date': [
        'end of a leap February',
        'month with 31 days',
        'end of December',
        'drawn end of month',
      ],
      'the 5th working day': [
        'five working days',
        'one working day over a weekend',
        'start on a holiday',
        'drawn working days',
      ],
      'Working days are Monday to Friday': [
        'working days around Christmas',
        'one working day over a weekend',
        'many holidays',
      ],
      'For "net" and "end_of_month"': [
        'net zero on a Saturday',
        'holiday after the weekend',
        'holiday on the due date',
      ],
      '"working_days" with 0 days': ['working days zero on a Sunday'],
      'Leap years as usual': ['century leap year', 'end of a leap February'],
    },
  },
  'date-arithmetic-2': {
    how: 'Measures how far a shift overlaps the nights instead of looking at every minute, in minutes from midnight.',
    program: weeklyHours,
    requirements: {
      'If the end time is not later': ['night shift', 'same time is a whole day', 'ends at midnight'],
      'more than 6 hours long': ['six hours exactly', 'two day shifts'],
      'More than 9 hours': ['nine hours exactly', 'same time is a whole day'],
      'Exactly 6 hours has no break': ['six hours exactly', 'nine hours exactly'],
      'rounded DOWN to a full quarter': ['one minute', 'each shift is rounded'],
      'Each shift is rounded on its own': ['each shift is rounded'],
      'the minutes of the shift that lie between': [
        'night shift',
        'early morning is night',
        'ends at midnight',
        'one evening',
      ],
      'They are not rounded': ['one minute', 'night shift', 'drawn shifts'],
      'A shift counts completely': ['night shift', 'week belongs to the last year', 'drawn shifts'],
      'The week is the ISO week': ['week belongs to the next year', 'week belongs to the last year'],
      'Attention around New Year': ['week belongs to the next year'],
      'sorted by name and then by week': ['sorted by name and week', 'large list'],
      'Empty list for no shifts': ['no shifts'],
      'Shifts arrive unsorted': ['sorted by name and week', 'drawn shifts', 'large list'],
    },
  },
};
