/** Task family: calendar arithmetic without time zones (due dates by payment terms; hours of shifts by ISO week). */

import { type Chance, chance } from '../../server/kernel/prng.ts';
import type { Json } from '../../server/protocol/arena/acceptance.ts';
import type { ProjectPackage } from '../../server/protocol/arena/project-package.ts';
import { dateArithmeticAnswers } from './date-arithmetic.answers.ts';
import { dueReference, dueWrong, shiftReference, shiftWrong } from './date-arithmetic.programs.ts';
import { type Family, functionProject, type Posting, PYTHON } from './family.ts';

const FAMILY = 'date-arithmetic';
const DAY_MS = 86_400_000;

const duePosting: Posting = {
  slug: `${FAMILY}-1`,
  family: FAMILY,
  title: 'Calculate invoice due dates with working days and holidays',
  description: `
We need a small, reliable function for due dates in our ERP add-on: solution.py, due_date(invoice_date, terms, holidays), returning the due date as ISO text.

invoice_date is an ISO date such as "2024-02-27". holidays is a list of ISO dates in any order (can be empty, may contain weekends or dates twice). terms is one of:

{"kind": "net", "days": 30}
   invoice date plus that many calendar days
{"kind": "end_of_month", "days": 10}
   last day of the month of the invoice date, plus that many calendar days
{"kind": "working_days", "days": 5}
   the 5th working day after the invoice date; the invoice date itself is never counted

Days is 0 or more. Working days are Monday to Friday, except holidays.

For "net" and "end_of_month": if the date found is not a working day, the next working day is the due date. "working_days" with 0 days is a special case: it gives the invoice date itself, even on a weekend.

Dates lie between 1990 and 2090. Leap years as usual.

Examples: net 30 days from 2024-01-31 is 2024-03-01 (a Friday). end_of_month with 10 days from 2024-02-05: February ends on the 29th, plus 10 days is Sunday 2024-03-10, so 2024-03-11.`,
  skills: ['Python', 'ERP Software', 'Accounting'],
  bracket: 'micro',
  postedPriceCents: 2_500,
  estimatedMinutes: 30,
};

type Terms = { kind: string; days: number };

const isoDay = (at: number): string => new Date(at).toISOString().slice(0, 10);

/** Counts in days since 1970, a Thursday: (day + 3) modulo 7 is 0 on Mondays. */
function dueDate(invoiceDate: string, terms: Terms, holidays: string[]): Json {
  const isOpen = (day: number) => (day + 3) % 7 < 5 && !holidays.includes(isoDay(day * DAY_MS));
  let day = Date.parse(invoiceDate) / DAY_MS;
  if (terms.kind === 'working_days') {
    for (let left = terms.days; left > 0; left -= isOpen(day) ? 1 : 0) day += 1;
    return isoDay(day * DAY_MS);
  }
  const [year = 0, month = 0] = invoiceDate.split('-').map(Number);
  if (terms.kind === 'end_of_month') day = Date.UTC(year, month, 0) / DAY_MS;
  for (day += terms.days; !isOpen(day); ) day += 1;
  return isoDay(day * DAY_MS);
}

