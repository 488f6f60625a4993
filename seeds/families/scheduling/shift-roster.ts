/** Task family: shift rosters (one person a day planned, a roster checked, shifts paid). */

import type { Chance } from '../../../server/kernel/prng.ts';
import type { Files } from '../../../server/protocol/arena/acceptance.ts';
import { parseTable } from '../csv.ts';
import { dayNumber, dayText } from '../day-numbers.ts';
import { between, drawn, someFirm, somePeople } from '../drawn-words.ts';
import { decimalText, divideHalfUp } from '../exact-number.ts';
import { filesProject, lines, PYTHON } from '../family.ts';
import type { settingsOf } from '../study-family.ts';
import { voicedFamily } from '../three-voices.ts';
import { shiftRosterPieces } from './shift-roster.posting.ts';
import { rosterPrograms, rosterWrong } from './shift-roster.programs.ts';

const DIALS = {
  task: ['plan', 'check', 'pay'],
  fair: ['turn', 'count'],
  weekend: ['open', 'closed'],
} as const;

export type Settings = ReturnType<typeof settingsOf<typeof DIALS>>;

const isWeekend = (day: string) => (dayNumber(day) + 3) % 7 > 4;
const weekOf = (day: string) => Math.floor((dayNumber(day) + 3) / 7);

function planned({ fair, weekend }: Settings, files: Files): Record<string, string> {
  const [first = '', last = '', ...people] = (files['people.txt'] ?? '').split('\n').slice(0, -1);
  const away = parseTable(files['absences.csv'] ?? '');
  let queue = [...people];
  const done: string[] = [];
  const rows: string[] = [];
  for (let day = dayNumber(first); day <= dayNumber(last); day += 1) {
    const text = dayText(day);
    if (weekend === 'closed' && isWeekend(text)) continue;
    const isThere = (name: string) => !away.some((row) => row.name === name && row.date === text);
    const turns = (name: string) => done.filter((other) => other === name).length;
    const order = fair === 'turn' ? queue : people.toSorted((a, b) => turns(a) - turns(b));
    const chosen = order.find(isThere) ?? 'nobody';
    const at = queue.indexOf(chosen) + 1;
    queue = [...queue.slice(at), ...queue.slice(0, at)];
    done.push(chosen);
    rows.push(`${text},${chosen}`);
  }
  return { 'roster.csv': lines('date,name', ...rows) };
}

function checked({ fair, weekend }: Settings, files: Files): Record<string, string> {
  const away = parseTable(files['absences.csv'] ?? '');
  const shifts = parseTable(files['roster.csv'] ?? '').map(({ date = '', name = '' }) => ({ date, name }));
  const problems = shifts.flatMap(({ date, name }) => {
    const own = shifts.filter((shift) => shift.name === name);
    const before = own.filter((shift) => weekOf(shift.date) === weekOf(date) && shift.date < date).length;
    const running = own.some((shift) => dayNumber(shift.date) === dayNumber(date) - 1);
    return [
      ...(away.some((row) => row.name === name && row.date === date) ? ['absent'] : []),
      ...(weekend === 'closed' && isWeekend(date) ? ['closed'] : []),
      ...(fair === 'turn' && running ? ['two days running'] : []),
      ...(fair === 'count' && before === 2 ? ['third time in a week'] : []),
    ].map((problem) => [date, name, problem].join(','));
  });
  return { 'problems.csv': lines('date,name,problem', ...problems.toSorted()) };
}

function paid({ fair, weekend }: Settings, files: Files): Record<string, string> {
  const shifts = parseTable(files['roster.csv'] ?? '').flatMap(({ date = '', name = '', hours, cents }) => {
    if (weekend === 'closed' && isWeekend(date)) return [];
    const pay = Number(hours) * Number(cents);
    const key = fair === 'turn' ? name : `${date.slice(0, 7)},${name}`;
    return [{ key, hours: Number(hours), pay: isWeekend(date) ? divideHalfUp(pay * 3, 2) : pay }];
  });
  const rows = [...Map.groupBy(shifts, ({ key }) => key)]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, own]) => {
      const sum = (of: (shift: (typeof own)[number]) => number) => own.reduce((total, shift) => total + of(shift), 0);
      return `${key},${sum(({ hours }) => hours)},${decimalText(
        sum(({ pay }) => pay),
        2,
      )}`;
    });
  return { 'pay.csv': lines(fair === 'turn' ? 'name,hours,pay' : 'month,name,hours,pay', ...rows) };
}

type Shift = readonly [day: string, name: string];

