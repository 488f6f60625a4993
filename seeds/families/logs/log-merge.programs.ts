/** Programs of the family `log-merge`. */

import { edited, type WrongProgram } from '../family.ts';
import type { AlternativeProgram } from '../study-family.ts';
import type { Settings } from './log-merge.ts';

const FIRST_LINE = "re.compile(r'\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d ')";

/** All entries in one list, sorted by time. */
function sorting({ task, loose, label }: Settings): string {
  const attach =
    loose === 'attach'
      ? `            elif entries and entries[-1][1] == name:
                entries[-1][2].append(line)
`
      : '';
  const shown = label === 'name' ? `name.removesuffix('.log') + ' ' + lines[0]` : 'lines[0]';
  const rest = loose === 'attach' ? ' + lines[1:]' : '';
  const body = {
    merge: `with open('merged.log', 'w') as target:
    for time, name, lines in sorted(entries, key=lambda entry: entry[0]):
        for line in [${shown}]${rest}:
            target.write(line + '\\n')
`,
    days: `days = {}
for time, name, lines in sorted(entries, key=lambda entry: entry[0]):
    days.setdefault(time[:10], []).extend([${shown}]${rest})
for day, lines in days.items():
    with open(day + '.log', 'w') as target:
        target.write('\\n'.join(lines) + '\\n')
with open('days.txt', 'w') as target:
    for day in sorted(days):
        target.write(f'{day} {len(days[day])}\\n')
`,
    unique: `seen = set()
dropped = 0
with open('merged.log', 'w') as target:
    for time, name, lines in sorted(entries, key=lambda entry: entry[0]):
        if tuple(lines) in seen:
            dropped += 1
            continue
        seen.add(tuple(lines))
        target.write('\\n'.join([${shown}]${rest}) + '\\n')
with open('dropped.txt', 'w') as target:
    target.write(f'{dropped}\\n')
`,
  }[task];
  return `
import glob
import re

FIRST_LINE = ${FIRST_LINE}

entries = []
for name in sorted(glob.glob('*.log')):
    with open(name) as source:
        for line in source.read().splitlines():
            if FIRST_LINE.match(line):
                entries.append((line[:19], name, [line]))
${attach}
${body}`;
}

/** Entries of every file apart, merged by always taking the oldest head. */
function heads({ task, loose, label }: Settings): string {
  const write = label === 'name' ? "names[file][:-4] + ' ' + entry" : 'entry';
  const body = {
    merge: `target = open('merged.log', 'w')
for file, entry in merged(files):
    print(${write}, file=target)
target.close()
`,
    days: `targets, counts = {}, {}
for file, entry in merged(files):
    day = entry[:10]
    if day not in targets:
        targets[day] = open(f'{day}.log', 'w')
        counts[day] = 0
    print(${write}, file=targets[day])
    counts[day] += ${loose === 'attach' ? "entry.count('\\n') + 1" : '1'}
for target in targets.values():
    target.close()
with open('days.txt', 'w') as overview:
    overview.writelines('%s %d\\n' % item for item in counts.items())
`,
    unique: `written = {}
total = 0
for file, entry in merged(files):
    total += 1
    written.setdefault(entry, ${write})
with open('merged.log', 'w') as target, open('dropped.txt', 'w') as number:
    for text in written.values():
        print(text, file=target)
    print(total - len(written), file=number)
`,
  }[task];
  const reading =
    loose === 'attach'
      ? `def entries_of(text):
    lines = text.split('\\n')
    starts = [place for place, line in enumerate(lines) if is_first(line)]
    for start, stop in zip(starts, starts[1:] + [len(lines)]):
        yield '\\n'.join(lines[start:stop]).rstrip('\\n')`
      : `def entries_of(text):
    return [line for line in text.split('\\n') if is_first(line)]`;
  return `
from os import listdir


def is_first(line):
    digits = ''.join('0' if sign.isdigit() else sign for sign in line[:20])
    return digits == '0000-00-00 00:00:00 '


${reading}


def merged(files):
    while any(files):
        oldest = min((entries[0][:19], file) for file, entries in enumerate(files) if entries)[1]
        yield oldest, files[oldest].pop(0)


names = sorted(name for name in listdir('.') if name.endswith('.log'))
files = []
for name in names:
    with open(name) as source:
        files.append(sorted(entries_of(source.read()), key=lambda entry: entry[:19]))
${body}`;
}

export function logMergePrograms(settings: Settings): readonly [AlternativeProgram, AlternativeProgram] {
  return [
    { how: 'sorts all entries by time', program: sorting(settings) },
    { how: 'merges the files by their oldest entries', program: heads(settings) },
  ];
}

export function logMergeWrong(settings: Settings): readonly WrongProgram[] {
  const { task, loose, label } = settings;
  const right = sorting(settings);
  const from = (name: string, why: string, old: string, now: string): WrongProgram => ({
    name,
    why,
    program: edited(right, old, now),
  });
  return [
    from(
      'sorted-as-text',
      'Entries of one second keep the order of the files and lines.',
      'sorted(entries, key=lambda entry: entry[0])',
      'sorted(entries, key=lambda entry: (entry[0], entry[2]))',
    ),
    from(
      'one-file-after-the-other',
      'Entries of all files are in order of time.',
      'sorted(entries, key=lambda entry: entry[0])',
      'entries',
    ),
    {
      name: 'other-loose-lines',
      why:
        loose === 'attach' ? 'Lines without a time belong to the entry above.' : 'Lines without a time are left out.',
      program: sorting({ ...settings, loose: loose === 'attach' ? 'drop' : 'attach' }),
    },
    {
      name: 'other-label',
      why: label === 'name' ? 'Entries are marked with their file.' : 'Entries are not changed.',
      program: sorting({ ...settings, label: label === 'name' ? 'none' : 'name' }),
    },
    ...(task === 'unique'
      ? [from('keeps-copies', 'An entry that was written already is dropped.', 'in seen', 'in ()')]
      : []),
  ];
}
