/** Reference and alternative programs of the family `small-codings`. */

import { CODES, type Code, MORSE, type Task } from './small-codings-texts.ts';

const MORSE_TABLE = `
LETTERS = 'abcdefghijklmnopqrstuvwxyz0123456789'
SIGNS = (
    '${MORSE.slice(0, 92)}'
    '${MORSE.slice(92)}'
).split()
`;

const SHIFT = `
def encode(text, key):
    result = []
    place = 0
    for letter in text:
        if letter.isalpha():
            base = ord('A' if letter.isupper() else 'a')
            by = ord(key[place % len(key)]) - ord('a')
            result.append(chr(base + (ord(letter) - base + by) % 26))
        else:
            result.append(letter)
        place += letter.isalpha()
    return ''.join(result)
`;

const ROWS = `
def order(length, rails):
    """The places of a text, row by row."""
    period = max(1, 2 * rails - 2)
    rows = [[] for _ in range(rails)]
    for place in range(length):
        step = place % period
        rows[min(step, period - step)].append(place)
    return [place for row in rows for place in row]
`;

const ENCODE: Readonly<Record<Code, string>> = {
  runs: `
def encode(text, limit):
    groups = []
    for sign in text:
        if groups:
            last, count = groups[-1]
        if not groups or count == limit or last != sign:
            groups.append((sign, 1))
        else:
            groups[-1] = (sign, count + 1)
    code = ''
    for sign, count in groups:
        if count > 1:
            code += str(count)
        if sign in '0123456789\\\\':
            code += '\\\\'
        code += sign
    return code
`,
  morse: `${MORSE_TABLE}MORSE = dict(zip(LETTERS, SIGNS))


def encode(text, bar):
    words = []
    for word in text.lower().split(' '):
        signs = [MORSE[letter] for letter in word if letter in MORSE]
        if signs:
            words.append(' '.join(signs))
    return f' {bar} '.join(words)
`,
  keyed: SHIFT,
  fence: `${ROWS}

def encode(text, rails):
    return ''.join(text[place] for place in order(len(text), rails))
`,
};

const DECODE: Readonly<Record<Code, string>> = {
  runs: `
def decode(code, limit):
    text = ''
    signs = iter(code)
    for sign in signs:
        count = 1
        if sign.isdigit():
            count = int(sign)
            if not 2 <= count <= limit:
                return None
            sign = next(signs, '0')
            if sign.isdigit():
                return None
        if sign == '\\\\':
            sign = next(signs, 'end')
            if sign == '\\\\' or sign.isdigit():
                text += sign * count
                continue
            return None
        text += sign * count
    return text
`,
  morse: `${MORSE_TABLE}LETTER_OF = dict(zip(SIGNS, LETTERS))


def decode(code, bar):
    if code == '':
        return ''
    words = []
    for word in code.split(f' {bar} '):
        letters = ''
        for sign in word.split(' '):
            if sign not in LETTER_OF:
                return None
            letters += LETTER_OF[sign]
        words.append(letters)
    return ' '.join(words)
`,
  keyed: `
ALPHABET = 'abcdefghijklmnopqrstuvwxyz'


def decode(text, key):
    shifts = [ALPHABET.index(letter) for letter in key]
    plain, place = '', 0
    for letter in text:
        low = letter.lower()
        if low not in ALPHABET:
            plain += letter
            continue
        moved = ALPHABET[ALPHABET.index(low) - shifts[place % len(shifts)]]
        plain += moved.upper() if letter != low else moved
        place += 1
    return plain
`,
  fence: `${ROWS}

def decode(code, rails):
    signs = [''] * len(code)
    for sign, place in zip(code, order(len(code), rails)):
        signs[place] = sign
    return ''.join(signs)
`,
};

function taskFunction(task: Task, parameter: string, entry: string): string {
  if (task !== 'audit') {
    return `
def ${entry}(texts, ${parameter}):
    return [${task}(text, ${parameter}) for text in texts]
`;
  }
  return `
def ${entry}(pairs, ${parameter}):
    results = []
    for text, given in pairs:
        right = encode(text, ${parameter})
        if right == given:
            results.append(['ok', -1])
            continue
        place = min(len(right), len(given))
        for at, (one, other) in enumerate(zip(right, given)):
            if one != other:
                place = at
                break
        results.append([right, place])
    return results
`;
}

