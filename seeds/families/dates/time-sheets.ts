/** Task family: time sheets (hours worked out of clock-in and clock-out entries). */

import type { Chance } from '../../../server/kernel/prng.ts';
import { parseTable } from '../csv.ts';
import { between, drawn, pad, someFirm, somePeople } from '../drawn-words.ts';
import { PYTHON, stdioProject } from '../family.ts';
import type { settingsOf } from '../study-family.ts';
import { type Manner, voicedFamily } from '../three-voices.ts';
import { timeSheetPrograms, timeSheetWrong } from './time-sheets.programs.ts';

const DIALS = {
  rounding: ['none', 'quarter', 'five-down'],
  breaks: ['recorded', 'deducted'],
  nights: ['next-day', 'refused'],
  grouping: ['person', 'week', 'day'],
} as const;

const COLUMNS = [
  ['name', 'date', 'start', 'end', 'break'],
  ['employee', 'day', 'in', 'out', 'pause'],
  ['who', 'date', 'from', 'until', 'rest'],
  ['staff', 'workday', 'begin', 'finish', 'break_min'],
] as const;

export type Settings = ReturnType<typeof settingsOf<typeof DIALS>> & { readonly columns: (typeof COLUMNS)[number] };

const STORIES = [
  'runs a bakery where people clock in at a terminal next to the ovens',
  'cleans offices in three towns, and the teams send their hours from a phone',
  'has a warehouse with a badge reader at the gate',
  'is a care service whose nurses write their visits into a shared sheet',
  'rents out event technicians by the hour',
  'keeps a small garage with four bays and a time clock from the nineties',
] as const;

/** Days since 1970 and plain remainders instead of dates of a library. */
function isoWeek(day: string): string {
  const days = Date.parse(`${day}T00:00:00Z`) / 86_400_000;
  const thursday = days - ((days + 3) % 7) + 3;
  const year = new Date(thursday * 86_400_000).getUTCFullYear();
  const week = Math.floor((thursday - Date.UTC(year, 0, 1) / 86_400_000) / 7) + 1;
  return `${year}-W${pad(week)}`;
}

function timeSheet(settings: Settings, stdin: string): string {
  const { rounding, breaks, nights, grouping, columns } = settings;
  const [name, date, start, end, pause] = columns;
  const clock = (text = '') => Number(text.slice(0, -3)) * 60 + Number(text.slice(-2));
  const sums: Record<string, number> = {};
  let rejected = 0;
  for (const row of parseTable(stdin)) {
    const span = clock(row[end]) - clock(row[start]);
    if (nights === 'refused' && span <= 0) {
      rejected += 1;
      continue;
    }
    const present = (span + 1440) % 1440;
    const off = breaks === 'recorded' ? Number(row[pause]) : present > 360 ? 30 : 0;
    const paid = Math.max(0, present - off);
    const unit = { none: 1, quarter: 15, 'five-down': 5 }[rounding];
    const rounded = Math.floor((paid + (rounding === 'quarter' ? 7 : 0)) / unit) * unit;
    const day = row[date] ?? '';
    const key = { person: row[name] ?? '', week: `${row[name]},${isoWeek(day)}`, day }[grouping];
    sums[key] = (sums[key] ?? 0) + rounded;
  }
  const header = { person: 'name', week: 'name,week', day: 'date' }[grouping];
  const body = Object.keys(sums)
    .toSorted()
    .map((key) => `${key},${Math.floor((sums[key] ?? 0) / 60)}:${pad((sums[key] ?? 0) % 60)}`);
  return [`${header},worked`, ...body, ...(nights === 'refused' ? [`rejected,${rejected}`] : []), ''].join('\n');
}

type Entry = readonly [name: string, day: string, start: string, end: string, pause?: number];

