/** Reference programs of the family `spoken-numbers`. */

import type { Task, Tongue } from './spoken-numbers-texts.ts';

const TONGUES: Readonly<Record<Tongue, string>> = {
  english: `
ONES = (
    'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen '
    'sixteen seventeen eighteen nineteen'
).split()
TENS = ' - - twenty thirty forty fifty sixty seventy eighty ninety'.split()


def words(number):
    if number < 20:
        return ONES[number]
    if number < 100:
        tens, ones = divmod(number, 10)
        return TENS[tens] + ('-' + ONES[ones] if ones else '')
    size, name = (1000, ' thousand ') if number >= 1000 else (100, ' hundred ')
    head, rest = divmod(number, size)
    return (words(head) + name + (words(rest) if rest else '')).strip()
`,
  german: `
ONES = (
    'null ein zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn '
    'sechzehn siebzehn achtzehn neunzehn'
).split()
TENS = '- - zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig'.split()


def stem(number):
    thousands, number = divmod(number, 1000)
    hundreds, number = divmod(number, 100)
    parts = []
    if thousands:
        parts.append(stem(thousands) + 'tausend')
    if hundreds:
        parts.append(ONES[hundreds] + 'hundert')
    tens, ones = divmod(number, 10)
    if number >= 20:
        parts.append(ONES[ones] + 'und' + TENS[tens] if ones else TENS[tens])
    elif number or not parts:
        parts.append(ONES[number])
    return ''.join(parts)


def words(number):
    return stem(number) + ('s' if number % 100 == 1 else '')
`,
  french: `
SMALL = (
    'zéro un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize '
    'dix-sept dix-huit dix-neuf'
).split()
TENS = {2: 'vingt', 3: 'trente', 4: 'quarante', 5: 'cinquante', 6: 'soixante', 8: 'quatre-vingt'}


def below_hundred(number, final):
    if number < 20:
        return SMALL[number]
    tens = number // 10
    if tens in (7, 9):
        tens -= 1
    rest = number - 10 * tens
    if rest == 0:
        return TENS[tens] + ('s' if tens == 8 and final else '')
    if number < 80 and rest in (1, 11):
        return f'{TENS[tens]} et {SMALL[rest]}'
    return f'{TENS[tens]}-{SMALL[rest]}'


def below_thousand(number, final):
    hundreds, rest = divmod(number, 100)
    found = []
    if hundreds > 1:
        found += [SMALL[hundreds], 'cent' if rest or not final else 'cents']
    elif hundreds:
        found.append('cent')
    if rest or not hundreds:
        found.append(below_hundred(rest, final))
    return ' '.join(found)


def words(number):
    thousands, rest = divmod(number, 1000)
    if not thousands:
        return below_thousand(rest, True)
    head = below_thousand(thousands, False) + ' ' if thousands > 1 else ''
    return head + 'mille' + (' ' + below_thousand(rest, True) if rest else '')
`,
};

const PARTS: Readonly<Record<Tongue, string>> = {
  english: `
def part(number, unit):
    return words(number) + ' ' + unit + ('' if number == 1 else 's')
`,
  german: `
def part(number, unit):
    return f'{stem(number)} {unit}'
`,
  french: `
def part(number, unit):
    plural = 's' if number > 1 else ''
    return f'{words(number)} {unit}{plural}'
`,
};

const UNITS: Readonly<Record<Tongue, readonly [large: string, and: string, small: string]>> = {
  english: ['dollar', 'and', 'cent'],
  german: ['Euro', 'und', 'Cent'],
  french: ['euro', 'et', 'centime'],
};

const TASKS: Readonly<Record<Task, (tongue: Tongue, entry: string) => string>> = {
  spell: (_tongue, entry) => `
def ${entry}(numbers):
    return [words(number) if 0 <= number < 1_000_000 else '?' for number in numbers]
`,
  money: (tongue, entry) => {
    const [large, and, small] = UNITS[tongue];
    return `${PARTS[tongue]}

def ${entry}(amounts):
    lines = []
    for amount in amounts:
        whole, _, cents = amount.partition('.')
        large, small = int(whole), int(cents or 0)
        if small == 0:
            lines.append(part(large, '${large}'))
        elif large == 0:
            lines.append(part(small, '${small}'))
        else:
            lines.append(part(large, '${large}') + ' ${and} ' + part(small, '${small}'))
    return lines
`;
  },
  read: (_tongue, entry) => `
def ${entry}(texts):
    numbers = {words(number): number for number in range(10_000)}
    found = []
    for text in texts:
        name = re.sub(' +', ' ', text.lower()).strip()
        found.append(numbers.get(name, -1))
    return found
`,
  order: (_tongue, entry) => `
def ${entry}(numbers):
    names = sorted((words(number), number) for number in set(numbers))
    return [[number, sum(sign.isalpha() for sign in name)] for name, number in names]
`,
};

export function referenceProgram(tongue: Tongue, task: Task, entry: string): string {
  return `${task === 'read' ? 'import re\n\n' : ''}${TONGUES[tongue].trimStart()}
${TASKS[task](tongue, entry)}`;
}
