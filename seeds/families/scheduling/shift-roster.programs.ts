/** Programs of the family `shift-roster`. */

import { edited, type WrongProgram } from '../family.ts';
import type { AlternativeProgram } from '../study-family.ts';
import type { Settings } from './shift-roster.ts';

/** Plain loops over rows of the csv module. */
function looping({ task, fair, weekend }: Settings): string {
  const free =
    weekend === 'closed'
      ? '        if day.weekday() < 5:\n            days.append(day)\n'
      : '        days.append(day)\n';
  const daysOf = `def days_between(first, last):
    day, days = date.fromisoformat(first), []
    while day.isoformat() <= last:
${free}        day += timedelta(days=1)
    return days
`;
  const absent = `def read_absences():
    absences = set()
    with open('absences.csv', newline='') as source:
        for row in csv.DictReader(source):
            absences.add((row['name'], row['date']))
    return absences
`;
  const choose =
    fair === 'turn'
      ? `        for _ in people:
            name = people.pop(0)
            people.append(name)
            if (name, text) not in absences:
                break
        else:
            name = 'nobody'
`
      : `        present = [name for name in people if (name, text) not in absences]
        name = min(present, key=lambda name: counts[name], default='nobody')
        if present:
            counts[name] += 1
`;
  const body = {
    plan: `with open('people.txt') as source:
    first, last, *people = source.read().split()
absences = read_absences()
${fair === 'turn' ? '' : 'counts = dict.fromkeys(people, 0)\n'}with open('roster.csv', 'w', newline='') as target:
    writer = csv.writer(target, lineterminator='\\n')
    writer.writerow(['date', 'name'])
    for day in days_between(first, last):
        text = day.isoformat()
${choose}        writer.writerow([text, name])
`,
    check: `absences = read_absences()
problems = []
before = {}
with open('roster.csv', newline='') as source:
    for row in sorted(csv.DictReader(source), key=lambda row: row['date']):
        name, text = row['name'], row['date']
        day = date.fromisoformat(text)
        if (name, text) in absences:
            problems.append([text, name, 'absent'])
${
  weekend === 'closed'
    ? `        if day.weekday() > 4:
            problems.append([text, name, 'closed'])
`
    : ''
}        ${fair === 'turn' ? "if before.get(name) == day - timedelta(days=1):\n            problems.append([text, name, 'two days running'])\n        before[name] = day" : "week = day.isocalendar()[:2]\n        before.setdefault((name, week), []).append(day)\n        if len(before[name, week]) == 3:\n            problems.append([text, name, 'third time in a week'])"}
with open('problems.csv', 'w', newline='') as target:
    writer = csv.writer(target, lineterminator='\\n')
    writer.writerow(['date', 'name', 'problem'])
    writer.writerows(sorted(problems))
`,
    pay: `totals = {}
with open('roster.csv', newline='') as source:
    for row in csv.DictReader(source):
        day = date.fromisoformat(row['date'])
        hours = int(row['hours'])
        cents = hours * int(row['cents'])
${weekend === 'closed' ? '        if day.weekday() > 4:\n            continue\n' : '        if day.weekday() > 4:\n            cents = (cents * 3 + 1) // 2\n'}        total = totals.setdefault(${fair === 'turn' ? "row['name']" : "(row['date'][:7], row['name'])"}, [0, 0])
        total[0] += hours
        total[1] += cents
with open('pay.csv', 'w', newline='') as target:
    writer = csv.writer(target, lineterminator='\\n')
    writer.writerow([${fair === 'turn' ? '' : "'month', "}'name', 'hours', 'pay'])
    for ${fair === 'turn' ? 'name' : '(month, name)'}, (hours, cents) in sorted(totals.items()):
        writer.writerow([${fair === 'turn' ? '' : 'month, '}name, hours, f'{cents // 100}.{cents % 100:02}'])
`,
  }[task];
  return `
import csv
from datetime import date${task === 'pay' ? '' : task === 'plan' || fair === 'turn' ? ', timedelta' : ''}

${task === 'plan' ? `\n${daysOf}\n` : ''}${task === 'pay' ? '' : `\n${absent}\n\n`}${body}`;
}

