/** Programs of the family `recurring-dates`. */

import { edited, type WrongProgram } from '../family.ts';
import type { AlternativeProgram } from '../study-family.ts';
import type { Settings } from './recurring-dates.ts';

const GENERATOR = {
  'weekday-of-month': `
def rule_dates(rule, start):
    weekday = WEEKDAYS.index(rule['weekday'])
    year, month = start.year, start.month
    while True:
        length = monthrange(year, month)[1]
        first = 1 + (weekday - date(year, month, 1).weekday()) % 7
        days = list(range(first, length + 1, 7))
        if rule['nth'] == -1:
            yield date(year, month, days[-1])
        elif rule['nth'] <= len(days):
            yield date(year, month, days[rule['nth'] - 1])
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
`,
  weeks: `
def rule_dates(rule, start):
    offsets = sorted(WEEKDAYS.index(name) for name in rule['weekdays'])
    monday = start - timedelta(days=start.weekday())
    while True:
        for offset in offsets:
            yield monday + timedelta(days=offset)
        monday += timedelta(weeks=rule['every'])
`,
  'day-of-month': `
def rule_dates(rule, start):
    months = start.year * 12 + start.month - 1
    while True:
        year, month = months // 12, months % 12 + 1
        yield date(year, month, min(rule['day'], monthrange(year, month)[1]))
        months += rule['every']
`,
} as const;

const IMPORTS = {
  'weekday-of-month': 'from calendar import monthrange\nfrom datetime import date',
  weeks: 'from datetime import date, timedelta',
  'day-of-month': 'from calendar import monthrange\nfrom datetime import date',
} as const;

const WEEKDAY_LIST = "WEEKDAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']\n";

/** Jumps from one month or week to the next. */
function jumping({ pattern, limit, skips, entry }: Settings): string {
  const moved = skips === 'monday';
  const imports = moved && pattern !== 'weeks' ? `${IMPORTS[pattern]}, timedelta` : IMPORTS[pattern];
  const parameters = `rule, start, ${limit === 'count' ? 'count' : 'until'}${skips === 'exceptions' ? ', exceptions' : ''}`;
  const steps = {
    none: '',
    exceptions: '        if day.isoformat() in exceptions:\n            continue\n',
    monday: '        if day.weekday() > 4:\n            day += timedelta(days=7 - day.weekday())\n',
  }[skips];
  const collect = moved
    ? '        if day.isoformat() not in found:\n            found.append(day.isoformat())'
    : '        found.append(day.isoformat())';
  const body =
    limit === 'count'
      ? `    for day in rule_dates(rule, start):
        if len(found) == count:
            return found
        if day < start:
            continue
${steps}${collect}`
      : `    end = date.fromisoformat(until)
    for day in rule_dates(rule, start):
        if day > end:
            return found
        if day < start:
            continue
${steps}${moved ? '        if day > end:\n            continue\n' : ''}${collect}`;
  if (skips === 'none') {
    const [tool, cut] =
      limit === 'count'
        ? ['islice', 'islice(coming, count)']
        : ['takewhile', 'takewhile(lambda day: day <= end, coming)'];
    return `
${imports}
from itertools import dropwhile, ${tool}

${pattern === 'day-of-month' ? '' : WEEKDAY_LIST}
${GENERATOR[pattern]}

def ${entry}(${parameters}):
    first = date.fromisoformat(start)
    coming = dropwhile(lambda day: day < first, rule_dates(rule, first))
${limit === 'count' ? '' : '    end = date.fromisoformat(until)\n'}    return [day.isoformat() for day in ${cut}]
`;
  }
  return `
${imports}

${pattern === 'day-of-month' ? '' : WEEKDAY_LIST}
${GENERATOR[pattern]}

def ${entry}(${parameters}):
    start = date.fromisoformat(start)
    found = []
${body}
`;
}

const TEST = {
  'weekday-of-month': `    def matches(day):
        if day.strftime('%a') != rule['weekday']:
            return False
        if rule['nth'] == -1:
            return (day + timedelta(7)).month != day.month
        return (day.day + 6) // 7 == rule['nth']
`,
  weeks: `    first_week = (first.toordinal() - 1) // 7

    def matches(day):
        week = (day.toordinal() - 1) // 7
        return day.strftime('%a') in rule['weekdays'] and (week - first_week) % rule['every'] == 0
`,
  'day-of-month': `    def matches(day):
        since = (day.year - first.year) * 12 + day.month - first.month
        if since % rule['every']:
            return False
        last = (day + timedelta(1)).month != day.month
        return day.day == rule['day'] or (last and day.day < rule['day'])
`,
} as const;

