/** Four ways in which the family `broken-reports` prints its rows. */

import { MONEY_PYTHON, money, type Printing } from './broken-reports.stages.ts';

const OTHER_MONEY = `
def money(cents):
    digits = str(abs(cents)).zfill(3)
    return '-' * (cents < 0) + digits[:-2] + '.' + digits[-2:]
`;

export const printings: readonly Printing[] = [
  {
    text: [
      'Printed is a table: names left, amounts (two decimals, point) right-aligned, two blanks between the widest of each. Last comes a line with "total" and the sum of the rows, which counts for the widths. No rows: the total line alone.',
      'On paper it must be a neat table: the names flush left, the amounts like -3.05 flush right, as wide as the widest plus two blanks between the columns. The last line says total with the sum of all rows and is part of the table when it comes to widths; without rows it is the only line.',
      'Output is a table with left-aligned names and right-aligned amounts (decimal point, two decimals). Both columns are as wide as their widest entry and separated by two blanks. A final row named total bears the sum of all rows; its entries count for the widths.',
    ],
    cases: ['nothing', 'widths', 'drawn 1'],
    program: `${MONEY_PYTHON}
def show(rows):
    rows = [(name, money(cents)) for name, cents in rows + [('total', sum(cents for _, cents in rows))]]
    left = max(len(name) for name, _ in rows)
    right = max(len(amount) for _, amount in rows)
    for name, amount in rows:
        print(name.ljust(left) + '  ' + amount.rjust(right))
`,
    other: `${OTHER_MONEY}
def show(rows):
    total = 0
    names, amounts = [], []
    for name, cents in rows:
        total += cents
        names.append(name)
        amounts.append(money(cents))
    names.append('total')
    amounts.append(money(total))
    form = '{:<%d}  {:>%d}' % (len(max(names, key=len)), len(max(amounts, key=len)))
    print('\\n'.join(map(form.format, names, amounts)))
`,
    slips: [
      {
        why: 'Amounts are aligned at the right',
        from: 'amount.rjust(right)',
        to: 'amount.ljust(right)',
        symptom: 'The amounts do not stand one under the other at the right.',
      },
      {
        why: 'Cents of negative amounts are right',
        from: '{abs(cents) // 100}.{abs(cents) % 100:02d}',
        to: '{abs(cents // 100)}.{abs(cents) % 100:02d}',
        symptom: 'Negative amounts are printed one too high: -3.05 appears as -4.05.',
      },
    ],
    print: (rows) => {
      const all = [...rows, ['total', rows.reduce((sum, [, cents]) => sum + cents, 0)] as const];
      const left = Math.max(...all.map(([name]) => name.length));
      const right = Math.max(...all.map(([, cents]) => money(cents).length));
      return all.map(([name, cents]) => `${name.padEnd(left)}  ${money(cents).padStart(right)}\n`).join('');
    },
  },
  {
    text: [
      'Printed is a bar for each row: name, colon, blank, then a # for every full 10.00 of the amount (a - instead of # where it is negative), then, if there are any signs, a blank, and the amount with two decimals. No rows: print "no movements".',
      'It draws bars: the name, a colon and a blank, then one # for each full ten, so 39.99 has three; for negative amounts - signs in the same way (-39.99 has three too). After the bar, if it has any length, a blank and then the amount like 39.99. If there is nothing to draw it prints: no movements',
      'Each row is printed as its name, a colon, a blank, a bar, a blank (omitted together with an empty bar) and the amount with two decimals. The bar consists of one # per full 10.00, or one - per full 10.00 of a negative amount. Without rows the line "no movements" is printed.',
    ],
    cases: ['nothing', 'bars', 'drawn 1'],
    program: `${MONEY_PYTHON}
def show(rows):
    if not rows:
        print('no movements')
    for name, cents in rows:
        bar = ('-' if cents < 0 else '#') * (abs(cents) // 1000)
        print(f'{name}: {bar} {money(cents)}' if bar else f'{name}: {money(cents)}')
`,
    other: `${OTHER_MONEY}
def show(rows):
    for name, cents in rows:
        words = [name + ':']
        length = int(abs(cents) / 1000)
        if length:
            words.append('#' * length if cents > 0 else '-' * length)
        words.append(money(cents))
        print(*words)
    if len(rows) == 0:
        print('no', 'movements')
`,
    slips: [
      {
        why: 'Negative amounts have bars of their own length',
        from: '(abs(cents) // 1000)',
        to: '(cents // 1000)',
        symptom: 'Negative amounts have no bar.',
      },
      {
        why: 'Nothing to draw is said',
        from: "if not rows:\n        print('no movements')\n    ",
        to: '',
        symptom: 'With an empty input nothing is printed at all.',
      },
    ],
    print: (rows) =>
      rows.length === 0
        ? 'no movements\n'
        : rows
            .map(([name, cents]) => {
              const bar = (cents < 0 ? '-' : '#').repeat(Math.trunc(Math.abs(cents) / 1000));
              return `${[`${name}:`, ...(bar === '' ? [] : [bar]), money(cents)].join(' ')}\n`;
            })
            .join(''),
  },
  {
    text: [
      "Printed is CSV: header name,amount,share; the amount with two decimals; share is the row's part of the sum of all amounts' absolute values, in whole percent, halves rounded up, without a sign (0 where that sum is 0). Names with a comma or a quote are quoted, quotes doubled.",
      'It prints CSV with the header name,amount,share. Amount has two decimals. Share tells how many percent the row is of everything, where everything means the absolute values of all rows added up: whole numbers, from .5 upwards round up, and never negative; if everything is 0, so is the share. Names that have a comma or a quote in them go into quotes, with quotes doubled.',
      'Output is CSV with the header name,amount,share. Amounts have two decimals. The share is the absolute amount divided by the sum of all absolute amounts, in whole percent rounded half up, or 0 if that sum is 0. A name containing a comma or a quotation mark is enclosed in quotation marks, inner ones being doubled.',
    ],
    cases: ['nothing', 'signs of CSV', 'shares', 'drawn 1'],
    program: `${MONEY_PYTHON}
def show(rows):
    print('name,amount,share')
    whole = sum(abs(cents) for _, cents in rows)
    for name, cents in rows:
        share = (abs(cents) * 200 + whole) // (2 * whole) if whole else 0
        if ',' in name or '"' in name:
            name = '"' + name.replace('"', '""') + '"'
        print(f'{name},{money(cents)},{share}')
`,
    other: `${OTHER_MONEY}
import csv
import sys as system
from fractions import Fraction
from math import floor

def show(rows):
    writer = csv.writer(system.stdout, lineterminator='\\n')
    writer.writerow(['name', 'amount', 'share'])
    whole = sum(max(cents, -cents) for _, cents in rows) or 1
    writer.writerows(
        [name, money(cents), floor(Fraction(100 * abs(cents), whole) + Fraction(1, 2))] for name, cents in rows
    )
`,
    slips: [
      {
        why: 'Shares are of the absolute values',
        from: 'whole = sum(abs(cents) for _, cents in rows)',
        to: 'whole = abs(sum(cents for _, cents in rows))',
        symptom: 'Shares go far beyond 100 as soon as there are negative amounts.',
      },
      {
        why: 'Halves of a percent are rounded up',
        from: '(abs(cents) * 200 + whole) // (2 * whole)',
        to: 'abs(cents) * 100 // whole',
        symptom: 'Shares are too low by one now and then: 0.6 percent shows as 0.',
      },
    ],
    print: (rows) => {
      const whole = rows.reduce((sum, [, cents]) => sum + Math.abs(cents), 0);
      return `name,amount,share\n${rows
        .map(([name, cents]) => {
          const shown = /[",]/.test(name) ? `"${name.replaceAll('"', '""')}"` : name;
          return `${shown},${money(cents)},${whole === 0 ? 0 : Math.floor((Math.abs(cents) * 100) / whole + 0.5)}\n`;
        })
        .join('')}`;
    },
  },
  {
    text: [
      'Printed is a summary: "N rows", then "highest NAME AMOUNT" and "lowest NAME AMOUNT" (of equals the first row), then "average AMOUNT": sum divided by the number of rows, cut to whole cents towards zero. Amounts have two decimals. No rows: "0 rows" only.',
      'It prints four lines: how many rows ("3 rows", also "1 rows"), then highest with name and amount, lowest with name and amount, where the first wins among equals, and average, the sum over the number of rows, where fractions of a cent fall away (towards zero, also below zero). If there are none just "0 rows".',
      'Output consists of the lines "N rows", "highest NAME AMOUNT", "lowest NAME AMOUNT" and "average AMOUNT". Among equal amounts the earlier row is named. The average is truncated towards zero to whole cents; amounts have two decimals. If N is 0, only the first line is printed.',
    ],
    cases: ['nothing', 'averages below zero', 'equal sums', 'drawn 1'],
    program: `${MONEY_PYTHON}