function dueProject(seed: string): ProjectPackage {
  const random = chance(seed, FAMILY, 'due');
  type Arguments = [string, Terms, string[]];
  const ask = (date: string, kind: string, days: number, ...holidays: string[]): Arguments => [
    date,
    { kind, days },
    holidays,
  ];
  const drawn = (kind: string, spread: number, closed: number): Arguments => {
    const start = Date.UTC(1995 + random.below(80), random.below(12), 1 + random.below(31));
    const holidays = Array.from({ length: closed }, () => isoDay(start + random.below(spread) * DAY_MS));
    return ask(isoDay(start), kind, random.below(spread), ...holidays);
  };
  return functionProject<Arguments>(PYTHON, duePosting, {
    entry: 'due_date',
    answer: dueDate,
    visible: {
      'net thirty': ask('2024-01-31', 'net', 30),
      'end of a leap February': ask('2024-02-05', 'end_of_month', 10),
      'five working days': ask('2024-04-05', 'working_days', 5),
    },
    hidden: {
      'net zero on a Saturday': ask('2024-06-01', 'net', 0),
      'working days zero on a Sunday': ask('2024-06-02', 'working_days', 0, '2024-06-02'),
      'one working day over a weekend': ask('2024-06-07', 'working_days', 1),
      'holiday after the weekend': ask('2024-03-22', 'net', 7, '2024-03-29', '2024-04-01'),
      'holiday on the due date': ask('2024-12-11', 'net', 14, '2024-12-26', '2024-12-25'),
      'month with 31 days': ask('2024-05-02', 'end_of_month', 0),
      'end of December': ask('2023-12-31', 'end_of_month', 1, '2024-01-01'),
      'century leap year': ask('2000-02-10', 'end_of_month', 0),
      'working days around Christmas': ask(
        '2024-12-20',
        'working_days',
        5,
        '2024-12-25',
        '2024-12-26',
        '2024-12-25',
        '2024-12-28',
      ),
      'start on a holiday': ask('2024-05-01', 'working_days', 2, '2024-05-01'),
      'drawn net': drawn('net', 120, 30),
      'drawn end of month': drawn('end_of_month', 60, 30),
      'drawn working days': drawn('working_days', 60, 20),
      'many holidays': drawn('working_days', 900, 600),
    },
    reference: dueReference,
    wrong: dueWrong,
  });
}

const shiftPosting: Posting = {
  slug: `${FAMILY}-2`,
  family: FAMILY,
  title: 'Working hours per ISO week from shift list (night shifts, breaks)',
  description: `
Hi there, I run payroll for three petrol stations. We have a list of shifts and need the paid minutes and the night minutes for each person and week. I am looking for a Python function weekly_hours(shifts) in solution.py.

A shift looks like {"name": "Ines", "start": "2024-05-06T22:00", "end": "06:15"}. Start is local date and time, end is a time only. If the end time is not later than the start time the shift ends on the next day (so the same time means 24 hours). Nobody cares about daylight saving time, every day has 24 hours.

For each shift:
- Length = end minus start in minutes.
- Unpaid break: more than 6 hours long: 30 minutes. More than 9 hours: 45 minutes (not both). Exactly 6 hours has no break, exactly 9 hours has 30 minutes.
- Paid minutes = length minus break, rounded DOWN to a full quarter of an hour. Each shift is rounded on its own.
- Night minutes = the minutes of the shift that lie between 22:00 and 06:00. They are not rounded and the break is not deducted from them.

A shift counts completely for the day on which it starts. The week is the ISO week of that day, written like 2024-W07. Attention around New Year: 2024-12-30 belongs to 2025-W01.

Result: list of {"name", "week", "paid_minutes", "night_minutes"}, sorted by name and then by week (plain text order), one entry for each name and week that has a shift. Names are taken as they are. Empty list for no shifts. Shifts arrive unsorted; overlapping shifts are not your problem, just add them up.`,
  skills: ['Python', 'Payroll', 'Data Processing', 'Excel'],
  bracket: 'simple',
  postedPriceCents: 12_500,
  estimatedMinutes: 50,
};

type Shift = { name: string; start: string; end: string };