function casesOf(random: Chance, { task }: Settings): Record<'visible' | 'hidden', Record<string, Files>> {
  const people = somePeople(random, 9);
  const [a = '', b = '', c = ''] = people;
  const absences = (away: readonly Shift[]) => lines('name,date', ...away.map(([day, name]) => `${name},${day}`));
  const given = (
    first: string,
    last: string,
    team: readonly string[],
    away: readonly Shift[],
    shifts: readonly Shift[],
  ): Files => {
    if (task === 'plan') return { 'people.txt': lines(first, last, ...team), 'absences.csv': absences(away) };
    if (task === 'check')
      return {
        'roster.csv': lines('date,name', ...shifts.map((shift) => shift.join(','))),
        'absences.csv': absences(away),
      };
    return {
      'roster.csv': lines(
        'date,name,hours,cents',
        ...shifts.map(
          (shift) => `${shift.join(',')},${between(random, 1, 11)},${random.pick([1_250, 1_333, 1_405, 1_575])}`,
        ),
      ),
    };
  };
  const some = (first: string, days: number, count: number, density: number): Files => {
    const team = people.slice(0, count);
    const span = drawn(days, (at) => dayText(dayNumber(first) + at));
    const away = span.flatMap((day) => team.filter(() => random.below(4) === 0).map((name): Shift => [day, name]));
    const shifts = span.flatMap((day) =>
      team.filter(() => random.below(density) === 0).map((name): Shift => [day, name]),
    );
    return given(first, span.at(-1) ?? first, team, away, random.shuffle(shifts));
  };
  return {
    visible: {
      'one week': given(
        '2025-03-03',
        '2025-03-07',
        [a, b, c],
        [['2025-03-04', b]],
        [
          ['2025-03-03', a],
          ['2025-03-04', b],
          ['2025-03-05', b],
          ['2025-03-06', c],
          ['2025-03-07', b],
        ],
      ),
      'two people': given(
        '2025-06-10',
        '2025-06-13',
        [b, a],
        [],
        [
          ['2025-06-10', b],
          ['2025-06-12', a],
          ['2025-06-13', a],
        ],
      ),
    },
    hidden: {
      'one day': given('2025-03-05', '2025-03-05', [c], [], [['2025-03-05', c]]),
      'nothing to do': given('2025-03-05', '2025-03-04', [a, b], [], []),
      'over a weekend': given(
        '2025-03-06',
        '2025-03-11',
        [a, b],
        [['2025-03-08', a]],
        [
          ['2025-03-07', a],
          ['2025-03-08', a],
          ['2025-03-09', b],
          ['2025-03-10', b],
          ['2025-03-11', a],
        ],
      ),
      'nobody is there': given(
        '2025-04-01',
        '2025-04-04',
        [a, b],
        [
          ['2025-04-02', a],
          ['2025-04-02', b],
        ],
        [
          ['2025-04-02', a],
          ['2025-04-02', b],
        ],
      ),
      'long absence': given(
        '2025-05-05',
        '2025-05-16',
        [c, a, b],
        drawn(8, (at): Shift => [dayText(dayNumber('2025-05-05') + at), c]),
        drawn(8, (at): Shift => [dayText(dayNumber('2025-05-05') + at), at % 2 === 0 ? c : a]),
      ),
      'turn of the year': given(
        '2024-12-27',
        '2025-01-06',
        [b, c, a],
        [
          ['2025-01-01', b],
          ['2025-01-02', c],
        ],
        [
          ['2024-12-30', a],
          ['2024-12-31', a],
          ['2025-01-01', a],
          ['2025-01-03', a],
          ['2025-01-01', b],
          ['2024-12-28', b],
        ],
      ),
      'two on one day': given(
        '2025-07-01',
        '2025-07-03',
        [a, c],
        [['2025-07-02', c]],
        [
          ['2025-07-02', c],
          ['2025-07-02', a],
          ['2025-07-01', c],
          ['2025-07-03', c],
          ['2025-07-04', c],
          ['2025-07-04', a],
        ],
      ),
      'drawn 1': some('2025-08-01', 20, 4, 2),
      'drawn 2': some('2026-01-20', 40, 5, 3),
      'a long roster': some('2025-02-01', 150, 8, 4),
    },
  };
}

const STORIES = [
  'staffs a reception desk',
  'has one ranger on duty each day',
  'runs a night shelter',
  'opens a lighthouse to visitors',
  'lends out a help line to clubs',
] as const;

export const shiftRoster = voicedFamily({
  name: 'shift-roster',
  category: 'scheduling',
  dials: DIALS,
  variant: (settings, circumstances) => {
    const { tell, turn, random } = circumstances;
    const story = `${someFirm(random)} ${turn(STORIES)}`;
    const answer = { plan: planned, check: checked, pay: paid }[settings.task];
    return {
      title: {
        plan: tell(
          'Python: roster with one person a day',
          'Who is on duty when? A fair roster',
          'Generation of a duty roster',
        ),
        check: tell(
          'Python: check a roster against rules',
          'Find the mistakes in our roster',
          'Verification of a duty roster',
        ),
        pay: tell('Python: pay from a roster', 'Work out the pay from our shifts', 'Computation of pay from a roster'),
      }[settings.task],
      opening: tell(
        `${story}. CSV files without quotes in the working folder, Python script wanted, standard library only.`,
        `${story}, and the roster makes trouble every month. The files are simple and lie in one folder, so a Python script should be able to help.`,
        `${story}. A Python script shall process files of the working folder.`,
      ),
      pieces: shiftRosterPieces(circumstances, settings),
      skills: ['Python', 'CSV'],
      minutes: { plan: 45, check: 50, pay: 30 }[settings.task],
      programs: rosterPrograms(settings),
      build: (posting, reference) =>
        filesProject(PYTHON, posting, {
          ...casesOf(random, settings),
          answer: (files) => answer(settings, files),
          reference,
          wrong: rosterWrong(settings),
        }),
    };
  },
});
