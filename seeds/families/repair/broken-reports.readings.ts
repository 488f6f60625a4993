/** Four ways in which the family `broken-reports` reads movements of money. */

import { money, type Reading } from './broken-reports.stages.ts';

export const readings: readonly Reading[] = [
  {
    text: [
      'Input: lines "YYYY-MM-DD;label;amount"; the amount may use a comma or a point before its one or two decimals, or have none (12 / 12,5 / -12.50). Blank lines and lines beginning with # do not count.',
      'The lines I feed it look like 2024-03-01;tea;-12,50 but some have a point instead of the comma, some only one decimal (12,5 is twelve fifty) or none at all. Empty lines and my remarks with # in front are to be passed over.',
      'Standard input consists of lines with day, label and amount separated by semicolons. The decimal sign of the amount is a comma or a point, followed by one or two digits; it may be absent. Blank lines and lines beginning with # carry no data.',
    ],
    cases: ['forms of amounts', 'spent and earned'],
    program: `
import sys

def to_cents(text):
    sign = -1 if text.startswith('-') else 1
    whole, _, rest = text.lstrip('-').replace(',', '.').partition('.')
    return sign * (int(whole) * 100 + int(rest.ljust(2, '0')))

def read():
    movements = []
    for line in sys.stdin:
        line = line.strip()
        if not line or line.startswith('#'):
            continue
        day, label, amount = line.split(';')
        movements.append((day, label, to_cents(amount)))
    return movements
`,
    other: `
import sys
from decimal import Decimal

def read():
    rows = [line.strip().split(';') for line in sys.stdin.read().split('\\n') if line.strip() and line[0] != '#']
    return [(day, label, int(Decimal(amount.replace(',', '.')) * 100)) for day, label, amount in rows]
`,
    slips: [
      {
        why: 'One decimal means tenths',
        from: "int(rest.ljust(2, '0'))",
        to: "int(rest or '0')",
        symptom: 'An amount like 12,5 counts as 12.05.',
      },
      {
        why: 'The minus counts for the cents as well',
        from: 'sign * (int(whole) * 100 + ',
        to: '(sign * int(whole) * 100 + ',
        symptom: 'What I spend is off by a bit: -3,20 seems to count as -2.80.',
      },
    ],
    write: (movements) =>
      `# export\n\n${movements
        .map(({ day, label, cents }, index) => {
          const text = index % 3 === 0 ? money(cents).replace('.', ',') : money(cents);
          return `${day};${label};${index % 2 === 0 ? text.replace(/[.,]00$/, '').replace(/([.,]\d)0$/, '$1') : text}\n`;
        })
        .join('')}`,
  },
  {
    text: [
      'Input: one JSON object a line with date (DD.MM.YYYY), text and cents (a whole number). Where "out" is true the amount is spent, so negative. Lines with "void": true do not count.',
      'Each line is a JSON object out of our till: date as 31.12.2024, text, cents, and for money that went out also "out": true (then it has to count negative). If there is "void": true the line was a mistake and must be left out.',
      'Standard input holds a JSON object per line. Its members are date (in the form DD.MM.YYYY), text, cents (an integer), optionally out, which if true makes the amount negative, and optionally void, which if true excludes the line.',
    ],
    cases: ['spent and earned', 'drawn 1'],
    program: `
import json
import sys

def read():
    movements = []
    for line in sys.stdin:
        if not line.strip():
            continue
        entry = json.loads(line)
        if entry.get('void'):
            continue
        day, month, year = entry['date'].split('.')
        cents = -entry['cents'] if entry.get('out') else entry['cents']
        movements.append((f'{year}-{month}-{day}', entry['text'], cents))
    return movements
`,
    other: `
import sys
from datetime import datetime
from json import JSONDecoder

def read():
    decode = JSONDecoder().decode
    entries = map(decode, filter(str.strip, sys.stdin.read().split('\\n')))
    return [
        (datetime.strptime(entry['date'], '%d.%m.%Y').date().isoformat(), entry['text'], entry['cents'] * (1 - 2 * entry.get('out', False)))
        for entry in entries
        if entry.get('void', False) is False
    ]
`,
    slips: [
      {
        why: 'Only a true void excludes a line',
        from: "if entry.get('void'):",
        to: "if 'void' in entry:",
        symptom: 'Lines with "void": false are gone too.',
      },
      {
        why: 'Only a true out makes an amount negative',
        from: "if entry.get('out') else",
        to: "if 'out' in entry else",
        symptom: 'Some income is counted as spent; I think it is where the line says "out": false.',
      },
    ],
    write: (movements) =>
      movements
        .map(({ day, label, cents }, index) => {
          const entry = {
            date: day.split('-').toReversed().join('.'),
            text: label,
            cents: Math.abs(cents),
            ...(cents < 0 ? { out: true } : index % 2 === 0 ? { out: false } : {}),
            ...(index % 3 === 1 ? { void: false } : {}),
          };
          const mistake = { ...entry, void: true };
          return `${JSON.stringify(entry)}\n${index % 4 === 0 ? `${JSON.stringify(mistake)}\n` : ''}`;
        })
        .join(''),
  },
  {
    text: [
      'Input: fixed columns. Columns 1 to 10 hold the day (YYYY-MM-DD), 11 to 22 the label (blanks at its end do not count, those inside do), from 23 on the amount in cents, with a minus in front or behind (250- is -250). Lines end anywhere.',
      'The bank gives us fixed columns: ten signs for the day, the next twelve for the label with blanks to fill up (labels can have blanks inside), and the rest is the amount in cents. Minus may be in front or, as banks like it, behind: 250-.',
      'Standard input has lines of fixed columns: the day in columns 1 to 10, the label in columns 11 to 22, padded with blanks which do not belong to it, and an integer amount of cents from column 23 on, whose minus sign, if any, precedes or follows the digits.',
    ],
    cases: ['blanks in labels', 'spent and earned'],
    program: `
import sys

def read():
    movements = []
    for line in sys.stdin:
        line = line.rstrip('\\n')
        if not line:
            continue
        amount = line[22:].strip()
        cents = -int(amount[:-1]) if amount.endswith('-') else int(amount)
        movements.append((line[:10], line[10:22].rstrip(), cents))
    return movements
`,
    other: `
import re
import sys

ROW = re.compile(r'^(.{10})(.{12})\\s*(-?)(\\d+)(-?)', re.M)

def read():
    return [
        (day, label.rstrip(), int(digits) if before == after else -int(digits))
        for day, label, before, digits, after in ROW.findall(sys.stdin.read())
    ]
`,
    slips: [
      {
        why: 'Labels may hold blanks',
        from: 'line[22:].strip()',
        to: 'line.split()[2]',
        symptom: 'It stops with an error at a label of two words.',
      },
      {
        why: 'A minus may stand behind the amount',
        from: "-int(amount[:-1]) if amount.endswith('-') else int(amount)",
        to: "int(amount.rstrip('-'))",
        symptom: 'Amounts with the minus behind are added instead of taken off.',
      },
    ],
    write: (movements) =>
      movements
        .map(({ day, label, cents }, index) => {
          const amount = cents < 0 && index % 2 === 1 ? `${-cents}-` : String(cents);
          return `${day}${label.padEnd(12)}${amount.padStart(index % 3 === 0 ? 8 : 1)}\n`;
        })
        .join(''),
  },
  {
    text: [
      'Input: a line with a day (YYYY-MM-DD) alone opens that day; the lines after it, indented by two blanks, are "label amount" with the amount in cents as the last word, so that labels may consist of several words. The same day may be opened again later. Blank lines do not count.',
      'My notebook goes like this: a line with the day, then indented lines such as "  green tea -250", what it was and the cents at the end (the last word is the amount, everything before it the label). Sometimes a day turns up twice, and there are empty lines that mean nothing.',
      'Standard input consists of days and entries. A line not indented names a day. A line indented by two blanks is an entry of the latest day: a label of one or more words and an integer amount of cents, which is the last word. Days may recur; blank lines are void.',
    ],
    cases: ['blanks in labels', 'drawn 1'],
    program: `
import sys

def read():
    movements = []
    day = None
    for line in sys.stdin:
        if not line.strip():
            continue
        if line.startswith('  '):
            label, amount = line.strip().rsplit(' ', 1)
            movements.append((day, label, int(amount)))
        else:
            day = line.strip()
    return movements
`,
    other: `
import re
import sys

def read():
    movements = []
    for block in re.split(r'(?m)^(?=\\d)', sys.stdin.read()):
        day, *entries = [row.strip() for row in block.split('\\n') if row.strip()] or ['']
        for entry in entries:
            words = entry.split(' ')
            movements.append((day, ' '.join(words[:-1]), int(words[-1])))
    return movements
`,
    slips: [
      {
        why: 'A label may consist of several words',
        from: "label, amount = line.strip().rsplit(' ', 1)",
        to: 'label, amount = line.split()',
        symptom: 'It stops with an error when a label has two words.',
      },
      {
        why: 'A blank line does not end the day',
        from: 'if not line.strip():\n            continue',
        to: 'if not line.strip():\n            break',
        symptom: 'Everything after the first empty line is missing.',
      },
    ],
    write: (movements) => {
      let day = '';
      return movements
        .map((movement, index) => {
          const head =
            movement.day === day ? (index % 3 === 1 ? '\n' : '') : `${movement.day}\n${index % 2 === 0 ? '\n' : ''}`;
          day = movement.day;
          return `${head}  ${movement.label} ${movement.cents}\n`;
        })
        .join('');
    },
  },
];
