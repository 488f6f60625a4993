/** Reference and alternative programs of the family `subtitle-files`. */

import type { Source, Task } from './subtitle-files-texts.ts';

const READ_TAGGED = `
def milliseconds(time):
    hours, minutes, seconds = time.replace(',', '').split(':')
    return (int(hours) * 60 + int(minutes)) * 60000 + int(seconds)


def clean(line):
    return re.sub('<[^>]*>|[{][^}]*[}]', '', line).strip(' ')


def read_cues():
    cues = []
    with open('film.srt') as source:
        blocks = re.split('\\n\\n+', source.read().strip('\\n'))
    for block in blocks:
        if block == '':
            continue
        _, times, *lines = block.split('\\n')
        lines = [clean(line) for line in lines]
        lines = [line for line in lines if line]
        if lines:
            start, end = map(milliseconds, times.split(' --> '))
            cues.append((start, end, lines))
    return cues
`;

const READERS: Readonly<Record<Source, string>> = {
  tags: READ_TAGGED,
  sound: `
CUE = re.compile(r'^[0-9]+\\n(..):(..):(..),(...) --> (..):(..):(..),(...)\\n((?:.+\\n?)*)', re.MULTILINE)


def without_extras(line):
    line = re.sub(r'\\[[^\\]]*\\]', '', line)
    line = re.sub(' +', ' ', line).strip()
    speaker = re.match('[A-Z][A-Z ]*:', line)
    return line[speaker.end():].strip() if speaker else line


def moment(hours, minutes, seconds, rest):
    return 1000 * (3600 * int(hours) + 60 * int(minutes) + int(seconds)) + int(rest)


def read_cues():
    with open('film.srt') as source:
        text = source.read()
    for match in CUE.finditer(text):
        lines = list(filter(None, map(without_extras, match[9].splitlines())))
        if lines:
            yield moment(*match.groups()[:4]), moment(*match.groups()[4:8]), lines
`,
  vtt: `
def milliseconds(time):
    total = 0
    for part in time.split(':'):
        total = total * 60 + float(part)
    return round(total * 1000)


def read_cues():
    cues = []
    text = pathlib.Path('film.vtt').read_text()
    for block in re.split('\\n{2,}', text.strip('\\n')):
        lines = block.split('\\n')
        if block == '' or re.split('[^A-Z]', block)[0] in ('WEBVTT', 'NOTE'):
            continue
        while '-->' not in lines[0]:
            del lines[0]
        start, _, end = lines[0].split()[:3]
        cues.append((milliseconds(start), milliseconds(end), lines[1:]))
    return cues
`,
};

const CLOCK = (point: string): string => `
def clock(total):
    seconds, rest = divmod(total, 1000)
    return f'{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}${point}{rest:03}'
`;

const WRITE = `
${CLOCK(',')}

def write(name, cues):
    blocks = []
    for number, (start, end, lines) in enumerate(cues, start=1):
        blocks.append('\\n'.join([str(number), f'{clock(start)} --> {clock(end)}', *lines]) + '\\n')
    with open(name, 'w') as out:
        out.write('\\n'.join(blocks))
`;

const TASKS: Readonly<Record<Task, string>> = {
  shift: `${WRITE}

def main():
    shift = settings['shift_ms']
    moved = []
    for start, end, lines in read_cues():
        if end + shift > 0:
            moved.append((max(0, start + shift), end + shift, lines))
    write('out.srt', moved)
`,
  merge: `${WRITE}

def main():
    done = []
    for start, end, lines in read_cues():
        if done:
            first, until, before = done[-1]
            text = ' '.join(before + lines)
            if start - done[-1][1] <= settings['gap_ms'] and len(text) <= settings['max_chars']:
                done[-1] = (first, max(until, end), [text])
                continue
        done.append((start, end, lines))
    write('out.srt', done)
`,
  speed: `${CLOCK('.')}

def main():
    with open('report.csv', 'w') as report:
        print('number,start,chars,cps', file=report)
        for number, (start, end, lines) in enumerate(read_cues(), start=1):
            shown = end - start
            chars = sum(map(len, lines))
            if chars * 1000 > settings['max_cps'] * shown:
                tenths = (chars * 20000 + shown) // (2 * shown)
                print(f'{number},{clock(start)},{chars},{tenths // 10}.{tenths % 10}', file=report)
`,
  split: `${WRITE}

def part(cues, low, high):
    inside = []
    for start, end, lines in cues:
        if start < high and end > low:
            inside.append((max(start, low) - low, min(end, high) - low, lines))
    return inside


def main():
    cut = settings['cut_ms']
    cues = list(read_cues())
    write('part1.srt', part(cues, 0, cut))
    write('part2.srt', part(cues, cut, cues[-1][1] if cues else cut))
`,
};