def show(rows):
    print(len(rows), 'rows')
    if not rows:
        return
    amount = lambda row: row[1]
    for title, row in (('highest', max(rows, key=amount)), ('lowest', min(rows, key=amount))):
        print(title, row[0], money(row[1]))
    total = sum(map(amount, rows))
    average = abs(total) // len(rows)
    print('average', money(-average if total < 0 else average))
`,
    other: `${OTHER_MONEY}
def show(rows):
    print(f'{len(rows)} rows')
    if rows:
        top = bottom = rows[0]
        total = 0
        for row in rows:
            total += row[1]
            top = row if row[1] > top[1] else top
            bottom = row if row[1] < bottom[1] else bottom
        print(f'highest {top[0]} {money(top[1])}')
        print(f'lowest {bottom[0]} {money(bottom[1])}')
        rest = total % len(rows)
        cut = (total - rest) // len(rows)
        print('average ' + money(cut + 1 if rest and total < 0 else cut))
`,
    slips: [
      {
        why: 'An average below zero is cut towards zero',
        from: "average = abs(total) // len(rows)\n    print('average', money(-average if total < 0 else average))",
        to: "print('average', money(total // len(rows)))",
        symptom: 'The average is a cent too low when it is negative.',
      },
      {
        why: 'No rows are no mistake',
        from: 'if not rows:\n        return\n    ',
        to: '',
        symptom: 'It crashes when there is nothing.',
      },
    ],
    print: (rows) => {
      if (rows.length === 0) return '0 rows\n';
      const amounts = rows.map(([, cents]) => cents);
      const named = (cents: number) => `${rows[amounts.indexOf(cents)]?.[0]} ${money(cents)}`;
      const average = Math.trunc(amounts.reduce((sum, cents) => sum + cents, 0) / rows.length);
      return `${rows.length} rows\nhighest ${named(Math.max(...amounts))}\nlowest ${named(Math.min(...amounts))}\naverage ${money(average)}\n`;
    },
  },
];
