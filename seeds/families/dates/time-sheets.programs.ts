/** Programs of the family `time-sheets`. */

import { edited, type WrongProgram } from '../family.ts';
import type { AlternativeProgram } from '../study-family.ts';
import type { Settings } from './time-sheets.ts';

const ROUNDED = {
  none: 'minutes',
  quarter: '(minutes + 7) // 15 * 15',
  'five-down': 'minutes - minutes % 5',
} as const;

const HEADER = { person: 'name,worked', week: 'name,week,worked', day: 'date,worked' } as const;

/** Rows into a dictionary of sums, with the csv module. */
function summing({ rounding, breaks, nights, grouping, columns }: Settings): string {
  const [name, date, start, end, pause] = columns;
  const night =
    nights === 'next-day'
      ? `    if minutes < 0:
        minutes += 24 * 60`
      : `    if minutes <= 0:
        return None`;
  const rest =
    breaks === 'recorded'
      ? `    minutes = max(0, minutes - int(row['${pause}'] or 0))`
      : `    if minutes > 360:
        minutes -= 30`;
  const refused =
    nights === 'next-day'
      ? ''
      : `        if minutes is None:
            rejected += 1
            continue
`;
  const collect = {
    person: `        totals[row['${name}']] += minutes`,
    week: `        year, week, weekday = date.fromisoformat(row['${date}']).isocalendar()
        totals[row['${name}'], f'{year}-W{week:02d}'] += minutes`,
    day: `        date = row['${date}']
        totals[date] = totals[date] + minutes`,
  }[grouping];
  const report = {
    person: `    for name, total in sorted(totals.items()):
        hours, minutes = divmod(total, 60)
        print('%s,%d:%02d' % (name, hours, minutes))`,
    week: `    for (name, week), total in sorted(totals.items()):
        print('%s,%s,%d:%02d' % (name, week, *divmod(total, 60)))`,
    day: `    for date in sorted(totals):
        print(f'{date},{totals[date] // 60}:{totals[date] % 60:02d}')`,
  }[grouping];
  return `
import csv
import sys
from collections import defaultdict
${grouping === 'week' ? 'from datetime import date\n' : ''}

def minute_of_day(text):
    hours, minutes = text.split(':')
    return int(hours) * 60 + int(minutes)


def worked_minutes(row):
    minutes = minute_of_day(row['${end}']) - minute_of_day(row['${start}'])
${night}
${rest}
    return ${ROUNDED[rounding]}


def main():
    totals = defaultdict(int)
${nights === 'refused' ? '    rejected = 0\n' : ''}    for row in csv.DictReader(sys.stdin):
        minutes = worked_minutes(row)
${refused}${collect}
    print('${HEADER[grouping]}')
${report}
${nights === 'refused' ? "    print('rejected,%d' % rejected)\n" : ''}

main()
`;
}

const GROUP = {
  person: '',
  week: `def group(name, day):
    year, week, _ = datetime.strptime(day, '%Y-%m-%d').isocalendar()
    return f'{name},{year}-W{week:02}'


`,
  day: '',
} as const;
const LABEL = { person: 'name', week: 'group(name, day)', day: 'day' } as const;

