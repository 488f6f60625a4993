/** Reference and alternative programs of the family `number-systems`. */

import { SYSTEMS, type System, type Task } from './number-systems-texts.ts';

const WRITE: Readonly<Record<System, string>> = {
  negative: `
def write(number, base):
    digits = ''
    rest = number
    while rest != 0:
        rest, digit = divmod(rest, base)
        if digit < 0:
            rest, digit = rest + 1, digit - base
        digits = str(digit) + digits
    return digits or '0'
`,
  balanced: `
def write(number, signs):
    places = []
    while number:
        number, digit = divmod(number + 1, 3)
        places.insert(0, signs[digit])
    return ''.join(places) or signs[1]
`,
  columns: `
def write(number, letters):
    text = ''
    while number > 0:
        number, digit = divmod(number - 1, len(letters))
        text = letters[digit] + text
    return text
`,
  mixed: `
def write(number, sizes):
    parts = []
    rest = abs(number)
    for size in reversed(sizes):
        parts = [rest % size] + parts
        rest //= size
    parts = [rest] + parts
    sign = '-' if number < 0 else ''
    return sign + ':'.join(map(str, parts))
`,
};

/** With checks where any text may come, without where all are well written. */
const READ: Readonly<Record<System, (checked: boolean) => string>> = {
  negative: (checked) => `
def read(text, base):
    total = 0
${
  checked
    ? `    if not text:
        return None
    for sign in text:
        value = '0123456789'.find(sign)
        if not 0 <= value < -base:
            return None
        total = total * base + value`
    : `    for sign in text:
        total = total * base + int(sign)`
}
    return total
`,
  balanced: (checked) => `
def read(text, signs):
${
  checked
    ? `    if text == '' or set(text) - set(signs):
        return None
`
    : ''
}    total = 0
    for place, sign in enumerate(reversed(text)):
        total += (signs.index(sign) - 1) * 3 ** place
    return total
`,
  columns: (checked) => `
def read(text, letters):
${
  checked
    ? `    if not (text != '' and all(letter in letters for letter in text)):
        return None
`
    : ''
}    number = 0
    for letter in text:
        number = number * len(letters) + letters.index(letter) + 1
    return number
`,
  mixed: (checked) => `
def read(text, sizes):
    negative = text.startswith('-')
${
  checked
    ? `    if not re.fullmatch('-?[0-9]+(:[0-9]+)*', text):
        return None
    total, *parts = map(int, text.removeprefix('-').split(':'))
    if len(parts) != len(sizes):
        return None
    for part, size in zip(parts, sizes):
        if part >= size:
            return None
        total = total * size + part`
    : `    total, *parts = map(int, text.removeprefix('-').split(':'))
    for part, size in zip(parts, sizes, strict=True):
        total = total * size + part`
}
    return -total if negative else total
`,
};

export function referenceProgram(system: System, task: Task, entry: string): string {
  const { name } = SYSTEMS[system];
  if (task === 'write') {
    return `${WRITE[system]}

def ${entry}(numbers, ${name}):
    return [write(number, ${name}) for number in numbers]
`;
  }
  if (task === 'read') {
    return `${system === 'mixed' ? 'import re\n\n' : ''}${READ[system](true)}

def ${entry}(texts, ${name}):
    return [read(text, ${name}) for text in texts]
`;
  }
  return `${READ[system](false)}

${WRITE[system]}

def ${entry}(groups, ${name}):
    results = []
    for group in groups:
        total = sum(read(text, ${name}) for text in group)
        results.append(write(total, ${name}))
    return results
`;
}

/** From the highest place down. */
const WRITTEN: Readonly<Record<System, string>> = {
  negative: `
def written(number, base):
    for length in range(1, 40):
        powers = [base ** place for place in reversed(range(length))]
        least = sum((-base - 1) * power for power in powers if power < 0)
        most = sum((-base - 1) * power for power in powers if power > 0)
        if least <= number <= most:
            break
    text = ''
    for at, power in enumerate(powers):
        low = sum((-base - 1) * other for other in powers[at + 1:] if other < 0)
        high = sum((-base - 1) * other for other in powers[at + 1:] if other > 0)
        digit = next(d for d in range(-base) if low <= number - d * power <= high)
        number -= digit * power
        text += str(digit)
    return text
`,
  balanced: `
def written(number, signs):
    power = 1
    while 2 * abs(number) > 3 * power - 1:
        power *= 3
    text = ''
    while power:
        digit = -1 if 2 * number < 1 - power else 1 if 2 * number > power - 1 else 0
        number -= digit * power
        power //= 3
        text += signs[digit + 1]
    return text
`,
  columns: `
def written(number, letters):
    length, before = 1, 0
    while number > before + len(letters) ** length:
        before += len(letters) ** length
        length += 1
    rest = number - before - 1
    return ''.join(letters[rest // len(letters) ** place % len(letters)] for place in reversed(range(length)))
`,
  mixed: `
def written(number, sizes):
    unit = 1
    for size in sizes:
        unit *= size
    parts = []
    rest = max(number, -number)
    for size in sizes + [1]:
        parts.append(str(rest // unit))
        rest %= unit
        unit //= size
    return '-' * (number < 0) + ':'.join(parts)
`,
};

const VALUE: Readonly<Record<System, string>> = {
  negative: `
def value(text, base):
    if text == '' or not set(text) <= set('0123456789'[:-base]):
        return None
    return sum(int(sign) * base ** place for place, sign in enumerate(text[::-1]))
`,
  balanced: `
def value(text, signs):
    minus, zero, plus = signs
    worth = {minus: -1, zero: 0, plus: 1}
    if not text or any(sign not in worth for sign in text):
        return None
    total = 0
    for sign in text:
        total = 3 * total + worth[sign]
    return total
`,
  columns: `
def value(text, letters):
    places = {letter: number for number, letter in enumerate(letters, 1)}
    if not text or not set(text) <= set(letters):
        return None
    return sum(places[letter] * len(letters) ** place for place, letter in enumerate(reversed(text)))
`,
  mixed: `
def value(text, sizes):
    body = text[1:] if text[:1] == '-' else text
    parts = body.split(':')
    if not all(part.isdigit() for part in parts) or len(parts) != len(sizes) + 1:
        return None
    unit, total = 1, 0
    for part, size in zip(reversed(parts), sizes[::-1] + [None]):
        if size is not None and int(part) > size - 1:
            return None
        total += unit * int(part)
        unit *= size or 1
    return total if body == text else -total
`,
};

/** For texts that are right: as READ without checks takes them, a part as large as its size included. */
const UNCHECKED_VALUE: Readonly<Record<System, string>> = {
  ...VALUE,
  mixed: `
def value(text, sizes):
    body = text[1:] if text[:1] == '-' else text
    unit, total = 1, 0
    for part, size in zip(reversed(body.split(':')), sizes[::-1] + [1], strict=True):
        total += unit * int(part)
        unit *= size
    return total if body == text else -total
`,
};

export function alternativeProgram(system: System, task: Task, entry: string): string {
  const { name } = SYSTEMS[system];
  if (task === 'write') {
    return `${WRITTEN[system]}

def ${entry}(numbers, ${name}):
    return list(map(lambda number: written(number, ${name}), numbers))
`;
  }
  if (task === 'read') {
    return `${VALUE[system]}

def ${entry}(texts, ${name}):
    return list(map(lambda text: value(text, ${name}), texts))
`;
  }
  return `${UNCHECKED_VALUE[system]}
${WRITTEN[system]}

def ${entry}(groups, ${name}):
    return [written(sum(value(text, ${name}) for text in group), ${name}) for group in groups]
`;
}
