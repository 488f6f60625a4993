/** Four formats of subtitles that the family `subtitle-conversion` reads. */

import { blocks, clock, type Reading } from './subtitle-files.stages.ts';

const TIME_PYTHON = `
def to_ms(stamp):
    parts = stamp.replace(',', '.').split(':')
    seconds, thousandths = parts.pop().split('.')
    total = int(seconds)
    factor = 60
    while parts:
        total += int(parts.pop()) * factor
        factor *= 60
    return total * 1000 + int(thousandths)
`;

export const readings: readonly Reading[] = [
  {
    format: 'SRT',
    text: [
      'Input is SRT: a counter line (which may be wrong, so ignore it), a line like 00:01:02,500 --> 00:01:04,000, one or more lines of text, a blank line. There may be several blank lines in a row, and none at the end.',
      'They come as .srt files, so a number, then 00:01:02,500 --> 00:01:04,000 under it, then the text in one or more lines and a blank line. Do not trust the numbers, our editor lets them run wild. Now and then there are two or three blank lines instead of one, and the last block may end without any.',
      'The source text shall be read as SRT. A block consists of a counter, whose value carries no meaning, a time line of the form 00:01:02,500 --> 00:01:04,000, and at least one line of text; blocks are separated by one or more blank lines.',
    ],
    cases: ['wrong counters', 'several lines'],
    program: `
import re
${TIME_PYTHON}
def read_cues(text):
    cues = []
    for block in re.split(r'\\n\\s*\\n', text.strip()):
        rows = block.strip().split('\\n')
        if len(rows) < 3:
            continue
        start, end = rows[1].split(' --> ')
        cues.append([to_ms(start), to_ms(end.strip()), [row.strip() for row in rows[2:]]])
    return cues
`,
    other: `
import re
from datetime import timedelta

STAMP = re.compile(r'(\\d+):(\\d+):(\\d+),(\\d+) --> (\\d+):(\\d+):(\\d+),(\\d+)')

def read_cues(text):
    cues = []
    current = None
    for row in text.split('\\n'):
        match = STAMP.match(row)
        if match:
            h, m, s, f, hh, mm, ss, ff = map(int, match.groups())
            first = timedelta(hours=h, minutes=m, seconds=s, milliseconds=f)
            last = timedelta(hours=hh, minutes=mm, seconds=ss, milliseconds=ff)
            step = timedelta(milliseconds=1)
            current = [first // step, last // step, []]
            cues.append(current)
        elif not row.strip():
            current = None
        elif current is not None:
            current[2].append(row.strip())
    return cues
`,
    slips: [
      { why: 'A cue may have more than one line of text', from: 'for row in rows[2:]]', to: 'for row in rows[2:3]]' },
    ],
    write: (cues) =>
      blocks(
        cues.map(({ start, end, lines }, index) =>
          [String((index * 7) % 5), `${clock(start, ',')} --> ${clock(end, ',')}`, ...lines].join('\n'),
        ),
      ).replace('\n\n', '\n\n\n'),
  },
  {
    format: 'WebVTT',
    text: [
      'Input is WebVTT: first line WEBVTT, then blocks separated by blank lines. A cue block has an optional identifier line, a time line such as 01:02.500 --> 01:04.000 line:90% (the hours, as 00: in front, may be there or not; whatever follows the end time is ignored) and the text in one or more lines. Blocks that begin with NOTE are skipped.',
      'What I get is WebVTT. It begins with WEBVTT, then blocks with blank lines between. Some cues carry a name on a line of their own before the times, some do not. Times look like 01:02.500 --> 01:04.000 and sometimes have hours in front (00:01:02.500); anything after the second time, such as line:90%, is of no interest, and blocks starting with NOTE are comments that have to go. The text takes one line or several.',
      'The source text shall be read as WebVTT: the header WEBVTT, followed by blocks separated by blank lines. A block beginning with NOTE is a comment. Any other block consists of an optional identifier, a time line (mm:ss.ttt or hh:mm:ss.ttt on both sides of " --> ", optionally followed by a blank and settings, to be disregarded) and at least one line of text.',
    ],
    cases: ['several lines', 'long film', 'drawn 1'],
    program: `
${TIME_PYTHON}
def read_cues(text):
    cues = []
    for block in text.split('\\n\\n')[1:]:
        rows = block.strip().split('\\n')
        if rows[0].startswith('NOTE') or rows == ['']:
            continue
        if '-->' not in rows[0]:
            rows.pop(0)
        times = rows[0].split()
        cues.append([to_ms(times[0]), to_ms(times[2]), rows[1:]])
    return cues
`,
    other: `
import re

TIMES = re.compile(r'(?:(\\d+):)?(\\d+):(\\d+)\\.(\\d+) +--> +(?:(\\d+):)?(\\d+):(\\d+)\\.(\\d+)[^\\n]*\\n((?:[^\\n]+\\n?)+)')

def milliseconds(hours, minutes, seconds, rest):
    return ((int(hours or 0) * 60 + int(minutes)) * 60 + int(seconds)) * 1000 + int(rest)

def read_cues(text):
    text = re.sub(r'\\n\\nNOTE(?:.|\\n.)*', '', text)
    return [
        [milliseconds(*found.groups()[:4]), milliseconds(*found.groups()[4:8]), found.group(9).strip().split('\\n')]
        for found in TIMES.finditer(text)
    ]
`,
    slips: [
      {
        why: 'An identifier line may stand before the times',
        from: "if '-->' not in rows[0]:\n            rows.pop(0)",
        to: "if '-->' not in rows[0]:\n            continue",
      },
    ],
    write: (cues) =>
      `${[
        'WEBVTT',
        'NOTE made by hand\nsecond line of the note',
        ...cues.map(({ start, end, lines }, index) => {
          const short = (time: number) =>
            time < 3_600_000 && index % 2 === 0 ? clock(time, '.').slice(3) : clock(time, '.');
          const times = `${short(start)} --> ${short(end)}${index % 3 === 1 ? ' line:90% align:start' : ''}`;
          return [...(index % 3 === 2 ? [`scene ${index}`] : []), times, ...lines].join('\n');
        }),
      ].join('\n\n')}\n`,
  },
  {
    format: 'tab-separated',
    text: [
      'Input is a table, one cue a line: start, tab, end, tab, text. Times are seconds with a decimal point and up to three decimals (62.5 is 1 minute 2.5 seconds; 7 is possible too). A | in the text is a line break. Lines beginning with # and blank lines are skipped.',
      'Our subtitle tool exports a tab-separated list: start, end, text. The times are plain seconds like 62.5 or 7 or 3.025 (three decimals at most), and where the text has a |, a new line starts. Skip the lines with # in front, those are my remarks, and empty ones.',
      'The source text holds one cue per line in three fields separated by a tab: start, end and text. Times are seconds, written with no more than three decimals and without a point if whole. The sign | within the text stands for a line break. Blank lines and lines beginning with # shall be disregarded.',
    ],
    cases: ['several lines', 'thousandths'],
    program: `
from decimal import Decimal

def read_cues(text):
    cues = []
    for row in text.split('\\n'):
        if not row.strip() or row.startswith('#'):
            continue
        start, end, words = row.split('\\t')
        cues.append([int(Decimal(start) * 1000), int(Decimal(end) * 1000), words.split('|')])
    return cues
`,
    other: `
import csv
import io

def thousandths(number):
    whole, _, rest = number.partition('.')
    return int(whole + rest.ljust(3, '0'))

def read_cues(text):
    table = csv.reader(io.StringIO(text), delimiter='\\t', quoting=csv.QUOTE_NONE)
    rows = [row for row in table if len(row) == 3 and row[0][:1] != '#']
    return [[thousandths(first), thousandths(last), words.split('|')] for first, last, words in rows]
`,
    slips: [
      {
        why: 'Times are exact to the thousandth, not cut to whole seconds',
        from: 'int(Decimal(start) * 1000)',
        to: 'int(Decimal(start)) * 1000',
      },
    ],
    write: (cues) =>
      `# start end text\n\n${cues.map(({ start, end, lines }) => `${start / 1000}\t${end / 1000}\t${lines.join('|')}\n`).join('')}`,
  },
  {
    format: 'SBV',
    text: [
      'Input is SBV: a time line such as 0:01:02.500,0:01:04.000 (start, comma, end; the hours have one digit or more), then lines of text until a blank line. A text line may itself look like anything, even like a number.',
      'The captions are in the SBV form that video sites hand out. The times are on one line, 0:01:02.500,0:01:04.000, start and end with a comma between. Below it the words, over one line or several, up to a blank line. A line of text may well be a bare number, keep it.',
      'The source text shall be read as SBV. Each block begins with start and end, separated by a comma, in the form h:mm:ss.ttt; the remaining lines of the block, one at least, are text of any form, digits included; a blank line ends the block.',
    ],
    cases: ['several lines', 'wrong counters'],
    program: `
${TIME_PYTHON}
def read_cues(text):
    cues = []
    rows = iter(text.split('\\n'))
    for row in rows:
        if row == '':
            continue
        start, end = map(to_ms, row.split(','))
        words = []
        for line in rows:
            if line == '':
                break
            words.append(line)
        cues.append([start, end, words])
    return cues
`,
    other: `
def stamp(text):
    hours, minutes, seconds = text.split(':')
    return int(hours) * 3600000 + int(minutes) * 60000 + int(seconds.replace('.', ''))

def read_cues(text):
    cues = []
    for block in filter(None, text.rstrip('\\n').split('\\n\\n')):
        head, *words = block.split('\\n')
        first, _, last = head.partition(',')
        cues.append([stamp(first), stamp(last), words])
    return cues
`,
    slips: [
      {
        why: 'A line of text may be a number',
        from: 'words.append(line)',
        to: 'if not line.isdigit():\n                words.append(line)',
      },
    ],
    write: (cues) =>
      blocks(
        cues.map(({ start, end, lines }) => [`${clock(start, '.', 1)},${clock(end, '.', 1)}`, ...lines].join('\n')),
      ),
  },
];
