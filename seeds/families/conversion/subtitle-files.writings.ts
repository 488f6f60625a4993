/** Four formats of subtitles that the family `subtitle-conversion` writes. */

import { blocks, clock, type Writing } from './subtitle-files.stages.ts';

export const writings: readonly Writing[] = [
  {
    format: 'SRT',
    text: [
      'Output is SRT: counters from 1, 00:01:02,500 --> 00:01:04,000, the lines of text, one blank line between blocks, every line ended by a newline, no blank line at the end; no cues give the empty text.',
      'I want SRT back: number the blocks 1, 2, 3, write 00:01:02,500 --> 00:01:04,000 with two digits for hours and three after the comma, then the text lines. Exactly one blank line between blocks and a newline at the very end, nothing more; if no cue is left, return an empty string.',
      'The result shall be SRT: counters beginning with 1; times as hh:mm:ss,ttt joined by " --> "; the lines of text. Blocks are separated by one blank line, the last line ends in a newline. Without cues the result is the empty string.',
    ],
    cases: ['nothing at all', 'over an hour'],
    program: `
def stamp_of(ms):
    seconds, rest = divmod(ms, 1000)
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f'{hours:02d}:{minutes:02d}:{seconds:02d},{rest:03d}'

def write_cues(cues):
    blocks = []
    for number, (start, end, words) in enumerate(cues, 1):
        blocks.append(f'{number}\\n{stamp_of(start)} --> {stamp_of(end)}\\n' + '\\n'.join(words) + '\\n')
    return '\\n'.join(blocks)
`,
    other: `
def write_cues(cues):
    rows = []
    for start, end, words in cues:
        times = ['%02d:%02d:%02d,%03d' % (t // 3600000, t // 60000 % 60, t // 1000 % 60, t % 1000) for t in (start, end)]
        if rows:
            rows.append('')
        rows.append(str(1 + sum(' --> ' in row for row in rows)))
        rows.append(' --> '.join(times))
        rows.extend(words)
    return ''.join(row + '\\n' for row in rows)
`,
    slips: [
      {
        why: 'Minutes are counted within the hour',
        from: 'hours, minutes = divmod(minutes, 60)',
        to: 'hours = minutes // 60',
      },
    ],
    write: (cues) =>
      blocks(
        cues.map(
          ({ start, end, lines }, index) =>
            `${index + 1}\n${clock(start, ',')} --> ${clock(end, ',')}\n${lines.join('\n')}`,
        ),
      ),
  },
  {
    format: 'WebVTT',
    text: [
      'Output is WebVTT: the line WEBVTT, then for every cue a blank line, 00:01:02.500 --> 00:01:04.000 (hours always written) and the lines of text. & and < in the text become &amp; and &lt;. Every line ends in a newline. No cues: the first line only.',
      'Give me WebVTT: WEBVTT on the first line, and then for each cue one blank line, the times like 00:01:02.500 --> 00:01:04.000 with the hours always there, and the words. In the words write &amp; for & and &lt; for <, the players choke otherwise. With no cues left it is just WEBVTT and a newline.',
      'The result shall be WebVTT. Its first line is WEBVTT. Each cue follows after one blank line, as a time line (hh:mm:ss.ttt --> hh:mm:ss.ttt) and its lines of text, wherein & is replaced by &amp; and < by &lt;. Each line ends in a newline; without cues only the first line remains.',
    ],
    cases: ['signs of HTML', 'nothing at all'],
    program: `
def stamp_of(ms):
    return '%02d:%02d:%02d.%03d' % (ms // 3600000, ms // 60000 % 60, ms // 1000 % 60, ms % 1000)

def write_cues(cues):
    result = 'WEBVTT\\n'
    for start, end, words in cues:
        result += '\\n' + stamp_of(start) + ' --> ' + stamp_of(end) + '\\n'
        for line in words:
            result += line.replace('&', '&amp;').replace('<', '&lt;') + '\\n'
    return result
`,
    other: `
from html import escape

def write_cues(cues):
    rows = ['WEBVTT']
    for start, end, words in cues:
        both = []
        for value in (start, end):
            minutes, rest = divmod(value, 60000)
            both.append(f'{minutes // 60:02d}:{minutes % 60:02d}:{rest // 1000:02d}.{rest % 1000:03d}')
        rows += ['', both[0] + ' --> ' + both[1]]
        rows += [escape(line, quote=False).replace('&gt;', '>') for line in words]
    return '\\n'.join(rows) + '\\n'
`,
    slips: [{ why: 'The sign & is written as &amp;', from: ".replace('&', '&amp;')", to: '' }],
    write: (cues) =>
      `WEBVTT\n${cues
        .map(({ start, end, lines }) => {
          const words = lines.map((line) => `${line.split('&').join('&amp;').split('<').join('&lt;')}\n`).join('');
          return `\n${clock(start, '.')} --> ${clock(end, '.')}\n${words}`;
        })
        .join('')}`,
  },
  {
    format: 'a transcript',
    text: [
      'Output is a transcript: per cue one line [MM:SS] TEXT with the start time, seconds cut (not rounded) to whole ones, minutes running on past 59 (two digits at least: [75:03]), and the lines of text joined by one blank. A newline after each line. No cues: empty text.',
      'Make a transcript out of it, a line per cue: [MM:SS] with the start of the cue and then its words on that one line (put a blank where the line breaks were). Cut off the fractions of a second, do not round. Films over an hour just count on, [75:03]; below ten minutes it is [09:00]. Each line ends in a newline, no cues means an empty string.',
      'The result shall be a transcript of one line per cue: the start in square brackets as minutes and seconds, both with at least two digits, fractions of a second being discarded and minutes not being turned into hours; a blank; the lines of text joined by a blank; a newline.',
    ],
    cases: ['over an hour', 'thousandths', 'nothing at all'],
    program: `
def write_cues(cues):
    result = []
    for start, _, words in cues:
        minutes, seconds = divmod(start // 1000, 60)
        result.append(f"[{minutes:02d}:{seconds:02d}] {' '.join(words)}\\n")
    return ''.join(result)
`,
    other: `
def write_cues(cues):
    text = ''
    for cue in cues:
        whole = (cue[0] - cue[0] % 1000) // 1000
        text += '[' + str(whole // 60).zfill(2) + ':' + str(whole % 60).zfill(2) + ']'
        for line in cue[2]:
            text += ' ' + line
        text += '\\n'
    return text
`,
    slips: [
      { why: 'Fractions of a second are cut off, not rounded', from: 'start // 1000', to: '(start + 500) // 1000' },
    ],
    write: (cues) =>
      cues
        .map(({ start, lines }) => {
          const seconds = Math.trunc(start / 1000);
          return `[${String(Math.trunc(seconds / 60)).padStart(2, '0')}:${String(seconds % 60).padStart(2, '0')}] ${lines.join(' ')}\n`;
        })
        .join(''),
  },
  {
    format: 'a reading list as CSV',
    text: [
      'Output is CSV with the header start,length,characters,text: start and length in whole milliseconds, the number of characters of the text (line breaks do not count), and the text with " / " where lines break, always in double quotes (a quote inside is doubled). Lines end in a newline; the header is always there.',
      'I need CSV for my spreadsheet, header start,length,characters,text. Start and length are milliseconds. characters is how many characters the text has over all its lines, breaks not counted. The text stands in double quotes in every row, quotes inside it doubled, with " / " between its lines. One newline after each row, the header also when there is nothing else.',
      'The result shall be CSV under the header start,length,characters,text. The first two are whole milliseconds; the third is the number of characters in all lines of text, without the breaks; the fourth is the text, its lines joined by " / ", always enclosed in double quotes with inner quotes doubled. Rows end in a newline and the header is never left out.',
    ],
    cases: ['several lines', 'quotes', 'nothing at all'],
    program: `
def write_cues(cues):
    rows = ['start,length,characters,text']
    for start, end, words in cues:
        text = ' / '.join(words).replace('"', '""')
        rows.append(f'{start},{end - start},{sum(map(len, words))},"{text}"')
    return '\\n'.join(rows) + '\\n'
`,
    other: `
import csv
import io

def write_cues(cues):
    target = io.StringIO()
    target.write('start,length,characters,text\\n')
    writer = csv.writer(target, quoting=csv.QUOTE_NONNUMERIC, lineterminator='\\n')
    for start, end, words in cues:
        writer.writerow([start, end - start, len(''.join(words)), ' / '.join(words)])
    return target.getvalue()
`,
    slips: [{ why: 'Quotes within the text are doubled', from: `.replace('"', '""')`, to: '' }],
    write: (cues) =>
      `start,length,characters,text\n${cues
        .map(
          ({ start, end, lines }) =>
            `${start},${end - start},${lines.join('').length},"${lines.join(' / ').replaceAll('"', '""')}"\n`,
        )
        .join('')}`,
  },
];
