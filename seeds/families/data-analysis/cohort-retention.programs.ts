/** Reference, alternative and wrong programs of the family `cohort-retention`. */

import type { WrongProgram } from '../family.ts';
import { edited } from '../family.ts';
import { python } from '../study-parts.ts';
import type { CohortNames, CohortSettings } from './cohort-retention.posting.ts';

const NUMBERING = {
  month: python`def period_of(day):
    return day.year * 12 + day.month - 1


def name_of(period):
    return f"{period // 12}-{period % 12 + 1:02d}"
`,
  quarter: python`def period_of(day):
    return day.year * 4 + (day.month - 1) // 3


def name_of(period):
    return f"{period // 4}-Q{period % 4 + 1}"
`,
  week: python`def period_of(day):
    return (day.toordinal() - 1) // 7


def name_of(period):
    return date.fromordinal(period * 7 + 1).isoformat()
`,
  'own days': python`def period_of(day):
    return day.year * 12 + day.month - 1


def offset_of(day, first):
    return (day - first).days // 30


def name_of(period):
    return f"{period // 12}-{period % 12 + 1:02d}"
`,
} as const;

/** Sets of offsets for everybody, then rows of counts. */
export function bySets({ period, cell, form, horizon }: CohortSettings, names: CohortNames): string {
  const { entry, who } = names;
  const counts = {
    active: 'sum(offset in offsets for offsets in members)',
    'came back': 'sum(max(offsets) >= offset for offsets in members)',
    'still there': 'sum(offsets.issuperset(range(offset + 1)) for offsets in members)',
  }[cell];
  const length = horizon === 'given' ? 'offsets_shown' : 'last - cohort + 1';
  const offset = period === 'own days' ? 'offset_of(day, first)' : 'period_of(day) - cohort';
  const result = {
    counts: python`    table = []
    for cohort in sorted(cohorts):
        members = cohorts[cohort]
        kept = [${counts} for offset in range(${length})]
        table.append({"cohort": name_of(cohort), "size": len(members), "kept": kept})
    return table
`,
    shares: python`    shares = {}
    for cohort, members in cohorts.items():
        row = []
        for offset in range(${length}):
            row.append(${counts} / len(members))
        shares[name_of(cohort)] = row
    return shares
`,
    pooled: python`    pooled = []
    for cohort, members in cohorts.items():
        for offset in range(${length}):
            if offset == len(pooled):
                pooled.append([offset, 0, 0])
            pooled[offset][1] += len(members)
            pooled[offset][2] += ${counts}
    return pooled
`,
  }[form];
  const numbering = form === 'pooled' ? (NUMBERING[period].split('\n\n\ndef name_of')[0] ?? '') : NUMBERING[period];
  return python`
from datetime import date


${numbering.trimEnd()}


def ${entry}(days${horizon === 'given' ? ', offsets_shown' : ''}):
    seen = {}
    for ${who}, text in days:
        seen.setdefault(${who}, set()).add(date.fromisoformat(text))
    cohorts = {}
    for own in seen.values():
        first = min(own)
        cohort = period_of(first)
        cohorts.setdefault(cohort, []).append({${offset} for day in own})
${horizon === 'given' ? '' : '    last = max((period_of(day) for own in seen.values() for day in own), default=0)\n'}${result}`;
}

