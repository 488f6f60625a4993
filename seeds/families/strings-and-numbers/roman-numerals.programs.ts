/** Reference and alternative programs of the family `roman-numerals`. */

import type { Habit, Task } from './roman-numerals-texts.ts';

const WRITE: Readonly<Record<Habit, string>> = {
  classic: `
FORMS = ['', 'a', 'aa', 'aaa', 'ab', 'b', 'ba', 'baa', 'baaa', 'ac']
PLACES = [str.maketrans('abc', signs) for signs in ('M--', 'CDM', 'XLC', 'IVX')]


def numeral(number):
    if number < 1 or number > 3999:
        return None
    return ''.join(FORMS[int(digit)].translate(place) for digit, place in zip(f'{number:04}', PLACES))
`,
  additive: `
SIZES = [('M', 1000), ('D', 500), ('C', 100), ('L', 50), ('X', 10), ('V', 5), ('I', 1)]


def numeral(number):
    if number < 1 or number > 4999:
        return None
    text = ''
    for sign, size in SIZES:
        text += number // size * sign
        number %= size
    return text
`,
  bracketed: `
SIGNS = 'M CM D CD C XC L XL X IX V IV I'.split()
SIZES = [1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1]


def numeral(number):
    if number < 1 or number > 3_999_999:
        return None
    if number >= 4000:
        thousands, rest = divmod(number, 1000)
        return f'[{numeral(thousands)}]' + (numeral(rest) or '')
    text = ''
    for sign, size in zip(SIGNS, SIZES):
        while number >= size:
            text += sign
            number -= size
    return text
`,
};

/** Functions `value_of(text)` that take any text for a numeral. */
const VALUE: Readonly<Record<Habit, string>> = {
  classic: `
VALUES = {'I': 1, 'V': 5, 'X': 10, 'L': 50, 'C': 100, 'D': 500, 'M': 1000}


def value_of(text):
    values = [VALUES.get(sign, 0) for sign in text.upper()]
    total = 0
    for value, following in zip(values, values[1:] + [0]):
        total += -value if value < following else value
    return total
`,
  additive: `
VALUES = dict(I=1, V=5, X=10, L=50, C=100, D=500, M=1000)


def value_of(text):
    return sum(VALUES.get(sign, 0) for sign in text.upper())
`,
  bracketed: `
def small_value(text):
    total = 0
    largest = 0
    for sign in reversed(text):
        value = {'I': 1, 'V': 5, 'X': 10, 'L': 50, 'C': 100, 'D': 500, 'M': 1000}.get(sign, 0)
        largest = max(largest, value)
        total += value if value == largest else -value
    return total


def value_of(text):
    thousands, bracket, rest = text.upper().rpartition(']')
    return 1000 * small_value(thousands.lstrip('[')) + small_value(rest)
`,
};

const TASKS: Readonly<Record<Task, (entry: string) => string>> = {
  write: (entry) => `
def ${entry}(numbers):
    return [numeral(number) for number in numbers]
`,
  read: (entry) => `
def checked(text):
    number = value_of(text)
    return None if numeral(number) != text.upper() else number


def ${entry}(texts):
    return [checked(text) for text in texts]
`,
  add: (entry) => `
def ${entry}(groups):
    sums = []
    for group in groups:
        total = sum(value_of(text) for text in group)
        sums.append(numeral(total))
    return sums
`,
  order: (entry) => `
def ${entry}(texts):
    entries = []
    wrong = 0
    for text in texts:
        number = value_of(text)
        if numeral(number) != text.upper():
            wrong += 1
            continue
        entries.append([number, text])
    entries.sort(key=lambda entry: entry[0])
    return [entries, wrong]
`,
};

export function referenceProgram(habit: Habit, task: Task, entry: string): string {
  return `${WRITE[habit]}${task === 'write' ? '' : `\n${VALUE[habit]}`}
${TASKS[task](entry)}`;
}

/** Functions `written(number)` and `number_of(text)`, by tables and patterns. */
const TABLES: Readonly<Record<Habit, string>> = {
  classic: `
ONES = ['', 'I', 'II', 'III', 'IV', 'V', 'VI', 'VII', 'VIII', 'IX']
TENS = ['', 'X', 'XX', 'XXX', 'XL', 'L', 'LX', 'LXX', 'LXXX', 'XC']
HUNDREDS = ['', 'C', 'CC', 'CCC', 'CD', 'D', 'DC', 'DCC', 'DCCC', 'CM']
NUMERALS = [m + c + x + i for m in ('', 'M', 'MM', 'MMM') for c in HUNDREDS for x in TENS for i in ONES]
NUMBERS = {text: number for number, text in enumerate(NUMERALS) if number}


def written(number):
    return NUMERALS[number] if 0 < number < len(NUMERALS) else None


def number_of(text):
    return NUMBERS.get(text.upper())
`,
  additive: `
SHAPE = re.compile('(M{0,4})(D?)(C{0,4})(L?)(X{0,4})(V?)(I{0,4})')


def written(number):
    if not 0 < number < 5000:
        return None
    m, c, x, i = (int(digit) for digit in '%04d' % number)
    return 'M' * m + 'D' * (c > 4) + 'C' * (c % 5) + 'L' * (x > 4) + 'X' * (x % 5) + 'V' * (i > 4) + 'I' * (i % 5)


def number_of(text):
    match = SHAPE.fullmatch(text.upper())
    if match is None or text == '':
        return None
    return sum(len(part) * size for part, size in zip(match.groups(), (1000, 500, 100, 50, 10, 5, 1)))
`,
  bracketed: `
ONES = ['', 'I', 'II', 'III', 'IV', 'V', 'VI', 'VII', 'VIII', 'IX']
HIGHER = str.maketrans('IVX', 'XLC')
TENS = [text.translate(HIGHER) for text in ONES]
HUNDREDS = [text.translate(str.maketrans('XLC', 'CDM')) for text in TENS]
NUMERALS = [m * 'M' + c + x + i for m in range(4) for c in HUNDREDS for x in TENS for i in ONES]
NUMBERS = {text: number for number, text in enumerate(NUMERALS)}


def written(number):
    if number <= 0 or number > 3999999:
        return None
    if number < 4000:
        return NUMERALS[number]
    return '[' + NUMERALS[number // 1000] + ']' + NUMERALS[number % 1000]


def number_of(text):
    match = re.fullmatch('(?:[[]([MDCLXVI]+)[]])?([MDCLXVI]*)', text.upper())
    if match is None or match[0] == '':
        return None
    head, rest = NUMBERS.get(match[1] or ''), NUMBERS.get(match[2])
    if head is None or rest is None:
        return None
    if match[1] and (head < 4 or rest > 999):
        return None
    return 1000 * head + rest
`,
};

const OTHERWISE: Readonly<Record<Task, (entry: string) => string>> = {
  write: (entry) => `
def ${entry}(numbers):
    return list(map(written, numbers))
`,
  read: (entry) => `
def ${entry}(texts):
    return list(map(number_of, texts))
`,
  add: (entry) => `
def ${entry}(groups):
    return [written(sum(map(number_of, group))) for group in groups]
`,
  order: (entry) => `
def ${entry}(texts):
    read = [(number_of(text), place, text) for place, text in enumerate(texts)]
    good = sorted(item for item in read if item[0] is not None)
    return [[[number, text] for number, _, text in good], len(read) - len(good)]
`,
};

export function alternativeProgram(habit: Habit, task: Task, entry: string): string {
  return `${habit === 'classic' ? '' : 'import re\n\n'}${TABLES[habit]}
${OTHERWISE[task](entry)}`;
}
