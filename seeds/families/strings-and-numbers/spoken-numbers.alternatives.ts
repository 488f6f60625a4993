/** Alternative programs of the family `spoken-numbers`. */

import type { Task, Tongue } from './spoken-numbers-texts.ts';

/** A table of the names up to 999, from which larger ones are put together. */
const TABLES: Readonly<Record<Tongue, string>> = {
  english: `
NAMES = 'zero one two three four five six seven eight nine ten eleven twelve'.split()
NAMES += [stem + 'teen' for stem in 'thir four fif six seven eigh nine'.split()]
for ten in 'twenty thirty forty fifty sixty seventy eighty ninety'.split():
    NAMES += [ten] + [ten + '-' + one for one in NAMES[1:10]]
for hundreds in range(1, 10):
    head = NAMES[hundreds] + ' hundred'
    NAMES += [head] + [head + ' ' + name for name in NAMES[1:100]]


def name_of(number):
    if number < 1000:
        return NAMES[number]
    tail = ' ' + NAMES[number % 1000] if number % 1000 else ''
    return NAMES[number // 1000] + ' thousand' + tail
`,
  german: `
STEMS = 'null ein zwei drei vier fünf sechs sieben acht neun zehn elf zwölf'.split()
STEMS += [stem + 'zehn' for stem in 'drei vier fünf sech sieb acht neun'.split()]
for ten in 'zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig'.split():
    STEMS += [ten] + [one + 'und' + ten for one in STEMS[1:10]]
for hundreds in range(1, 10):
    STEMS += [STEMS[hundreds] + 'hundert' + name for name in [''] + STEMS[1:100]]


def without_s(number):
    if number < 1000:
        return STEMS[number]
    return STEMS[number // 1000] + 'tausend' + (STEMS[number % 1000] if number % 1000 else '')


def name_of(number):
    name = without_s(number)
    return name + 's' if name.endswith('ein') else name
`,
  french: `
NAMES = 'zéro un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize'.split()
NAMES += ['dix-' + name for name in NAMES[7:10]]
for ten, last in (('vingt', 10), ('trente', 10), ('quarante', 10), ('cinquante', 10), ('soixante', 20)):
    for rest in range(last):
        joint = ' et ' if rest in (1, 11) else '-'
        NAMES.append(ten + joint + NAMES[rest] if rest else ten)
NAMES += ['quatre-vingts'] + ['quatre-vingt-' + name for name in NAMES[1:20]]
for hundreds in range(1, 10):
    head = NAMES[hundreds] + ' cent' if hundreds > 1 else 'cent'
    NAMES += [head + 's' if hundreds > 1 else head] + [head + ' ' + name for name in NAMES[1:100]]


def name_of(number):
    thousands, rest = number // 1000, number % 1000
    pieces = []
    if thousands > 1:
        front = NAMES[thousands]
        pieces.append(front[:-1] if front.endswith(('cents', 'vingts')) else front)
    if thousands:
        pieces.append('mille')
    if rest or not thousands:
        pieces.append(NAMES[rest])
    return ' '.join(pieces)
`,
};

const COUNTED: Readonly<Record<Tongue, string>> = {
  english: "name_of(n) + (' dollar', ' cent')[place] + 's' * (n != 1)",
  german: "without_s(n) + (' Euro', ' Cent')[place]",
  french: "name_of(n) + (' euro', ' centime')[place] + 's' * (n >= 2)",
};

const AND: Readonly<Record<Tongue, string>> = { english: ' and ', german: ' und ', french: ' et ' };

const OTHERWISE: Readonly<Record<Task, (tongue: Tongue, entry: string) => string>> = {
  spell: (_tongue, entry) => `
def ${entry}(numbers):
    return ['?' if number < 0 or number > 999999 else name_of(number) for number in numbers]
`,
  money: (tongue, entry) => `
def ${entry}(amounts):
    result = []
    for amount in amounts:
        values = [int(value) for value in (amount + '.00').split('.')[:2]]
        parts = [(place, n) for place, n in enumerate(values) if n] or [(0, 0)]
        result.append('${AND[tongue]}'.join(${COUNTED[tongue]} for place, n in parts))
    return result
`,
  read: (_tongue, entry) => `
LOW = {name_of(number): number for number in range(1000)}


def number_of(name):
    if name in LOW:
        return LOW[name]
    for thousands in range(1, 10):
        head = name_of(thousands * 1000)
        if name.startswith(head):
            rest = LOW.get(name[len(head):].strip(), 0)
            number = thousands * 1000 + rest
            return number if name_of(number) == name else -1
    return -1


def ${entry}(texts):
    return [number_of(' '.join(word for word in text.lower().split(' ') if word)) for text in texts]
`,
  order: (_tongue, entry) => `
def ${entry}(numbers):
    result = []
    for number in sorted(dict.fromkeys(numbers), key=name_of):
        letters = name_of(number).replace(' ', '').replace('-', '')
        result.append([number, len(letters)])
    return result
`,
};

export function alternativeProgram(tongue: Tongue, task: Task, entry: string): string {
  return `${TABLES[tongue]}
${OTHERWISE[task](tongue, entry)}`;
}
