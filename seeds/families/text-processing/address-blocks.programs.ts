/** Reference programs of the family `address-blocks`. */

import type { Country, Output } from './address-blocks-texts.ts';

const PARSERS: Readonly<Record<Country, string>> = {
  us: `
PLACE = re.compile('([^,]*[^, ]) ?, ?([A-Za-z]{2}) ([0-9]{5}(?:-[0-9]{4})?)')


def parse(block):
    if len(block) < 3:
        raise ValueError('too few lines')
    name, *extra, street, place = block
    match = PLACE.fullmatch(place)
    if match is None:
        raise ValueError('bad last line')
    town, state, code = match.groups()
    return {
        'name': name,
        'extra': '; '.join(extra),
        'street': street,
        'town': town,
        'state': state.upper(),
        'zip': code,
    }
`,
  uk: `
def parse(block):
    if len(block) < 4:
        raise ValueError('too few lines')
    name, *extra, street, town, code = block
    code = code.replace(' ', '').upper()
    if not re.fullmatch('[A-Z]{1,2}[0-9][0-9A-Z]?[0-9][A-Z]{2}', code):
        raise ValueError('bad postcode')
    code = code[:-3] + ' ' + code[-3:]
    extra = '; '.join(extra)
    return dict(name=name, extra=extra, street=street, town=town.upper(), postcode=code)
`,
  de: `
def street_and_number(line):
    match = re.fullmatch('(.+?) ([0-9]+ ?[A-Za-z]?)', line)
    street, number = match.groups() if match else (line, '')
    street = re.sub('([Ss])tr[.]$', r'\\1traße', street)
    return street, number.replace(' ', '').lower()


def parse(block):
    if len(block) < 3:
        raise ValueError('too few lines')
    place = re.fullmatch('(?:[Dd]-)?([0-9]{5}) (.+)', block[-1])
    if not place:
        raise ValueError('bad last line')
    fields = {'name': block[0], 'extra': '; '.join(block[1:-2])}
    fields['street'], fields['number'] = street_and_number(block[-2])
    fields['postcode'], fields['town'] = place.groups()
    return fields
`,
};

const PLACES: Readonly<Record<Country, readonly [street: string, place: string]>> = {
  us: ["record['street']", "'{town}, {state} {zip}'.format(**record)"],
  uk: ["record['street']", "record['town'] + ' ' + record['postcode']"],
  de: ["f\"{record['street']} {record['number']}\".rstrip()", "f\"{record['postcode']} {record['town']}\""],
};

const COLUMNS: Readonly<Record<Country, string>> = {
  us: 'name extra street town state zip',
  uk: 'name extra street town postcode',
  de: 'name extra street number postcode town',
};

const OUTPUTS: Readonly<Record<Output, (country: Country) => string>> = {
  json: () => `
records = []
for block in blocks():
    try:
        records.append(parse(block))
    except ValueError:
        continue
json.dump(records, sys.stdout)
`,
  csv: (country) => `
records = []
for block in blocks():
    with suppress(ValueError):
        records.append(parse(block))
records.sort(key=lambda record: record['${country === 'us' ? 'zip' : 'postcode'}'])
writer = csv.DictWriter(sys.stdout, '${COLUMNS[country]}'.split(), lineterminator='\\n')
writer.writeheader()
writer.writerows(records)
`,
  labels: (country) => `
labels = []
for block in blocks():
    try:
        record = parse(block)
    except ValueError:
        continue
    street = ${PLACES[country][0]}
    place = ${PLACES[country][1]}
    labels.append([record['name'], street, place])
for at in range(0, len(labels), 2):
    if at > 0:
        print('---')
    for row in zip(*labels[at:at + 2]):
        print(' | '.join(row))
`,
  faults: () => `
good = bad = repeated = 0
seen = set()
for number, block in enumerate(blocks(), start=1):
    try:
        fields = tuple(parse(block).values())
    except ValueError as fault:
        bad += 1
        print(f'block {number}: {fault}')
    else:
        good += 1
        repeated += fields in seen
        seen.add(fields)
print(f'{good} good, {bad} bad, {repeated} repeated')
`,
};

/** Ways to cut the input into blocks: taken in turn, so that neighbours of one kind are not written alike. */
const BLOCKS = [
  `
def blocks():
    block = []
    for line in sys.stdin:
        line = ' '.join(line.split())
        if line:
            block.append(line)
        elif block:
            yield block
            block = []
    if block:
        yield block
`,
  `
def blocks():
    text = re.sub(' +', ' ', sys.stdin.read())
    text = re.sub('^ | $', '', text, flags=re.MULTILINE)
    return [block.split('\\n') for block in re.split('\\n\\n+', text.strip('\\n')) if block]
`,
  `
def blocks():
    lines = [' '.join(line.split()) for line in sys.stdin]
    return [list(group) for filled, group in groupby(lines, key=bool) if filled]
`,
] as const;

export function referenceProgram(output: Output, country: Country): string {
  const way = ['json', 'csv', 'labels', 'faults'].indexOf(output) % 3;
  const imports = [
    output === 'csv' ? 'import csv' : output === 'json' ? 'import json' : '',
    'import re',
    'import sys',
    output === 'csv' ? 'from contextlib import suppress' : '',
    way === 2 ? 'from itertools import groupby' : '',
  ];
  return `${imports.filter((line) => line !== '').join('\n')}

${PARSERS[country]}
${BLOCKS[way]}
${OUTPUTS[output](country)}`;
}