/** ISO week by its Thursday; night minutes by the overlap with three night intervals. */
function weeklyHours(shifts: Shift[]): Json {
  const totals = new Map<string, { name: string; week: string; paid_minutes: number; night_minutes: number }>();
  for (const { name, start, end } of shifts) {
    const minuteOf = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));
    const from = minuteOf(start.slice(11));
    const to = minuteOf(end) + (minuteOf(end) <= from ? 1_440 : 0);
    const length = to - from;
    const overlap = (low: number, high: number) => Math.max(0, Math.min(to, high) - Math.max(from, low));
    const day = Date.parse(start.slice(0, 10));
    const thursday = day + (3 - ((day / DAY_MS + 3) % 7)) * DAY_MS;
    const year = new Date(thursday).getUTCFullYear();
    const number = 1 + Math.floor((thursday - Date.UTC(year, 0, 1)) / (7 * DAY_MS));
    const week = `${year}-W${String(number).padStart(2, '0')}`;
    const total = totals.get(`${name}|${week}`) ?? { name, week, paid_minutes: 0, night_minutes: 0 };
    const paid = length - (length > 540 ? 45 : length > 360 ? 30 : 0);
    total.paid_minutes += paid - (paid % 15);
    total.night_minutes += overlap(0, 360) + overlap(1_320, 1_800) + overlap(2_760, 3_240);
    totals.set(`${name}|${week}`, total);
  }
  const rank = ({ name, week }: { name: string; week: string }) => JSON.stringify([name, week]);
  return [...totals.values()].sort((a, b) => (rank(a) < rank(b) ? -1 : 1));
}

function drawnShifts(random: Chance, count: number): Shift[] {
  const time = () => `${String(random.below(24)).padStart(2, '0')}:${String(random.below(60)).padStart(2, '0')}`;
  return Array.from({ length: count }, () => ({
    name: random.pick(['Ines', 'Olaf', 'Mia', 'Ben']),
    start: `${isoDay(Date.UTC(2020 + random.below(3), 11, 20) + random.below(25) * DAY_MS)}T${time()}`,
    end: time(),
  }));
}

function shiftProject(seed: string): ProjectPackage {
  const random = chance(seed, FAMILY, 'shift');
  const shift = (text: string): Shift => {
    const [name = '', start = '', end = ''] = text.split(' ');
    return { name, start, end };
  };
  const list = (...texts: string[]): [Shift[]] => [texts.map(shift)];
  return functionProject<[Shift[]]>(PYTHON, shiftPosting, {
    entry: 'weekly_hours',
    answer: weeklyHours,
    visible: {
      'two day shifts': list('Ines 2024-05-06T08:00 13:00', 'Ines 2024-05-07T08:00 16:00'),
      'one evening': list('Olaf 2024-05-06T18:00 23:00', 'Ines 2024-05-06T09:00 12:30'),
    },
    hidden: {
      'no shifts': list(),
      'night shift': list('Ines 2024-05-06T22:00 06:15'),
      'six hours exactly': list('Ines 2024-05-06T08:00 14:00', 'Olaf 2024-05-06T08:00 14:01'),
      'nine hours exactly': list('Ines 2024-05-06T08:00 17:00', 'Olaf 2024-05-06T08:00 17:01'),
      'same time is a whole day': list('Ines 2024-05-06T07:30 07:30'),
      'each shift is rounded': list(
        'Ines 2024-05-06T08:00 10:14',
        'Ines 2024-05-07T08:00 10:14',
        'Ines 2024-05-08T08:07 10:14',
      ),
      'week belongs to the next year': list('Ines 2024-12-30T08:00 10:00', 'Ines 2025-01-01T08:00 10:00'),
      'week belongs to the last year': list('Ines 2021-01-03T23:00 02:00', 'Ines 2021-01-04T08:00 10:00'),
      'early morning is night': list('Ines 2024-02-29T04:30 09:00', 'Ines 2024-02-28T00:00 06:00'),
      'ends at midnight': list('Ines 2024-05-12T17:45 00:00'),
      'sorted by name and week': list(
        'mia 2024-05-06T08:00 09:00',
        'Mia 2024-05-13T08:00 09:00',
        'Mia 2024-02-05T08:00 09:00',
      ),
      'one minute': list('Ines 2024-05-06T23:59 00:00'),
      'drawn shifts': [drawnShifts(random, 25)],
      'large list': [drawnShifts(random, 200)],
    },
    reference: shiftReference,
    wrong: shiftWrong,
  });
}

/** Dates: due dates by payment terms; paid and night minutes by ISO week. */
export const dateArithmetic: Family = {
  name: FAMILY,
  category: 'dates',
  answers: dateArithmeticAnswers,
  build: (seed) => [dueProject(seed), shiftProject(seed)],
};
