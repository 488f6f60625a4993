/** Reference programs of the family `chemical-formulas`. */

import { MASSES, type Notation, type Output } from './chemical-formulas-texts.ts';

const ELEMENTS = `{'${Object.keys(MASSES).join("', '")}'}`;

/** Functions `parse(text)` that give a counter of names, or raise a ValueError. */
const PARSERS: Readonly<Record<Notation, string>> = {
  groups: `
import re
from collections import Counter

ELEMENTS = ${ELEMENTS}
PAIRS = {'(': ')', '[': ']'}


def parse_group(text, at, ends):
    """Reads units from a place up to one of the ends; gives the atoms and the place of that end."""
    atoms = Counter()
    while at < len(text) and text[at] not in ends:
        sign = text[at]
        if sign in PAIRS:
            closing = PAIRS[sign]
            inner, at = parse_group(text, at + 1, closing)
            if at == len(text) or not inner:
                raise ValueError(text)
            at += 1
        else:
            symbol = re.match('[A-Z][a-z]?', text[at:])
            if symbol is None or symbol[0] not in ELEMENTS:
                raise ValueError(text)
            inner = {symbol[0]: 1}
            at += len(symbol[0])
        count = re.match('[0-9]*', text[at:])[0]
        if count.startswith('0'):
            raise ValueError(text)
        at += len(count)
        for name, number in inner.items():
            atoms[name] += number * int(count or 1)
    return atoms, at


def parse(text):
    atoms, _ = parse_group(text, 0, '')
    if not atoms:
        raise ValueError(text)
    return atoms
`,
  hydrates: `
import re
from collections import Counter

ELEMENTS = ${ELEMENTS}
NUMBER = '((?:[1-9][0-9]*)?)'
ATOM = re.compile('([A-Z][a-z]?)' + NUMBER)
UNIT = re.compile('(?:([A-Z][a-z]?)|[(]((?:[A-Z][a-z]?(?:[1-9][0-9]*)?)+)[)])' + NUMBER)


def parse(text):
    atoms = Counter()
    for part in text.split('*'):
        front, body = re.fullmatch(NUMBER + '(.*)', part).groups()
        if not body or UNIT.sub('', body) != '':
            raise ValueError(text)
        factor = int(front or 1)
        for symbol, group, after in UNIT.findall(body):
            outer = int(after or 1)
            for name, number in ATOM.findall(group or symbol):
                if name not in ELEMENTS:
                    raise ValueError(text)
                count = int(number or 1)
                atoms[name] += factor * count * outer
    return atoms
`,
  charges: `
import re
from collections import Counter

ELEMENTS = ${ELEMENTS}
FORMULA = re.compile(r'((?:[A-Z][a-z]?(?:[1-9][0-9]*)?)+)(?:\\^([2-9]?)([+-]))?')


def parse(text):
    match = FORMULA.fullmatch(text)
    if match is None:
        raise ValueError(text)
    body, size, sign = match.groups()
    atoms = Counter()
    for name, count in re.findall('([A-Z][a-z]?)([0-9]*)', body):
        if name not in ELEMENTS:
            raise ValueError(text)
        atoms[name] += int(count or '1')
    if sign:
        atoms['charge'] = int(size or '1') * (-1 if sign == '-' else 1)
    return atoms
`,
};

function table(): string {
  const entries = Object.entries(MASSES).map(([name, mass]) => `'${name}': ${mass}`);
  return `MASSES = {\n    ${entries.slice(0, 7).join(', ')},\n    ${entries.slice(7).join(', ')},\n}`;
}

const OUTPUTS: Readonly<Record<Output, (notation: Notation, entry: string) => string>> = {
  counts: (_notation, entry) => `
def ${entry}(formulas):
    results = []
    for formula in formulas:
        try:
            atoms = parse(formula)
            results.append([list(pair) for pair in sorted(atoms.items())])
        except ValueError:
            results.append(None)
    return results
`,
  mass: (notation, entry) => `
${table()}


def mass(formula):
    try:
        atoms = parse(formula)
    except ValueError:
        return None
    return sum(number * MASSES${notation === 'charges' ? '.get(name, 0)' : '[name]'} for name, number in atoms.items())


def ${entry}(formulas):
    return [mass(formula) for formula in formulas]
`,
  hill: (notation, entry) => `
def written(formula):
    try:
        atoms = parse(formula)
    except ValueError:
        return None
${
  notation === 'charges'
    ? `    charge = atoms.pop('charge', 0)
    names = sorted(atoms)
    tail = '^' + str(abs(charge)).replace('1', '') + ('+' if charge > 0 else '-') if charge else ''`
    : '    names = sorted(atoms)'
}
    if 'C' in atoms:
        names.sort(key=lambda name: {'C': 0, 'H': 1}.get(name, 2))
    return ''.join(name + (str(atoms[name]) if atoms[name] > 1 else '') for name in names)${notation === 'charges' ? ' + tail' : ''}


def ${entry}(formulas):
    return list(map(written, formulas))
`,
  equations: (_notation, entry) => `
def surplus(equation):
    left, right = equation.split(' = ')
    totals = Counter()
    sign = 1
    for side in left, right:
        for term in side.split(' + '):
            factor, formula = re.fullmatch('([1-9][0-9]* )?(.*)', term).groups()
            for name, number in parse(formula).items():
                totals[name] += sign * int(factor or 1) * number
        sign = -sign
    return [[name, totals[name]] for name in sorted(totals) if totals[name] != 0]


def ${entry}(equations):
    results = []
    for equation in equations:
        try:
            results.append(surplus(equation))
        except ValueError:
            results.append(None)
    return results
`,
};

export function referenceProgram(notation: Notation, output: Output, entry: string): string {
  return `${PARSERS[notation]}
${OUTPUTS[output](notation, entry)}`;
}
