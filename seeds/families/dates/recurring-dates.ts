/** Task family: recurring dates (the dates that a rule of repetition gives). */

import type { Chance } from '../../../server/kernel/prng.ts';
import { dayNumber, dayText } from '../day-numbers.ts';
import { between, drawn, pad, someFirm } from '../drawn-words.ts';
import { functionProject, PYTHON } from '../family.ts';
import type { Piece, settingsOf } from '../study-family.ts';
import { type Manner, voicedFamily } from '../three-voices.ts';
import { recurringPrograms, recurringWrong } from './recurring-dates.programs.ts';

const DIALS = {
  pattern: ['weekday-of-month', 'weeks', 'day-of-month'],
  limit: ['count', 'until'],
  skips: ['none', 'exceptions', 'monday'],
} as const;

export type Settings = ReturnType<typeof settingsOf<typeof DIALS>> & { readonly entry: string };
type Rule = { weekday?: string; nth?: number; every?: number; weekdays?: string[]; day?: number };
type Arguments = [rule: Rule, start: string, limit: number | string] | [Rule, string, number | string, string[]];

const WEEKDAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'] as const;

/** Day numbers since 1970, tested one by one against the month's calendar sheet. */
function recurring({ pattern, limit, skips }: Settings, ...[rule, start, bound, except = []]: Arguments): string[] {
  const first = dayNumber(start);
  const monthOf = (day: number) => Number(dayText(day).slice(0, 4)) * 12 + Number(dayText(day).slice(5, 7)) - 1;
  const matches = (day: number): boolean => {
    const inMonth = Number(dayText(day).slice(8));
    const weekday = WEEKDAYS[(day + 3) % 7] ?? '';
    if (pattern === 'weeks') {
      const weeks = Math.floor((day + 3) / 7) - Math.floor((first + 3) / 7);
      return (rule.weekdays ?? []).includes(weekday) && weeks % (rule.every ?? 1) === 0;
    }
    if (pattern === 'weekday-of-month') {
      const isLast = monthOf(day + 7) !== monthOf(day);
      return weekday === rule.weekday && (rule.nth === -1 ? isLast : Math.ceil(inMonth / 7) === rule.nth);
    }
    const onDay = inMonth === rule.day || (monthOf(day + 1) !== monthOf(day) && inMonth < (rule.day ?? 0));
    return (monthOf(day) - monthOf(first)) % (rule.every ?? 1) === 0 && onDay;
  };
  const found = new Set<string>();
  for (let day = first; typeof bound === 'number' ? found.size < bound : dayText(day) <= bound; day += 1) {
    if (!matches(day) || except.includes(dayText(day))) continue;
    const later = skips === 'monday' ? ([0, 0, 0, 0, 0, 2, 1][(day + 3) % 7] ?? 0) : 0;
    found.add(dayText(day + later));
  }
  return [...found].filter((day) => limit === 'count' || day <= String(bound));
}

function someRule(random: Chance, pattern: Settings['pattern']): Rule {
  if (pattern === 'weekday-of-month') return { weekday: random.pick(WEEKDAYS), nth: random.pick([1, 2, 3, 4, 5, -1]) };
  if (pattern === 'weeks') {
    return { every: between(random, 1, 5), weekdays: random.shuffle(WEEKDAYS).slice(0, between(random, 1, 4)) };
  }
  return { day: random.pick([1, 15, 28, 29, 30, 31]), every: between(random, 1, 7) };
}

const PLANTED: Readonly<Record<Settings['pattern'], Readonly<Record<string, readonly [Rule, string]>>>> = {
  'weekday-of-month': {
    'fifth of its kind': [{ weekday: 'Fri', nth: 5 }, '2025-01-01'],
    'last of the month': [{ weekday: 'Sun', nth: -1 }, '2025-03-01'],
    'over a leap day': [{ weekday: 'Thu', nth: 5 }, '2024-02-01'],
  },
  weeks: {
    'start in the middle of a week': [{ every: 2, weekdays: ['Tue', 'Sat'] }, '2025-01-09'],
    'weekdays out of order': [{ every: 3, weekdays: ['Sun', 'Fri', 'Mon', 'Sat'] }, '2025-12-24'],
    'over a leap day': [{ every: 1, weekdays: ['Thu', 'Fri'] }, '2024-02-20'],
  },
  'day-of-month': {
    'short months': [{ day: 31, every: 1 }, '2025-01-01'],
    'start after the day': [{ day: 10, every: 2 }, '2025-01-20'],
    'over a leap day': [{ day: 30, every: 6 }, '2024-02-01'],
  },
};