export function referenceProgram(code: Code, task: Task, entry: string): string {
  const coding = task === 'decode' ? DECODE[code] : ENCODE[code];
  return `${coding}
${taskFunction(task, CODES[code].parameter, entry)}`;
}

const FENCE_STEPS = (body: string): string => `
def rails_of(length, rails):
    row, step = 0, 1
    for _ in range(length):
        yield row
        if rails > 1:
            row += step
            if row in (0, rails - 1):
                step = -step


${body}`;

const TO: Readonly<Record<Code, string>> = {
  runs: `
def coded(text, limit):
    def run(match):
        sign = match[0][0]
        shown = '\\\\' + sign if re.match(r'[0-9\\\\]', sign) else sign
        full, rest = divmod(len(match[0]), limit)
        tail = {0: '', 1: shown}.get(rest, str(rest) + shown)
        return (str(limit) + shown) * full + tail

    return re.sub(r'(.)\\1*', run, text)
`,
  morse: `${MORSE_TABLE}

def coded(text, bar):
    kept = re.sub('[^a-z0-9 ]', '', text.lower()).split()
    return f' {bar} '.join(' '.join(SIGNS[LETTERS.index(sign)] for sign in word) for word in kept)
`,
  keyed: `
ALPHABET = 'abcdefghijklmnopqrstuvwxyz'


def coded(text, key):
    shifts = cycle(ALPHABET.index(letter) for letter in key)

    def move(match):
        by = next(shifts)
        moved = (ALPHABET[by:] + ALPHABET[:by])[ALPHABET.index(match[0].lower())]
        return moved if match[0].islower() else moved.upper()

    return re.sub('[A-Za-z]', move, text)
`,
  fence: FENCE_STEPS(`
def coded(text, rails):
    rows = list(rails_of(len(text), rails))
    return ''.join(text[at] for at in sorted(range(len(text)), key=rows.__getitem__))
`),
};

const FROM: Readonly<Record<Code, string>> = {
  runs: `
def read(code, limit):
    parts = re.findall(r'([2-9]?)(\\\\[0-9\\\\]|[^0-9\\\\])', code)
    if ''.join(count + sign for count, sign in parts) != code:
        return None
    if any(int(count or 1) > limit for count, _ in parts):
        return None
    return ''.join(sign[-1] * int(count or 1) for count, sign in parts)
`,
  morse: `${MORSE_TABLE}

def read(code, bar):
    words = code.split(' ' + bar + ' ') if code else []
    signs = [word.split(' ') for word in words]
    if not all(sign in SIGNS for word in signs for sign in word):
        return None
    return ' '.join(''.join(LETTERS[SIGNS.index(sign)] for sign in word) for word in signs)
`,
  keyed: `
ALPHABET = 'abcdefghijklmnopqrstuvwxyz'


def read(code, key):
    shifts = cycle(ALPHABET.index(letter) for letter in key)

    def back(match):
        moved = ALPHABET[ALPHABET.index(match[0].lower()) - next(shifts)]
        return moved if match[0].islower() else moved.upper()

    return re.sub('[A-Za-z]', back, code)
`,
  fence: FENCE_STEPS(`
def read(code, rails):
    rows = list(rails_of(len(code), rails))
    rest = iter(code)
    lines = [list(islice(rest, rows.count(row))) for row in range(rails)]
    return ''.join(lines[row].pop(0) for row in rows)
`),
};

export function alternativeProgram(code: Code, task: Task, entry: string): string {
  const last = {
    encode: `
def ${entry}(texts, key):
    return list(map(coded, texts, repeat(key)))
`,
    decode: `
def ${entry}(texts, key):
    return list(map(read, texts, repeat(key)))
`,
    audit: `
def ${entry}(pairs, key):
    def verdict(text, given):
        right = coded(text, key)
        if right == given:
            return ['ok', -1]
        at = 0
        while right[at:at + 1] == given[at:at + 1]:
            at += 1
        return [right, at]

    return [verdict(*pair) for pair in pairs]
`,
  }[task];
  return `
import re
from itertools import cycle, islice, repeat

${task === 'decode' ? FROM[code] : TO[code]}
${last}`;
}