/** Looks at every day in turn. */
function walking({ pattern, limit, skips, entry }: Settings): string {
  const parameters = `rule, start, ${limit === 'count' ? 'count' : 'until'}${skips === 'exceptions' ? ', exceptions' : ''}`;
  const condition = skips === 'exceptions' ? 'matches(day) and str(day) not in exceptions' : 'matches(day)';
  const loop = limit === 'count' ? 'while len(dates) < count:' : 'while str(day) <= until:';
  const take =
    skips === 'monday'
      ? `            weekend = max(0, day.weekday() - 4)
            dates[str(day + timedelta((0, 2, 1)[weekend]))] = True`
      : '            dates.append(str(day))';
  const result = {
    none: 'dates',
    exceptions: 'dates',
    monday: limit === 'count' ? 'list(dates)' : '[day for day in dates if day <= until]',
  }[skips];
  return `
from datetime import date, timedelta


def ${entry}(${parameters}):
    day = first = date.fromisoformat(start)

${TEST[pattern]}
    dates = ${skips === 'monday' ? '{}' : '[]'}
    ${loop}
        if ${condition}:
${take}
        day += timedelta(1)
    return ${result}
`;
}

export function recurringPrograms(settings: Settings): readonly [AlternativeProgram, AlternativeProgram] {
  return [
    { how: 'computes the dates of one period after the other', program: jumping(settings) },
    { how: 'walks over every day and asks whether the rule matches', program: walking(settings) },
  ];
}

export function recurringWrong(settings: Settings): readonly WrongProgram[] {
  const right = jumping(settings);
  const wrong: WrongProgram[] = [];
  const add = (name: string, why: string, from: string, to: string) =>
    wrong.push({ name, why, program: edited(right, from, to) });
  if (settings.pattern === 'weekday-of-month') {
    add(
      'last-for-fifth',
      'A month without a fifth such weekday has no date.',
      "date(year, month, days[rule['nth'] - 1])",
      "date(year, month, days[rule['nth'] - 1])\n        else:\n            yield date(year, month, days[-1])",
    );
    add('last-is-fourth', 'The last such weekday can be the fifth.', 'days[-1]', 'days[3]');
  } else if (settings.pattern === 'weeks') {
    add(
      'weeks-from-the-start-day',
      'Weeks begin on Monday, not on the weekday of the start.',
      'start - timedelta(days=start.weekday())\n',
      'start\n    offsets = sorted((offset - start.weekday()) % 7 for offset in offsets)\n',
    );
    add(
      'order-of-the-list',
      'Dates ascend, whatever order the weekdays are named in.',
      "sorted(WEEKDAYS.index(name) for name in rule['weekdays'])",
      "[WEEKDAYS.index(name) for name in rule['weekdays']]",
    );
  } else {
    add(
      'skips-short-months',
      'A short month has its last day instead.',
      "        yield date(year, month, min(rule['day'], monthrange(year, month)[1]))",
      "        if rule['day'] <= monthrange(year, month)[1]:\n            yield date(year, month, rule['day'])",
    );
    add(
      'thirty-days',
      'February has 28 or 29 days, other months 30 or 31.',
      'monthrange(year, month)[1]',
      '28 if month == 2 else 30 if month in (4, 6, 9, 11) else 31',
    );
  }
  add('after-the-start', 'A date on the day of the start counts.', ' day < ', ' day <= ');
  if (settings.limit === 'until') {
    const [from, to] =
      settings.skips === 'none'
        ? ['day <= end', 'day < end']
        : ['        if day > end:\n            return', '        if day >= end:\n            return'];
    add('before-the-end', 'A date on the last day counts.', from, to);
  }
  if (settings.skips === 'exceptions' && settings.limit === 'count')
    add(
      'exceptions-count',
      'Excepted dates do not count.',
      '            continue\n        found',
      '            count -= 1\n            continue\n        found',
    );
  if (settings.skips === 'monday') {
    add('lists-mondays-twice', 'A date is listed once.', 'if day.isoformat() not in found', 'if True');
    add('sunday-stays', 'Sundays move as well.', 'day.weekday() > 4', 'day.weekday() == 5');
  }
  return wrong.filter(({ name }) => name !== 'lists-mondays-twice' || settings.pattern === 'weeks');
}
