/** Reference and alternative programs of the family `checksum-digits`. */

import type { Scheme, Task } from './checksum-digits-texts.ts';

/** Functions `well_formed`, `right_length` and `sum_holds` of a scheme. */
const SCHEMES: Readonly<Record<Scheme, string>> = {
  isbn: `
def well_formed(code):
    return re.fullmatch('[0-9]*|[0-9]{9}X', code) is not None


def right_length(code):
    return len(code) in (10, 13)


def sum_holds(code):
    if len(code) == 10:
        values = [10 if sign == 'X' else int(sign) for sign in code]
        return sum(value * (10 - place) for place, value in enumerate(values)) % 11 == 0
    return sum(int(sign) * (3 if place % 2 else 1) for place, sign in enumerate(code)) % 10 == 0
`,
  ean: `
def well_formed(code):
    return re.fullmatch('[0-9]*', code) is not None


def right_length(code):
    return len(code) in (8, 13)


def sum_holds(code):
    total = 0
    weight = 1
    for sign in reversed(code):
        total += weight * int(sign)
        weight = 4 - weight
    return total % 10 == 0
`,
  luhn: `
def well_formed(code):
    return not re.search('[^0-9]', code)


def right_length(code):
    return 10 <= len(code) <= 19


def sum_holds(code):
    total = 0
    for place, sign in enumerate(reversed(code)):
        digit = int(sign)
        if place % 2 == 1:
            digit *= 2
            if digit > 9:
                digit -= 9
        total += digit
    return total % 10 == 0
`,
  iban: `
def well_formed(code):
    return bool(re.match('[A-Z]{2}[0-9]{2}[A-Z0-9]*$', code))


def right_length(code):
    return 15 <= len(code) <= 34


def sum_holds(code):
    moved = code[4:] + code[:4]
    number = ''.join(str(int(sign, 36)) for sign in moved)
    return int(number) % 97 == 1
`,
};

const TASKS: Readonly<Record<Task, (scheme: Scheme, entry: string) => string>> = {
  audit: (_scheme, entry) => `
def verdict(code):
    if not well_formed(code):
        return 'character'
    if not right_length(code):
        return 'length'
    return 'ok' if sum_holds(code) else 'checksum'


def ${entry}(codes):
    return [verdict(re.sub('[ -]', '', code).upper()) for code in codes]
`,
  complete: (scheme, entry) => `
def is_right(code):
    return well_formed(code) and right_length(code) and sum_holds(code)


def completed(code):
    if code.count('?') != 1:
        return ''
    for sign in '${scheme === 'isbn' ? '0123456789X' : '0123456789'}':
        candidate = code.replace('?', sign)
        if is_right(candidate):
            return candidate
    return ''


def ${entry}(codes):
    results = []
    for code in codes:
        results.append(completed(code.translate({32: None, 45: None}).upper()))
    return results
`,
  mend: (_scheme, entry) => `
def ${entry}(codes):
    suggestions = []
    for code in codes:
        code = code.replace(' ', '').replace('-', '').upper()
        found = set()
        if well_formed(code) and right_length(code):
            if sum_holds(code):
                found.add(code)
            else:
                for at in range(len(code) - 1):
                    swapped = code[:at] + code[at + 1] + code[at] + code[at + 2:]
                    if well_formed(swapped) and sum_holds(swapped):
                        found.add(swapped)
        suggestions.append(sorted(found))
    return suggestions
`,
};

export function referenceProgram(scheme: Scheme, task: Task, entry: string): string {
  return `import re

${SCHEMES[scheme]}
${TASKS[task](scheme, entry)}`;
}

/** One function that gives the verdict, by other arithmetic. */
const JUDGED: Readonly<Record<Scheme, string>> = {
  isbn: `
def judge(code):
    body = code[:-1] if len(code) == 10 and code[-1] == 'X' else code
    if not all(sign in DIGITS for sign in body):
        return 'character'
    if len(code) == 13:
        odd, even = sum(map(int, code[::2])), sum(map(int, code[1::2]))
        return 'checksum' if (odd + 3 * even) % 10 else 'ok'
    if len(code) != 10:
        return 'length'
    running = total = 0
    for sign in code:
        running += (DIGITS + 'X').index(sign)
        total += running
    return 'checksum' if total % 11 else 'ok'
`,
  ean: `
def judge(code):
    if not set(code) <= set(DIGITS):
        return 'character'
    if len(code) != 8 and len(code) != 13:
        return 'length'
    backwards = [int(sign) for sign in code[::-1]]
    return 'checksum' if (sum(backwards[::2]) + 3 * sum(backwards[1::2])) % 10 else 'ok'
`,
  luhn: `
DOUBLED = '0246813579'


def judge(code):
    if code.strip(DIGITS) or not all(sign in DIGITS for sign in code):
        return 'character'
    if len(code) < 10 or len(code) > 19:
        return 'length'
    swapped = ''.join(DOUBLED[DIGITS.index(sign)] for sign in code[-2::-2])
    return 'checksum' if sum(map(int, code[-1::-2] + swapped)) % 10 else 'ok'
`,
  iban: `
LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'


def judge(code):
    head = len(code) > 3 and code[0] in LETTERS and code[1] in LETTERS and code[2] in DIGITS and code[3] in DIGITS
    if not head or any(sign not in LETTERS + DIGITS for sign in code):
        return 'character'
    if not 15 <= len(code) < 35:
        return 'length'
    rest = 0
    for sign in code[4:] + code[:4]:
        value = (DIGITS + LETTERS).index(sign)
        rest = (rest * (10 if value < 10 else 100) + value) % 97
    return 'ok' if rest == 1 else 'checksum'
`,
};

const OTHERWISE: Readonly<Record<Task, (entry: string, scheme: Scheme) => string>> = {
  audit: (entry) => `
def ${entry}(codes):
    return list(map(judge, map(compact, codes)))
`,
  complete: (entry, scheme) => `
def ${entry}(codes):
    results = []
    for code in map(compact, codes):
        before, *behind = code.split('?')
        choices = [before + sign + behind[0] for sign in DIGITS${scheme === 'isbn' ? " + 'X'" : ''}] if len(behind) == 1 else []
        results.append(next((choice for choice in choices if judge(choice) == 'ok'), ''))
    return results
`,
  mend: (entry) => `
def ${entry}(codes):
    results = []
    for code in map(compact, codes):
        word = judge(code)
        choices = [code]
        if word == 'checksum':
            for at in range(1, len(code)):
                signs = list(code)
                signs.insert(at - 1, signs.pop(at))
                choices.append(''.join(signs))
        results.append(sorted({choice for choice in choices if judge(choice) == 'ok'}))
    return results
`,
};

export function alternativeProgram(scheme: Scheme, task: Task, entry: string): string {
  return `
DIGITS = '0123456789'


def compact(code):
    return ''.join(sign for sign in code if sign not in ' -').upper()

${JUDGED[scheme]}
${OTHERWISE[task](entry, scheme)}`;
}