/** Lists made at once, and lines cut by hand. */
function listing({ task, fair, weekend }: Settings): string {
  const helper = `from pathlib import Path


def rows_of(path):
    header, *lines = Path(path).read_text().splitlines()
    return [line.split(',') for line in lines]


def write(path, *lines):
    Path(path).write_text(''.join(line + '\\n' for line in lines))
`;
  const isClosed = weekend === 'closed';
  const body = {
    plan: `first, last, *people = Path('people.txt').read_text().split()
away = {tuple(row) for row in rows_of('absences.csv')}
numbers = range(date.fromisoformat(first).toordinal(), date.fromisoformat(last).toordinal() + 1)
days = [str(date.fromordinal(number)) for number in numbers${isClosed ? ' if (number + 6) % 7 < 5' : ''}]
${
  fair === 'turn'
    ? `place = 0
roster = []
for day in days:
    order = [people[(place + step) % len(people)] for step in range(len(people))]
    steps = next((step for step, name in enumerate(order) if (name, day) not in away), None)
    roster.append(f'{day},' + ('nobody' if steps is None else order[steps]))
    if steps is not None:
        place += steps + 1
`
    : `done = []
for day in days:
    ranked = sorted(people, key=done.count)
    done.append(next((name for name in ranked if (name, day) not in away), 'nobody'))
roster = [f'{day},{name}' for day, name in zip(days, done)]
`
}write('roster.csv', 'date,name', *roster)
`,
    check: `shifts = [(day, name) for day, name in rows_of('roster.csv')]
away = {(day, name) for name, day in rows_of('absences.csv')}
found = {(day, name, 'absent') for day, name in shifts if (day, name) in away}
${isClosed ? "found |= {(day, name, 'closed') for day, name in shifts if date.fromisoformat(day).strftime('%w') in '06'}\n" : ''}${
  fair === 'turn'
    ? `worked = set(shifts)
for day, name in shifts:
    yesterday = date.fromordinal(date.fromisoformat(day).toordinal() - 1)
    if (str(yesterday), name) in worked:
        found.add((day, name, 'two days running'))
`
    : `shifts.sort()
weeks = [(name, date.fromisoformat(day).strftime('%G-%V')) for day, name in shifts]
for place, (week, (day, name)) in enumerate(zip(weeks, shifts)):
    if weeks[:place].count(week) == 2:
        found.add((day, name, 'third time in a week'))
`
}write('problems.csv', 'date,name,problem', *map(','.join, sorted(found)))
`,
    pay: `shifts = []
for day, name, hours, rate in rows_of('roster.csv'):
    pay = Decimal(hours) * Decimal(rate) / 100
    is_weekend = date.fromisoformat(day).isoweekday() > 5
${isClosed ? '    if not is_weekend:\n        shifts.append((' : "    if is_weekend:\n        pay = (pay * Decimal('1.5')).quantize(Decimal('0.01'), ROUND_HALF_UP)\n    shifts.append(("}${fair === 'turn' ? 'name' : "day[:7] + ',' + name"}, int(hours), pay))
lines = []
for key in sorted({shift[0] for shift in shifts}):
    own = [shift for shift in shifts if shift[0] == key]
    lines.append(f'{key},{sum(shift[1] for shift in own)},{sum(shift[2] for shift in own):.2f}')
write('pay.csv', '${fair === 'turn' ? '' : 'month,'}name,hours,pay', *lines)
`,
  }[task];
  return `
from datetime import date
${task === 'pay' ? `from decimal import ${isClosed ? '' : 'ROUND_HALF_UP, '}Decimal\n` : ''}${helper}

${body}`;
}

export function rosterPrograms(settings: Settings): readonly [AlternativeProgram, AlternativeProgram] {
  return [
    { how: 'loops over rows of the csv module', program: looping(settings) },
    { how: 'lists made at once and lines cut by hand', program: listing(settings) },
  ];
}

export function rosterWrong(settings: Settings): readonly WrongProgram[] {
  const { task, fair, weekend } = settings;
  const right = looping(settings);
  const from = (name: string, why: string, old: string, now: string): WrongProgram => ({
    name,
    why,
    program: edited(right, old, now),
  });
  const byTask: Record<Settings['task'], () => WrongProgram> = {
    plan: () =>
      fair === 'turn'
        ? from('absent-people-work', 'Whoever is absent is skipped.', 'if (name, text) not in absences:', 'if True:')
        : from('absent-people-work', 'Whoever is absent is skipped.', ' if (name, text) not in absences]', ']'),
    check: () =>
      from('order-of-the-file', 'Problems are sorted.', 'sorted(problems)', 'sorted(problems, reverse=True)'),
    pay: () => from('order-of-the-file', 'The lines are sorted.', 'sorted(totals.items())', 'totals.items()'),
  };
  return [
    byTask[task](),
    {
      name: 'other-weekend',
      why: 'Saturday and Sunday are treated as the text says.',
      program: looping({ ...settings, weekend: weekend === 'closed' ? 'open' : 'closed' }),
    },
    {
      name: 'other-rule',
      why: 'The rule of the text is another.',
      program: looping({ ...settings, fair: fair === 'turn' ? 'count' : 'turn' }),
    },
  ];
}
