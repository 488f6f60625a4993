/** Task family: scheduling (free meeting windows, next runs of a timer expression, rooms for meetings). */

import { type Chance, chance } from '../../server/kernel/prng.ts';
import type { Json } from '../../server/protocol/arena/acceptance.ts';
import type { ProjectPackage } from '../../server/protocol/arena/project-package.ts';
import type { Family, Posting } from './family.ts';
import { javascriptFunction } from './javascript-project.ts';
import { schedulingAnswers } from './scheduling.answers.ts';
import { cronReference, cronWrong, slotsReference, slotsWrong } from './scheduling.programs.ts';
import { roomsProject } from './scheduling-rooms.ts';

const FAMILY = 'scheduling';

const slotsPosting: Posting = {
  slug: `${FAMILY}-1`,
  family: FAMILY,
  title: 'Find common free meeting windows for a team (JavaScript function)',
  description: `
Hello, we are building an internal booking page and need the core function only, no UI. File solution.js, function freeSlots(request).

request = {
  "from": "09:00", "until": "17:00",
  "minutes": 30, "bufferMinutes": 0,
  "people": [ { "name": "Ann", "busy": [["09:30","10:00"], ["12:00","13:00"]] }, ... ]
}

All times are "HH:MM" in 24 hour form between 00:00 and 23:59 and lie on one day; "from" is before "until".

Return every window in which ALL people are free, as ["HH:MM","HH:MM"] pairs in order of time. We want the windows as long as possible (maximal), not cut in pieces: with the data above the answer is [["09:00","09:30"],["10:00","12:00"],["13:00","17:00"]].

- Only windows of at least "minutes" minutes count; exactly that long is fine. minutes is at least 1.
- bufferMinutes (0 or more) is the rest people want before AND after every appointment. An appointment 10:00-11:00 with buffer 15 blocks 09:45-11:15. The buffer is not needed at the edges of the day ("from"/"until").
- Busy entries come in any order, may overlap each other, may contain each other and may lie partly or fully outside from-until. An appointment outside the day can still reach into it by its buffer.
- An entry whose start equals its end is a reminder and blocks nothing at all, buffer included.
- If there are no people, the whole day is free. If nothing fits return an empty list.`,
  skills: ['JavaScript', 'Node.js', 'Algorithm'],
  bracket: 'simple',
  postedPriceCents: 7_500,
  estimatedMinutes: 45,
};

type Busy = readonly (readonly [string, string])[];
type SlotRequest = {
  from: string;
  until: string;
  minutes: number;
  bufferMinutes: number;
  people: readonly { name: string; busy: Busy }[];
};

const clock = (minutes: number) =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
const minuteOf = (text: string) => Number(text.split(':')[0]) * 60 + Number(text.split(':')[1]);

/** Paints the day minute by minute instead of merging intervals. */
function freeSlots(request: SlotRequest): Json {
  const appointments = request.people
    .flatMap((person) => person.busy)
    .filter(([start, end]) => start !== end)
    .map(([start, end]) => [minuteOf(start) - request.bufferMinutes, minuteOf(end) + request.bufferMinutes] as const);
  const isFree = (minute: number) => appointments.every(([from, until]) => minute < from || minute >= until);
  const slots: string[][] = [];
  let length = 0;
  for (let minute = minuteOf(request.from); minute <= minuteOf(request.until); minute += 1) {
    if (minute < minuteOf(request.until) && isFree(minute)) {
      length += 1;
    } else {
      if (length >= request.minutes) slots.push([clock(minute - length), clock(minute)]);
      length = 0;
    }
  }
  return slots;
}

function randomTeam(random: Chance, size: number, each: number) {
  return Array.from({ length: size }, (_, index) => ({
    name: `Person ${index + 1}`,
    busy: Array.from({ length: each }, (): [string, string] => {
      const start = 5 * random.below(270);
      return [clock(start), clock(Math.min(1439, start + 5 * random.below(12)))];
    }),
  }));
}

const WORKING_DAY = { from: '09:00', until: '17:00', minutes: 30, bufferMinutes: 0 };
const slotsCase = (name: string, change: Partial<SlotRequest>, ...busy: Busy[]) => {
  const people = busy.map((entries, index) => ({ name: `P${index + 1}`, busy: entries }));
  return { name, args: [{ ...WORKING_DAY, people, ...change }] as [SlotRequest] };
};

