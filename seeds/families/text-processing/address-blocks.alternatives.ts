/** Alternative programs of the family `address-blocks`. */

import type { Country, Output } from './address-blocks-texts.ts';

const READ: Readonly<Record<Country, string>> = {
  us: `
KEYS = ['name', 'extra', 'street', 'town', 'state', 'zip']


def digits(text, count):
    return len(text) == count and all('0' <= sign <= '9' for sign in text)


def read(block):
    """The fields, or a text that says what is wrong."""
    if len(block) < 3:
        return 'too few lines'
    town, comma, rest = block[-1].partition(',')
    state, _, code = rest.removeprefix(' ').partition(' ')
    first, hyphen, more = code.partition('-')
    letters = len(state) == 2 and state.isascii() and state.isalpha()
    if not (town.strip() and comma and letters and digits(first, 5) and (not hyphen or digits(more, 4))):
        return 'bad last line'
    return [block[0], '; '.join(block[1:-2]), block[-2], town.strip(), state.upper(), code]
`,
  uk: `
KEYS = ['name', 'extra', 'street', 'town', 'postcode']


def shape(code):
    return ''.join('9' if '0' <= sign <= '9' else 'A' if 'A' <= sign <= 'Z' else '?' for sign in code)


SHAPES = {start + middle + '9AA' for start in ('A9', 'AA9') for middle in ('', '9', 'A')}


def read(block):
    """The fields, or a text that says what is wrong."""
    if len(block) < 4:
        return 'too few lines'
    code = ''.join(block[-1].split(' ')).upper()
    if shape(code) not in SHAPES:
        return 'bad postcode'
    return [block[0], '; '.join(block[1:-3]), block[-3], block[-2].upper(), code[:-3] + ' ' + code[-3:]]
`,
  de: `
KEYS = ['name', 'extra', 'street', 'number', 'postcode', 'town']


def is_number(text):
    rest = text.lstrip('0123456789')
    return rest != text and (rest == '' or len(rest) == 1 and rest.isascii() and rest.isalpha())


def read(block):
    """The fields, or a text that says what is wrong."""
    if len(block) < 3:
        return 'too few lines'
    place = block[-1][2:] if block[-1][:2] in ('D-', 'd-') else block[-1]
    code, _, town = place.partition(' ')
    if len(code) != 5 or code.strip('0123456789') or not town:
        return 'bad last line'
    words = block[-2].split(' ')
    street, number = block[-2], ''
    for count in (2, 1):
        tail = ''.join(words[-count:])
        parted = count == 1 or (words[-2:-1] + ['x'])[0].isdigit() and len(words[-1]) == 1 and words[-1].isalpha()
        if len(words) > count and parted and is_number(tail):
            street, number = ' '.join(words[:-count]), tail.lower()
            break
    if street[-4:] in ('str.', 'Str.'):
        street = street[:-1] + 'aße'
    return [block[0], '; '.join(block[1:-2]), street, number, code, town]
`,
};

const LABEL: Readonly<Record<Country, string>> = {
  us: "[name, street, town + ', ' + state + ' ' + code]",
  uk: "[name, street, ' '.join([town, code])]",
  de: "[name, ' '.join([street] + [number] * (number != '')), code + ' ' + town]",
};

const NAMES: Readonly<Record<Country, string>> = {
  us: 'name, _, street, town, state, code',
  uk: 'name, _, street, town, code',
  de: 'name, _, street, number, code, town',
};

const PRINT: Readonly<Record<Output, (country: Country) => string>> = {
  json: () => `
print('[' + ', '.join(json.dumps(dict(zip(KEYS, fields))) for fields in results if isinstance(fields, list)) + ']')
`,
  csv: (country) => `
def quoted(field):
    return '"' + field.replace('"', '""') + '"'


good = [fields for fields in results if isinstance(fields, list)]
order = sorted(range(len(good)), key=lambda at: (good[at][KEYS.index('${country === 'us' ? 'zip' : 'postcode'}')], at))
print(','.join(KEYS))
for at in order:
    print(','.join(map(quoted, good[at])))
`,
  labels: (country) => `
labels = []
for fields in results:
    if isinstance(fields, list):
        ${NAMES[country]} = fields
        labels.append(${LABEL[country]})
sheets = []
while labels:
    pair, labels = labels[:2], labels[2:]
    sheets.append(''.join(' | '.join(label[row] for label in pair) + '\\n' for row in range(3)))
sys.stdout.write('---\\n'.join(sheets))
`,
  faults: () => `
good = [fields for fields in results if isinstance(fields, list)]
for number, result in enumerate(results):
    if isinstance(result, str):
        print('block', str(number + 1) + ':', result)
repeated = sum(fields in good[:at] for at, fields in enumerate(good))
print(len(good), 'good,', len(results) - len(good), 'bad,', repeated, 'repeated')
`,
};

export function alternativeProgram(output: Output, country: Country): string {
  return `
import json
import sys

${READ[country]}

found = [[]]
for raw in sys.stdin.read().split('\\n'):
    words = [word for word in raw.split(' ') if word != '']
    if words:
        found[-1].append(' '.join(words))
    else:
        found.append([])
results = [read(block) for block in found if block]
${PRINT[output](country)}`;
}
