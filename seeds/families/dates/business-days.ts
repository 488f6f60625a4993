/** Task family: business days (deadlines and durations in working days, with weekends, holidays and a closing hour). */

import type { Chance } from '../../../server/kernel/prng.ts';
import { parseTable } from '../csv.ts';
import { dayNumber, dayText } from '../day-numbers.ts';
import { between, drawn, pad, someFirm } from '../drawn-words.ts';
import { filesProject, lines, PYTHON } from '../family.ts';
import type { settingsOf } from '../study-family.ts';
import { voicedFamily } from '../three-voices.ts';
import { businessPieces } from './business-days.posting.ts';
import { businessPrograms, businessWrong } from './business-days.programs.ts';

const DIALS = {
  task: ['add', 'count', 'back'],
  cutoff: ['none', 'hour'],
  holidays: ['dated', 'yearly'],
} as const;

const FILES = [
  { input: 'requests.csv', holidays: 'holidays.txt', output: 'result.csv', hour: '15:00' },
  { input: 'cases.csv', holidays: 'closed.txt', output: 'deadlines.csv', hour: '16:30' },
  { input: 'tickets.csv', holidays: 'free-days.txt', output: 'report.csv', hour: '14:00' },
] as const;

export type Settings = ReturnType<typeof settingsOf<typeof DIALS>> & {
  readonly files: (typeof FILES)[number];
  readonly weekend: 'sat-sun' | 'fri-sat' | 'sunday';
};

const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'] as const;

/** Which day numbers are closed: found in one sweep, substitutes owed being carried on. */
function closedDays({ weekend, holidays }: Settings, listed: readonly string[]): ReadonlySet<number> {
  const free = { 'sat-sun': [5, 6], 'fri-sat': [4, 5], sunday: [6] }[weekend];
  const closed = new Set<number>();
  let owed = false;
  for (let day = dayNumber('2022-12-01'); day < dayNumber('2032-01-01'); day += 1) {
    const text = dayText(day);
    const isFree = free.includes((day + 3) % 7);
    const isHoliday = listed.includes(holidays === 'yearly' ? text.slice(5) : text);
    if (isFree || isHoliday || owed) closed.add(day);
    if (holidays === 'yearly') owed = isFree ? owed || isHoliday : isHoliday && owed;
  }
  return closed;
}

function answer(settings: Settings, given: Readonly<Record<string, string>>): Record<string, string> {
  const { task, cutoff, files } = settings;
  const closed = closedDays(settings, (given[files.holidays] ?? '').split('\n'));
  const open = (day: number): number => (closed.has(day) ? open(day + 1) : day);
  const begin = (stamp = '') =>
    open(dayNumber(stamp.slice(0, 10)) + (cutoff === 'hour' && stamp.slice(11) >= files.hour ? 1 : 0));
  const rows = parseTable(given[files.input] ?? '').map((row) => {
    if (task === 'add') {
      let day = begin(row.received);
      for (let left = Number(row.days); left > 0; left -= 1) day = open(day + 1);
      return `${row.id},${dayText(day)}`;
    }
    if (task === 'back') {
      const [date = '', time = ''] = (row.event ?? '').split(' ');
      let day = dayNumber(date) - (cutoff === 'hour' && time < files.hour ? 1 : 0);
      for (let left = Number(row.days); left > 0 || closed.has(day); day -= 1) left -= closed.has(day) ? 0 : 1;
      return `${row.id},${dayText(day)},${WEEKDAYS[(day + 3) % 7]}`;
    }
    let taken = 0;
    for (let day = begin(row.opened) + 1; day <= dayNumber(row.closed ?? ''); day += 1)
      taken += closed.has(day) ? 0 : 1;
    return `${row.id},${taken},${taken > Number(row.limit) ? 'late' : 'ok'}`;
  });
  const key = (row: string) => row.split(',').slice(0, 2).reverse().join();
  const ordered = task === 'back' ? rows.toSorted((a, b) => (key(a) < key(b) ? -1 : 1)) : rows;
  const header = { add: 'id,due', count: 'id,days,status', back: 'id,send,weekday' }[task];
  return { [files.output]: lines(header, ...ordered) };
}

type Row = readonly [day: string, time: string, days: number];