function casesOf(random: Chance, { columns, breaks }: Settings) {
  const people = somePeople(random, 7);
  const [one = '', two = ''] = people;
  const shown = breaks === 'recorded' ? columns : columns.slice(0, 4);
  const sheet = (...entries: readonly Entry[]) =>
    `${[
      shown,
      ...entries.map(([name, day, start, end, pause]) => [name, day, start, end, pause ?? ''].slice(0, shown.length)),
    ]
      .map((cells) => cells.join(','))
      .join('\n')}\n`;
  const someDay = () => `2025-${pad(between(random, 1, 12))}-${pad(between(random, 1, 28))}`;
  const someClock = (low: number, high: number) => `${pad(between(random, low, high))}:${pad(random.below(60))}`;
  const entries = (count: number): Entry[] =>
    drawn(count, () => {
      const night = random.below(5) === 0;
      const [start, end] = night ? [someClock(18, 23), someClock(0, 6)] : [someClock(5, 12), someClock(13, 22)];
      return [random.pick(people), someDay(), start, end, random.pick([0, 15, 30, 45, 50])];
    });
  return {
    visible: {
      'two people': sheet([two, '2025-03-03', '09:00', '12:45', 0], [one, '2025-03-03', '08:10', '16:30', 30]),
      'one week': sheet(
        [one, '2025-03-04', '07:58', '15:31', 20],
        [two, '2025-03-05', '10:00', '18:22', 45],
        [one, '2025-03-06', '08:00', '12:04', 0],
      ),
    },
    hidden: {
      'no entries': sheet(),
      'six hours and one minute more': sheet(
        [one, '2025-05-05', '08:00', '14:00', 0],
        [two, '2025-05-06', '08:00', '14:01', 0],
        [one, '2025-05-07', '08:00', '14:20', 0],
      ),
      'seven and eight minutes': sheet(
        [one, '2025-05-05', '09:00', '12:07', 0],
        [one, '2025-05-06', '09:00', '12:08', 0],
        [two, '2025-05-06', '09:00', '12:22', 0],
        [two, '2025-05-07', '09:00', '12:23', 0],
      ),
      'around midnight': sheet(
        [one, '2025-05-05', '22:15', '06:00', 15],
        [two, '2025-05-05', '23:59', '00:00', 0],
        [one, '2025-05-06', '12:00', '12:00', 0],
      ),
      'turn of the year': sheet(
        [two, '2024-12-30', '08:00', '11:00', 0],
        [one, '2025-12-29', '08:00', '11:00', 0],
        [one, '2027-01-01', '08:05', '11:15', 0],
        [two, '2025-01-05', '08:00', '11:45', 10],
      ),
      'break cell empty or too long': sheet(
        [one, '2025-06-02', '08:00', '08:20', 40],
        [two, '2025-06-02', '08:00', '10:00'],
      ),
      'more than a day in sum': sheet(
        ...drawn(14, (at): Entry => [at % 3 === 0 ? two : one, `2025-07-0${1 + (at % 2)}`, '06:00', '15:59', 30]),
      ),
      'drawn month': sheet(...entries(40)),
      'drawn year': sheet(...entries(300)),
    },
  };
}

