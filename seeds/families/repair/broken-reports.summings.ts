/** Three ways in which the family `broken-reports` sums movements up. */

import type { Movement, Summing } from './broken-reports.stages.ts';

const byKey = (movements: readonly Movement[], key: (movement: Movement) => string) => {
  const sums: Record<string, number> = {};
  for (const movement of movements) sums[key(movement)] = (sums[key(movement)] ?? 0) + movement.cents;
  return Object.entries(sums);
};

const plain = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

export const summings: readonly Summing[] = [
  {
    text: [
      'It sums by month (YYYY-MM). Every month from the first to the last one with a movement gets a row, in order, with 0 where nothing happened.',
      'What it should do: one sum for each month, written 2024-03, in order of time, and no month left out between the first and the last, even if there was nothing (then 0).',
      'The amounts are summed per calendar month, named YYYY-MM. All months between the earliest and the latest movement appear in ascending order, those without movements with a sum of 0.',
    ],
    cases: ['over the new year', 'a month without anything', 'out of order', 'drawn 2', 'drawn 3', 'many'],
    program: `
def sums(movements):
    totals = {}
    for day, _, cents in movements:
        totals[day[:7]] = totals.get(day[:7], 0) + cents
    if not totals:
        return []
    rows = []
    year, month = map(int, min(totals).split('-'))
    while True:
        name = f'{year}-{month:02d}'
        rows.append((name, totals.get(name, 0)))
        if name == max(totals):
            return rows
        month += 1
        if month > 12:
            year, month = year + 1, 1
`,
    other: `
from collections import Counter

def sums(movements):
    totals = Counter()
    for day, _, cents in movements:
        totals[int(day[:4]) * 12 + int(day[5:7]) - 1] += cents
    span = range(min(totals), max(totals) + 1) if totals else []
    return [('%d-%02d' % (number // 12, number % 12 + 1), totals[number]) for number in span]
`,
    slips: [
      {
        why: 'A month without movements has a row',
        from: 'rows.append((name, totals.get(name, 0)))',
        to: 'if name in totals:\n            rows.append((name, totals[name]))',
        symptom: 'Months in which nothing happened are missing.',
      },
      {
        why: 'Months go on over the new year',
        from: 'if month > 12:',
        to: 'if month > 11:',
        symptom: 'December never shows up, and the program hangs when the last month is a December.',
      },
    ],
    sum: (movements) => {
      const sums = byKey(movements, ({ day }) => String(Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1));
      const numbers = sums.map(([number]) => Number(number));
      const start = Math.min(...numbers);
      return Array.from({ length: numbers.length === 0 ? 0 : Math.max(...numbers) - start + 1 }, (_, index) => {
        const number = start + index;
        const name = `${Math.floor(number / 12)}-${String((number % 12) + 1).padStart(2, '0')}`;
        return [name, sums.find(([key]) => key === String(number))?.[1] ?? 0];
      });
    },
  },
  {
    text: [
      'It sums by label, capital and small letters being the same (shown in small letters), largest sum first, equal sums in alphabetical order (plain code points). Labels whose sum is 0 are left out.',
      'What it should do: a sum for each label, TEA and tea being the same thing (print it small). The biggest sum comes first; with equal sums go by the alphabet (code points). If a label comes out at exactly 0, leave it away.',
      'The amounts are summed per label in lower case. Rows are sorted by descending sum, then by label in order of code points. A label having the sum 0 is omitted.',
    ],
    cases: ['capitals', 'equal sums', 'comes to nothing', 'drawn 2', 'drawn 3', 'many'],
    program: `
def sums(movements):
    totals = {}
    for _, label, cents in movements:
        label = label.lower()
        totals[label] = totals.get(label, 0) + cents
    rows = [(label, cents) for label, cents in totals.items() if cents != 0]
    return sorted(rows, key=lambda row: (-row[1], row[0]))
`,
    other: `
from collections import defaultdict

def sums(movements):
    groups = defaultdict(list)
    for movement in movements:
        groups[movement[1].lower()].append(movement[2])
    rows = sorted((label, sum(amounts)) for label, amounts in groups.items())
    rows.sort(key=lambda row: row[1], reverse=True)
    return [row for row in rows if row[1]]
`,
    slips: [
      {
        why: 'Capital and small letters are the same label',
        from: 'label = label.lower()\n',
        to: 'label = label.strip()\n',
        symptom: 'TEA and tea are two rows.',
      },
      {
        why: 'Equal sums are in alphabetical order',
        from: 'key=lambda row: (-row[1], row[0])',
        to: 'key=lambda row: row[1], reverse=True',
        symptom: 'With equal sums the order looks random to me.',
      },
      {
        why: 'Only a sum of exactly 0 is left out',
        from: 'if cents != 0]',
        to: 'if cents > 0]',
        symptom: 'Labels that cost me money are not shown at all.',
      },
    ],
    sum: (movements) =>
      byKey(movements, ({ label }) => label.toLowerCase())
        .filter(([, cents]) => cents !== 0)
        .toSorted((a, b) => b[1] - a[1] || plain(a[0], b[0])),
  },
  {
    text: [
      'It shows the balance at the end of each day that has a movement, days in order (input need not be in order): the sum of everything up to and with that day, starting from 0.',
      'What it should do: for every day on which something happened, in the order of the calendar whatever the order of the lines, print what is in the box at the end of that day if it was empty at the start. One row a day, even when there are ten movements.',
      'For each day having at least one movement, in ascending order and independent of the order of input, the balance at its end is given, that is the sum of all amounts up to and including that day.',
    ],
    cases: ['out of order', 'several a day', 'drawn 2', 'drawn 3', 'many'],
    program: `
def sums(movements):
    balance = 0
    rows = {}
    for day, _, cents in sorted(movements, key=lambda movement: movement[0]):
        balance += cents
        rows[day] = balance
    return list(rows.items())
`,
    other: `
from itertools import accumulate

def sums(movements):
    days = sorted({movement[0] for movement in movements})
    changes = [sum(cents for other, _, cents in movements if other == day) for day in days]
    return list(zip(days, accumulate(changes)))
`,
    slips: [
      {
        why: 'Days are in the order of the calendar',
        from: 'sorted(movements, key=lambda movement: movement[0])',
        to: 'movements',
        symptom: 'If my lines are not in order of days the balances are nonsense.',
      },
      {
        why: 'The balance takes in all movements before',
        from: 'rows[day] = balance',
        to: 'rows[day] = cents',
        symptom: 'I get the last movement of a day instead of what is in the box.',
      },
    ],
    sum: (movements) =>
      [...new Set(movements.map(({ day }) => day))]
        .toSorted(plain)
        .map((day) => [day, movements.reduce((sum, other) => sum + (other.day <= day ? other.cents : 0), 0)]),
  },
];