const SLOTS_CASES = [
  slotsCase('no people', {}),
  slotsCase('fully booked', {}, [['08:00', '12:00']], [['11:00', '18:00']]),
  slotsCase('short inside long', {}, [
    ['09:30', '15:00'],
    ['10:00', '10:30'],
  ]),
  slotsCase('exactly long enough', { minutes: 45 }, [
    ['09:45', '12:00'],
    ['12:44', '16:16'],
  ]),
  slotsCase('buffer on both sides', { bufferMinutes: 15 }, [
    ['10:00', '11:00'],
    ['12:00', '12:30'],
  ]),
  slotsCase('buffer reaches into the day', { bufferMinutes: 20 }, [
    ['08:00', '08:50'],
    ['17:10', '18:00'],
  ]),
  slotsCase(
    'reminders block nothing',
    { bufferMinutes: 10 },
    [['12:00', '12:00']],
    [
      ['09:00', '09:00'],
      ['13:00', '13:01'],
    ],
  ),
  slotsCase(
    'touching appointments',
    { minutes: 1 },
    [
      ['10:00', '11:00'],
      ['09:00', '10:00'],
    ],
    [['11:01', '17:00']],
  ),
  slotsCase('outside the day', {}, [
    ['06:00', '08:00'],
    ['18:00', '20:00'],
  ]),
  slotsCase('whole calendar day', { from: '00:00', until: '23:59', minutes: 5 }, [
    ['00:00', '00:10'],
    ['23:50', '23:59'],
  ]),
];

function slotsProject(seed: string): ProjectPackage {
  const random = chance(seed, FAMILY, 'slots');
  return javascriptFunction<[SlotRequest]>(slotsPosting, {
    entry: 'freeSlots',
    answer: freeSlots,
    visible: [
      slotsCase('one person', {}, [
        ['09:30', '10:00'],
        ['12:00', '13:00'],
      ]),
      slotsCase(
        'two people',
        { minutes: 60 },
        [['10:00', '11:00']],
        [
          ['10:30', '12:00'],
          ['16:30', '17:00'],
        ],
      ),
    ],
    hidden: [
      ...SLOTS_CASES,
      slotsCase('random team', { minutes: 10, people: randomTeam(random, 3, 4), from: '07:00', until: '21:00' }),
      slotsCase('random team with buffer', {
        minutes: 20,
        bufferMinutes: 7,
        people: randomTeam(random, 2, 5),
        from: '06:00',
      }),
      slotsCase('large team', { minutes: 5, people: randomTeam(random, 60, 2), from: '00:00', until: '23:59' }),
    ],
    reference: slotsReference,
    wrong: slotsWrong,
  });
}

const cronPosting: Posting = {
  slug: `${FAMILY}-2`,
  family: FAMILY,
  title: 'Expand a cron expression into its next run times (no time zones)',
  description: `
Deliver solution.js with a function nextRuns(expression, after, count) that lists the next count run times of a cron-like expression. No packages may be used, no time zones and no daylight saving are involved: plain calendar arithmetic (Gregorian, with leap years).

The expression has five fields separated by white space: minute (0-59), hour (0-23), day of month (1-31), month (1-12), weekday (0-7, where both 0 and 7 are Sunday). A field is a comma separated list of parts. A part is
- * : every value,
- a number,
- a range a-b (a is never greater than b),
- * or a range followed by /s: every s-th value counted from the start of the range (of the whole field for *),
- a number followed by /s: from that number to the end of the field in steps of s. "5/20" as minute is 5, 25, 45.
Names such as MON or JAN do not occur. Expressions are always valid.

Day rule, as in classic cron: if day of month and weekday are both something else than a plain "*", a day matches when EITHER of them matches; otherwise both must match. ("*/2" is not a plain "*".)

after is text "YYYY-MM-DD HH:MM". Run times are given in the same form, ascending, and are strictly later than after. Look at the day of after and at the 1499 days following it; if fewer than count runs fall in that time return those found (possibly none, e.g. 30 February). count is at least 1.

Example: nextRuns("30 8 * * 1-5", "2025-03-07 08:30", 2) returns ["2025-03-10 08:30", "2025-03-11 08:30"].`,
  skills: ['JavaScript', 'Node.js', 'Algorithm'],
  bracket: 'small',
  postedPriceCents: 26_000,
  estimatedMinutes: 120,
};