function pieces({ tell, need, say }: Manner, settings: Settings) {
  const { rounding, breaks, nights, grouping, columns } = settings;
  const [name, date, start, end, pause] = columns;
  const shown = breaks === 'recorded' ? columns : columns.slice(0, 4);
  const sum = {
    person: tell(
      'One line per person, name,worked, sorted by name.',
      'I want one line for each person, with the columns name and worked, people in the order of the alphabet.',
      'The result has the columns name and worked and one row for each person, ascending by name.',
    ),
    week: tell(
      'One line per person and ISO week: name,week,worked (week as 2025-W07, always with its ISO year), sorted by name, then week.',
      'Please sum by person and by calendar week (ISO weeks, written like 2025-W07; mind that 30 December 2024 is in 2025-W01), in three columns name, week and worked, ordered by name and then by week.',
      'The result has the columns name, week and worked and one row for each person and ISO 8601 week, the week given as year-Wnn with the year of the week; rows ascend by name, then by week.',
    ),
    day: tell(
      'One line per date, all people together: date,worked, sorted by date.',
      'I only need the days: for every date that occurs, how long everybody worked together, in two columns date and worked, earliest day first.',
      'The result has the columns date and worked and one row for each date that has a counted entry, summed over all people, ascending by date.',
    ),
  }[grouping];
  const round = {
    none: tell(
      'No rounding: minutes count as they are.',
      'Nothing is rounded, every minute is paid.',
      'Minutes shall be summed exactly, without rounding.',
    ),
    quarter: tell(
      'Each entry is rounded to the nearest quarter of an hour after the break is off (7 minutes over: down, 8: up); then sum.',
      'We pay by quarter of an hour: after taking off the break, every single entry goes to the nearest quarter, so 7 minutes over are dropped and 8 become a quarter. Only then add up.',
      'After the break is taken off, each entry shall be rounded on its own to the nearest multiple of 15 minutes (a remainder of 7 down, of 8 up); sums are of rounded entries.',
    ),
    'five-down': tell(
      'Each entry is cut down to full five minutes after the break is off; then sum.',
      'Entries are cut down to full five minutes, each one for itself and after its break is off: 3:44 counts as 3:40.',
      'After the break is taken off, each entry shall be reduced on its own to a multiple of 5 minutes; sums are of reduced entries.',
    ),
  }[rounding];
  const rest = {
    recorded: tell(
      `${pause} holds minutes of unpaid break; empty means 0. An entry never goes below 0.`,
      `The minutes in ${pause} are not paid and come off (an empty cell is no break); if somebody typed a break longer than the work, the entry is zero, not negative.`,
      `The value of ${pause} in minutes is subtracted from the entry; an empty cell is 0, and a negative difference is 0.`,
    ),
    deducted: tell(
      'No break column: an entry of more than six hours loses 30 minutes. Exactly six hours lose nothing.',
      'Nobody writes down breaks. By law half an hour comes off as soon as an entry is longer than six hours; at six hours sharp nothing comes off.',
      'From an entry longer than 360 minutes 30 minutes are subtracted once; an entry of 360 minutes or less stays as it is.',
    ),
  }[breaks];
  const night = {
    'next-day': tell(
      `${end} earlier than ${start}: the shift ended on the next day (it counts for the date of the row). Equal times: no time worked, but the row counts as an entry.`,
      `Night shifts are normal here: when ${end} is earlier than ${start}, work went on past midnight, and it all belongs to the date in the row. If both times are the same, that is an entry of no minutes (its line still appears).`,
      `Where ${end} is before ${start} it lies on the following day; the entry belongs to the date of its row. Where both are equal the entry has 0 minutes and is kept.`,
    ),
    refused: tell(
      `${end} not later than ${start}: the row is a mistake and is left out. The last line of the output is always rejected,N with the number of such rows (also when N is 0).`,
      `We have no night shifts, so a row whose ${end} is not later than its ${start} is a typing error. Leave it out completely, and tell me at the very end in a line rejected,N how many of them there were, even if none.`,
      `A row whose ${end} is equal to or before ${start} is invalid and is ignored. The final line of the output reads rejected,N where N is the number of invalid rows, 0 included.`,
    ),
  }[nights];
  return [
    say(
      `Input is CSV on standard input with the header ${shown.join(',')}.`,
      `The program reads CSV from standard input, with a header line: ${shown.join(',')}.`,
      `Standard input is a CSV text whose header is ${shown.join(',')}.`,
    ),
    say(
      `${date} is YYYY-MM-DD, ${start} and ${end} are HH:MM (24 hours). Nothing is quoted, no spaces.`,
      `Dates look like 2025-03-31, times like 07:05, and there are no quotes or blanks anywhere; ${name} is a first name.`,
      `${date} has the form YYYY-MM-DD; ${start} and ${end} have the form HH:MM from 00:00 to 23:59. Cells contain no quotes, commas or spaces.`,
    ),
    need([sum, sum, sum], 'turn of the year', 'drawn month', 'drawn year', 'two people'),
    need([rest, rest, rest], 'six hours and one minute more', 'break cell empty or too long', 'drawn month'),
    need([round, round, round], 'seven and eight minutes', 'drawn month'),
    need([night, night, night], 'around midnight', 'drawn year'),
    need(
      [
        'worked is H:MM, hours without leading zero and possibly above 24 (104:05).',
        'Show times as hours and minutes like 7:05 or 104:30; big sums are not turned into days.',
        'Durations are written H:MM, hours without leading zeros and not limited to 24, minutes with two digits.',
      ],
      'more than a day in sum',
    ),
    need(
      [
        'Print CSV with header to standard output. No entries: the header (and whatever always ends the output).',
        'The answer is CSV on standard output, headed by the column names; if there are no entries, the heading still appears.',
        'Output is CSV on standard output and begins with its header, which is also written when the input has no rows.',
      ],
      'no entries',
    ),
  ];
}

export const timeSheets = voicedFamily({
  name: 'time-sheets',
  category: 'dates',
  dials: DIALS,
  variant: (chosen, circumstances) => {
    const { tell, turn, random } = circumstances;
    const settings: Settings = { ...chosen, columns: turn<Settings['columns']>(COLUMNS) };
    const [firm, story] = [someFirm(random), turn(STORIES)];
    const by = { person: 'by person', week: 'by person and week', day: 'by day' }[settings.grouping];
    return {
      title: tell(
        `Python: time sheet to hours ${by}`,
        `Add up our time sheets ${by}`,
        `Evaluation of time sheets ${by}`,
      ),
      opening: tell(
        `${firm} ${story}. Wanted: solution.py that sums up a time sheet.`,
        `${firm} ${story}, and every month somebody adds up the hours by hand. Please write us a Python script, solution.py, that does it.`,
        `Specification of solution.py, which evaluates time sheets. The customer, ${firm}, ${story}.`,
      ),
      pieces: pieces(circumstances, settings),
      skills: ['Python', 'Data Processing'],
      minutes: { person: 30, week: 45, day: 25 }[settings.grouping] + (settings.nights === 'refused' ? 10 : 0),
      programs: timeSheetPrograms(settings),
      build: (posting, reference) =>
        stdioProject(PYTHON, posting, {
          ...casesOf(random, settings),
          answer: (stdin) => timeSheet(settings, stdin),
          reference,
          wrong: timeSheetWrong(settings),
        }),
    };
  },
});
