/** Reference and alternative programs of the family `stitch-patterns`. */

import type { Notation, View } from './stitch-patterns-texts.ts';

/** Functions `steps_of(text)`: the letters written out, or None. */
const STEPS: Readonly<Record<Notation, string>> = {
  behind: `
import re

TOKEN = re.compile('([a-z()])((?:[1-9][0-9]?)?)')


def steps_of(text):
    stack = ['']
    at = 0
    while at < len(text):
        token = TOKEN.match(text, at)
        if token is None:
            return None
        sign, count = token.groups()
        at = token.end()
        if sign == '(':
            if count:
                return None
            stack.append('')
            continue
        if sign == ')':
            if not stack[-1] or len(stack) == 1:
                return None
            sign = stack.pop()
        stack[-1] += sign * int(count or 1)
    if len(stack) != 1 or text == '':
        return None
    return stack[0]
`,
  front: `
def read_pattern(text, at):
    """Reads units up to a closing bracket or the end; gives the steps and the place, or None."""
    steps = ''
    while at < len(text) and text[at] != ']':
        start = at
        while at < len(text) and text[at] in '0123456789':
            at += 1
        count = text[start:at]
        if count.startswith('0') or len(count) > 2:
            return None
        if at == len(text):
            return None
        inner = text[at]
        if inner == '[':
            found = read_pattern(text, at + 1)
            if found is None:
                return None
            inner, at = found
            if inner == '' or at == len(text):
                return None
        elif not 'a' <= inner <= 'z':
            return None
        at += 1
        steps += inner * int(count or 1)
    return steps, at


def steps_of(text):
    found = read_pattern(text, 0)
    if found is None or found[1] < len(text):
        return None
    return found[0] or None
`,
  lines: `
import re


def steps_of(text):
    blocks = [(1, '')]
    for line in text.split('\\n'):
        repeat = re.fullmatch('repeat ([1-9][0-9]?)', line)
        if repeat:
            blocks.append((int(repeat[1]), ''))
            continue
        if line == 'end':
            times, body = blocks.pop()
            if body == '':
                return None
            line = body * times
            if not blocks:
                return None
        elif not re.fullmatch('[a-z]+', line):
            return None
        times, body = blocks.pop()
        blocks.append((times, body + line))
    if len(blocks) > 1 or not blocks[0][1]:
        return None
    return blocks[0][1]
`,
  references: `
import re

ITEM = re.compile('(?:([a-z]+)|#([1-9][0-9]?))(?:[*]([1-9][0-9]?))?')


def steps_of(text):
    items = []
    for word in text.split(' '):
        match = ITEM.fullmatch(word)
        if match is None:
            return None
        letters, number, count = match.groups()
        times = int(count or 1)
        if letters:
            body = letters
        else:
            if int(number) > len(items):
                return None
            body = items[int(number) - 1]
        items.append(body * times)
    return ''.join(items)
`,
};

const VIEWS: Readonly<Record<View, (entry: string) => string>> = {
  rows: (entry) => `
def ${entry}(patterns):
    results = []
    for pattern in patterns:
        steps = steps_of(pattern)
        if steps is None:
            results.append(None)
        else:
            results.append([steps[at:at + 20] for at in range(0, len(steps), 20)])
    return results
`,
  counts: (entry) => `
def counted(steps):
    if steps is None:
        return None
    pairs = [[letter, steps.count(letter)] for letter in set(steps)]
    return sorted(pairs, key=lambda pair: (-pair[1], pair[0]))


def ${entry}(patterns):
    return [counted(steps_of(pattern)) for pattern in patterns]
`,
  runs: (entry) => `
def figures(steps):
    best = ['', 0, 0]
    runs = 0
    at = 0
    while at < len(steps):
        size = 1
        while steps[at + size:at + size + 1] == steps[at]:
            size += 1
        if size > best[1]:
            best = [steps[at], size, at + 1]
        runs += 1
        at += size
    return best + [runs]


def ${entry}(patterns):
    found = map(steps_of, patterns)
    return [steps if steps is None else figures(steps) for steps in found]
`,
};