function casesOf(random: Chance, settings: Settings) {
  const { pattern, limit, skips } = settings;
  const asked = (rule: Rule, start: string, days: number, count: number): Arguments => {
    const bound = limit === 'count' ? count : dayText(dayNumber(start) + days);
    if (skips !== 'exceptions') return [rule, start, bound];
    const all = recurring({ ...settings, skips: 'none' }, rule, start, bound);
    return [rule, start, bound, [...all.filter((_, at) => at % 4 === 1), '2031-05-05']];
  };
  const planted = Object.entries(PLANTED[pattern]).map(([name, [rule, start]]) => [name, asked(rule, start, 500, 7)]);
  const someDay = () =>
    `20${pad(between(random, 20, 29))}-${pad(between(random, 1, 12))}-${pad(between(random, 1, 28))}`;
  const some = (days: number, count: number) => asked(someRule(random, pattern), someDay(), days, count);
  const [rule, next] = [someRule(random, pattern), someRule(random, pattern)];
  const hit = recurring({ ...settings, skips: 'none', limit: 'count' }, rule, someDay(), 3);
  const on = (start: string, end: string, count: number): Arguments => {
    const bound = limit === 'count' ? count : end;
    return skips === 'exceptions' ? [rule, start, bound, []] : [rule, start, bound];
  };
  return {
    visible: {
      first: asked(someRule(random, pattern), '2025-06-01', 150, 3),
      second: asked(next, '2025-09-15', 120, 4),
    },
    hidden: {
      ...(Object.fromEntries(planted) as Record<string, Arguments>),
      'start is a date of the rule': on(hit[0] ?? '', hit[2] ?? '', 2),
      'nothing asked for': on(hit[0] ?? '', dayText(dayNumber(hit[0] ?? '') - 1), 0),
      ...Object.fromEntries(drawn(4, (at) => [`drawn ${at + 1}`, some(400, 12)])),
      'many years': some(12_000, 90),
    },
  };
}

function rulePiece({ need }: Manner, { pattern }: Settings): Piece {
  const names = Object.keys(PLANTED[pattern]) as [string, ...string[]];
  const told = {
    'weekday-of-month': [
      'rule = {"weekday": "Tue", "nth": 2}: the second Tuesday of every month. nth is 1 to 5 or -1. -1 is the last one of the month; a month without a fifth gives no date.',
      'A rule is a dictionary like {"weekday": "Tue", "nth": 2}, the second Tuesday of each month. nth can be 1, 2, 3, 4 or 5, and then a month that has no fifth is simply left out; or it is -1 for the last one, be it the fourth or fifth.',
      'rule has the keys "weekday" (Mon, Tue, Wed, Thu, Fri, Sat, Sun) and "nth". A value of nth from 1 to 5 denotes the nth such weekday of each month, months that lack it having none; nth = -1 denotes the last such weekday of each month.',
    ],
    weeks: [
      'rule = {"every": 2, "weekdays": ["Mon", "Thu"]}: Monday and Thursday of every second week. Weeks run Monday to Sunday; the week that contains start is the first one that counts. weekdays come in any order.',
      'A rule is a dictionary like {"every": 2, "weekdays": ["Thu", "Mon"]}: these weekdays (in no special order) in every second week. For us a week begins on Monday, and the week in which start lies is a week of the rule, then you step on by "every" weeks.',
      'rule has the keys "every" (n, at least 1) and "weekdays" (a list of Mon, Tue, Wed, Thu, Fri, Sat, Sun in any order, without repetition). It denotes these days of each n-th week, counted from the week, Monday to Sunday, that contains start.',
    ],
    'day-of-month': [
      'rule = {"day": 31, "every": 3}: the 31st of every third month. Months count from the month of start. A month without that day has its last day instead. A day before start is left out, it does not shift the months.',
      'A rule is a dictionary like {"day": 31, "every": 3}: that day in every third month, beginning with the month that start is in (even when the day has already passed there, it is then just left out). If a month is too short, take its last day.',
      'rule has the keys "day" (1 to 31) and "every" (n, at least 1). It denotes this day in each n-th month, counted from the month of start; where the month has fewer days, its last day. Whether that day of the first month lies before start has no influence on the months.',
    ],
  } as const;
  return need(told[pattern], ...names, 'drawn 1', 'drawn 2', 'drawn 3', 'drawn 4', 'many years');
}