export function referenceProgram(task: Task, source: Source): string {
  return `
import json
${source === 'vtt' ? 'import pathlib\n' : ''}import re

with open('settings.json') as file:
    settings = json.load(file)

${READERS[source]}
${TASKS[task]}

main()
`;
}

const BARE: Readonly<Record<Source, string>> = {
  tags: `
def bare(line):
    kept, closing = '', None
    for at, sign in enumerate(line):
        if closing is None and sign in '<{' and '>}'['<{'.index(sign)] in line[at:]:
            closing = '>}'['<{'.index(sign)]
        elif closing is None:
            kept += sign
        elif sign == closing:
            closing = None
    return kept.strip()
`,
  sound: `
def bare(line):
    kept = ''
    while '[' in line and ']' in line[line.index('['):]:
        before, _, line = line.partition('[')
        kept += before
        line = line.partition(']')[2]
    words = ' '.join((kept + line).split())
    name, colon, rest = words.partition(':')
    if colon and name[:1].isalpha() and all(sign == ' ' or 'A' <= sign <= 'Z' for sign in name):
        return rest.strip()
    return words
`,
  vtt: `
def bare(line):
    return line
`,
};

const OTHERWISE: Readonly<Record<Task, string>> = {
  shift: `
cues = [{**cue, 'from': cue['from'] + options['shift_ms'], 'to': cue['to'] + options['shift_ms']} for cue in cues]
save('out.srt', [{**cue, 'from': cue['from'] if cue['from'] > 0 else 0} for cue in cues if cue['to'] >= 1])
`,
  merge: `
result = cues[:1]
for cue in cues[1:]:
    last = result.pop()
    joined = ' '.join(last['text'] + cue['text'])
    if last['to'] + options['gap_ms'] < cue['from'] or len(joined) > options['max_chars']:
        result += [last, cue]
    else:
        result.append({'from': last['from'], 'to': max(last['to'], cue['to']), 'text': [joined]})
save('out.srt', result)
`,
  speed: `
with open('report.csv', 'w') as out:
    out.write('number,start,chars,cps\\n')
    for number, cue in enumerate(cues, 1):
        length = len(''.join(cue['text']))
        rate = Decimal(length) * 1000 / (cue['to'] - cue['from'])
        if rate > options['max_cps']:
            shown = rate.quantize(Decimal('0.1'), ROUND_HALF_UP)
            out.write(f"{number},{written(cue['from']).replace(',', '.')},{length},{shown}\\n")
`,
  split: `
cut = options['cut_ms']
save('part1.srt', [{**cue, 'to': sorted([cue['to'], cut])[0]} for cue in cues if cue['from'] < cut])
rest = [cue for cue in cues if cue['to'] > cut]
for cue in rest:
    cue['from'] = cue['from'] - cut if cue['from'] > cut else 0
    cue['to'] -= cut
save('part2.srt', rest)
`,
};

export function alternativeProgram(task: Task, source: Source): string {
  const vtt = source === 'vtt';
  return `
import json
from datetime import timedelta
from decimal import ROUND_HALF_UP, Decimal


def moment(text):
    parts = ['0', '0'] + text.strip().replace(',', '.').split(':')
    whole, _, rest = parts[-1].partition('.')
    span = timedelta(hours=int(parts[-3]), minutes=int(parts[-2]), seconds=int(whole), milliseconds=int(rest))
    return span // timedelta(milliseconds=1)


def written(total):
    total, rest = divmod(total, 1000)
    total, seconds = divmod(total, 60)
    hours, minutes = divmod(total, 60)
    return '%02d:%02d:%02d,%03d' % (hours, minutes, seconds, rest)

${BARE[source]}

def save(name, cues):
    with open(name, 'w') as out:
        for number, cue in enumerate(cues, 1):
            if number > 1:
                out.write('\\n')
            out.write(f"{number}\\n{written(cue['from'])} --> {written(cue['to'])}\\n")
            for line in cue['text']:
                out.write(line + '\\n')


options = json.loads(open('settings.json').read())
cues = []
current = None
${vtt ? 'remark = False\nstart_of_block = True\n' : ''}for line in open('${vtt ? 'film.vtt' : 'film.srt'}').read().split('\\n'):
    if line == '':
        current = None
${
  vtt
    ? `        remark = False
        start_of_block = True
        continue
    if start_of_block and (line + ' ').split(' ')[0] in ('WEBVTT', 'NOTE'):
        remark = True
    start_of_block = False
    if remark:
        continue
    if current is None and '-->' in line:`
    : `    elif current is None and '-->' in line:`
}
        begin, end = line.split('-->')
        current = {'from': moment(begin), 'to': moment(end.split()[0]), 'text': []}
        cues.append(current)
    elif current is not None and bare(line):
        current['text'].append(bare(line))
cues = [cue for cue in cues if cue['text']]
${OTHERWISE[task]}`;
}
