/** Programs of the family `business-days`. */

import { edited, type WrongProgram } from '../family.ts';
import type { AlternativeProgram } from '../study-family.ts';
import type { Settings } from './business-days.ts';

const WEEKEND = { 'sat-sun': '(5, 6)', 'fri-sat': '(4, 5)', sunday: '(6,)' } as const;

const READ_HOLIDAYS = {
  dated: `
def read_holidays(path):
    with open(path) as file:
        return {date.fromisoformat(line.strip()) for line in file if line.strip()}


def is_open(day, holidays):
    return day.weekday() not in WEEKEND and day not in holidays
`,
  yearly: `
def read_holidays(path):
    with open(path) as file:
        return {line.strip() for line in file if line.strip()}


def is_holiday(day, holidays):
    return day.strftime('%m-%d') in holidays


def is_open(day, holidays):
    if day.weekday() in WEEKEND or is_holiday(day, holidays):
        return False
    before = day - timedelta(days=1)
    owed = 0
    while before.weekday() in WEEKEND or is_holiday(before, holidays):
        if before.weekday() in WEEKEND and is_holiday(before, holidays):
            owed += 1
        before -= timedelta(days=1)
    return owed == 0
`,
} as const;

/** Walks from day to day. */
function stepping({ task, weekend, cutoff, holidays, files }: Settings): string {
  const late =
    cutoff === 'none'
      ? ''
      : `    if time >= '${files.hour}':
        day += timedelta(days=1)
`;
  const body = {
    add: `def due_date(received, days, holidays):
    text${cutoff === 'none' ? '' : ', time'} = received${cutoff === 'none' ? '' : '.split()'}
    day = date.fromisoformat(text)
${late}    while not is_open(day, holidays):
        day += timedelta(days=1)
    while days > 0:
        day += timedelta(days=1)
        if is_open(day, holidays):
            days -= 1
    return day.isoformat()
`,
    count: `def days_taken(opened, closed, holidays):
    text${cutoff === 'none' ? '' : ', time'} = opened${cutoff === 'none' ? '' : '.split()'}
    day = date.fromisoformat(text)
${late}    while not is_open(day, holidays):
        day += timedelta(days=1)
    last = date.fromisoformat(closed)
    count = 0
    while day < last:
        day += timedelta(days=1)
        count += is_open(day, holidays)
    return count
`,
    back: `def send_date(event, days, holidays):
    text${cutoff === 'none' ? '' : ', time'} = event${cutoff === 'none' ? '' : '.split()'}
    day = date.fromisoformat(text)
${cutoff === 'none' ? '' : `    if time < '${files.hour}':\n        day -= ONE_DAY\n`}    remaining = days
    while remaining or not is_open(day, holidays):
        remaining -= is_open(day, holidays)
        day -= ONE_DAY
    return day


def plan(rows, holidays):
    for row in rows:
        yield send_date(row['event'], int(row['days']), holidays), row['id']
`,
  }[task];
  const rows = {
    add: `            writer.writerow([row['id'], due_date(row['received'], int(row['days']), holidays)])`,
    count: `            taken = days_taken(row['opened'], row['closed'], holidays)
            writer.writerow([row['id'], taken, 'late' if taken > int(row['limit']) else 'ok'])`,
    back: '',
  }[task];
  const output =
    task === 'back'
      ? `    with open('${files.input}', newline='') as source:
        entries = sorted(plan(csv.DictReader(source), holidays))
    with open('${files.output}', 'w') as target:
        target.write('id,send,weekday\\n')
        for day, number in entries:
            target.write(f'{number},{day},{day:%A}\\n')`
      : `    with open('${files.input}', newline='') as source, open('${files.output}', 'w', newline='') as target:
        writer = csv.writer(target, lineterminator='\\n')
        writer.writerow([${task === 'add' ? "'id', 'due'" : "'id', 'days', 'status'"}])
        for row in csv.DictReader(source):
${rows}`;
  return `
import csv
from datetime import date, timedelta

WEEKEND = ${WEEKEND[weekend]}
${task === 'back' ? 'ONE_DAY = timedelta(days=1)\n' : ''}
${READ_HOLIDAYS[holidays]}

${body.trim()}


def main():
    holidays = read_holidays('${files.holidays}')
${output}


main()
`;
}

const CLOSED = {
  dated: "closed = {date.fromisoformat(line).toordinal() for line in open('HOLIDAYS').read().split()}",
  yearly: `closed = set()
feasts = open('HOLIDAYS').read().split()
owed = 0
for number in range(date(2022, 12, 1).toordinal(), date(2033, 1, 1).toordinal()):
    day = date.fromordinal(number)
    feast = f'{day:%m-%d}' in feasts
    if day.weekday() in OFF:
        owed += feast
    elif feast:
        closed.add(number)
    elif owed:
        closed.add(number)
        owed = 0`,
} as const;