function pieces(manner: Manner, settings: Settings): Piece[] {
  const { need, say } = manner;
  const { limit, skips, entry } = settings;
  const extra = skips === 'exceptions' ? ', exceptions' : '';
  const call = `${entry}(rule, start, ${limit === 'count' ? 'count' : 'until'}${extra})`;
  const skipping = {
    none: [
      say(
        'Weekends and holidays are days like others.',
        'No day is special, weekends are fine.',
        'Weekends and public holidays are not treated in any special way.',
      ),
    ],
    exceptions: [
      need(
        [
          `exceptions is a list of dates that are left out${limit === 'count' ? ' and not counted: count dates remain' : ''}. Entries that are no dates of the rule change nothing.`,
          `The list exceptions has days on which we are closed; a date in it is dropped${limit === 'count' ? ', and I still want count dates in the end' : ''}. It may hold days that the rule never hits.`,
          `Dates contained in exceptions shall be omitted${limit === 'count' ? ' and do not count towards count' : ''}; elements of exceptions that the rule does not give are ignored.`,
        ],
        'drawn 1',
        'drawn 2',
        'drawn 3',
      ),
    ],
    monday: [
      need(
        [
          'A date on Saturday or Sunday moves to the Monday after it. Two dates that meet on one Monday are listed once. start is compared with the date before moving.',
          'If a date lands on a weekend we do it on the following Monday instead; a Monday that comes up twice that way is listed once. Look whether the date is before start first, and move afterwards.',
          'A date that is a Saturday or Sunday is replaced by the next Monday, after dates before start were dropped. The result holds each date once.',
        ],
        'over a leap day',
        'many years',
        'drawn 1',
      ),
    ],
  }[skips];
  return [
    say(
      `Write ${call} in solution.py. Dates are text YYYY-MM-DD everywhere.`,
      `I need a function ${call} in a file solution.py; dates go in and come out as text like 2025-03-31.`,
      `solution.py shall define ${call}. All dates are strings of the form YYYY-MM-DD in the Gregorian calendar.`,
    ),
    rulePiece(manner, settings),
    need(
      [
        'Only dates from start on; start itself counts.',
        'Nothing before start, but if start itself fits, it is the first.',
        'Dates before start are not part of the result; start itself can be.',
      ],
      'start is a date of the rule',
    ),
    ...skipping,
    limit === 'count'
      ? need(
          [
            'Return the first count dates as a list, ascending. count may be 0: empty list.',
            'I want a list of the first count dates in order of time. With a count of 0 the list is empty.',
            'The result is the ascending list of the first count dates, empty for a count of 0.',
          ],
          'nothing asked for',
          'drawn 1',
        )
      : need(
          [
            `Return all dates up to and including until as a list, ascending${skips === 'monday' ? ' (a date that moved beyond until is out)' : ''}. until before start: empty list.`,
            `I want the list of all dates until the day until, that day included, in order of time${skips === 'monday' ? '; one that moved to a Monday after until is out' : ''}. If until lies before start, the list is empty.`,
            `The result is the ascending list of all dates not later than until${skips === 'monday' ? ', as they are after being moved' : ''}; it is empty where until is earlier than start.`,
          ],
          'nothing asked for',
          'drawn 1',
          'start is a date of the rule',
        ),
  ];
}

const STORIES = [
  'books choir rehearsals for six parishes',
  'prints the calendar of a town council',
  'sends reminders for waste collection',
  'plans maintenance visits to lifts',
  'bills gym members on fixed days',
  'organises a farmers market',
] as const;

export const recurringDates = voicedFamily({
  name: 'recurring-dates',
  category: 'dates',
  dials: DIALS,
  variant: (chosen, circumstances) => {
    const { tell, turn, random } = circumstances;
    const settings: Settings = {
      ...chosen,
      entry: turn(['occurrences', 'event_dates', 'dates_of', 'repeat_dates', 'schedule']),
    };
    const what = {
      'weekday-of-month': 'nth weekday of the month',
      weeks: 'every few weeks',
      'day-of-month': 'a day of every few months',
    }[settings.pattern];
    const story = `${someFirm(random)} ${turn(STORIES)}`;
    return {
      title: tell(
        `Python function: recurring dates, ${what}`,
        `Work out our repeating dates (${what})`,
        `Expansion of a recurrence rule: ${what}`,
      ),
      opening: tell(
        `${story}. We store rules and need the dates.`,
        `${story}, and until now I counted the days on a paper calendar. This should be a small function.`,
        `${story}. The component described here turns a rule of repetition into dates.`,
      ),
      pieces: pieces(circumstances, settings),
      skills: ['Python', 'Algorithm'],
      minutes: 30 + (settings.pattern === 'weeks' ? 10 : 0) + { none: 0, exceptions: 5, monday: 15 }[settings.skips],
      programs: recurringPrograms(settings),
      build: (posting, reference) =>
        functionProject<Arguments>(PYTHON, posting, {
          ...casesOf(random, settings),
          entry: settings.entry,
          answer: (...given) => recurring(settings, ...given),
          reference,
          wrong: recurringWrong(settings),
        }),
    };
  },
});
