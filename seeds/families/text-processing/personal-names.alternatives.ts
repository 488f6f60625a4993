/** Alternative programs of the family `personal-names`. */

import type { Custom, Form } from './personal-names-texts.ts';

const SPLIT: Readonly<Record<Custom, string>> = {
  dutch: `
NAME = re.compile(r'((?:(?!(?:van|de|der|den|ter|ten) )[^ ]+ )*)((?:(?:van|de|der|den|ter|ten) )*)(.+)')


def split(name):
    given, middle, family = NAME.fullmatch(' '.join(name.lower().split())).groups()
    return proper(given).split(), middle.strip(), proper(family), ''
`,
  scottish: `
def split(name):
    words = name.lower().split()
    suffix = ''
    if len(words) > 1 and words[-1].replace('.', '') in ('jr', 'sr', 'ii', 'iii'):
        suffix = words.pop().replace('.', '')
        suffix = suffix.title() if suffix[1] == 'r' else suffix.upper()
    family = re.sub("(?:^|(?<=-))(mc|o'|)([a-z'])", lambda m: m[1].capitalize() + m[2].upper(), words.pop())
    return [proper(word) for word in words], '', family, suffix
`,
  spanish: `
def split(name):
    words = name.lower().split()
    units = [[proper(words[-1])]]
    for word in reversed(words[:-1]):
        if word in ('de', 'del', 'la', 'las', 'los', 'y'):
            units[0].insert(0, word)
        else:
            units.insert(0, [proper(word)])
    texts = [' '.join(unit) for unit in units]
    at = len(texts) - (2 if len(texts) > 2 else 1)
    return texts[:at], '', ' '.join(texts[at:]), ''
`,
};

const OTHERWISE: Readonly<Record<Form, (entry: string) => string>> = {
  tidy: (entry) => `
def ${entry}(names):
    return [' '.join(' '.join(given + [before, family, suffix]).split()) for given, before, family, suffix in map(split, names)]
`,
  index: (entry) => `
def ${entry}(names):
    entries = []
    for given, before, family, suffix in map(split, names):
        text = family + ', ' + ' '.join(given + [before])
        text = text.strip(' ,')
        if suffix:
            text += ', ' + suffix
        entries.append((text.lower(), text))
    entries.sort(key=lambda pair: pair[0])
    return [text for _, text in entries]
`,
  initials: (entry) => `
def ${entry}(names):
    result = []
    for given, before, family, suffix in map(split, names):
        short = [re.sub('[a-z]+', '.', word.split()[-1] + 'x') for word in given]
        result.append(' '.join(' '.join([*short, before, family, suffix]).split()))
    return result
`,
  boxes: (entry) => `
def ${entry}(names):
    boxes = []
    for given, before, family, _ in map(split, names):
        letter = given[0].split()[-1][0] + '.' if given else ''
        boxes.append((letter + re.sub('[^A-Za-z]', '', before + family)).lower())
    numbers = [boxes[:at].count(box) + 1 for at, box in enumerate(boxes)]
    return [box if number == 1 else box + str(number) for box, number in zip(boxes, numbers)]
`,
};

export function alternativeProgram(custom: Custom, form: Form, entry: string): string {
  return `
import re


def proper(text):
    return re.sub('(?:^|(?<=[- ]))[a-z]', lambda match: match[0].upper(), text)

${SPLIT[custom]}
${OTHERWISE[form](entry)}`;
}