/** Dates as numbers taken out of the text, sorted, and one row filled at a time. */
export function byText({ period, cell, form, horizon }: CohortSettings, names: CohortNames): string {
  const { entry, who } = names;
  const ordinal = python`def ordinal(text):
    year, month, day = map(int, text.split("-"))
    if month < 3:
        year, month = year - 1, month + 12
    return 365 * year + year // 4 - year // 100 + year // 400 + (153 * month - 457) // 5 + day - 306

`;
  const month = python`def number(text):
    return int(text[:4]) * 12 + int(text[5:7]) - 1

`;
  const helpers = {
    month,
    quarter: python`def number(text):
    return int(text[:4]) * 4 + (int(text[5:7]) + 2) // 3 - 1

`,
    week: python`${ordinal}
def number(text):
    return (ordinal(text) + 6) // 7

`,
    'own days': `${ordinal}\n${month}`,
  }[period];
  const label = {
    month: 'start[:7]',
    'own days': 'start[:7]',
    quarter: 'f"{start[:4]}-Q{(int(start[5:7]) + 2) // 3}"',
    week: 'monday(start)',
  }[period];
  const monday =
    period === 'week' && form !== 'pooled'
      ? python`
def monday(text):
    back = (ordinal(text) - 1) % 7
    return str(datetime.date.fromisoformat(text) - datetime.timedelta(back))

`
      : '';
  const step = period === 'own days' ? '(ordinal(text) - ordinal(start)) // 30' : 'number(text) - number(start)';
  const width = horizon === 'given' ? 'width' : 'newest - number(start) + 1';
  const mark = {
    active: python`        for offset in {OFFSET for text in own}:
            if offset < len(row):
                row[offset] += 1
`,
    'came back': python`        text = own[-1]
        for offset in range(min(OFFSET + 1, len(row))):
            row[offset] += 1
`,
    'still there': python`        visited = {OFFSET for text in own}
        offset = 0
        while offset in visited and offset < len(row):
            row[offset] += 1
            offset += 1
`,
  }[cell].replaceAll('OFFSET', step);
  const key = form === 'pooled' ? 'number(start)' : label;
  const result = {
    counts: python`    return [
        {"cohort": name, "size": sizes[name], "kept": rows[name]}
        for name in sorted(rows)
    ]
`,
    shares: python`    return {name: [count / sizes[name] for count in row] for name, row in rows.items()}
`,
    pooled: python`    longest = max(map(len, rows.values()), default=0)
    table = []
    for offset in range(longest):
        reaching = [name for name, row in rows.items() if len(row) > offset]
        table.append([offset, sum(sizes[name] for name in reaching), sum(rows[name][offset] for name in reaching)])
    return table
`,
  }[form];
  return python`
${period === 'week' && form !== 'pooled' ? 'import datetime\n' : ''}from collections import Counter, defaultdict


${helpers}${monday}
def ${entry}(days${horizon === 'given' ? ', width' : ''}):
    history = defaultdict(list)
    for ${who}, text in sorted(days, key=lambda pair: pair[1]):
        history[${who}].append(text)
${horizon === 'given' ? '' : '    newest = max((number(text) for _, text in days), default=0)\n'}    rows, sizes = {}, Counter()
    for own in history.values():
        start = own[0]
        name = ${key}
        row = rows.setdefault(name, [0] * (${width}))
        sizes[name] += 1
${mark}${result}`;
}

const OTHER_CELL = {
  active: ['came back', 'Only days at exactly the offset count.'],
  'came back': ['active', 'A later day counts for the offsets before it, too.'],
  'still there': ['active', 'After a break nobody counts again.'],
} as const;

export function wrong(settings: CohortSettings, names: CohortNames): WrongProgram[] {
  const source = bySets(settings, names);
  const [cell, why] = OTHER_CELL[settings.cell];
  const programs: WrongProgram[] = [
    { name: 'counts-otherwise', why, program: bySets({ ...settings, cell }, names) },
    {
      name: 'first-in-the-list',
      why: 'The first day is the earliest, not the first in the list.',
      program: edited(
        source,
        '    for own in seen.values():\n        first = min(own)',
        `    first_text = {${names.who}: text for ${names.who}, text in reversed(days)}\n    for ${names.who}, own in seen.items():\n        first = date.fromisoformat(first_text[${names.who}])`,
      ),
    },
    settings.horizon === 'given'
      ? {
          name: 'one-offset-more',
          why: 'The argument says how many offsets there are, with offset 0 among them.',
          program: edited(source, 'range(offsets_shown)', 'range(offsets_shown + 1)'),
        }
      : {
          name: 'rows-end-with-their-people',
          why: 'Rows reach to the latest day of the whole list.',
          program: edited(source, 'range(last - cohort + 1)', 'range(min(last - cohort, max(map(max, members))) + 1)'),
        },
  ];
  const [from, to, rule] = {
    month: [
      'day.year * 12 + day.month - 1',
      '(day.toordinal() - 1) // 30',
      'Periods are calendar months, not spans of 30 days.',
    ],
    quarter: ['(day.month - 1) // 3', 'day.month // 4', 'A quarter begins in January, April, July and October.'],
    week: ['(day.toordinal() - 1) // 7', 'day.toordinal() // 7', 'A week begins on Monday, not on Sunday.'],
    'own days': [
      '(day - first).days // 30',
      'period_of(day) - period_of(first)',
      'Everybody has spans of 30 days of their own.',
    ],
  }[settings.period] as [string, string, string];
  programs.push({ name: 'other-periods', why: rule, program: edited(source, from, to) });
  return programs;
}
