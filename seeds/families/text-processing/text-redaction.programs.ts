/** Reference and alternative programs of the family `text-redaction`. */

import type { Kind } from './text-redaction-kinds.ts';

type Style = 'label' | 'tail' | 'pseudonym';

const MAIL_TEST = `
def holds(text):
    if not text.count('@') == 1:
        return False
    local, domain = text.split('@')
    labels = domain.split('.')
    if local == '' or len(labels) < 2:
        return False
    if any(re.fullmatch('[A-Za-z0-9-]+', label) is None for label in labels):
        return False
    return len(labels[-1]) >= 2 and labels[-1].isalpha()
`;

const PHONE_TEST = `
def holds(text):
    return 8 <= sum(sign.isdigit() for sign in text) <= 15
`;

const CARD_TEST = `
def holds(text):
    digits = [int(sign) for sign in text if sign.isdigit()]
    if len(digits) not in range(13, 20):
        return False
    total = 0
    for place, digit in enumerate(reversed(digits)):
        if place % 2 == 1:
            digit = digit * 2 - 9 if digit > 4 else digit * 2
        total += digit
    return total % 10 == 0
`;

const ACCOUNT_TEST = `
IBAN = re.compile('[A-Z]{2}[0-9]{2}[A-Z0-9]{11,30}', IGNORE)


def holds(text):
    if IBAN.fullmatch(text) is None:
        return False
    number = ''.join(str(int(sign, 36)) for sign in text[4:] + text[:4])
    return int(number) % 97 == 1
`;

const CANDIDATES: Readonly<Record<Kind, readonly [pattern: string, test: string]>> = {
  mail: ['[A-Za-z0-9._+@-]*[A-Za-z0-9_+@-]', MAIL_TEST],
  phone: ['[+][0-9](?:[ -]?[0-9])*', PHONE_TEST],
  card: ['[0-9](?:[ -]?[0-9])*', CARD_TEST],
  account: ['[A-Za-z0-9]+', ACCOUNT_TEST.replace('IGNORE', 're.IGNORECASE')],
};

const SAME: Readonly<Record<Kind, string>> = {
  mail: 'hit.lower()',
  phone: "re.sub('[ -]', '', hit)",
  card: "re.sub('[ -]', '', hit)",
  account: 'hit.upper()',
};

const LABELS: Readonly<Record<Kind, string>> = { mail: 'MAIL', phone: 'PHONE', card: 'CARD', account: 'IBAN' };

/** Functions `replaced(hit)` and `closing()` for a style; `same` gives the key of a hit. */
function styleFunctions(style: Style, kind: Kind, same: string): string {
  const label = LABELS[kind];
  if (style === 'label') {
    return `
total = 0
found = set()


def replace(match):
    global total
    hit = match.group()
    if holds(hit):
        total += 1
        return '[${label}]'
    return hit


sys.stdout.write(CANDIDATE.sub(replace, sys.stdin.read()))
print(f'-- {total} redacted')
`;
  }
  if (style === 'tail') {
    return `
def starred(text):
    left = sum(sign.isalnum() for sign in text)
    signs = []
    for sign in text:
        if sign.isalnum() and left > 4:
            signs.append('*')
        else:
            signs.append(sign)
        left -= sign.isalnum()
    return ''.join(signs)


text = sys.stdin.read()
print(CANDIDATE.sub(lambda match: starred(match[0]) if holds(match[0]) else match[0], text), end='')
`;
  }
  return `
names = {}
counts = []


def alias(match):
    hit = match.group()
    if not holds(hit):
        return hit
    key = ${same}
    if key not in names:
        names[key] = len(counts)
        counts.append(0)
    counts[names[key]] += 1
    return f'<${label}-{names[key] + 1}>'


for line in sys.stdin:
    print(CANDIDATE.sub(alias, line), end='')
print('--')
for number, count in enumerate(counts, start=1):
    print(f'${label}-{number}: {count}')
`;
}

export function referenceProgram(kind: Kind, style: Style): string {
  const [pattern, test] = CANDIDATES[kind];
  return `
import re
import sys

CANDIDATE = re.compile('${pattern}')

${test.trim()}

${styleFunctions(style, kind, SAME[kind])}`;
}

