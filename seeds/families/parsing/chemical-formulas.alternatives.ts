/** Alternative programs of the family `chemical-formulas`. */

import { MASSES, type Notation, type Output } from './chemical-formulas-texts.ts';

const SYMBOLS = Object.keys(MASSES)
  .toSorted((a, b) => b.length - a.length)
  .join('|');

/** Functions `atoms_of(text)` that give a dictionary, or None. */
const READERS: Readonly<Record<Notation, string>> = {
  groups: `
TOKEN = re.compile('(${SYMBOLS}|[()]|\\\\[|\\\\])((?:[1-9][0-9]*)?)')


def atoms_of(text):
    stack = [('', {})]
    at = 0
    while at < len(text):
        token = TOKEN.match(text, at)
        if not token:
            return None
        at = token.end()
        sign, count = token.groups()
        if sign in '([':
            if count:
                return None
            stack.append((sign, {}))
            continue
        inside = {sign: 1}
        if sign in ')]':
            opened, inside = stack.pop()
            if opened + sign not in ('()', '[]') or not inside:
                return None
        outside = stack[-1][1]
        for name in inside:
            outside[name] = outside.get(name, 0) + inside[name] * int(count or 1)
    return stack[0][1] or None if len(stack) == 1 else None
`,
  hydrates: `
def number_at(text, at):
    end = at
    while text[end:end + 1].isdigit():
        end += 1
    if text[at:at + 1] == '0':
        return None, end
    return int(text[at:end] or 1), end


def atoms_of(text):
    found = {}
    for part in text.split('*'):
        factor, at = number_at(part, 0)
        group = None
        units = 0
        if factor is None:
            return None
        while at < len(part):
            symbol = next((name for name in SYMBOLS if part.startswith(name, at)), None)
            if symbol is None and part[at] not in '()':
                return None
            if part[at] == '(':
                if group is not None:
                    return None
                group, at = [], at + 1
                continue
            count, at = number_at(part, at + len(symbol or ')'))
            if count is None:
                return None
            atoms = [(symbol, count)]
            if symbol is None:
                if not group:
                    return None
                atoms, group = [(name, number * count) for name, number in group], None
            elif group is not None:
                group += atoms
                continue
            units += 1
            for name, number in atoms:
                found[name] = found.get(name, 0) + number * factor
        if group is not None or not units:
            return None
    return found


SYMBOLS = '${SYMBOLS}'.split('|')
`,
  charges: `
SYMBOLS = '${SYMBOLS}'.split('|')


def atoms_of(text):
    body, caret, charge = text.partition('^')
    found = {}
    while body:
        symbol = next((name for name in SYMBOLS if body.startswith(name)), None)
        if symbol is None:
            return None
        rest = body[len(symbol):].lstrip('0123456789')
        digits = body[len(symbol):len(body) - len(rest)]
        if digits[:1] == '0':
            return None
        found[symbol] = found.get(symbol, 0) + int(digits or 1)
        body = rest
    if not found:
        return None
    if caret:
        signs = {'+': 1, '-': -1}
        if charge[-1:] not in signs or charge == '' or charge[:-1] not in ['', *'23456789']:
            return None
        found['charge'] = signs[charge[-1]] * int(charge[:-1] or 1)
    return found
`,
};

const MASS_TEXT = Object.entries(MASSES)
  .map(([name, mass]) => `${name} ${mass}`)
  .join(' ');

const OTHERWISE: Readonly<Record<Output, (entry: string) => string>> = {
  counts: (entry) => `
def ${entry}(formulas):
    found = map(atoms_of, formulas)
    return [None if atoms is None else [[name, atoms[name]] for name in sorted(atoms)] for atoms in found]
`,
  mass: (entry) => `
WORDS = '${MASS_TEXT} charge 0'.split()
WEIGHTS = dict(zip(WORDS[::2], map(int, WORDS[1::2])))


def ${entry}(formulas):
    results = []
    for atoms in map(atoms_of, formulas):
        total = None
        if atoms is not None:
            total = 0
            for name in atoms:
                total += WEIGHTS[name] * atoms[name]
        results.append(total)
    return results
`,
  hill: (entry) => `
def ${entry}(formulas):
    results = []
    for atoms in map(atoms_of, formulas):
        if atoms is None:
            results.append(None)
            continue
        charge = atoms.pop('charge', None)
        first = [name for name in ('C', 'H') if name in atoms] if 'C' in atoms else []
        order = first + sorted(name for name in atoms if name not in first)
        text = ''.join(re.sub('(?<![0-9])1$', '', name + str(atoms[name])) for name in order)
        if charge is not None:
            text += '^' + (str(abs(charge)) if abs(charge) > 1 else '') + '-+'[charge > 0]
        results.append(text)
    return results
`,
  equations: (entry) => `
def side(text):
    total = {}
    for term in text.split(' + '):
        factor, blank, formula = term.partition(' ')
        if not blank:
            factor, formula = '1', term
        atoms = atoms_of(formula)
        if atoms is None or not factor.isdigit() or factor[0] == '0':
            return None
        for name, count in atoms.items():
            total[name] = total.get(name, 0) + int(factor) * count
    return total


def ${entry}(equations):
    results = []
    for equation in equations:
        sides = [side(text) for text in equation.split(' = ')]
        if len(sides) != 2 or None in sides:
            results.append(None)
            continue
        left, right = sides
        names = sorted({*left, *right})
        results.append([[n, left.get(n, 0) - right.get(n, 0)] for n in names if left.get(n, 0) != right.get(n, 0)])
    return results
`,
};

export function alternativeProgram(notation: Notation, output: Output, entry: string): string {
  return `
import re

${READERS[notation]}
${OTHERWISE[output](entry)}`;
}