/** Numbers the working days once, then looks positions up. */
function numbering({ task, weekend, cutoff, holidays, files }: Settings): string {
  const begin =
    cutoff === 'none'
      ? 'return date.fromisoformat(stamp).toordinal()'
      : `return date.fromisoformat(stamp[:10]).toordinal() + (stamp[11:] >= '${files.hour}')`;
  const first = {
    add: `def begins(stamp):\n    ${begin}`,
    count: `def begins(stamp):\n    ${begin}`,
    back: `def latest(stamp):\n    ${
      cutoff === 'none'
        ? 'return date.fromisoformat(stamp).toordinal()'
        : `day, time = stamp.split()\n    number = date.fromisoformat(day).toordinal()\n    return number - 1 if time < '${files.hour}' else number`
    }`,
  }[task];
  const work = {
    add: `print('id,due', file=target)
for line in rows:
    number, stamp, days = line.split(',')
    place = bisect_left(working, begins(stamp)) + int(days)
    print(f'{number},{date.fromordinal(working[place])}', file=target)`,
    count: `print('id,days,status', file=target)
for line in rows:
    number, stamp, closing, limit = line.split(',')
    first = bisect_left(working, begins(stamp))
    after = bisect_right(working, date.fromisoformat(closing).toordinal())
    days = max(0, after - first - 1)
    print(number, days, 'ok' if days <= int(limit) else 'late', sep=',', file=target)`,
    back: `plan = []
for line in rows:
    number, stamp, days = line.split(',')
    sending = date.fromordinal(working[bisect_right(working, latest(stamp)) - 1 - int(days)])
    plan.append((sending.isoformat(), number, sending.strftime('%A')))
plan.sort()
target.write('id,send,weekday\\n')
target.writelines(f'{number},{sending},{weekday}\\n' for sending, number, weekday in plan)`,
  }[task];
  return `
from bisect import ${{ add: 'bisect_left', count: 'bisect_left, bisect_right', back: 'bisect_right' }[task]}
from datetime import date

OFF = ${WEEKEND[weekend]}
${CLOSED[holidays].replace('HOLIDAYS', files.holidays)}
working = [
    number
    for number in range(date(2023, 1, 1).toordinal(), date(2033, 1, 1).toordinal())
    if date.fromordinal(number).weekday() not in OFF and number not in closed
]


${first}


header, *rows = open('${files.input}').read().split('\\n')[:-1]
target = open('${files.output}', 'w')
${work}
target.close()
`;
}

export function businessPrograms(settings: Settings): readonly [AlternativeProgram, AlternativeProgram] {
  return [
    { how: 'walks from day to day', program: stepping(settings) },
    { how: 'numbers all working days of ten years and looks positions up', program: numbering(settings) },
  ];
}

export function businessWrong(settings: Settings): readonly WrongProgram[] {
  const right = stepping(settings);
  const wrong: WrongProgram[] = [];
  const add = (name: string, why: string, from: string, to: string) =>
    wrong.push({ name, why, program: edited(right, from, to) });
  const other = { 'sat-sun': '(6,)', 'fri-sat': '(5, 6)', sunday: '(5, 6)' }[settings.weekend];
  add('other-weekend', 'The week has another weekend.', `WEEKEND = ${WEEKEND[settings.weekend]}`, `WEEKEND = ${other}`);
  if (settings.task === 'back') {
    if (settings.cutoff === 'hour')
      add('noon-is-early', 'At the hour itself the day of the event still counts.', "time < '", "time <= '");
    add(
      'unsorted',
      'The plan is in order of the sending dates.',
      'sorted(plan(csv.DictReader(source), holidays))',
      'list(plan(csv.DictReader(source), holidays))',
    );
    add(
      'lands-on-closed-days',
      'Nothing can be sent on a closed day.',
      'while remaining or not is_open(day, holidays)',
      'while remaining > 0',
    );
  } else if (settings.cutoff === 'hour') {
    add('cutoff-is-in-time', 'What comes at the hour itself counts for the next day.', `time >= '`, `time > '`);
    add('no-cutoff', 'What comes after the hour counts for the next day.', `time >= '${settings.files.hour}'`, 'False');
  } else {
    add(
      'starts-on-a-closed-day',
      'What comes on a closed day begins on the next working day.',
      '    while not is_open(day, holidays):',
      '    while False:',
    );
  }
  if (settings.holidays === 'yearly')
    add('no-substitute', 'A holiday on a free day is made up for.', 'return owed == 0', 'return True');
  else add('no-holidays', 'Holidays are no working days.', ' and day not in holidays', '');
  if (settings.task === 'add')
    add('counts-the-first-day', 'The day it begins is day 0.', 'while days > 0', 'while days > 1');
  else if (settings.task === 'count')
    add('limit-is-late', 'Exactly the limit is in time.', 'taken > int', 'taken >= int');
  return wrong;
}