const RUNS = (signs: string, dots: boolean): string => `
ASCII = string.ascii_letters + string.digits
SIGNS = ASCII + '${signs}'


def pieces(text):
    """Yields stretches of the text: candidates, and what lies between them."""
    for inside, group in groupby(text, key=lambda sign: sign in SIGNS):
        run = ''.join(group)
${
  dots
    ? `        body = run.rstrip('.') if inside else run
        yield inside and body != '', body
        yield False, run[len(body):]`
    : '        yield inside, run'
}
`;

const NUMBERS = (plus: boolean): string => `
def pieces(text):
    """Yields stretches of the text: candidates, and single signs between them."""
    at = 0
    while at < len(text):
        end = at${plus ? " + 1 if text[at] == '+' else at" : ''}
        if ${plus ? 'end == at or ' : ''}end == len(text) or text[end] not in string.digits:
            yield False, text[at]
            at += 1
            continue
        while True:
            if text[end:end + 1] and text[end] in string.digits:
                end += 1
            elif text[end:end + 1] in (' ', '-') and text[end + 1:end + 2] and text[end + 1] in string.digits:
                end += 2
            else:
                break
        yield True, text[at:end]
        at = end
`;

const SCANNED: Readonly<Record<Kind, readonly [pieces: string, test: string, same: string]>> = {
  mail: [
    RUNS('._+-@', true),
    `
def holds(text):
    local, at, domain = text.partition('@')
    name, dot, last = domain.rpartition('.')
    if not (local and dot and '@' not in domain and len(last) > 1 and last.isalpha()):
        return False
    return all(label and not set(label) & set('._+') for label in name.split('.'))
`,
    'piece.casefold()',
  ],
  phone: [
    NUMBERS(true),
    `
def holds(text):
    return 8 <= len(text.replace(' ', '').replace('-', '')) - 1 <= 15
`,
    "piece.replace(' ', '').replace('-', '')",
  ],
  card: [
    NUMBERS(false),
    `
def holds(text):
    digits = text.replace(' ', '').replace('-', '')
    doubled = '0246813579'
    total = sum(map(int, digits[-1::-2])) + sum(int(doubled[int(digit)]) for digit in digits[-2::-2])
    return 13 <= len(digits) <= 19 and total % 10 == 0
`,
    "piece.replace(' ', '').replace('-', '')",
  ],
  account: [
    RUNS('', false),
    `
def holds(text):
    if not (15 <= len(text) <= 34 and text[:2].isalpha() and text[2:4].isdigit()):
        return False
    rest = 0
    for sign in text[4:] + text[:4]:
        value = int(sign, 36)
        rest = (rest * (100 if value > 9 else 10) + value) % 97
    return rest == 1
`,
    'piece.lower()',
  ],
};

function scannedStyle(style: Style, kind: Kind, same: string): string {
  const label = LABELS[kind];
  if (style === 'label') {
    return `
out = [('[${label}]', 1) if candidate and holds(piece) else (piece, 0) for candidate, piece in pieces(sys.stdin.read())]
print(''.join(piece for piece, _ in out) + f'-- {sum(hit for _, hit in out)} redacted')
`;
  }
  if (style === 'tail') {
    return `
out = []
for candidate, piece in pieces(sys.stdin.read()):
    if candidate and holds(piece):
        marks = [at for at, sign in enumerate(piece) if sign in string.ascii_letters + string.digits]
        signs = list(piece)
        for at in marks[:-4]:
            signs[at] = '*'
        piece = ''.join(signs)
    out.append(piece)
sys.stdout.write(''.join(out))
`;
  }
  return `
order = []
out = []
for candidate, piece in pieces(sys.stdin.read()):
    if candidate and holds(piece):
        order.append(${same})
        out.append(f'<${label}-{list(dict.fromkeys(order)).index(order[-1]) + 1}>')
    else:
        out.append(piece)
out.append('--\\n')
for number, (_, count) in enumerate(Counter(order).items(), start=1):
    out.append(f'${label}-{number}: {count}\\n')
sys.stdout.write(''.join(out))
`;
}

export function alternativeProgram(kind: Kind, style: Style): string {
  const [pieces, test, same] = SCANNED[kind];
  return `
import string
import sys
from collections import Counter
from itertools import groupby

${pieces.trim()}

${test}
${scannedStyle(style, kind, same)}`;
}
