/** Reference programs of the family `personal-names`. */

import type { Custom, Form } from './personal-names-texts.ts';

const CASED = `
def cased(word):
    return '-'.join(part.capitalize() for part in word.split('-'))
`;

/** Functions `parts(name)` that give what the custom tells apart. */
const PARTS: Readonly<Record<Custom, string>> = {
  dutch: `
PREFIXES = {'van', 'de', 'der', 'den', 'ter', 'ten'}

${CASED}

def parts(name):
    """Given names, prefix, family name."""
    words = name.lower().split()
    given, extra = [], []
    while len(words) > 1 and words[0] not in PREFIXES:
        given.append(cased(words.pop(0)))
    while len(words) > 1 and words[0] in PREFIXES:
        extra.append(words.pop(0))
    return given, ' '.join(extra), ' '.join(map(cased, words))
`,
  scottish: `
SUFFIXES = {'jr': 'Jr', 'sr': 'Sr', 'ii': 'II', 'iii': 'III'}


def clan(word):
    start = re.search("^(mc|o')", word)
    if start is None:
        return word.capitalize()
    return start[0].capitalize() + word[start.end():].capitalize()


def parts(name):
    """Given names, suffix, family name."""
    *given, family = name.lower().split()
    extra = ''
    ending = family.replace('.', '')
    if given and ending in SUFFIXES:
        family = given.pop()
        extra = SUFFIXES[ending]
    given = ['-'.join(map(str.capitalize, word.split('-'))) for word in given]
    return given, extra, '-'.join(map(clan, family.split('-')))
`,
  spanish: `
TIED = set('de del la las los y'.split())


def parts(name):
    """Given names, family name."""
    words = name.lower().split()
    units = []
    unit = ''
    while words:
        word = words.pop(0)
        if word in TIED and words:
            unit += word + ' '
        else:
            units.append(unit + '-'.join(part.capitalize() for part in word.split('-')))
            unit = ''
    surnames = 2 if len(units) >= 3 else 1
    return units[:-surnames], ' '.join(units[-surnames:])
`,
};

const TAKEN: Readonly<Record<Custom, string>> = {
  dutch: 'given, prefix, family',
  scottish: 'given, suffix, family',
  spanish: 'given, family',
};

const IN_ORDER: Readonly<Record<Custom, string>> = {
  dutch: "' '.join(filter(None, [*given, prefix, family]))",
  scottish: "' '.join([*given, family, suffix]).rstrip()",
  spanish: "' '.join([*given, family])",
};

const FORMS: Readonly<Record<Form, (custom: Custom, entry: string) => string>> = {
  tidy: (custom, entry) => `
def ${entry}(names):
    tidy = []
    for name in names:
        ${TAKEN[custom]} = parts(name)
        tidy.append(${IN_ORDER[custom]})
    return tidy
`,
  index: (custom, entry) => `
def entry(name):
    ${TAKEN[custom]} = parts(name)
${
  {
    dutch: `    behind = ' '.join(given + [prefix]).strip()
    return f'{family}, {behind}' if behind else family`,
    scottish: `    pieces = [family]
    if given:
        pieces.append(' '.join(given))
    if suffix:
        pieces.append(suffix)
    return ', '.join(pieces)`,
    spanish: `    if not given:
        return family
    return family + ', ' + ' '.join(given)`,
  }[custom]
}


def ${entry}(names):
    return sorted(map(entry, names), key=str.lower)
`,
  initials: (custom, entry) => `
def initials(word):
    return '-'.join(part[0] + '.' for part in word${custom === 'spanish' ? ".split(' ')[-1]" : ''}.split('-'))


def ${entry}(names):
    short = []
    for ${TAKEN[custom]} in map(parts, names):
        given = [initials(word) for word in given]
        short.append(${IN_ORDER[custom]})
    return short
`,
  boxes: (custom, entry) => `
def ${entry}(names):
    seen = {}
    boxes = []
    for name in names:
        ${TAKEN[custom]} = parts(name)
        letters = ''.join(sign for sign in ${custom === 'dutch' ? 'prefix + family' : 'family'} if sign.isalpha())
        box = letters.lower()
        if given:
            box = given[0]${custom === 'spanish' ? '.split()[-1]' : ''}[0].lower() + '.' + box
        seen[box] = seen.get(box, 0) + 1
        boxes.append(box + str(seen[box]) if seen[box] > 1 else box)
    return boxes
`,
};

export function referenceProgram(custom: Custom, form: Form, entry: string): string {
  return `${custom === 'scottish' ? 'import re\n\n' : ''}${PARTS[custom]}
${FORMS[form](custom, entry)}`;
}