function casesOf(random: Chance, { task, cutoff, holidays, files }: Settings) {
  const table = (rows: readonly Row[]) =>
    lines(
      { add: 'id,received,days', count: 'id,opened,closed,limit', back: 'id,event,days' }[task],
      ...rows.map(([day, time, days], at) => {
        const stamp = cutoff === 'hour' ? `${day} ${time}` : day;
        const id = `${String.fromCharCode(65 + (at % 7))}${100 + at}`;
        const end = dayText(dayNumber(day) + days + Math.floor(days / 4));
        return task !== 'count' ? `${id},${stamp},${days}` : `${id},${stamp},${end},${Math.max(0, days - (at % 3))}`;
      }),
    );
  const [eve, feast, labour] = ['12-25', '12-26', '05-01'].map((day) =>
    holidays === 'yearly' ? [day] : [`2025-${day}`, `2026-${day}`],
  );
  const all = [
    ...(eve ?? []),
    ...(feast ?? []),
    ...(labour ?? []),
    ...(holidays === 'yearly' ? ['01-01', '10-03'] : ['2025-04-18', '2025-04-21', '2026-01-01']),
  ];
  const given = (rows: readonly Row[], free = all) => ({
    [files.input]: table(rows),
    [files.holidays]: lines(...free),
  });
  const [hour = 0, minute = 0] = files.hour.split(':').map(Number);
  const before = minute === 0 ? `${pad(hour - 1)}:59` : `${pad(hour)}:${pad(minute - 1)}`;
  const someRows = (count: number): Row[] =>
    drawn(count, () => [
      `${between(random, 2024, 2027)}-${pad(between(random, 1, 12))}-${pad(between(random, 1, 28))}`,
      random.pick([before, files.hour, '08:12', '23:40', '11:05']),
      random.pick([0, 1, 2, 3, 5, 8, 13, 20]),
    ]);
  const week = drawn(8, (at): Row => [`2025-03-${pad(10 + at)}`, '10:00', at % 4]);
  return {
    visible: {
      'an ordinary week': given([
        ['2025-03-10', '09:00', 3],
        ['2025-03-11', '10:30', 1],
        ['2025-03-17', '11:00', 0],
      ]),
      'with a holiday': given([
        ['2025-04-29', '09:00', 2],
        ['2025-04-30', '08:15', 3],
      ]),
    },
    hidden: {
      'every day of a week': given(week),
      ...(cutoff === 'hour' && {
        'around the closing hour': given([
          ['2025-03-12', before, 2],
          ['2025-03-12', files.hour, 2],
          ['2025-03-13', '23:59', 1],
          ['2025-03-14', files.hour, 0],
        ]),
      }),
      'over Christmas': given([
        ['2025-12-23', '09:00', 2],
        ['2026-12-23', '09:00', 2],
        ['2026-12-24', files.hour, 1],
        ['2027-12-23', '10:00', 1],
      ]),
      'holiday on a free day': given([
        ['2027-05-01', '10:00', 0],
        ['2026-04-30', '09:00', 2],
        ['2024-12-26', '09:00', 4],
        ['2025-10-02', '09:00', 4],
        ['2026-10-01', '09:00', 3],
        ['2027-10-02', '10:00', 2],
      ]),
      'arrives on a holiday': given([
        ['2025-12-25', '09:00', 1],
        ['2025-12-26', '18:00', 0],
        ['2025-05-01', '06:00', 2],
      ]),
      'no rows': given([]),
      'no holidays': given(week.slice(2, 6), []),
      'drawn few': given(someRows(12)),
      'drawn many': given(someRows(260)),
    },
  };
}

const STORIES = [
  'answers letters for an insurer',
  'issues building permits',
  'repairs coffee machines under contract',
  'handles returns of a shoe shop',
  'is a notary with a full mailbox',
] as const;

export const businessDays = voicedFamily({
  name: 'business-days',
  category: 'dates',
  dials: DIALS,
  variant: (chosen, circumstances) => {
    const { tell, turn, random } = circumstances;
    const settings: Settings = {
      ...chosen,
      files: turn<Settings['files']>(FILES),
      weekend: turn<Settings['weekend']>(['sat-sun', 'sat-sun', 'fri-sat', 'sunday', 'sunday']),
    };
    const story = `${someFirm(random)} ${turn(STORIES)}`;
    return {
      title: {
        add: tell(
          'Due dates in working days (Python, CSV)',
          'When is it due? Working days with our holidays',
          'Computation of deadlines in working days',
        ),
        count: tell(
          'Count working days from opening to closing (Python, CSV)',
          'How long did we really take, in working days?',
          'Measurement of handling time in working days',
        ),
        back: tell(
          'Latest sending dates in working days (Python, CSV)',
          'By when must it leave the house? Count working days backwards',
          'Computation of latest sending dates before events',
        ),
      }[settings.task],
      opening: {
        add: tell(
          `${story} and promises answers within working days. Wanted: the due dates.`,
          `${story}. Customers are promised an answer within so many working days, and we need to know by when that is.`,
          `${story}. For each request the last permitted working day is to be computed.`,
        ),
        count: tell(
          `${story}. Wanted: how many working days each case took, and which were late.`,
          `${story}, and head office wants to know how many working days we take, and how often too many.`,
          `${story}. For each closed case the working days used are to be counted and held against a limit.`,
        ),
        back: tell(
          `${story}. Papers must be there for fixed events. Wanted: the day each has to be sent.`,
          `${story}. For hearings and visits we must send papers some working days ahead, and twice now we sent them too late.`,
          `${story}. For each event the last day is to be found on which something may be sent so that the given working days remain.`,
        ),
      }[settings.task],
      pieces: businessPieces(circumstances, settings),
      skills: ['Python', 'CSV'],
      minutes:
        { add: 40, count: 50, back: 55 }[settings.task] +
        (settings.holidays === 'yearly' ? 35 : 0) +
        (settings.cutoff === 'hour' ? 10 : 0),
      programs: businessPrograms(settings),
      build: (posting, reference) =>
        filesProject(PYTHON, posting, {
          ...casesOf(random, settings),
          answer: (given) => answer(settings, given),
          reference,
          wrong: businessWrong(settings),
        }),
    };
  },
});