/** Walks minute by minute over matching days and tests every field afresh; the weekday comes from day counting. */
function nextRuns(expression: string, after: string, count: number): Json {
  const fields = expression.split(' ');
  const matches = (index: number, value: number): boolean => {
    const end = [59, 23, 31, 12, 7][index] ?? 0;
    return (fields[index] ?? '').split(',').some((part) => {
      const [, star, from, to, step] = /^(?:(\*)|(\d+)(?:-(\d+))?)(?:\/(\d+))?$/.exec(part) ?? [];
      const low = star === undefined ? Number(from) : index === 2 || index === 3 ? 1 : 0;
      const high = to === undefined ? (star === undefined && step === undefined ? low : end) : Number(to);
      return value >= low && value <= high && (value - low) % Number(step ?? '1') === 0;
    });
  };
  const runs: string[] = [];
  const start = Date.parse(`${after.slice(0, 10)}T00:00:00Z`) / 86_400_000;
  for (let day = start; day < start + 1500 && runs.length < count; day += 1) {
    const text = new Date(day * 86_400_000).toISOString().slice(0, 10);
    const weekday = (day + 4) % 7;
    const onWeekday = matches(4, weekday) || (weekday === 0 && matches(4, 7));
    const onDay = matches(2, Number(text.slice(8)));
    const either = fields[2] !== '*' && fields[4] !== '*';
    if (!matches(3, Number(text.slice(5, 7))) || !(either ? onDay || onWeekday : onDay && onWeekday)) continue;
    for (let minute = 0; minute < 1440; minute += 1) {
      if (!matches(1, Math.floor(minute / 60)) || !matches(0, minute % 60)) continue;
      const run = `${text} ${clock(minute)}`;
      if (run > after) runs.push(run);
    }
  }
  return runs.slice(0, count);
}

function randomExpression(random: Chance): string {
  const minute = random.pick(['0', '*/15', '5/20', '10-12,50', '59']);
  const hour = random.pick(['*', '0', '9-17/4', '22/1', '6,18']);
  const day = random.pick(['*', '*', '1', '31', '10-20/5']);
  return `${minute} ${hour} ${day} ${random.pick(['*', '*', '2', '*/5', '4,6'])} ${random.pick(['*', '*', '1-5', '7', '5-7'])}`;
}

function cronProject(seed: string): ProjectPackage {
  const random = chance(seed, FAMILY, 'cron');
  const one = (name: string, expression: string, after: string, count: number) => ({
    name,
    args: [expression, after, count] as [string, string, number],
  });
  return javascriptFunction<[string, string, number]>(cronPosting, {
    entry: 'nextRuns',
    answer: nextRuns,
    visible: [
      one('working days', '30 8 * * 1-5', '2025-03-07 08:29', 3),
      one('every quarter of an hour', '*/15 * * * *', '2025-12-31 23:20', 4),
    ],
    hidden: [
      one('strictly later', '30 8 * * 1-5', '2025-03-07 08:30', 2),
      one('leap day', '0 0 29 2 *', '2025-01-01 00:00', 2),
      one('never', '0 12 30 2 *', '2025-01-01 00:00', 3),
      one('either day field', '0 6 13 * 5', '2025-05-31 23:59', 8),
      one('stepped star is no star', '0 6 */10 * 1', '2025-02-01 00:00', 8),
      one('sunday is seven', '15 10 * * 7', '2025-06-01 10:15', 3),
      one('weekend range', '0 0 * * 6-7', '2025-06-01 10:15', 4),
      one('start with step', '5/20 22/1 * * *', '2025-06-30 22:24', 7),
      one('ranges with steps and lists', '1-10/4,58 3,4 1 1-12/3 *', '2025-01-01 03:05', 10),
      one('monthly 31st', '0 0 31 * *', '2025-01-31 00:00', 5),
      one('every minute over new year', '* * * * *', '2027-12-31 23:57', 5),
      ...[1, 2, 3].map((index) => one(`random expression ${index}`, randomExpression(random), '2026-02-27 12:00', 12)),
      one('many runs', '*/5 9-17 * * 1-5', '2026-02-27 12:00', 500),
    ],
    reference: cronReference,
    wrong: cronWrong,
  });
}

/** Scheduling: common free windows, cron expansion, rooms for meetings (any valid answer). */
export const scheduling: Family = {
  name: FAMILY,
  category: 'scheduling',
  answers: schedulingAnswers,
  build: (seed) => [slotsProject(seed), cronProject(seed), roomsProject(seed)],
};
