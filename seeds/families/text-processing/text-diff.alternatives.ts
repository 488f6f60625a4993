/** Alternative programs of the family `text-diff`. */

import type { Shown, Unit } from './text-diff-texts.ts';

const READ: Readonly<Record<Unit, string>> = {
  loose: `
def lines_of(text):
    for place, line in enumerate(text):
        key = ''.join(sign for sign in line.casefold() if sign.isalnum())
        if key != '':
            yield place + 1, line, key
`,
  numbers: `
def lines_of(text):
    for place, line in enumerate(text):
        if line.strip(' ')[:1] == '#':
            continue
        words = line.split(' ')
        yield place + 1, line, ['0' if any(map(str.isdigit, word)) else word for word in words]
`,
  joined: `
def lines_of(text):
    place = 0
    while place < len(text):
        number, line = place + 1, text[place]
        while line[-1:] == '\\\\':
            place += 1
            line = line[:-1] + (text[place].lstrip(' ') if place < len(text) else '')
        place += 1
        yield number, line, line.rstrip(' ')
`,
};

const PRINTED: Readonly<Record<Shown, string>> = {
  marked: `
waiting = []
for sign, old, new in steps:
    if sign == '=':
        print(*waiting, '= ' + new[1], sep='\\n')
        waiting = []
    elif sign == '-':
        count = sum(line.startswith('- ') for line in waiting)
        waiting.insert(count, '- ' + old[1])
    else:
        waiting.append('+ ' + new[1])
if waiting:
    print('\\n'.join(waiting))
`,
  commands: `
for kept, group in groupby(steps, key=lambda step: step[0] == '='):
    if kept:
        continue
    group = list(group)
    gone = [old[0] for sign, old, _ in group if sign == '-']
    come = [new[0] for sign, _, new in group if sign == '+']
    spans = ['-'.join(map(str, sorted({numbers[0], numbers[-1]}))) for numbers in (gone, come) if numbers]
    word = 'change' if gone and come else 'delete' if gone else 'insert'
    print(word, ' to '.join(spans))
`,
  paired: `
for kept, group in groupby(steps, key=lambda step: step[0] == '='):
    if kept:
        continue
    group = list(group)
    left = ['%d: %s' % old[:2] for sign, old, _ in group if sign == '-']
    right = ['%d: %s' % new[:2] for sign, _, new in group if sign == '+']
    for row in range(max(len(left), len(right))):
        print((''.join(left[row:row + 1]) + ' => ' + ''.join(right[row:row + 1])).strip(' '))
`,
  summary: `
signs = [sign for sign, _, _ in steps]
for name, sign in (('kept', '='), ('removed', '-'), ('added', '+')):
    print(name, signs.count(sign))
total = len(signs) + signs.count('=')
share = Decimal(200 * signs.count('=')) / total if total else Decimal(100)
print(f"similarity {share.quantize(Decimal('0.1'), ROUND_HALF_UP)}%")
runs = [list(group) for kept, group in groupby(steps, key=lambda step: step[0] == '=') if kept]
longest = max(runs, key=len, default=None)
print('longest none' if longest is None else f'longest {len(longest)} from {longest[0][1][0]}')
`,
};

export function alternativeProgram(shown: Shown, unit: Unit): string {
  return `
import sys
from decimal import ROUND_HALF_UP, Decimal
from itertools import groupby

${READ[unit]}

def walk(old, new):
    start = 0
    while start < min(len(old), len(new)) and old[start][2] == new[start][2]:
        yield '=', old[start], new[start]
        start += 1
    best = {}
    for i in reversed(range(start, len(old))):
        for j in reversed(range(start, len(new))):
            if old[i][2] == new[j][2]:
                best[i, j] = 1 + best.get((i + 1, j + 1), 0)
                continue
            below, right = best.get((i + 1, j), 0), best.get((i, j + 1), 0)
            best[i, j] = below if below > right else right
    i = j = start
    while i < len(old) and j < len(new):
        if old[i][2] == new[j][2]:
            yield '=', old[i], new[j]
            i += 1
            j += 1
        elif best.get((i, j + 1), 0) > best.get((i + 1, j), 0):
            yield '+', None, new[j]
            j += 1
        else:
            yield '-', old[i], None
            i += 1
    yield from (('-', line, None) for line in old[i:])
    yield from (('+', None, line) for line in new[j:])


first, second = [], []
current = first
for line in sys.stdin:
    if line == '=====\\n' and current is first:
        current = second
    else:
        current.append(line.rstrip('\\n'))
steps = list(walk(list(lines_of(first)), list(lines_of(second))))
${PRINTED[shown]}`;
}