/** Entries as sorted tuples, grouped where the key changes; times with datetime. */
function grouping({ rounding, breaks, nights, grouping: by, columns }: Settings): string {
  const pauseCell = breaks === 'recorded' ? ', pause' : '';
  const labels = breaks === 'recorded' ? columns : columns.slice(0, 4);
  const steps = [
    nights === 'next-day'
      ? '    if finish < begin:\n        finish += timedelta(days=1)'
      : '    if finish <= begin:\n        raise ValueError(day)',
    '    spent = int((finish - begin).total_seconds()) // 60',
    breaks === 'recorded' ? "    spent = max(spent - int(pause or '0'), 0)" : '    spent -= 30 * (spent > 6 * 60)',
    {
      none: '    return spent',
      quarter: '    full, over = divmod(spent, 15)\n    return 15 * (full + 1 if over > 7 else full)',
      'five-down': '    return spent // 5 * 5',
    }[rounding],
  ];
  const collect =
    nights === 'next-day'
      ? `    entries.append((${LABEL[by]}, spent_on(day, begin, finish${pauseCell})))`
      : `    try:
        entries.append((${LABEL[by]}, spent_on(day, begin, finish${pauseCell})))
    except ValueError:
        bad += 1`;
  return `
from datetime import datetime, timedelta
from itertools import groupby
from sys import stdin


def spent_on(day, begin, finish${pauseCell}):
    begin = datetime.strptime(day + ' ' + begin, '%Y-%m-%d %H:%M')
    finish = datetime.strptime(day + ' ' + finish, '%Y-%m-%d %H:%M')
${steps.join('\n')}


${GROUP[by]}header, *lines = stdin.read().split()
places = [header.split(',').index(label) for label in (${labels.map((label) => `'${label}'`).join(', ')})]
entries = []
${nights === 'refused' ? 'bad = 0\n' : ''}for line in lines:
    cells = line.split(',')
    name, day, begin, finish${pauseCell} = [cells[place] for place in places]
${collect}
print('${HEADER[by]}')
for label, members in groupby(sorted(entries), key=lambda entry: entry[0]):
    total = sum(spent for _, spent in members)
    print(f'{label},{total // 60}:{total % 60:02}')
${nights === 'refused' ? "print(f'rejected,{bad}')\n" : ''}`;
}

export function timeSheetPrograms(settings: Settings): readonly [AlternativeProgram, AlternativeProgram] {
  return [
    { how: 'sums in a dictionary over the rows of csv.DictReader', program: summing(settings) },
    { how: 'datetime arithmetic on split lines, sorted and grouped', program: grouping(settings) },
  ];
}

export function timeSheetWrong(settings: Settings): readonly WrongProgram[] {
  const { rounding, breaks, nights, grouping: by, columns } = settings;
  const right = summing(settings);
  const wrong: WrongProgram[] = [];
  const add = (name: string, why: string, from: string, to: string) =>
    wrong.push({ name, why, program: edited(right, from, to) });
  if (rounding === 'none') {
    add(
      'counts-full-hours',
      'Minutes beyond the full hour are part of the sum.',
      '    return minutes\n',
      '    return minutes // 60 * 60\n',
    );
  } else if (rounding === 'quarter') {
    add('rounds-quarters-down', 'Quarters are rounded to the nearest one, not down.', '(minutes + 7)', 'minutes');
    add('rounds-the-sum', 'Every entry is rounded, not the sum.', 'return (minutes + 7) // 15 * 15', 'return minutes');
  } else {
    add('rounds-up', 'Started five minutes do not count.', 'minutes - minutes % 5', '(minutes + 4) // 5 * 5');
    add('rounds-nothing', 'Every entry is cut to full five minutes.', 'minutes - minutes % 5', 'minutes');
  }
  if (breaks === 'recorded') add('keeps-breaks', 'The break is not paid.', `int(row['${columns[4]}'] or 0)`, '0');
  else add('deducts-at-six-hours', 'Exactly six hours lose no break.', 'minutes > 360', 'minutes >= 360');
  if (nights === 'next-day')
    add('night-is-lost', 'An end before the start is on the next day.', 'minutes += 24 * 60', 'minutes = 0');
  else add('counts-equal-times', 'An entry that ends as it starts is rejected.', 'minutes <= 0', 'minutes < 0');
  if (by === 'week')
    add(
      'calendar-year',
      'A week belongs to its ISO year.',
      'year, week, weekday = date',
      `year = row['${columns[1]}'][:4]\n        _, week, weekday = date`,
    );
  else add('order-of-appearance', 'The lines are sorted.', 'in sorted(totals', 'in list(totals');
  return wrong;
}