export function referenceProgram(notation: Notation, view: View, entry: string): string {
  return `${STEPS[notation]}
${VIEWS[view](entry)}`;
}

const WRITTEN: Readonly<Record<Notation, string>> = {
  behind: `
def letters_out(text):
    return re.sub('([a-z])([0-9]+)', lambda unit: unit[1] * int(unit[2]), text)


def written(text):
    if not re.fullmatch('(?:[a-z()](?:[1-9][0-9]?)?)+', text) or '()' in text or re.search('[(][0-9]', text):
        return None
    while True:
        changed = re.sub('[(]([a-z0-9]+)[)]([0-9]*)', lambda m: letters_out(m[1]) * int(m[2] or 1), text)
        if changed == text:
            break
        text = changed
    return None if '(' in text or ')' in text else letters_out(text)
`,
  front: `
def written(text):
    if not re.fullmatch('(?:(?:[1-9][0-9]?)?[a-z[]|[]])+', text):
        return None
    levels = [['', 1]]
    for count, sign in re.findall('([0-9]*)([a-z]|[[]|[]])', text):
        if sign == '[':
            levels.append(['', int(count or 1)])
        elif sign == ']':
            steps, times = levels.pop()
            if not levels or not steps:
                return None
            levels[-1][0] += steps * times
        else:
            levels[-1][0] += sign * int(count or 1)
    return levels[0][0] if len(levels) == 1 else None
`,
  lines: `
def block(lines):
    """Steps of the lines up to an end, which is taken away."""
    steps = ''
    while lines and lines[-1] != 'end':
        line = lines.pop()
        if line.startswith('repeat '):
            count = line[7:]
            inner = block(lines)
            if count not in COUNTS or not inner or not lines:
                raise ValueError
            lines.pop()
            steps += inner * int(count)
        elif line.isalpha() and line.islower():
            steps += line
        else:
            raise ValueError
    return steps


COUNTS = set(map(str, range(1, 100)))


def written(text):
    lines = text.split('\\n')[::-1]
    try:
        steps = block(lines)
    except ValueError:
        return None
    return steps if steps and not lines else None
`,
  references: `
NUMBERS = {str(number): number for number in range(1, 100)}


def written(text):
    out = {}
    for place, word in enumerate(text.split(' '), 1):
        body, star, times = word.partition('*')
        if star and times not in NUMBERS:
            return None
        if body[:1] == '#':
            body = out.get(NUMBERS.get(body[1:]), '')
        if not body or any(not 'a' <= letter <= 'z' for letter in body):
            return None
        out[place] = body * NUMBERS.get(times, 1)
    return ''.join(out.values())
`,
};

const OTHERWISE: Readonly<Record<View, (entry: string) => string>> = {
  rows: (entry) => `
def ${entry}(patterns):
    return [None if steps is None else re.findall('.{1,20}', steps) for steps in map(written, patterns)]
`,
  counts: (entry) => `
def ${entry}(patterns):
    results = []
    for steps in map(written, patterns):
        counts = {}
        for letter in sorted(steps or ''):
            counts[letter] = counts.get(letter, 0) + 1
        order = sorted(counts, key=counts.get, reverse=True)
        results.append(None if steps is None else [[letter, counts[letter]] for letter in order])
    return results
`,
  runs: (entry) => `
def ${entry}(patterns):
    results = []
    for steps in map(written, patterns):
        if steps is None:
            results.append(None)
            continue
        runs = [(letter, len(list(group))) for letter, group in groupby(steps)]
        at = max(range(len(runs)), key=lambda number: (runs[number][1], -number))
        letter, size = runs[at]
        results.append([letter, size, 1 + sum(other for _, other in runs[:at]), len(runs)])
    return results
`,
};

export function alternativeProgram(notation: Notation, view: View, entry: string): string {
  return `
import re
from itertools import groupby

${WRITTEN[notation]}
${OTHERWISE[view](entry)}`;
}
